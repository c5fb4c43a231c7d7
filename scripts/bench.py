#!/usr/bin/env python3
"""Measures gatepost beside other programs, all in the same run, and prints tables and a JSON file.

    gatepost lexicon words > words.txt
    scripts/make-bench-input.py --size 64M --out comments.jsonl
    scripts/bench.py .build/release/gatepost words.txt comments.jsonl --json bench.json

Six parts: speed on comments; the same words, patterns, identifiers and profanities as peers look for, with the answers
compared; process starts; more terms; inputs of every size; where the instructions go. The peers are small C programs
that link PCRE2 and Vectorscan, ripgrep, Presidio and better-profanity; one that is not installed is left out, and its
line says what to install. Peers take turns, round by round, and the median counts, so that a busy machine slows all of
them alike. Times are the processor's but for threads and starts. Trust the ratios, not the megabytes per second. With
--check the exit status is 1 when a budget is missed.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent / "bench"))

import same_kinds
import same_patterns
import same_words
import scaling
import shares
from measure import (
    HERE, MEGABYTE, REPOSITORY, Bench, Budget, Measure, Row, Run, Trouble, call, head_of, parse_size, take_turns)

DRAFTS = REPOSITORY / "Fixtures" / "drafts"
DRAFT_BYTES = 2048
ANCHORS_AND_NAMES = "PCRE2 JIT, anchors, names"
VECTORSCAN = "Vectorscan, "


def gatepost_row(bench: Bench, text: Path, jobs: int) -> tuple[Row, Measure]:
    """gatepost itself, findings written as JSON lines."""
    row = Row(f"gatepost, {jobs} thread{'s' if jobs > 1 else ''}",
              "judges: findings by rule, from words, names, phrases, patterns and context", text.stat().st_size, by_wall=jobs > 1)
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
        return Run(run.seconds, run.peak_kib, float(seconds))

    return row, measure


def vectorscan_row(bench: Bench, text: Path, words: Path, name: str) -> tuple[Row, Measure]:
    """Vectorscan with all the words as literals; its own clock counts, without reading the file."""
    program = same_words.build_vectorscan(bench)
    row = Row(name, f"finds words only: every whole word of {count_lines(words):,}, no judgement", text.stat().st_size)

    def measure() -> Run:
        run = bench.time([str(program), "words", str(words), str(text)])
        matches, _, seconds, *_ = bench.output.read_text().split()
        row.count = int(matches)
        return Run(run.seconds, run.peak_kib, float(seconds))

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


def start_rows(bench: Bench, runs: int, python: Path) -> list[Row]:
    """Process start: gatepost on a short draft against a program that does nothing, and against peers."""
    draft = bench.scratch / "draft.txt"
    draft.write_bytes(short_draft())
    scan = [bench.gatepost, "scan", "--format", "json", "--quiet", "--no-progress", "--fail-on", "never", "-"]
    starts: list[tuple[str, str, list[str] | Trouble, int]] = [
        ("gatepost, 2 KB draft on stdin", "judges one draft", scan, runs),
        ("empty static Swift program", "does nothing", [str(empty_program(bench))], runs)]
    program = shutil.which("rg")
    search = [program, "--no-config", "-j1", "-w", "-i", "-F", "-c", "-f", str(bench.words), "-"] if program else None
    starts.append(("ripgrep, the same draft and words", "counts lines",
                   search or Trouble("rg is not installed; run as root: apt-get install ripgrep"), runs))
    presidio = [str(python), str(HERE / "python_peer.py"), "start"] if python.exists() else None
    starts.append(("Presidio's recognisers, same draft", "finds identifiers",
                   presidio or Trouble("Presidio is not installed; make bench installs it"), min(runs, 5)))

    def found(command: list[str]) -> tuple[int, ...]:
        """The statuses that are no failure: ripgrep ends with 1 where it finds nothing."""
        return (0, 1) if command[0] == program else (0,)

    rows = []
    for name, answers, command, times in starts:
        row = Row(name, answers, draft.stat().st_size, by_wall=True)
        rows.append(row)
        if isinstance(command, Trouble):
            row.left_out = str(command)
            continue
        take_turns([(row, lambda command=command: bench.time(command, draft, allowed=found(command)))], 1)
        row.runs.clear()
    for number in range(runs):
        for row, (_, _, command, times) in zip(rows, starts):
            if not row.left_out and not isinstance(command, Trouble) and number < times:
                row.runs.append(bench.time(command, draft, allowed=found(command)))
    return rows


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
    if bench.every_word:
        every = bench.every_word
        makers.append((ANCHORS_AND_NAMES, lambda: alternation_row(bench, part, every, ANCHORS_AND_NAMES)))
    for what, listed in (("words of terms", bench.words), ("all anchors", bench.anchors), ("anchors, names", bench.every_word)):
        if listed:
            name = VECTORSCAN + what
            makers.append((name, lambda name=name, listed=listed: vectorscan_row(bench, part, listed, name)))
    rows: list[tuple[Row, Measure | None]] = []
    for name, make in makers:
        try:
            rows.append(make())
        except Trouble as trouble:
            rows.append((Row(name, "", left_out=str(trouble)), None))
    take_turns(rows, rounds)
    return [row for row, _ in rows]


def budgets(rows: list[Row], start: list[Row], parts: dict[str, list[Row]]) -> list[Budget]:
    """What the design promises, as far as it was measured here."""
    one, two, pcre2, rg = rows[:4]
    found = [Budget("gatepost MB/s, names included", one.rate, 300, True),
             Budget("peak memory, MiB, one thread", one.peak_kib / 1024, 64, False)]
    if two.runs:
        found.append(Budget("two threads against one", one.wall_seconds / two.wall_seconds, 1.8, True))
    if pcre2.runs:
        found.append(Budget("times PCRE2 JIT, words of terms", one.rate / pcre2.rate, 100, True))
    for row in rows:
        if row.name in ("PCRE2 JIT, all anchors", ANCHORS_AND_NAMES) and row.runs:
            found.append(Budget(f"times {row.name}", one.rate / row.rate, 100, True))
        if row.name.startswith(VECTORSCAN) and row.runs:
            found.append(Budget(f"times {row.name}", one.rate / row.rate, 2, True))
    if rg.runs:
        found.append(Budget("times ripgrep -w -i -F -f -o", one.rate / rg.rate, 20, True))
    if start and start[1].runs:
        found.append(Budget("2 KB draft against an empty program", start[0].seconds / start[1].seconds, 3, False))
    words = parts.get("words", [])
    for row in words[1:2]:
        if row.runs:
            found.append(Budget("times Vectorscan, the same work", words[0].rate / row.rate, 2, True))
    terms = [row for row in parts.get("terms", []) if row.runs]
    if len(terms) > 1:
        found.append(Budget("ten times the terms, share of the speed lost", 1 - terms[1].rate / terms[0].rate, 0.15, False))
    sizes = [row for row in parts.get("sizes", []) if row.runs]
    if sizes:
        found.append(Budget(f"peak memory, MiB, at {sizes[-1].name}", max(row.peak_kib for row in sizes) / 1024, 64, False))
    unexplained = sum(count for part in parts.values() for row in part for why, count in (row.ours | row.theirs).items() if "unexplained" in why)
    if "words" in parts:
        found.append(Budget("answers that differ for no known reason", unexplained, 0, False))
    return found


def throughput_table(rows: list[Row]) -> list[str]:
    """The table of speeds."""
    lines = [f"{'':<29}{'input MB':>9}{'MB/s':>10}{'spread':>8}{'gatepost is':>13}{'peak MiB':>10}{'found':>13}  what the answer is"]
    reference = rows[0].rate
    for row in rows:
        if row.left_out:
            lines.append(f"{row.name:<29}left out: {row.left_out}")
            continue
        ratio = "1x" if row is rows[0] else f"{reference / row.rate:,.2f}x"
        count = "?" if row.count is None else f"{row.count:,}"
        lines.append(f"{row.name:<29}{row.bytes / MEGABYTE:>9.1f}{row.rate:>10.1f}{row.spread:>8.0%}{ratio:>13}"
                     f"{row.peak_kib / 1024:>10.1f}{count:>13}  {row.answers}")
    return lines


def start_table(start: list[Row]) -> list[str]:
    """The table of process starts."""
    lines = [f"{'':<36}{'median ms':>11}{'spread':>8}{'ratio':>9}{'peak MiB':>10}"]
    for row in start:
        if row.left_out:
            lines.append(f"{row.name:<36}left out: {row.left_out}")
            continue
        lines.append(f"{row.name:<36}{row.seconds * 1000:>11.2f}{row.spread:>8.0%}{row.seconds / start[1].seconds:>8.2f}x{row.peak_kib / 1024:>10.1f}")
    return lines


def same_table(title: str, rows: list[Row]) -> list[str]:
    """gatepost beside peers that do the same work: how fast, and where the answers differ, with the reasons."""
    lines = [f"{title:<32}{'input MB':>9}{'MB/s':>10}{'spread':>8}{'gatepost is':>13}{'peak MiB':>10}{'found':>9}{'the same':>10}{'only ours':>11}{'only theirs':>13}"]
    for row in rows:
        if row.left_out or not row.runs:
            lines.append(f"{row.name:<32}left out: {row.left_out}")
            continue
        compared = f"{row.shared or 0:>10,}{sum(row.ours.values()):>11,}{sum(row.theirs.values()):>13,}" if row is not rows[0] else ""
        rate = f"{row.rate:>10.1f}" if row.rate >= 1 else f"{row.rate:>10.4f}"
        ratio = "1x" if row is rows[0] else f"{rows[0].rate / row.rate:,.2f}x"
        lines.append(f"{row.name:<32}{row.bytes / MEGABYTE:>9.2f}{rate}{row.spread:>8.0%}{ratio:>13}{row.peak_kib / 1024:>10.1f}{row.count or 0:>9,}{compared}")
        lines += [f"    {row.answers}"] if row.answers else []
        lines += [f"    only ours: {count:,} {why}" for why, count in row.ours.items()]
        lines += [f"    only theirs: {count:,} {why}" for why, count in row.theirs.items()]
    return lines


def scaling_table(title: str, rows: list[Row]) -> list[str]:
    """gatepost alone, each row beside the first."""
    lines = [f"{title:<20}{'input MB':>11}{'seconds':>10}{'MB/s':>9}{'peak MiB':>10}"]
    for row in rows:
        lines.append(f"{row.name:<20}left out: {row.left_out}" if row.left_out else
                     f"{row.name:<20}{row.bytes / MEGABYTE:>11.3f}{row.seconds:>10.3f}{row.rate:>9.1f}{row.peak_kib / 1024:>10.1f}  {row.answers}")
    return lines


def shares_table(found: dict[str, float]) -> list[str]:
    """Where the instructions go."""
    return ["where the instructions go, one thread, comments"] + [f"  {share:>6.1%}  {name}" for name, share in found.items()]


def notes(rows: list[Row], runs: int, word_count: int) -> list[str]:
    """What a reader must know before comparing."""
    return [
        f"Median of {runs} runs, peers taking turns; MB = 1,000,000 bytes; {word_count:,} words given to the peers.",
        "The words of terms are what a list of words would hold; the anchors are all words that something is looked for from, names",
        "left out; with the given names and surnames they are the words that the default rules look up, as gatepost does here.",
        f"The alternation is slow, so it and Vectorscan get the first {rows[2].bytes / MEGABYTE:.1f} MB of the same input; rates are compared, not",
        "times. ripgrep gets the words of terms only: with anchors and names it takes half a minute for 0.3 MB.",
        "In the first table the answers are not equal and cannot be: the peers report words of the list wherever they stand, in",
        "names of fields too; gatepost reads the form, judges words in context, adds names, numbers and patterns, and writes",
        "findings. In the tables of the same work it has a lexicon of that alone, and its answers are compared one by one; it",
        "reads JSON Lines and writes findings in the time, its peers have the bare texts in memory and only count.",
        "gatepost and ripgrep are timed from outside, start and writing included; the others time their own loop only.",
        "Times are the processor's, which others on the machine lengthen least; two threads and starts go by the clock on the",
        "wall. The spread is how far the runs of a row lie apart, as a share of their median: the machine's noise.",
    ]


def as_json(rows: list[Row], start: list[Row], parts: dict[str, list[Row]], where: dict[str, float], limits: list[Budget],
            facts: dict[str, Any]) -> dict[str, Any]:
    """Everything measured; `timesGatepost` is gatepost's rate divided by the peer's."""
    return {
        "schema": "gatepost.bench/2", **facts,
        "throughput": [row_json(row, rows[0].rate / row.rate if row.runs else None) for row in rows],
        "start": [row_json(row, None) | ({"timesEmpty": row.seconds / start[1].seconds} if row.runs else {}) for row in start],
        **{name: [row_json(row, part[0].rate / row.rate if row.runs and part[0].runs else None) for row in part]
           for name, part in parts.items()},
        "shares": where,
        "budgets": [asdict(limit) | {"kept": limit.kept} for limit in limits],
    }


def row_json(row: Row, ratio: float | None) -> dict[str, Any]:
    """One line of the table with its single runs."""
    if not row.runs:
        return {"name": row.name, "leftOut": row.left_out}
    compared = {"sameAnswers": row.shared, "onlyGatepost": row.ours, "onlyPeer": row.theirs} if row.shared is not None else {}
    return compared | {
        "name": row.name, "answers": row.answers, "bytes": row.bytes, "count": row.count,
        "medianSeconds": row.seconds, "wallSeconds": row.wall_seconds, "spread": row.spread,
        "megabytesPerSecond": row.rate, "timesGatepost": ratio, "peakKiB": row.peak_kib,
        "seconds": row.times}


def arguments() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gatepost", help="the gatepost program, built for release")
    parser.add_argument("words", type=Path, help="the words for the peers, one a line (gatepost lexicon words)")
    parser.add_argument("--every-word", type=Path, help="the anchors and the names (gatepost lexicon words --anchors --names)")
    parser.add_argument("--anchors", type=Path, help="every word that gatepost looks for something from (gatepost lexicon words --anchors)")
    parser.add_argument("input", type=Path, help="the input (scripts/make-bench-input.py)")
    parser.add_argument("--form", default="jsonl", help="what gatepost is told the input is (default jsonl)")
    parser.add_argument("--runs", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--start-runs", type=int, default=40, help="process starts of each, 0 for none (default 40)")
    parser.add_argument("--size", default="64M", help="use at most so much of the input (default 64M)")
    parser.add_argument("--slow-size", default="8M", help="how much the slow alternation gets (default 8M)")
    parser.add_argument("--same-size", default="4M", help="bytes of text for the parts that compare answers, 0 for none (default 4M)")
    parser.add_argument("--largest", default="64M", help="the largest of the inputs of every size, up to 4G (default 64M)")
    parser.add_argument("--shares-size", default="4M", help="how much is counted instruction by instruction, 0 for none (default 4M)")
    parser.add_argument("--python", type=Path, default=REPOSITORY / ".build" / "bench-env" / "bin" / "python",
                        help="a Python that has presidio-analyzer and better-profanity")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write every figure here")
    parser.add_argument("--check", action="store_true", help="exit 1 when a budget is missed")
    return parser.parse_args()


def same_parts(bench: Bench, options: argparse.Namespace) -> dict[str, list[Row]]:
    """The parts that compare answers; one that cannot be measured is a row that says why."""
    size = parse_size(options.same_size)
    if not size:
        return {}
    parts: dict[str, list[Row]] = {}

    def add(name: str, make: Callable[[], list[Row]]) -> None:
        try:
            parts[name] = make()
        except Trouble as trouble:
            parts[name] = [Row(name, "", left_out=str(trouble))]

    texts = same_words.make_texts(bench, options.input, size)
    add("words", lambda: same_words.rows(bench, texts, same_words.searchable(bench.words, texts), options.runs))
    add("patterns", lambda: same_patterns.rows(bench, texts, options.python, options.runs))
    try:
        parts["identifiers"], parts["profanities"] = same_kinds.rows(bench, options.input, options.python, options.runs)
    except Trouble as trouble:
        parts["identifiers"] = [Row("Presidio, better-profanity", "", left_out=str(trouble))]
    return parts


def measure_all(options: argparse.Namespace, scratch: Path) -> int:
    """Measures, prints, and says whether the budgets were kept."""
    words = scratch / "words"
    listed = [word for word in options.words.read_text(encoding="utf-8").splitlines() if word.strip()]
    words.write_text("\n".join(listed) + "\n", encoding="utf-8")
    bench = Bench(os.path.abspath(options.gatepost), options.form, words, options.anchors, options.every_word, scratch)
    bench.compile_c("run_timer")
    text = head_of(options.input, parse_size(options.size), scratch / "input")
    part = head_of(text, parse_size(options.slow_size), scratch / "part")
    rows = throughput_rows(bench, text, part, options.runs)
    if not rows[0].runs:
        raise Trouble(rows[0].left_out)
    start, start_trouble = [], ""
    if options.start_runs:
        try:
            start = start_rows(bench, options.start_runs, options.python)
        except Trouble as trouble:
            start_trouble = f"process start left out: {trouble}"
    parts = same_parts(bench, options) if options.form == "jsonl" else {}
    tables = [same_table(f"the same {name}", part) for name, part in parts.items()]
    if parse_size(options.largest):
        parts["terms"] = scaling.term_rows(bench, head_of(text, parse_size("16M"), scratch / "term-input"), options.runs)
        parts["sizes"] = scaling.size_rows(bench, text, parse_size(options.largest), options.runs)
        tables += [scaling_table("terms", parts["terms"]), scaling_table("sizes", parts["sizes"])]
    where: dict[str, float] = {}
    if parse_size(options.shares_size):
        try:
            where = shares.shares(bench, head_of(text, parse_size(options.shares_size), scratch / "shares-input"))
            tables.append(shares_table(where))
        except Trouble as trouble:
            tables.append([f"where the instructions go: left out: {trouble}"])
    limits = budgets(rows, start, parts)
    print("\n".join(throughput_table(rows)), end="\n\n")
    print("\n".join(start_table(start) if start else [start_trouble or "process start not measured"]), end="\n\n")
    for table in tables:
        print("\n".join(table), end="\n\n")
    for limit in limits:
        print(f"{'kept  ' if limit.kept else 'MISSED'}  {limit.name}: {limit.value:.2f} (asked for: {'at least' if limit.at_least else 'at most'} {limit.limit:g})")
    print("\n" + "\n".join(notes(rows, options.runs, len(listed))))
    if options.json:
        facts = {"machine": {"processors": os.cpu_count(), "system": platform.system(), "architecture": platform.machine()},
                 "words": len(listed), "runs": options.runs, "startRuns": options.start_runs}
        options.json.write_text(json.dumps(as_json(rows, start, parts, where, limits, facts), indent=2) + "\n", encoding="utf-8")
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
