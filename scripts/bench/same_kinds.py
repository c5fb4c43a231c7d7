"""gatepost beside two Python packages: Presidio's recognisers of identifiers, and better-profanity.

Answers are compared comment by comment. Presidio gets comments with five digits or an @ in them, since nobody finds
anything in the others; better-profanity gets any, and gatepost the same list of words, disguises included.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

from bench_lexicon import kinds_lexicon, lexicon, word_terms
from measure import HERE, Bench, Measure, Row, Run, Trouble, call, take_turns
from python_peer import KINDS
from same_words import Texts, findings, gatepost_command, make_texts

PRESIDIO_SIZE = 200_000
PROFANITY_SIZE = 20_000

TELEPHONE = re.compile(r"\b0[127]\d{2,4}[ -]?\d{3}[ -]?\d{3,4}\b")

Answers = set[tuple[str, int]]


def rows(bench: Bench, source: Path, python: Path, rounds: int) -> list[list[Row]]:
    """A table for each package: gatepost, then the package."""
    if not python.exists():
        raise Trouble("Presidio and better-profanity are not here; make bench installs them")
    kinds = sorted(set(KINDS.values()))
    words = call([str(python), str(HERE / "python_peer.py"), "words"]).splitlines()
    some = bench.scratch / "identifiers.jsonl"
    _with_identifiers(source, some, PRESIDIO_SIZE)
    pairs = [
        ("presidio", "Presidio's recognisers", "gatepost, identifiers alone", kinds_lexicon(bench, "kinds-lexicon", kinds),
         kinds, make_texts(bench, some, PRESIDIO_SIZE)),
        ("profanity", "better-profanity", "gatepost, its words alone", lexicon(bench, "profane-lexicon", [word_terms(words, disguised=True)]),
         ["profane"], None)]
    tables = []
    for peer, name, our_name, folder, names, texts in pairs:
        texts = texts or make_texts(bench, source, PROFANITY_SIZE)
        size = texts.lines.stat().st_size
        ours, theirs = Row(our_name, ", ".join(names), size), Row(name, "", size)
        our_answers = {(names[int(rule.rpartition("-")[2])], line) for line, rule, _, _ in findings(bench, texts, folder)}
        ours.count = len(our_answers)
        table: list[tuple[Row, Measure | None]] = [(ours, _ours(bench, texts, folder)), (theirs, None)]
        try:
            table[1] = (theirs, _theirs(bench, theirs, our_answers, [str(python), str(HERE / "python_peer.py"), peer, str(texts.lines)]))
        except Trouble as trouble:
            theirs.left_out = str(trouble)
        take_turns(table, rounds)
        tables.append([ours, theirs])
    return tables


def _with_identifiers(source: Path, target: Path, size: int) -> None:
    with source.open(encoding="utf-8") as comments, target.open("w", encoding="utf-8") as file:
        for comment in comments:
            text = json.loads(comment)["text"]
            if "@" in text or sum(character.isdigit() for character in text) >= 5:
                file.write(comment)
                size -= len(comment)
            if size < 0:
                break


def _ours(bench: Bench, texts: Texts, folder: Path) -> Measure:
    # Texts are made anew for the next table.
    rows = texts.rows.rename(folder.parent / "texts.jsonl")
    return lambda: bench.time(gatepost_command(bench, rows), lexicons=folder)


def _theirs(bench: Bench, row: Row, ours: Answers, command: list[str]) -> Measure:
    places = bench.scratch / "kind-places"
    lines = Path(command[-1]).rename(places.with_suffix("." + command[-2]))
    command = [*command[:-1], str(lines), str(places)]

    def measure() -> Run:
        run = bench.time(command)
        return Run(run.seconds, run.peak_kib, float(bench.output.read_text().split()[2]))

    bench.time(command)
    theirs = {(kind, int(line)) for kind, line in (place.split() for place in places.read_text().splitlines())}
    row.count = len(theirs)
    row.shared = len(theirs & ours)
    texts = lines.read_text(encoding="utf-8").splitlines()
    row.ours = dict(Counter(_why_ours(kind, texts[line]) for kind, line in ours - theirs))
    row.theirs = dict(Counter(_why_theirs(kind, texts[line]) for kind, line in theirs - ours))
    return measure


def _why_ours(kind: str, text: str) -> str:
    if kind == "profane":
        return "taken for a word of the list in disguise"
    if kind == "phone" and not TELEPHONE.search(text):
        return "telephone numbers with letters for digits (o77oo)"
    return f"{kind}, unexplained"


def _why_theirs(kind: str, text: str) -> str:
    if kind == "profane":
        return "a word in disguise, or within another one"
    if kind == "phone" and not TELEPHONE.search(text):
        return "scores, prices, NHS and account numbers taken for telephone numbers"
    return f"{kind}, unexplained"
