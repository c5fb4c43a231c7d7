"""The name and word lists of Lexicons/names, as the scripts of this folder weigh them."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LETTERS = str.maketrans({"ł": "l", "ø": "o", "ß": "ss", "đ": "d", "ı": "i", "Ł": "L", "Ø": "O"})
WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


def plain(word: str) -> str:
    """Small letters without accents and signs; a possessive ending is dropped."""
    word = re.sub(r"['’]s$", "", word.translate(LETTERS))
    parted = unicodedata.normalize("NFD", word.lower())
    return "".join(c for c in parted if c.isalnum() and not unicodedata.combining(c))


def table(name: str, key: int = 0) -> dict[str, list[str]]:
    lines = (ROOT / "Lexicons" / "names" / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")][1:]
    return {plain(row[key]): row for row in rows}


class Gazetteer:
    """What the lists say of a word."""

    def __init__(self) -> None:
        self.given = table("given-names")
        self.surnames = table("surnames")
        self.short = table("nicknames", key=1)
        self.words = table("words")
        self.places = table("places")
        self.cues = table("cues")

    def births(self, word: str) -> int:
        """How common it is as a given name: 0 (not at all) to 9."""
        return max(int(self.given[word][1]) if word in self.given else 0, 3 if word in self.short else 0)

    def surname(self, word: str) -> int:
        return int(self.surnames[word][1]) if word in self.surnames else 0

    def word(self, word: str) -> int:
        return int(self.words[word][1]) if word in self.words else 0

    def place(self, word: str) -> int:
        return int(self.places[word][1]) if word in self.places else 0

    def cue(self, word: str) -> str:
        return self.cues[word][1].strip() if word in self.cues else ""

    def knows(self, word: str) -> bool:
        return any(word in t for t in (self.given, self.surnames, self.short, self.words, self.places, self.cues))
