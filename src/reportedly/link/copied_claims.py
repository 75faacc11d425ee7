"""Claims that stand in the same words in two reports: whoever prints them, it is one voice.

Only the claims within a copied passage are one voice, not the reports. Two things show it: the
sixteen words around a claim are the same, which needs no comparison of reports; or a copy's
passage holds both claims at the same place, though the words around them were edited; of a
reworded copy, its sentences hold the same number.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.link.copies import PASSAGE_WORDS
from reportedly.link.fingerprints import Hashes, Words, sequences, words_of
from reportedly.link.voices import Names, Voice, key_of
from reportedly.records import ClaimInContext, Copy, Passage, Span

# Two claims of a passage are one if they stand at most this many words from each other's place:
# as many as may be edited within a passage.
PLACE_WORDS = 8
SAME_WORDS = "copied text: the same words in several reports"
REWORDED = "copied text: the same number in sentences that tell the same in other words"


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedWords:
    """What one stretch of words tells that stands in several reports.

    ``voices`` are groups of voice keys that are one by it; ``uncounted`` are claims in a
    publisher's own words, where another report has these words from somebody who cannot be told.
    """

    voices: tuple[frozenset[str], ...]
    uncounted: frozenset[str]
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What one report makes of one place in its words: whose they are there.

    ``own`` is the key of its publisher where it says so in its own words, with these claims;
    ``voices`` are all known keys, the own included.
    """

    own: str | None
    own_claims: frozenset[str]
    voices: frozenset[str]


def shared_words(
    items: Sequence[ClaimInContext],
    voices: Mapping[str, Voice | None],
    names: Names,
    copies: Sequence[Copy],
) -> Iterator[SharedWords]:
    """Yields what the words tell in which claims of different reports stand.

    What two reports share is told by these two alone: a third report adds to it and takes nothing
    away, as the laws of counting ask.
    """
    places = _by_place(items)
    if len({report for report, _ in places}) < 2:
        return
    sayings = {place: _saying(claims, voices, names) for place, claims in places.items()}
    holders: dict[tuple[int, int], list[tuple[str, int]]] = defaultdict(list)
    for place, claims in places.items():
        for key in word_keys(claims[0]):
            holders[key].append(place)
    for held in dict.fromkeys(map(tuple, holders.values())):
        if len({report for report, _ in held}) < 2:
            continue  # a report that says the same words twice copies nobody
        yield from _told_by([sayings[place] for place in held], SAME_WORDS)
    for left, right, why in _at_one_place(places, copies):
        yield from _told_by([sayings[left], sayings[right]], why)


Place = tuple[str, int]  # a report, and the character where claims of it stand


def _by_place(items: Iterable[ClaimInContext]) -> dict[Place, list[ClaimInContext]]:
    places: dict[Place, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        places[item.document_id, _place(item)].append(item)
    return places


def _saying(
    claims: Sequence[ClaimInContext], voices: Mapping[str, Voice | None], names: Names
) -> Saying:
    known = {i.claim.id: voice for i in claims if (voice := voices[i.claim.id]) is not None}
    own = {claim_id: key_of(v, names) for claim_id, v in known.items() if v.is_publisher}
    return Saying(
        own=next(iter(own.values()), None),
        own_claims=frozenset(own),
        voices=frozenset(key_of(voice, names) for voice in known.values()),
    )


def _told_by(sayings: Sequence[Saying], why: str) -> Iterator[SharedWords]:
    """Yields what the sayings of several reports at one place of their words tell.

    Publishers' own words are one voice. So are voices that stand alone at the place; where a
    report has two there, it tells of a chain, and which of them another report names is no sign
    that the two are one.
    """
    own = frozenset(saying.own for saying in sayings if saying.own is not None)
    alone = frozenset(next(iter(s.voices)) for s in sayings if len(s.voices) == 1)
    is_unknown_too = any(len(saying.voices) == 0 for saying in sayings)
    uncounted = (
        frozenset(claim for s in sayings for claim in s.own_claims) if is_unknown_too else ()
    )
    joined = tuple(keys for keys in (own, alone) if len(keys) > 1)
    if joined or uncounted:
        yield SharedWords(voices=joined, uncounted=frozenset(uncounted), why=why)


def word_keys(item: ClaimInContext) -> tuple[tuple[int, int], ...]:
    """Returns what is equal for claims in the same words: each stretch of sixteen words around.

    A key is the hash of the stretch and the claim's place in it. A function of the claim and its
    report alone: an index by these keys finds the claims that a new report copies.
    """
    if item.fingerprint is None or item.fingerprint.words == 0:
        return ()
    words = words_of(item.fingerprint)
    if len(words) == 0:
        return ()
    at = _word_at(words, _place(item))
    first = max(0, at - PASSAGE_WORDS + 1)
    around: Words = words[first : at + PASSAGE_WORDS]
    found: Hashes = sequences(around, PASSAGE_WORDS)
    return tuple((value, at - first - start) for start, value in enumerate(found.tolist()))


def _place(item: ClaimInContext) -> int:
    """Returns where a claim stands: at its number, or where its evidence begins."""
    quantity = item.claim.quantity
    return quantity.span.start if quantity is not None else item.claim.evidence.start


def _word_at(words: Words, place: int) -> int:
    return max(0, int(np.searchsorted(words["start"], place, side="right")) - 1)


def _at_one_place(
    places: Mapping[Place, Sequence[ClaimInContext]], copies: Sequence[Copy]
) -> Iterator[tuple[Place, Place, str]]:
    """Yields pairs of places of one copied passage that hold claims of one measure, and why."""
    of_report: dict[str, list[Place]] = defaultdict(list)
    for place in places:
        of_report[place[0]].append(place)
    for copy in copies:
        is_same = _is_same_number if copy.kind == "reworded" else _is_near
        for passage in copy.passages:
            left = [p for p in of_report[copy.left] if _holds(passage.left, p)]
            right = [p for p in of_report[copy.right] if _holds(passage.right, p)]
            for here in left:
                for there in right:
                    if any(
                        one.claim.role == other.claim.role and is_same(one, other, passage)
                        for one in places[here]
                        for other in places[there]
                    ):
                        yield here, there, REWORDED if copy.kind == "reworded" else SAME_WORDS


def _holds(span: Span, place: Place) -> bool:
    return span.start <= place[1] < span.end


def _is_near(one: ClaimInContext, other: ClaimInContext, passage: Passage) -> bool:
    """Tells whether two claims stand at one place of a passage, give or take the edited words."""
    here, there = _words_into(one, passage.left.start), _words_into(other, passage.right.start)
    return abs(here - there) <= PLACE_WORDS


def _is_same_number(one: ClaimInContext, other: ClaimInContext, passage: Passage) -> bool:
    """Tells whether two claims of sentences that tell the same give the same number."""
    a, b = one.claim.quantity, other.claim.quantity
    return a is not None and b is not None and (a.low, a.high) == (b.low, b.high)


def _words_into(item: ClaimInContext, start: int) -> int:
    """Returns how many words of a claim's report lie between a place and the claim."""
    if item.fingerprint is None:
        return 0
    words = words_of(item.fingerprint)
    return _word_at(words, _place(item)) - _word_at(words, start)
