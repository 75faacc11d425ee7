"""Stage: Fingerprint -> Copy. Which reports share text, passage by passage, found among many.

Two reports are compared if they share keys of their sketches that are not common property: chosen
word sequences that follow one another, or numbers with names (``meetings``). What two reports share
depends on these two alone and on which of the keys that both hold are common, so that adding a
report asks for comparisons with the few that share its keys (:func:`copies_of`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

import numpy as np

from reportedly.link.fingerprints import FACT, SEQUENCE_WORDS, Words, sequences, words_of
from reportedly.link.meetings import GAP_WORDS, candidates
from reportedly.link.rewording import reworded_passages
from reportedly.linkage import ChangedCopies, Linkage
from reportedly.records import ClaimInContext, Copy, CopyKind, Fingerprint, Passage, Span, record_id

# From here on the shorter report is called a copy of the other: half of it stands there. The same
# share divides copied from partial in the METER corpus's and NEWS-COPY's definitions.
COPIED_FROM = 0.5
# A passage has this many equal words: about a sentence. Reports that tell of one event without
# one another share shorter runs (names, formulas).
PASSAGE_WORDS = 16
# A sequence in more different texts of one publisher is furniture ("Sign up for our newsletter"),
# one in more texts of all is a formula; a number with a name says less, and is common sooner. None
# of them makes a copy, and the pairs that share a key stay few however many reports there are.
COMMON_AT_PUBLISHER = 20
COMMON_TEXTS = 100
COMMON_FACT_TEXTS = 30

WORD_FOR_WORD = "{percent} percent of the shorter report stands in the other word for word"
WHY: dict[CopyKind, str] = {
    "exact": WORD_FOR_WORD,
    "near": WORD_FOR_WORD,
    "partial": WORD_FOR_WORD,
    "reworded": "{count} sentences, {percent} percent of the shorter report's, tell the same in "
    "the same order in other words; a person should look",
}

Run = tuple[int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class FindCopies:
    """Returns which reports share text. It needs the fingerprints of all reports."""

    name: ClassVar[str] = "copies"
    version: ClassVar[int] = 3
    consumes: ClassVar[type] = Fingerprint
    produces: ClassVar[tuple[type, ...]] = (Copy,)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[Fingerprint], /) -> Iterator[Copy]:
        """Yields the copies, ordered by the ids of their reports."""
        yield from find_copies(batch)

    def change(self, linkage: Linkage, changed: Collection[str], /) -> ChangedCopies:
        """Returns what a change of some reports does to the copies."""
        from reportedly.link.copy_steps import change_copies

        return change_copies(linkage, changed)

    def kept(self, batch: Collection[Fingerprint], /) -> Iterator[object]:
        """Yields what is to be kept of all fingerprints, so that a change can be followed."""
        from reportedly.link.copy_steps import kept_sequences

        return kept_sequences(batch)


def find_copies(
    fingerprints: Iterable[Fingerprint], common: Collection[int] | None = None
) -> tuple[Copy, ...]:
    """Returns the pairs of reports that share passages, ordered by their ids.

    ``common`` are the sequences that make no copy; by default those of :func:`common_sequences`.
    """
    items = sorted({item.document_id: item for item in fingerprints}.values(), key=_id)
    known = common_sequences(items) if common is None else common
    return _copies_between(items, known)


def copies_among(items: Iterable[ClaimInContext]) -> tuple[Copy, ...]:
    """Returns the copies of which both reports are among those of some claims, by their ids."""
    held = tuple(items)
    reports = {item.document_id for item in held}
    found = {
        copy.id: copy
        for copies in {item.document_id: item.copies for item in held}.values()
        for copy in copies
        if copy.left in reports and copy.right in reports
    }
    return tuple(sorted(found.values(), key=lambda copy: (copy.left, copy.right)))


def copies_of(
    item: Fingerprint, others: Iterable[Fingerprint], common: Collection[int]
) -> tuple[Copy, ...]:
    """Returns the copies between one report and others, ordered by their ids.

    What linking needs to add a report: ``others`` may be all reports, or only those that share a
    key of ``item.sketch`` outside ``common``. ``common`` is what :func:`common_sequences` says of
    all reports together with the new one.
    """
    held = {other.document_id: other for other in others} | {item.document_id: item}
    return _copies_between(sorted(held.values(), key=_id), common, item)


def common_sequences(fingerprints: Iterable[Fingerprint]) -> frozenset[int]:
    """Returns the keys that are furniture, formulas, or numbers that everybody tells.

    Counted are different texts: one text printed a hundred times makes nothing common. Reports of
    no known publisher count as one publisher's.
    """
    texts = {item.sketch: item for item in sorted(fingerprints, key=_id, reverse=True)}
    by_publisher: dict[str | None, list[Fingerprint]] = defaultdict(list)
    for item in texts.values():
        by_publisher[item.publisher].append(item)
    common = _more_often(texts.values(), COMMON_TEXTS)
    common |= {key for key in _more_often(texts.values(), COMMON_FACT_TEXTS) if key & FACT}
    for items in by_publisher.values():
        if len(items) > COMMON_AT_PUBLISHER:
            common |= _more_often(items, COMMON_AT_PUBLISHER)
    return frozenset(common)


def compare(one: Fingerprint, other: Fingerprint, common: Collection[int] = ()) -> Copy | None:
    """Returns how two reports share text, or ``None`` where no passage stands in both.

    Where none stands word for word, their sentences are compared by their words of content.
    """
    left, right = (one, other) if one.document_id < other.document_id else (other, one)
    a, b = words_of(left), words_of(right)
    if len(a) == 0 or len(b) == 0:
        return None
    if left.layout == right.layout or np.array_equal(a["hash"], b["hash"]):
        return _copy(left, right, "exact", 1.0, (_passage(a, b, [(0, 0, len(a))]),))
    furniture = {key for key in left.sketch if key in common}.intersection(right.sketch)
    groups = [
        runs
        for runs in _passage_runs(matching_runs(a, b))
        if _is_passage(runs, a, furniture, min(PASSAGE_WORDS, len(a), len(b)))
    ]
    if len(groups) == 0:
        share, passages = reworded_passages(left, right)
        return _copy(left, right, "reworded", share, passages) if passages else None
    runs = [run for group in groups for run in group]
    side = 0 if len(a) <= len(b) else 1
    share = _covered(runs, side) / min(len(a), len(b))
    kind: CopyKind = "near" if share >= COPIED_FROM else "partial"
    return _copy(left, right, kind, share, tuple(_passage(a, b, group) for group in groups))


def matching_runs(a: Words, b: Words) -> list[Run]:
    """Returns runs of equal words, ``(first in a, first in b, length)``, longest choice first in a.

    Each word of ``a`` is in one run at most. Runs are at least as long as a sequence, or the whole
    of the shorter text.
    """
    length = min(SEQUENCE_WORDS, len(a), len(b))
    here, there = sequences(a, length).tolist(), sequences(b, length).tolist()
    places: dict[int, list[int]] = defaultdict(list)
    for position, value in enumerate(there):
        places[value].append(position)
    runs: list[Run] = []
    at = 0
    while at < len(here):
        if here[at] not in places:
            at += 1
            continue
        best, best_at = 0, 0
        for start in places[here[at]]:
            size = 1
            while (
                at + size < len(here)
                and start + size < len(there)
                and here[at + size] == there[start + size]
            ):
                size += 1
            if size > best:
                best, best_at = size, start
        runs.append((at, best_at, best + length - 1))
        at += best + length - 1
    return runs


def _passage_runs(runs: Sequence[Run]) -> list[list[Run]]:
    """Returns runs that follow one another in both texts, with few words between, as groups."""
    groups: list[list[Run]] = []
    for run in runs:
        if groups:
            last = groups[-1][-1]
            gaps = (run[0] - last[0] - last[2], run[1] - last[1] - last[2])
            if all(0 <= gap <= GAP_WORDS for gap in gaps):
                groups[-1].append(run)
                continue
        groups.append([run])
    return groups


def _is_passage(runs: Sequence[Run], a: Words, common: Collection[int], least: int) -> bool:
    """Tells whether some runs have words enough, and half as many outside common sequences."""
    total = sum(run[2] for run in runs)
    if total < least or len(common) == 0:
        return total >= least
    furniture = 0
    for start, _, size in runs:
        held = np.zeros(size, dtype=bool)
        for offset, value in enumerate(sequences(a[start : start + size]).tolist()):
            if value >> 2 in common:
                held[offset : offset + SEQUENCE_WORDS] = True
        furniture += int(held.sum())
    return 2 * (total - furniture) >= least


def _covered(runs: Iterable[Run], side: int) -> int:
    return len({at for run in runs for at in range(run[side], run[side] + run[2])})


def _passage(a: Words, b: Words, runs: Sequence[Run]) -> Passage:
    first, last = runs[0], runs[-1]
    return Passage(
        left=_span(a, first[0], last[0] + last[2] - 1),
        right=_span(b, first[1], last[1] + last[2] - 1),
        words=sum(run[2] for run in runs),
    )


def _span(words: Words, first: int, last: int) -> Span:
    return Span(
        start=int(words["start"][first]),
        end=int(words["start"][last]) + int(words["length"][last]),
    )


def _copy(
    left: Fingerprint,
    right: Fingerprint,
    kind: CopyKind,
    share: float,
    passages: tuple[Passage, ...],
) -> Copy:
    return Copy(
        id=record_id("copy", left.document_id, right.document_id),
        left=left.document_id,
        right=right.document_id,
        kind=kind,
        share=round(share, 4),
        passages=passages,
        earlier=earlier_of(left, right),
        why=(WHY[kind].format(percent=round(share * 100), count=len(passages)),),
    )


def earlier_of(left: Fingerprint, right: Fingerprint) -> str | None:
    """Returns which of two reports was published first, ``None`` where the dates do not tell.

    Hours are compared where both give them in one zone, or both without one; days otherwise.
    """
    one, other = left.published, right.published
    if one is None or other is None:
        return None
    size = len(one) if len(one) == len(other) and one[16:] == other[16:] else 10
    if one[:size] == other[:size] or len(one) < 10 or len(other) < 10:
        return None
    return left.document_id if one[:size] < other[:size] else right.document_id


def _copies_between(
    items: Sequence[Fingerprint], common: Collection[int], item: Fingerprint | None = None
) -> tuple[Copy, ...]:
    """Returns the copies among some reports in the order of their ids, or those of one of them."""
    found = (compare(items[a], items[b], common) for a, b in candidates(items, common, item))
    return tuple(copy for copy in found if copy is not None)


def _more_often(items: Iterable[Fingerprint], limit: int) -> set[int]:
    values = np.array([key for item in items for key in item.sketch], dtype=np.uint64)
    unique, counts = np.unique(values, return_counts=True)
    return set(unique[counts > limit].tolist())


def _id(item: Fingerprint) -> str:
    return item.document_id
