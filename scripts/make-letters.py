#!/usr/bin/env python3
"""Writes Lexicons/names/letters.tsv: which plain letters a character outside ASCII stands for.

The scanner reads "Wiśniewski" as "wisniewski" and a Cyrillic "а" in a disguised word as "a". What
Unicode decomposes to ASCII, and a few letters that it does not decompose (ł, ø, đ, ß ...), are of
the kind "letter"; styled forms (𝐚, ａ, ⓐ) and characters that only look alike are "look-alike".

Usage: scripts/make-letters.py            writes the file
       scripts/make-letters.py --check    exits 1 if the file is not what would be written
"""

import pathlib
import re
import sys
import unicodedata

ROOT = pathlib.Path(__file__).resolve().parent.parent
CONFUSABLES = ROOT / "Lexicons" / "confusables.tsv"
TARGET = ROOT / "Lexicons" / "names" / "letters.tsv"

HEADER = f"""\
# Which plain letters a character outside ASCII stands for. Made by scripts/make-letters.py; do not edit by hand.
# Source: decompositions of the Unicode Character Database, version {unicodedata.unidata_version}, by way of Python's unicodedata, and
# confusables.tsv (Unicode security data); Unicode License v3. Letters that Unicode does not decompose are our own list.
# kind: letter = an honest letter of a name; look-alike = a styled form, or another script's letter of the same shape.
character\tplain\tkind
"""

# Letters of European and African alphabets that Unicode leaves whole.
UNDECOMPOSED = {
    "ł": "l", "ø": "o", "ǿ": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "ǣ": "ae", "ǽ": "ae",
    "œ": "oe", "ħ": "h", "ı": "i", "ŋ": "ng", "ŧ": "t", "ƒ": "f", "ə": "e", "ɛ": "e", "ɔ": "o", "ɓ": "b",
    "ɗ": "d", "ƙ": "k", "ƴ": "y", "ɖ": "d", "ɣ": "g", "ĸ": "k", "ŀ": "l", "ƀ": "b", "ɨ": "i", "ʉ": "u",
    "ɉ": "j", "ɍ": "r", "ɏ": "y", "ƶ": "z", "ⱥ": "a", "ȼ": "c", "ɇ": "e", "ɠ": "g", "ɲ": "n",
}

# Tags of compatibility decompositions that make a styled form, not a letter.
STYLES = ("<font>", "<wide>", "<narrow>", "<circle>", "<square>", "<super>", "<sub>", "<compat>", "<small>")
PLAIN = re.compile(r"[a-z0-9]{1,3}")
LAST = 0x1FFFF


def plain_form(character):
    """The small ASCII letters or digits left when marks and styles are dropped, or None."""
    decomposed = unicodedata.normalize("NFKD", character)
    kept = "".join(c for c in decomposed if not unicodedata.category(c).startswith("M"))
    kept = "".join(UNDECOMPOSED.get(c.lower(), c) for c in kept).lower()
    if unicodedata.category(character) in ("So",):
        # Parenthesised and squared letters come as "(a)".
        kept = kept.strip("()")
    return kept if PLAIN.fullmatch(kept) else None


def is_styled(character):
    """Whether its decomposition is a compatibility one: 𝐚, ａ, ⓐ, ª, ﬁ."""
    decomposition = unicodedata.decomposition(character)
    return decomposition.startswith(STYLES)


def is_ligature(character):
    """ĳ, ǆ and ﬁ are honest ways to print letters."""
    name = unicodedata.name(character, "")
    return "LIGATURE" in name or (
        name.startswith("LATIN") and unicodedata.decomposition(character).startswith("<compat>"))


# 🅐 and 🅰 have no decomposition.
NEGATIVE = re.compile(r"NEGATIVE (?:CIRCLED|SQUARED) LATIN CAPITAL LETTER ([A-Z])")


def is_left_out(number, category):
    """Numbers that stand beside a word (², ①, ½), signs of units and marks such as ™."""
    return category == "No" or 0x3200 <= number <= 0x33FF or category == "So" and 0x2100 <= number <= 0x214F


def unicode_rows():
    for number in range(0x80, LAST + 1):
        if 0xD800 <= number <= 0xDFFF:
            continue
        character = chr(number)
        category = unicodedata.category(character)
        if category[0] not in "LNS" or category in ("Sm", "Sc", "Sk"):
            continue
        small = character.lower()
        if small in UNDECOMPOSED and PLAIN.fullmatch(UNDECOMPOSED[small]):
            yield number, UNDECOMPOSED[small], "letter"
            continue
        if is_left_out(number, category):
            continue
        negative = NEGATIVE.fullmatch(unicodedata.name(character, ""))
        if negative:
            yield number, negative[1].lower(), "look-alike"
            continue
        plain = plain_form(character)
        if plain is None:
            continue
        styled = is_styled(character) and not is_ligature(character)
        yield number, plain, "look-alike" if styled else "letter"


def confusable_rows():
    with CONFUSABLES.open(encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            if line.startswith("#") or fields[0] == "ascii" or len(fields) < 2:
                continue
            plain, characters = fields[0].lower(), fields[1]
            # Signs that stand for letters (0 for o) are the business of the disguise rules.
            if len(characters) == 1 and ord(characters) >= 0x80 and PLAIN.fullmatch(plain):
                yield ord(characters), plain, "look-alike"


def content():
    rows = {}
    for source in (unicode_rows(), confusable_rows()):
        for number, plain, kind in source:
            rows.setdefault(number, (plain, kind))
    lines = [f"U+{number:04X}\t{plain}\t{kind}\n" for number, (plain, kind) in sorted(rows.items())]
    return HEADER + "".join(lines)


def main():
    text = content()
    if "--check" in sys.argv[1:]:
        if not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
            print(f"{TARGET.name} is out of date; run scripts/make-letters.py", file=sys.stderr)
            return 1
        return 0
    TARGET.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
