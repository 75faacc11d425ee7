"""How well reworded copies are told from reports of the same event by another hand.

::

    python -m eval.rewording.score

Every two texts of one event are a pair: a copy if both were made from the original, by rewording
it sentence after sentence; no copy if one was written on its own. All texts go through the
product's search for copies as one ledger. The first half of the events was looked at while
choosing the thresholds, the second half was not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from reportedly.link.copies import find_copies
from reportedly.link.fingerprints import fingerprint

TEXTS = Path(__file__).with_name("texts.jsonl")
Text = dict[str, Any]
Pair = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """Pairs that were found and should be, found and should not be, and missed."""

    right: int
    wrong: int
    missed: int


def read_texts() -> tuple[Text, ...]:
    """Returns the texts of the set."""
    return tuple(json.loads(line) for line in TEXTS.read_text("utf-8").splitlines())


def gold_pairs(texts: Iterable[Text]) -> dict[Pair, bool]:
    """Returns every two texts of one event, and whether they are copies."""
    return {
        frozenset({one["id"], other["id"]}): "independent" not in (one["made_as"], other["made_as"])
        for one, other in combinations(texts, 2)
        if one["event"] == other["event"]
    }


def found_pairs(texts: Iterable[Text], *, word_for_word: bool = False) -> frozenset[Pair]:
    """Returns the pairs that the product calls copies, or those of them that are word for word."""
    copies = find_copies(fingerprint(text["id"], text["text"]) for text in texts)
    return frozenset(
        frozenset({copy.left, copy.right})
        for copy in copies
        if not (word_for_word and copy.kind == "reworded")
    )


def count(gold: dict[Pair, bool], found: frozenset[Pair]) -> Counts:
    """Returns how many pairs were told rightly; pairs of two events count as wrong."""
    return Counts(
        right=sum(is_copy and pair in found for pair, is_copy in gold.items()),
        wrong=sum(not gold.get(pair, False) for pair in found),
        missed=sum(is_copy and pair not in found for pair, is_copy in gold.items()),
    )


def halves(texts: Sequence[Text]) -> dict[str, tuple[Text, ...]]:
    """Returns the texts of the first and of the second half of the events."""
    events = list(dict.fromkeys(text["event"] for text in texts))
    first = set(events[: len(events) // 2])
    return {
        "looked at": tuple(text for text in texts if text["event"] in first),
        "not looked at": tuple(text for text in texts if text["event"] not in first),
    }


def main() -> int:
    """Prints precision and recall by half, beside what is found word for word alone."""
    print("| events | copies | other pairs | precision | recall | recall word for word |")
    print("|---|---|---|---|---|---|")
    for name, texts in halves(read_texts()).items():
        gold = gold_pairs(texts)
        counts = count(gold, found_pairs(texts))
        plain = count(gold, found_pairs(texts, word_for_word=True))
        copies = sum(gold.values())
        told = counts.right + counts.wrong
        precision = f"{counts.right / told:.3f}" if told else "–"
        print(
            f"| {name} | {copies} | {len(gold) - copies} | {precision} "
            f"| {counts.right / copies:.3f} | {plain.right / copies:.3f} |"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
