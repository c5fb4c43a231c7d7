#!/usr/bin/env python3
"""Makes a large file of invented school comments for measuring speed.

    scripts/make-bench-input.py --size 64M --seed 1 --form jsonl --out comments.jsonl

Forms: jsonl (one object a line: id, text, author, time), text (one comment a line) and facebook (a comments.json
as Facebook writes it). About 4 comments in 100 break a rule. Names, places and words are drawn by how common they
are from the tables in Lexicons/names, so that the words looked up are as mixed as in real comments. The same
arguments and tables give the same bytes.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from fixture_lines import (
    REPOSITORY, Filler, Names, Weighted, breach_lines, content_lines, harmless_lines, sentences, typed)

POOL = 150_000
"""Distinct harmless sentences to sample from."""
BREACH_POOL = 12_000
BREACH_SHARE = 0.04
BATCH = 4096
START = 1_725_264_000
ACCOUNT = "Friends of Brackenholt Primary"
UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


def parse_size(text: str) -> int:
    """A size such as 64M in bytes."""
    unit = UNITS.get(text[-1:].upper())
    return int(text[:-1]) * unit if unit else int(text)


def table(path: Path) -> Iterator[list[str]]:
    """The rows of a TSV file below its header."""
    lines = content_lines(path)
    next(lines, None)
    return (line.split("\t") for line in lines)


def read_names(folder: Path) -> Names:
    """Names by how common they are: one step in a table is four times as many people."""
    given = list(table(folder / "given-names.tsv"))
    surnames = [row for row in table(folder / "surnames.tsv") if row[2] == "1"]
    places = list(table(folder / "places.tsv"))
    topics = [row for row in table(folder / "words.tsv") if len(row[0]) > 3 and 3 <= int(row[1]) <= 8]
    return Names(
        adults=Weighted([row[0] for row in given], [4.0 ** int(row[1]) for row in given]),
        children=Weighted([row[0] for row in given], [4.0 ** int(row[2]) if row[2] != "0" else 0.0 for row in given]),
        surnames=Weighted([row[0] for row in surnames], [4.0 ** int(row[1]) for row in surnames]),
        places=Weighted([row[0] for row in places], [2.0 ** int(row[1]) for row in places]),
        topics=Weighted([row[0] for row in topics], [1.6 ** int(row[1]) for row in topics]))


@dataclass
class Pools:
    """Ready sentences."""

    harmless: list[str]
    breaches: list[str]
    authors: list[str]


def make_pools(rng: random.Random, names: Names) -> Pools:
    """Fills the lines often enough that sampling looks like a long tail."""
    filler = Filler(rng, names)
    harmless, breaches = harmless_lines(), breach_lines()
    return Pools(
        harmless=[typed(rng, filler.fill(harmless[i % len(harmless)])) for i in range(POOL)],
        breaches=[filler.fill(breaches[i % len(breaches)].text) for i in range(BREACH_POOL)],
        authors=[filler.fill("{full}") for _ in range(5000)])


def comments(rng: random.Random, pools: Pools) -> Iterator[tuple[str, str]]:
    """Author and text, for ever: one to three sentences, now and then with a breach."""
    while True:
        first = rng.choices(pools.harmless, k=BATCH)
        second = rng.choices(pools.harmless, k=BATCH)
        third = rng.choices(pools.harmless, k=BATCH)
        wrong = rng.choices(pools.breaches, k=BATCH)
        authors = rng.choices(pools.authors, k=BATCH)
        for index in range(BATCH):
            yield authors[index], one_comment(rng.random(), first[index], second[index], third[index], wrong[index])


def one_comment(chance: float, first: str, second: str, third: str, wrong: str) -> str:
    """Puts sentences together; `chance` between 0 and 1 says which."""
    if chance < BREACH_SHARE / 2:
        return wrong
    if chance < BREACH_SHARE:
        return sentences(first, wrong)
    if chance < 0.50:
        return first
    if chance < 0.85:
        return sentences(first, second)
    return sentences(sentences(first, second), third)


def jsonl_line(number: int, author: str, text: str) -> str:
    """One comment as an object on a line."""
    return json.dumps({"id": f"c{number}", "text": text, "author": author, "time": START + number * 7},
                      ensure_ascii=False) + "\n"


def text_line(number: int, author: str, text: str) -> str:
    """One comment as a line of text."""
    return text + "\n"


def facebook_item(number: int, author: str, text: str) -> str:
    """One comment as an item of comments_v2, each byte of UTF-8 as its own escape."""
    time = START + number * 7
    comment = {"timestamp": time, "comment": mangled(text), "author": ACCOUNT}
    item = {"timestamp": time, "data": [{"comment": comment}],
            "title": mangled(f"{ACCOUNT} commented on {author}'s post.")}
    return (",\n    " if number else "    ") + json.dumps(item)


def mangled(text: str) -> str:
    """Each byte of UTF-8 as a character of its own, as Facebook writes it."""
    return text if text.isascii() else text.encode("utf-8").decode("latin-1")


FORMS: dict[str, tuple[str, Callable[[int, str, str], str], str]] = {
    "jsonl": ("", jsonl_line, ""),
    "text": ("", text_line, ""),
    "facebook": ('{\n  "comments_v2": [\n', facebook_item, "\n  ]\n}\n"),
}


def write(out: TextIO, size: int, form: str, stream: Iterator[tuple[str, str]]) -> tuple[int, int, int]:
    """Writes comments until the file has the size; returns comments, bytes of their text, bytes written."""
    head, item, tail = FORMS[form]
    out.write(head)
    written, text_bytes, number = len(head) + len(tail), 0, 0
    while written < size:
        author, text = next(stream)
        line = item(number, author, text)
        out.write(line)
        written += len(line) if line.isascii() else len(line.encode())
        text_bytes += len(text) if text.isascii() else len(text.encode())
        number += 1
    out.write(tail)
    return number, text_bytes, written


def main() -> int:
    """Reads the arguments and writes the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", default="64M", help="bytes to write, K M G allowed (default 64M)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--form", choices=sorted(FORMS), default="jsonl")
    parser.add_argument("--names", type=Path, default=REPOSITORY / "Lexicons" / "names", help="folder of the name tables")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    try:
        names = read_names(options.names)
    except OSError as error:
        print(f"{error.filename}: {error.strerror}; give the folder of the name tables with --names", file=sys.stderr)
        return 2
    rng = random.Random(options.seed)
    stream = comments(rng, make_pools(rng, names))
    with options.out.open("w", encoding="utf-8", newline="\n") as out:
        number, text_bytes, written = write(out, parse_size(options.size), options.form, stream)
    print(f"{number} comments, {text_bytes / number:.0f} bytes each on average, {written} bytes written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
