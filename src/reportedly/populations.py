"""Whom a count counts: children, women, civilians, combatants, or people without more."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal, cast, get_args

Population = Literal["children", "women", "civilians", "combatants", "people"]
# Of two words of one phrase the later wins ("women civilians" are civilians, but "civilian women"
# are women): the head of an English noun phrase stands last. Words for people as such say least:
# they count only where no other does ("rebel dead" are combatants).


@cache
def population_words() -> dict[str, Population]:
    """Returns the group that each word of ``data/populations.toml`` names."""
    table = tomllib.loads(
        files("reportedly").joinpath("data", "populations.toml").read_text("utf-8")
    )
    unknown = set(table) - set(get_args(Population))
    if unknown:
        raise ValueError(f"populations.toml names unknown groups: {sorted(unknown)}")
    return {word: cast(Population, group) for group, words in table.items() for word in words}


def population_of(counted: str | None) -> Population | None:
    """Returns the group that the words for what was counted name; ``None`` where they name none.

    >>> population_of("Syrian mercenaries")
    'combatants'
    >>> population_of("rebel dead")
    'combatants'
    >>> population_of("houses") is None
    True
    """
    if counted is None:
        return None
    words = population_words()
    # "people including children" counts people.
    whole = re.split(r"\b(?:including|mostly)\b", counted.lower(), maxsplit=1)[0]
    named = [words[w] for w in re.findall(r"[^\W\d_]+", whole) if w in words]
    said_more = [population for population in named if population != "people"]
    return said_more[-1] if said_more else named[-1] if named else None
