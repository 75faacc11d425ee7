"""Nodes and edges -> the groups of nodes that answer one question; of all, or around a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from reportedly.link.edges import Pair, pair_of
from reportedly.link.groups import Groups
from reportedly.link.keys import Facts
from reportedly.link.scores import RuledOut, compare

Edges = Mapping[Pair, float]
# Of the pairs between two groups, the part that may be ruled out, or be ruled out or unlikely, and
# the groups be one all the same: a report now and then is misread, and early tolls are far from
# late ones. Of groups of fewer than ten pairs none may be ruled out. Chosen on the judged pairs of
# the dev half and of training.
MOST_RULED_OUT = 0.1
MOST_AGAINST = 1 / 3
# So many nodes of a group stand for all when it is compared with another: those with the smallest
# ids, which come from hashes and so are drawn by chance.
MOST_COMPARED = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashes:
    """Which pairs of nodes can't answer one question, or hardly; each compared once."""

    facts: Mapping[str, Facts]
    known: dict[Pair, RuledOut | None] = field(default_factory=dict)

    def between(self, left: Collection[str], right: Collection[str]) -> bool:
        """Tells whether too many nodes of the one group are ruled out with those of the other."""
        pairs = len(left) * len(right)
        ruled_out = against = 0
        for one in left:
            for other in right:
                found = self._between(pair_of(one, other))
                if found is not None:
                    ruled_out += found.is_hard
                    against += found.is_hard or found.is_unlikely
                    if ruled_out > MOST_RULED_OUT * pairs or against > MOST_AGAINST * pairs:
                        return True
        return False

    def _between(self, pair: Pair) -> RuledOut | None:
        if pair not in self.known:
            result = compare(self.facts[pair[0]], self.facts[pair[1]])
            self.known[pair] = result if isinstance(result, RuledOut) else None
        return self.known[pair]


def join_nodes(nodes: Iterable[str], edges: Edges, clashes: Clashes) -> list[list[str]]:
    """Returns the groups of nodes that answer one question, each sorted.

    Edges are taken best first. Two groups are joined only if hardly a node of the one is ruled out
    with a node of the other: a claim without a place must not pull two towns together.
    """
    known = sorted(nodes)
    groups: Groups[str] = Groups(known)
    first: dict[str, list[str]] = {node: [node] for node in known}
    for left, right in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        a, b = groups.find(left), groups.find(right)
        if a == b or clashes.between(first[a], first[b]):
            continue
        groups.join(a, b)
        first[a] = sorted((*first[a], *first.pop(b)))[:MOST_COMPARED]
    return [sorted(group) for group in groups.as_lists()]


class Around(Protocol):
    """How to look around a change."""

    def edges(self, nodes: Collection[str]) -> Edges:
        """Returns all edges that touch some nodes, as they are now."""
        ...

    def groups(self, nodes: Collection[str]) -> Iterable[tuple[str, ...]]:
        """Returns the groups in which some nodes were before the change."""
        ...

    def facts(self, nodes: Collection[str]) -> Mapping[str, Facts]:
        """Returns the facts of some nodes, as they are now."""
        ...


def rejoin(changed: Collection[str], gone: Collection[str], around: Around) -> list[list[str]]:
    """Returns the groups that a change touches, as joining all nodes would give them.

    ``changed`` are the nodes that are new or have other edges than before, ``gone`` those that
    are no more. Joining is tried on the groups of these (the core) together with the groups next
    to them. Those are taken to form by themselves, as before. They do, unless the core joins one:
    then that one becomes part of the core, and it is tried again. What lies farther out can't
    differ, for every edge out of the core has been tried, and was refused as before.
    """
    core = _members(around.groups({*changed, *gone})).union(changed).difference(gone)
    while True:
        edges = around.edges(core)
        ring = {node for pair in edges for node in pair} - core
        home = {node: group for group in around.groups(ring) for node in group}
        within = {
            pair: score
            for pair, score in around.edges(home.keys()).items()
            if pair[0] in home and pair[1] in home[pair[0]]
        }
        nodes = core | home.keys()
        joined = join_nodes(nodes, {**within, **edges}, Clashes(facts=around.facts(nodes)))
        touched = [group for group in joined if not core.isdisjoint(group)]
        reached = _members(touched) - core
        if len(reached) == 0:
            return touched
        core |= _members(home[node] for node in reached)


def _members(groups: Iterable[Iterable[str]]) -> set[str]:
    return {node for group in groups for node in group}
