"""The plain runner: one item after the other, in this process. The reference for all others."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportedly.run.tasks import Item, Result, Task


@dataclass(frozen=True, slots=True, kw_only=True)
class SerialRunner:
    """Runs tasks in this process. An item that kills the process kills the run."""

    def run(self, task: Task[Item, Result], items: Iterable[Item], /) -> Iterator[Result]:
        """Yields the result of each item, in order; takes an item when its turn comes."""
        for item in items:
            yield task(item)
