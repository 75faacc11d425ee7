"""The words that say whom a count counts: what they tell beyond people, fighters, civilians."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from reportedly.affiliations import states_in
from reportedly.populations import population_words
from reportedly.records import ClaimInContext

WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class LabelWords:
    """The words of ``data/labels.toml``, in lower case."""

    names: frozenset[str]
    judging: frozenset[str]
    empty: frozenset[str]
    state: frozenset[str]
    non_state: frozenset[str]


@cache
def label_lists() -> LabelWords:
    """Returns the word lists of ``data/labels.toml``."""
    path = files("reportedly").joinpath("assess", "data", "labels.toml")
    table = tomllib.loads(path.read_text("utf-8"))
    return LabelWords(
        names=frozenset(table["names"]),
        judging=frozenset(table["judging"]),
        empty=frozenset(table["empty"]),
        state=frozenset(table["state"]),
        non_state=frozenset(table["non_state"]),
    )


def telling_words(counted: str | None) -> frozenset[str]:
    """Returns the words of a label that tell more than the kind of people, in lower case.

    >>> sorted(telling_words("the Northern fighters"))
    ['northern']
    >>> sorted(telling_words("mercenaries"))
    ['mercenaries']
    """
    lists = label_lists()
    words = _words(counted) - lists.empty
    return frozenset(
        word
        for word in words
        if word not in population_words() or word in lists.names or word in lists.judging
    )


def are_opponents(one: str | None, other: str | None) -> bool:
    """Tells whether one label names a state's fighters and the other those who are none.

    >>> are_opponents("soldiers", "Northern rebels")
    True
    >>> are_opponents("soldiers", "fighters")
    False
    """
    lists = label_lists()
    sides = [
        {
            side
            for side, names in (("state", lists.state), ("other", lists.non_state))
            if words & names
        }
        for words in (_words(one), _words(other))
    ]
    return sides in ([{"state"}, {"other"}], [{"other"}, {"state"}])


def _words(counted: str | None) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(counted or ""))


def peoples_of(item: ClaimInContext) -> frozenset[str]:
    """Returns what tells which people are counted: codes of their countries, and names.

    From the words of the count ("Syrian fighters", "ISIS fighters") and from where they come
    ("fighters from Syria").
    """
    quantity = item.claim.quantity
    counted = "" if quantity is None else quantity.counted or ""
    moved = any(place.role == "to" for place in item.claim.places)
    origins = {
        place.country
        for place in item.claim.places
        # Who is brought to one place is of the others: "fighters of the Aleppo region to Karabakh".
        if place.country is not None
        and (place.role == "from" or (moved and place.role in {"at", "near"}))
    }
    return frozenset(origins | _peoples_named(counted))


@cache
def _peoples_named(counted: str) -> frozenset[str]:
    lists = label_lists()
    names = {
        word.casefold()
        for word in WORD.findall(counted)
        if word[:1].isupper()
        and not states_in(word)
        and (word.lower() in lists.names or word.lower() not in population_words())
        and word.lower() not in lists.empty
    }
    return frozenset(states_in(counted) | names)
