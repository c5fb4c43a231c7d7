"""Lexicons that look for nothing but given words or patterns, so that gatepost does the same work as a peer."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from pathlib import Path

from measure import REPOSITORY, Bench, Trouble, call

POLICY = """policy: uk-schools
version: "1"
title: What the bench looks for
clauses:
  - id: bench.1
    heading: Words
    paraphrase: Whatever is on the list.
    audiences: [official]
    rules: [{rules}]
    route: [headteacher]
"""

RULE = """- id: offensive.bench-{number}
  title: On the list
  find: [{find}]
  severity: low
  confidence: 1
  advice: None.
  route: [headteacher]
  examples:
    flag: ["⟦one⟧", "⟦two⟧"]
    clean: ["three", "four"]
"""


def lexicon(bench: Bench, name: str, signals: Iterable[str]) -> Path:
    """Compiles a lexicon of signals (the lines of YAML below `about:`), a rule for each; returns its folder.

    What is beside the folder is lexicon.gplex, as gatepost expects of the folder that GATEPOST_LEXICONS names.
    """
    folder = _folders(bench, name)
    finds = []
    with (folder / "signals" / "bench.yml").open("w", encoding="utf-8") as file:
        file.write("signals:\n")
        for number, lines in enumerate(signals):
            finds.append(f"bench.list-{number}")
            file.write(f"  - signal: {finds[-1]}\n    about: What is on the list.\n{lines}")
    return _with_rules(bench, folder, finds)


def kinds_lexicon(bench: Bench, name: str, kinds: list[str]) -> Path:
    """Compiles a lexicon that looks for signals which the program makes itself; rule number i is that of kind i."""
    folder = _folders(bench, name)
    shutil.copytree(REPOSITORY / "Lexicons" / "identifiers", folder / "identifiers")
    for table in ("postcode-areas.tsv", "la-codes.tsv"):
        shutil.copy(REPOSITORY / "Lexicons" / table, folder / table)
    return _with_rules(bench, folder, kinds)


def _folders(bench: Bench, name: str) -> Path:
    folder = bench.scratch / name / "Lexicons"
    for part in ("signals", "rules/offensive", "policies"):
        (folder / part).mkdir(parents=True)
    return folder


def _with_rules(bench: Bench, folder: Path, finds: list[str]) -> Path:
    for number, find in enumerate(finds):
        rule = folder / "rules" / "offensive" / f"bench-{number}.yml"
        rule.write_text(RULE.format(number=number, find=find), encoding="utf-8")
    rules = ", ".join(f"offensive.bench-{number}" for number in range(len(finds)))
    (folder / "policies" / "uk-schools.yml").write_text(POLICY.format(rules=rules), encoding="utf-8")
    compile_lexicon(bench, [folder], folder.parent / "lexicon.gplex")
    return folder


def word_terms(words: Iterable[str], disguised: bool = False) -> str:
    """The lines of a signal whose terms are words."""
    return ("    disguised: true\n" if disguised else "") + "    terms:\n" + "".join(
        f"      - {json.dumps(word, ensure_ascii=False)}\n" for word in words)


def compile_lexicon(bench: Bench, folders: list[Path], image: Path) -> None:
    """Compiles folders into an image."""
    compiler = Path(bench.gatepost).with_name("gatepost-lexicon")
    if not compiler.exists():
        raise Trouble("gatepost-lexicon is not beside gatepost; make release builds it")
    call([str(compiler), "compile", *map(str, folders), "--output", str(image)])
