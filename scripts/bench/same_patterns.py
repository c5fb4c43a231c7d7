"""gatepost and its peers trying the lexicon's own PCRE2 patterns on the same comments, their answers compared.

An answer is a pattern and a comment in which it is found. gatepost is given a lexicon of these patterns alone, with the
anchors that the real one has for them: it tries a pattern only where its anchor stands, and within a sentence.
"""

from __future__ import annotations

import json
from pathlib import Path

from bench_lexicon import lexicon
from measure import HERE, REPOSITORY, Bench, Measure, Row, Run, Trouble, call, take_turns
from same_words import Texts, build_vectorscan, findings, gatepost_command


def read_patterns(python: Path) -> list[dict[str, object]]:
    """The patterns of the shipped lexicon with their anchors."""
    if not python.exists():
        raise Trouble("PyYAML is not here to read the patterns with; make bench installs it")
    found: list[dict[str, object]] = json.loads(
        call([str(python), str(HERE / "lexicon_patterns.py"), str(REPOSITORY / "Lexicons" / "signals")]))
    return [entry for entry in found if "\n" not in str(entry["pattern"])]


def rows(bench: Bench, texts: Texts, python: Path, rounds: int) -> list[Row]:
    """gatepost and its peers, timed and compared."""
    patterns = read_patterns(python)
    folder = lexicon(bench, "patterns-lexicon", (
        # JSON is YAML.
        f"    patterns:\n      - {json.dumps(entry, ensure_ascii=False)}\n" for entry in patterns))
    listed = bench.scratch / "patterns"
    listed.write_text("".join(f"{entry['pattern']}\n" for entry in patterns), encoding="utf-8")
    size = texts.lines.stat().st_size
    ours = Row("gatepost, these patterns alone", f"{len(patterns)} patterns", size)
    ripe = {(int(rule.rpartition("-")[2]), line) for line, rule, _, _ in findings(bench, texts, folder)}
    ours.count = len(ripe)
    each = Row("PCRE2 JIT, one by one", f"{len(patterns)} patterns", size)
    vectorscan = Row("Vectorscan, patterns it takes", "", size)
    table: list[tuple[Row, Measure | None]] = [
        (ours, lambda: bench.time(gatepost_command(bench, texts.rows), lexicons=folder)),
        (each, _measure(bench, each, ripe, [str(bench.compile_c("pcre2_each", "-lpcre2-8")), str(listed), str(texts.lines)]))]
    try:
        program = build_vectorscan(bench)
        table.append((vectorscan, _measure(bench, vectorscan, ripe, [str(program), "patterns", str(listed), str(texts.lines)])))
    except Trouble as trouble:
        vectorscan.left_out = str(trouble)
        table.append((vectorscan, None))
    take_turns(table, rounds)
    return [row for row, _ in table]


def _measure(bench: Bench, row: Row, ours: set[tuple[int, int]], command: list[str]) -> Measure:
    """Compares a peer's answers with ours, and times its own loop."""
    places = bench.scratch / "pattern-places"
    bench.time([*command, str(places)])
    said = bench.output.read_text().split()
    theirs = {(int(number), int(line)) for number, line in (place.split() for place in places.read_text().splitlines())}
    row.count = len(theirs)
    row.shared = len(theirs & ours)
    only_ours = len(ours - theirs)
    if len(said) > 4:
        taken = int(said[4])
        row.answers = f"{taken} of the patterns; the others look around or back"
        numbers = {number for number, _ in theirs}
        of_theirs = {place for place in ours - theirs if place[0] in numbers}
        row.ours = {"of patterns that it does not take, or finds nothing of": only_ours - len(of_theirs)}
        only_ours = len(of_theirs)
    else:
        row.answers = "every pattern on every line"
    row.ours["the sentence ends where the comment goes on"] = only_ours
    row.ours = {why: count for why, count in row.ours.items() if count}
    row.theirs = {"over the end of a sentence, or farther from its anchor than gatepost looks": len(theirs - ours)} if theirs - ours else {}

    def measure() -> Run:
        run = bench.time(command)
        return Run(run.seconds, run.peak_kib, float(bench.output.read_text().split()[2]))

    return measure
