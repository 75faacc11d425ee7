"""What the reports of a ledger say of names, taken together; and what that changes.

Names are few beside claims, so they are taken together anew each time, from what each report was
kept to say of names. What a name comes to mean is kept too: where that changes, the reports that
use the name are linked again.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reportedly.link.entities import Resolution, resolve_entities
from reportedly.link.organisations import KnownEntity
from reportedly.link.voices import Names, full_name, read_names, voice_key
from reportedly.linkage import Linkage, NameMeaning, NameUse, ReportNames
from reportedly.records import (
    Claim,
    ClaimInContext,
    Hop,
    Judgement,
    Participant,
    Source,
    Span,
    Statement,
)

NOWHERE = Span(start=0, end=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Naming:
    """The names of a ledger as it is now.

    ``read`` is what the changed reports say; ``meanings`` what each name comes to mean, by voice
    key, ``before`` what it meant; ``differing`` are the voice keys of names that mean something
    else now.
    """

    names: Names
    resolution: Resolution
    read: tuple[ReportNames, ...]
    meanings: Mapping[str, str]
    before: Mapping[str, str]
    differing: frozenset[str]

    def uses(self) -> Iterator[NameUse]:
        """Yields which names the changed reports use."""
        for report in self.read:
            for key in sorted(_voice_keys(report)):
                yield NameUse(document_id=report.document_id, key=key)

    def new_meanings(self) -> Iterator[NameMeaning]:
        """Yields what names mean that meant nothing, or something else."""
        for key, meaning in self.meanings.items():
            if self.before.get(key) != meaning:
                yield NameMeaning(key=key, meaning=meaning)


def name_all(
    linkage: Linkage,
    changed: Mapping[str, Sequence[ClaimInContext]],
    declared: Sequence[KnownEntity],
    judgements: Sequence[Judgement],
) -> Naming:
    """Returns the names of a ledger in which some reports have changed."""
    read = tuple(
        names_in_report(document, items) for document, items in sorted(changed.items()) if items
    )
    kept = (row for row in linkage.all_rows(ReportNames) if row.document_id not in changed)
    said = [_as_claim(report) for report in (*kept, *read)]
    resolution = resolve_entities(said, declared, judgements)
    # Abbreviations are resolved with the entities, where a person's word on them holds.
    names = replace(
        read_names(said), spelled_out={}, entity_of=resolution.keys, apart=resolution.apart
    )
    meanings = _meanings(names)
    before = {row.key: row.meaning for row in linkage.all_rows(NameMeaning)}
    other = {key for key in meanings.keys() | before if meanings.get(key) != before.get(key)}
    entity_of = {
        key: json.loads(meaning)[0]
        for known in (before, meanings)
        for key, meaning in known.items()
    }
    reached = {key for key, entity in entity_of.items() if entity in other}
    return Naming(
        names=names,
        resolution=resolution,
        read=read,
        meanings=meanings,
        before=before,
        differing=frozenset(other | reached),
    )


def names_in_report(document_id: str, items: Iterable[ClaimInContext]) -> ReportNames:
    """Returns all names in the claims of one report, each once."""
    kept = tuple(items)
    sources = {
        (hop.source.name, hop.source.kind, hop.source.resolved_name)
        for item in kept
        for hop in item.statement.chain[1:]
    }
    people = {p.name for i in kept for p in (*i.claim.actors, *i.claim.targets)}
    return ReportNames(
        document_id=document_id,
        publisher=next((item.publisher for item in kept), None),
        sources=tuple(
            Source(name=name, kind=kind, span=None, resolved_name=resolved)
            for name, kind, resolved in sorted(sources, key=str)
        ),
        participants=tuple(sorted(people)),
    )


def _as_claim(report: ReportNames) -> ClaimInContext:
    """Returns one claim that names all that a report names: names are read from claims."""
    publisher = Hop(source=Source(name="", kind="media", span=None), cue=None, stance="reports")
    hops = (Hop(source=source, cue=None, stance="asserts") for source in report.sources)
    statement = Statement(
        id=report.document_id, document_id=report.document_id, content=(),
        chain=(publisher, *hops), mode="reported", stance="asserts", polarity="positive",
    )  # fmt: skip
    claim = Claim(
        id=report.document_id, document_id=report.document_id, statement_id=statement.id,
        evidence=NOWHERE, event=None, role=None, counting=None, modality="actual",
        polarity="positive", quantity=None, targets=(), places=(), time=None,
        actors=tuple(Participant(name=name, span=NOWHERE) for name in report.participants),
    )  # fmt: skip
    return ClaimInContext(
        document_id=report.document_id, claim=claim, statement=statement,
        publisher=report.publisher, published=None, fingerprint=None,
    )  # fmt: skip


def _voice_keys(report: ReportNames) -> set[str]:
    names = {full_name(source) for source in report.sources}
    names.update(source.name for source in report.sources)
    if report.publisher is not None:
        names.add(report.publisher)
    return {voice_key(name) for name in names}


def _meanings(names: Names) -> dict[str, str]:
    return {
        key: json.dumps(
            [
                names.entity_of.get(key),
                sorted(names.speaks_for.get(key, ())),
                sorted(names.described.get(key, ())),
            ],
            ensure_ascii=False,
        )
        for key in sorted({*names.entity_of, *names.speaks_for, *names.described})
    }
