"""The findings of one machine: what `gatepost` itself says of the same comments."""

from __future__ import annotations

import json
import os
import re
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from gatepost_spark._day import day_of

PROGRAM = os.environ.get("GATEPOST", "gatepost")


def lexicon_hash() -> str:
    """The hash of the words and rules that `gatepost` has."""
    said = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout
    return re.findall(r"\b[0-9a-f]{16}\b", said)[0]


def findings(comments: Path, *arguments: str) -> list[dict[str, Any]]:
    """Every finding with the school, day and id of its comment."""
    report = subprocess.run(
        [PROGRAM, "scan", "--input", "jsonl", "--format", "jsonl", "--jobs", "1", "--quiet",
         "--no-progress", "--fail-on", "never", *arguments, str(comments)],
        capture_output=True, check=True,
    ).stdout  # fmt: skip
    written = {row["id"]: row for row in map(json.loads, comments.read_bytes().splitlines())}
    found = []
    for line in report.splitlines():
        passage = json.loads(line)
        if passage["type"] != "passage":
            continue
        comment = written[passage["id"]]
        for raw in passage["findings"]:
            found.append(
                {
                    "id": passage["id"],
                    "school": comment["school"],
                    "day": str(day_of(str(comment["time"]))),
                    **{name: raw[name] for name in _SAME},
                    "start": raw["codepoint"]["start"],
                    "end": raw["codepoint"]["end"],
                }
            )
    return found


_SAME = ("rule", "family", "severity", "action", "confidence", "masked", "title")


def as_bytes(rows: list[dict[str, Any]]) -> bytes:
    """Findings as sorted lines, so that two lists of them can be compared byte for byte."""
    lines = [
        json.dumps({**row, "day": str(row["day"])}, sort_keys=True, ensure_ascii=False)
        for row in rows
    ]
    return "\n".join(sorted(lines)).encode()


def counted(rows: list[dict[str, Any]]) -> list[tuple[str, str, str, int, int]]:
    """School, rule, day, findings, comments: what the counts should be."""
    found: Counter[tuple[str, str, str]] = Counter()
    ids: dict[tuple[str, str, str], set[str]] = {}
    for row in rows:
        key = (row["school"], row["rule"], str(row["day"]))
        found[key] += 1
        ids.setdefault(key, set()).add(row["id"])
    return sorted((*key, number, len(ids[key])) for key, number in found.items())
