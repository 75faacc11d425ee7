"""Which reports are worth comparing: those in which the same keys meet in the same order.

Many reports share a phrase or a number by chance. A passage that stands in two reports leaves
several chosen sequences one after the other in both; a reworded copy tells the same numbers of the
same names, and has many words of content in common. Both are looked for among all reports at once,
before any two are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.link.fingerprints import (
    FACT,
    SEQUENCE_WORDS,
    WINNOW_WINDOW,
    Hashes,
    sequences,
    words_of,
)
from reportedly.link.rewording import REWORDED_FROM, SAME_SENTENCE
from reportedly.records import Fingerprint

# One edit (a word or a clause changed) does not end a passage if no more words than this differ.
GAP_WORDS = 8
# A run of sixteen words, the least that is a passage, always leaves three chosen sequences.
SHARED_SEQUENCES = 3
# Numbers with their names that two reports must share before their sentences are compared.
SHARED_FACTS = 2
# How far apart two neighbouring chosen sequences of a passage begin: the rest of one run, an edit,
# and the beginning of the next run.
STEP_WORDS = SEQUENCE_WORDS + GAP_WORDS + 2 * (WINNOW_WINDOW - 1)

KEY = np.dtype([("value", "<u8"), ("holder", "<i8"), ("place", "<i8")])
Keys = NDArray[np.void]
Positions = NDArray[np.int64]
# Where keys meet: the pair of reports as one number, and the places in the one and in the other.
Meetings = tuple[Positions, Positions, Positions]


def candidates(
    items: Sequence[Fingerprint], common: Collection[int], item: Fingerprint | None = None
) -> Iterator[tuple[int, int]]:
    """Yields the positions of each two reports in which sequences or facts meet.

    ``items`` are ordered by their ids, and so are the pairs. With ``item``, one of them, only its
    pairs are yielded. Sequences meet if three follow one another in both; facts if there are two,
    among many other words of content in common.
    """
    wanted = None if item is None else frozenset(item.sketch)
    only = None if item is None else [held.document_id for held in items].index(item.document_id)
    phrases = _meetings(_keys(items, common, wanted, are_facts=False), len(items), only)
    facts = _meetings(_keys(items, common, wanted, are_facts=True), len(items), only)
    is_short = np.array([_is_short(held) for held in items], dtype=bool)
    by_words = np.union1d(_in_a_row(phrases), _of_short(phrases[0], is_short))
    by_facts = _alike(_often(facts[0]), items)
    for code in np.union1d(by_words, by_facts).tolist():
        yield divmod(code, len(items))


def _keys(
    items: Sequence[Fingerprint],
    common: Collection[int],
    wanted: Collection[int] | None,
    *,
    are_facts: bool,
) -> Keys:
    """Returns the facts or the sequences of some reports by value and report, with their places.

    The place of a sequence is its first word where it first stands; that of a fact is not known.
    """
    rows = [np.empty(0, dtype=KEY)]
    for holder, item in enumerate(items):
        held = [
            key
            for key in item.sketch
            if bool(key & FACT) == are_facts
            and key not in common
            and (wanted is None or key in wanted)
        ]
        row = np.empty(len(held), dtype=KEY)
        row["value"], row["holder"] = held, holder
        row["place"] = -1 if are_facts else _places(item, row["value"])
        rows.append(row)
    keys = np.concatenate(rows)
    return keys[np.lexsort((keys["holder"], keys["value"]))]


def _places(item: Fingerprint, values: Hashes) -> Positions:
    """Returns the first place of each of some sequences of a report; -1 where it kept no words."""
    unique, first = np.unique(sequences(words_of(item)) >> np.uint64(2), return_index=True)
    if len(unique) == 0:
        return np.full(len(values), -1, dtype=np.int64)
    places: Positions = first[np.searchsorted(unique, values)]
    return places


def _meetings(keys: Keys, count: int, only: int | None) -> Meetings:
    """Returns each meeting of two reports at a key, by pair and place in the first report."""
    values = keys["value"]
    edges = np.flatnonzero(np.r_[True, values[1:] != values[:-1], True])
    sizes = np.diff(edges)
    found = [np.empty((3, 0), dtype=np.int64)]
    for size in np.unique(sizes[sizes > 1]):
        # All groups of one size at once: a table of group by member.
        rows = keys[edges[:-1][sizes == size][:, None] + np.arange(size)]
        left, right = np.triu_indices(int(size), k=1)
        one, other = rows[:, left].ravel(), rows[:, right].ravel()
        if only is not None:
            is_its = (one["holder"] == only) | (other["holder"] == only)
            one, other = one[is_its], other[is_its]
        codes = one["holder"] * count + other["holder"]
        found.append(np.stack([codes, one["place"], other["place"]]))
    codes, here, there = np.concatenate(found, axis=1)
    order = np.lexsort((there, here, codes))
    return codes[order], here[order], there[order]


def _in_a_row(meetings: Meetings) -> Positions:
    """Returns the pairs in which sequences follow one another in both reports, few words apart."""
    codes, here, there = meetings
    ahead, across = np.diff(here), np.diff(there)
    is_next = (
        (codes[1:] == codes[:-1])
        & (ahead > 0)
        & (across > 0)
        & (np.maximum(ahead, across) <= STEP_WORDS)
        & (np.abs(ahead - across) <= GAP_WORDS)
    )
    steps = SHARED_SEQUENCES - 1
    if len(is_next) < steps:
        return np.empty(0, dtype=np.int64)
    rows = np.lib.stride_tricks.sliding_window_view(is_next, steps).all(axis=1)
    return np.unique(codes[:-steps][rows])


def _of_short(codes: Positions, short: NDArray[np.bool_]) -> Positions:
    """Returns the pairs of which one report is too short to hold three keys."""
    left, right = np.divmod(codes, max(1, len(short)))
    return np.unique(codes[short[left] | short[right]])


def _is_short(item: Fingerprint) -> bool:
    return sum(1 for key in item.sketch if not key & FACT) < SHARED_SEQUENCES


def _often(codes: Positions) -> Positions:
    """Returns the pairs that meet at facts enough."""
    unique, counts = np.unique(codes, return_counts=True)
    return unique[counts >= SHARED_FACTS]


def _alike(codes: Positions, items: Sequence[Fingerprint]) -> Positions:
    """Returns those of some pairs that share as many words of content as a reworded copy must.

    Taken report by report: its words are marked, and looked for in all that it is paired with.
    """
    if len(codes) == 0:
        return codes
    left, right = np.divmod(codes, len(items))
    wanted = np.union1d(left, right)
    held = [_stems(items[at]) for at in wanted.tolist()]
    sizes = np.array([len(stems) for stems in held], dtype=np.int64)
    starts = np.cumsum(sizes) - sizes
    vocabulary, numbers = np.unique(np.concatenate(held), return_inverse=True)
    is_marked = np.zeros(len(vocabulary), dtype=bool)
    one, other = np.searchsorted(wanted, left), np.searchsorted(wanted, right)
    kept = np.zeros(len(codes), dtype=bool)
    edges = np.flatnonzero(np.r_[True, one[1:] != one[:-1], True])
    for first, end in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        mine = numbers[starts[one[first]] : starts[one[first]] + sizes[one[first]]]
        is_marked[mine] = True
        for at in range(first, end):
            theirs = numbers[starts[other[at]] : starts[other[at]] + sizes[other[at]]]
            least = SAME_SENTENCE * REWORDED_FROM * min(len(mine), len(theirs))
            kept[at] = np.count_nonzero(is_marked[theirs]) >= least
        is_marked[mine] = False
    return codes[kept]


def _stems(item: Fingerprint) -> NDArray[np.uint32]:
    stems = words_of(item)["stem"]
    return np.unique(stems[stems != 0])
