"""How many an incident killed and injured, going by the main figures of the reports on it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.assess.casualties import INCIDENT_CEILING
from reportedly.assess.main_figures import main_figures
from reportedly.records import Claim

# Groups that make up everybody; children and women are counted within them.
EVERYBODY = frozenset({"civilians", "noncivilians"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportedToll:
    """How many one report's main event killed and injured; ``None`` where it gives no number."""

    killed: int | None
    injured: int | None


def reported_toll(
    claims: Sequence[Claim], *, headline: str | None = None, published: str | None = None
) -> ReportedToll:
    """Returns the toll of a report's main event; ``claims`` are the report's, in text order.

    The killed are its main figures together; the injured the first count of injured that is no
    part of another and no toll of a war.
    """
    figures = main_figures(claims, headline=headline, published=published)
    killed = [figure.count for figure in figures if figure.population in EVERYBODY]
    injured = (
        claim.quantity.low
        for claim in claims
        if claim.role == "injured"
        and claim.counting != "subset"
        and claim.modality == "actual"
        and claim.quantity is not None
        and claim.quantity.low is not None
        and claim.quantity.low <= INCIDENT_CEILING
    )
    first = next(injured, None)
    return ReportedToll(
        killed=int(sum(killed)) if killed else None, injured=None if first is None else int(first)
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


def _lower_median(numbers: Sequence[int]) -> int | None:
    return sorted(numbers)[(len(numbers) - 1) // 2] if numbers else None
