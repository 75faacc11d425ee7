"""The bundled example reports through the whole default plan, once for all golden tests."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TypeVar

from reportedly.cli.examples import find_examples, manifest, read_examples
from reportedly.config import default_plan
from reportedly.records import Claim, Document, Statement
from reportedly.run.driver import read_only
from reportedly.run.serial import SerialRunner

T = TypeVar("T")


@cache
def everything() -> tuple[object, ...]:
    """Returns every record that the default plan makes of the example reports, in its order."""
    examples = read_examples(find_examples())
    return tuple(read_only(examples, default_plan(), SerialRunner(), strict=True, is_linked=True))


def files() -> tuple[str, ...]:
    return tuple(entry["file"] for entry in manifest(find_examples()))


def all_of(kind: type[T]) -> Iterator[T]:
    return (record for record in everything() if isinstance(record, kind))


def document_named(file: str) -> Document:
    return next(d for d in all_of(Document) if d.path is not None and d.path.endswith(file))


def statements_of(file: str) -> list[Statement]:
    document = document_named(file)
    return [s for s in all_of(Statement) if s.document_id == document.id]


def claims_of(file: str) -> list[Claim]:
    document = document_named(file)
    return [c for c in all_of(Claim) if c.document_id == document.id]


def statement_of(claim: Claim) -> Statement:
    return next(s for s in all_of(Statement) if s.id == claim.statement_id)


def words(document: Document, start: int, end: int) -> str:
    return document.text[start:end]
