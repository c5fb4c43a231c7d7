#!/usr/bin/env python3
"""Measures gatepost beside other ways of finding words, all in the same run, and prints a table and a JSON file.

    gatepost lexicon words > words.txt
    scripts/make-bench-input.py --size 64M --out comments.jsonl
    scripts/bench.py .build/release/gatepost words.txt comments.jsonl --json bench.json

Builds nothing but the peers: three small C programs with cc and libpcre2-8, and an empty Swift program. The peers
take turns, round by round, and the median counts, so that a busy machine slows all of them alike. Trust the ratios,
not the megabytes per second. With --check the exit status is 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
DRAFTS = HERE.parent / "Fixtures" / "drafts"
MEGABYTE = 1_000_000
DRAFT_BYTES = 2048
UNITS = {"K": 1 << 10, "M": 1 << 20, "G": 1 << 30}


class Trouble(Exception):
    """Something that keeps a measurement from being taken."""


@dataclass
class Run:
    """One run of a program, seen from outside."""

    seconds: float
    peak_kib: int


@dataclass
class Row:
    """One line of the table."""

    name: str
    answers: str
    bytes: int = 0
    count: int | None = None
    runs: list[Run] = field(default_factory=list)
    left_out: str = ""

    @property
    def seconds(self) -> float:
        """The median time."""
        return statistics.median(run.seconds for run in self.runs)

    @property
    def rate(self) -> float:
        """Megabytes (millions of bytes) a second."""
        return self.bytes / MEGABYTE / self.seconds

    @property
    def peak_kib(self) -> int:
        """The largest peak of memory."""
        return max(run.peak_kib for run in self.runs)


@dataclass
class Budget:
    """A promise and whether it was kept."""

    name: str
    value: float
    limit: float
    at_least: bool

    @property
    def kept(self) -> bool:
        """Whether the value is on the right side of the limit."""
        return self.value >= self.limit if self.at_least else self.value <= self.limit


@dataclass
class Bench:
    """The programs and files of one benchmark."""

    gatepost: str
    form: str
    words: Path
    anchors: Path | None
    scratch: Path
    output: Path = field(init=False)

    def __post_init__(self) -> None:
        self.output = self.scratch / "output"

    def compile_c(self, name: str, *libraries: str) -> Path:
        """A program of scripts/bench, built into the scratch folder."""
        program = self.scratch / name
        call(["cc", "-O2", "-o", str(program), str(HERE / "bench" / f"{name}.c"), *libraries])
        return program

    def time(self, command: list[str], stdin: Path = Path(os.devnull), allowed: tuple[int, ...] = (0,)) -> Run:
        """Runs a program once; its output goes to `output`."""
        timer = [str(self.scratch / "run_timer"), "1", str(stdin), str(self.output)]
        seconds, peak, status = call(timer + command).split()
        if int(status) not in allowed:
            raise Trouble(f"{Path(command[0]).name} ended with status {status}")
        return Run(float(seconds), int(peak))


def call(command: list[str]) -> str:
    """The standard output of a program that must succeed."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError as error:
        raise Trouble(f"cannot run {Path(command[0]).name}: {error.strerror}") from error
    if done.returncode != 0:
        raise Trouble(f"{Path(command[0]).name} failed: {done.stderr.strip()[-400:]}")
    return done.stdout


def parse_size(text: str) -> int:
    """A size such as 64M in bytes."""
    unit = UNITS.get(text[-1:].upper())
    return int(text[:-1]) * unit if unit else int(text)


def head_of(source: Path, size: int, target: Path) -> Path:
    """The first lines of a file, up to a size; the file itself if it is no larger."""
    if source.stat().st_size <= size:
        return source
    left = size
    with source.open("rb") as reading, target.open("wb") as writing:
        for line in reading:
            left -= len(line)
            if left < 0:
                break
            writing.write(line)
    return target


Measure = Callable[[], Run]


def gatepost_row(bench: Bench, text: Path, jobs: int) -> tuple[Row, Measure]:
    """gatepost itself, findings written as JSON lines."""
    row = Row(f"gatepost, {jobs} thread{'s' if jobs > 1 else ''}",
              "judges: findings by rule, from words, names, phrases, patterns and context", text.stat().st_size)
    command = [bench.gatepost, "scan", "--input", bench.form, "--format", "jsonl", "--jobs", str(jobs),
               "--quiet", "--no-progress", "--fail-on", "never", str(text)]

    def measure() -> Run:
        run = bench.time(command)
        row.count = findings_in(bench.output)
        return run

    return row, measure


