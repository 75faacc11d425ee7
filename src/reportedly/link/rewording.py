"""Whether one report tells the same as another, sentence by sentence, in other words.

A reworded copy keeps what its model says and the order in which it says it: names, numbers and
most words of content come again, sentence after sentence. Reports of one event by two hands share
names and some numbers, but not the course of the telling.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from reportedly.link.fingerprints import WORD, sentences_of
from reportedly.records import Fingerprint, Passage, Span

# Chosen on the development half of the own set (``eval/rewording``), see ``docs/benchmarks.md``.
# Two sentences tell the same if this part of the shorter one's words of content is in both.
SAME_SENTENCE = 0.4
SHARED_WORDS = 3
# A report is reworded if this part of the shorter one's sentences comes again in order.
REWORDED_FROM = 0.6
# Fewer sentences than this may come again by chance.
LEAST_SENTENCES = 3
REMEMBERED = 4096  # reports whose sentences are kept at hand while many are compared


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """A sentence by the stems of its words of content, and where it stands."""

    stems: frozenset[int]
    span: Span


def reworded_passages(left: Fingerprint, right: Fingerprint) -> tuple[float, tuple[Passage, ...]]:
    """Returns the part of the shorter report's sentences that come again, and where.

    The part is 0 to 1, and 0 where too few come again to tell.
    """
    a, b = _sentences(left.layout), _sentences(right.layout)
    if min(len(a), len(b)) < LEAST_SENTENCES or not _may_be(left.layout, right.layout):
        return 0.0, ()
    pairs = _in_order(_alike(a, b))
    share = len(pairs) / min(len(a), len(b))
    if len(pairs) < LEAST_SENTENCES or share < REWORDED_FROM:
        return 0.0, ()
    return share, tuple(
        Passage(left=a[i].span, right=b[j].span, words=len(a[i].stems & b[j].stems))
        for i, j in pairs
    )


def _may_be(left: bytes, right: bytes) -> bool:
    """Tells whether two reports share words enough: a quick look before sentences are compared."""
    a, b = _stems(left), _stems(right)
    return len(a & b) >= SAME_SENTENCE * REWORDED_FROM * min(len(a), len(b))


@lru_cache(maxsize=REMEMBERED)
def _stems(layout: bytes) -> frozenset[int]:
    return frozenset(stem for sentence in _sentences(layout) for stem in sentence.stems)


@lru_cache(maxsize=REMEMBERED)
def _sentences(layout: bytes) -> tuple[Sentence, ...]:
    """Returns the sentences with enough words of content, without those that run all through.

    A name in every second sentence says nothing about which sentence is which.
    """
    words = np.frombuffer(layout, dtype=WORD)
    parts = sentences_of(words)
    held = [frozenset(part["stem"][part["stem"] != 0].tolist()) for part in parts]
    spread = Counter(stem for stems in held for stem in stems)
    often = {stem for stem, count in spread.items() if count > max(2, len(parts) // 2)}
    return tuple(
        Sentence(
            stems=stems - often,
            span=Span(
                start=int(part["start"][0]), end=int(part["start"][-1]) + int(part["length"][-1])
            ),
        )
        for part, stems in zip(parts, held, strict=True)
        if len(stems - often) >= SHARED_WORDS
    )


def _alike(a: Sequence[Sentence], b: Sequence[Sentence]) -> list[tuple[int, int]]:
    """Returns for each sentence of one report the most like one of the other, if any is."""
    found = []
    for i, one in enumerate(a):
        likeness = [_likeness(one, other) for other in b]
        best = max(range(len(b)), key=likeness.__getitem__)
        if likeness[best] >= SAME_SENTENCE:
            found.append((i, best))
    return found


def _likeness(one: Sentence, other: Sentence) -> float:
    shared = len(one.stems & other.stems)
    return shared / min(len(one.stems), len(other.stems)) if shared >= SHARED_WORDS else 0.0


def _in_order(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Returns the longest run of pairs that rises on both sides (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        at = bisect_left(tails, place)
        before.append(ends[at - 1] if at > 0 else -1)
        tails[at : at + 1] = [place]
        ends[at : at + 1] = [index]
    chosen = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chosen.append(pairs[at])
        at = before[at]
    return chosen[::-1]
