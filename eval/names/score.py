"""Scores on the labelled pairs of names: how many are joined rightly, wrongly, or left to a person.

::

    python -m eval.names.score              both halves, with 95 percent bootstrap intervals
    python -m eval.names.score --misses     and every pair of the dev half that is read wrongly

Each pair goes along the product's own path: two reports, one source each, resolved together.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from eval.names.items import item_of
from reportedly.link.entities import resolve_entities
from reportedly.link.name_table import mention_of
from reportedly.link.organisations import listings_of
from reportedly.records import Source, SourceKind

PAIRS = Path(__file__).parent / "pairs.jsonl"
RESAMPLES = 1000
# What may stand before a name in the file; extraction leaves it off.
OFFICES = frozenset(
    {"governor", "minister", "spokesman", "president", "general", "commander", "mayor", "director",
     "envoy", "the", "resident", "activist"}
)  # fmt: skip
Reading = Literal["same", "unsure", "different"]


@dataclass(frozen=True, slots=True)
class Label:
    """Two names as reports write them, what kind they are read as, and whether they are one."""

    part: str
    left: str
    right: str
    kind: SourceKind
    same: bool
    group: str


Scored = tuple[Label, Reading]


def read_labels() -> tuple[Label, ...]:
    """Returns every labelled pair."""
    return tuple(Label(**json.loads(line)) for line in PAIRS.read_text("utf-8").splitlines())


def source_of(name: str, kind: SourceKind) -> Source:
    """Returns a source as extraction gives it: of a person, the capitalised words are the name."""
    full = None
    if kind == "person":
        words = name.split(",", maxsplit=1)[0].split()
        while words and words[0].lower() in OFFICES:
            words = words[1:]
        full = " ".join(words)
    return Source(name=name, kind=kind, span=None, resolved_name=full)


def read_pair(label: Label) -> Reading:
    """Returns what the product makes of two names, each in a report of its own."""
    items = [
        item_of(source_of(name, label.kind), f"report-{number}")
        for number, name in enumerate((label.left, label.right))
    ]
    found = resolve_entities(items)
    if any(len(entity.document_ids) == 2 for entity in found.entities):
        return "same"
    return "unsure" if any(pair.verdict == "unsure" for pair in found.pairs) else "different"


def precision(scored: Sequence[Scored]) -> float:
    """Returns the share of joined pairs that are one; 1 where none is joined."""
    joined = [label.same for label, reading in scored if reading == "same"]
    return sum(joined) / len(joined) if joined else 1.0


def recall(scored: Sequence[Scored]) -> float:
    """Returns the share of pairs that are one which are joined."""
    return _share(scored, ("same",))


def recall_with_review(scored: Sequence[Scored]) -> float:
    """Returns the share of pairs that are one which are joined or put to a person."""
    return _share(scored, ("same", "unsure"))


def _share(scored: Sequence[Scored], readings: tuple[Reading, ...]) -> float:
    ones = [reading in readings for label, reading in scored if label.same]
    return sum(ones) / len(ones) if ones else 1.0


def interval(scored: Sequence[Scored], measure: Callable[[Sequence[Scored]], float]) -> str:
    """Returns a measure with its 95 percent bootstrap interval."""
    chance = random.Random(7)  # noqa: S311 - resampling, no secret
    values = sorted(measure(chance.choices(scored, k=len(scored))) for _ in range(RESAMPLES))
    low, high = values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES)]
    return f"{measure(scored):.3f} [{low:.3f}, {high:.3f}]"


def is_listed(label: Label) -> bool:
    """Tells whether the package's list knows either name: such pairs flatter the figure."""
    for name in (label.left, label.right):
        mention = mention_of(name, label.kind, None)
        if mention is not None and listings_of(mention.key, is_abbreviation=mention.is_short):
            return True
    return False


def main() -> None:
    """Prints the figures, and with ``--misses`` what is read wrongly in the dev half."""
    parser = argparse.ArgumentParser(description="Scores the resolution of names.")
    parser.add_argument("--misses", action="store_true", help="list the misses of the dev half")
    asked = parser.parse_args()
    scored = [(label, read_pair(label)) for label in read_labels()]
    parts = {
        "dev": [s for s in scored if s[0].part == "dev"],
        "test": [s for s in scored if s[0].part == "test"],
        "neither name listed": [s for s in scored if not is_listed(s[0])],
    }
    for part, found in parts.items():
        sys.stdout.write(
            f"{part} ({len(found)} pairs): precision {interval(found, precision)}, recall "
            f"{interval(found, recall)}, with review {interval(found, recall_with_review)}\n"
        )
    if asked.misses:
        for label, reading in parts["dev"]:
            if (reading == "same") != label.same:
                truth = "same" if label.same else "different"
                sys.stdout.write(f"{truth:>9}, read as {reading}: {label.left} · {label.right}\n")


if __name__ == "__main__":
    main()
