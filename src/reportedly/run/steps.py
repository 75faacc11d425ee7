"""Links a ledger in steps: what was changed since linking ran, and what that reaches.

Everything that linking makes belongs to a unit: a question, a report, a key, the names. A step
drops the units that the change reaches and makes them anew; the rest stays as it is. Linking all
is the same with nothing kept from before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Any, ClassVar, Protocol, runtime_checkable

from reportedly.config import Plan
from reportedly.linkage import ChangedCopies, Dropped, Linkage, Made, Relinked, ReportNames
from reportedly.records import (
    ClaimInContext,
    Fingerprint,
    Origin,
    Problem,
    Question,
    QuestionInContext,
)
from reportedly.run.events import BatchDone, Progress, StageFinished, StageStarted
from reportedly.run.plans import is_whole, ledger_stages
from reportedly.run.tasks import RunStage
from reportedly.stage import AnyStage

Reports = Mapping[str, Sequence[ClaimInContext]]


@runtime_checkable
class LinksInSteps(Protocol):
    """A stage that can link what has changed in a ledger."""

    name: ClassVar[str]

    def relink(self, linkage: Linkage, changed: Reports, /) -> Relinked:
        """Returns what changes in a linked ledger when some reports have changed."""
        ...


@runtime_checkable
class FindsCopiesInSteps(Protocol):
    """A stage that can find the copies that a change makes."""

    name: ClassVar[str]

    def change(self, linkage: Linkage, changed: Collection[str], /) -> ChangedCopies:
        """Returns what a change of some reports does to the copies."""
        ...

    def kept(self, batch: Collection[Fingerprint], /) -> Iterator[object]:
        """Yields what is to be kept of all fingerprints."""
        ...


@runtime_checkable
class ComparesInSteps(Protocol):
    """A stage that sets reports against each other, and can do so with those a change reaches."""

    name: ClassVar[str]

    def compare(self, linkage: Linkage, changed: Reports, /) -> Relinked:
        """Returns what changes in what the stage made when some reports have changed."""
        ...


@dataclass(slots=True, kw_only=True)
class Step:
    """One linking run, of all or of what was changed: what it started from, and what came of it.

    ``copied`` are reports that did not change and share text with one that did. ``all_claims``
    gives the claims of the whole ledger, for stages that cannot do with less. ``is_failed`` tells
    that a stage failed whose kept rows would no longer be true: then nothing is linked in this
    step. The fields after it are what the stages change.
    """

    linkage: Linkage
    changed: Reports
    strict: bool
    all_claims: Callable[[], Sequence[ClaimInContext]]
    copied: Reports = field(default_factory=dict)
    is_failed: bool = False
    gone: list[str] = field(default_factory=list)
    made: list[Made] = field(default_factory=list)
    dropped: list[Dropped] = field(default_factory=list)
    rows: list[Iterable[object]] = field(default_factory=list)


def links_in_steps(plan: Plan) -> bool:
    """Tells whether every stage of a plan that needs the ledger can do with what has changed."""
    stages = ledger_stages(plan)
    return sum(isinstance(stage, LinksInSteps) for stage in stages) == 1 and all(
        isinstance(stage, LinksInSteps)
        or (stage.consumes is ClaimInContext and stage.group_by == "document_id")
        or (stage.consumes is QuestionInContext and stage.group_by is None)
        or isinstance(stage, FindsCopiesInSteps)
        or is_whole(stage)
        for stage in stages
    )


def whole_change(step: Step) -> Relinked | None:
    """Returns all that a step changes, ``None`` where a stage failed."""
    if step.is_failed:
        return None
    return Relinked(
        gone=tuple(step.gone),
        made=step.made,
        dropped=tuple(step.dropped),
        rows=chain(*step.rows),
    )


def run_step(step: Step, stages: Iterable[AnyStage]) -> Iterator[Progress]:
    """Runs the stages that follow the search for copies; yields what happens as it happens."""
    for stage in stages:
        if isinstance(stage, LinksInSteps):
            units, count = _on_change(stage.name, stage.relink, step, step.changed)
        elif isinstance(stage, ComparesInSteps):
            units, count = _on_change(
                stage.name, stage.compare, step, {**step.changed, **step.copied}
            )
        elif is_whole(stage):
            units, count = _compare_all(stage, step)
        elif stage.consumes is ClaimInContext:
            units, count = _check(stage, step)
        else:
            units, count = _assess(stage, step)
        step.made.extend(units)
        problems = tuple(r for unit in units for r in unit.records if isinstance(r, Problem))
        yield StageStarted(stage=stage.name, total=count)
        yield BatchDone(stage=stage.name, records=count, problems=problems)
        yield StageFinished(stage=stage.name, records=count, skipped=0, problems=len(problems))


@dataclass(frozen=True, slots=True, kw_only=True)
class _OverChange:
    """A stage that works on what has changed, bound to a ledger: ``work`` is its method."""

    name: str
    work: Callable[[Linkage, Reports], Relinked]
    linkage: Linkage
    changed: Reports

    def __call__(self, batch: Sequence[object], /) -> Iterator[Relinked | Made]:
        change = self.work(self.linkage, self.changed)
        yield from change.made
        yield change


def _on_change(
    name: str, work: Callable[[Linkage, Reports], Relinked], step: Step, changed: Reports
) -> tuple[list[Made], int]:
    """Returns what a stage makes of the reports that a change reaches; notes what it changes."""
    bound: Any = _OverChange(name=name, work=work, linkage=step.linkage, changed=changed)
    named = tuple(
        ReportNames(document_id=document, publisher=None, sources=(), participants=())
        for document in changed
    )
    if len(changed) == 0:
        found = tuple(bound(()))
    else:
        found = RunStage(stage=bound, strict=step.strict, is_group=True)(named)
    made = [unit for unit in found if isinstance(unit, Made)]
    for change in found:
        if isinstance(change, Relinked):
            step.gone.extend(change.gone)
            step.dropped.extend(change.dropped)
            step.rows.append(change.rows)
        elif isinstance(change, Problem):
            step.is_failed = True
            made.append(Made(unit=f"stage {name}", records=(change,)))
    return made, sum(len(items) for items in changed.values())


def _compare_all(stage: AnyStage, step: Step) -> tuple[list[Made], int]:
    """Returns what a stage makes of all claims: its time grows with the ledger."""
    claims = step.all_claims()
    unit = f"stage {stage.name}"
    step.gone.append(unit)
    if len(claims) == 0:
        return [], 0
    task = RunStage(stage=stage, strict=step.strict, is_group=True)
    return [Made(unit=unit, records=task(claims))], len(claims)


def _check(stage: AnyStage, step: Step) -> tuple[list[Made], int]:
    task = RunStage(stage=stage, strict=step.strict, is_group=True)
    units = [
        Made(unit=f"report {document}", records=task(items))
        for document, items in step.changed.items()
        if len(items) > 0
    ]
    return units, sum(len(items) for items in step.changed.values())


def _assess(stage: AnyStage, step: Step) -> tuple[list[Made], int]:
    task = RunStage(stage=stage, strict=step.strict)
    units = [
        Made(unit=f"question {item.question.id}", records=task((item,)))
        for item in _questions_in_context(step)
    ]
    return units, len(units)


def _questions_in_context(step: Step) -> Iterator[QuestionInContext]:
    """Yields the questions of a step, each with its claims and the voices behind them."""
    known = {item.claim.id: item for items in step.changed.values() for item in items}
    questions = [
        (question, unit.records)
        for unit in step.made
        for question in unit.records
        if isinstance(question, Question)
    ]
    missing = {c for question, _ in questions for c in question.claim_ids if c not in known}
    known.update({item.claim.id: item for item in step.linkage.claims(missing)})
    for question, records in questions:
        claims = tuple(known[claim_id] for claim_id in question.claim_ids)
        spoken = {item.statement.id for item in claims}
        voices = {
            origin.id: origin
            for origin in records
            if isinstance(origin, Origin) and not spoken.isdisjoint(origin.statement_ids)
        }
        yield QuestionInContext(
            question=question, claims=claims, origins=tuple(voices[o] for o in sorted(voices))
        )
