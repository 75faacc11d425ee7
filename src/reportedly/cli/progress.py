"""What a run tells -> a bar on a terminal, a line now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.cli.output import counted, error_console, say

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import TaskID

    from reportedly.records import Problem
    from reportedly.run.events import Progress

# Nobody waits two seconds without a sign; a log file needs one less often.
LINE_EVERY_S = 5.0

STEP_WORDS = {
    "read": "reading reports",
    "link": "linking claims",
    "check": "checking sums",
    "compare": "comparing reports",
    "assess": "weighing answers",
}


@dataclass(slots=True, kw_only=True)
class Tally:
    """What a run did, for the line at its end."""

    read: int = 0
    not_read: int = 0
    skipped: int = 0
    problems: list[Problem] = field(default_factory=list)

    def words(self) -> str:
        """Returns what became of the inputs, so that the counts add up to them."""
        words = f"{counted(self.read, 'report')} read"
        if self.not_read:
            words += f", {self.not_read:,} not read"
        if self.skipped:
            words += f", {self.skipped:,} known before"
        return words

    @property
    def has_crash(self) -> bool:
        """Whether a stage failed somewhere: a bug of ours, and exit status 1."""
        return any(problem.code == "crash" for problem in self.problems)


def follow(events: Iterable[Progress], tally: Tally) -> None:
    """Takes a run's events, which makes it work, shows them, and adds them up."""
    with progress_bar() as bar:
        shown = _Shown(bar=bar)
        for event in events:
            _add_up(event, tally)
            shown.show(event, tally)


@contextmanager
def progress_bar() -> Iterator[Bar | None]:
    """Opens a progress bar on standard error; ``None`` where that is not a terminal."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        SpinnerColumn,
        TextColumn,
        TimeElapsedColumn,
    )

    columns = (
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(),
        TimeElapsedColumn(),
    )  # fmt: skip
    with Progress(*columns, console=error_console(), transient=True) as bar:
        yield bar


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Shows on a terminal that something is going on whose length is not known."""
    if not sys.stderr.isatty():
        yield
        return
    with error_console().status(words):
        yield


def _add_up(event: Progress, tally: Tally) -> None:
    from reportedly.run.events import BatchDone, DocumentSkipped

    if isinstance(event, BatchDone):
        tally.problems.extend(event.problems)
        tally.read += event.records if event.stage == "read" else 0
        tally.not_read += event.not_read
        tally.skipped += event.known
    elif isinstance(event, DocumentSkipped):
        tally.problems.extend(event.problems)
        tally.skipped += 1


@dataclass(slots=True, kw_only=True)
class _Shown:
    """What is on the screen: the bar's task, or when the last line was printed."""

    bar: Bar | None
    task: TaskID | None = None
    last_line_s: float = field(default_factory=time.monotonic)

    def show(self, event: Progress, tally: Tally) -> None:
        from reportedly.run.events import BatchDone, DocumentSkipped, StageFinished, StageStarted

        words = STEP_WORDS.get(event.stage, event.stage) if hasattr(event, "stage") else ""
        if self.bar is not None:
            if isinstance(event, StageStarted):
                self.task = self.bar.add_task(words, total=event.total)
            elif isinstance(event, StageFinished) and self.task is not None:
                self.bar.remove_task(self.task)
                self.task = None
            elif self.task is not None:
                self.bar.advance(self.task, _inputs_of(event))
            return
        now = time.monotonic()
        if isinstance(event, BatchDone | DocumentSkipped) and now - self.last_line_s > LINE_EVERY_S:
            self.last_line_s = now
            say(tally.words())


def _inputs_of(event: Progress) -> int:
    """Returns by how much an event brings the bar on."""
    from reportedly.run.events import BatchDone

    return event.records + event.not_read + event.known if isinstance(event, BatchDone) else 1
