"""gatepost and its peers looking for the same words in the same comments, their answers compared place by place.

gatepost is given a lexicon of the words alone, reads JSON Lines and writes findings; its peers get the bare texts, a
comment a line. Rates count the bytes of the bare texts for all of them. The words are those of the lexicon's terms that are
ASCII, of four letters and more, and rare in these comments, so that about as much is found as somebody who searches wants
to find: with everyday words every program would be busy writing.
"""

from __future__ import annotations

import json
import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from bench_lexicon import lexicon, word_terms
from measure import Bench, Measure, Row, Run, Trouble, take_turns

RARE = 1000
"""A word counts as rare if it stands in at most one of so many comments."""
APOSTROPHES = ("'", "’", "‘", "ʼ")


@dataclass
class Texts:
    """The same comments in two forms."""

    lines: Path
    rows: Path
    starts: list[int]
    """Where each line begins, and where the last one ends."""


def make_texts(bench: Bench, source: Path, size: int) -> Texts:
    """The texts of JSON Lines, up to so many bytes."""
    texts = Texts(bench.scratch / "texts.txt", bench.scratch / "texts.jsonl", [0])
    with source.open(encoding="utf-8") as comments, texts.lines.open("wb") as lines, texts.rows.open("w", encoding="utf-8") as rows:
        for number, comment in enumerate(comments):
            text = " ".join(json.loads(comment)["text"].splitlines())
            line = text.encode() + b"\n"
            if texts.starts[-1] + len(line) > size:
                break
            lines.write(line)
            rows.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
            texts.starts.append(texts.starts[-1] + len(line))
    return texts


def searchable(words: Path, texts: Texts) -> list[str]:
    """The words that somebody would search for."""
    plain = texts.lines.read_text(encoding="utf-8").lower().replace("'", "").replace("’", "")
    often = Counter(re.findall(r"[a-z]+", plain))
    most = len(texts.starts) / RARE
    listed = words.read_text(encoding="utf-8").split()
    return [word for word in listed if len(word) >= 4 and word.isascii() and word.isalpha() and often[word] <= most]


def gatepost_command(bench: Bench, rows: Path, *more: str) -> list[str]:
    """gatepost over JSON Lines, one thread."""
    return [bench.gatepost, "scan", "--input", "jsonl", "--format", "jsonl", "--jobs", "1", "--quiet", "--no-progress",
            "--fail-on", "never", *more, str(rows)]


def findings(bench: Bench, texts: Texts, lexicons: Path | None = None) -> list[tuple[int, str, int, int]]:
    """Line, rule, first byte and end of each finding."""
    bench.time(gatepost_command(bench, texts.rows), lexicons=lexicons)
    found = []
    with bench.output.open(encoding="utf-8") as report:
        for line in report:
            event = json.loads(line)
            for finding in event.get("findings", ()) if event["type"] == "passage" else ():
                found.append((int(event["id"]), finding["rule"], finding["byte"]["start"], finding["byte"]["end"]))
    return found


def rows(bench: Bench, texts: Texts, words: list[str], rounds: int) -> list[Row]:
    """gatepost and its peers, timed and compared."""
    listed = bench.scratch / "same-words"
    listed.write_text("\n".join(words) + "\n", encoding="utf-8")
    folder = lexicon(bench, "words-lexicon", [word_terms(words)])
    size = texts.lines.stat().st_size
    ours = Row("gatepost, these words alone", "", size)
    table: list[tuple[Row, Measure | None]] = [
        (ours, lambda: bench.time(gatepost_command(bench, texts.rows), lexicons=folder))]
    places: dict[str, Path] = {}
    for name, make in (("Vectorscan, literals", _vectorscan), ("PCRE2 JIT, alternation", _alternation), ("ripgrep -w -i -F -f -o -b", _ripgrep)):
        row = Row(name, "", size)
        places[name] = bench.scratch / f"places-{len(places)}"
        try:
            table.append((row, make(bench, listed, texts.lines, places[name])))
        except Trouble as trouble:
            row.left_out = str(trouble)
            table.append((row, None))
    take_turns(table, rounds)
    found = findings(bench, texts, folder)
    ends = {texts.starts[line] + start: texts.starts[line] + end for line, _, start, end in found}
    ours.count = len(ends)
    text = texts.lines.read_bytes()
    for row, _ in table[1:]:
        if row.runs:
            compare(row, ends, {int(place) for place in places[row.name].read_text().split()}, text, set(words))
    return [row for row, _ in table]


def compare(row: Row, ends: dict[int, int], theirs: set[int], text: bytes, words: set[str]) -> None:
    """Counts what both find and, by the reason, what only one of them does."""
    row.count = len(theirs)
    row.shared = len(theirs & ends.keys())
    row.ours = dict(Counter(_why_ours(text[start:ends[start]].decode("utf-8", "replace"), text[max(0, start - 1):start] + text[ends[start]:ends[start] + 1], words)
                            for start in ends.keys() - theirs))
    row.theirs = dict(Counter(_why_theirs(text, start) for start in theirs - ends.keys()))


def _why_ours(found: str, beside: bytes, words: set[str]) -> str:
    if found.lower() in words:
        return "beside _, which gatepost takes for a blank (IMG_tudor)" if b"_" in beside else "unexplained"
    if any(sign in found for sign in APOSTROPHES):
        return "written with an apostrophe (doesn't, listed as doesnt)"
    return "written another way (parkin' for parking, accents, letters repeated or replaced)"


def _why_theirs(text: bytes, start: int) -> str:
    end = start
    while end < len(text) and text[end:end + 1].isalnum():
        end += 1
    after = text[end:end + 4].decode("utf-8", "ignore")
    before = text[max(0, start - 4):start].decode("utf-8", "ignore")
    if after[:1] in APOSTROPHES or before[-1:] in APOSTROPHES:
        return "part of a word with an apostrophe (there in there'll)"
    return "unexplained"


def _vectorscan(bench: Bench, words: Path, text: Path, places: Path) -> Measure:
    program = build_vectorscan(bench)
    return _own_clock(bench, [str(program), "words", str(words), str(text)], places)


def build_vectorscan(bench: Bench) -> Path:
    """The peer that links Vectorscan, if it is installed."""
    try:
        return bench.compile_c("vectorscan", "-lhs")
    except Trouble as trouble:
        raise Trouble("Vectorscan is not installed; run as root: apt-get install libvectorscan-dev") from trouble


def _alternation(bench: Bench, words: Path, text: Path, places: Path) -> Measure:
    program = bench.compile_c("pcre2_alternation", "-lpcre2-8")
    return _own_clock(bench, [str(program), str(words), str(text)], places)


def _own_clock(bench: Bench, command: list[str], places: Path) -> Measure:
    """A peer that times its own loop, once it has said where it finds things."""
    bench.time([*command, str(places)])

    def measure() -> Run:
        run = bench.time(command)
        return Run(run.seconds, run.peak_kib, float(bench.output.read_text().split()[2]))

    return measure


def _ripgrep(bench: Bench, words: Path, text: Path, places: Path) -> Measure:
    program = shutil.which("rg")
    if not program:
        raise Trouble("rg is not installed; run as root: apt-get install ripgrep")
    command = [program, "--no-config", "-j1", "-w", "-i", "-F", "-f", str(words), "-o", "-b", "--no-filename", "-N", str(text)]
    bench.time(command, allowed=(0, 1))
    with bench.output.open() as lines, places.open("w") as file:
        file.writelines(line.partition(":")[0] + "\n" for line in lines)
    return lambda: bench.time(command, allowed=(0, 1))
