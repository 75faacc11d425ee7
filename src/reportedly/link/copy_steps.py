"""Which copies a change of some reports makes, and which it takes away.

Reports that share text are found by the sequences that they hold. Which sequences are common
property depends on all reports. Where a change turns one, it reaches the reports that hold it, and
no others: what two reports share depends on the keys that both hold. Copies among these are found
anew, and those that differ from before are told, with the reports they join.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping

from reportedly.link.copies import COMMON_AT_PUBLISHER, common_sequences, copies_of, find_copies
from reportedly.linkage import (
    ChangedCopies,
    CommonSequence,
    Dropped,
    Linkage,
    SequenceUse,
)
from reportedly.records import Copy, Fingerprint


def change_copies(linkage: Linkage, changed: Collection[str]) -> ChangedCopies:
    """Returns the copies that a change of some reports makes and takes away."""
    prints = list(linkage.rows(Fingerprint, "document_id", changed))
    held_before = {row.value for row in linkage.rows(SequenceUse, "document_id", changed)}
    was_common = frozenset(row.value for row in linkage.all_rows(CommonSequence))
    reached = held_before.union(*(p.sketch for p in prints))
    holders = _holders(linkage, reached - was_common, changed)
    settled = was_common
    if held_before or not all(_is_new_text(item, holders, was_common) for item in prints):
        holders.update(_holders(linkage, reached & was_common, changed))
        settled = frozenset()
    for item in prints:
        for value in frozenset(item.sketch) - settled:
            holders[value].add(item.document_id)
    common = (was_common - holders.keys()) | _common_among(linkage, holders)
    found: dict[str, Copy] = {}
    for item in prints:
        found.update({copy.id: copy for copy in _copies(linkage, item, holders, common)})
    kept = [copy for side in ("left", "right") for copy in linkage.rows(Copy, side, changed)]
    gone = {copy.id for copy in kept}
    partners = {end for copy in (*kept, *found.values()) for end in (copy.left, copy.right)}
    groups = {frozenset(holders[value].difference(changed)) for value in common ^ was_common}
    before, after = _copies_within(linkage, groups, common)
    differ = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
    found.update({key: after[key] for key in differ & after.keys()})
    ends = (copy for copies in (before, after) for key, copy in copies.items() if key in differ)
    return ChangedCopies(
        gone=frozenset(gone | (differ & before.keys())),
        found=tuple(found[copy_id] for copy_id in sorted(found)),
        reached=frozenset(end for copy in ends for end in (copy.left, copy.right)),
        partners=frozenset(partners.difference(changed)),
        dropped=(
            Dropped(kind=SequenceUse, column="document_id", values=tuple(sorted(changed))),
            Dropped(kind=CommonSequence, column="value", values=tuple(sorted(was_common - common))),
        ),
        rows=(
            *sequence_uses(prints),
            *(CommonSequence(value=value) for value in sorted(common - was_common)),
        ),
    )


def _holders(
    linkage: Linkage, values: Collection[int], changed: Collection[str]
) -> defaultdict[int, set[str]]:
    """Returns which reports hold which of some sequences, those that change left out."""
    holders: defaultdict[int, set[str]] = defaultdict(set)
    for row in linkage.rows(SequenceUse, "value", values):
        holders[row.value].add(row.document_id)
    for held in holders.values():
        held.difference_update(changed)
    return holders


def _is_new_text(
    item: Fingerprint, holders: Mapping[int, set[str]], was_common: Collection[int]
) -> bool:
    """Tells whether a report holds a sequence that no other does.

    What is common stays so where new texts come and none goes: it need not be counted again. A text
    that is there already may be counted under another publisher from now on.
    """
    return any(v not in was_common and not holders.get(v) for v in item.sketch)


def sequence_uses(prints: Iterable[Fingerprint]) -> Iterator[SequenceUse]:
    """Yields which report holds which sequence, to be kept."""
    for item in prints:
        for value in item.sketch:
            yield SequenceUse(value=value, document_id=item.document_id)


def kept_sequences(prints: Collection[Fingerprint]) -> Iterator[SequenceUse | CommonSequence]:
    """Yields all that is to be kept of the fingerprints of all reports."""
    yield from sequence_uses(prints)
    for value in sorted(common_sequences(prints)):
        yield CommonSequence(value=value)


def _common_among(linkage: Linkage, holders: dict[int, set[str]]) -> frozenset[int]:
    """Returns which of some sequences are common now, from all reports that hold them."""
    many = {value for value, held in holders.items() if len(held) > COMMON_AT_PUBLISHER}
    reports = set().union(*(holders[value] for value in many))
    return common_sequences(linkage.rows(Fingerprint, "document_id", reports)) & many


def _copies_within(
    linkage: Linkage, groups: Iterable[frozenset[str]], common: Collection[int]
) -> tuple[Mapping[str, Copy], Mapping[str, Copy]]:
    """Returns the copies that were kept between two reports of a group, and those there are now."""
    before: dict[str, Copy] = {}
    after: dict[str, Copy] = {}
    for reports in groups:
        kept = linkage.rows(Copy, "left", reports)
        before.update({copy.id: copy for copy in kept if copy.right in reports})
        prints = linkage.rows(Fingerprint, "document_id", reports)
        after.update({copy.id: copy for copy in find_copies(prints, common)})
    return before, after


def _copies(
    linkage: Linkage, item: Fingerprint, holders: dict[int, set[str]], common: Collection[int]
) -> tuple[Copy, ...]:
    """Returns the copies of one report, looked for among those that share a telling sequence."""
    shared = Counter(
        document for value in item.sketch if value not in common for document in holders[value]
    )
    del shared[item.document_id]
    return copies_of(item, linkage.rows(Fingerprint, "document_id", shared.keys()), common)
