"""Findings over the claims of one question: agreement that is one voice, answers that clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from reportedly.assess.estimates import (
    Word,
    is_denied,
    is_near,
    latest_words,
    origin_by_statement,
    said_on,
)
from reportedly.assess.reading import allowed, figure_words, make_finding
from reportedly.intervals import overlaps
from reportedly.records import ClaimInContext, Finding, Origin, QuestionInContext, Role, Step

# Counts that can only grow, as more becomes known of what has happened.
GROWING: frozenset[Role] = frozenset(
    {"killed", "injured", "killed-or-injured", "injured-or-missing", "displaced", "destroyed"}
)


def findings_across(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the findings over a question's claims."""
    yield from one_voice(item)
    yield from contradictory_answers(item)
    yield from falling_toll(item)
    yield from withdrawn(item)


def one_voice(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the answers that several reports give and one voice stands behind."""
    voice = origin_by_statement(item)
    groups: dict[tuple[float | None, float | None], list[ClaimInContext]] = defaultdict(list)
    for claim in item.claims:
        if claim.claim.quantity is not None and not is_denied(claim):
            groups[claim.claim.quantity.low, claim.claim.quantity.high].append(claim)
    for claims in groups.values():
        reports = sorted({claim.document_id for claim in claims})
        origins = {voice.get(claim.statement.id) for claim in claims}
        origin = next(iter(origins))
        publishers = sorted({c.publisher or "an unnamed publisher" for c in claims})
        if len(reports) < 2 or len(publishers) < 2 or len(origins) > 1 or origin is None:
            continue
        first = claims[0]
        yield make_finding(
            "agreement that is one voice",
            f"{len(reports)} reports give {figure_words(first)}. All have it from "
            f"{origin.source}: this is repetition, one voice, not confirmation.",
            claims,
            [
                Step(text=f"reports: {', '.join(publishers)}", result=str(len(reports))),
                Step(text=f"voices: {origin.source}", result="1"),
                *(Step(text=reason, result="one voice") for reason in origin.why),
            ],
            "worth a look",
        )


def contradictory_answers(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the answers of different voices that exclude each other, one finding a question.

    A difference of date is considered first: a lower count of an earlier day is no contradiction.
    Counts within a tenth of each other are shown as differing, and not called contradictory.
    """
    words = latest_words(item)
    clashing: list[tuple[Word, Word]] = []
    for i, left in enumerate(words):
        for right in words[i + 1 :]:
            if overlaps(left.interval, right.interval) or is_near(left.interval, right.interval):
                continue
            if older_lower(item, left, right) or older_lower(item, right, left):
                continue
            clashing.append((left, right))
    if len(clashing) == 0:
        return
    involved = list(dict.fromkeys(word.origin.id for pair in clashing for word in pair))
    chosen = [word for word in words if word.origin.id in involved]
    listed = "; ".join(f"{w.origin.source}: {figure_words(w.claim)}" for w in chosen)
    yield make_finding(
        "contradictory answers",
        f"These answers cannot all be right, and no difference of date explains it: {listed}.",
        [word.claim for word in chosen],
        [
            Step(
                text=f"{figure_words(a.claim)} ({a.origin.source}, {a.as_of or 'undated'}) and "
                f"{figure_words(b.claim)} ({b.origin.source}, {b.as_of or 'undated'})",
                result="no common value",
            )
            for a, b in clashing
        ],
        "worth a look",
    )


def falling_toll(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the counts of one voice that fall as time goes on, though they can only grow.

    A correction, or a change of what is counted, would explain it; the report may say so.
    """
    if item.question.role not in GROWING:
        return
    voice = origin_by_statement(item)
    series: dict[str, list[ClaimInContext]] = defaultdict(list)
    origins: dict[str, Origin] = {}
    for claim in item.claims:
        origin = voice.get(claim.statement.id)
        if origin is not None and said_on(claim) is not None and allowed(claim) is not None:
            series[origin.id].append(claim)
            origins[origin.id] = origin
    for origin_id, claims in sorted(series.items()):
        ordered = sorted(claims, key=lambda c: (said_on(c) or "", c.claim.id))
        for earlier, later in pairwise(ordered):
            if said_on(earlier) == said_on(later) or not _falls(earlier, later):
                continue
            retracted = later.statement.stance == "retracts"
            explained = " It was given as a correction." if retracted else ""
            yield make_finding(
                "toll that falls",
                f"{origins[origin_id].source}: {figure_words(earlier)} on {said_on(earlier)}, "
                f"{figure_words(later)} on {said_on(later)}. Such a count can only grow, unless it "
                f"was corrected or counts something else.{explained}",
                [earlier, later],
                [
                    Step(
                        text=f"{_raw(later)} ({said_on(later)}) < {_raw(earlier)} "
                        f"({said_on(earlier)})",
                        result="lower",
                    )
                ],
                "worth a look",
            )


def withdrawn(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the answers that the voice which gave them has taken back."""
    voice = origin_by_statement(item)
    for taken_back in item.claims:
        origin = voice.get(taken_back.statement.id)
        if taken_back.statement.stance != "retracts" or origin is None:
            continue
        given = [
            claim
            for claim in item.claims
            if voice.get(claim.statement.id) == origin and claim.claim.quantity is not None
        ]
        if len(given) > 0:
            yield make_finding(
                "withdrawn by its speaker",
                f"{origin.source} gave {figure_words(given[0])} and has taken it back "
                f"({said_on(taken_back) or 'undated'}).",
                [*given, taken_back],
                [Step(text=f"{origin.source}: {figure_words(given[0])}", result="withdrawn")],
                "worth a look",
            )


def older_lower(item: QuestionInContext, one: Word, other: Word) -> bool:
    """Tells whether ``one`` is the lower count of an earlier day, of a count that can grow."""
    return (
        item.question.role in GROWING
        and one.as_of is not None
        and other.as_of is not None
        and one.as_of < other.as_of
        and one.interval.high < other.interval.low
    )


def _falls(earlier: ClaimInContext, later: ClaimInContext) -> bool:
    a, b = allowed(earlier), allowed(later)
    if a is None or b is None:
        return False
    if overlaps(a, b):
        # "At least 412" and later "at least 405": both allow the same, and yet the bound fell.
        return a.high == b.high == float("inf") and b.low < a.low
    return b.high < a.low


def _raw(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.raw