def findings_in(report: Path) -> int | None:
    """The number of findings that the last summary of a JSON lines report gives."""
    with report.open("rb") as file:
        file.seek(max(0, report.stat().st_size - 65_536))
        tail = file.read().splitlines()
    for line in reversed(tail):
        try:
            entry = json.loads(line)
        except ValueError:
            continue
        if isinstance(entry, dict) and entry.get("type") == "summary":
            return find_number(entry, "findings")
    return None


def find_number(value: Any, key: str) -> int | None:
    """The first number under a key, however deep."""
    if isinstance(value, dict):
        if isinstance(value.get(key), int):
            return int(value[key])
        found = (find_number(item, key) for item in value.values())
        return next((number for number in found if number is not None), None)
    return None


def alternation_row(bench: Bench, text: Path, words: Path, name: str) -> tuple[Row, Measure]:
    """One PCRE2 JIT alternation of all the words; its own clock counts, without reading the file."""
    program = bench.compile_c("pcre2_alternation", "-lpcre2-8")
    row = Row(name, f"finds words only: every whole word of {count_lines(words):,}, no judgement", text.stat().st_size)

    def measure() -> Run:
        run = bench.time([str(program), str(words), str(text)])
        matches, _, seconds, _ = bench.output.read_text().split()
        row.count = int(matches)
        return Run(float(seconds), run.peak_kib)

    return row, measure


def ripgrep_row(bench: Bench, text: Path, places: bool) -> tuple[Row, Measure]:
    """ripgrep with the list of words, one thread."""
    program = shutil.which("rg")
    if not program:
        raise Trouble("rg is not installed")
    mode = ["-o", "-b"] if places else ["-c"]
    row = Row("ripgrep -w -i -F -f" + (" -o -b" if places else " -c"),
              "finds words only: " + ("each word and its place" if places else "counts lines that hold one"), text.stat().st_size)
    command = [program, "--no-config", "-j1", "-w", "-i", "-F", "-f", str(bench.words), *mode, "--no-filename", "-N", str(text)]

    def measure() -> Run:
        run = bench.time(command, allowed=(0, 1))
        row.count = count_lines(bench.output) if places else int(bench.output.read_text() or 0)
        return run

    return row, measure


def count_lines(path: Path) -> int:
    """The number of lines of a file."""
    with path.open("rb") as file:
        return sum(block.count(b"\n") for block in iter(lambda: file.read(1 << 20), b""))


def floor_row(bench: Bench, text: Path) -> tuple[Row, Measure]:
    """A scalar pass in blocks of 64 KiB."""
    program = bench.compile_c("block_pass")
    row = Row("floor: 64 KiB blocks", "finds nothing: counts words and lines byte by byte", text.stat().st_size)

    def measure() -> Run:
        run = bench.time([str(program), str(text)])
        row.count = int(bench.output.read_text().split()[0])
        return run

    return row, measure


def start_rows(bench: Bench, runs: int) -> list[Row]:
    """Process start: gatepost on a short draft against a program that does nothing."""
    draft = bench.scratch / "draft.txt"
    draft.write_bytes(short_draft())
    ours = Row("gatepost, 2 KB draft on stdin", "judges one draft", draft.stat().st_size)
    empty = Row("empty static Swift program", "does nothing", 0)
    nothing = empty_program(bench)
    command = [bench.gatepost, "scan", "--format", "json", "--quiet", "--no-progress", "--fail-on", "never", "-"]
    bench.time(command, draft)
    bench.time([str(nothing)])
    for _ in range(runs):
        ours.runs.append(bench.time(command, draft))
        empty.runs.append(bench.time([str(nothing)]))
    return [ours, empty]


def short_draft() -> bytes:
    """About 2 KB out of the demo drafts."""
    text = b"\n".join(path.read_bytes() for path in sorted(DRAFTS.glob("*.txt")))
    return text[:DRAFT_BYTES].decode("utf-8", "ignore").encode()


def empty_program(bench: Bench) -> Path:
    """A Swift program that does nothing, linked statically."""
    source, program = bench.scratch / "empty.swift", bench.scratch / "empty"
    source.write_text("let nothing = 0\n")
    call(["swiftc", "-O", "-static-stdlib", str(source), "-o", str(program)])
    return program


