"""What the reports of a ledger say of names, taken together; and what a change does to it.

What each report says is kept as facts and in how many reports each is found, so that a report more
adds its own to them. From these counts all names are resolved anew each time: names are few beside
claims. What comes out is kept by its shape, so that only what differs is written; where a name
comes to mean something else, the reports that use it are linked again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from reportedly.link.entities import Resolution, resolve_names, with_reports
from reportedly.link.organisations import KnownEntity, declared_keys
from reportedly.link.report_names import (
    Fact,
    counted,
    name_facts,
    names_in_report,
    places_of,
    rows_of,
    voice_facts,
)
from reportedly.link.voices import Names
from reportedly.linkage import (
    Dropped,
    Linkage,
    Made,
    NameEntity,
    NameFact,
    NamePlace,
    NameShape,
    NameUse,
    ReportNames,
    VoiceFact,
)
from reportedly.records import ClaimInContext, Entity, Judgement, NamePair, Problem, record_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The names of a ledger as it is now, and what has changed of them.

    ``differing`` are the voice keys of names that mean something else now. The other fields are
    what linking takes away and writes.
    """

    names: Names
    differing: frozenset[str]
    gone: tuple[str, ...]
    made: tuple[Made, ...]
    dropped: tuple[Dropped, ...]
    rows: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Called(Mapping[str, frozenset[str]]):
    """What reports call persons, or whom they speak for, by voice key: looked up when asked for.

    ``now`` is what has changed since it was kept.
    """

    linkage: Linkage
    what: str
    now: Mapping[str, frozenset[str]]
    known: dict[str, frozenset[str]] = field(default_factory=dict)

    def __getitem__(self, key: str) -> frozenset[str]:
        """Returns what is said of a person; a ``KeyError`` where nothing is."""
        if key not in self.known:
            self.known[key] = self.now[key] if key in self.now else self._kept(key)
        if len(self.known[key]) == 0:
            raise KeyError(key)
        return self.known[key]

    def __iter__(self) -> Iterator[str]:
        """Yields the persons of whom something is said."""
        kept = {row.key for row in self.linkage.all_rows(VoiceFact) if row.what == self.what}
        yield from (key for key in sorted(kept | self.now.keys()) if key in self)

    def __len__(self) -> int:
        """Returns of how many persons something is said."""
        return sum(1 for _ in self)

    def _kept(self, key: str) -> frozenset[str]:
        rows = self.linkage.rows(VoiceFact, "key", (key,))
        return frozenset(row.detail for row in rows if row.what == self.what)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """The reports that changed: what they said of names before, and what they say now."""

    documents: Collection[str]
    before: tuple[ReportNames, ...]
    now: tuple[ReportNames, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How names stand now, and how they stood.

    ``facts`` are what all reports say of names, ``touched`` the keys that the change touches;
    ``voices`` what is said of the persons it touches. ``entities`` and ``shapes`` are as kept,
    ``units`` the shapes now.
    """

    facts: Mapping[Fact, int]
    touched: Collection[str]
    voices: Counter[Fact]
    voices_before: Counter[Fact]
    resolution: Resolution
    entities: Mapping[str, str]
    shapes: Mapping[str, str]
    units: Mapping[str, str]

    def other_entities(self) -> set[str]:
        """Returns the voice keys of names that stand for another entity than before."""
        now = self.resolution.keys
        return {k for k in self.entities.keys() | now if self.entities.get(k) != now.get(k)}


def name_all(
    linkage: Linkage,
    changed: Mapping[str, Sequence[ClaimInContext]],
    declared: Sequence[KnownEntity],
    judgements: Sequence[Judgement],
) -> Naming:
    """Returns the names of a ledger in which some reports have changed."""
    change = Change(
        documents=changed.keys(),
        before=tuple(linkage.rows(ReportNames, "document_id", changed.keys())),
        now=tuple(names_in_report(key, items) for key, items in sorted(changed.items()) if items),
    )
    facts, touched = _facts_now(linkage, change, declared_keys(declared))
    resolution = resolve_names(facts.items(), declared, judgements)
    voices, voices_before = _voices_now(linkage, change)
    shapes = {row.unit: row.shape for row in linkage.all_rows(NameShape)}
    made, units = _made(linkage, resolution, change, shapes)
    standing = Standing(
        facts=facts,
        touched=touched,
        voices=voices,
        voices_before=voices_before,
        resolution=resolution,
        entities={row.key: row.entity for row in linkage.all_rows(NameEntity)},
        shapes=shapes,
        units=units,
    )
    return Naming(
        names=Names(
            spelled_out={},  # abbreviations are resolved with the entities
            speaks_for=Called(linkage=linkage, what="speaks", now=_details(voices, "speaks")),
            described=Called(linkage=linkage, what="called", now=_details(voices, "called")),
            entity_of=resolution.keys,
            apart=resolution.apart,
        ),
        differing=_differing(standing),
        gone=tuple(sorted(shapes.keys() - units.keys() | ({m.unit for m in made} & shapes.keys()))),
        made=made,
        dropped=tuple(_dropped(change, standing)),
        rows=tuple(_rows(change, standing)),
    )


def _dropped(change: Change, names: Standing) -> Iterator[Dropped]:
    persons = {key for key, _, _ in names.voices}
    for kind in (ReportNames, NameUse, NamePlace):
        yield Dropped(kind=kind, column="document_id", values=tuple(sorted(change.documents)))
    yield Dropped(kind=NameFact, column="key", values=tuple(sorted(names.touched)))
    yield Dropped(kind=VoiceFact, column="key", values=tuple(sorted(persons)))
    yield Dropped(kind=NameEntity, column="key", values=tuple(sorted(names.other_entities())))
    gone = tuple(sorted(names.shapes.keys() - names.units.keys()))
    yield Dropped(kind=NameShape, column="unit", values=gone)


def _rows(change: Change, names: Standing) -> Iterator[object]:
    for report in change.now:
        yield report
        yield from rows_of(report)
    yield from counted(NameFact, ((f, n) for f, n in names.facts.items() if f[0] in names.touched))
    yield from counted(VoiceFact, names.voices.items())
    entity_of = names.resolution.keys
    for key in sorted(names.other_entities() & entity_of.keys()):
        yield NameEntity(key=key, entity=entity_of[key])
    for unit, shape in names.units.items():
        if names.shapes.get(unit) != shape:
            yield NameShape(unit=unit, shape=shape)


def _facts_now(
    linkage: Linkage, change: Change, declared: Collection[str]
) -> tuple[Counter[Fact], set[str]]:
    """Returns what reports say of names, each with in how many, and the keys that a change touches.

    A fact that no report states any more stays in it with a count of nought.
    """
    facts: Counter[Fact] = Counter(
        {(row.key, row.what, row.detail): row.reports for row in linkage.all_rows(NameFact)}
    )
    gone = Counter(fact for report in change.before for fact in name_facts(report, declared))
    come = Counter(fact for report in change.now for fact in name_facts(report, declared))
    facts.update(come)
    facts.subtract(gone)
    return facts, {key for key, _, _ in gone.keys() | come.keys()}


def _voices_now(linkage: Linkage, change: Change) -> tuple[Counter[Fact], Counter[Fact]]:
    """Returns what is said of the persons whom a change touches: now, and before."""
    gone = Counter(fact for report in change.before for fact in voice_facts(report))
    come = Counter(fact for report in change.now for fact in voice_facts(report))
    keys = {key for key, _, _ in gone.keys() | come.keys()}
    before: Counter[Fact] = Counter(
        {(r.key, r.what, r.detail): r.reports for r in linkage.rows(VoiceFact, "key", keys)}
    )
    now = before.copy()
    now.update(come)
    now.subtract(gone)
    return now, before


def _details(voices: Mapping[Fact, int], what: str) -> dict[str, frozenset[str]]:
    """Returns what of one sort is said of each person; nothing for one of whom it no longer is."""
    found: dict[str, set[str]] = {key: set() for key, _, _ in voices}
    for (key, said, detail), reports in voices.items():
        if said == what and reports > 0:
            found[key].add(detail)
    return {key: frozenset(details) for key, details in found.items()}


def _differing(names: Standing) -> frozenset[str]:
    """Returns names that mean something else, with those whose entity bears such a name."""
    said = (+names.voices).keys() ^ (+names.voices_before).keys()
    keys = names.other_entities() | {key for key, _, _ in said}
    entities = (names.entities, names.resolution.keys)
    return frozenset(
        keys.union(key for known in entities for key, entity in known.items() if entity in keys)
    )


def _made(
    linkage: Linkage, resolution: Resolution, change: Change, shapes: Mapping[str, str]
) -> tuple[tuple[Made, ...], dict[str, str]]:
    """Returns the entities, pairs and problems that differ from before, and the shapes of all."""
    records: tuple[Entity | NamePair | Problem, ...]
    records = (*resolution.entities, *resolution.pairs, *resolution.problems)
    by_unit = {_unit_of(record): record for record in records}
    units = {unit: record_id("shape", repr(record)) for unit, record in by_unit.items()}
    places = [
        (key, how, report.document_id) for report in change.now for key, how in places_of(report)
    ]
    named = {key for key, _, _ in places}
    named.update(key for report in change.before for key, _ in places_of(report))
    differing = {
        unit: record
        for unit, record in by_unit.items()
        if shapes.get(unit) != units[unit]
        or (isinstance(record, Entity) and not named.isdisjoint(record.keys))
    }
    entities = [record for record in differing.values() if isinstance(record, Entity)]
    keys = {key for entity in entities for key in entity.keys}
    places += [
        (row.key, row.how, row.document_id)
        for row in linkage.rows(NamePlace, "key", keys)
        if row.document_id not in change.documents
    ]
    whole = {e.id: e for e in with_reports(entities, resolution.how, places)}
    made = (
        Made(unit=unit, records=(whole[r.id] if isinstance(r, Entity) else r,))
        for unit, r in differing.items()
    )
    return tuple(made), units


def _unit_of(record: Entity | NamePair | Problem) -> str:
    if isinstance(record, Entity):
        return f"entity {record.id}"
    if isinstance(record, NamePair):
        return f"name pair {record.id}"
    return f"names {record_id('problem', record.subject, record.code)}"
