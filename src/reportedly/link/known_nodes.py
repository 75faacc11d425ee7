"""The nodes of a ledger: those that changed, as they are now, and the others, as they were kept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from reportedly.link.edges import Pair, pair_of
from reportedly.link.joining import Edges
from reportedly.link.keys import Facts, scope_of
from reportedly.link.surroundings import surroundings_of
from reportedly.linkage import Edge, Linkage, LinkedClaim, LinkedNode


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownFacts:
    """The facts of nodes, looked up when they are asked for; ``now`` are those known so far."""

    linkage: Linkage
    now: dict[str, Facts]

    def of(self, nodes: Collection[str]) -> Mapping[str, Facts]:
        """Returns facts among which are those of the given nodes."""
        missing = [node for node in nodes if node not in self.now]
        if len(missing) > 0:
            self.now.update(restored_facts(self.linkage, missing))
        return self.now


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownNodes:
    """What lies around changed nodes: facts, edges, and the groups from before the change.

    ``changed`` are the nodes that were compared anew, ``compared`` the edges that this gave, by
    each node that they touch; ``gone`` are the nodes that are no more.
    """

    known: KnownFacts
    compared: Mapping[str, Mapping[Pair, float]]
    changed: Collection[str]
    gone: Collection[str]

    def facts(self, nodes: Collection[str]) -> Mapping[str, Facts]:
        """Returns facts among which are those of the given nodes."""
        return self.known.of(nodes)

    def edges(self, nodes: Collection[str]) -> Edges:
        """Returns all edges that touch some nodes, as they are now."""
        found: dict[Pair, float] = {}
        for node in nodes:
            found.update(self.compared.get(node, {}))
        kept = set(nodes).difference(self.changed)
        for edge in self.known.linkage.rows(Edge, "left", kept):
            if edge.right not in self.changed and edge.right not in self.gone:
                found[pair_of(edge.left, edge.right)] = edge.score
        return found

    def groups(self, nodes: Collection[str]) -> Iterator[tuple[str, ...]]:
        """Yields the groups in which some nodes were before the change."""
        linkage = self.known.linkage
        questions = {row.question_id for row in linkage.rows(LinkedNode, "id", nodes)}
        members: dict[str, list[str]] = defaultdict(list)
        for row in linkage.rows(LinkedNode, "question_id", questions):
            members[row.question_id].append(row.id)
        yield from (tuple(sorted(found)) for found in members.values())


def restored_facts(linkage: Linkage, nodes: Collection[str]) -> Iterator[tuple[str, Facts]]:
    """Yields the facts of nodes as they were kept."""
    kept = {row.claim_id: row for row in linkage.rows(LinkedNode, "id", nodes)}
    documents: dict[str | None, set[str]] = defaultdict(set)
    for row in linkage.rows(LinkedClaim, "node_id", nodes):
        documents[row.node_id].add(row.document_id)
    for item in linkage.claims_alone(kept.keys()):
        node, scope = kept[item.claim.id], scope_of(item)
        if scope is not None:
            yield (
                node.id,
                Facts(
                    item=item,
                    scope=scope,
                    report_places=frozenset(node.report_places),
                    narrow_places=frozenset(node.narrow_places),
                    report_counts=frozenset(node.report_counts),
                    main_place=node.main_place,
                    nearby=node.nearby,
                    voice=node.voice,
                    documents=frozenset(documents[node.id]),
                    surroundings=surroundings_of(item),
                ),
            )
