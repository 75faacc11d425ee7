"""Sums over time: an earlier toll and what was added to it, against the later toll."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from reportedly.assess.reading import (
    counts_people,
    days_apart,
    figure_words,
    make_finding,
    number_of,
    plain,
    speaker,
    speaker_key,
)
from reportedly.assess.scopes import differences, explained, scene_of
from reportedly.records import ClaimInContext, Finding, Step, Verdict

# An earlier toll of another report is that of the same count only if it is this recent.
NEAR_DAYS = 14
# A speaker who is nobody in particular is not the same one in the next report.
NOBODY = "the report"


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


def increases_across(reports: Mapping[str, Sequence[ClaimInContext]]) -> Iterator[Finding]:
    """Yields, where a report gives an increase and a new toll, whether the last toll fits them.

    The last toll is the same speaker's, of the same measure and place, in the report before it.
    """
    series: dict[tuple[object, ...], list[tuple[ClaimInContext, ClaimInContext | None]]]
    series = defaultdict(list)
    for key in sorted(reports):
        for toll, added in _tolls_of(reports[key]):
            for place in scene_of(toll) or scene_of(added or toll):
                series[speaker_key(toll), toll.claim.role, place].append((toll, added))
    for scope in sorted(series, key=repr):
        ordered = sorted(series[scope], key=_by_day)
        for (earlier, _), (later, added) in pairwise(ordered):
            apart = days_apart(earlier.published, later.published)
            if added is None or apart is None or not 0 < apart <= NEAR_DAYS:
                continue
            if later.claim.counting != "cumulative" or _people_differ(earlier, later):
                continue
            if (number_of(earlier) or 0.0) < (number_of(later) or 0.0):
                yield _finding(earlier, added, later)


def _by_day(pair: tuple[ClaimInContext, ClaimInContext | None]) -> tuple[str, str]:
    return pair[0].published or "", pair[0].claim.id


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
