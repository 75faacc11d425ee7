"""The word lists of coreference, read once from ``data/reference.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """Word lists of ``data/reference.toml``, each lower case."""

    body_nouns: frozenset[str]
    group_nouns: frozenset[str]
    watch_nouns: frozenset[str]
    outlet_nouns: frozenset[str]
    armed_nouns: frozenset[str]
    armed_modifiers: frozenset[str]
    watch_names: frozenset[str]
    person_nouns: frozenset[str]
    collectives: frozenset[str]
    place_nouns: frozenset[str]
    place_prepositions: frozenset[str]
    expletive_adjectives: frozenset[str]
    expletive_verbs: frozenset[str]
    expletive_passives: frozenset[str]


@cache
def reference_words() -> ReferenceWords:
    """Returns the word lists of coreference."""
    text = files("reportedly.extract").joinpath("data", "reference.toml").read_text("utf-8")
    return ReferenceWords(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})
