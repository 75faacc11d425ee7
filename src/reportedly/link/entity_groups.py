"""Names in groups: which are joined, and what keeps two groups apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.link.groups import Groups
from reportedly.link.likeness import Name, rules_out
from reportedly.link.name_parts import name_key
from reportedly.link.name_table import NameTable, is_written_short
from reportedly.link.organisations import KnownEntity, Listing, known_entities, listings_of
from reportedly.records import Feature, JudgementVerdict, Sameness, SamenessBasis, SourceKind

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A reason for two names to be one, or to be looked at by a person."""

    left: str
    right: str
    basis: SamenessBasis
    verdict: Sameness
    score: float
    features: tuple[Feature, ...]


@dataclass(slots=True, kw_only=True)
class Groundwork:
    """What is known while names are joined: the groups, and what must stay apart."""

    table: NameTable
    names: dict[str, Name]
    groups: Groups[str]
    members: dict[str, list[str]]
    judged: Mapping[Pair, JudgementVerdict]
    apart: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    anchors: dict[str, SourceKind | None] = field(default_factory=dict)
    disputed: set[str] = field(default_factory=set)

    def are_joined(self, edge: Edge) -> bool:
        """Tells whether two names are in one group."""
        return self.groups.find(edge.left) == self.groups.find(edge.right)

    def join(self, left: str, right: str) -> None:
        """Makes the groups of two names one."""
        a, b = self.groups.find(left), self.groups.find(right)
        if a != b:
            self.groups.join(a, b)
            self.members[a] += self.members.pop(b)


def pair_of(left: str, right: str) -> Pair:
    """Returns two keys in the order in which a pair has them."""
    return (left, right) if left < right else (right, left)


def start_groups(
    table: NameTable, declared: Sequence[KnownEntity], judged: Mapping[Pair, JudgementVerdict]
) -> Groundwork:
    """Returns every name in a group of its own: those of the ledger, listed, declared, judged."""
    names = dict(table.names)
    for entity in (*declared, *known_entities()):
        kinds = frozenset({entity.kind} if entity.kind is not None else ())
        for form in (entity.name, *entity.names):
            key = name_key(form)
            is_short = is_written_short(form)
            names.setdefault(key, Name(key=key, form=form, kinds=kinds, is_short=is_short))
    for pair in judged:
        for key in pair:
            names.setdefault(key, Name(key=key, form=key, kinds=frozenset()))
    for key in sorted(table.names):
        name = names[key]
        for listing in () if name.is_person else listings_of(key, is_abbreviation=name.is_short):
            kinds = frozenset({listing.kind} if listing.kind is not None else ())
            names.setdefault(listing.key, Name(key=listing.key, form=listing.name, kinds=kinds))
    keys = sorted(names)
    return Groundwork(
        table=table, names=names, groups=Groups(keys), members={key: [key] for key in keys},
        judged=judged,
    )  # fmt: skip


def join_all(edges: Iterable[Edge], state: Groundwork) -> None:
    """Joins names, surest first, unless that brings together what must stay apart."""
    same = (edge for edge in edges if edge.verdict == "same")
    for edge in sorted(same, key=lambda e: (-e.score, e.left, e.right)):
        if pair_of(edge.left, edge.right) not in state.judged and not _is_barred(edge, state):
            state.join(edge.left, edge.right)


def _is_barred(edge: Edge, state: Groundwork) -> bool:
    """Tells whether joining two names would go against a person, the list, or the names."""
    a, b = state.groups.find(edge.left), state.groups.find(edge.right)
    if a == b:
        return False
    left, right = state.members[a], state.members[b]
    if any(key in state.disputed for key in (edge.left, edge.right)):
        return True
    small, large = (left, set(right)) if len(left) <= len(right) else (right, set(left))
    if any(state.apart[key] & large for key in small if key in state.apart):
        return True
    mine, theirs = ({key for key in group if key in state.anchors} for group in (left, right))
    if mine and theirs and mine != theirs:
        return True
    return edge.basis != "listed" and any(
        rules_out(state.names[one], state.names[other]) is not None
        for one in left
        for other in right
        if one not in state.anchors and other not in state.anchors
    )


def edge_of(
    pair: Pair, basis: SamenessBasis, verdict: Sameness, score: float,
    features: tuple[Feature, ...],
) -> Edge:  # fmt: skip
    """Returns the reason for the two names of a pair."""
    left, right = pair
    return Edge(
        left=left, right=right, basis=basis, verdict=verdict, score=score, features=features
    )


def known_edge(pair: Pair, basis: SamenessBasis, listing: Listing) -> Edge:
    """Returns the reason for a name and the main name of the entry that it stands under."""
    feature = Feature(name=basis, value=1.0, detail=listing.why)
    return edge_of(pair, basis, "same", 1.0, (feature,))
