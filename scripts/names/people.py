"""Reads Fixtures/names/people.tsv and runs the scanner over texts: what the scripts of this folder share."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MARKS = re.compile(r"\[\[(.+?)\]\]|\(\((.+?)\)\)|\{\{(.+?)\}\}")
SORTS = ("pupil", "child", "adult")


def passages(path: Path = ROOT / "Fixtures" / "names" / "people.tsv") -> list[dict]:
    """The sentences without their marks, each with its people: sort, and start and end in code points."""
    made = []
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")][1:]
    for number, line in enumerate(lines):
        audience, kind, marked = line.split("\t")
        text, people, end = "", [], 0
        for match in MARKS.finditer(marked):
            text += marked[end:match.start()]
            sort = next(index for index in range(3) if match.group(index + 1))
            people.append({"sort": SORTS[sort], "start": len(text), "end": len(text) + len(match.group(sort + 1))})
            text += match.group(sort + 1)
            end = match.end()
        made.append({"id": f"p{number}", "audience": audience, "kind": kind, "text": text + marked[end:], "people": people})
    return made


def scan(gatepost: str, rows: list[dict], *rules: str) -> dict[str, list[dict]]:
    """The findings by passage; each has its rule, confidence, action, evidence, and a place in bytes and in code points."""
    keys = ("id", "text", "audience", "kind")
    lines = "\n".join(json.dumps({k: row[k] for k in keys if k in row}) for row in rows)
    command = [gatepost, "scan", "-", "--input", "jsonl", "--format", "jsonl", "--all", "--fail-on", "never"]
    done = subprocess.run(command + (["--rules", *rules, "--"] if rules else []), input=lines.encode(), capture_output=True)
    if done.returncode != 0:
        sys.exit(done.stderr.decode())
    events = map(json.loads, done.stdout.decode().splitlines())
    return {str(event["id"]): event["findings"] for event in events if event["type"] == "passage"}


def overlaps(a: dict, b: dict) -> bool:
    return a["start"] < b["end"] and b["start"] < a["end"]
