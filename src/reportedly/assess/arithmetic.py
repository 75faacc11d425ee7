"""Stage: the claims of one report -> Finding. The sums that a careful reader would do.

Each check is one function from a report's claims, in text order, to findings. A check says what
the numbers give, never which of them is true; where it cannot be sure that two numbers speak of
the same people it says so and gives no verdict.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reportedly.assess.ages import check_ages
from reportedly.assess.contradictions import check_own_words
from reportedly.assess.dates import check_dates
from reportedly.assess.increases import check_increases, check_rises
from reportedly.assess.losses import check_losses
from reportedly.assess.paraphrases import check_paraphrases
from reportedly.assess.rates import check_rates
from reportedly.assess.reading import in_text_order
from reportedly.assess.shares import check_stated_shares
from reportedly.assess.sums import check_parts, check_sums
from reportedly.assess.wording import check_doubled_units, check_second_hand
from reportedly.records import ClaimInContext, Finding

Check = Callable[[Sequence[ClaimInContext]], Iterator[Finding]]

CHECKS: tuple[Check, ...] = (
    check_stated_shares,
    check_losses,
    check_rates,
    check_parts,
    check_sums,
    check_increases,
    check_rises,
    check_paraphrases,
    check_own_words,
    check_dates,
    check_ages,
    check_doubled_units,
    check_second_hand,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """Returns the findings of a report's arithmetic, from all its claims together."""

    name: ClassVar[str] = "check"
    version: ClassVar[int] = 3
    consumes: ClassVar[type] = ClaimInContext
    produces: ClassVar[tuple[type, ...]] = (Finding,)
    group_by: ClassVar[str | None] = "document_id"

    def __call__(self, batch: Sequence[ClaimInContext], /) -> Iterator[Finding]:
        """Yields each report's findings, check by check, in the order of the text."""
        reports: dict[str, list[ClaimInContext]] = defaultdict(list)
        for item in batch:
            reports[item.document_id].append(item)
        for document_id in sorted(reports):
            items = in_text_order(reports[document_id])
            found: dict[str, Finding] = {}
            for check in CHECKS:
                for finding in check(items):
                    found.setdefault(finding.id, finding)
            yield from found.values()
