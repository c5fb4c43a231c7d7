#!/usr/bin/env python3
"""Makes the invented comments of visitors under a school's posts, as a comment tool exports them.

    scripts/make-comments-fixture.py            writes Fixtures/comments/{page-comments.csv,page-comments.jsonl,planted.tsv}
    scripts/make-comments-fixture.py --check    fails if those are not what this script makes

An account's own Facebook download lacks what visitors wrote; these two files show the other way in. Both hold the
same comments. The same seed gives the same bytes.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import random
import sys
from dataclasses import dataclass
from datetime import UTC, datetime

from fixture_lines import REPOSITORY, Breach, Filler, breach_lines, harmless_lines, sentences, typed

HOME = REPOSITORY / "Fixtures" / "comments"
COUNT = 240
START = 1_757_318_400
"""8 September 2025, 08:00 UTC."""


@dataclass(frozen=True)
class Comment:
    """One comment and the rule it breaks, if any."""

    number: int
    author: str
    audience: str
    time: str
    text: str
    breach: Breach | None


def make_comments(seed: int) -> list[Comment]:
    """All comments: of parents for the most part, some of staff."""
    rng = random.Random(seed)
    filler = Filler(rng)
    harmless = rng.sample(harmless_lines(), len(harmless_lines()))
    breaches = rng.sample(breach_lines(), len(breach_lines()))
    clock = START
    made = []
    for number in range(1, COUNT + 1):
        clock += rng.randrange(30, 9000)
        breach = breaches.pop() if rng.random() < 0.15 else None
        text = filler.fill(breach.text) if breach else typed(rng, filler.fill(harmless[number]))
        if rng.random() < 0.1:
            text = sentences(filler.fill(harmless[-number]), text).replace(". ", ".\n", 1)
        audience = "parent" if breach or rng.random() < 0.85 else "staff"
        author = filler.fill("{full}")
        time = datetime.fromtimestamp(clock, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        made.append(Comment(number, author, audience, time, text, breach))
    return made


def as_csv(comments: list[Comment]) -> bytes:
    """A table as spreadsheets write it: a mark for UTF-8, CR LF, quotes where needed, line breaks inside fields."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["Comment ID", "Name", "Date", "Likes", "Comment"])
    for comment in comments:
        writer.writerow([f"c{comment.number:04}", comment.author, comment.time, comment.number % 7, comment.text])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def as_jsonl(comments: list[Comment]) -> bytes:
    """One object a line, with the field names that gatepost expects."""
    lines = (json.dumps({
        "id": f"c{comment.number:04}", "text": comment.text, "author": comment.author, "audience": comment.audience,
        "kind": "comment", "time": comment.time}, ensure_ascii=False) for comment in comments)
    return ("\n".join(lines) + "\n").encode()


def as_planted(comments: list[Comment]) -> bytes:
    """The comments that were written to break a rule."""
    rows = [f"c{comment.number:04}\t{comment.breach.family}\t{comment.breach.rule}" for comment in comments if comment.breach]
    return ("# Comments that were written to break a rule. Gatepost may rightly find more.\nid\tfamily\trule\n"
            + "\n".join(rows) + "\n").encode()


def main() -> int:
    """Writes the files, or checks them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1901)
    parser.add_argument("--check", action="store_true", help="write nothing; fail if the files differ")
    options = parser.parse_args()
    comments = make_comments(options.seed)
    made = {"page-comments.csv": as_csv(comments), "page-comments.jsonl": as_jsonl(comments), "planted.tsv": as_planted(comments)}
    wrong = 0
    for name, data in made.items():
        path = HOME / name
        if not options.check:
            HOME.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        elif not path.exists() or path.read_bytes() != data:
            print(f"Fixtures/comments/{name}: not what the script makes; run scripts/make-comments-fixture.py", file=sys.stderr)
            wrong = 1
    return wrong


if __name__ == "__main__":
    sys.exit(main())