def throughput_rows(bench: Bench, text: Path, part: Path, rounds: int) -> list[Row]:
    """gatepost and its peers, each once a round."""
    makers: list[tuple[str, Callable[[], tuple[Row, Measure]]]] = [
        ("gatepost, 1 thread", lambda: gatepost_row(bench, text, 1)),
        ("gatepost, 2 threads", lambda: gatepost_row(bench, text, 2)),
        ("PCRE2 JIT, words of terms", lambda: alternation_row(bench, part, bench.words, "PCRE2 JIT, words of terms")),
        ("ripgrep -w -i -F -f -o -b", lambda: ripgrep_row(bench, text, True)),
        ("ripgrep -w -i -F -f -c", lambda: ripgrep_row(bench, text, False)),
        ("floor: 64 KiB blocks", lambda: floor_row(bench, text)),
    ]
    if bench.anchors:
        anchors = bench.anchors
        makers.append(("PCRE2 JIT, all anchors", lambda: alternation_row(bench, part, anchors, "PCRE2 JIT, all anchors")))
    rows: list[tuple[Row, Measure | None]] = []
    for name, make in makers:
        try:
            rows.append(make())
        except Trouble as trouble:
            rows.append((Row(name, "", left_out=str(trouble)), None))
    for round_number in range(rounds):
        for row, measure in rows:
            if measure and not row.left_out:
                say(f"round {round_number + 1} of {rounds}: {row.name}")
                run_once(row, measure)
    say("")
    return [row for row, _ in rows]


def run_once(row: Row, measure: Measure) -> None:
    """Adds one run, or leaves the row out when its program fails."""
    try:
        row.runs.append(measure())
    except Trouble as trouble:
        row.runs.clear()
        row.left_out = str(trouble)


