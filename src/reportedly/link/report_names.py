"""What each report says of names, as facts that can be counted: a report more adds its own.

What is known of a name over all reports hangs on these counts alone, so that neither adding nor
removing a report asks for the names of the others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from reportedly.link.name_parts import name_key
from reportedly.link.name_table import SPEAKERS, Mention, is_listed, mention_of
from reportedly.link.voices import full_name, said_of, voice_key
from reportedly.linkage import NameFact, NamePlace, NameUse, ReportNames, VoiceFact
from reportedly.records import ClaimInContext, Source

# A key, what is said of it, and the detail.
Fact = tuple[str, str, str]


def names_in_reports(items: Iterable[ClaimInContext]) -> Iterator[ReportNames]:
    """Yields the names in some claims, report by report."""
    reports: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        reports[item.document_id].append(item)
    for document_id in sorted(reports):
        yield names_in_report(document_id, reports[document_id])


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


def name_facts(report: ReportNames, declared: Collection[str]) -> set[Fact]:
    """Returns what a report says of names by which it calls sources and listed bodies."""
    found: set[Fact] = set()
    for key, person in _persons(report).items():
        if person:
            found.add((key, person, ""))
    for source in _sources(report):
        mention = mention_of(source.name, source.kind, source.resolved_name)
        if mention is None:
            continue
        found.add((mention.key, "form", mention.form))
        if mention.is_person:
            continue
        found.add((mention.key, "body", ""))
        if source.kind in SPEAKERS and source.kind != "person":
            found.add((mention.key, "kind", source.kind))
        if mention.is_short:
            found.add((mention.key, "short", ""))
        if mention.alias is not None:
            found.add((mention.key, "alias", mention.alias))
        if mention.full is not None:
            key = name_key(mention.full)
            told = {("form", mention.full), ("body", ""), ("alias", mention.key)}
            found.update((key, what, detail) for what, detail in told)
    for name in report.participants:
        key = name_key(name)
        if key in declared or is_listed(name):
            found.add((key, "listed", name))
    return found


def voice_facts(report: ReportNames) -> set[Fact]:
    """Returns what a report calls persons, and for whom it says that they speak, by voice key.

    What is short for what is left out: abbreviations are resolved with the entities.
    """
    said = (fact for source in report.sources for fact in said_of(source))
    return {fact for fact in said if fact[1] != "short"}


def places_of(report: ReportNames) -> set[tuple[str, str]]:
    """Returns the keys of names in a report, each with how they stand there."""
    found = {(name_key(name), "participant") for name in report.participants}
    for source in _sources(report):
        mention = mention_of(source.name, source.kind, source.resolved_name)
        if mention is not None and not mention.is_person:
            found.update((key, "body") for key in _keys(mention))
    found.update((key, "person") for key, how in _persons(report).items() if how == "public")
    return found


def rows_of(report: ReportNames) -> Iterator[NamePlace | NameUse]:
    """Yields where a report's names are to be found, to be kept."""
    for key, how in sorted(places_of(report)):
        yield NamePlace(key=key, document_id=report.document_id, how=how)
    names = {full_name(source) for source in report.sources}
    names.update(source.name for source in report.sources)
    if report.publisher is not None:
        names.add(report.publisher)
    for key in sorted({voice_key(name) for name in names}):
        yield NameUse(document_id=report.document_id, key=key)


def counted(
    kind: type[NameFact] | type[VoiceFact], facts: Iterable[tuple[Fact, int]]
) -> Iterator[NameFact | VoiceFact]:
    """Yields facts that some report states, each with in how many, to be kept."""
    for (key, what, detail), reports in facts:
        if reports > 0:
            yield kind(key=key, what=what, detail=detail, reports=reports)


def _sources(report: ReportNames) -> Iterator[Source]:
    if report.publisher is not None:
        yield Source(name=report.publisher, kind="media", span=None)
    yield from report.sources


def _keys(mention: Mention) -> Iterator[str]:
    """Yields the key of a name, and that of the full name beside it."""
    yield mention.key
    if mention.full is not None:
        yield name_key(mention.full)


def _persons(report: ReportNames) -> dict[str, str]:
    """Returns each person whom a report names: ``public`` by an office, ``private``, or neither."""
    found: dict[str, str] = {}
    for source in _sources(report):
        mention = mention_of(source.name, source.kind, source.resolved_name)
        if mention is None or not mention.is_person:
            continue
        if mention.is_private or found.get(mention.key) == "private":
            found[mention.key] = "private"
        elif mention.shows_office or found.get(mention.key) == "public":
            found[mention.key] = "public"
        else:
            found[mention.key] = ""
    return found
