"""Adding, skipping, redoing: what the driver writes, and what it tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

import pytest

from reportedly.config import Plan
from reportedly.errors import ConfigError, StageError
from reportedly.records import (
    Claim,
    Document,
    Fingerprint,
    Problem,
    ProblemCode,
    Snapshot,
    Span,
    Statement,
)
from reportedly.run.driver import add, read_only
from reportedly.run.events import BatchDone, DocumentSkipped, StageFinished, StageStarted
from reportedly.run.serial import SerialRunner
from reportedly.stage import AnyStage
from reportedly.store.memory import MemoryStore
from tests.toys import ToyExtract, ToyFingerprint, ToyIngest, snapshot_of, toy_plan

SERIAL = SerialRunner()
REPORT = snapshot_of("Ann: 3 killed. Bob: 4 killed.")


@pytest.fixture
def store() -> MemoryStore:
    return MemoryStore()


def test_events_tell_what_was_done(store: MemoryStore) -> None:
    empty = snapshot_of("", "empty.txt")
    assert list(add([REPORT, empty], store, toy_plan(), SERIAL, total=2)) == [
        StageStarted(stage="read", total=2),
        BatchDone(stage="read", records=1, problems=()),
        BatchDone(stage="read", records=0, problems=tuple(store.read(Problem)), not_read=1),
        StageFinished(stage="read", records=1, skipped=0, problems=1),
    ]


def test_what_was_added_before_is_skipped(store: MemoryStore) -> None:
    list(add([REPORT], store, toy_plan(), SERIAL))
    (document,) = store.read(Document)
    assert list(add([REPORT], store, toy_plan(), SERIAL))[1:] == [
        DocumentSkipped(path="report.txt", document_id=document.id, problems=()),
        StageFinished(stage="read", records=0, skipped=1, problems=0),
    ]


def test_the_same_bytes_from_elsewhere_are_one_document_and_said_so(store: MemoryStore) -> None:
    list(add([REPORT, replace(REPORT, path="copy.txt")], store, toy_plan(), SERIAL))
    assert store.count(Document) == 1
    (problem,) = store.read(Problem)
    assert (problem.code, problem.subject) == ("duplicate", "copy.txt")
    assert "report.txt" in problem.message


def test_other_metadata_is_told_and_the_first_kept(store: MemoryStore) -> None:
    list(add([replace(REPORT, publisher="A")], store, toy_plan(), SERIAL))
    for other in (replace(REPORT, publisher="B"), replace(REPORT, publisher="A")):
        list(add([other], store, toy_plan(), SERIAL))
    assert [d.publisher for d in store.read(Document)] == ["A"]
    (problem,) = store.read(Problem)
    assert problem.code == "metadata-differs"
    assert "publisher 'A' was kept, 'B' was not taken" in problem.message
    assert "reportedly remove" in problem.message


def test_a_date_given_in_its_earlier_form_is_no_difference(store: MemoryStore) -> None:
    given = replace(REPORT, published="4 March 2021")
    list(add([given], store, toy_plan(), SERIAL))
    store.write([replace(next(store.read(Document)), published="2021-03-04")])
    list(add([given], store, toy_plan(), SERIAL))
    assert store.count(Problem) == 0


def test_problems_from_before_reading_are_kept_until_the_path_is_read(store: MemoryStore) -> None:
    problem = Problem(stage="ingest", subject=REPORT.path, code="dangling-link", message="Where?")
    (_, told, _) = add([problem], store, toy_plan(), SERIAL)
    assert told == BatchDone(stage="read", records=0, problems=(problem,), not_read=1)
    assert list(store.read(Problem)) == [problem]
    list(add([REPORT], store, toy_plan(), SERIAL))
    assert store.count(Problem) == 0


@pytest.mark.parametrize(
    ("code", "not_read", "known"), [("duplicate", 0, 1), ("encoding-guessed", 0, 0)]
)
def test_an_input_is_counted_once_whatever_becomes_of_it(
    store: MemoryStore, code: ProblemCode, not_read: int, known: int
) -> None:
    problem = Problem(stage="ingest", subject="a.csv", code=code, message="So it is.")
    (_, told, _) = add([problem], store, toy_plan(), SERIAL)
    assert isinstance(told, BatchDone)
    assert (told.records, told.not_read, told.known) == (0, not_read, known)


def test_only_changed_stages_are_run_again(store: MemoryStore) -> None:
    # Claims written by hand show that extraction did not run again.
    list(add([REPORT], store, toy_plan(), SERIAL))
    claim = next(store.read(Claim))
    marked = replace(claim, evidence=Span(start=0, end=1))
    store.write([marked])
    list(add([REPORT], store, toy_plan(fingerprint=ToyFingerprint(seed=100)), SERIAL))
    assert marked in store.read(Claim)
    assert next(store.read(Fingerprint)).sketch[0] > 100


def test_a_changed_stage_replaces_what_it_made(store: MemoryStore) -> None:
    list(add([REPORT], store, toy_plan(), SERIAL))
    list(add([REPORT], store, toy_plan(extract=ToyExtract(stance="denies")), SERIAL))
    assert {s.stance for s in store.read(Statement)} == {"denies"}
    assert store.count(Statement) == 2


def test_a_changed_first_stage_redoes_all_from_the_kept_bytes(
    store: MemoryStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    list(add([replace(REPORT, publisher="A")], store, toy_plan(), SERIAL))
    monkeypatch.setattr(ToyIngest, "version", 2)
    events = list(add([replace(REPORT, publisher="B")], store, toy_plan(), SERIAL))
    assert [e.records for e in events if isinstance(e, BatchDone)] == [0, 1]
    assert [d.publisher for d in store.read(Document)] == ["A"]
    assert isinstance(list(add([REPORT], store, toy_plan(), SERIAL))[1], DocumentSkipped)


def test_reading_all_kept_snapshots_redoes_the_ledger(store: MemoryStore) -> None:
    list(add([REPORT, snapshot_of("Cat: 1 killed.", "c.txt")], store, toy_plan(), SERIAL))
    plan = toy_plan(extract=ToyExtract(stance="denies"))
    list(add(store.read(Snapshot), store, plan, SERIAL))
    assert {s.stance for s in store.read(Statement)} == {"denies"}


def test_a_crash_keeps_the_document_and_is_tried_again(store: MemoryStore) -> None:
    bad = snapshot_of("Ann: 3 killed. crash", "bad.txt")
    list(add([bad], store, toy_plan(), SERIAL))
    (problem,) = store.read(Problem)
    assert (problem.stage, problem.code) == ("toy-extract", "crash")
    assert store.count(Document) == store.count(Fingerprint) == 1
    list(add([bad], store, toy_plan(), SERIAL))
    assert list(store.read(Problem)) == [problem]
    list(add([bad], store, toy_plan(extract=ToyExtract(is_brittle=False)), SERIAL))
    assert store.count(Problem) == 0
    assert store.count(Claim) == 1


def test_an_interruption_keeps_what_was_read(store: MemoryStore) -> None:
    class Interrupting(MemoryStore):
        def replace_document(self, work: object) -> None:
            if self.count(Document) == 2:
                raise KeyboardInterrupt
            super().replace_document(work)  # type: ignore[arg-type] # passed on as it came

    interrupted = Interrupting()
    reports = [snapshot_of(f"Ann: {i} killed.", f"{i}.txt") for i in range(5)]
    with pytest.raises(KeyboardInterrupt):
        list(add(reports, interrupted, toy_plan(), SERIAL))
    assert interrupted.count(Document) == interrupted.count(Claim) == 2


class AheadRunner:
    """Takes all items before it gives a result, as a pool does with a few."""

    def run(self, task: Any, items: Any, /) -> Iterator[Any]:
        for item in list(items):
            yield task(item)


def test_twins_that_are_read_at_the_same_time_are_one_document(store: MemoryStore) -> None:
    twin = replace(REPORT, path="copy.txt")
    events = list(add([REPORT, twin], store, toy_plan(), AheadRunner()))
    assert [d.path for d in store.read(Document)] == ["report.txt"]
    (problem,) = store.read(Problem)
    assert (problem.code, problem.subject) == ("duplicate", "copy.txt")
    assert events[-1] == StageFinished(stage="read", records=1, skipped=1, problems=1)


@dataclass(frozen=True)
class ToyCountClaims:
    """A stage of somebody else's, which builds on claims."""

    name: ClassVar[str] = "toy-count"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = Claim
    produces: ClassVar[tuple[type, ...]] = (Fingerprint,)
    group_by: ClassVar[str | None] = None
    seed: int = 0

    def __call__(self, batch: Sequence[Claim], /) -> Iterator[Fingerprint]:
        yield Fingerprint(document_id=batch[0].document_id, words=len(batch), sketch=(self.seed,))


