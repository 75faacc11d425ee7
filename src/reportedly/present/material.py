"""All records that one presentation is made from, findable by id and by what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.records import (
    Assessment,
    Claim,
    Document,
    Finding,
    Link,
    Origin,
    Problem,
    Question,
    Statement,
)


@dataclass(slots=True, kw_only=True)
class Material:
    """The records of one presentation, by their ids, and the way from one to those of another.

    ``assessments`` are by their question, ``links_of`` by either of the two claims. The indexes
    keep the views linear in the size of the ledger.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    statements_of: dict[str, list[Statement]] = field(default_factory=dict)
    claims_of: dict[str, list[Claim]] = field(default_factory=dict)
    links_of: dict[str, list[Link]] = field(default_factory=dict)


def gather(records: Iterable[object]) -> Material:
    """Returns the records as material; what is not for reading (a snapshot) is left out."""
    material = Material()
    for record in records:
        add(record, material)
    return material


def add(record: object, material: Material) -> None:
    """Files one record under its id and under what it belongs to."""
    match record:
        case Document():
            material.documents[record.id] = record
        case Statement():
            material.statements[record.id] = record
            material.statements_of.setdefault(record.document_id, []).append(record)
        case Claim():
            material.claims[record.id] = record
            material.claims_of.setdefault(record.statement_id, []).append(record)
        case Question():
            material.questions[record.id] = record
        case Origin():
            material.origins[record.id] = record
        case Link():
            for claim_id in {record.left, record.right}:
                material.links_of.setdefault(claim_id, []).append(record)
        case Finding():
            material.findings[record.id] = record
        case Assessment():
            material.assessments[record.question_id] = record
        case Problem():
            material.problems.append(record)
        case _:
            pass
