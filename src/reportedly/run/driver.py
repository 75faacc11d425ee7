"""Runs a plan over reports and writes what comes of each to the store, one whole report at a time.

What is done already is skipped: a report is read again only if a stage, its settings, or one that
it builds on has changed. A run may be killed at any point and started again.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from reportedly.config import Plan
from reportedly.records import ClaimInContext, Document, Problem, ProblemCode, Snapshot
from reportedly.run.events import BatchDone, DocumentSkipped, Progress, StageFinished, StageStarted
from reportedly.run.linking import contexts_of, link_in_memory
from reportedly.run.plans import report_stages, stage_keys
from reportedly.run.reading import ReadReport, ReportRead, ReportToRead
from reportedly.run.tasks import Runner
from reportedly.stage import AnyStage
from reportedly.store.base import DOCUMENT_KINDS, DocumentWork, Store

# The name under which all stages that work on one report alone show as one step.
READING = "read"
# The stage that problems of the driver itself name.
ADDING = "add"

# Problems of an input before it is read that do not keep it from being read.
READ_ALL_THE_SAME: frozenset[ProblemCode] = frozenset({"encoding-guessed"})

GIVEN_FIELDS = ("url", "title", "publisher", "authors", "published")


def add(
    inputs: Iterable[Snapshot | Problem],
    store: Store,
    plan: Plan,
    runner: Runner,
    *,
    strict: bool = False,
    total: int | None = None,
) -> Iterator[Progress]:
    """Reads reports into the store, and yields what happens as it happens.

    Nothing is done before the first event is taken. Each report is written in one go.
    """
    stages = report_stages(plan)
    adding = Adding(store=store, stages=stages, keys=stage_keys(stages))
    yield StageStarted(stage=READING, total=total)
    task = ReadReport(stages=stages, strict=strict)
    for result in runner.run(task, adding.take(inputs)):
        adding.keep(result)
        yield from adding.take_events()
    yield from adding.take_events()
    yield StageFinished(
        stage=READING,
        records=adding.records,
        skipped=adding.skipped,
        problems=adding.problems,
    )


def new_report(snapshot: Snapshot, stages: Iterable[AnyStage]) -> ReportToRead:
    """Returns the work on a report that has never been read."""
    return ReportToRead(
        snapshot=snapshot, document=None, todo=frozenset(stage.name for stage in stages)
    )


@dataclass(slots=True, kw_only=True)
class Adding:
    """The state of one run of ``add``: what is on its way, and what is to be told.

    The runner takes inputs ahead of the results it gives, in the same order: ``on_its_way`` holds
    what it has taken.
    """

    store: Store
    stages: tuple[AnyStage, ...]
    keys: dict[str, str]
    on_its_way: deque[tuple[Snapshot, ReportToRead]] = field(default_factory=deque)
    events: deque[Progress] = field(default_factory=deque)
    records: int = 0
    skipped: int = 0
    problems: int = 0

    def take(self, inputs: Iterable[Snapshot | Problem]) -> Iterator[ReportToRead]:
        """Yields the work that there is to do; tells of inputs that need none."""
        for given in inputs:
            if isinstance(given, Problem):
                self.store.write_problems((given,), unit=given.subject)
                self._tell(_not_read(given))
                continue
            known = self._known(given)
            report = new_report(given, self.stages)
            if known is not None:
                report = self._left_to_do(known, given)
                problems = self._write_differences(given, known)
                if len(report.todo) == 0:
                    self._tell_skipped(given, known, problems)
                    continue
                self._tell(BatchDone(stage=READING, records=0, problems=problems))
            self.on_its_way.append((given, report))
            yield report

    def keep(self, result: ReportRead) -> None:
        """Writes the result of the report that has been longest on its way."""
        given, report = self.on_its_way.popleft()
        known = self._known(given)
        if known is not None and len(self._undone(known)) == 0:
            # Its twin was on its way at the same time, and came first.
            self._tell_skipped(given, known, self._write_differences(given, known))
            return
        read = int(result.document is not None)
        if result.document is None:
            stages = [stage.name for stage in self.stages]
            self.store.write_problems(result.problems, unit=given.path, replaces=stages)
        else:
            self.store.replace_document(self._work(report, result, result.document))
        self._tell(
            BatchDone(stage=READING, records=read, problems=result.problems, not_read=1 - read)
        )

    def take_events(self) -> Iterator[Progress]:
        """Yields the events that have not been told yet."""
        while len(self.events) > 0:
            yield self.events.popleft()

    def _tell(self, event: BatchDone) -> None:
        self.records += event.records
        self.problems += len(event.problems)
        if event.records > 0 or event.not_read > 0 or len(event.problems) > 0:
            self.events.append(event)

    def _tell_skipped(
        self, given: Snapshot, known: Document, problems: tuple[Problem, ...]
    ) -> None:
        self.skipped += 1
        self.problems += len(problems)
        self.events.append(
            DocumentSkipped(path=given.path, document_id=known.id, problems=problems)
        )

    def _known(self, snapshot: Snapshot) -> Document | None:
        return next(self.store.read(Document, snapshot_sha256=snapshot.id), None)

    def _undone(self, document: Document) -> set[str]:
        return {
            stage.name
            for stage in self.stages
            if not self.store.has_done(self.keys[stage.name], _input_id(stage, document))
        }

    def _left_to_do(self, document: Document, given: Snapshot) -> ReportToRead:
        """Returns what is left to do on a known document: the stages not done, and their sources.

        A document that has to be made again is made of the bytes and metadata that were kept.
        """
        todo = self._undone(document)
        for stage in reversed(self.stages):
            if stage.name in todo and stage.consumes not in (Snapshot, Document):
                todo |= {s.name for s in self.stages if stage.consumes in s.produces}
        if any(stage.name in todo and Document in stage.produces for stage in self.stages):
            kept = next(self.store.read(Snapshot, id=document.snapshot_sha256), given)
            return new_report(kept, self.stages)
        return ReportToRead(snapshot=None, document=document, todo=frozenset(todo))

    def _work(self, report: ReportToRead, result: ReportRead, document: Document) -> DocumentWork:
        """Returns what is to be written of a report that has been read.

        A stage that failed is not marked as done, and neither is one that had nothing to work on
        because of it: the next run tries them again.
        """
        again = set(result.crashed)
        if result.crashed:
            again |= report.todo - set(result.ran)
        redone = [stage for stage in self.stages if stage.name in report.todo]
        return DocumentWork(
            document=document,
            snapshot=report.snapshot,
            records=result.records,
            problems=result.problems,
            stages=tuple(stage.name for stage in redone),
            replaces=tuple(k for k in DOCUMENT_KINDS if any(k in s.produces for s in redone)),
            done=tuple(
                (self.keys[stage.name], _input_id(stage, document))
                for stage in self.stages
                if stage.name not in again
            ),
        )

    def _write_differences(self, given: Snapshot, known: Document) -> tuple[Problem, ...]:
        """Returns how an input differs from the document that its bytes are known as."""
        problems = []
        if given.path != known.path:
            problems.append(_duplicate(given, known))
        if other := self._other_metadata(given, known):
            problems.append(_metadata_differs(given, known, other))
        if problems:
            self.store.write_problems(problems, unit=known.id)
        return tuple(problems)

    def _other_metadata(self, given: Snapshot, known: Document) -> tuple[str, ...]:
        """Returns the metadata fields that are given otherwise than before."""
        other = [
            name
            for name in GIVEN_FIELDS
            if getattr(given, name) and getattr(given, name) != getattr(known, name)
        ]
        if len(other) == 0:
            return ()
        # A date may have been given in another form than the document has it in.
        kept = next(self.store.read(Snapshot, id=given.id), None)
        return tuple(n for n in other if kept is None or getattr(given, n) != getattr(kept, n))


def _not_read(problem: Problem) -> BatchDone:
    """Returns the event of an input that never came to be read."""
    is_known = problem.code == "duplicate"
    return BatchDone(
        stage=READING,
        records=0,
        problems=(problem,),
        not_read=int(not is_known and problem.code not in READ_ALL_THE_SAME),
        known=int(is_known),
    )


def _input_id(stage: AnyStage, document: Document) -> str:
    return document.snapshot_sha256 if stage.consumes is Snapshot else document.id


def _duplicate(given: Snapshot, known: Document) -> Problem:
    return Problem(
        stage=ADDING,
        subject=given.path,
        code="duplicate",
        message=(
            f"The same bytes were added before, from {known.path}: they are one document "
            f"({known.id}), and count once."
        ),
    )


def _metadata_differs(given: Snapshot, known: Document, names: tuple[str, ...]) -> Problem:
    told = "; ".join(
        f"{name} {getattr(known, name)!r} was kept, {getattr(given, name)!r} was not taken"
        for name in names
    )
    return Problem(
        stage=ADDING,
        subject=given.path,
        code="metadata-differs",
        message=(
            f"The document {known.id} is known with other metadata: {told}. To change it, remove "
            f"the document (reportedly remove {known.id}) and add it again."
        ),
    )


def read_only(
    inputs: Iterable[Snapshot | Problem],
    plan: Plan,
    runner: Runner,
    *,
    strict: bool = False,
    is_linked: bool = False,
) -> Iterator[object]:
    """Yields all that a plan makes of reports, without a store: each report's records in order.

    With ``is_linked`` the questions, links and findings over all of the reports follow.
    """
    stages = report_stages(plan)
    aside: deque[Problem] = deque()
    contexts: list[ClaimInContext] = []
    for result in runner.run(
        ReadReport(stages=stages, strict=strict), _without_problems(inputs, stages, aside)
    ):
        while len(aside) > 0:
            yield aside.popleft()
        if result.document is not None:
            yield result.document
        yield from result.records
        yield from result.problems
        if is_linked and result.document is not None:
            contexts.extend(contexts_of(result.document, result.records))
    yield from aside
    if is_linked:
        yield from link_in_memory(tuple(contexts), plan, strict=strict)


def _without_problems(
    inputs: Iterable[Snapshot | Problem], stages: tuple[AnyStage, ...], aside: deque[Problem]
) -> Iterator[ReportToRead]:
    for given in inputs:
        if isinstance(given, Problem):
            aside.append(given)
        else:
            yield new_report(given, stages)
