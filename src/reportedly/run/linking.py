"""Runs the stages that need the whole ledger, and writes what they make as one generation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, TypeVar

from reportedly.config import Plan
from reportedly.errors import StoreError
from reportedly.records import (
    Claim,
    ClaimInContext,
    Document,
    Fingerprint,
    Origin,
    Problem,
    Question,
    QuestionInContext,
    Statement,
)
from reportedly.run.events import BatchDone, Progress, StageFinished, StageStarted
from reportedly.run.plans import is_whole, ledger_stages, linking_key
from reportedly.run.tasks import RunStage
from reportedly.stage import AnyStage
from reportedly.store.base import Store

T = TypeVar("T", Claim, Statement)

# Questions go to a map stage in batches of this many.
BATCH_QUESTIONS = 64


def link(
    store: Store, plan: Plan, *, strict: bool = False, is_forced: bool = False
) -> Iterator[Progress]:
    """Links and assesses all claims of a store, and yields what happens as it happens.

    What was made by an earlier run gives way to the new in one go, at the end. If neither the
    documents nor the plan have changed since, nothing is done, unless ``is_forced``.
    """
    state = store.linked_state()
    key = linking_key(plan)
    if not is_forced and not state.is_stale and state.made_by == key:
        return
    made: list[Any] = []
    contexts = tuple(claims_in_context(store))
    for stage in ledger_stages(plan):
        batch = _input_of(stage, contexts, made)
        yield StageStarted(stage=stage.name, total=len(batch))
        records = _run(stage, batch, strict=strict)
        made.extend(records)
        problems = tuple(r for r in records if isinstance(r, Problem))
        yield BatchDone(stage=stage.name, records=len(batch), problems=problems)
        yield StageFinished(stage=stage.name, records=len(batch), skipped=0, problems=len(problems))
    store.replace_links(made, made_from=state.current, made_by=key)


def link_in_memory(
    contexts: tuple[ClaimInContext, ...], plan: Plan, *, strict: bool
) -> tuple[Any, ...]:
    """Returns all that the stages that need the whole ledger make of some claims."""
    made: list[Any] = []
    for stage in ledger_stages(plan):
        made.extend(_run(stage, _input_of(stage, contexts, made), strict=strict))
    return tuple(made)


def _input_of(
    stage: AnyStage, contexts: tuple[ClaimInContext, ...], made: Sequence[Any]
) -> Sequence[Any]:
    """Returns what a stage consumes: the claims, or the questions that were made before."""
    if stage.consumes is ClaimInContext:
        return contexts
    questions = [record for record in made if isinstance(record, Question)]
    origins = [record for record in made if isinstance(record, Origin)]
    return questions_in_context(questions, origins, contexts)


def _run(stage: AnyStage, records: Sequence[Any], *, strict: bool) -> tuple[Any, ...]:
    task = RunStage(stage=stage, strict=strict, is_group=not _is_map(stage))
    return tuple(made for batch in _batches(stage, records) for made in task(batch))


def _is_map(stage: AnyStage) -> bool:
    return stage.group_by is None and not is_whole(stage)


def _batches(stage: AnyStage, records: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Yields the batches that a stage may be given: everything, its groups, or any."""
    if len(records) == 0:
        return
    if is_whole(stage):
        yield records
    elif stage.group_by is not None:
        groups: defaultdict[Any, list[Any]] = defaultdict(list)
        for record in records:
            groups[getattr(record, stage.group_by)].append(record)
        yield from groups.values()
    else:
        for start in range(0, len(records), BATCH_QUESTIONS):
            yield records[start : start + BATCH_QUESTIONS]


def claims_in_context(store: Store) -> Iterator[ClaimInContext]:
    """Yields all claims of a store with what linking and checking need to know of each.

    The order comes from content. Texts are not kept: memory grows with claims, not with reports.
    """
    about = {d.id: (d.publisher, d.published) for d in store.read(Document)}
    fingerprints = {f.document_id: f for f in store.read(Fingerprint)}
    statements = _by_document(store.read(Statement))
    statements_at, spoken = next(statements, ("", {}))
    for document_id, claims in _by_document(store.read(Claim)):
        while statements_at < document_id:
            statements_at, spoken = next(statements, ("\U0010ffff", {}))
        publisher, published = about.get(document_id, (None, None))
        for claim in claims.values():
            if statements_at != document_id or claim.statement_id not in spoken:
                raise StoreError(
                    f"claim {claim.id} has no statement in the ledger: it is damaged. Add the "
                    "reports to a new ledger."
                )
            yield ClaimInContext(
                document_id=document_id,
                claim=claim,
                statement=spoken[claim.statement_id],
                publisher=publisher,
                published=published,
                fingerprint=fingerprints.get(document_id),
            )


def _by_document(records: Iterable[T]) -> Iterator[tuple[str, dict[str, T]]]:
    """Yields the records of each document by id; they come ordered by document."""
    for document_id, group in groupby(records, key=lambda record: record.document_id):
        yield document_id, {record.id: record for record in group}


def contexts_of(document: Document, records: Iterable[object]) -> tuple[ClaimInContext, ...]:
    """Returns the claims among one document's records with what linking needs to know of each."""
    kept = tuple(records)
    statements = {r.id: r for r in kept if isinstance(r, Statement)}
    fingerprint = next((r for r in kept if isinstance(r, Fingerprint)), None)
    return tuple(
        ClaimInContext(
            document_id=document.id,
            claim=claim,
            statement=statements[claim.statement_id],
            publisher=document.publisher,
            published=document.published,
            fingerprint=fingerprint,
        )
        for claim in kept
        if isinstance(claim, Claim)
    )


def questions_in_context(
    questions: Sequence[Question],
    origins: Sequence[Origin],
    contexts: Sequence[ClaimInContext],
) -> tuple[QuestionInContext, ...]:
    """Returns each question with its claims, and the voices that made their statements."""
    by_claim = {context.claim.id: context for context in contexts}
    by_statement: defaultdict[str, list[Origin]] = defaultdict(list)
    for origin in origins:
        for statement_id in origin.statement_ids:
            by_statement[statement_id].append(origin)
    in_context = []
    for question in questions:
        claims = tuple(by_claim[claim_id] for claim_id in question.claim_ids)
        voices = {o.id: o for c in claims for o in by_statement[c.statement.id]}
        in_context.append(
            QuestionInContext(
                question=question,
                claims=claims,
                origins=tuple(voices[origin_id] for origin_id in sorted(voices)),
            )
        )
    return tuple(in_context)
