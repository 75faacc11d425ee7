"""Scores on the gold set: precision, recall and F1 per question, with bootstrap intervals.

::

    python -m eval.score              the table
    python -m eval.score --misses     and every answer missed or given wrongly

It runs the product's own path (``extract_document`` and the finders that it calls) on each text.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, isclose, radians, sin, sqrt
from typing import TypeVar

from eval.gold_set import Case, GoldPlace, GoldStatement, read_cases
from reportedly.extract.claims import extract_document
from reportedly.extract.nlp import ParsedDocument, parse
from reportedly.extract.places import find_places
from reportedly.extract.quantities import find_quantities
from reportedly.extract.times import find_times
from reportedly.records import Claim, Place, Quantity, Span, Statement, Time

T = TypeVar("T")
Gold = TypeVar("Gold")
Ours = TypeVar("Ours")

QUESTIONS = ("quantity", "role", "time", "place", "speaker")
# Units of durations: how long is not among the questions.
DURATION_UNITS = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "quarter", "year", "decade", "century"}
)
# Geocoding counts as right within 161 km (100 miles), the custom of toponym resolution.
NEAR_KM = 161.0
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Counts:
    """What one text gives for one question: answers given and right, answers wanted and found."""

    given: int
    right: int
    wanted: int
    found: int


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1 of one question, with the 95 percent bootstrap interval of F1."""

    precision: float
    recall: float
    f1: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Answers:
    """What the product takes from one text."""

    quantities: tuple[Quantity, ...]
    claims: tuple[Claim, ...]
    times: tuple[Time, ...]
    places: tuple[Place, ...]
    statements: tuple[Statement, ...]


CaseCounts = dict[str, Counts]


def answer(case: Case, parsed: ParsedDocument) -> Answers:
    """Returns what the product takes from a text, of what the questions ask."""
    document = case.document
    records = tuple(extract_document(document, parsed))
    mentions = find_times(parsed, published=document.published)
    return Answers(
        quantities=tuple(
            mention.quantity
            for mention in find_quantities(parsed)
            if mention.quantity.unit not in DURATION_UNITS and mention.kind != "comparison"
        ),
        claims=tuple(record for record in records if isinstance(record, Claim)),
        times=tuple(m.time for m in mentions if m.time.first or m.time.last),
        places=tuple(
            mention.place
            for mention in find_places(parsed, publisher=document.publisher, url=document.url)
            if mention.kind == "place" and not mention.in_name
        ),
        statements=tuple(
            record
            for record in records
            if isinstance(record, Statement) and record.mode != "editorial"
        ),
    )


def count(case: Case, given: Answers) -> CaseCounts:
    """Returns the counts of one text, by question."""
    asked = [gold for gold in case.quantities if gold.role is not None]
    measured = [
        claim
        for claim in given.claims
        if claim.quantity is not None
        and claim.role is not None
        and any(overlaps(claim.quantity.span, gold.span) for gold in asked)
    ]
    return {
        "quantity": pair(
            case.quantities,
            given.quantities,
            lambda gold, ours: (
                overlaps(gold.span, ours.span)
                and is_same_number(gold.low, ours.low)
                and is_same_number(gold.high, ours.high)
                and gold.relation == ours.relation
            ),
        ),
        "role": pair(
            asked,
            measured,
            lambda gold, claim: (
                claim.quantity is not None
                and overlaps(gold.span, claim.quantity.span)
                and gold.role == claim.role
            ),
        ),
        "time": pair(
            case.times,
            given.times,
            lambda gold, ours: (
                ours.span is not None
                and overlaps(gold.span, ours.span)
                and (gold.first, gold.last) == (ours.first, ours.last)
            ),
        ),
        "place": pair(case.places, given.places, is_same_place),
        "speaker": pair(case.statements, given.statements, is_said_by_same),
    }


def pair(
    golds: Sequence[Gold], given: Sequence[Ours], is_right: Callable[[Gold, Ours], bool]
) -> Counts:
    """Returns the counts of one question in one text.

    An answer is right if it fits any gold answer, and a gold answer is found if any answer fits it:
    one statement may hold two pieces of content.
    """
    return Counts(
        given=len(given),
        right=sum(any(is_right(gold, ours) for gold in golds) for ours in given),
        wanted=len(golds),
        found=sum(any(is_right(gold, ours) for ours in given) for gold in golds),
    )


