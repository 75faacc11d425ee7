"""One record of the ledger with all that belongs to it, for ``show``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from reportedly.cli.ledger import add_claims, add_document, add_question
from reportedly.present import annotate, text, views
from reportedly.present.material import Material, add
from reportedly.records import (
    Assessment,
    Claim,
    Document,
    Finding,
    Link,
    Question,
    Statement,
)

if TYPE_CHECKING:
    from rich.console import RenderableType

    from reportedly.store.base import Store


def kinds_shown() -> tuple[type, ...]:
    """Returns the kinds of record that ``show`` takes an id of."""
    return (Claim, Question, Statement, Document, Finding)


def details_of(record: Any, store: Store, *, width: int) -> RenderableType:
    """Returns one record with its context, to be printed."""
    material = Material()
    match record:
        case Claim():
            return _claim(record, store, material)
        case Statement():
            return _statement(record, store, material)
        case Question():
            add_question(record, store, material)
            return text.question_details(views.question_view(record, material))
        case Document():
            add_document(record, store, material)
            view = annotate.document_view(record, material)
            rows = views.rows_of(material.claims, material)
            return text.document_details(view, rows, width=width)
        case Finding():
            add_claims(record.claim_ids, store, material)
            return text.finding_details(views.finding_view(record, material))
        case _:
            raise TypeError(f"{type(record).__name__} is not shown by itself")


def records_about(record: Any, store: Store) -> Iterator[object]:
    """Yields a record, then those that it is about or rests on."""
    yield record
    match record:
        case Claim():
            yield from store.read(Statement, id=record.statement_id)
            yield from store.read(Link, left=record.id)
            yield from store.read(Link, right=record.id)
        case Statement():
            yield from store.read(Claim, statement_id=record.id)
        case Question():
            yield from store.read(Assessment, question_id=record.id)
            yield from _parts(record, store)
        case Document():
            yield from store.read(Statement, document_id=record.id)
            yield from store.read(Claim, document_id=record.id)
        case Finding():
            for claim_id in record.claim_ids:
                yield from store.read(Claim, id=claim_id)
        case _:
            pass


def _parts(question: Question, store: Store) -> Iterator[object]:
    """Yields the voices, claims and links of a question, and the questions that it nests with."""
    material = Material()
    add_question(question, store, material)
    yield from material.origins.values()
    yield from (material.claims[id_] for id_ in question.claim_ids if id_ in material.claims)
    links = {link.id: link for found in material.links_of.values() for link in found}
    yield from links.values()
    yield from material.neighbours.values()


def _claim(claim: Claim, store: Store, material: Material) -> RenderableType:
    for link in (*store.read(Link, left=claim.id), *store.read(Link, right=claim.id)):
        add(link, material)
    add_claims([claim.id], store, material)
    compared = material.links_of.get(claim.id, ())
    add_claims((id_ for link in compared for id_ in (link.left, link.right)), store, material)
    document = material.documents[claim.document_id]
    statement = material.statements[claim.statement_id]
    row = views.claim_row(claim, statement, document)
    view = views.statement_view(statement, document, number=1, claims=(row,))
    number = [claim.quantity.span] if claim.quantity else []
    context = text.context_text(document.text, [claim.evidence], number)
    return text.claim_details(row, view, context, views.link_views(compared, material))


def _statement(statement: Statement, store: Store, material: Material) -> RenderableType:
    for document in store.read(Document, id=statement.document_id):
        add_document(document, store, material)
    document = material.documents[statement.document_id]
    view = next(v for v in views.statement_views(document, material) if v.id == statement.id)
    return text.statement_details(view, text.context_text(document.text, statement.content))