def test_a_stage_that_builds_on_claims_gets_them_again_when_it_changes(
    store: MemoryStore,
) -> None:
    def plan(stage: AnyStage) -> Plan:
        return Plan(stages=(ToyIngest(), ToyExtract(), stage))

    list(add([REPORT], store, plan(ToyCountClaims()), SERIAL))
    list(add([REPORT], store, plan(ToyCountClaims(seed=5)), SERIAL))
    assert [(f.words, f.sketch) for f in store.read(Fingerprint)] == [(2, (5,))]
    assert store.count(Claim) == 2
    assert len(list(add([REPORT], store, plan(ToyCountClaims(seed=5)), SERIAL))) == 3


def test_a_stage_that_makes_two_documents_of_one_snapshot_is_a_bug(store: MemoryStore) -> None:
    class Doubling(ToyIngest):
        def __call__(self, batch: Any, /) -> Any:
            document: Any = next(iter(super().__call__(batch)))
            yield document
            yield replace(document, id="other")

    with pytest.raises(StageError, match="several documents"):
        list(add([REPORT], store, toy_plan(ingest=Doubling()), SERIAL))


def test_a_plan_with_a_stage_that_nothing_can_feed_is_refused(store: MemoryStore) -> None:
    class Odd(ToyExtract):
        consumes = Span

    odd: Any = Odd()
    with pytest.raises(ConfigError, match="consumes Span"):
        list(add([REPORT], store, Plan(stages=(odd,)), SERIAL))


def test_read_only_yields_the_same_records_as_a_ledger_holds(store: MemoryStore) -> None:
    problem = Problem(stage="ingest", subject="link", code="dangling-link", message="Where?")
    reports: list[Snapshot | Problem] = [REPORT, problem, snapshot_of("Cat: 1 killed.", "c.txt")]
    list(add(reports, store, toy_plan(), SERIAL))
    records = list(read_only(reports, toy_plan(), SERIAL))
    for kind in (Document, Fingerprint, Statement, Claim, Problem):
        read = [record for record in records if type(record) is kind]
        assert len(read) == store.count(kind) > 0
        assert all(record in read for record in store.read(kind))
    assert isinstance(records[0], Document)