def is_same_number(left: float | None, right: float | None) -> bool:
    """Tells whether two ends of a quantity are equal, or both open; to a part in a thousand."""
    if left is None or right is None:
        return left is right
    return isclose(left, right, rel_tol=1e-3)


def overlaps(left: Span, right: Span) -> bool:
    """Tells whether two spans share a character."""
    return left.start < right.end and right.start < left.end


def is_same_place(gold: GoldPlace, ours: Place) -> bool:
    """Tells whether a place is the one meant: the same words, and near it where that is known."""
    if not overlaps(gold.span, ours.span):
        return False
    if gold.lat is None or gold.lon is None:
        return True
    if ours.lat is None or ours.lon is None:
        return False
    return distance_km((gold.lat, gold.lon), (ours.lat, ours.lon)) <= NEAR_KM


def distance_km(left: tuple[float, float], right: tuple[float, float]) -> float:
    """Returns the great-circle distance of two points in degrees (haversine, mean radius)."""
    (lat1, lon1), (lat2, lon2) = left, right
    square = (
        sin(radians(lat2 - lat1) / 2) ** 2
        + cos(radians(lat1)) * cos(radians(lat2)) * sin(radians(lon2 - lon1) / 2) ** 2
    )
    return 2 * 6371.0 * asin(min(1.0, sqrt(square)))


def is_said_by_same(gold: GoldStatement, ours: Statement) -> bool:
    """Tells whether a statement holds at least half of the content and ends with its speaker."""
    source = ours.chain[-1].source.span
    if source is None or not any(overlaps(named, source) for named in gold.sources):
        return False
    length = gold.content.end - gold.content.start
    covered = sum(
        max(0, min(gold.content.end, span.end) - max(gold.content.start, span.start))
        for span in ours.content
    )
    return 2 * covered >= length


def count_all(cases: Sequence[Case]) -> dict[str, CaseCounts]:
    """Returns the counts of every case, by its id."""
    parses = parse(case.document.text for case in cases)
    return {
        case.id: count(case, answer(case, parsed))
        for case, parsed in zip(cases, parses, strict=True)
    }


def f1_of(counts: Sequence[Counts]) -> tuple[float, float, float]:
    """Returns precision, recall and F1 over several texts; 1 where nothing was asked or given."""
    given, right = sum(c.given for c in counts), sum(c.right for c in counts)
    wanted, found = sum(c.wanted for c in counts), sum(c.found for c in counts)
    precision = right / given if given else 1.0
    recall = found / wanted if wanted else 1.0
    total = precision + recall
    return precision, recall, 2 * precision * recall / total if total else 0.0


def score(counted: Mapping[str, CaseCounts]) -> dict[str, Score]:
    """Returns the score of each question, with intervals from resampled texts."""
    ids = sorted(counted)
    scores: dict[str, Score] = {}
    for question in QUESTIONS:
        counts = [counted[case_id][question] for case_id in ids]
        resampled = sorted(f1_of(sample)[2] for sample in resamples(counts))
        scores[question] = Score(
            *f1_of(counts),
            low=resampled[int(0.025 * RESAMPLES)],
            high=resampled[int(0.975 * RESAMPLES) - 1],
        )
    return scores


def resamples(items: Sequence[T]) -> Iterator[list[T]]:
    """Yields samples of the items with replacement, the same ones every time."""
    # Any seed will do; a fixed one makes the gate repeatable. Nothing here is a secret.
    draw = random.Random(20_201_002)  # noqa: S311
    for _ in range(RESAMPLES):
        yield [items[draw.randrange(len(items))] for _ in items]


def main(arguments: list[str] | None = None) -> int:
    """Prints the scores; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.score", description=__doc__)
    parser.add_argument("--misses", action="store_true", help="name the cases that are not right")
    given = parser.parse_args(arguments)
    counted = count_all(read_cases())
    print(f"{len(counted)} texts\n")
    print(f"{'question':10} {'precision':>9} {'recall':>7} {'F1':>6}   95 % of F1")
    for question, result in score(counted).items():
        print(
            f"{question:10} {result.precision:9.3f} {result.recall:7.3f} {result.f1:6.3f}"
            f"   {result.low:.3f}–{result.high:.3f}"
        )
    if given.misses:
        for case_id, by_question in counted.items():
            wrong = [
                f"{question}: {c.given - c.right} wrong, {c.wanted - c.found} missed"
                for question, c in by_question.items()
                if c.given > c.right or c.wanted > c.found
            ]
            if wrong:
                print(f"{case_id}: {'; '.join(wrong)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
