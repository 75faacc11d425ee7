"""Whose president: the country words beside a title, compared across names and adjectives.

"French President X" and "France's president" name one office; "the Velian leader" is the president
of Velia though no table knows the country.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.gazetteer import demonyms
from reportedly.extract.gazetteer_build import fold_name

if TYPE_CHECKING:
    from spacy.tokens import Token

# An adjective that no table knows is its country's if they begin alike: "Velian", "Velia".
_MIN_STEM = 4
_MAX_ENDING = 3
_MODIFIERS = frozenset({"amod", "compound", "nmod", "poss"})


def nations_beside(noun: Token) -> Iterator[str]:
    """Yields the country words on a noun: "French president", "Velia's leader", "head of Velia"."""
    for child in noun.children:
        if child.dep_ in _MODIFIERS and _may_be_country(child):
            yield nation_key(child.text)
        elif child.dep_ == "prep" and child.lower_ == "of":
            for place in child.children:
                if place.dep_ == "pobj" and place.text[:1].isupper():
                    yield nation_key(place.text)


def nation_key(word: str) -> str:
    """Returns the country's folded name for an adjective in our tables, else the folded word."""
    return demonyms().get(word) or fold_name(word)


def share_nation(left: Set[str], right: Set[str]) -> bool:
    """Tells whether a country is in both sets, by its name or by its stem."""
    return any(a == b or _same_stem(a, b) for a in left for b in right)


def _same_stem(left: str, right: str) -> bool:
    short = min(len(left), len(right))
    common = next((i for i in range(short) if left[i] != right[i]), short)
    return common >= _MIN_STEM and max(len(left), len(right)) - common <= _MAX_ENDING


def _may_be_country(word: Token) -> bool:
    if not word.text[:1].isupper() or word.ent_type_ in {"PERSON", "DATE", "TIME"}:
        return False
    words = attribution_words()
    return word.lower_ not in words.person_titles and word.lower_ not in words.government_words
