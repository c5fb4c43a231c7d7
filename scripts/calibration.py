#!/usr/bin/env python3
"""Shows how often findings are right that are said with a given confidence.

    calibration.py labelled.jsonl predictions.jsonl [--family NAME ...]        "-" reads the predictions from standard input

Predictions are the `passage` events of `gatepost scan --format jsonl`. A finding is right if it overlaps a label of its family. Of those
said at 0.9, nine in ten should be.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

EDGES = [0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01]
# Rules that the labelled sets have no label for.
UNJUDGED = {"pupil.consent-missing", "pupil.image-suitability", "pupil.discussed", "personal.private-fact"}


def rows(path: str) -> list[dict]:
    text = sys.stdin.read() if path == "-" else Path(path).read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines() if line]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("labelled")
    parser.add_argument("predictions")
    parser.add_argument("--family", nargs="+", default=["pupil", "personal"])
    options = parser.parse_args()
    labels = {str(row["id"]): row["labels"] for row in rows(options.labelled)}
    bins = [[0, 0, 0.0] for _ in EDGES[1:]]
    for event in rows(options.predictions):
        for finding in event["findings"] if event.get("type") == "passage" else []:
            family = finding["rule"].split(".")[0]
            place = finding["byte"]
            is_right = any(
                label["family"] == family and label["start"] < place["end"] and place["start"] < label["end"]
                for label in labels[event["id"]])
            if family not in options.family or finding["rule"] in UNJUDGED and not is_right:
                continue
            row = bins[next(i for i, edge in enumerate(EDGES[1:]) if finding["confidence"] < edge)]
            row[0] += 1
            row[1] += is_right
            row[2] += finding["confidence"]
    print(f"{'said':<12}{'findings':>9}{'on average':>12}{'right':>8}")
    for low, high, (count, right, said) in zip(EDGES, EDGES[1:], bins):
        if count:
            print(f"{low:.1f} to {min(high, 1):.1f}  {count:>9}{said / count:>12.2f}{right / count:>8.2f}")


if __name__ == "__main__":
    main()
