"""The word lists of linking, read once per process."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalityWords:
    """What tells an adjective of nationality, and nouns that leave open who is counted."""

    endings: tuple[str, ...]
    irregular: frozenset[str]
    not_nationalities: frozenset[str]
    ambiguous: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameWords:
    """Words that stand in names and descriptions of sources without telling who it is."""

    titles: frozenset[str]
    spokespersons: frozenset[str]
    small_words: frozenset[str]
    generic: frozenset[str]
    bodies: frozenset[str]
    documents: frozenset[str]


@cache
def nationality_words() -> NationalityWords:
    """Returns the words of ``data/nationalities.toml``."""
    table = tomllib.loads(_read("nationalities.toml"))
    return NationalityWords(
        endings=tuple(table["endings"]),
        irregular=frozenset(table["irregular"]),
        not_nationalities=frozenset(table["not_nationalities"]),
        ambiguous=frozenset(table["ambiguous"]),
    )


@cache
def name_words() -> NameWords:
    """Returns the words about names of ``data/names.toml``."""
    table = tomllib.loads(_read("names.toml"))
    return NameWords(**{key: frozenset(values) for key, values in table.items()})


def singular(noun: str) -> str:
    """Returns the singular of an English plural noun in lower case, by its ending.

    A few nouns of this field are irregular; the rest follow the spelling rules.
    """
    irregular = {
        "children": "child", "people": "people", "lives": "life", "others": "other",
        "police": "police", "families": "family", "crews": "crew", "wives": "wife",
        "personnel": "personnel", "dead": "dead", "troops": "troop",
    }  # fmt: skip
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("men") and len(noun) > 4:
        return noun[:-2] + "an"
    if noun == "men":
        return "man"
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        return noun[:-1]
    return noun


def _read(name: str) -> str:
    return files("reportedly.link").joinpath("data", name).read_text(encoding="utf-8")
