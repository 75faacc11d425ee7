"""The words around a claim's number, small enough to compare those of 200,000 claims.

Reports of one event have words in common around their numbers: what was hit, and with what, and
who was there. They are read off the report's fingerprint, so that no text is needed, and kept as
patterns of bits: how many two patterns share is counted in less than a microsecond.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

import numpy as np

from reportedly.link.fingerprints import NAME, NUMBER, words_of
from reportedly.records import ClaimInContext

# Words to either side of a number that are compared, and words among which names are. Between 20
# and 50 words (60 and 100 for names) do about as well in cross-validation on the judged pairs.
WORDS_AROUND = 30
NAMES_AROUND = 60
# What stands within the first words of a report is its main news: its headline and its opening.
HEAD_WORDS = 80
# With so many bits, thirty words against thirty agree in less than half a word by chance.
PATTERN_BITS = 2048


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """What stands around a claim's number: its words of content and its names, as bits.

    ``is_at_head`` tells whether the number stands among the first words of its report.
    """

    words: int
    names: int
    is_at_head: bool


def surroundings_of(item: ClaimInContext) -> Surroundings | None:
    """Returns what stands around a claim's number; ``None`` where its report has no fingerprint.

    Numbers are left out: they are compared as numbers. Words count by their stems.
    """
    quantity = item.claim.quantity
    if quantity is None or item.fingerprint is None or item.fingerprint.words == 0:
        return None
    words = words_of(item.fingerprint)
    at = max(0, int(np.searchsorted(words["start"], quantity.span.start, side="right")) - 1)
    near = words[max(0, at - WORDS_AROUND) : at + WORDS_AROUND + 1]
    wide = words[max(0, at - NAMES_AROUND) : at + NAMES_AROUND + 1]
    return Surroundings(
        words=_pattern(near["stem"][near["sort"] != NUMBER].tolist()),
        names=_pattern(wide["stem"][wide["sort"] == NAME].tolist()),
        is_at_head=at < HEAD_WORDS,
    )


def likeness(one: int, other: int) -> float:
    """Returns how alike two patterns are, from 0 to 1: the root of the part that both have.

    The root, since the first few words in common tell more than the next.
    """
    every = (one | other).bit_count()
    return sqrt((one & other).bit_count() / every) if every else 0.0


def _pattern(stems: Iterable[int]) -> int:
    """Returns the bits of some stems; words of grammar have the stem 0 and no bit."""
    bits = 0
    for stem in stems:
        if stem:
            bits |= 1 << (stem % PATTERN_BITS)
    return bits
