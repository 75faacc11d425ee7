"""Sums over time: an earlier toll and what was added to it, against the later toll."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from reportedly.assess.check_across import Brought, CheckAcross, Key, Report
from reportedly.assess.reading import (
    counts_people,
    day_number,
    days_apart,
    figure_words,
    make_finding,
    number_of,
    plain,
    raw_words,
    speaker,
    speaker_key,
    start_of,
)
from reportedly.assess.scopes import differences, explained, scene_of
from reportedly.records import ClaimInContext, Finding, Step, Verdict

# An earlier toll of another report is that of the same count only if it is this recent.
NEAR_DAYS = 14
# Counts that make up a toll stand this near to it: in the paragraphs around.
NEAR_CHARACTERS = 600
# A speaker who is nobody in particular is not the same one in the next report.
NOBODY = "the report"
# A toll, what its statement says was added, and whether it is of the fortnight that it stands in.
Toll = tuple[ClaimInContext, ClaimInContext | None, bool]


def check_increases(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, where one statement gives an increase and both tolls, whether they fit.

    "Seven more died, which brings the toll from 12 to 19": 12 + 7 = 19. The new toll must be said
    to be a running one: "another ten" in a list are others, not more.
    """
    for added in items:
        if not _is_increase(added):
            continue
        tolls = sorted(
            (item for item in items if _is_toll(item, added)), key=lambda i: number_of(i) or 0.0
        )
        numbers = {number_of(item) for item in tolls}
        if len(numbers) == 2 and tolls[-1].claim.counting == "cumulative":
            yield _finding(tolls[0], added, tolls[-1])


