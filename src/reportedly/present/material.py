"""All records that one presentation is made from, findable by id and by what they belong to."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from reportedly.estimation import Estimate, ListEstimate
from reportedly.grading import source_key
from reportedly.records import (
    Assessment,
    Claim,
    Copy,
    Document,
    Entity,
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

    ``assessments`` and ``estimates`` are by their question, ``main_figures`` by their report,
    ``links_of`` by either of the two claims, ``copies_of`` by either report. ``neighbours`` are
    questions that are named and not shown, ``question_of`` the ids of all questions by claim,
    ``other_names`` all names of a source by each in lower case. The indexes keep the views linear
    in the size of the ledger. Estimates are not in a ledger: whoever wants them shown has them
    made; ``unlisted`` are those from lists of persons, by the question that the lists bear on.
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
    estimates: dict[str, Estimate] = field(default_factory=dict)
    unlisted: dict[str, ListEstimate] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    copies_of: dict[str, list[Copy]] = field(default_factory=dict)
    judgements: dict[str, Judgement] = field(default_factory=dict)
    other_names: dict[str, tuple[str, ...]] = field(default_factory=dict)
    main_figures: dict[str, list[MainFigure]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    statements_of: dict[str, list[Statement]] = field(default_factory=dict)
    claims_of: dict[str, list[Claim]] = field(default_factory=dict)
    links_of: dict[str, list[Link]] = field(default_factory=dict)

    def title_of(self, question_id: str) -> str:
        """Returns the title of a question that is shown or named."""
        return (self.questions.get(question_id) or self.neighbours[question_id]).title


# Under which of its fields a record is filed, and in which index.
PLACES: dict[type, tuple[str, str]] = {
    Document: ("documents", "id"),
    Statement: ("statements", "id"),
    Claim: ("claims", "id"),
    Question: ("questions", "id"),
    Origin: ("origins", "id"),
    Finding: ("findings", "id"),
    Assessment: ("assessments", "question_id"),
    Estimate: ("estimates", "question_id"),
    Copy: ("copies", "id"),
    Judgement: ("judgements", "id"),
}
# The indexes that hold several records under what they belong to.
GROUPS: dict[type, tuple[str, tuple[str, ...]]] = {
    Statement: ("statements_of", ("document_id",)),
    Claim: ("claims_of", ("statement_id",)),
    Link: ("links_of", ("left", "right")),
    Copy: ("copies_of", ("left", "right")),
    MainFigure: ("main_figures", ("document_id",)),
}


def gather(records: Iterable[object]) -> Material:
    """Returns the records as material; what is not for reading (a snapshot) is left out."""
    material = Material()
    for record in records:
        add(record, material)
    return material


def add(record: object, material: Material) -> None:
    """Files one record under its id and under what it belongs to."""
    if place := PLACES.get(type(record)):
        index, name = place
        getattr(material, index)[getattr(record, name)] = record
    if group := GROUPS.get(type(record)):
        index, names = group
        for key in {getattr(record, name) for name in names}:
            getattr(material, index).setdefault(key, []).append(record)
    match record:
        case Question():
            material.question_of.update(dict.fromkeys(record.claim_ids, record.id))
        case Entity():
            _add_names(record, material)
        case Problem():
            material.problems.append(record)
        case _:
            pass


def _add_names(entity: Entity, material: Material) -> None:
    """Files the names of a source that has several; a name of two entities tells of neither."""
    names = tuple(dict.fromkeys((entity.name, *entity.names)))
    if len(names) == 1:
        return
    for key in {*entity.keys, *map(source_key, names)}:
        is_new = material.other_names.setdefault(key, names) == names
        material.other_names[key] = names if is_new else ()


def add_neighbour(question: Question, material: Material) -> None:
    """Files a question that is to be named beside others and not shown itself."""
    material.neighbours[question.id] = question
    material.question_of.update(dict.fromkeys(question.claim_ids, question.id))
