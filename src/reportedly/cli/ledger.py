"""Opening the ledger, finding records in it by the beginning of an id, and taking what is asked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportedly.cli.output import say
from reportedly.errors import InputError

if TYPE_CHECKING:
    from reportedly.present.material import Material
    from reportedly.records import Document, Problem
    from reportedly.store.base import Store
    from reportedly.store.sqlite import SqliteStore


def open_to_read(ledger: Path | None, config: Path | None) -> SqliteStore:
    """Returns the ledger that the options, the environment or the settings name, to be read."""
    from reportedly.config import load_settings
    from reportedly.store.sqlite import SqliteStore

    settings = load_settings({"ledger": ledger}, config=config)
    return SqliteStore(settings.ledger, read_only=True)


def names_of_sources(ledger: Path | None, config: Path | None) -> Material:
    """Returns which names of a ledger are one source, and what people judged of sources."""
    from reportedly.present.material import Material, add
    from reportedly.records import Entity, Judgement

    material = Material()
    with open_to_read(ledger, config) as store:
        for kind in (Judgement, Entity):
            for record in store.read(kind):
                add(record, material)
    return material


def find_record(store: Store, beginning: str, kinds: Iterable[type]) -> Any:
    """Returns the one record whose id begins so; none or several are an error that says which."""
    kinds = tuple(kinds)
    names = [kind.__name__.lower() for kind in kinds]
    for kind in kinds:
        exact: Any = next(iter(store.read(kind, id=beginning)), None)
        if exact is not None:
            return exact
    found = [(kind, id_) for kind in kinds for id_ in store.ids(kind, beginning=beginning)]
    if len(found) == 0:
        raise InputError(
            f"no {' or '.join(names)} has an id that begins with {beginning!r}: look it up with "
            "reportedly claims, questions or documents"
        )
    if len(found) > 1:
        listed = ", ".join(f"{kind.__name__.lower()} {id_}" for kind, id_ in found[:6])
        more = "" if len(found) <= 6 else f" and {len(found) - 6} more"
        raise InputError(
            f"{beginning!r} is the beginning of {len(found)} ids: {listed}{more}; give more of it"
        )
    kind, whole = found[0]
    return next(iter(store.read(kind, id=whole)))


def one_document(store: Store, beginning: str | None) -> Document | None:
    """Returns the report whose id begins so; ``None`` where none was asked for."""
    from reportedly.records import Document

    if beginning is None:
        return None
    found: Document = find_record(store, beginning, (Document,))
    return found


def warn_if_stale(store: Store) -> None:
    """Says so where reports were added or removed since the claims were last linked."""
    if store.linked_state().is_stale:
        say(
            "note: reports were added or removed since claims were last linked (is an add still "
            "at work, or was it stopped?); the same `reportedly add` again brings them together"
        )


def paths_of(problems: Iterable[Problem], store: Store) -> dict[str, str]:
    """Returns the paths of the documents that problems name by their ids."""
    from reportedly.records import Document

    return {
        subject: document.path
        for subject in dict.fromkeys(problem.subject for problem in problems)
        for document in store.read(Document, id=subject)
        if document.path is not None
    }


def everything(store: Store) -> Iterator[object]:
    """Yields every record that a presentation shows."""
    from reportedly.present.jsonlines import TYPE_NAMES

    for kind in TYPE_NAMES:
        yield from store.read(kind)


def add_document(document: Any, store: Store, material: Material) -> None:
    """Files a document with its statements, claims and problems, unless it is there."""
    from reportedly.present.material import add
    from reportedly.records import Claim, Problem, Statement

    if document.id in material.documents:
        return
    add(document, material)
    for kind in (Statement, Claim):
        for record in store.read(kind, document_id=document.id):
            add(record, material)
    for subject in dict.fromkeys((document.id, document.path)):
        if subject is not None:
            for problem in store.read(Problem, subject=subject):
                add(problem, material)


def add_claims(claim_ids: Iterable[str], store: Store, material: Material) -> None:
    """Files the documents of some claims, whole: their chains and texts are needed to show them."""
    from reportedly.records import Claim, Document

    for claim_id in claim_ids:
        if claim_id in material.claims:
            continue
        for claim in store.read(Claim, id=claim_id):
            for document in store.read(Document, id=claim.document_id):
                add_document(document, store, material)


def add_question(question: Any, store: Store, material: Material) -> None:
    """Files a question with its assessment, claims, voices and links, and what people judged."""
    from reportedly.present.material import add
    from reportedly.records import Assessment, Entity, Judgement, Link, Origin

    add(question, material)
    for judgement in store.read(Judgement):
        add(judgement, material)
    if any(judgement.kind == "reliability" for judgement in material.judgements.values()):
        for entity in store.read(Entity):  # a letter holds for every name of a source
            add(entity, material)
    add_claims(question.claim_ids, store, material)
    for assessment in store.read(Assessment, question_id=question.id):
        add(assessment, material)
        for origin_id in {o for answer in assessment.answers for o in answer.origin_ids}:
            for origin in store.read(Origin, id=origin_id):
                add(origin, material)
    own = frozenset(question.claim_ids)
    for claim_id in question.claim_ids:
        for link in store.read(Link, left=claim_id):
            if link.right in own or link.kind == "subset-of":
                add(link, material)
        for link in store.read(Link, right=claim_id):
            if link.left not in own and link.kind == "subset-of":
                add(link, material)
    _add_neighbours(own, store, material)


def _add_neighbours(own: frozenset[str], store: Store, material: Material) -> None:
    """Files the questions that some claims are parts of or have as parts, by name only."""
    from reportedly.present.material import add_neighbour
    from reportedly.records import Question

    ends = {
        end
        for claim_id in own
        for link in material.links_of.get(claim_id, ())
        if link.kind == "subset-of"
        for end in (link.left, link.right)
    }
    if ends - own:
        for question in store.read(Question):
            if not ends.isdisjoint(question.claim_ids) and question.id not in material.questions:
                add_neighbour(question, material)


def add_estimates(material: Material, store: Store, *, sides: Mapping[str, str]) -> None:
    """Files what the voices of each question allow, where several claims answer it."""
    from reportedly.present.material import add
    from reportedly.run.estimating import estimate_all, estimate_question

    several = [q for q in material.questions.values() if len(q.claim_ids) > 1]
    if len(several) == 1:
        add(estimate_question(store, several[0], sides=sides), material)
    elif several:
        for made in estimate_all(store, sides=sides):
            if made.question_id in material.questions:
                add(made, material)
