"""Reads changed reports for linking: whose word their claims are, and which nodes they make."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.codec import encode
from reportedly.link.edges import key_number
from reportedly.link.keys import Facts, report_places
from reportedly.link.known_nodes import restored_facts
from reportedly.link.naming import Naming
from reportedly.link.nodes import Node, make_nodes
from reportedly.link.stances import deed_keys, is_brought
from reportedly.link.voices import Names, Voice, claim_voices
from reportedly.linkage import DeedKey, Linkage, LinkedClaim, NameUse
from reportedly.records import ClaimInContext


@dataclass(frozen=True, slots=True, kw_only=True)
class Reread:
    """Some reports read anew, and what that makes of the nodes of the ledger.

    ``items`` are their claims now, ``voices`` whose word each is, ``places`` the places that each
    report names, ``deeds`` the keys of denials and of what may be denied, ``before`` the claims
    as they were kept. ``fresh`` are the nodes of these claims alone, ``facts`` those nodes and
    the ones that the reports had a part in, as they are now; ``gone`` are those that are no more.
    """

    reports: frozenset[str]
    items: Mapping[str, ClaimInContext]
    voices: Mapping[str, Voice | None]
    places: Mapping[str, frozenset[str]]
    deeds: tuple[DeedKey, ...]
    before: tuple[LinkedClaim, ...]
    fresh: Mapping[str, Node]
    facts: Mapping[str, Facts]
    gone: frozenset[str]


def reread(
    linkage: Linkage, changed: Mapping[str, Sequence[ClaimInContext]], naming: Naming
) -> Reread:
    """Returns what changed reports, and those whose names read otherwise now, make of the nodes."""
    reports = dict(_in_order(linkage, _using(linkage, naming.differing) - changed.keys()))
    reports.update({key: tuple(sorted(items, key=_id)) for key, items in changed.items()})
    items = sorted((item for group in reports.values() for item in group), key=_id)
    places = {document: report_places(group) for document, group in reports.items()}
    voices = claim_voices(items)
    fresh = make_nodes(items, naming.names, voices)
    before = tuple(linkage.rows(LinkedClaim, "document_id", reports.keys()))
    touched = fresh.keys() | {row.node_id for row in before if row.node_id is not None}
    kept: dict[str, dict[str, str]] = defaultdict(dict)
    for row in linkage.rows(LinkedClaim, "node_id", touched):
        if row.document_id not in reports and row.node_id is not None:
            kept[row.node_id][row.claim_id] = row.document_id
    return Reread(
        reports=frozenset(reports),
        items={item.claim.id: item for item in items},
        voices=voices,
        places=places,
        deeds=tuple(_deeds(items, fresh, places)),
        before=before,
        fresh=fresh,
        facts=_facts_now(linkage, fresh, kept, naming.names),
        gone=frozenset(touched - fresh.keys() - kept.keys()),
    )


def kept_claims(read: Reread) -> Iterator[LinkedClaim]:
    """Yields how the claims of these reports are to be kept: those of nodes, and denials."""
    node_of = {item.claim.id: node.id for node in read.fresh.values() for item in node.items}
    for item in read.items.values():
        voice = read.voices[item.claim.id]
        if item.claim.id in node_of or is_brought(item):
            yield LinkedClaim(
                claim_id=item.claim.id,
                document_id=item.document_id,
                node_id=node_of.get(item.claim.id),
                voice=None if voice is None else json.dumps(encode(voice), ensure_ascii=False),
            )


def _deeds(
    items: Iterable[ClaimInContext],
    fresh: Mapping[str, Node],
    places: Mapping[str, frozenset[str]],
) -> Iterator[DeedKey]:
    """Yields the keys by which denials, and claims that they may bear on, are to be found."""
    numbered = {item.claim.id for node in fresh.values() for item in node.items}
    for item in items:
        if item.claim.id in numbered or is_brought(item):
            for key in deed_keys(item, places[item.document_id]):
                yield DeedKey(
                    key=key_number(key), claim_id=item.claim.id, is_denial=is_brought(item)
                )


def _using(linkage: Linkage, keys: Collection[str]) -> set[str]:
    """Returns the reports that use some names."""
    return {row.document_id for row in linkage.rows(NameUse, "key", keys)}


def _in_order(
    linkage: Linkage, documents: Collection[str]
) -> Iterator[tuple[str, tuple[ClaimInContext, ...]]]:
    found: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in linkage.claims_of_reports(documents):
        found[item.document_id].append(item)
    for document in sorted(found):
        yield document, tuple(sorted(found[document], key=_id))


def _facts_now(
    linkage: Linkage,
    fresh: Mapping[str, Node],
    kept: Mapping[str, Mapping[str, str]],
    names: Names,
) -> dict[str, Facts]:
    """Returns the facts of the touched nodes: those of the claim with the smallest id, of all."""
    stands: dict[str, Facts] = {node.id: node.facts for node in fresh.values()}
    first = {node_id: min(claims) for node_id, claims in kept.items()}
    older = {
        node_id
        for node_id, claim_id in first.items()
        if node_id not in stands or claim_id < stands[node_id].item.claim.id
    }
    restored = dict(restored_facts(linkage, older))
    for node_id in sorted(older):
        facts = restored.get(node_id)
        if facts is None or facts.item.claim.id != first[node_id]:
            # The claim that stood for it is gone, and the next has to be read with its report.
            facts = _read_alone(linkage, kept[node_id][first[node_id]], node_id, names)
        stands[node_id] = facts
    return {
        node_id: replace(
            facts,
            documents=frozenset(kept.get(node_id, {}).values())
            | (fresh[node_id].facts.documents if node_id in fresh else frozenset()),
        )
        for node_id, facts in stands.items()
    }


def _read_alone(linkage: Linkage, document: str, node_id: str, names: Names) -> Facts:
    items = tuple(linkage.claims_of_reports((document,)))
    return make_nodes(items, names, claim_voices(items))[node_id].facts


def _id(item: ClaimInContext) -> str:
    return item.claim.id
