#!/usr/bin/env python3
"""Compares ways to find people's names: the lists alone, the rules, the model, and the rules with the model.

    ablation.py GATEPOST [--labelled FILE.jsonl ...] [--model FILE] [--errors]

Prints precision and recall on Fixtures/names/people.tsv (people as such, and the findings of the family `pupil` that they should make),
and the family `pupil` on labelled passages (numbers only). The model trains first if it has no weights yet.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from pathlib import Path

from gazetteer import ROOT, Gazetteer
from model import Features, Model, candidates, words
from people import overlaps, passages, scan

# Findings that no set has a label for, as in scripts/score.py.
UNJUDGED = {"pupil.consent-missing", "pupil.image-suitability", "pupil.discussed"}


def spans(text: str, model: Model | None, lists: Gazetteer, features: Features, kind: str, least: float = 0.0) -> list[dict]:
    """The people of a text by the lists alone, or as the model judges their candidates; the longest run first, none overlapping."""
    all_words, found = words(text), []
    runs = candidates(text, lists)
    if model is None:
        runs = [r for r in runs if lists.births(r[0].plain) >= 3 and (len(r) == 1 or lists.surname(r[-1].plain) >= 3)]
        scored = [(len(r), r) for r in runs]
    else:
        scored = [(model.score(features.of(text, r, all_words, kind)) + 0.01 * len(r), r) for r in runs]
        scored = [(s, r) for s, r in scored if s > least]
    for _, run in sorted(scored, key=lambda pair: -pair[0]):
        span = {"start": run[0].start, "end": run[-1].end, "words": len(run)}
        if not any(overlaps(span, other) for other in found):
            found.append(span)
    return found


def refused(text: str, span: dict, model: Model, features: Features, kind: str) -> bool:
    """Whether the model is sure that what the rules found is nobody."""
    all_words = words(text)
    run = [w for w in all_words if w.start < span["end"] and span["start"] < w.end]
    return bool(run) and model.score(features.of(text, run, all_words, kind)) < -0.5


class Tally:
    """Precision and recall."""

    def __init__(self) -> None:
        self.wanted = self.found = self.said = self.right = 0

    def add(self, wanted: list[dict], said: list[dict]) -> None:
        self.wanted += len(wanted)
        self.found += sum(any(overlaps(w, s) for s in said) for w in wanted)
        self.said += len(said)
        self.right += sum(any(overlaps(w, s) for w in wanted) for s in said)

    def __str__(self) -> str:
        precision, recall = self.right / max(self.said, 1), self.found / max(self.wanted, 1)
        f1 = 2 * precision * recall / max(precision + recall, 1e-9)
        return f"{precision:9.3f}{recall:8.3f}{f1:8.3f}"


def codepoints(row: dict, family: str) -> list[dict]:
    raw = row["text"].encode()
    at = lambda byte: len(raw[:byte].decode(errors="ignore"))
    return [{"start": at(x["start"]), "end": at(x["end"])} for x in row["labels"] if x["family"] == family]


def people_of(finding: dict, text: str) -> list[dict]:
    raw = text.encode()
    at = lambda byte: len(raw[:byte].decode(errors="ignore"))
    return [{"start": at(e["byte"]["start"]), "end": at(e["byte"]["end"])}
            for e in finding["evidence"] if e["signal"] in ("person.full", "person.given")]


def compare(rows: list[dict], found: dict, entities: dict | None, tools: tuple, wanted) -> dict[str, dict[str, Tally]]:
    lists, features, model = tools
    tallies: dict[str, dict[str, Tally]] = {}
    for row in rows:
        text, kind = row["text"], row.get("kind", "post")
        judged = [f for f in found[row["id"]] if f["action"] != "note" and f["rule"] not in UNJUDGED]
        rules = [f["codepoint"] for f in judged]
        kept = [f["codepoint"] for f in judged
                if not (people := people_of(f, text)) or not all(refused(text, p, model, features, kind) for p in people)]
        by_lists = [s for s in spans(text, None, lists, features, kind)]
        by_model = [s for s in spans(text, model, lists, features, kind)]
        added = [s for s in by_model if s["words"] > 1 and not any(overlaps(s, r) for r in rules)]
        ways = {"lists alone": [s for s in by_lists if s["words"] > 1], "model alone": [s for s in by_model if s["words"] > 1],
                "rules": rules, "rules, model may refuse": kept, "rules, model may add too": kept + added}
        for way, said in ways.items():
            tallies.setdefault(way, {}).setdefault("pupil", Tally()).add(wanted(row), said)
        if entities is not None:
            people = row["people"]
            by_rules = [f["codepoint"] for f in entities[row["id"]]]
            ways = {"lists alone": by_lists, "model alone": by_model, "rules": by_rules,
                    "rules, model may refuse": [s for s in by_rules if not refused(text, s, model, features, kind)]}
            ways["rules, model may add too"] = ways["rules, model may refuse"] + [
                s for s in by_model if not any(overlaps(s, r) for r in by_rules)]
            for way, said in ways.items():
                tallies[way].setdefault("people", Tally()).add(people, said)
    return tallies


def show(title: str, tallies: dict[str, dict[str, Tally]], column: str) -> None:
    print(f"\n{title}\n{'':<28}{'precision':>9}{'recall':>8}{'F1':>8}")
    for way, columns in tallies.items():
        print(f"{way:<28}{columns[column]}")


def tell_errors(rows: list[dict], found: dict, wanted) -> None:
    for row in rows:
        said = [f["codepoint"] for f in found[row["id"]] if f["action"] != "note" and f["rule"] not in UNJUDGED]
        missed = [row["text"][p["start"]:p["end"]] for p in wanted(row) if not any(overlaps(p, s) for s in said)]
        false = [row["text"][s["start"]:s["end"]] for s in said if not any(overlaps(p, s) for p in wanted(row))]
        if missed or false:
            print(f"{row['audience']}: {row['text']}\n    missed: {missed}; false: {false}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gatepost")
    parser.add_argument("--labelled", nargs="*", default=[])
    parser.add_argument("--model", type=Path, default=ROOT / ".build" / "name-model.tsv")
    parser.add_argument("--errors", action="store_true", help="print the sentences of Fixtures/names that come out wrong")
    options = parser.parse_args()
    if not options.model.exists():
        subprocess.run([sys.executable, str(Path(__file__).with_name("train.py")), "--out", str(options.model)], check=True)
    lists = Gazetteer()
    tools = (lists, Features(lists), Model.load(options.model))
    pupils = lambda row: [p for p in row["people"] if p["sort"] == "pupil"]
    for name in ("people.tsv", "people-2.tsv"):
        rows = passages(ROOT / "Fixtures" / "names" / name)
        found, entities = scan(options.gatepost, rows, "pupil"), scan(options.gatepost, rows, "entity.person")
        tallies = compare(rows, found, entities, tools, pupils)
        show(f"people of Fixtures/names/{name}", tallies, "people")
        show(f"children of Fixtures/names/{name} who should be found by the family `pupil`", tallies, "pupil")
        if options.errors:
            tell_errors(rows, found, pupils)
    for path in options.labelled:
        labelled = [json.loads(line) for line in Path(path).read_text(encoding="utf-8").splitlines()]
        for row in labelled:
            row["id"] = str(row["id"])
        found = scan(options.gatepost, labelled)
        found = {key: [f for f in fs if f["family"] == "pupil"] for key, fs in found.items()}
        tallies = compare(labelled, found, None, tools, lambda row: codepoints(row, "pupil"))
        show(f"family `pupil` of {Path(path).name}", tallies, "pupil")
    text = [row["text"] for row in rows] * 5
    begun = time.perf_counter()
    for passage in text:
        spans(passage, tools[2], lists, tools[1], "post")
    count = sum(len(words(passage)) for passage in text)
    print(f"\nthe model in this script: {(time.perf_counter() - begun) / count * 1e6:.1f} microseconds a word; "
          f"{sum(w != 0 for w in tools[2].weights)} weights")


if __name__ == "__main__":
    main()
