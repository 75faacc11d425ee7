"""Which reports are worth comparing: those in which the same keys meet in the same order.

Many reports share a phrase or a number by chance. A passage that stands in two reports leaves
several chosen sequences one after the other in both; a reworded copy tells the same numbers of the
same names, and has many words of content in common. Both are looked for among all reports at once,
before any two are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise

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
from reportedly.link.keys import day_number
from reportedly.link.rewording import REWORDED_FROM, SAME_SENTENCE
from reportedly.records import Fingerprint

# One edit (a word or a clause changed) does not end a passage if no more words than this differ.
GAP_WORDS = 8
# A run of sixteen words, the least that is a passage, always leaves three chosen sequences, the
# first of them among the first four and the last among the last four of its twelve. What stands
# closer together is mostly a phrase, which many reports share.
SHARED_SEQUENCES = 3
LEAST_APART = 5
# Numbers with their names that two reports must share before their sentences are compared.
SHARED_FACTS = 2
# News is reworded while it is news. Reports farther apart share numbers with names by chance, and
# the more so the more reports there are.
REWORDED_DAYS = 14
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
    pairs are yielded. Sequences meet if three follow one another in both; facts if there are two in
    reports of one fortnight, among many other words of content in common.
    """
    only = None if item is None else [held.document_id for held in items].index(item.document_id)
    wanted = None if item is None else _values(item.sketch)
    left_out = _values(common)
    phrases = _meetings(_keys(items, left_out, wanted, are_facts=False), len(items), only)
    days = np.array([_day(held) for held in items], dtype=np.float64)
    facts = _meetings(_keys(items, left_out, wanted, are_facts=True), len(items), only, days)
    is_short = np.array([_is_short(held) for held in items], dtype=bool)
    by_words = np.union1d(_in_a_row(phrases), _of_short(phrases[0], is_short))
    by_facts = _alike(_often(facts[0]), items)
    for code in np.union1d(by_words, by_facts).tolist():
        yield divmod(code, len(items))


def _keys(
    items: Sequence[Fingerprint], common: Hashes, wanted: Hashes | None, *, are_facts: bool
) -> Keys:
    """Returns the facts or the sequences that reports share, by value and report, with places.

    The place of a sequence is its first word where it first stands; that of a fact is not known.
    """
    values = np.concatenate([np.empty(0, np.uint64), *(_values(item.sketch) for item in items)])
    holders = np.repeat(np.arange(len(items)), [len(item.sketch) for item in items])
    is_kept = ((values & np.uint64(FACT)) != 0) == are_facts
    is_kept &= ~np.isin(values, common)
    if wanted is not None:
        is_kept &= np.isin(values, wanted)
    values, holders = values[is_kept], holders[is_kept]
    _, which, counts = np.unique(values, return_inverse=True, return_counts=True)
    is_shared = counts[which] > 1
    keys = np.empty(np.count_nonzero(is_shared), dtype=KEY)
    keys["value"], keys["holder"], keys["place"] = values[is_shared], holders[is_shared], -1
    if not are_facts and len(keys) > 0:
        edges = np.flatnonzero(np.r_[True, np.diff(keys["holder"]) != 0, True]).tolist()
        for first, end in pairwise(edges):
            rows = keys[first:end]
            rows["place"] = _places(items[int(rows["holder"][0])], rows["value"])
    return keys[np.lexsort((keys["holder"], keys["value"]))]


def _values(keys: Collection[int]) -> Hashes:
    return np.fromiter(keys, dtype=np.uint64, count=len(keys))


def _day(item: Fingerprint) -> float:
    day = day_number(item.published)
    return np.nan if day is None else float(day)


def _places(item: Fingerprint, values: Hashes) -> Positions:
    """Returns the first place of each of some sequences of a report; -1 where it kept no words."""
    unique, first = np.unique(sequences(words_of(item)) >> np.uint64(2), return_index=True)
    if len(unique) == 0:
        return np.full(len(values), -1, dtype=np.int64)
    places: Positions = first[np.searchsorted(unique, values)]
    return places


def _meetings(
    keys: Keys, count: int, only: int | None, days: NDArray[np.float64] | None = None
) -> Meetings:
    """Returns each meeting of two reports at a key, by pair and place in the first report.

    With the ``days`` of the reports, those that are known to lie too far apart do not meet.
    """
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
        if days is not None:
            is_near = ~(np.abs(days[one["holder"]] - days[other["holder"]]) > REWORDED_DAYS)
            one, other = one[is_near], other[is_near]
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
    turns = np.diff(np.r_[False, is_next, False].astype(np.int8))
    first, last = np.flatnonzero(turns == 1), np.flatnonzero(turns == -1)
    is_row = (last - first >= SHARED_SEQUENCES - 1) & (here[last] - here[first] >= LEAST_APART)
    return np.unique(codes[first[is_row]])


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
