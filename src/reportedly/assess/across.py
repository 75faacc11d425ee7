"""Findings over the claims of one question: agreement that is one voice, answers that clash."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from reportedly.assess.contradictions import own_words_finding
from reportedly.assess.drift import drift_in_question
from reportedly.assess.estimates import (
    SAME_SIZE,
    Word,
    is_denied,
    is_near,
    latest_words,
    origin_by_statement,
    said_on,
    typical,
)
from reportedly.assess.reading import allowed, figure_words, make_finding, number_of
from reportedly.assess.scopes import differences, is_tied
from reportedly.assess.tolls import GROWING, falling_toll, odd_series
from reportedly.intervals import Interval, overlaps
from reportedly.populations import population_of
from reportedly.records import ClaimInContext, Finding, QuestionInContext, Step

# One number this many times the other is no rival count of one event but of something larger: in
# a question they met by being linked loosely.
OTHER_SCOPE = 50.0
# Rival counts of one event, by two sources of one report, differ by this factor at most.
RIVAL_SIZE = 2.0


def findings_across(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the findings over a question's claims."""
    yield from one_voice(item)
    yield from contradictory_answers(item)
    yield from against_own_words(item)
    yield from falling_toll(item)
    yield from odd_series(item)
    yield from drift_in_question(item)
    yield from withdrawn(item)


def one_voice(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the answers that several reports give and one voice stands behind."""
    voice = origin_by_statement(item)
    groups: dict[tuple[float | None, float | None], list[ClaimInContext]] = defaultdict(list)
    for claim in item.claims:
        # That two outlets both say "dozens", or "half of the city", tells nothing.
        if claim.claim.quantity is None or is_denied(claim):
            continue
        if not _is_vague(claim) and not _is_share_of_things(claim):
            groups[claim.claim.quantity.low, claim.claim.quantity.high].append(claim)
    for claims in groups.values():
        reports = sorted({claim.document_id for claim in claims})
        origins = {voice.get(claim.statement.id) for claim in claims}
        origin = next(iter(origins))
        publishers = sorted({c.publisher or "an unnamed publisher" for c in claims})
        if len(reports) < 2 or len(publishers) < 2 or len(origins) > 1 or origin is None:
            continue
        is_part = all(claim.claim.counting == "subset" for claim in claims)
        figure = f"{figure_words(claims[0])}{' as part of a total' if is_part else ''}"
        yield make_finding(
            "agreement that is one voice",
            f"{len(reports)} reports give {figure}. They count as one voice, "
            f"{origin.source}: this is repetition, not confirmation.",
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
    Counts within a tenth of each other are shown as differing, and not called contradictory; one
    many times the other is of another scope. Answers of one report that differ in place, time or
    people, or do not say them, get no verdict; of two reports, both must say one town and time.
    """
    words = latest_words(item)
    pairs = [
        (left, right)
        for i, left in enumerate(words)
        for right in words[i + 1 :]
        if _are_side_by_side(left, right) and _is_clash(item, left, right)
    ]
    if len(pairs) == 0:
        return
    sure = [pair for pair in pairs if _is_one_event(*pair)]
    told = sure or pairs
    involved = {word.origin.id for pair in told for word in pair}
    chosen = [word for word in words if word.origin.id in involved]
    listed = "; ".join(f"{w.origin.source}: {figure_words(w.claim)}" for w in chosen)
    text = (
        "These answers cannot all be right, and no difference of date explains it"
        if sure
        else "These answers differ, and whether they are of one event cannot be told"
    )
    yield make_finding(
        "contradictory answers",
        f"{text}: {listed}.",
        [word.claim for word in chosen],
        [_clash_step(a, b) for a, b in told],
        "worth a look" if sure else "cannot tell",
    )


def _is_clash(item: QuestionInContext, left: Word, right: Word) -> bool:
    if overlaps(left.interval, right.interval) or is_near(left.interval, right.interval):
        return False
    # "Several" and "dozens" are no counts: whoever says them has not counted.
    if _is_vague(left.claim) or _is_vague(right.claim):
        return False
    if older_lower(item, left, right) or older_lower(item, right, left):
        return False
    a, b = typical(left.interval), typical(right.interval)
    return max(a, b) <= OTHER_SCOPE * max(1.0, min(a, b))


def _are_side_by_side(left: Word, right: Word) -> bool:
    """Tells whether something ties two answers: one town and time, or one report.

    A report that has two named sources give two counts of one size sets them side by side; its own
    words beside a source's tell of another event more often than not.
    """
    if is_tied(left.claim, right.claim):
        return True
    same = left.claim.document_id == right.claim.document_id
    a, b = typical(left.interval), typical(right.interval)
    is_size = max(a, b) <= RIVAL_SIZE * min(a, b)
    return same and is_size and _is_attributed(left.claim) and _is_attributed(right.claim)


def _is_attributed(claim: ClaimInContext) -> bool:
    chain = claim.statement.chain
    return len(chain) > 1 and chain[-1].source.kind not in {"unnamed", "document"}


def _is_one_event(left: Word, right: Word) -> bool:
    return is_tied(left.claim, right.claim) and not differences(left.claim, right.claim)


def _clash_step(one: Word, other: Word) -> Step:
    apart = tuple(f"other {d}" for d in differences(one.claim, other.claim))
    if not apart and not is_tied(one.claim, other.claim):
        apart = ("they do not name the same town and time",)
    ends = "" if not apart else f" ({'; '.join(apart)})"
    return Step(
        text=f"{figure_words(one.claim)} ({one.origin.source}, {one.as_of or 'undated'}) and "
        f"{figure_words(other.claim)} ({other.origin.source}, {other.as_of or 'undated'})",
        result=f"no common value{ends}",
    )


def against_own_words(item: QuestionInContext) -> Iterator[Finding]:
    """Yields the pairs of answers that one voice gives on one day and that exclude each other.

    They come from different reports, and are of one size: which of these gives the words right, or
    whether the later has an update, cannot be told from here. An outlet's own words are left out:
    its reports of one day follow one another.
    """
    voice = origin_by_statement(item)
    held: dict[tuple[str, str], ClaimInContext] = {}
    for claim in sorted(item.claims, key=lambda c: (c.document_id, c.claim.id)):
        origin, day, interval = voice.get(claim.statement.id), said_on(claim), allowed(claim)
        if origin is None or day is None or interval is None or not _is_own_total(claim):
            continue
        first = held.setdefault((origin.id, day), claim)
        other = allowed(first)
        if other is None or overlaps(interval, other) or first.document_id == claim.document_id:
            continue
        if is_near(interval, other) or differences(first, claim) or not _is_size(interval, other):
            continue
        yield own_words_finding(first, claim, f"in two reports of one day ({day})")


def _is_own_total(claim: ClaimInContext) -> bool:
    return (
        claim.claim.counting in {"total", "cumulative"}
        and len(claim.statement.chain) > 1
        and not is_denied(claim)
    )


def _is_size(one: Interval, other: Interval) -> bool:
    a, b = typical(one), typical(other)
    return 0 < max(a, b) <= SAME_SIZE * min(a, b)


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


def _is_vague(claim: ClaimInContext) -> bool:
    """Tells whether a number is only a word for a size: "dozens", "several"."""
    quantity = claim.claim.quantity
    return quantity is not None and quantity.relation == "~" and number_of(claim) is None


def _is_share_of_things(claim: ClaimInContext) -> bool:
    """Tells whether a number is a share of anything but people: of a town, of a territory."""
    quantity = claim.claim.quantity
    return (
        quantity is not None
        and claim.claim.role == "share"
        and population_of(quantity.share_of or quantity.counted) is None
    )
