#!/usr/bin/env python3
"""Runs the commands of Documentation/scale.md as they stand there, and compares what they say with a plain count.

    scripts/check-queries.py .build/release/gatepost [--duckdb PYTHON]

A few thousand invented comments are made, split into files and scanned as the page says, interruption and all. Then its
SQLite commands run, and its DuckDB query if that Python has duckdb. What is not installed is named and left out.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "Documentation" / "scale.md"
FILES = 4

Answer = set[tuple[str, str, int]]


class Wrong(Exception):
    """The page does not do what it says."""


def blocks(language: str, word: str) -> list[str]:
    """The commands of the page in a language that hold a word."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    chosen = [block for block in found if word in block]
    if not chosen:
        raise Wrong(f"{PAGE.name} has no {language} with {word} in it")
    return chosen


def shell(command: str, folder: Path, gatepost: Path) -> str:
    """What a command of the page prints."""
    environment = os.environ | {"PATH": f"{gatepost.parent}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-euo", "pipefail", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Wrong(f"this ends with status {done.returncode}:\n{command}\n{done.stderr.strip()}")
    return done.stdout


def make_comments(folder: Path) -> None:
    """Comments in as many files as there may be processes."""
    whole = folder / "all.jsonl"
    subprocess.run([sys.executable, str(HERE / "make-bench-input.py"), "--size", "600K", "--seed", "3", "--out", str(whole)],
                   check=True, stdout=subprocess.DEVNULL)
    lines = whole.read_bytes().splitlines(keepends=True)
    (folder / "in").mkdir()
    (folder / "out").mkdir()
    for number in range(FILES):
        (folder / "in" / f"{number}.jsonl").write_bytes(b"".join(lines[number::FILES]))


def findings(report: bytes) -> list[tuple[str, str, str, int]]:
    """Comment, rule, action and place of each finding, sorted."""
    found = []
    for line in report.splitlines():
        event = json.loads(line)
        for finding in event["findings"] if event["type"] == "passage" else ():
            found.append((event["id"], finding["rule"], finding["action"], finding["byte"]["start"]))
    return sorted(found)


def read_table(printed: str) -> Answer:
    """The rows of a table drawn with lines, by sqlite3 or DuckDB."""
    rows = [[cell.strip() for cell in re.split(r"[│|]", line)[1:-1]] for line in printed.splitlines() if re.search(r"[│|]", line)]
    return {(row[0], row[1], int(row[2])) for row in rows if len(row) == 3 and row[2].isdigit()}


def check(what: str, said: Answer, expected: Answer) -> None:
    """Whether a query gives the counts."""
    if said != expected:
        raise Wrong(f"{what} says otherwise: {sorted(said ^ expected)[:5]}")
    print(f"kept  {what}: {len(said)} rules and actions, {sum(count for _, _, count in said)} findings")


def check_all(gatepost: Path, duckdb: str | None, folder: Path) -> None:
    """Everything that the page has commands for."""
    make_comments(folder)
    scan = ["--input", "jsonl", "--format", "jsonl", "--fail-on", "never"]
    whole = subprocess.run([str(gatepost), "scan", *scan, str(folder / "all.jsonl")], check=True, capture_output=True).stdout
    expected_findings = findings(whole)
    expected: Answer = {(*key, count) for key, count in Counter((rule, action) for _, rule, action, _ in expected_findings).items()}

    many, = blocks("sh", "xargs")
    (folder / "out" / "2.jsonl.part").write_text('{"type": "be')  # As an interrupted process leaves it.
    shell(many, folder, gatepost)
    (folder / "out" / "1.jsonl").unlink()
    shell(many, folder, gatepost)
    reports = b"".join(path.read_bytes() for path in sorted((folder / "out").glob("*.jsonl")))
    if findings(reports) != expected_findings:
        raise Wrong("scanned file by file, the comments have other findings")
    print(f"kept  a process for each file, one lost and one broken: {len(expected_findings)} findings, as of the whole")

    (folder / "findings.jsonl").write_bytes(reports)
    if shutil.which("sqlite3"):
        for number, command in enumerate(blocks("sh", "sqlite3"), 1):
            check(f"SQLite, command {number}", read_table(shell(command, folder, gatepost)), expected)
    else:
        print("left out  SQLite: sqlite3 is not installed; run as root: apt-get install sqlite3")
    query, = blocks("sql", "read_ndjson")
    program = "import duckdb, sys; print(*('|'.join(['', *map(str, row), '']) for row in duckdb.sql(sys.argv[1]).fetchall()), sep='\\n')"
    if duckdb and Path(duckdb).exists() and subprocess.run([duckdb, "-c", "import duckdb"], capture_output=True, check=False).returncode == 0:
        done = subprocess.run([duckdb, "-c", program, query], cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode:
            raise Wrong(f"DuckDB does not take the query: {done.stderr.strip()[-400:]}")
        check("DuckDB", read_table(done.stdout), expected)
    else:
        print("left out  DuckDB: pip install duckdb, and name that Python with --duckdb")


def main() -> int:
    """Checks the page in a folder that is removed afterwards."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gatepost", type=Path, help="the gatepost program")
    parser.add_argument("--duckdb", metavar="PYTHON", help="a Python that has duckdb")
    options = parser.parse_args()
    try:
        with tempfile.TemporaryDirectory(prefix="gatepost-queries-") as folder:
            check_all(options.gatepost.resolve(), options.duckdb and os.path.abspath(options.duckdb), Path(folder))
    except (Wrong, OSError, subprocess.CalledProcessError) as wrong:
        print(f"queries: {wrong}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