def check_rises(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each running toll, two counts in the statements around that make it up.

    "The toll rose to 23. Four have died of their wounds. On Friday it had been 19": 19 + 4 = 23.
    Two counts that make another sum need have nothing to do with the toll: of them nothing is said.
    """
    for toll in items:
        if toll.claim.counting != "cumulative" or not _is_counted(toll):
            continue
        around = [item for item in items if _is_beside(item, toll)]
        pairs = [
            (first, more)
            for first, more in combinations(sorted(around, key=_size, reverse=True), 2)
            if _size(first) + _size(more) == _size(toll) and _size(first) > _size(more)
        ]
        if len(pairs) == 1:
            yield _rise(toll, *pairs[0])


def _is_counted(item: ClaimInContext) -> bool:
    return item.claim.role not in {None, "other"} and counts_people(item) and _size(item) > 0


def _is_beside(item: ClaimInContext, toll: ClaimInContext) -> bool:
    """Tells whether a count stands near a toll, in another statement, and of the same scope."""
    return (
        item.statement.id != toll.statement.id
        and item.claim.role == toll.claim.role
        and item.claim.counting != "subset"
        and _is_counted(item)
        and abs(start_of(item) - start_of(toll)) <= NEAR_CHARACTERS
        and not _scope(item, toll)
    )


def _size(item: ClaimInContext) -> float:
    return number_of(item) or 0.0


def _rise(toll: ClaimInContext, first: ClaimInContext, more: ClaimInContext) -> Finding:
    given = " and ".join(f"{figure_words(item)} ({speaker(item)})" for item in (first, more))
    return make_finding(
        "counts that make up a toll",
        f"{speaker(toll)}: {figure_words(toll)}. The counts beside it, {given}, make "
        f"{plain(_size(toll))} together.",
        [toll, first, more],
        [
            Step(text=f"{plain(_size(first))} + {plain(_size(more))}", result=plain(_size(toll))),
            Step(text=f"stated toll: {raw_words(toll)}", result="equal"),
        ],
        "holds",
    )


def _tolls_brought(items: Report) -> Iterator[Brought[Toll]]:
    """Yields a report's tolls by speaker, measure, place and fortnight.

    Each stands in its own fortnight and in the next, where it may be the toll before the first.
    """
    for toll, added in _tolls_of(items):
        fortnight = _fortnight(toll)
        if fortnight is None:
            continue
        for place in sorted(scene_of(toll) or scene_of(added or toll)):
            for window in (fortnight, fortnight + 1):
                key = (speaker_key(toll), toll.claim.role, place, window)
                yield Brought(key=key, told=(toll, added, fortnight == window))


def _increases(told: Sequence[Toll], _: Mapping[Key, Sequence[object]]) -> Iterator[Finding]:
    """Yields, where a report gives an increase and a new toll, whether the last toll fits them.

    The last toll is the same speaker's, of the same measure and place, in the report before it.
    """
    ordered = sorted(told, key=lambda toll: (toll[0].published or "", toll[0].claim.id))
    for (earlier, _added, _own), (later, added, is_of_window) in pairwise(ordered):
        apart = days_apart(earlier.published, later.published)
        if added is None or not is_of_window or apart is None or not 0 < apart <= NEAR_DAYS:
            continue
        if later.claim.counting != "cumulative" or _people_differ(earlier, later):
            continue
        if (number_of(earlier) or 0.0) < (number_of(later) or 0.0):
            yield _finding(earlier, added, later)


increases_across: CheckAcross[Toll, object] = CheckAcross(
    name="increases", brought=_tolls_brought, findings=_increases
)


def _fortnight(toll: ClaimInContext) -> int | None:
    day = day_number(toll.published)
    return None if day is None else day // NEAR_DAYS


def _tolls_of(
    items: Sequence[ClaimInContext],
) -> Iterator[tuple[ClaimInContext, ClaimInContext | None]]:
    """Yields a report's tolls, each with the increase in the same statement, if there is one."""
    added_in = {(i.statement.id, i.claim.role): i for i in items if _is_increase(i)}
    for item in items:
        is_toll = item.claim.counting in {"total", "cumulative"} and counts_people(item)
        if is_toll and number_of(item) is not None and speaker_key(item) != NOBODY:
            yield item, added_in.get((item.statement.id, item.claim.role))


def _is_increase(item: ClaimInContext) -> bool:
    return (
        item.claim.counting == "increment"
        and item.claim.role not in {None, "other"}
        and counts_people(item)
        and number_of(item) is not None
    )


def _is_toll(item: ClaimInContext, added: ClaimInContext) -> bool:
    return (
        item.statement.id == added.statement.id
        and item.claim.role == added.claim.role
        and item.claim.counting in {"total", "cumulative"}
        and counts_people(item)
        and number_of(item) is not None
    )


def _scope(earlier: ClaimInContext, later: ClaimInContext) -> tuple[str, ...]:
    """Returns the differences of place and people: tolls of two times are what is added up here."""
    found = differences(earlier, later)
    return tuple(d for d in found if d.startswith(("places", "people")))


def _people_differ(earlier: ClaimInContext, later: ClaimInContext) -> bool:
    return any(difference.startswith("people") for difference in _scope(earlier, later))


def _finding(earlier: ClaimInContext, added: ClaimInContext, later: ClaimInContext) -> Finding:
    first, more, last = (number_of(item) or 0.0 for item in (earlier, added, later))
    apart = first + more - last
    found = _scope(earlier, later)
    verdict: Verdict = "holds" if apart == 0 else "cannot tell" if found else "worth a look"
    ends = f"which is the new toll, {plain(last)}" if apart == 0 else f"not {plain(last)}"
    return make_finding(
        "increase of a toll",
        f"{speaker(later)}: {figure_words(earlier)}, then {figure_words(added)} more, make "
        f"{plain(first + more)}, {ends}.{explained(found) if apart else ''}",
        [earlier, added, later],
        [
            Step(text=f"{plain(first)} + {plain(more)}", result=plain(first + more)),
            Step(
                text=f"stated: {plain(last)}",
                result="equal" if apart == 0 else f"differs by {plain(abs(apart))}",
            ),
        ],
        verdict,
    )
