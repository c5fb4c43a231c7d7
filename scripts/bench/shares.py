"""Where gatepost's instructions go, as callgrind counts them: by the source file that a line was inlined from."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

from measure import Bench, Trouble

STAGES: list[tuple[str, str]] = [
    ("PCRE2", r"pcre2|compile_regex|compile_branch|parse_regex|match\.constprop|sljit|emit_|jit_|compile_\w*matchingpath"
              r"|compile_\w*backtrackingpath|\?\?\?:0x|ScanCore/Pattern\.swift|TermFinder\+Patterns|find_minlength|set_start_bits|auto_possess"
              r"|\?\?\?:(get_|set_|detect_|peek|optimize|reduce|check_|add_|create_|find_|first_|scan_prefix|internal_match|is_counted|read_)"),
    ("decoding of escapes and encodings", r"Readers/(JSONScanner|TextRepair|Mojibake|UTF16Source)|UTF8Span|CScan/.*utf"),
    ("reading", r"Sources/Readers/|\$s7Readers|TextModel/Passage"),
    ("tokens", r"ScanCore/(Tokeniser|Token|TokenBuffer|FoldedWord|FoldedWord\+Key|Letters|Sentences|SentenceTokens|WordKey)\.swift|CScan/"
               r"|\$s8ScanCore9Tokeniser|\$s8ScanCore9SentencesO"),
    ("index probes", r"ScanCore/(WordRecords|PairRecords|PostingRecords|Neighbourhood|Lexicon|DisguiseRecords|IdentifierWords|WordCue)\.swift"
                     r"|TermFinderV7collect"),
    ("phrases", r"Sources/ScanCore/|\$s8ScanCore|\$s14ScanCore"),
    ("names", r"Detectors/(Names|Roll|Entities)/|NameDetector|NameScan|\$s9Detectors\d+(Name|Join|Sentence|Roll|Entity)"),
    ("disguises", r"Detectors/Disguise/|Disguise|MaskMatcher|Glyph"),
    ("identifiers", r"Sources/Detectors/|\$s9Detectors"),
    ("rules", r"Sources/(Rules|Policies|PupilRoll|SchoolSettings)/|\$s5Rules|\$s8Policies|GatepostKit/(Scanner|PolicyChoice)"),
    ("writing", r"Sources/Reports/|\$s7Reports"),
    ("fingerprints", r"blake2b|FingerprintKey"),
    ("Swift's and C's own: memory, copies", r"swift_|swift::|malloc|free|calloc|realloc|mem(cpy|move|set|cmp|chr)|_int_|\$sSa|\$sSR|\$ss|\$sS"),
]
"""Tried in this order on `file:function`; what none of them takes is the rest: start, files, threads."""

LINE = re.compile(r"^\s*([\d,]+) \(\s*[\d.]+%\)\s+(.*)$")


def shares(bench: Bench, text: Path) -> dict[str, float]:
    """The share of each stage in a scan on one thread, largest first."""
    if not shutil.which("valgrind"):
        raise Trouble("valgrind is not installed; run as root: apt-get install valgrind")
    counts = bench.scratch / "callgrind.out"
    environment = os.environ | {"LC_ALL": "C"}
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={counts}", bench.gatepost, "scan", "--input", bench.form,
               "--format", "jsonl", "--jobs", "1", "--quiet", "--no-progress", "--fail-on", "never", str(text)]
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=environment, text=True, check=False)
    if done.returncode:
        raise Trouble(f"valgrind ended with status {done.returncode}: {done.stderr.strip()[-200:]}")
    table = subprocess.run(["callgrind_annotate", "--threshold=100", "--auto=no", str(counts)], capture_output=True, text=True, check=False).stdout
    total, found = 0, dict.fromkeys([name for name, _ in STAGES] + ["the rest"], 0)
    for line in table.splitlines():
        parts = LINE.match(line)
        if not parts or "PROGRAM TOTALS" in line:
            continue
        count = int(parts[1].replace(",", ""))
        total += count
        found[stage_of(parts[2])] += count
    if not total:
        raise Trouble("callgrind_annotate says nothing of functions")
    return {name: count / total for name, count in sorted(found.items(), key=lambda pair: -pair[1])}


def stage_of(place: str) -> str:
    """The stage of `file:function [object]`."""
    place = place.partition(" [")[0]
    return next((name for name, pattern in STAGES if re.search(pattern, place)), "the rest")
