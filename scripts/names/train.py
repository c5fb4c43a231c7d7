#!/usr/bin/env python3
"""Trains the linear model that says whether a run of words is a person.

    train.py --out .build/name-model.tsv [--size 6000] [--seed 1]

The text to learn from is made here: sentences of school life with slots, filled from the lists of Lexicons/names and with invented
names that no list has. The same seed and lists give the same weights. Standard library only.
"""

from __future__ import annotations

import argparse
import random
from pathlib import Path

from gazetteer import ROOT, Gazetteer
from model import Features, Model, candidates, words

# {F} a full name, {G} a given name: people. Everything else with a capital is none.
PEOPLE = """{F} in {C} won the {W} race.|Gold award: {F}, {F} and {F}|{C}: {F}, {F}|Well played {F}!|{F} (captain), {F} (vice)
{F} and {F} sang a duet at {P} Hall.|We are proud of {F} from {C}.|Merits go to {G}, {G} and {G}.|{G} has lost a shoe|{F}'s painting hangs in the hall.
our {G} loved it|well done {f}|so proud of {f} and {f}|is {G} in {C} today?|Please collect {G} at noon.|The part of the king was played by {F}.
Thank you {F} for reading to us.|On {M} day {F} told a story.|{SG}|{SG}; {SG}; {SG}|Top scorer: {F} - 4 goals|"I like maths," said {G}.
Message from {G}: bring boots|{F} aged {N}|Happy birthday {G}, {N} today|{F}|{i} {S} of {C}|{i}. {S} and {F}|{G}'s mum rang from {P}.|ask {G} or {G}
Winner: {F}. Runner-up: {F}.|{F}, who lives near {P}, ran for charity.|Our new helper is {F}.|{T} {S} and {F} led the walk.|{F} scored twice against {P}.
{G} and {G} from {C} met {F}.|I saw {F} at the {W} fair|The {W} club thanks {F}.|Goodbye to {F}, off to {P}|{F} wrote about {P}.|See {F} in the {W} room.""".replace("\n", "|").split("|")
NOBODY = """{P} Primary School is closed.|The coach stops at {P} Road and {P} Park.|{M} is here and so is the {W} sale.|{W} {W2} begins on {D}.|Bring {W} money by {D}
{P} United beat {P} Rovers|Visit {P} Zoo in {M}.|{Wc} your diaries for {M}.|{Wc} you all for coming.|Class trip to {P} Castle on {D}|The {Wc} {Wc} Project meets on {D}.
{P} and {P} branches|{Wc} class and {Wc} class swap rooms|St {G}'s Church in {P}|{S} & Sons Builders of {P}|The {S} Trust pays for the {W}.|{G} Street is shut.|Ring {P} Town Hall.
the {w} and the {w} fell|will you bring the {w}|may the {w} be with us|{Wc} {w} is on sale at the {w} shop|{Wc}, {Wc} and {Wc} are our houses|New {Wc} Menu from {D}
{Wc} Street Nursery and {P} Library|{P} Council will mend {S} Lane.|{Wc} Week ends on {D}.|Our {Wc} topic in {C}|A {Wc} {Wc} workshop|See {P} Gazette, {M} edition
{G} Hall car park is full.|{S} Hospital appeal|The {G} {S} Centre opens at {N}.|{G} {S} Academy joins our trust.|{S} Road and {G} Close are icy.|The {S} Cup is ours!
{Wc} first, then {w}|LOST: ONE {WC} AND A {WC}|{WC} {WC} NEXT WEEK|Read "The {Wc} of {P}" this week|{C} {Wc} Assembly|Friends of {P} School|{S}'s Bakery gave rolls
{D} Club: {W} and {W2}|Dear Parents and {Wc}s|Kind Regards|Thank You|Yours {Wc}|Please Note|{P} Fire Station|North {P} and South {P}|{G}'s Law of {Wc}""".replace("\n", "|").split("|")
MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday".split()
SYLLABLES = "ka lo mi ren da vi sho an dri qua bel tor ish ze nu fa ham ye ol wi kes ral bo ti gan mer du cho ep lin sa".split()
SLOTS = "F f G S SG P W W2 w Wc WC M D C N T i".split()


