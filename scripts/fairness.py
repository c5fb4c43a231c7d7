#!/usr/bin/env python3
"""Shows whether names of every origin are found equally.

    scripts/fairness.py .build/release/gatepost

Puts the names of Fixtures/fairness/names.tsv into the sentences beside it, boys' and girls' alike, and prints for each
origin how many are recognised as a person and how many make a finding of the family `pupil`: on names that the
gazetteer has, and on names that it lacks. With --check the exit status is 1 if the worst origin lies more than three
points below the best.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import unicodedata
from collections import defaultdict
from pathlib import Path

HERE = Path(__file__).resolve().parent
FIXTURES = HERE.parent / "Fixtures" / "fairness"
LEXICONS = HERE.parent / "Lexicons"
MOST_BETWEEN = 3.0
LETTERS = {"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i"}


def rows(path: Path) -> list[list[str]]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")][1:]


def plain(word: str) -> str:
    word = "".join(LETTERS.get(letter, letter) for letter in word.lower())
    parted = unicodedata.normalize("NFD", word)
    return re.sub(r"[^a-z]", "", "".join(c for c in parted if not unicodedata.combining(c)))


def gazetteer(name: str) -> set[str]:
    return {plain(row[0]) for row in rows(LEXICONS / "names" / name)}


def names() -> dict[tuple[str, str], dict[str, list[str]]]:
    found: dict[tuple[str, str], dict[str, list[str]]] = defaultdict(dict)
    for which, group, part, words in rows(FIXTURES / "names.tsv"):
        found[which, group][part] = words.split()
    given, surnames = gazetteer("given-names.tsv"), gazetteer("surnames.tsv")
    for (which, group), parts in found.items():
        for part, words in parts.items():
            known = surnames if part == "surname" else given
            for word in words:
                if (plain(word) in known) != (which == "known"):
                    sys.exit(f"names.tsv: '{word}' ({group}) does not belong under '{which}'")
    return found


def passages() -> list[dict]:
    made = []
    sentences = rows(FIXTURES / "sentences.tsv")
    for (which, group), parts in names().items():
        for part in ("boy", "girl"):
            for index, given in enumerate(parts[part]):
                surname = parts["surname"][index % len(parts["surname"])]
                for number, (audience, kind, sentence) in enumerate(sentences):
                    fields = {"given": given, "surname": surname, "SURNAME": surname.upper(),
                              "given_": given.lower() + "_", "surname_": surname.lower() + ".jpg"}
                    text = sentence.format(**fields).replace("_ ", "_")
                    start = min(text.find(w) for w in (given, given.lower(), surname.upper()) if w in text)
                    made.append({"id": f"{which}|{group}|{part}|{index}|{number}", "text": text, "audience": audience,
                                 "kind": kind, "start": start, "end": start + len(given)})
    return made


def found_by(gatepost: str, made: list[dict], rules: str) -> set[str]:
    lines = "\n".join(json.dumps({k: p[k] for k in ("id", "text", "audience", "kind")}) for p in made)
    command = [gatepost, "scan", "-", "--input", "jsonl", "--format", "jsonl", "--fail-on", "never", "--rules", rules]
    done = subprocess.run(command, input=lines.encode(), capture_output=True)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    spans = {p["id"]: (p["start"], p["end"]) for p in made}
    found = set()
    for line in done.stdout.decode().splitlines():
        event = json.loads(line)
        for finding in event["findings"] if event["type"] == "passage" else []:
            place = finding["codepoint"]
            start, end = spans[event["id"]]
            if place["start"] < end and start < place["end"]:
                found.add(event["id"])
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("gatepost")
    parser.add_argument("--check", action="store_true", help="fail if the groups lie too far apart")
    parser.add_argument("--missed", action="store_true", help="print what was not found")
    options = parser.parse_args()
    made = passages()
    people = found_by(options.gatepost, made, "entity.person")
    pupils = found_by(options.gatepost, made, "pupil")
    unfair = False
    for which, title in (("known", "in the gazetteer"), ("rare", "not in the gazetteer")):
        print(f"\nnames that are {title}: share found\n{'origin':<16}{'person':>8}{'boys':>7}{'girls':>7}{'pupil rules':>13}")
        shares: dict[str, list[float]] = {"person": [], "pupil": []}
        groups = list(dict.fromkeys(p["id"].split("|")[1] for p in made))
        for group in groups:
            def share(found: set[str], part: str = "") -> float:
                ids = [p["id"] for p in made if p["id"].startswith(f"{which}|{group}|{part}")]
                return 100 * sum(i in found for i in ids) / len(ids)

            shares["person"].append(share(people))
            shares["pupil"].append(share(pupils))
            print(f"{group:<16}{share(people):>8.1f}{share(people, 'boy'):>7.1f}{share(people, 'girl'):>7.1f}"
                  f"{share(pupils):>13.1f}")
        for measure, values in shares.items():
            gap = max(values) - min(values)
            unfair = unfair or gap > MOST_BETWEEN
            print(f"best to worst, {measure}: {gap:.1f} points")
    if options.missed:
        for passage in made:
            if passage["id"] not in people or passage["id"] not in pupils:
                marks = ("person " if passage["id"] not in people else "") + ("pupil" if passage["id"] not in pupils else "")
                print(f"{passage['id']}\t{marks}\t{passage['text']}")
    if options.check and unfair:
        sys.exit(1)


if __name__ == "__main__":
    main()
