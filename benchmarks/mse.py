"""Benchmark: how many were never listed, from the overlaps of lists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.assess.multiple_systems import estimate_unlisted
from reportedly.estimation import CaptureCounts, CapturePattern


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields the averaged estimate with its interval; nothing but the id where it is refused."""
    for record in records:
        made = estimate_unlisted(
            CaptureCounts(
                lists=tuple(record["lists"]),
                patterns=tuple(
                    CapturePattern(lists=tuple(pattern["in"]), count=pattern["n"])
                    for pattern in record["patterns"]
                ),
            )
        )
        figures = {"estimate": made.estimate, "low": made.low, "high": made.high}
        yield {"id": record["id"], **({} if made.refused is not None else figures)}
