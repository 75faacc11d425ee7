"""Runs the stages that need the whole ledger, and writes what they make as one generation."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Generator, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from itertools import groupby
from typing import Any, TypeVar

from reportedly.config import Plan
from reportedly.linkage import Linkage, Made, NothingKept
from reportedly.records import (
    Claim,
    ClaimInContext,
    Copy,
    Document,
    Fingerprint,
    Judgement,
    Origin,
    Problem,
    Question,
    QuestionInContext,
    Statement,
)
from reportedly.run.events import BatchDone, Progress, StageFinished, StageStarted
from reportedly.run.kept import KeptLinkage, damaged
from reportedly.run.plans import is_whole, ledger_stages, linking_key
from reportedly.run.steps import (
    FindsCopiesInSteps,
    Reports,
    Step,
    links_in_steps,
    run_step,
    whole_change,
)
from reportedly.run.tasks import RunStage
from reportedly.stage import AnyStage
from reportedly.store.base import LinkedState, Store

T = TypeVar("T", Claim, Statement)

# Questions go to a map stage in batches of this many.
BATCH_QUESTIONS = 64


def link(
    store: Store, plan: Plan, *, strict: bool = False, is_forced: bool = False
) -> Iterator[Progress]:
    """Links and assesses all claims of a store, and yields what happens as it happens.

    What was made by an earlier run gives way to the new in one go, at the end. If neither the
    documents, the plan nor what people judged have changed since, nothing is done, unless
    ``is_forced``.
    """
    plan = with_judgements(plan, store)
    state = store.linked_state()
    key = linking_key(plan)
    if not is_forced and not state.is_stale and state.made_by == key:
        return
    if links_in_steps(plan):
        if not is_forced and state.kept_by == key:
            is_done = yield from _link_changes(store, plan, state, strict=strict)
            if is_done:
                return
        is_done = yield from _link_all_in_one_step(store, plan, state, strict=strict)
        if is_done:
            return
    yield from _link_all(store, plan, state, strict=strict)


def _link_changes(
    store: Store, plan: Plan, state: LinkedState, *, strict: bool
) -> Generator[Progress, None, bool]:
    """Links what was changed since linking ran; returns whether that could be done."""
    linkage = KeptLinkage(store=store)
    step = Step(
        linkage=linkage,
        changed={},
        strict=strict,
        all_claims=lambda: tuple(claims_in_context(store)),
    )
    changed = set(state.changed)
    partners: set[str] = set()
    for stage in ledger_stages(plan):
        if isinstance(stage, FindsCopiesInSteps):
            copies = stage.change(linkage, state.changed)
            changed.update(copies.reached)
            partners.update(copies.partners)
            step.linkage = KeptLinkage(store=store, gone=copies.gone, found=copies.found)
            step.gone.extend(f"copy {copy_id}" for copy_id in sorted(copies.gone))
            step.made.extend(copy_units(copies.found))
            step.dropped.extend(copies.dropped)
            step.rows.append(copies.rows)
    step.changed = _reports(step.linkage, changed)
    step.copied = _reports(step.linkage, partners - changed)
    yield from run_step(step, _after_copies(plan))
    change = whole_change(step)
    return change is not None and store.change_links(
        change, made_from=state, made_by=linking_key(plan), is_whole=False
    )


def _reports(linkage: Linkage, documents: Collection[str]) -> Reports:
    """Returns some reports' claims as they are now; none for a report that was removed."""
    reports: dict[str, list[ClaimInContext]] = {document: [] for document in sorted(documents)}
    for item in linkage.claims_of_reports(reports.keys()):
        reports[item.document_id].append(item)
    return reports


