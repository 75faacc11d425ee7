"""Claims -> nodes: all claims of one signature (scope, number, voice) are compared as one."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.link.keys import (
    PRIVATE,
    Facts,
    Scope,
    main_place,
    main_places,
    narrow_places,
    place_key,
    report_counts,
    report_places,
    scope_of,
)
from reportedly.link.surroundings import surroundings_of
from reportedly.link.voices import Names, Voice, key_of
from reportedly.records import ClaimInContext, Place, Quantity, record_id

NUMBER = re.compile(r"\d[\d,.]*")


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """One different claim: its facts, and all the claims that make it, in order of their ids.

    The id comes from the signature alone, so that a claim finds its node without the others.
    """

    id: str
    facts: Facts
    items: tuple[ClaimInContext, ...]


def make_nodes(
    items: Sequence[ClaimInContext], names: Names, voices: Mapping[str, Voice | None]
) -> dict[str, Node]:
    """Returns one node for each different claim, by its id.

    All claims of a report must be given together: a claim may be at a place that another names.
    """
    by_document: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        by_document[item.document_id].append(item)
    around = {key: _around(group) for key, group in by_document.items()}
    main = {key: main_place(group) for key, group in by_document.items()}
    beside: dict[str, dict[str, Place]] = defaultdict(dict)
    shares: dict[str, list[str]] = defaultdict(list)
    for item in sorted(items, key=lambda i: i.claim.id):
        for place in main_places(item.claim):
            beside[item.statement.id].setdefault(place_key(place.name), place)
        if item.claim.quantity is not None and item.claim.quantity.share_of is not None:
            shares[item.statement.id].append(item.claim.quantity.share_of)
    in_office = {
        (item.document_id, voice.key)
        for item in items
        if (voice := voices[item.claim.id]) is not None and voice.has_office
    }
    found: dict[str, list[Facts]] = defaultdict(list)
    for item in items:
        scope = scope_of(item)
        quantity = item.claim.quantity
        if scope is None or quantity is None or is_whole_of_share(item, shares):
            continue
        voice = voices[item.claim.id]
        facts = Facts(
            item=item,
            scope=scope,
            nearby=tuple(beside[item.statement.id].values()),
            voice=None if voice is None else _speaker(voice, item, names, in_office),
            documents=frozenset({item.document_id}),
            surroundings=surroundings_of(item),
            main_place=main[item.document_id],
            **around[item.document_id],
        )
        found[signature_of(facts, quantity)].append(facts)
    return {node_id: _as_one(node_id, group) for node_id, group in found.items()}


def _speaker(
    voice: Voice, item: ClaimInContext, names: Names, in_office: Collection[tuple[str, str]]
) -> str:
    """Returns the key of a voice, marked where its report shows a person in no office."""
    key = key_of(voice, names)
    return key if (item.document_id, voice.key) in in_office else f"{PRIVATE}{key}"


def _around(items: Sequence[ClaimInContext]) -> dict[str, frozenset[str]]:
    """Returns what the facts of all claims of one report have in common."""
    return {
        "report_places": report_places(items),
        "narrow_places": narrow_places(items),
        "report_counts": report_counts(items),
    }


def signature_of(facts: Facts, quantity: Quantity) -> str:
    """Returns the id of a claim's node: equal for claims that no comparison tells apart."""
    scope: Scope = facts.scope
    population = scope.population
    return record_id(
        "node",
        (scope.role, scope.unit, scope.per, scope.reality, scope.counting),
        (population.noun, population.kind, sorted(population.nationalities)),
        [place_key(place.name) for place in scope.places],
        (scope.window.first, scope.window.last, scope.window.is_said, scope.as_of),
        [sorted(facts.report_places), sorted(facts.narrow_places), sorted(facts.report_counts)],
        [place_key(place.name) for place in facts.nearby],
        facts.voice,
        (quantity.low, quantity.high, quantity.relation),
    )


def is_whole_of_share(item: ClaimInContext, shares: Mapping[str, Sequence[str]]) -> bool:
    """Tells whether a number is only the whole of a percentage ("a third of a 300-man force")."""
    quantity = item.claim.quantity
    return quantity is not None and any(
        quantity.raw in NUMBER.findall(words) for words in shares.get(item.statement.id, ())
    )


def _as_one(node_id: str, group: Sequence[Facts]) -> Node:
    ordered = sorted(group, key=lambda facts: facts.item.claim.id)
    documents = frozenset(document for facts in group for document in facts.documents)
    return Node(
        id=node_id,
        facts=replace(ordered[0], documents=documents),
        items=tuple(facts.item for facts in ordered),
    )
