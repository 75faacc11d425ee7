"""Names -> entities: which names over all reports are one source or actor, on whose word.

The word of a person stands first (a judgement, then ``entities.toml``), then the list of
organisations, what reports themselves spell out, and last the likeness of the names. A weaker
ground never joins what a stronger one holds apart. The same names give the same entities, in
whatever order they come.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.link.entity_grounds import (
    declared_edges,
    join_persons_word,
    judged_edges,
    latest_verdicts,
    likeness_edges,
    listed_edges,
    reading_edges,
    set_anchors,
)
from reportedly.link.entity_groups import Edge, Groundwork, Pair, join_all, pair_of, start_groups
from reportedly.link.name_parts import parts_of
from reportedly.link.name_table import table_of
from reportedly.link.organisations import KnownEntity, declared_keys
from reportedly.link.report_names import Fact, name_facts, names_in_reports, places_of
from reportedly.link.voices import voice_key
from reportedly.records import (
    ClaimInContext,
    Entity,
    Judgement,
    NamePair,
    Problem,
    SamenessBasis,
    SourceKind,
    record_id,
)

# The order in which grounds join names; a later one gives way where they clash.
BASES: tuple[SamenessBasis, ...] = ("judgement", "declared", "listed", "reports", "likeness")


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """The entities of some claims, the pairs behind them, and what linking needs of both.

    ``keys`` are, by voice key, the voice key of the entity's name; ``apart`` pairs of voice keys
    that a person judged to be two; ``how`` tells as what each key is a name.
    """

    entities: tuple[Entity, ...]
    pairs: tuple[NamePair, ...]
    problems: tuple[Problem, ...]
    keys: Mapping[str, str]
    apart: frozenset[Pair]
    how: Mapping[str, str]


def resolve_entities(
    items: Iterable[ClaimInContext],
    declared: Sequence[KnownEntity] = (),
    judgements: Iterable[Judgement] = (),
) -> Resolution:
    """Returns the entities over all reports of some claims, each merge with its ground."""
    facts: Counter[Fact] = Counter()
    places = []
    for report in names_in_reports(items):
        facts.update(name_facts(report, declared_keys(declared)))
        places += [(key, how, report.document_id) for key, how in places_of(report)]
    found = resolve_names(facts.items(), declared, judgements)
    return replace(found, entities=tuple(with_reports(found.entities, found.how, places)))


def resolve_names(
    facts: Iterable[tuple[Fact, int]],
    declared: Sequence[KnownEntity],
    judgements: Iterable[Judgement],
) -> Resolution:
    """Returns what is made of names by all that reports say of them; the entities lack reports."""
    declarations = declared_keys(declared)
    table = table_of(facts, declarations)
    judged = latest_verdicts(judgements)
    state = start_groups(table, declared, judged)
    problems = join_persons_word(state, declarations, declared)
    set_anchors(state, declarations)
    edges = [*judged_edges(state), *declared_edges(state, declarations)]
    listed, ambiguous = listed_edges(state, declarations)
    likenesses, too_large = likeness_edges(state)
    join_all(listed, state)
    join_all(likenesses, state)
    readings = reading_edges(state, ambiguous)
    join_all(readings, state)
    edges += [*listed, *likenesses, *readings]
    pairs = tuple(_pairs(edges, state))
    return Resolution(
        entities=tuple(_entities(state, pairs)),
        pairs=pairs,
        problems=(*problems, *too_large),
        keys=_voice_keys(state),
        apart=frozenset(_voice_pairs_apart(state)),
        how=table.how,
    )


def with_reports(
    entities: Iterable[Entity], how: Mapping[str, str], places: Iterable[tuple[str, str, str]]
) -> Iterator[Entity]:
    """Yields entities with the reports that name them: of places (key, how, report) those that fit.

    Where a key is the name of a body, an actor or target called so is that body.
    """
    reports: dict[str, set[str]] = defaultdict(set)
    for key, stands, document_id in places:
        known = how.get(key)
        if stands == known or (stands == "participant" and known == "body"):
            reports[key].add(document_id)
    for entity in entities:
        named = set().union(*(reports[key] for key in entity.keys))
        yield replace(entity, document_ids=tuple(sorted(named)))


def record_id_of(left: str, right: str) -> str:
    """Returns the id of the pair of two keys: the same in every ledger."""
    return record_id("name-pair", *pair_of(left, right))


def _pairs(edges: Iterable[Edge], state: Groundwork) -> Iterator[NamePair]:
    """Yields one pair for each two names: what joined them, what a person said, what to ask."""
    best: dict[Pair, Edge] = {}
    present = state.table.names
    for edge in sorted(edges, key=lambda e: (BASES.index(e.basis), -e.score)):
        if edge.left in present or edge.right in present:
            best.setdefault((edge.left, edge.right), edge)
    for (left, right), edge in sorted(best.items()):
        if edge.basis != "judgement":
            is_told = edge.verdict == "same" or (left in present and right in present)
            if not is_told or (left in state.apart and right in state.apart[left]):
                continue
            if edge.verdict == "unsure" and state.are_joined(edge):
                continue
        is_joined = state.are_joined(edge)
        verdict = edge.verdict if is_joined or edge.verdict != "same" else "unsure"
        yield NamePair(
            id=record_id_of(left, right), left=left, right=right,
            left_name=state.names[left].form, right_name=state.names[right].form,
            verdict=verdict, basis=edge.basis, score=edge.score, features=edge.features,
        )  # fmt: skip


def _entities(state: Groundwork, pairs: Iterable[NamePair]) -> Iterator[Entity]:
    """Yields the entities that the ledger names, by their ids."""
    pair_ids: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        if pair.verdict == "same":
            pair_ids[state.groups.find(pair.left)].append(pair.id)
    made = []
    for root, group in state.members.items():
        keys = sorted(key for key in group if key in state.table.names)
        if keys:
            made.append(_entity(keys, group, state, sorted(pair_ids[root])))
    yield from sorted(made, key=lambda entity: entity.id)


def _entity(
    keys: Sequence[str], group: Sequence[str], state: Groundwork, pair_ids: Sequence[str]
) -> Entity:
    main = _main_key(group, state)
    return Entity(
        id=record_id("entity", main),
        name=state.names[main].form,
        kind=_kind_of(main, keys, state),
        names=tuple(state.names[key].form for key in keys),
        keys=tuple(keys),
        document_ids=(),
        pair_ids=tuple(pair_ids),
    )


def _main_key(group: Sequence[str], state: Groundwork) -> str:
    """Returns the key of the name that stands for all: the listed one, else that of most words."""
    anchors = [key for key in group if key in state.anchors]
    return min(anchors or group, key=lambda key: (-len(parts_of(key).words), -len(key), key))


def _kind_of(main: str, keys: Sequence[str], state: Groundwork) -> SourceKind:
    """Returns what an entity is: as listed, else as most of its names are called."""
    listed = state.anchors.get(main)
    if listed is not None:
        return listed
    kinds = [kind for key in (main, *keys) for kind in sorted(state.names[key].kinds)]
    return min(set(kinds), key=lambda kind: (-kinds.count(kind), kind), default="organisation")


def _voice_keys(state: Groundwork) -> dict[str, str]:
    """Returns under which voice key each name counts; one that two entities share counts as it is.

    A person whom some report shows as private keeps the name as that report gives it.
    """
    found: dict[str, set[str]] = defaultdict(set)
    for group in state.members.values():
        keys = [k for k in group if k in state.table.names and k not in state.table.private]
        if keys:
            main = voice_key(state.names[_main_key(group, state)].form)
            for key in keys:
                # One name alone is its own main name: most are.
                found[main if len(group) == 1 else voice_key(state.names[key].form)].add(main)
    return {
        key: next(iter(mains))
        for key, mains in sorted(found.items())
        if len(mains) == 1 and key not in mains
    }


def _voice_pairs_apart(state: Groundwork) -> Iterator[Pair]:
    """Yields the voice keys of names that a person judged to be two."""
    for (left, right), verdict in state.judged.items():
        if verdict == "different":
            yield pair_of(*(voice_key(state.names[key].form) for key in (left, right)))
