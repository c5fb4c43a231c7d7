"""Lines of invented school talk: reads the line files and fills their slots.

Used by make-facebook-fixture.py and make-bench-input.py. The lines are in Fixtures/bench/lines: to add one, add it
there. A slot such as {event} takes a value from `SLOTS`; names and places come from a `Names`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parent.parent
LINES = REPOSITORY / "Fixtures" / "bench" / "lines"


def words(text: str) -> list[str]:
    """Values of a slot, written with commas between them."""
    return [value.strip() for value in text.split(",")]


SLOTS: dict[str, list[str]] = {
    "adj": words("long, tough, busy, funny, lovely, rubbish, strange, brilliant, cold, tiring, wonderful, hectic, odd, quiet"),
    "animal": words(
        "donkey, hedgehog, penguin, caterpillar, camel, dragon, badger, tortoise, gerbil, goldfish, sheep, snail, "
        "giraffe, pigeon, walrus, hamster, lobster, unicorn, stick insect, robin, cow, newt, woodlouse"),
    "book": words(
        "Matilda, The Twits, Varjak Paw, Skellig, Holes, Wonder, The Borrowers, Stig of the Dump, Room on the Broom, "
        "Charlotte's Web, The Iron Man, Northern Lights, Treasure Island, Black Beauty, The Hobbit, Dogger"),
    "class": words("3H, 4B, 5F, 6W, 2P, 1S, 7R, 8C, 9T, 10K, RP, Oak class, Willow class, Puffins, Year 5 Beech"),
    "club": words(
        "chess, gardening, choir, coding, judo, netball, lego, drama, Spanish, cooking, running, sewing, science, "
        "football, breakfast, homework, dodgeball, ukulele, debating, eco"),
    "colour": words("red, navy, green, purple, bottle green, pink, yellow, grey, sparkly, turquoise, black"),
    "day": words(
        "Monday, Tuesday, Wednesday, Thursday, Friday, monday, tues, weds, thurs, fri, Wednesday, "
        "Friday, Thursday, wed, next Friday"),
    "event": words(
        "summer fair, Christmas fair, sports day, harvest assembly, disco, nativity, spring concert, quiz night, "
        "book fair, open evening, sponsored walk, bake sale, car boot, fun run, talent show, carol concert, leavers "
        "do, parents evening, cinema night, spelling bee, bingo, Easter bonnet parade, culture day, science fair"),
    "feel": words("exhausted, buzzing, muddy, soaked, happy, proud, starving, giddy, shattered, chuffed, thrilled, filthy, tired, excited"),
    "food": words(
        "jollof rice, fish fingers, samosas, flapjack, custard, pierogi, lasagne, cheese straws, brownies, chips, "
        "biryani, gingerbread, fruit kebabs, cupcakes, roast dinner, pizza, mince pies, plantain, toad in the hole, "
        "baklava, curry goat, scones, pasta bake, dal, Welsh cakes, parkin, sausage rolls, halloumi wraps"),
    "item": words(
        "coat, jumper, water bottle, cardigan, book bag, lunch box, hat, scarf, PE bag, trainer, glove, "
        "calculator, tie, sun hat, reading book, wellie, blazer, recorder, cape, gum shield, tea towel, pencil case"),
    "job": words("vet, nurse, baker, pilot, plumber, poet, paramedic, farmer, judge, footballer, beekeeper, coder, dentist, welder, florist"),
    "month": words("January, February, March, May, June, July, September, October, November, December, Easter, half term"),
    "n": words("2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 15, 20, 24, 30, 40"),
    "number": words("3, 7, 12, 14, 19, 22, 27, 31, 46, 58, 64, 73, 102"),
    "price": words("£1, £2.50, 50p, £3, £5, £1.20, 80p, £4, £7.50, £6, £10"),
    "reg": words("AB12 CDE, ZZ99 ABC, BD51 SMR, FJ07 TST"),
    "relative": words(
        "my nan, my mum, my dad, my mother in law, my sister, grandad, my wife, my husband, my auntie, my brother, "
        "my partner, my dadi, my babcia, nana, my uncle, the other half, my cousin, my abuela, our eldest"),
    "street": words(
        "Tallowfield Crescent, Gannet Close, Cordwainer Rise, Quillet Lane, Old Malting Row, Sparrowgate, Thimble "
        "Street, Hexagon Drive, Larder Hill, Penny Ash Way"),
    "subject": words("maths, science, history, English, French, geography, art, phonics, PE, RE, computing, music, German, chemistry, DT"),
    "sum": words("£36, £140, £212, £480, £1300, £96.40, £701, £2k, £58"),
    "team": words("Harrowdyke, Quernside, St Aldwyth's, Saltmarrow, Netherwick Lane, Fallowmere, Skelder Park"),
    "three": words("114, 238, 452, 617, 783, 906"),
    "time": words("9, half 8, 3.15, 2pm, 6.30, quarter past 3, five, half past one, 8:45, 10am, 7, noon, 4 o'clock, 1.30"),
    "topic": words(
        "volcanoes, the Romans, fractions, rivers, the Tudors, electricity, the Vikings, plants, ancient Egypt, the "
        "Blitz, coasts, forces, sound, magnets, rainforests, evolution, Mary Seacole, the water cycle, castles, "
        "sonnets, fossils, the Stone Age, Benin, algebra, democracy, bees"),
    "wear": words("cardigan, jumper, tie, blazer, sun hat, coat, polo shirt, tabard"),
    "weather": words("rain, snow, wind, fog, sunshine, hail, mud, heat, drizzle, frost"),
    "year": words("Year 1, Year 2, Year 3, Year 4, Year 5, Year 6, year 7, yr 8, Y9, Year 10, Reception, reception, Nursery, year 3, yr 4"),
    "year_key": words("year4page, puffins, saltmarrow7, y6team"),
}

WOMEN = ("Mrs", "Mrs", "Miss", "Miss", "Ms")
MEN = ("Mr",)
TITLES = WOMEN + MEN * 3 + ("Dr",)
"""Titles of staff, the common ones more often."""


@dataclass
class Weighted:
    """Values that are drawn by weight."""

    values: list[str]
    weights: list[float]
    cumulative: list[float] = field(init=False)

    def __post_init__(self) -> None:
        self.cumulative = list(accumulate(self.weights))

    def draw(self, rng: random.Random) -> str:
        """One value."""
        return rng.choices(self.values, cum_weights=self.cumulative)[0]


def evenly(values: list[str]) -> Weighted:
    """Values that are all as likely."""
    return Weighted(values, [1.0] * len(values))


@dataclass
class Names:
    """Where the people, places and topics of the lines come from."""

    adults: Weighted
    children: Weighted
    surnames: Weighted
    places: Weighted
    topics: Weighted = field(default_factory=lambda: evenly(SLOTS["topic"]))


INVENTED = Names(
    adults=evenly(words(
        "Bukola, Maureen, Tadeusz, Nasreen, Siân, Dafydd, Priya, Kwabena, Agnieszka, Lorraine, Chidi, Fiona, Yusuf, "
        "Mei-Ling, Renée, Gurpreet, Shabnam, Declan, Ngozi, Beth, Carlos, Oksana, Tariq, Joanne, Keith, Amara, Zoë, "
        "Hamid, Ffion, Ioana, Wayne, Samira, Leroy, Catriona, Anil, Tash, Errol, Małgorzata, Björn, Niamh")),
    children=evenly(words(
        "Ottilie, Kwame, Zofia, Ibrahim, Teddy, Aaliyah, Rhys, Chidera, Noah, Eliza, Maisie, Callum, Devon, Ayaan, "
        "Poppy, Jakub, Simran, Leo, Anaïs, Tobi, Freya, Hassan, Lowri, Mateo, Isla, Arjun, Ruby, Kofi, Ellie-May, "
        "Dmytro, Yara, Alfie, Thuy, Seán, Marnie, Zayn, Beatrix, Olu, Harpreet, Finley")),
    surnames=evenly(words(
        "Hargrave, Boateng-Lister, Wrona, Marchmont, Begum-Frost, ap Gwilym, Nwosu, Ashcombe, Entwhistle, Quaye, "
        "Adeyemi, Thwaite, Ferriby, Achterberg, Olorunfemi, Caradoc, Lindqvist, Okereke, Ramanathan, Sparrow, Duarte, "
        "Kowalczyk, O'Rourke, Chaudhry, McAllister, Nguyen, Sandhu, Featherstonehaugh, Mensah, Popescu, Whitlock, "
        "Rahman, Blenkinsop, De Souza, Szymańska, Obaseki, Tregunna, Malik, Pickersgill, Yilmaz")),
    places=evenly(words(
        "Skelder Park, Cockerell Wood, Saltmarrow, Fallowmere, Harrowdyke, Netherwick, Plough Fields, Quernside, "
        "Larder Hill, Thimble Bay, Scunthorpe, Penistone, Lightwater, Millrace Museum, Oxmoor Castle")),
)
"""A small invented town of people of many backgrounds."""


def lower_ascii(text: str) -> str:
    """A name as it stands in a mail address or a file name."""
    return re.sub(r"[^a-z]", "", text.lower())


class Filler:
    """Fills the slots of lines, the same way for the same seed."""

    def __init__(self, rng: random.Random, names: Names = INVENTED) -> None:
        self.rng = rng
        self.names = names
        self.special: dict[str, Callable[[], str]] = {
            "child": lambda: names.children.draw(rng),
            "given": lambda: names.children.draw(rng) if rng.random() < 0.5 else names.adults.draw(rng),
            "given_lower": lambda: lower_ascii(names.adults.draw(rng)),
            "surname": lambda: names.surnames.draw(rng),
            "surname_lower": lambda: lower_ascii(names.surnames.draw(rng)),
            "full": lambda: f"{names.adults.draw(rng)} {names.surnames.draw(rng)}",
            "pupil": lambda: f"{names.children.draw(rng)} {names.surnames.draw(rng)}",
            "pupil_file": lambda: "_".join(lower_ascii(part) for part in self.special["pupil"]().split()),
            "staff": lambda: f"{rng.choice(TITLES)} {names.surnames.draw(rng)}",
            "staff_f": lambda: f"{rng.choice(WOMEN)} {names.surnames.draw(rng)}",
            "staff_m": lambda: f"{rng.choice(MEN)} {names.surnames.draw(rng)}",
            "place": lambda: names.places.draw(rng),
            "topic": lambda: names.topics.draw(rng),
            "mobile": lambda: f"07700 900{rng.randrange(1000):03}",
            "landline": lambda: f"01632 960{rng.randrange(1000):03}",
            "mail": lambda: f"{lower_ascii(names.adults.draw(rng))}{rng.randrange(90)}@example.com",
        }
        self.parsed: dict[str, list[str]] = {}

    def fill(self, line: str) -> str:
        """The line with a value for each slot."""
        parts = self.parsed.get(line)
        if parts is None:
            parts = self.parsed[line] = re.split(r"\{(\w+)\}", line)
        if len(parts) == 1:
            return line
        return "".join(part if index % 2 == 0 else self.value(part) for index, part in enumerate(parts))

    def value(self, slot: str) -> str:
        """A value for a slot."""
        make = self.special.get(slot)
        return make() if make else self.rng.choice(SLOTS[slot])


def typed(rng: random.Random, text: str) -> str:
    """The text as somebody may have typed it on a telephone: mostly as it is."""
    chance = rng.random()
    if chance < 0.10:
        text = text.lower()
    elif chance < 0.13:
        text = text.upper()
    elif chance < 0.18:
        text = text.replace("'", "")
    elif chance < 0.22:
        text = text.replace("'", "’")
    elif chance < 0.26:
        text = text.replace("you", "u").replace("are ", "r ", 1)
    if rng.random() < 0.18:
        text += rng.choice((" x", " xx", " 😂", " ❤️", "!!", " 🙈", "...", " lol", " 👏👏", " 🎉", " thx"))
    return text


def sentences(first: str, second: str) -> str:
    """The two texts one after the other, parted by a stop where the first has none."""
    return f"{first} {second}" if not first[-1].isalnum() else f"{first}. {second}"


def harmless_lines() -> list[str]:
    """Lines that break no rule."""
    return list(content_lines(LINES / "harmless.txt"))


@dataclass(frozen=True)
class Breach:
    """A line that breaks a rule."""

    family: str
    rule: str
    text: str


def breach_lines(path: Path = LINES / "breaches.tsv") -> list[Breach]:
    """Lines that break a rule."""
    rows = [line.split("\t") for line in content_lines(path)]
    return [Breach(*row) for row in rows if row[0] != "family"]


def content_lines(path: Path) -> Iterator[str]:
    """The lines of a file but for comments and empty ones."""
    with path.open(encoding="utf-8") as file:
        for line in file:
            line = line.rstrip("\n")
            if line and not line.startswith("#"):
                yield line