def _link_all_in_one_step(
    store: Store, plan: Plan, state: LinkedState, *, strict: bool
) -> Generator[Progress, None, bool]:
    """Links everything and keeps what later steps need; returns whether that could be done."""
    contexts = tuple(claims_in_context(store))
    step = Step(linkage=NothingKept(), changed={}, strict=strict, all_claims=lambda: contexts)
    for stage in ledger_stages(plan):
        if isinstance(stage, FindsCopiesInSteps):
            prints = tuple(store.read(Fingerprint))
            yield StageStarted(stage=stage.name, total=len(prints))
            records = _run(stage, prints, strict=strict)
            contexts = with_copies(contexts, (r for r in records if isinstance(r, Copy)))
            step.made.extend(copy_units(records))
            step.rows.append(stage.kept(prints))
            problems = tuple(r for r in records if isinstance(r, Problem))
            yield BatchDone(stage=stage.name, records=len(prints), problems=problems)
            yield StageFinished(
                stage=stage.name, records=len(prints), skipped=0, problems=len(problems)
            )
    reports: defaultdict[str, list[ClaimInContext]] = defaultdict(list)
    for item in contexts:
        reports[item.document_id].append(item)
    step.changed = reports
    yield from run_step(step, _after_copies(plan))
    change = whole_change(step)
    return change is not None and store.change_links(
        change, made_from=state, made_by=linking_key(plan), is_whole=True
    )


def _link_all(store: Store, plan: Plan, state: LinkedState, *, strict: bool) -> Iterator[Progress]:
    """Links everything; nothing is kept for later steps."""
    made: list[Any] = []
    contexts = tuple(claims_in_context(store))
    for stage in ledger_stages(plan):
        if stage.consumes is Fingerprint:
            batch: Sequence[Any] = tuple(store.read(Fingerprint))
        else:
            batch = _input_of(stage, contexts, made)
        yield StageStarted(stage=stage.name, total=len(batch))
        records = _run(stage, batch, strict=strict)
        made.extend(records)
        contexts = with_copies(contexts, (r for r in records if isinstance(r, Copy)))
        problems = tuple(r for r in records if isinstance(r, Problem))
        yield BatchDone(stage=stage.name, records=len(batch), problems=problems)
        yield StageFinished(stage=stage.name, records=len(batch), skipped=0, problems=len(problems))
    store.replace_links(made, made_from=state.current, made_by=linking_key(plan))


def _after_copies(plan: Plan) -> tuple[AnyStage, ...]:
    return tuple(s for s in ledger_stages(plan) if not isinstance(s, FindsCopiesInSteps))


def copy_units(records: Iterable[object]) -> Iterator[Made]:
    """Yields what the search for copies made: each copy a unit of its own."""
    for record in records:
        unit = f"copy {record.id}" if isinstance(record, Copy) else "stage copies"
        yield Made(unit=unit, records=(record,))


def with_judgements(plan: Plan, store: Store) -> Plan:
    """Returns a plan whose stages know what people judged of names: it is one of their settings."""
    judgements = tuple(store.read(Judgement, kind="names"))
    return Plan(
        stages=tuple(
            replace(stage, judgements=judgements)  # type: ignore[type-var] # a dataclass of settings
            if any(field.name == "judgements" for field in fields(stage))  # type: ignore[arg-type]
            else stage
            for stage in plan.stages
        )
    )


def link_in_memory(
    contexts: tuple[ClaimInContext, ...], plan: Plan, *, strict: bool
) -> tuple[Any, ...]:
    """Returns all that the stages that need the whole ledger make of some claims."""
    made: list[Any] = []
    for stage in ledger_stages(plan):
        if stage.consumes is not Fingerprint:  # one report has no copy
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
                raise damaged(claim)
            yield ClaimInContext(
                document_id=document_id,
                claim=claim,
                statement=spoken[claim.statement_id],
                publisher=publisher,
                published=published,
                fingerprint=fingerprints.get(document_id),
            )


def with_copies(
    contexts: tuple[ClaimInContext, ...], copies: Iterable[Copy]
) -> tuple[ClaimInContext, ...]:
    """Returns claims with the copies that their reports have a part in."""
    of_report: defaultdict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        of_report[copy.left].append(copy)
        of_report[copy.right].append(copy)
    held = {report: tuple(found) for report, found in of_report.items()}
    return tuple(
        replace(context, copies=held[context.document_id])
        if context.document_id in held
        else context
        for context in contexts
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
        voices = {
            o.id: o
            for c in claims
            for o in by_statement[c.statement.id]
            if o.question_id in (None, question.id)
        }
        in_context.append(
            QuestionInContext(
                question=question,
                claims=claims,
                origins=tuple(voices[origin_id] for origin_id in sorted(voices)),
            )
        )
    return tuple(in_context)
