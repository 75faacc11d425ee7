"""The judged pairs of claims, by document id and offsets; no text is kept here."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
# The reports of the casualty benchmark stand beside the project.
SHARED = HERE.parents[1] / ".." / "shared" / "bench" / "casualties_fakes" / "dev.jsonl"
HALVES = ("dev", "test")


@dataclass(frozen=True, slots=True)
class Mention:
    """A number in a report: the report's id in the benchmark file, and where the number stands."""

    report: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two numbers and how a reader judged their claims.

    ``inner`` is ``left`` or ``right`` for a nested pair: the claim whose question lies in the
    other's. ``drawn`` is the stratum that the pair was drawn from.
    """

    left: Mention
    right: Mention
    label: str
    inner: str | None
    drawn: str


def read_pairs(half: str) -> tuple[Pair, ...]:
    """Returns the pairs of a half (``dev``, ``test``) or of ``train``, in the order of the file."""
    return tuple(
        Pair(
            left=_mention(row["left"]),
            right=_mention(row["right"]),
            label=row["label"],
            inner=row.get("inner"),
            drawn=row["drawn"],
        )
        for row in _rows(HERE / f"{half}.jsonl")
    )


def read_reports(shared: Path = SHARED) -> list[dict[str, Any]]:
    """Returns the reports that the pairs refer to; none where the benchmark is not at hand."""
    return list(_rows(shared)) if shared.exists() else []


def _mention(side: dict[str, Any]) -> Mention:
    return Mention(report=side["id"], start=side["start"], end=side["end"])


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
