"""One report through all stages that work on it alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from reportedly.errors import StageError
from reportedly.records import Document, Problem, Snapshot
from reportedly.run.tasks import RunStage, lost_problem, subject_of
from reportedly.stage import AnyStage


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportToRead:
    """A report, and the names of the stages that it still has to go through.

    ``snapshot`` is ``None`` where the document is known and need not be made again.
    """

    snapshot: Snapshot | None
    document: Document | None
    todo: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRead:
    """What the stages made of a report. ``crashed`` are the stages that failed on it."""

    document: Document | None
    records: tuple[Any, ...]
    problems: tuple[Problem, ...]
    ran: tuple[str, ...]
    crashed: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """The task of reading one report: each stage gets what those before it made."""

    stages: tuple[AnyStage, ...]
    strict: bool = False

    def __call__(self, report: ReportToRead, /) -> ReportRead:
        """Returns what the stages in ``todo`` make of a report."""
        made: list[Any] = [r for r in (report.snapshot, report.document) if r is not None]
        given = len(made)
        ran, crashed = [], []
        for stage in self.stages:
            batch = tuple(record for record in made if type(record) is stage.consumes)
            if stage.name not in report.todo or len(batch) == 0:
                continue
            # A whole report is one group: half of what a stage makes of it would mislead.
            outputs = RunStage(stage=stage, strict=self.strict, is_group=True)(batch)
            ran.append(stage.name)
            if any(is_crash(record) for record in outputs):
                crashed.append(stage.name)
            made.extend(outputs)
        problems = tuple(record for record in made if isinstance(record, Problem))
        records = (r for r in made[given:] if not isinstance(r, Problem | Document))
        return ReportRead(
            document=_only_document(made, self.stages),
            records=tuple(records),
            problems=problems,
            ran=tuple(ran),
            crashed=tuple(crashed),
        )

    def lost(self, report: ReportToRead, /) -> ReportRead:
        """Returns the problem of a report that killed its process."""
        subject = subject_of(report.document or report.snapshot)
        stages = [stage.name for stage in self.stages if stage.name in report.todo]
        problem = lost_problem(stages[0], subject, strict=self.strict)
        return ReportRead(
            document=report.document,
            records=(),
            problems=(problem,),
            ran=tuple(stages),
            crashed=tuple(stages),
        )


def is_crash(record: object) -> bool:
    """Tells whether a record is the problem of a stage that failed."""
    return isinstance(record, Problem) and record.code == "crash"


def _only_document(made: Iterable[Any], stages: tuple[AnyStage, ...]) -> Document | None:
    documents = [record for record in made if isinstance(record, Document)]
    if len(documents) > 1:
        raise StageError(
            stages[0].name, documents[0].id, "it made several documents of one snapshot"
        )
    return documents[0] if documents else None
