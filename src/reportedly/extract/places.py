"""Where things are said to happen: the places a report names, where they lie, and in what role.

A name is found by the gazetteer and the evidence around it (:mod:`reportedly.extract.toponyms`),
given its place by the rest of the report (:mod:`reportedly.extract.resolution`), and its role by
the preposition and verb that govern it. Countries that act ("the ministry of X said", "X sent")
are mentions too, marked ``as_actor``; adjectives and demonyms are mentions of kind ``demonym``.
Which country a place is filed under is what GeoNames says.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from typing import TYPE_CHECKING, Literal

from reportedly.extract.gazetteer import Entry
from reportedly.extract.nlp import ParsedDocument
from reportedly.extract.outlets import home_ground
from reportedly.extract.place_roles import find_role, is_actor
from reportedly.extract.resolution import Sense, lies_in, resolve
from reportedly.extract.toponym_evidence import (
    Toponym,
    Words,
    context_words,
    read_words,
    weights,
)
from reportedly.extract.toponyms import candidates, unlisted
from reportedly.records import Place, PlacePrecision, Span

if TYPE_CHECKING:
    from spacy.tokens import Token

PRECISION: Mapping[str, PlacePrecision] = {
    "city": "city",
    "site": "exact",
    "county": "region",
    "region": "region",
    "country": "country",
    "area": "area",
    "historic": "area",
}

# What an unsupported place loses at most: reports name distant places too.
LEAST_SUPPORT = -0.6
# What stands between the names of a list.
LIST_MARKS = frozenset({",", ";", "and", "or", "&"})


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """One mention of a place, or of its people (kind ``demonym``).

    ``as_actor`` is true where the name stands for a government, an army or a people that does
    something; ``in_name`` where it is part of a longer name ("Aleppo" in "Aleppo Media Centre").
    Neither is a place where something happens.
    """

    place: Place
    start_token: int
    end_token: int
    kind: Literal["place", "demonym"]
    as_actor: bool
    in_name: bool


def find_places(
    parsed: ParsedDocument, *, publisher: str | None = None, url: str | None = None
) -> tuple[PlaceMention, ...]:
    """Returns the places that a document names, in text order."""
    words = read_words(parsed)
    return tuple(
        _mention(words, toponym, sense)
        for toponym, sense in located(words, publisher=publisher, url=url)
    )


def located(
    words: Words, *, publisher: str | None, url: str | None
) -> list[tuple[Toponym, Sense | None]]:
    """Returns the names of places with the place that each stands for, in text order."""
    weighed = weights()
    found = list(candidates(words))
    first = [_total(weighed["first"], evidence) for _, evidence in found]
    toponyms = [toponym for toponym, _ in found]
    holders = dict(containers(words, toponyms))
    likelihoods = [1.0 / (1.0 + exp(-max(-30.0, min(30.0, score)))) for score in first]
    senses = resolve(toponyms, likelihoods, holders, home_ground(publisher, url))
    taken: list[tuple[Toponym, Sense | None]] = []
    listed = listed_with(words, toponyms, likelihoods)
    for number, ((toponym, evidence), sense) in enumerate(zip(found, senses, strict=True)):
        more = settled_evidence(toponym, sense, number in holders)
        more["listed with a place"] = listed[number]
        if _total(weighed["final"], evidence | more) > 0:
            taken.append((toponym, sense))
    taken += [(toponym, None) for toponym in unlisted(words, [t for t, _ in taken])]
    return sorted(taken, key=lambda pair: pair[0].start)


def settled_evidence(toponym: Toponym, sense: Sense | None, is_contained: bool) -> dict[str, float]:
    """Returns what the settled sense of a name adds to the evidence that it is a place."""
    if sense is None or toponym.kind != "place":
        return {}
    evidence = {}
    # Where no other place is named none can support it: it counts as one that is well supported.
    alone = exp(-sense.others)
    lack = max(LEAST_SUPPORT, log(max(sense.support, 0.01) / 0.2))
    support = lack * (1.0 - alone) + alone
    if sense.entry.kind in ("city", "county"):
        evidence["support"] = support
    elif sense.entry.kind == "country" or sense.entry.region is not None:
        evidence["support of large"] = support
    if is_contained:
        evidence["contained"] = 1.0
    return evidence


def listed_with(
    words: Words, toponyms: Sequence[Toponym], likelihoods: Sequence[float]
) -> list[float]:
    """Returns how likely a name stands in a list with places: "in Idlib, Homs and Zorvanka"."""
    ending = {toponym.end_token: i for i, toponym in enumerate(toponyms)}
    tokens = words.words
    best = [0.0] * len(toponyms)
    for number, toponym in enumerate(toponyms):
        at = toponym.start_token
        while at > 0 and toponym.start_token - at < 2 and tokens[at - 1] in LIST_MARKS:
            at -= 1
        before = ending.get(at) if at < toponym.start_token else None
        if before is not None:
            best[number] = max(best[number], likelihoods[before])
            best[before] = max(best[before], likelihoods[number])
    return best


def containers(words: Words, toponyms: Sequence[Toponym]) -> Iterator[tuple[int, Entry]]:
    """Yields the places that the text says others lie in, by position in the sequence.

    "Paris, Texas" · "Aleppo in Syria" · "the Aleppo region of Syria" · "the Turkish Gaziantep" ·
    "Syria's Aleppo".
    """
    starting = {toponym.start_token: i for i, toponym in enumerate(toponyms)}
    ending = {toponym.end_token: i for i, toponym in enumerate(toponyms)}
    generic = context_words()["generic"]
    tokens = words.words
    size = len(tokens)
    for number, toponym in enumerate(toponyms):
        at = toponym.end_token
        if at < size and tokens[at].casefold() in generic:
            at += 1
        near = None
        if at < size and tokens[at] in (",", "(", "in", "of", "In", "Of"):
            near = starting.get(at + 1)
            if near is None and at + 1 < size and tokens[at + 1].casefold() == "the":
                near = starting.get(at + 2)
        holder = _holder(toponym, toponyms[near]) if near is not None else None
        if holder is None:
            before = ending.get(toponym.start_token)
            if before is None and tokens[toponym.start_token - 1] in ("'s", "’s"):
                before = ending.get(toponym.start_token - 1)
            holder = _holder(toponym, toponyms[before]) if before is not None else None
        if holder is not None:
            yield number, holder


def _holder(inner: Toponym, outer: Toponym) -> Entry | None:
    """Returns the country or region of the outer name that can hold the inner one.

    "Lebanon, Pa." is a town; "Russia, the United States" is a list of countries.
    """
    is_country = any(entry.kind == "country" for entry in inner.entries)
    for entry in outer.entries:
        if entry.kind != "region" and (is_country or entry.kind != "country"):
            continue
        if any(lies_in(e, entry) for e in inner.entries):
            return entry
    return None


def _total(weighed: Mapping[str, float], evidence: Mapping[str, float]) -> float:
    return sum(weighed.get(name, 0.0) * value for name, value in evidence.items())


def _mention(words: Words, toponym: Toponym, sense: Sense | None) -> PlaceMention:
    entry = sense.entry if sense else None
    place = Place(
        name=" ".join(toponym.name.split()),
        span=Span(start=toponym.start, end=toponym.end),
        role="at",
        lat=entry.latitude if entry else None,
        lon=entry.longitude if entry else None,
        geonames_id=entry.geonames_id if entry else None,
        precision=PRECISION[entry.kind] if entry else None,
        country=entry.country if entry else None,
    )
    if toponym.kind == "demonym":
        return PlaceMention(place, toponym.start_token, toponym.end_token, "demonym", True, False)
    token = _root(words, toponym)
    after = (
        words.words[toponym.end_token].casefold() if toponym.end_token < len(words.words) else ""
    )
    if place.precision == "city" and after in context_words()["region_nouns"]:
        place = replace(place, precision="region")
    return PlaceMention(
        place=replace(place, role=find_role(token)),
        start_token=toponym.start_token,
        end_token=toponym.end_token,
        kind="place",
        as_actor=is_actor(token, entry.kind if entry else None),
        in_name=_is_in_name(words, toponym),
    )


def _root(words: Words, toponym: Toponym) -> Token:
    """Returns the token of a name that the others depend on."""
    if toponym.end_token - toponym.start_token == 1:
        return words.doc[toponym.start_token]
    return words.doc[toponym.start_token : toponym.end_token].root


def _is_in_name(words: Words, toponym: Toponym) -> bool:
    """Tells whether a place's name is part of a longer name of something else."""
    label = words.labels[toponym.end_token - 1]
    first, last = words.entity[toponym.end_token - 1]
    if label not in ("ORG", "PERSON", "WORK_OF_ART", "EVENT", "PRODUCT", "LAW"):
        return False
    covered = range(toponym.start_token, toponym.end_token)
    return any(i not in covered and words.capital[i] for i in range(first, last))
