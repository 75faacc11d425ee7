"""How long it takes to resolve the names of many claims, and how that grows.

::

    python -m eval.names.scale                   10,000, 50,000 and 200,000 claims
    python -m eval.names.scale --claims 20000

The claims are made by a seeded generator: a name for every five claims, of invented bodies and
office holders, a fifth of them other spellings of one that was there before.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
from collections.abc import Iterator

from eval.names.items import item_of
from reportedly.link.entities import resolve_entities
from reportedly.link.name_parts import name_key, parts_of
from reportedly.link.organisations import known_entities
from reportedly.records import ClaimInContext, Source, SourceKind

SIZES = (10_000, 50_000, 200_000)
CLAIMS_PER_NAME = 5
CLAIMS_PER_REPORT = 10
SYLLABLES = (
    "ba", "dor", "el", "fin", "gar", "hol", "iv", "kes", "lum", "mar", "nor", "ost", "pel", "quin",
    "ras", "sel", "tav", "ul", "ven", "yar", "zim", "ash", "bren", "cul",
)  # fmt: skip
SORTS = ("Centre", "Watch", "Council", "Brigade", "Network", "Committee", "Union", "Front")
FIELDS = ("Rights", "Relief", "Justice", "Liberation", "Peace", "Press", "Health", "Unity")
OFFICES = ("governor", "spokesman", "mayor", "minister")
VOWELS = {"a": "e", "e": "i", "i": "e", "o": "u", "u": "o"}


def make_names(count: int, chance: random.Random) -> list[tuple[str, SourceKind]]:
    """Returns names as reports write them, a fifth of them variants of earlier ones."""
    names: list[tuple[str, SourceKind]] = []
    while len(names) < count:
        if names and chance.random() < 0.2:
            name, kind = chance.choice(names)
            names.append((_variant(name, chance), kind))
        elif chance.random() < 0.5:
            place, field, sort = _word(chance), chance.choice(FIELDS), chance.choice(SORTS)
            names.append((f"{place} {_word(chance)} {field} {sort}", "organisation"))
        else:
            person = f"{_word(chance)} {_word(chance)}"
            names.append((f"{chance.choice(OFFICES)} {person}", "person"))
    return names


def _word(chance: random.Random) -> str:
    return "".join(chance.choices(SYLLABLES, k=chance.choice((2, 3)))).capitalize()


def _variant(name: str, chance: random.Random) -> str:
    """Returns another way to write a name: one vowel, or a word that may be added."""
    places = [i for i, c in enumerate(name) if c in VOWELS]
    if chance.random() < 0.5 or not places:
        return f"{name} group"
    at = chance.choice(places)
    return name[:at] + VOWELS[name[at]] + name[at + 1 :]


def make_claims(count: int, seed: int = 1) -> Iterator[ClaimInContext]:
    """Yields claims in context whose sources have the made names."""
    chance = random.Random(seed)  # noqa: S311 - made-up names, no secret
    names = make_names(count // CLAIMS_PER_NAME, chance)
    for number in range(count):
        report = f"report-{number // CLAIMS_PER_REPORT}"
        name, kind = names[number] if number < len(names) else chance.choice(names)
        full = name.split(" ", 1)[1] if kind == "person" else None
        publisher = f"The {names[number // CLAIMS_PER_REPORT % len(names)][0]} Post"
        source = Source(name=name, kind=kind, span=None, resolved_name=full)
        yield item_of(source, report, number=number, publisher=publisher)


def main() -> None:
    """Prints a line for each size."""
    parser = argparse.ArgumentParser(description="Measures the resolution of names.")
    parser.add_argument("--claims", type=int, action="append", help="a size; may be repeated")
    for size in parser.parse_args().claims or SIZES:
        items = list(make_claims(size))
        name_key.cache_clear()
        parts_of.cache_clear()
        known_entities()
        start = time.perf_counter()
        found = resolve_entities(items)
        seconds = time.perf_counter() - start
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        names = sum(len(entity.keys) for entity in found.entities)
        sys.stdout.write(
            f"{size:>8,} claims, {names:>7,} names, {len(found.entities):>7,} entities, "
            f"{len(found.pairs):>7,} pairs, {len(found.problems)} problems: {seconds:6.1f} s, "
            f"peak {peak:,.0f} MiB with the claims\n"
        )


if __name__ == "__main__":
    main()
