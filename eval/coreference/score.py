"""Scores who the mentions of a report are: "he", "the group", "it".

::

    python -m eval.coreference.score              precision, recall, F1 of the named, by half
    python -m eval.coreference.score --misses     and every mention of the dev half read wrongly

A mention is right if the product takes it for the entry of the cast that a reader takes it for: one
of the entry's own mentions lies on one of the labelled names. Where a reader names nobody ("it was
not clear"), only naming nobody is right.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.extract.attribution import attributions_of
from reportedly.extract.chains import read_voices
from reportedly.extract.coreference import References, build_references, resolve
from reportedly.extract.entities import Entity
from reportedly.extract.layout import Layout, lay_out
from reportedly.extract.nlp import parse
from reportedly.records import Span

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / ".." / "shared" / "bench" / "casualties_fakes" / "dev.jsonl"
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Label:
    """One mention by offsets, and where the names of who it is stand; none: nobody is named."""

    document: str
    start: int
    end: int
    named: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Scored:
    """A label beside what the product reads: ``name`` is ``None`` where it names nobody."""

    label: Label
    words: str
    name: str | None
    is_right: bool


def read_labels(path: Path = HERE / "labels.jsonl") -> tuple[Label, ...]:
    """Returns the labels, in the order of the file."""
    return tuple(
        Label(
            document=row["document"],
            start=row["start"],
            end=row["end"],
            named=tuple(Span(start=a, end=b) for a, b in row["named"]),
        )
        for row in _rows(path)
    )


def half_of(document: str) -> str:
    """Returns the half that a document lies in: misses are looked at in ``dev`` only."""
    digest = hashlib.sha256(document.encode()).digest()
    return "test" if digest[-1] % 2 else "dev"


def read_mentions(labels: Sequence[Label], texts: dict[str, str]) -> tuple[Scored, ...]:
    """Returns each label with the name that the product reads, text by text."""
    of_text: dict[str, list[Label]] = defaultdict(list)
    for label in labels:
        of_text[label.document].append(label)
    found: list[Scored] = []
    keys = sorted(of_text.keys() & texts.keys())
    for key, parsed in zip(keys, parse(texts[key] for key in keys), strict=True):
        layout = lay_out(parsed)
        references = build_references(layout)
        read_voices(layout, attributions_of(layout), references)
        found.extend(_scored(layout, references, label) for label in of_text[key])
    return tuple(found)


def _scored(layout: Layout, references: References, label: Label) -> Scored:
    mention = layout.tokens_in(Span(start=label.start, end=label.end))
    head = next(
        (layout.tokens[i] for i in mention if layout.tokens[i].head.i not in mention),
        layout.tokens[mention.start],
    )
    entity = resolve(references, head)
    named = entity if entity is not None and entity.is_named else None
    is_right = _lies_on(layout, named, label.named) if named is not None else not label.named
    return Scored(
        label=label,
        words=layout.text[label.start : label.end],
        name=named.name if named is not None else None,
        is_right=is_right,
    )


def _lies_on(layout: Layout, entity: Entity, names: Sequence[Span]) -> bool:
    tokens = {i for name in names for i in layout.tokens_in(name)}
    return any(start in tokens or end - 1 in tokens for start, end in entity.ranges)


def f1(scored: Sequence[Scored]) -> tuple[float, float, float]:
    """Returns precision, recall and F1 over the mentions that somebody is named for."""
    right = sum(each.is_right and each.name is not None for each in scored)
    given = sum(each.name is not None for each in scored)
    wanted = sum(len(each.label.named) > 0 for each in scored)
    precision, recall = right / max(given, 1), right / max(wanted, 1)
    return precision, recall, 2 * right / max(given + wanted, 1)


def interval(scored: Sequence[Scored], seed: int = 0) -> tuple[float, float]:
    """Returns the 95 percent bootstrap interval of F1, mentions resampled."""
    rng = random.Random(seed)  # noqa: S311 - resampling, no secret
    drawn = sorted(f1(rng.choices(scored, k=len(scored)))[2] for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES)]


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    labels = read_labels()
    if not SHARED.exists():
        print("the reports of the casualty benchmark are not beside the project: nothing to score")
        return
    scored = read_mentions(labels, {row["id"]: row["text"] for row in _rows(SHARED)})
    print(f"{len(scored)} mentions in {len({s.label.document for s in scored})} reports")
    for half in ("dev", "test"):
        _print_figures(half, [s for s in scored if half_of(s.label.document) == half])
    _print_figures("both", scored)
    if misses:
        for each in scored:
            if not each.is_right and half_of(each.label.document) == "dev":
                print(miss(each))


def _print_figures(name: str, scored: Sequence[Scored]) -> None:
    precision, recall, both = f1(scored)
    low, high = interval(scored)
    right = sum(each.is_right for each in scored)
    named = f"precision {precision:.3f}  recall {recall:.3f}  F1 {both:.3f} [{low:.3f}, {high:.3f}]"
    print(f"{name:<5} {named}  all {right} of {len(scored)} right")


def miss(scored: Scored) -> str:
    """Returns a line on a mention that is read wrongly."""
    label = scored.label
    wanted = "somebody" if label.named else "nobody"
    return f"{label.document} {label.start}: {scored.words!r} read as {scored.name}; {wanted}"


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
