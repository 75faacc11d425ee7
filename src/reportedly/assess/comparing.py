"""Stage: all claims -> Finding. The checks that set reports against each other.

What one question shows is checked with its assessment (``across``). Here are the checks that reach
over questions: losses in one report and strengths in another, a toll and what was added to the one
before, a figure that changed its measure on the way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reportedly.assess.drift import drift_of_measures
from reportedly.assess.increases import increases_across
from reportedly.assess.losses import losses_across
from reportedly.assess.reading import in_text_order
from reportedly.records import ClaimInContext, Finding

CheckAcross = Callable[[Mapping[str, Sequence[ClaimInContext]]], Iterator[Finding]]

CHECKS: tuple[CheckAcross, ...] = (losses_across, increases_across, drift_of_measures)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReports:
    """Returns the findings that need the claims of several reports, from all claims together."""

    name: ClassVar[str] = "compare"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = ClaimInContext
    produces: ClassVar[tuple[type, ...]] = (Finding,)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[ClaimInContext], /) -> Iterator[Finding]:
        """Yields the findings, check by check; the order of the claims does not matter."""
        reports: dict[str, list[ClaimInContext]] = defaultdict(list)
        for item in batch:
            if item.claim.quantity is not None:
                reports[item.document_id].append(item)
        ordered = {key: in_text_order(reports[key]) for key in sorted(reports)}
        found: dict[str, Finding] = {}
        for check in CHECKS:
            for finding in check(ordered):
                found.setdefault(finding.id, finding)
        yield from found.values()