class Writer:
    """Fills slots, and remembers which words are people."""

    def __init__(self, lists: Gazetteer, seed: int) -> None:
        self.random = random.Random(seed)
        self.given = [row[0] for row in lists.given.values()]
        self.given_weights = [4 ** (int(row[1]) / 2) for row in lists.given.values()]
        self.surnames = [row[0] for row in lists.surnames.values()]
        self.surname_weights = [3 ** (int(row[1]) / 2) for row in lists.surnames.values()]
        self.places = [row[0] for row in lists.places.values()]
        self.words = [row[0] for row in lists.words.values() if int(row[1]) >= 4 and len(row[0]) > 3]

    def rare(self) -> str:
        return "".join(self.random.choice(SYLLABLES) for _ in range(self.random.choice((2, 3)))).capitalize()

    def name(self, names: list[str], weights: list[float], rare: float) -> str:
        return self.rare() if self.random.random() < rare else self.random.choices(names, weights)[0]

    def fill(self, slot: str) -> tuple[str, bool]:
        pick = self.random.choice
        given = self.name(self.given, self.given_weights, 0.15).capitalize()
        surname = self.name(self.surnames, self.surname_weights, 0.2).capitalize()
        word = pick(self.words).lower()
        if self.random.random() < 0.08:
            surname += "-" + self.random.choices(self.surnames, self.surname_weights)[0].capitalize()
        filled = {"F": f"{given} {surname}", "f": f"{given} {surname}".lower(), "G": given, "S": surname, "SG": f"{surname.upper()}, {given}",
                  "P": pick(self.places), "W": word, "W2": pick(self.words), "w": word, "Wc": word.capitalize(), "WC": word.upper(),
                  "M": pick(MONTHS), "D": pick(DAYS), "N": str(self.random.randint(3, 12)), "T": pick(["Mr", "Mrs", "Miss", "Dr"]),
                  "C": pick(["Year {}", "Class {}", "{}B", "Y{}"]).format(self.random.randint(1, 6)), "i": pick("ABCDEFGHJKLMNOPRSTW")}
        return filled[slot], slot in ("F", "f", "G", "SG")

    def sentence(self, are_people: bool) -> tuple[str, list[tuple[int, int]]]:
        """A sentence, and where its people stand."""
        template = self.random.choice(PEOPLE if are_people else NOBODY)
        text, people, rest = "", [], template
        while "{" in rest:
            before, _, tail = rest.partition("{")
            slot, _, rest = tail.partition("}")
            filled, is_person = self.fill(slot)
            text += before
            if is_person and are_people:
                people.append((len(text), len(text) + len(filled)))
            text += filled
        return text + rest, people


def examples(lists: Gazetteer, size: int, seed: int) -> list[tuple[list[int], bool]]:
    writer, features, made = Writer(lists, seed), Features(lists), []
    for number in range(size):
        text, people = writer.sentence(number % 2 == 0)
        all_words = words(text)
        kind = writer.random.choice(["post", "comment", "newsletter", "message"])
        for run in candidates(text, lists):
            span = (run[0].start, run[-1].end)
            # Half a name is neither: nothing is learnt from it.
            touches = any(a < span[1] and span[0] < b for a, b in people)
            if span in people or not touches:
                made.append((features.of(text, run, all_words, kind), span in people))
    return made


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=ROOT / ".build" / "name-model.tsv")
    parser.add_argument("--size", type=int, default=6000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    lists = Gazetteer()
    made = examples(lists, options.size, options.seed)
    model = Model()
    model.train(made, seed=options.seed)
    unseen = examples(lists, options.size // 5, options.seed + 1)
    right = sum((model.score(f) > 0) == is_person for f, is_person in unseen)
    options.out.parent.mkdir(exist_ok=True)
    model.save(options.out)
    print(f"{len(made)} examples; {right / len(unseen):.3f} right of {len(unseen)} more; {options.out}")


if __name__ == "__main__":
    main()
