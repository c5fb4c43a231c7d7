"""What a scan finds, as the report's JSON has it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a policy that a finding goes against."""

    policy: str
    clause: str
    heading: str


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in a text that a person should look at before it goes out."""

    rule: str
    """Its id, `family.name`."""
    family: str
    title: str
    severity: str
    """note, low, medium, high or critical."""
    confidence: float
    """0 to 1."""
    action: str
    """note, review or block."""
    start: int
    """Where it begins in the text: `text[finding.start:finding.end]` is what was found."""
    end: int
    masked: str
    """What was found, with all but first letters hidden."""
    match: str | None
    """What was found; None unless the scanner shows it."""
    advice: str
    replacement: str | None
    """Words to write instead, if the rule has any."""
    route: tuple[str, ...]
    """Whom the policy has told."""
    clauses: tuple[Clause, ...]
    raw: Mapping[str, Any] = field(repr=False, compare=False)
    """The finding as in the JSON report (`gatepost.report/1`), with all there is."""

    @classmethod
    def of(cls, raw: Mapping[str, Any]) -> Finding:
        """A finding from an object of the report's JSON."""
        return cls(
            rule=raw["rule"],
            family=raw["family"],
            title=raw["title"],
            severity=raw["severity"],
            confidence=raw["confidence"],
            action=raw["action"],
            start=raw["codepoint"]["start"],
            end=raw["codepoint"]["end"],
            masked=raw["masked"],
            match=raw.get("match"),
            advice=raw["advice"],
            replacement=raw.get("replacement"),
            route=tuple(raw["route"]),
            clauses=tuple(
                Clause(clause["policy"], clause["clause"], clause["heading"])
                for clause in raw["clauses"]
            ),
            raw=raw,
        )