def say(text: str) -> None:
    """Shows what is going on, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r{text:<60}" + ("" if text else "\r"), end="", file=sys.stderr, flush=True)


def budgets(rows: list[Row], start: list[Row]) -> list[Budget]:
    """What the design promises, as far as it was measured here."""
    one, two, pcre2, rg = rows[:4]
    found = [Budget("gatepost MB/s, names included", one.rate, 300, True),
             Budget("peak memory, MiB, one thread", one.peak_kib / 1024, 64, False)]
    if two.runs:
        found.append(Budget("two threads against one", one.seconds / two.seconds, 1.8, True))
    if pcre2.runs:
        found.append(Budget("times PCRE2 JIT, words of terms", one.rate / pcre2.rate, 100, True))
    for row in rows:
        if row.name == "PCRE2 JIT, all anchors" and row.runs:
            found.append(Budget("times PCRE2 JIT, all anchors", one.rate / row.rate, 100, True))
    if rg.runs:
        found.append(Budget("times ripgrep -w -i -F -f -o", one.rate / rg.rate, 20, True))
    if start:
        found.append(Budget("2 KB draft against an empty program", start[0].seconds / start[1].seconds, 3, False))
    return found


def throughput_table(rows: list[Row]) -> list[str]:
    """The table of speeds."""
    lines = [f"{'':<29}{'input MB':>9}{'MB/s':>10}{'gatepost is':>13}{'peak MiB':>10}{'found':>13}  what the answer is"]
    reference = rows[0].rate
    for row in rows:
        if row.left_out:
            lines.append(f"{row.name:<29}left out: {row.left_out}")
            continue
        ratio = "1x" if row is rows[0] else f"{reference / row.rate:,.2f}x"
        count = "?" if row.count is None else f"{row.count:,}"
        lines.append(f"{row.name:<29}{row.bytes / MEGABYTE:>9.1f}{row.rate:>10.1f}{ratio:>13}"
                     f"{row.peak_kib / 1024:>10.1f}{count:>13}  {row.answers}")
    return lines


def start_table(start: list[Row]) -> list[str]:
    """The table of process starts."""
    lines = [f"{'':<32}{'median ms':>11}{'ratio':>8}{'peak MiB':>10}"]
    for row in start:
        lines.append(f"{row.name:<32}{row.seconds * 1000:>11.2f}{row.seconds / start[1].seconds:>7.2f}x{row.peak_kib / 1024:>10.1f}")
    return lines


def notes(rows: list[Row], runs: int, word_count: int) -> list[str]:
    """What a reader must know before comparing."""
    return [
        f"Median of {runs} runs, peers taking turns; MB = 1,000,000 bytes; {word_count:,} words given to the peers.",
        "The words of terms are what a list of words would hold; the anchors are all words that gatepost looks up, names left out.",
        f"The alternation is slow, so it gets the first {rows[2].bytes / MEGABYTE:.1f} MB of the same input; rates are compared, not times.",
        "The answers are not equal and cannot be: the peers report words of the list wherever they stand, in names of fields",
        "too; gatepost reads the form, judges words in context, adds names, numbers and patterns, and writes findings.",
        "gatepost and ripgrep are timed from outside, start and writing included; the alternation times its own loop only.",
    ]


def as_json(rows: list[Row], start: list[Row], limits: list[Budget], facts: dict[str, Any]) -> dict[str, Any]:
    """Everything measured; `timesGatepost` is gatepost's rate divided by the peer's."""
    return {
        "schema": "gatepost.bench/1", **facts,
        "throughput": [row_json(row, rows[0].rate / row.rate if row.runs else None) for row in rows],
        "start": [row_json(row, None) | {"timesEmpty": row.seconds / start[1].seconds} for row in start],
        "budgets": [asdict(limit) | {"kept": limit.kept} for limit in limits],
    }


def row_json(row: Row, ratio: float | None) -> dict[str, Any]:
    """One line of the table with its single runs."""
    if not row.runs:
        return {"name": row.name, "leftOut": row.left_out}
    return {
        "name": row.name, "answers": row.answers, "bytes": row.bytes, "count": row.count,
        "medianSeconds": row.seconds, "megabytesPerSecond": row.rate, "timesGatepost": ratio, "peakKiB": row.peak_kib,
        "seconds": [run.seconds for run in row.runs]}


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gatepost", help="the gatepost program, built for release")
    parser.add_argument("words", type=Path, help="the words for the peers, one a line (gatepost lexicon words)")
    parser.add_argument("--anchors", type=Path, help="every word that gatepost looks for something from (gatepost lexicon words --anchors)")
    parser.add_argument("input", type=Path, help="the input (scripts/make-bench-input.py)")
    parser.add_argument("--form", default="jsonl", help="what gatepost is told the input is (default jsonl)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--start-runs", type=int, default=40, help="process starts of each, 0 for none (default 40)")
    parser.add_argument("--size", default="64M", help="use at most so much of the input (default 64M)")
    parser.add_argument("--slow-size", default="8M", help="how much the slow alternation gets (default 8M)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure here")
    parser.add_argument("--check", action="store_true", help="exit 1 when a budget is missed")
    return parser.parse_args()


def measure_all(options: argparse.Namespace, scratch: Path) -> int:
    """Measures, prints, and says whether the budgets were kept."""
    words = scratch / "words"
    listed = [word for word in options.words.read_text(encoding="utf-8").splitlines() if word.strip()]
    words.write_text("\n".join(listed) + "\n", encoding="utf-8")
    bench = Bench(os.path.abspath(options.gatepost), options.form, words, options.anchors, scratch)
    bench.compile_c("run_timer")
    text = head_of(options.input, parse_size(options.size), scratch / "input")
    part = head_of(text, parse_size(options.slow_size), scratch / "part")
    rows = throughput_rows(bench, text, part, options.runs)
    if not rows[0].runs:
        raise Trouble(rows[0].left_out)
    start, start_trouble = [], ""
    if options.start_runs:
        try:
            start = start_rows(bench, options.start_runs)
        except Trouble as trouble:
            start_trouble = f"process start left out: {trouble}"
    limits = budgets(rows, start)
    print("\n".join(throughput_table(rows)), end="\n\n")
    print("\n".join(start_table(start) if start else [start_trouble or "process start not measured"]), end="\n\n")
    for limit in limits:
        print(f"{'kept  ' if limit.kept else 'MISSED'}  {limit.name}: {limit.value:.2f} (asked for: {'at least' if limit.at_least else 'at most'} {limit.limit:g})")
    print("\n" + "\n".join(notes(rows, options.runs, len(listed))))
    if options.json:
        facts = {"machine": {"processors": os.cpu_count(), "system": platform.system(), "architecture": platform.machine()},
                 "words": len(listed), "runs": options.runs, "startRuns": options.start_runs}
        options.json.write_text(json.dumps(as_json(rows, start, limits, facts), indent=2) + "\n", encoding="utf-8")
    return 1 if options.check and not all(limit.kept for limit in limits) else 0


def main() -> int:
    """Runs the benchmark in a scratch folder that is removed afterwards."""
    options = arguments()
    try:
        with tempfile.TemporaryDirectory(prefix="gatepost-bench-") as scratch:
            return measure_all(options, Path(scratch))
    except (Trouble, OSError) as trouble:
        print(f"bench: {trouble}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main())
