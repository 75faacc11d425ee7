"""What every runner promises: one body of tests, all runners."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from reportedly.errors import StageError
from reportedly.records import Document, Problem
from reportedly.run.driver import add, read_only
from reportedly.run.events import BatchDone
from reportedly.run.pool import PoolRunner, make_runner
from reportedly.run.serial import SerialRunner
from reportedly.run.tasks import Runner, RunStage
from reportedly.store.base import STORED_KINDS
from reportedly.store.memory import MemoryStore
from tests.toys import ToyExtract, ToyIngest, many_snapshots, snapshot_of, toy_plan

RUNNERS: dict[str, Runner] = {
    "serial": SerialRunner(),
    "pool": PoolRunner(workers=2, alone_below=1),
}


@pytest.fixture(params=list(RUNNERS))
def runner(request: pytest.FixtureRequest) -> Runner:
    return RUNNERS[request.param]


@dataclass(frozen=True, slots=True)
class Square:
    """A task that squares, fails on 13, and kills its process on negative numbers."""

    def __call__(self, item: int, /) -> int:
        if item == 13:
            raise StageError("square", "13", "that is no number to square")
        if item < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return item * item

    def lost(self, item: int, /) -> int:
        return item


def test_results_come_in_the_order_of_the_items(runner: Runner) -> None:
    assert list(runner.run(Square(), [3, 1, 2] * 10)) == [9, 1, 4] * 10
    assert list(runner.run(Square(), [])) == []


def test_items_are_taken_only_a_little_ahead(runner: Runner) -> None:
    taken = 0

    def items() -> Iterator[int]:
        nonlocal taken
        for _ in range(10_000):
            taken += 1
            yield 2

    results = runner.run(Square(), items())
    assert next(results) == 4
    assert taken <= 30
    results.close()  # type: ignore[attr-defined] # both runners are generators


def test_an_error_of_the_task_ends_the_run(runner: Runner) -> None:
    with pytest.raises(StageError, match="no number to square") as caught:
        list(runner.run(Square(), [1, 2, 13, 4]))
    assert caught.value.subject == "13"


def test_an_item_that_kills_its_process_is_given_up_and_the_rest_is_done() -> None:
    items = [1, 2, 3, -7, 4, 5, 6, 7, 8, 9, 10, 11, -8, 12]
    results = list(RUNNERS["pool"].run(Square(), items))
    assert results == [item if item < 0 else item * item for item in items]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="processes are looked up in /proc")
def test_processes_end_when_the_run_is_killed() -> None:
    code = (
        "from tests.contract.test_runners import RUNNERS, Square\n"
        "if __name__ == '__main__':\n"
        "    for result in RUNNERS['pool'].run(Square(), [2] * 1000): print(result, flush=True)\n"
        "    input()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE, stdin=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
    )  # fmt: skip
    assert process.stdout is not None
    process.stdout.readline()
    children = children_of(process.pid)
    assert len(children) >= 2
    process.kill()
    process.communicate()
    deadline = time.monotonic() + 20
    while any(is_running(child) for child in children) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(is_running(child) for child in children)


def children_of(parent: int) -> list[int]:
    return [
        int(status.parent.name)
        for status in Path("/proc").glob("[0-9]*/status")
        if f"PPid:\t{parent}\n" in read_or_nothing(status)
    ]


def is_running(process: int) -> bool:
    status = read_or_nothing(Path(f"/proc/{process}/status"))
    return status != "" and "State:\tZ" not in status


def read_or_nothing(path: Path) -> str:
    try:
        return path.read_text()
    except OSError:
        return ""  # the process has ended meanwhile


def test_a_handful_of_items_starts_no_process() -> None:
    @dataclass(frozen=True)
    class CannotTravel:
        def __call__(self, item: int, /) -> int:
            return os.getpid() + item

        def lost(self, item: int, /) -> int:
            return item

    assert list(PoolRunner(workers=2).run(CannotTravel(), [0, 1])) == [os.getpid(), os.getpid() + 1]


def test_one_worker_is_this_process() -> None:
    assert isinstance(make_runner(1), SerialRunner)
    assert isinstance(make_runner(5), PoolRunner)


def test_the_store_holds_the_same_whoever_ran_the_stages(runner: Runner) -> None:
    stores = MemoryStore(), MemoryStore()
    snapshots = [
        *many_snapshots(15),
        snapshot_of("Ann: 1 killed. crash", "crash.txt"),
        snapshot_of("", "empty.txt"),
    ]
    events = list(add(snapshots, stores[0], toy_plan(), SerialRunner()))
    assert list(add(snapshots, stores[1], toy_plan(), runner)) == events
    for kind in STORED_KINDS:
        assert list(stores[0].read(kind)) == list(stores[1].read(kind))
    plain = list(read_only(snapshots, toy_plan(), runner, is_linked=True))
    assert plain == list(read_only(snapshots, toy_plan(), SerialRunner(), is_linked=True))


def test_strict_raises_at_the_first_crash(runner: Runner) -> None:
    snapshots = [*many_snapshots(3), snapshot_of("crash"), *many_snapshots(3)]
    with pytest.raises(StageError, match="the toy broke"):
        list(add(snapshots, MemoryStore(), toy_plan(), runner, strict=True))


def test_a_report_that_kills_its_process_becomes_a_problem() -> None:
    snapshots = [*many_snapshots(5), snapshot_of("Ann: 5 killed, and die.", "deadly.txt")]
    store = MemoryStore()
    events = list(add(snapshots, store, toy_plan(), RUNNERS["pool"]))
    (problem,) = store.read(Problem)
    assert (problem.subject, problem.code) == ("deadly.txt", "crash")
    assert "died" in problem.message
    done = [e for e in events if isinstance(e, BatchDone)]
    assert (sum(e.records for e in done), sum(e.not_read for e in done)) == (5, 1)
    with pytest.raises(StageError, match="deadly"):
        list(add(snapshots, MemoryStore(), toy_plan(), RUNNERS["pool"], strict=True))


def test_a_crash_costs_its_record_only() -> None:
    good, bad = snapshot_of("Ann: 3 killed."), snapshot_of("crash", "bad.txt")
    store = MemoryStore()
    list(add([bad, good], store, toy_plan(), SerialRunner()))
    documents = {document.path: document for document in store.read(Document)}
    batch = [documents["bad.txt"], documents["report.txt"]]
    crash, *rest = RunStage(stage=ToyExtract())(batch)
    assert isinstance(crash, Problem)
    assert crash.code == "crash"
    assert crash.subject == documents["bad.txt"].id
    assert "Traceback" in crash.message
    assert "the toy broke" in crash.message
    assert rest == list(ToyExtract()([documents["report.txt"]]))


def test_a_batch_that_kills_its_process_is_told_by_its_first_record() -> None:
    task = RunStage(stage=ToyExtract())
    (document,) = (d for d in ToyIngest()([snapshot_of("die")]) if isinstance(d, Document))
    (problem,) = task.lost([document])
    assert (problem.code, problem.subject) == ("crash", document.id)
