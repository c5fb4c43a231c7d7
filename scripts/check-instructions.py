#!/usr/bin/env python3
"""Counts the instructions of scans and compares them with recorded counts: a check of speed that never looks at a clock.

    scripts/check-instructions.py .build/release/gatepost             exit 1 when a scan takes 5 % more than recorded
    scripts/check-instructions.py .build/release/gatepost --record    write what it takes now to scripts/instructions.json

valgrind --tool=callgrind counts, which gives the same number however busy the machine is. The scans are of a megabyte
of invented comments on one thread and of a draft of 2 KB. Counts are compared as multiples of a fixed small program's
(scripts/bench/reference.swift), so that another compiler or C library, which changes both, moves the result less.
Without valgrind nothing is checked, and a line says so; with --need-valgrind that is a failure.
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
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RECORD = HERE / "instructions.json"
DRAFTS = HERE.parent / "Fixtures" / "drafts"
SCHEMA = "gatepost.instructions/1"
DRAFT_BYTES = 2048
TOLERANCE = 0.05
OTHER_TOOLCHAIN_TOLERANCE = 0.20
"""Another compiler changes gatepost and the reference by different shares."""
AGAIN = "make instructions RECORD=1"


class Trouble(Exception):
    """Something that keeps instructions from being counted."""


@dataclass
class Scan:
    """One command whose instructions count."""

    name: str
    what: str
    command: list[str]
    stdin: Path


def call(command: list[str], cwd: Path | None = None, stdin: Path = Path(os.devnull)) -> str:
    """The standard error of a program that must succeed, in an environment that is always the same."""
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": "/nowhere"}
    with stdin.open("rb") as source:
        done = subprocess.run(command, cwd=cwd, env=environment, stdin=source, stdout=subprocess.DEVNULL,
                              stderr=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        raise Trouble(f"{Path(command[0]).name} ended with status {done.returncode}: {done.stderr.strip()[-400:]}")
    return done.stderr


def count(command: list[str], stdin: Path, cwd: Path) -> int:
    """How many instructions a program takes."""
    said = call(["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command], cwd, stdin)
    found = re.search(r"Collected : (\d+)", said)
    if not found:
        raise Trouble(f"valgrind gives no count: {said.strip()[-400:]}")
    return int(found[1])


def scans(gatepost: str, scratch: Path) -> list[Scan]:
    """What is measured, its inputs made."""
    comments, draft = scratch / "comments.jsonl", scratch / "draft.txt"
    call([sys.executable, str(HERE / "make-bench-input.py"), "--size", "1M", "--seed", "1", "--form", "jsonl",
          "--out", str(comments)])
    text = b"\n".join(path.read_bytes() for path in sorted(DRAFTS.glob("*.txt")))
    draft.write_bytes(text[:DRAFT_BYTES].decode("utf-8", "ignore").encode())
    always = ["--quiet", "--no-progress", "--fail-on", "never"]
    return [
        Scan("comments", "1 MB of comments as JSON Lines, one thread",
             [gatepost, "scan", "--input", "jsonl", "--format", "jsonl", "--jobs", "1", *always, "-"], comments),
        Scan("draft", "a draft of 2 KB through standard input",
             [gatepost, "scan", "--format", "json", *always, "-"], draft)]


def reference(scratch: Path) -> list[str]:
    """The fixed program, compiled as gatepost is."""
    program = scratch / "reference"
    done = subprocess.run(["swiftc", "-O", "-static-stdlib", str(HERE / "bench" / "reference.swift"), "-o", str(program)],
                          capture_output=True, text=True, check=False)
    if done.returncode:
        raise Trouble(f"swiftc cannot compile reference.swift: {done.stderr.strip()[-400:]}")
    return [str(program)]


def toolchain() -> dict[str, str]:
    """What made the programs and what they run on."""
    swift = subprocess.run(["swiftc", "--version"], capture_output=True, text=True, check=False).stdout
    pcre2 = subprocess.run(["pkg-config", "--modversion", "libpcre2-8"], capture_output=True, text=True, check=False).stdout
    return {"swift": next(iter(re.findall(r"Swift version (\S+)", swift)), "unknown"),
            "libc": " ".join(os.confstr("CS_GNU_LIBC_VERSION").split()) if hasattr(os, "confstr") else "unknown",
            "pcre2": pcre2.strip() or "unknown", "architecture": os.uname().machine}


def measure(gatepost: str) -> dict[str, Any]:
    """Everything as it is now, in the form of the record."""
    with tempfile.TemporaryDirectory(prefix="gatepost-instructions-") as folder:
        scratch = Path(folder)
        fixed = reference(scratch)
        found = {}
        for scan in scans(gatepost, scratch):
            ours, theirs = count(scan.command, scan.stdin, scratch), count(fixed, scan.stdin, scratch)
            found[scan.name] = {
                "what": scan.what, "instructions": ours, "reference": theirs, "ratio": round(ours / theirs, 4),
                "input": sha256(scan.stdin.read_bytes()).hexdigest()[:16]}
    return {"schema": SCHEMA, "toolchain": toolchain(), "scans": found}


def compare(now: dict[str, Any], then: dict[str, Any], tolerance: float) -> bool:
    """Prints a line for each scan; whether none takes too many instructions."""
    kept = True
    if now["toolchain"] != then["toolchain"]:
        tolerance = max(tolerance, OTHER_TOOLCHAIN_TOLERANCE)
        was, is_ = (", ".join(f"{key} {value}" for key, value in side["toolchain"].items()) for side in (then, now))
        print(f"recorded with {was}; this is {is_}: {tolerance:.0%} more is let pass")
    for name, scan in now["scans"].items():
        before = then["scans"].get(name)
        if not before:
            print(f"MISSED  {scan['what']}: no count is recorded; {AGAIN}")
            kept = False
            continue
        change = round(scan["ratio"] / before["ratio"] - 1, 3) + 0.0
        fine = change <= tolerance
        kept = kept and fine
        print(f"{'kept  ' if fine else 'MISSED'}  {scan['what']}: {scan['instructions'] / 1e6:.1f} million instructions, "
              f"{change:+.1%} against the record of {before['instructions'] / 1e6:.1f}")
        if scan["input"] != before["input"]:
            print("        the input is not the recorded one: what it is made from has changed since")
        if change < -tolerance:
            print(f"        so much better that it should be kept: {AGAIN}")
    return kept


def main() -> int:
    """Counts, then records or compares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gatepost", help="the gatepost program, built for release")
    parser.add_argument("--record", action="store_true", help="write the counts instead of comparing them")
    parser.add_argument("--tolerance", type=float, default=TOLERANCE, metavar="SHARE", help="how much more is let pass (default 0.05)")
    parser.add_argument("--need-valgrind", action="store_true", help="fail where there is no valgrind")
    options = parser.parse_args()
    if not shutil.which("valgrind"):
        print("instructions: NOT CHECKED, valgrind is not installed; run as root: apt-get install valgrind", file=sys.stderr)
        return 1 if options.need_valgrind else 0
    try:
        now = measure(os.path.abspath(options.gatepost))
        if options.record:
            RECORD.write_text(json.dumps(now, indent=2) + "\n", encoding="utf-8")
            print(f"recorded in {RECORD.name}: " + ", ".join(
                f"{name} {scan['instructions'] / 1e6:.1f} million" for name, scan in now["scans"].items()))
            return 0
        then = json.loads(RECORD.read_text(encoding="utf-8"))
    except (Trouble, OSError, ValueError) as trouble:
        print(f"instructions: {trouble}", file=sys.stderr)
        return 2
    if compare(now, then, options.tolerance):
        return 0
    print(f"\nA scan takes more instructions than it did. If that is what the change has to cost, say so in the commit and record\n"
          f"it anew: {AGAIN}. Where they go: valgrind --tool=callgrind, then callgrind_annotate.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
