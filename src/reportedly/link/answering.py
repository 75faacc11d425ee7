"""Groups of nodes -> the questions that they answer, the voices behind them, how claims compare."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.codec import decode
from reportedly.link.copies import copies_among
from reportedly.link.edges import key_number
from reportedly.link.keys import Facts, report_places
from reportedly.link.origins import origins_of
from reportedly.link.relations import relate
from reportedly.link.rereading import Reread
from reportedly.link.stances import deed_keys, stances_by_cluster
from reportedly.link.voices import Names, Voice
from reportedly.link.wording import make_question, question_id_of
from reportedly.linkage import DeedKey, Linkage, LinkedClaim, LinkedNode, Made
from reportedly.records import ClaimInContext, Question

# Questions are answered this many at once: what they need is looked up together.
BATCH_QUESTIONS = 256


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """All that there is to look up for answering: what was read anew, and what was kept.

    ``denials`` are the claims read anew that are denials, by the keys of the deeds they deny.
    """

    linkage: Linkage
    read: Reread
    names: Names
    denials: Mapping[int, Collection[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Nodes that answer one question, and the ids of their claims."""

    question_id: str
    nodes: tuple[str, ...]
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Claims by id with whose word each is, and the names of the places of their reports."""

    items: dict[str, ClaimInContext]
    voices: dict[str, Voice | None]
    places: dict[str, frozenset[str]]
    denials: tuple[ClaimInContext, ...]


def tell(linkage: Linkage, read: Reread, names: Names) -> Told:
    """Returns what there is to look up, with the denials read anew in order."""
    denials: dict[int, list[str]] = defaultdict(list)
    for row in read.deeds:
        if row.is_denial:
            denials[row.key].append(row.claim_id)
    return Told(linkage=linkage, read=read, names=names, denials=denials)


def clusters_of(told: Told, groups: Sequence[Collection[str]]) -> list[Cluster]:
    """Returns groups of nodes with their claims, ordered by their first claim."""
    nodes = {node for group in groups for node in group}
    claims: dict[str | None, list[str]] = defaultdict(list)
    for row in told.linkage.rows(LinkedClaim, "node_id", nodes):
        if row.document_id not in told.read.reports:
            claims[row.node_id].append(row.claim_id)
    for node in nodes & told.read.fresh.keys():
        claims[node] += [item.claim.id for item in told.read.fresh[node].items]
    clusters = []
    for group in groups:
        members = tuple(sorted(claim for node in group for claim in claims[node]))
        clusters.append(
            Cluster(
                question_id=question_id_of(members), nodes=tuple(sorted(group)), claim_ids=members
            )
        )
    return sorted(clusters, key=lambda cluster: cluster.claim_ids)


def reached_by_denials(told: Told, joined: Collection[str]) -> list[Cluster]:
    """Returns the questions, as they were, that denials in the reports read anew may bear on.

    ``joined`` are the questions that are made anew in any case.
    """
    claims = [row.claim_id for row in told.read.before if row.node_id is None]
    keys = {row.key for row in told.linkage.rows(DeedKey, "claim_id", claims)}
    keys.update(told.denials)
    reached = {row.claim_id for row in told.linkage.rows(DeedKey, "key", keys) if not row.is_denial}
    nodes = {
        row.node_id
        for row in told.linkage.rows(LinkedClaim, "claim_id", reached)
        if row.node_id is not None
    }
    questions = {row.question_id for row in told.linkage.rows(LinkedNode, "id", nodes)}
    questions -= set(joined)
    groups: dict[str, list[str]] = defaultdict(list)
    for row in told.linkage.rows(LinkedNode, "question_id", questions):
        groups[row.question_id].append(row.id)
    return clusters_of(told, list(groups.values()))


def answers(
    told: Told, clusters: Sequence[Cluster], facts: Mapping[str, Facts], max_related: int
) -> Iterator[Made]:
    """Yields each question with its origins and links."""
    for start in range(0, len(clusters), BATCH_QUESTIONS):
        batch = clusters[start : start + BATCH_QUESTIONS]
        heard = _listen(told, batch, facts)
        groups = [[heard.items[claim] for claim in cluster.claim_ids] for cluster in batch]
        brought = stances_by_cluster(heard.denials, groups, told.names, heard.places)
        for number, group in enumerate(groups):
            claims = sorted((*group, *brought.get(number, ())), key=lambda i: i.claim.id)
            nodes = [facts[node] for node in batch[number].nodes]
            question = make_question(claims, nodes)
            yield _answer(question, claims, heard, told.names, max_related)


def _answer(
    question: Question,
    claims: Sequence[ClaimInContext],
    heard: Heard,
    names: Names,
    max_related: int,
) -> Made:
    copies = copies_among(claims)
    origins = origins_of(question.id, claims, heard.voices, names, copies)
    links = relate(claims, origins, copies, max_related=max_related)
    return Made(unit=f"question {question.id}", records=(question, *origins, *links))


def _listen(told: Told, clusters: Sequence[Cluster], facts: Mapping[str, Facts]) -> Heard:
    """Returns the claims of some questions, and the denials that may bear on them."""
    read = told.read
    wanted = {claim for cluster in clusters for claim in cluster.claim_ids}
    items = {claim: read.items[claim] for claim in wanted & read.items.keys()}
    items.update({i.claim.id: i for i in told.linkage.claims(wanted - read.items.keys())})
    places = {item.document_id: read.places.get(item.document_id) for item in items.values()}
    voices = {claim: read.voices[claim] for claim in items.keys() & read.items.keys()}
    for row in told.linkage.rows(LinkedClaim, "claim_id", wanted - read.items.keys()):
        voices[row.claim_id] = _voice_of(row)
        if row.node_id is not None:
            places[row.document_id] = facts[row.node_id].report_places
    known = {document: found or frozenset() for document, found in places.items()}
    denials = _denials(told, items.values(), voices, known)
    return Heard(
        items=items,
        voices=voices,
        places=known,
        denials=denials,
    )


def _denials(
    told: Told,
    items: Collection[ClaimInContext],
    voices: dict[str, Voice | None],
    places: dict[str, frozenset[str]],
) -> tuple[ClaimInContext, ...]:
    """Returns the denials that may bear on some claims; adds their voices and places."""
    read = told.read
    keys = {key_number(key) for item in items for key in deed_keys(item, places[item.document_id])}
    found = {claim for key in keys for claim in told.denials.get(key, ())}
    denials = [read.items[claim] for claim in found]
    voices.update({claim: read.voices[claim] for claim in found})
    kept = {row.claim_id for row in told.linkage.rows(DeedKey, "key", keys) if row.is_denial}
    rows = [
        row
        for row in told.linkage.rows(LinkedClaim, "claim_id", kept)
        if row.document_id not in read.reports
    ]
    voices.update({row.claim_id: _voice_of(row) for row in rows})
    reports: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in told.linkage.claims_of_reports({row.document_id for row in rows}):
        reports[item.document_id].append(item)
    wanted = {row.claim_id for row in rows}
    denials += [i for group in reports.values() for i in group if i.claim.id in wanted]
    places.update({document: report_places(group) for document, group in reports.items()})
    places.update(
        {
            item.document_id: read.places[item.document_id]
            for item in denials
            if item.document_id in read.places
        }
    )
    return tuple(sorted(denials, key=lambda item: item.claim.id))


def _voice_of(row: LinkedClaim) -> Voice | None:
    return None if row.voice is None else decode(Voice, json.loads(row.voice))
