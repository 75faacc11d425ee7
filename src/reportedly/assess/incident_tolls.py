"""How many an incident killed and injured, where and when, by the main figures of its reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.assess.casualties import INCIDENT_CEILING
from reportedly.assess.main_figures import main_figures
from reportedly.records import Claim

# Groups that make up everybody; children and women are counted within them.
EVERYBODY = frozenset({"civilians", "noncivilians"})
# Places that are named equally often, and are told: more say little.
MOST_PLACES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedToll:
    """How many one report's main event killed and injured; ``None`` where it gives no number.

    ``claims`` are those that say so, in text order.
    """

    killed: int | None
    injured: int | None
    claims: tuple[Claim, ...] = ()


def reported_toll(
    claims: Sequence[Claim], *, headline: str | None = None, published: str | None = None
) -> ReportedToll:
    """Returns the toll of a report's main event; ``claims`` are the report's, in text order.

    The killed are its main figures together; the injured the first count of injured that is no
    part of another and no toll of a war.
    """
    figures = main_figures(claims, headline=headline, published=published)
    killed = [figure for figure in figures if figure.population in EVERYBODY]
    injured = (
        (claim, claim.quantity.low)
        for claim in claims
        if claim.role == "injured"
        and claim.counting != "subset"
        and claim.modality == "actual"
        and claim.quantity is not None
        and claim.quantity.low is not None
        and claim.quantity.low <= INCIDENT_CEILING
    )
    hurt, number = next(injured, (None, None))
    saying = {id_ for figure in killed for id_ in figure.claim_ids}
    return ReportedToll(
        killed=int(sum(figure.count for figure in killed)) if killed else None,
        injured=None if number is None else int(number),
        claims=tuple(claim for claim in claims if claim is hurt or claim.id in saying),
    )


def incident_toll(reports: Iterable[ReportedToll]) -> ReportedToll:
    """Returns the lower median of what the reports on an incident give.

    The median, so that one report which counts something else does not decide; the lower of two,
    so that the figure is one that was reported.
    """
    given = list(reports)
    return ReportedToll(
        killed=_lower_median([r.killed for r in given if r.killed is not None]),
        injured=_lower_median([r.injured for r in given if r.injured is not None]),
    )


def incident_day(reports: Iterable[ReportedToll]) -> str | None:
    """Returns the day that most reports give for their counts, the earliest of equals.

    ``None`` where no count has a day.
    """
    days = Counter(
        day
        for report in reports
        for day in {
            claim.time.first[:10]
            for claim in report.claims
            if claim.time is not None
            and claim.time.first is not None
            and claim.time.last is not None
            and claim.time.first[:10] == claim.time.last[:10]
        }
    )
    return min(days, key=lambda day: (-days[day], day), default=None)


def incident_places(reports: Iterable[ReportedToll]) -> tuple[str, ...]:
    """Returns the places that most reports give for their counts, narrower ones than a country.

    Countries and areas only where nothing narrower is named; none where no count has a place.
    """
    narrow, wide = Counter[str](), Counter[str]()
    for report in reports:
        for name, precision in {(p.name, p.precision) for c in report.claims for p in c.places}:
            (wide if precision in {"country", "area"} else narrow)[name] += 1
    names = narrow or wide
    most = max(names.values(), default=0)
    return tuple(sorted(name for name, count in names.items() if count == most))[:MOST_PLACES]


def _lower_median(numbers: Sequence[int]) -> int | None:
    return sorted(numbers)[(len(numbers) - 1) // 2] if numbers else None
