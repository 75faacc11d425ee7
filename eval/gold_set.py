"""The gold set: short texts of our own with what a careful reader takes from them.

Each answer names its words by the exact substring and which occurrence of it is meant, so that a
person can review the file without counting characters.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.records import Document, Span

GOLD = Path(__file__).parent / "gold"


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """A number as stated, and what it measures where that is clear."""

    span: Span
    low: float | None
    high: float | None
    relation: str
    role: str | None


@dataclass(frozen=True, slots=True)
class GoldTime:
    """A time with at least one known end."""

    span: Span
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class GoldPlace:
    """A named place; coordinates only where the place is real and a point on the map."""

    span: Span
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class GoldStatement:
    """Words that somebody is said to have said, and the mentions that name the speaker."""

    content: Span
    sources: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Case:
    """One text of the gold set with all its answers."""

    id: str
    document: Document
    quantities: tuple[GoldQuantity, ...]
    times: tuple[GoldTime, ...]
    places: tuple[GoldPlace, ...]
    statements: tuple[GoldStatement, ...]


def read_cases(folder: Path = GOLD) -> tuple[Case, ...]:
    """Returns the cases of a folder's ``*.jsonl``, in the order of their file names."""
    return tuple(_cases(folder))


def corpus_sha256(folder: Path = GOLD) -> str:
    """Returns the SHA-256 of the gold files, names and bytes, in the order of their names."""
    digest = hashlib.sha256()
    for path in sorted(folder.glob("*.jsonl")):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def locate(text: str, said: Mapping[str, Any]) -> Span:
    """Returns the span of ``{"exact", "occurrence"}``; ``ValueError`` where the text lacks it."""
    exact, start = str(said["exact"]), -1
    for _ in range(int(said["occurrence"])):
        start = text.find(exact, start + 1)
        if start < 0:
            raise ValueError(f"the text has no occurrence {said['occurrence']} of {exact!r}")
    return Span(start=start, end=start + len(exact))


def _cases(folder: Path) -> Iterator[Case]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            yield read_case(json.loads(line))


def read_case(row: Mapping[str, Any]) -> Case:
    """Returns the case of one row of a gold file."""
    text = str(row["text"])
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = Document(
        id=str(row["id"]),
        path=None,
        url=None,
        title=None,
        publisher=row["publisher"],
        authors=(),
        published=row["published"],
        modified=None,
        retrieved=None,
        language="en",
        text=text,
        text_sha256=digest,
        snapshot_sha256=digest,
    )
    return Case(
        id=str(row["id"]),
        document=document,
        quantities=tuple(
            GoldQuantity(locate(text, q), q["low"], q["high"], q["relation"], q["role"])
            for q in row["quantities"]
        ),
        times=tuple(GoldTime(locate(text, t), t["first"], t["last"]) for t in row["times"]),
        places=tuple(GoldPlace(locate(text, p), p["lat"], p["lon"]) for p in row["places"]),
        statements=tuple(
            GoldStatement(
                locate(text, s["content"]),
                tuple(locate(text, named) for named in (s["source"], s["also"]) if named),
            )
            for s in row["statements"]
        ),
    )
