"""Claims that name sources, and what resolving their names makes of them."""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.link.entities import Resolution, resolve_entities
from reportedly.link.name_parts import name_key
from reportedly.link.organisations import KnownEntity
from reportedly.records import ClaimInContext, Entity, Judgement, Source, SourceKind
from tests.making import make_item, make_source


def said_by(source: Source, report: str) -> ClaimInContext:
    return make_item("12", source, report=report, part=repr(source), publisher=None)


def body(name: str, report: str, kind: SourceKind = "organisation") -> ClaimInContext:
    return said_by(make_source(name, kind), report)


def person(words: str, full: str, report: str) -> ClaimInContext:
    return said_by(make_source(words, "person", full), report)


def resolved(
    items: Iterable[ClaimInContext],
    *,
    declared: tuple[KnownEntity, ...] = (),
    judged: Iterable[Judgement] = (),
) -> Resolution:
    return resolve_entities(list(items), declared, judged)


def bodies(*names: str) -> list[ClaimInContext]:
    return [body(name, f"report-{number}") for number, name in enumerate(names)]


def entity_named(found: Resolution, name: str, *, is_person: bool = False) -> Entity | None:
    key = name_key(name, is_person=is_person)
    return next((entity for entity in found.entities if key in entity.keys), None)


def are_one(found: Resolution, left: str, right: str) -> bool:
    entity = entity_named(found, left)
    return entity is not None and entity is entity_named(found, right)
