"""All records that one presentation is made from, findable by id and by what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.records import (
    Assessment,
    Claim,
    Document,
    Finding,
    Judgement,
    Link,
    MainFigure,
    Origin,
    Problem,
    Question,
    Statement,
)


@dataclass(slots=True, kw_only=True)
class Material:
    """The records of one presentation, by their ids, and the way from one to those of another.

    ``assessments`` are by their question, ``main_figures`` by their report, ``links_of`` by either
    of the two claims. ``neighbours`` are questions that are named and not shown, ``question_of``
    the ids of all questions by claim. The indexes keep the views linear in the size of the ledger.
    """

    documents: dict[str, Document] = field(default_factory=dict)
    statements: dict[str, Statement] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    neighbours: dict[str, Question] = field(default_factory=dict)
    question_of: dict[str, str] = field(default_factory=dict)
    origins: dict[str, Origin] = field(default_factory=dict)
    findings: dict[str, Finding] = field(default_factory=dict)
    assessments: dict[str, Assessment] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    main_figures: dict[str, list[MainFigure]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    statements_of: dict[str, list[Statement]] = field(default_factory=dict)
    claims_of: dict[str, list[Claim]] = field(default_factory=dict)
    links_of: dict[str, list[Link]] = field(default_factory=dict)

    def title_of(self, question_id: str) -> str:
        """Returns the title of a question that is shown or named."""
        return (self.questions.get(question_id) or self.neighbours[question_id]).title


# What is filed by its id and by nothing else.
PLACES: dict[type, str] = {
    Origin: "origins",
    Finding: "findings",
    Judgement: "judgements",
}


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
            material.question_of.update(dict.fromkeys(record.claim_ids, record.id))
        case Origin() | Finding() | Judgement():
            getattr(material, PLACES[type(record)])[record.id] = record
        case Link():
            for claim_id in {record.left, record.right}:
                material.links_of.setdefault(claim_id, []).append(record)
        case Assessment():
            material.assessments[record.question_id] = record
        case MainFigure():
            material.main_figures.setdefault(record.document_id, []).append(record)
        case Problem():
            material.problems.append(record)
        case _:
            pass


def add_neighbour(question: Question, material: Material) -> None:
    """Files a question that is to be named beside others and not shown itself."""
    material.neighbours[question.id] = question
    material.question_of.update(dict.fromkeys(question.claim_ids, question.id))
