"""A linear model that says whether a run of words is a person: features, training and weights."""

from __future__ import annotations

import random
import zlib
from dataclasses import dataclass
from pathlib import Path

from gazetteer import WORD, Gazetteer, plain

BUCKETS = 4096
NAMES_STAND_BY = (" ", "-", "_", "'", " '", "' ", ", ")


@dataclass
class Word:
    text: str
    plain: str
    start: int
    end: int


def words(text: str) -> list[Word]:
    return [Word(m.group(), plain(m.group()), m.start(), m.end()) for m in WORD.finditer(text)]


def bucket(value: int, edges: tuple[int, ...] = (0, 1, 3, 5, 7)) -> str:
    return str(sum(value > edge for edge in edges))


def shape(word: Word) -> str:
    letters = [c for c in word.text if c.isalpha()]
    if not letters:
        return "9"
    if len(letters) == 1:
        return "X" if letters[0].isupper() else "x"
    if all(c.isupper() for c in letters):
        return "XX"
    if letters[0].isupper():
        return "XxX" if any(c.isupper() for c in letters[1:]) else "Xx"
    return "xx"


def begins_sentence(text: str, word: Word) -> bool:
    before = text[:word.start].rstrip(" \"'(“‘")
    return not before or before[-1] in ".!?\n:"


class Features:
    """The features of a candidate: what the lists say of its words, how they are written, what stands round them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.lists = gazetteer

    def of(self, text: str, run: list[Word], all_words: list[Word], kind: str) -> list[int]:
        lists, first, last = self.lists, run[0], run[-1]
        place = next(i for i, word in enumerate(all_words) if word.start == first.start)
        behind = place + len(run)
        names = [f"n{min(len(run), 4)}", "kind:" + kind]

        def about(tag: str, word: Word) -> None:
            g, s, w = bucket(lists.births(word.plain)), bucket(lists.surname(word.plain)), bucket(lists.word(word.plain))
            names.extend([f"{tag}g{g}", f"{tag}s{s}", f"{tag}w{w}", f"{tag}p{bucket(lists.place(word.plain))}",
                          f"{tag}sh{shape(word)}", f"{tag}g{g}w{w}", f"{tag}s{s}w{w}", f"{tag}c{lists.cue(word.plain)}",
                          f"{tag}k{lists.knows(word.plain)}", f"{tag}e{word.plain[-2:]}"])

        about("f", first)
        if len(run) > 1:
            about("l", last)
            names.append(f"f{bucket(lists.births(first.plain))}l{bucket(lists.surname(last.plain))}")
        starts = begins_sentence(text, first)
        names.append(f"start{starts}w{bucket(lists.word(first.plain))}")
        for offset in (1, 2):
            tag = f"-{offset}"
            before = all_words[place - offset] if place >= offset else None
            near = before is not None and not any(c in ".!?\n" for c in text[before.end:first.start])
            names.append(f"{tag}c{lists.cue(before.plain) if near else '^'}")
            if offset == 1:
                names.append(f"{tag}sh{shape(before) if near else '^'}")
                names.append(f"{tag}t{before.plain if near and lists.word(before.plain) >= 7 else ''}")
                names.append("gap" + (text[before.end:first.start].strip() or "_") if near else "gap^")
            tag = f"+{offset}"
            after = all_words[behind + offset - 1] if behind + offset <= len(all_words) else None
            near = after is not None and not any(c in ".!?\n" for c in text[last.end:after.start])
            names.append(f"{tag}c{lists.cue(after.plain) if near else '$'}")
            if offset == 1:
                names.append(f"{tag}sh{shape(after) if near else '$'}")
                names.append(f"{tag}t{after.plain if near and lists.word(after.plain) >= 7 else ''}")
                names.append("end" + (text[last.end:after.start].strip() or "_") if near else "end$")
        names.append(f"poss{last.text[-2:] in (chr(39) + 's', '’s')}")
        return [zlib.crc32(name.encode()) % BUCKETS for name in names]


def candidates(text: str, lists: Gazetteer) -> list[list[Word]]:
    """Every run of up to three words, one a given name or unknown, that capitals or the lists make likely."""
    found, all_words = [], words(text)
    for index, word in enumerate(all_words):
        for length in (1, 2, 3):
            run = all_words[index:index + length]
            if len(run) < length or any(text[a.end:b.start] not in NAMES_STAND_BY for a, b in zip(run, run[1:])):
                break
            known = [lists.births(w.plain) > 0 or not lists.knows(w.plain) or lists.surname(w.plain) > 0 for w in run]
            capital = [shape(w)[0] == "X" for w in run]
            if not (known[0] and known[-1]) or any(c.isdigit() for w in run for c in w.text):
                continue
            small = length == 2 and not any(capital) and lists.births(run[0].plain) >= 3 and lists.surname(run[1].plain) >= 3
            if all(capital) and (length > 1 or lists.births(word.plain) >= 3) or small:
                found.append(run)
    return found


class Model:
    """Averaged perceptron over hashed features."""

    def __init__(self) -> None:
        self.weights = [0.0] * BUCKETS

    def score(self, features: list[int]) -> float:
        return sum(self.weights[f] for f in features) / len(features)

    def train(self, examples: list[tuple[list[int], bool]], rounds: int = 6, seed: int = 1) -> None:
        weights, sums, step = [0.0] * BUCKETS, [0.0] * BUCKETS, 0
        order = random.Random(seed)
        for _ in range(rounds):
            order.shuffle(examples)
            for features, is_person in examples:
                step += 1
                wanted = 1 if is_person else -1
                if wanted * sum(weights[f] for f in features) <= 2:
                    for f in features:
                        weights[f] += wanted
                        sums[f] += wanted * step
        self.weights = [w - s / max(step, 1) for w, s in zip(weights, sums)]

    def save(self, path: Path) -> None:
        lines = [f"{i}\t{w:.3f}" for i, w in enumerate(self.weights) if abs(w) >= 0.0005]
        path.write_text("# Weights of scripts/names/train.py: bucket of a hashed feature, weight.\nbucket\tweight\n"
                        + "\n".join(lines) + "\n", encoding="utf-8")

    @classmethod
    def load(cls, path: Path) -> Model:
        model = cls()
        for line in path.read_text(encoding="utf-8").splitlines()[2:]:
            index, weight = line.split("\t")
            model.weights[int(index)] = float(weight)
        return model
