"""Peers for bench.py that are Python packages; runs in an environment that has them.

    python_peer.py presidio INPUT PLACES      Presidio's recognisers, called directly: kind and line of what is found
    python_peer.py profanity INPUT PLACES     better-profanity with its own words: the lines that it calls profane
    python_peer.py words                      those words
    python_peer.py start                      Presidio: reads standard input and analyses it

Prints  answers seconds-to-load seconds-to-scan bytes.
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Callable

KINDS = {
    "EMAIL_ADDRESS": "email", "PHONE_NUMBER": "phone", "UK_NHS": "nhs-number", "UK_NINO": "national-insurance",
    "CREDIT_CARD": "payment-card", "IBAN_CODE": "iban", "IP_ADDRESS": "ip-address"}


def presidio() -> Callable[[str], set[str]]:
    """Says which kinds of identifiers are in a text."""
    import tldextract
    from presidio_analyzer import predefined_recognizers as known

    # Else it would ask the network for a list of domains; it brings one along.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    names = ["EmailRecognizer", "NhsRecognizer", "UkNinoRecognizer", "CreditCardRecognizer", "IbanRecognizer", "IpRecognizer"]
    recognisers = [(made := getattr(known, name)(), made.supported_entities) for name in names]
    phone = known.PhoneRecognizer(supported_regions=("GB",), leniency=0)  # Else drama numbers are none to it.
    recognisers.append((phone, phone.supported_entities))

    def kinds(text: str) -> set[str]:
        return {KINDS[result.entity_type] for recogniser, entities in recognisers
                for result in recogniser.analyze(text, entities, None) or () if result.entity_type in KINDS}

    return kinds


def profane_words() -> list[str]:
    """The package's own list, as far as it is made of letters and blanks."""
    import importlib.resources

    listed = (importlib.resources.files("better_profanity") / "profanity_wordlist.txt").read_text(encoding="utf-8")
    return [word for word in map(str.strip, listed.splitlines()) if re.fullmatch(r"[a-z]+( [a-z]+)*", word)]


def profanity() -> Callable[[str], set[str]]:
    """Says whether a text is profane."""
    from better_profanity import Profanity

    known = Profanity()
    known.load_censor_words(profane_words())
    return lambda text: {"profane"} if known.contains_profanity(text) else set()


def main() -> None:
    """Does what the first argument says."""
    if sys.argv[1] == "words":
        print("\n".join(profane_words()))
        return
    started = time.process_time()
    if sys.argv[1] == "start":
        print(*presidio()(sys.stdin.read()))
        return
    look = {"presidio": presidio, "profanity": profanity}[sys.argv[1]]()
    with open(sys.argv[2], encoding="utf-8") as file:
        lines = file.read().splitlines()
    loaded = time.process_time()
    found = [look(line) for line in lines]
    ended = time.process_time()
    with open(sys.argv[3], "w", encoding="utf-8") as places:
        places.writelines(f"{kind} {number}\n" for number, kinds in enumerate(found) for kind in sorted(kinds))
    size = sum(len(line.encode()) + 1 for line in lines)
    print(sum(map(len, found)), f"{loaded - started:.6f} {ended - loaded:.6f}", size)


if __name__ == "__main__":
    main()
