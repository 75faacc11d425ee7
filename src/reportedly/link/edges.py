"""Which nodes agree, and how well: the edges along which claims are joined into questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from reportedly.link.keys import Facts
from reportedly.link.scores import RuledOut, compare
from reportedly.link.ties import tie_of
from reportedly.records import Problem, record_id

# Two node ids, the smaller first.
Pair = tuple[str, str]


def score_pairs(pairs: Iterable[Pair], facts: Mapping[str, Facts]) -> Iterator[tuple[Pair, float]]:
    """Yields the pairs of nodes that agree, each with how well (log-odds)."""
    for pair in pairs:
        features = compare(facts[pair[0]], facts[pair[1]])
        if not isinstance(features, RuledOut):
            yield pair, round(tie_of(features), 6)


def pair_of(one: str, other: str) -> Pair:
    """Returns two node ids as a pair."""
    return (one, other) if one < other else (other, one)


def key_number(key: tuple[object, ...]) -> int:
    """Returns a block key as a 63-bit number, which any database holds."""
    return int(record_id("key", *key), 16) >> 1


def too_large(key: tuple[object, ...], size: int, limit: int) -> Problem:
    """Returns the problem of a key that more claims share than are compared."""
    words = ", ".join("any" if part is None else str(part) for part in key)
    return Problem(
        stage="link",
        subject=words,
        code="group-too-large",
        message=(
            f"{size} different claims share the key “{words}”; the limit is {limit}. They were "
            "compared under narrower keys only, so claims that answer one question may stand in "
            "two. Raise the limit in the plan, or link a narrower set of reports."
        ),
    )
