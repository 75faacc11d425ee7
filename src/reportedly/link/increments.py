"""Links what has changed in a ledger, and gives what linking all of it would give.

Linking everything is the same work with nothing kept from before. It is exact because each step
reaches only so far: a report's claims are read with that report alone; two nodes are compared by
their own facts alone; groups are joined again as far as the change goes (``joining.rejoin``); a
question is made of its own claims. Two things reach farther. Reports whose names read otherwise
now are read again, and the nodes of a key that has come to be shared by too many, or is so no
longer, are compared again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from reportedly.link.answering import Cluster, answers, clusters_of, reached_by_denials, tell
from reportedly.link.blocks import Blocks, open_blocks
from reportedly.link.edges import Pair, key_number, pair_of, score_pairs, too_large
from reportedly.link.joining import rejoin
from reportedly.link.keys import Facts, block_keys
from reportedly.link.known_nodes import KnownFacts, KnownNodes
from reportedly.link.naming import name_all
from reportedly.link.nesting import subset_links
from reportedly.link.organisations import KnownEntity
from reportedly.link.rereading import Reread, kept_claims, reread
from reportedly.linkage import (
    DeedKey,
    Dropped,
    Edge,
    Linkage,
    LinkedClaim,
    LinkedNode,
    Made,
    NodeKey,
    Relinked,
)
from reportedly.records import ClaimInContext, Judgement


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """The settings of linking that are not the reports' own."""

    max_group: int
    max_related: int
    declared: tuple[KnownEntity, ...]
    judgements: tuple[Judgement, ...]


def relink(
    linkage: Linkage, changed: Mapping[str, Sequence[ClaimInContext]], rules: Rules
) -> Relinked:
    """Returns what changes in a ledger when some reports have changed.

    ``changed`` are their claims as they are now, by report: those new, those with other claims or
    another context than before, and with no claims those removed.
    """
    naming = name_all(linkage, changed, rules.declared, rules.judgements)
    read = reread(linkage, changed, naming)
    blocks = open_blocks(linkage, read.facts, read.gone, rules.max_group)
    nodes = _compare(linkage, read, blocks)
    groups = rejoin(nodes.changed, read.gone, nodes)
    told = tell(linkage, read, naming.names)
    clusters = clusters_of(told, groups)
    joined = {node for group in groups for node in group}
    before = {row.question_id for row in linkage.rows(LinkedNode, "id", joined | read.gone)}
    denied = reached_by_denials(told, before)
    facts = nodes.facts([node for cluster in denied for node in cluster.nodes])
    return Relinked(
        gone=(
            *naming.gone,
            *(f"question {question}" for question in sorted(before)),
            *(f"question {cluster.question_id}" for cluster in denied),
            *(f"report {document}" for document in sorted(changed)),
            *(f"key {key}" for key in sorted(blocks.were_cut)),
        ),
        made=chain(
            naming.made,
            _cut_keys(blocks, nodes, rules.max_group),
            answers(told, (*clusters, *denied), facts, rules.max_related),
            _parts(changed),
        ),
        dropped=(*naming.dropped, *_dropped(read, nodes)),
        rows=chain(
            _linked_nodes(clusters, facts),
            kept_claims(read),
            read.deeds,
            blocks.rows(),
            _edges(nodes),
            naming.rows,
        ),
    )


def _compare(linkage: Linkage, read: Reread, blocks: Blocks) -> KnownNodes:
    """Returns the nodes, with the changed ones compared with all that they share a key with."""
    known = KnownFacts(linkage=linkage, now=dict(read.facts))
    edges: dict[str, dict[Pair, float]] = {node: {} for node in blocks.keys}
    for node in sorted(blocks.keys):
        partners = blocks.partners(node)
        pairs = (
            pair_of(node, other)
            for other in sorted(partners)
            if other not in blocks.keys or node < other
        )
        for pair, score in score_pairs(pairs, known.of((node, *partners))):
            for end in pair:
                edges.setdefault(end, {})[pair] = score
    return KnownNodes(known=known, compared=edges, changed=blocks.keys.keys(), gone=read.gone)


def _cut_keys(blocks: Blocks, nodes: KnownNodes, max_group: int) -> Iterator[Made]:
    """Yields the problem of each key that is too common to compare all that share it."""
    for number in sorted(blocks.cut):
        holders = sorted(blocks.holders[number])
        some = nodes.facts(holders[:1])[holders[0]]
        key = next(key for key in block_keys(some) if key_number(key) == number)
        yield Made(unit=f"key {number}", records=(too_large(key, len(holders), max_group),))


def _parts(changed: Mapping[str, Sequence[ClaimInContext]]) -> Iterator[Made]:
    """Yields the links between the claims of each report by which one is a part of another."""
    for document in sorted(changed):
        yield Made(unit=f"report {document}", records=tuple(subset_links(changed[document])))


def _linked_nodes(clusters: Iterable[Cluster], facts: Mapping[str, Facts]) -> Iterator[LinkedNode]:
    for cluster in clusters:
        for node in cluster.nodes:
            yield LinkedNode(
                id=node,
                claim_id=facts[node].item.claim.id,
                question_id=cluster.question_id,
                voice=facts[node].voice,
                nearby=facts[node].nearby,
                report_places=tuple(sorted(facts[node].report_places)),
                narrow_places=tuple(sorted(facts[node].narrow_places)),
                report_counts=tuple(sorted(facts[node].report_counts)),
                main_place=facts[node].main_place,
            )


def _edges(nodes: KnownNodes) -> Iterator[Edge]:
    for node in nodes.changed:
        for (left, right), score in nodes.compared[node].items():
            other = right if node == left else left
            yield Edge(left=node, right=other, score=score)
            if other not in nodes.changed:
                yield Edge(left=other, right=node, score=score)


def _dropped(read: Reread, nodes: KnownNodes) -> tuple[Dropped, ...]:
    reports, gone = tuple(sorted(read.reports)), tuple(sorted(read.gone))
    anew = tuple(sorted({*nodes.changed, *gone}))
    claims = tuple(row.claim_id for row in read.before)
    touched = tuple(sorted({*read.facts, *gone}))
    return (
        Dropped(kind=LinkedNode, column="id", values=gone),
        Dropped(kind=LinkedClaim, column="document_id", values=reports),
        Dropped(kind=NodeKey, column="node_id", values=touched),
        Dropped(kind=Edge, column="left", values=anew),
        Dropped(kind=Edge, column="right", values=anew),
        Dropped(kind=DeedKey, column="claim_id", values=claims),
    )
