"""Scores how claims are grouped into questions, on pairs that a reader judged.

::

    python -m eval.pairs.score              both halves
    python -m eval.pairs.score --misses     and every pair of the dev half that is judged otherwise

It runs the product's own path: extraction, then linking, over all reports of the file at once.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.documents import claims_in_context
from eval.pairs.labels import HALVES, SHARED, Mention, Pair, read_pairs, read_reports
from reportedly.link.nesting import parents_of
from reportedly.link.questions import LinkClaims
from reportedly.records import ClaimInContext, Link, Question

RESAMPLES = 1000
LABELS = ("same", "nested", "different")


@dataclass(frozen=True, slots=True)
class Linked:
    """What linking made of all the reports: the question of each claim, the parents of each."""

    claims: Mapping[str, Sequence[ClaimInContext]]
    question_of: Mapping[str, str]
    parents: Mapping[str, frozenset[str]]


def link_reports(reports: Sequence[dict[str, object]]) -> Linked:
    """Returns the questions of a file of reports, made by the product's own path."""
    claims: dict[str, Sequence[ClaimInContext]] = {}
    for report, items in claims_in_context(reports):
        claims[str(report["id"])] = items
    return linked([item for items in claims.values() for item in items], claims)


def linked(
    items: Sequence[ClaimInContext], claims: Mapping[str, Sequence[ClaimInContext]]
) -> Linked:
    """Returns what linking makes of some claims; ``claims`` are the same by report id."""
    made = list(LinkClaims()(items))
    questions = [record for record in made if isinstance(record, Question)]
    links = [record for record in made if isinstance(record, Link)]
    return Linked(
        claims=claims,
        question_of={claim: q.id for q in questions for claim in q.claim_ids},
        parents=parents_of(questions, links),
    )


def judge(pair: Pair, made: Linked) -> str:
    """Returns how the product judges a pair; a number that asks no question is ``different``."""
    left, right = (_questions(mention, made) for mention in (pair.left, pair.right))
    if left & right:
        return "same"
    if any(b in _above(a, made) or a in _above(b, made) for a in left for b in right):
        return "nested"
    return "different"


def _questions(mention: Mention, made: Linked) -> set[str]:
    """Returns the questions of the claims whose number stands there."""
    return {
        made.question_of[item.claim.id]
        for item in made.claims.get(mention.report, ())
        if item.claim.quantity is not None
        and item.claim.quantity.span.start < mention.end
        and mention.start < item.claim.quantity.span.end
        and item.claim.id in made.question_of
    }


def _above(question: str, made: Linked) -> set[str]:
    """Returns the questions in which a question lies, over any number of steps."""
    found: set[str] = set()
    todo = [question]
    while todo:
        for parent in made.parents.get(todo.pop(), ()):
            if parent not in found:
                found.add(parent)
                todo.append(parent)
    return found


def f1_of(judged: Sequence[tuple[str, str]], label: str) -> tuple[float, float, float]:
    """Returns precision, recall and F1 of one label over pairs of (reader, product)."""
    right = sum(a == b == label for a, b in judged)
    given, wanted = (sum(pair[side] == label for pair in judged) for side in (1, 0))
    precision, recall = right / max(1, given), right / max(1, wanted)
    return precision, recall, 2 * right / max(1, given + wanted)


def interval(judged: Sequence[tuple[str, str]], label: str) -> tuple[float, float]:
    """Returns the 95 percent bootstrap interval of the F1 of a label, drawing pairs."""
    draw = random.Random(0)  # noqa: S311 - resampling, not secrets
    values = sorted(f1_of(draw.choices(judged, k=len(judged)), label)[2] for _ in range(RESAMPLES))
    return values[int(0.025 * RESAMPLES)], values[int(0.975 * RESAMPLES) - 1]


def print_scores(name: str, judged: Sequence[tuple[str, str]]) -> None:
    """Prints the figures of one half."""
    print(f"{name}: {len(judged)} pairs, {dict(Counter(label for label, _ in judged))}")
    for label in LABELS:
        precision, recall, f1 = f1_of(judged, label)
        low, high = interval(judged, label)
        print(
            f"  {label:10} P {precision:.3f}  R {recall:.3f}  F1 {f1:.3f} [{low:.3f}, {high:.3f}]"
        )


def main(arguments: list[str] | None = None) -> int:
    """Prints the scores; returns 1 where the reports are not at hand."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=SHARED, help="the reports of the pairs")
    parser.add_argument("--misses", action="store_true", help="list the misses of the dev half")
    given = parser.parse_args(arguments)
    reports = read_reports(given.data)
    if len(reports) == 0:
        print(f"no file {given.data}: give the reports with --data", file=sys.stderr)
        return 1
    made = link_reports(reports)
    both: list[tuple[str, str]] = []
    for half in HALVES:
        pairs = read_pairs(half)
        judged = [(pair.label, judge(pair, made)) for pair in pairs]
        both += judged
        print_scores(half, judged)
        if given.misses and half == "dev":
            print_misses(pairs, judged)
    print_scores("both", both)
    return 0


def print_misses(pairs: Sequence[Pair], judged: Sequence[tuple[str, str]]) -> None:
    """Prints the pairs that the product judges otherwise than the reader, by kind of miss."""
    by_kind: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair, miss in zip(pairs, judged, strict=True):
        if miss[0] != miss[1]:
            by_kind[miss].append(pair)
    for (wanted, got), missed in sorted(by_kind.items()):
        print(f"  {wanted} taken as {got}:")
        for pair in missed:
            sides = (f"{m.report} {m.start}-{m.end}" for m in (pair.left, pair.right))
            print(f"    {'  '.join(sides)}  ({pair.drawn})")


if __name__ == "__main__":
    sys.exit(main())
