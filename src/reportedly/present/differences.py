"""Two passages -> the same passages in pieces, told apart by whether the other has these words."""

from __future__ import annotations

from difflib import SequenceMatcher
from itertools import pairwise

# Beyond this many words the comparison would take seconds: frequent words are then no anchors, and
# some of them may be marked though both sides have them.
LONG = 3000
Pieces = tuple[tuple[str, bool], ...]


def differing_pieces(left: str, right: str) -> tuple[Pieces, Pieces]:
    """Returns both texts in pieces of words, each with whether only this side has it there.

    >>> differing_pieces("two shells fell", "two rockets fell")[0]
    (('two', False), ('shells', True), ('fell', False))
    """
    left_words, right_words = left.split(), right.split()
    is_long = max(len(left_words), len(right_words)) > LONG
    matcher = SequenceMatcher(None, left_words, right_words, autojunk=is_long)
    blocks = matcher.get_matching_blocks()
    starts = ((0, 0, 0), *((b.a, b.b, b.size) for b in blocks))
    pieces: tuple[list[tuple[str, bool]], list[tuple[str, bool]]] = ([], [])
    for (a, b, size), (next_a, next_b, _) in pairwise(starts):
        for side, words, start, end in (
            (pieces[0], left_words, a, next_a),
            (pieces[1], right_words, b, next_b),
        ):
            same, own = words[start : start + size], words[start + size : end]
            parts = ((" ".join(same), False), (" ".join(own), True))
            side.extend(part for part in parts if part[0])
    return tuple(pieces[0]), tuple(pieces[1])
