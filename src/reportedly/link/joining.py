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


@dataclass(frozen=True, slots=True, kw_only=True)
class Clashes:
    """Which pairs of nodes can't answer one question, each compared once."""

    facts: Mapping[str, Facts]
    known: dict[Pair, bool] = field(default_factory=dict)

    def between(self, left: Iterable[str], right: Collection[str]) -> bool:
        """Tells whether any node of the one group is ruled out with any of the other."""
        return any(self._has(pair_of(one, other)) for one in left for other in right)

    def _has(self, pair: Pair) -> bool:
        if pair not in self.known:
            result = compare(self.facts[pair[0]], self.facts[pair[1]])
            self.known[pair] = isinstance(result, RuledOut) and result.is_hard
        return self.known[pair]


def join_nodes(nodes: Iterable[str], edges: Edges, clashes: Clashes) -> list[list[str]]:
    """Returns the groups of nodes that answer one question, each sorted.

    Edges are taken best first. Two groups are joined only if no node of the one is ruled out with
    a node of the other: a claim without a place must not pull two towns together.
    """
    known = sorted(nodes)
    groups: Groups[str] = Groups(known)
    held: dict[str, list[str]] = {node: [node] for node in known}
    for left, right in sorted(edges, key=lambda pair: (-edges[pair], pair)):
        a, b = groups.find(left), groups.find(right)
        if a == b or clashes.between(held[a], held[b]):
            continue
        groups.join(a, b)
        held[a] += held.pop(b)
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
