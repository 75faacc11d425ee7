"""Which stretches of a text are taken, asked and told in logarithmic time.

A report may hold as many numbers as statements: going through all the ones for each of the others
takes the square of its length.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from reportedly.records import Span


class Coverage:
    """The stretches of a text that some spans cover together."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Covers the spans, in whatever order they come."""
        self._starts: list[int] = []  # of stretches that neither overlap nor touch, in text order
        self._ends: list[int] = []
        for span in sorted(spans):
            self.add(span)

    def add(self, span: Span) -> None:
        """Covers one more span."""
        first = bisect_left(self._ends, span.start)
        behind = bisect_right(self._starts, span.end)
        start = min((span.start, *self._starts[first : min(first + 1, behind)]))
        end = max((span.end, *self._ends[max(first, behind - 1) : behind]))
        self._starts[first:behind] = [start]
        self._ends[first:behind] = [end]

    def overlaps(self, start: int, end: int) -> bool:
        """Tells whether any character of ``[start, end)`` is covered."""
        at = bisect_right(self._ends, start)
        return at < len(self._starts) and self._starts[at] < end
