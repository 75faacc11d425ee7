"""The pool runner: a few processes on this machine; the same results in the same order."""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import chain, islice
from typing import Generic

from reportedly.run.serial import SerialRunner
from reportedly.run.tasks import Item, Result, Runner, Task

log = logging.getLogger(__name__)

# Each process holds a parser, and 170 to 300 MB with it: four stay below 1.5 GB with this one.
MOST_AUTOMATIC_WORKERS = 4
# Starting two processes and their parsers takes as long as they save on about a hundred short
# reports; it is a guess at the middle, for reports differ in length.
ALONE_BELOW = 32
# Items sent at once: enough to hide the sending, few enough that no process waits at the end.
BATCH_ITEMS = 4
# Batches on their way for each process: one at work, one waiting.
BATCHES_AHEAD = 2


def make_runner(workers: int = 0) -> Runner:
    """Returns the runner for a number of processes; 0 means as many as suit this machine."""
    count = workers or min(os.cpu_count() or 1, MOST_AUTOMATIC_WORKERS)
    return SerialRunner() if count == 1 else PoolRunner(workers=count)


@dataclass(frozen=True, slots=True)
class Batch(Generic[Item, Result]):
    """Some items, and where their results will be."""

    items: tuple[Item, ...]
    future: Future[list[Result]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolRunner:
    """Runs tasks in ``workers`` processes; a handful of items runs in this one.

    At most ``workers * BATCHES_AHEAD`` batches are on their way at any time, so that memory stays
    flat however many items there are. If a process dies, the items on their way are worked on
    again one by one, and those that kill a process again are given up (``Task.lost``).
    """

    workers: int
    alone_below: int = ALONE_BELOW

    def run(self, task: Task[Item, Result], items: Iterable[Item], /) -> Iterator[Result]:
        """Yields the result of each item, in order."""
        remaining = iter(items)
        first = list(islice(remaining, self.alone_below))
        if len(first) < self.alone_below:
            yield from SerialRunner().run(task, first)
            return
        remaining = chain(first, remaining)
        is_finished = False
        while not is_finished:
            is_finished = yield from self._run_until_death(task, remaining)

    def _run_until_death(
        self, task: Task[Item, Result], items: Iterator[Item]
    ) -> Generator[Result, None, bool]:
        """Yields results until the items end or a process dies; returns whether they ended."""
        waiting: deque[Batch[Item, Result]] = deque()
        executor = _executor(self.workers)
        try:
            while len(batch := tuple(islice(items, BATCH_ITEMS))) > 0:
                waiting.append(Batch(batch, _submit(executor, task, batch)))
                if len(waiting) >= self.workers * BATCHES_AHEAD:
                    yield from waiting[0].future.result()
                    waiting.popleft()
            while len(waiting) > 0:
                yield from waiting[0].future.result()
                waiting.popleft()
        except BrokenProcessPool:
            log.warning("a process died; the %d batches on their way are tried again", len(waiting))
        else:
            return True
        finally:
            executor.shutdown(wait=True, cancel_futures=True)
        yield from _recover(task, waiting)
        return False


def _recover(task: Task[Item, Result], batches: Iterable[Batch[Item, Result]]) -> Iterator[Result]:
    """Yields the results of batches of which one killed its process, one item at a time."""
    executor = _executor(1)
    try:
        for batch in batches:
            if batch.future.done() and batch.future.exception() is None:
                yield from batch.future.result()
                continue
            for item in batch.items:
                try:
                    yield from _submit(executor, task, (item,)).result()
                except BrokenProcessPool:
                    executor.shutdown(wait=True, cancel_futures=True)
                    executor = _executor(1)
                    yield task.lost(item)
    finally:
        executor.shutdown(wait=True, cancel_futures=True)


def _executor(workers: int) -> ProcessPoolExecutor:
    # "spawn" is the same on every system, and safe where a library has started threads.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_follow_parent)


def _follow_parent() -> None:
    """Leaves Ctrl-C to the parent, which ends the others in order; ends if the parent is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _submit(
    executor: ProcessPoolExecutor, task: Task[Item, Result], items: tuple[Item, ...]
) -> Future[list[Result]]:
    """Returns the promise of some results; a pool that is broken already gives a broken one."""
    try:
        return executor.submit(_work, task, items)
    except BrokenProcessPool as error:
        broken: Future[list[Result]] = Future()
        broken.set_exception(error)
        return broken


def _work(task: Task[Item, Result], items: tuple[Item, ...]) -> list[Result]:
    return [task(item) for item in items]
