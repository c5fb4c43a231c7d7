"""How gatepost fares with more terms and with inputs of every size."""

from __future__ import annotations

import random
from pathlib import Path

from bench_lexicon import compile_lexicon
from measure import REPOSITORY, Bench, Measure, Row, Trouble, parse_size, take_turns

SIZES = ("1K", "64K", "1M", "16M", "64M", "256M", "1G", "4G")

PER_FILE = 100_000
"""Words to a file, which may have 4 MiB."""

SCHOOL_RULE = """- id: conduct.bench
  title: One of many words
  find: [bench-many]
  severity: low
  confidence: 0.5
  advice: None.
  route: [headteacher]
  examples:
    flag: ["⟦{0}⟧", "a ⟦{1}⟧"]
    clean: ["three", "four"]
"""


def _command(bench: Bench, text: Path, jobs: int = 1) -> list[str]:
    return [bench.gatepost, "scan", "--input", bench.form, "--format", "jsonl", "--jobs", str(jobs), "--quiet",
            "--no-progress", "--fail-on", "never", str(text)]


def term_rows(bench: Bench, text: Path, rounds: int) -> list[Row]:
    """The shipped lexicon, and with nine and 99 times as many invented words beside its own."""
    own = len(bench.words.read_text(encoding="utf-8").split())
    table: list[tuple[Row, Measure | None]] = []
    for times in (1, 10, 100):
        row = Row(f"{times}x the terms", f"{own * times:,} words that are terms by themselves", text.stat().st_size)
        try:
            folders = [REPOSITORY / "Lexicons"]
            if times > 1:
                folders.append(_school(bench.scratch / f"terms-{times}" / "school", own * (times - 1)))
            # gatepost looks for the image beside the folder it is told of.
            beside = bench.scratch / f"terms-{times}" / "Lexicons"
            beside.mkdir(parents=True)
            compile_lexicon(bench, folders, beside.parent / "lexicon.gplex")
            table.append((row, _measure(bench, _command(bench, text), beside)))
        except Trouble as trouble:
            row.left_out = str(trouble)
            table.append((row, None))
    take_turns(table, rounds)
    return [row for row, _ in table]


def _measure(bench: Bench, command: list[str], lexicons: Path | None = None) -> Measure:
    return lambda: bench.time(command, lexicons=lexicons)


def _school(folder: Path, count: int) -> Path:
    """A school's own folder with so many invented words, always the same."""
    rng = random.Random(1)
    words: set[str] = set()
    while len(words) < count:
        words.add("".join(rng.choice("bcdfghjklmnprstvwz") + rng.choice("aeiou") for _ in range(rng.randint(2, 4))) + rng.choice("nxqrk"))
    listed = sorted(words)
    (folder / "signals").mkdir(parents=True)
    (folder / "rules" / "conduct").mkdir(parents=True)
    for part, start in enumerate(range(0, count, PER_FILE)):
        terms = "".join(f"      - {word}\n" for word in listed[start:start + PER_FILE])
        (folder / "signals" / f"bench-{part}.yml").write_text(
            f"signals:\n  - signal: bench-many.part-{part}\n    about: Many words.\n    terms:\n{terms}")
    (folder / "rules" / "conduct" / "bench.yml").write_text(SCHOOL_RULE.format(*listed[:2]))
    return folder


def size_rows(bench: Bench, source: Path, largest: int, rounds: int) -> list[Row]:
    """Inputs from 1 KB on, up to the largest: the comments over and over; one thread, and two at the end."""
    rows = []
    text = bench.scratch / "sized.jsonl"
    for size in SIZES:
        if parse_size(size) > largest:
            break
        _fill(text, source, parse_size(size))
        row = Row(size + "B", "", text.stat().st_size)
        many = 1 if parse_size(size) > parse_size("64M") else rounds
        take_turns([(row, _measure(bench, _command(bench, text)))], many)
        rows.append(row)
    if rows:
        row = Row(rows[-1].name + ", 2 threads", "by the clock on the wall", text.stat().st_size, by_wall=True)
        take_turns([(row, _measure(bench, _command(bench, text, 2)))], many)
        rows.append(row)
    text.unlink(missing_ok=True)
    return rows


def _fill(target: Path, source: Path, size: int) -> None:
    """Whole lines of the source, again from the first if it is not long enough, up to a size."""
    left = size
    with target.open("wb") as writing:
        while left > 0:
            with source.open("rb") as reading:
                while left > 0 and (block := reading.readlines(min(left, 1 << 22))):
                    writing.writelines(block)
                    left -= sum(map(len, block))
