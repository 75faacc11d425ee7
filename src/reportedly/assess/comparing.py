"""Stage: all claims -> Finding. The checks that set reports against each other.

What one question shows is checked with its assessment (``across``). Here are the checks that reach
over questions: losses in one report and strengths in another, a toll and what was added to the one
before, a figure that changed its measure or its words on the way. What has changed in a ledger can
be compared alone; comparing everything is the same with nothing kept from before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from reportedly.assess.check_across import Board, CheckAcross
from reportedly.assess.copied_figures import drift_in_copies
from reportedly.assess.drift import drift_of_measures
from reportedly.assess.increases import increases_across
from reportedly.assess.losses import losses_across
from reportedly.assess.parts_across import parts_across
from reportedly.assess.reading import in_text_order
from reportedly.linkage import (
    CheckFinding,
    CheckKey,
    CheckReach,
    Dropped,
    Linkage,
    Made,
    NothingKept,
    Relinked,
)
from reportedly.records import ClaimInContext, Finding

CHECKS: tuple[CheckAcross[Any, Any], ...] = (
    losses_across, increases_across, drift_of_measures, drift_in_copies,
    parts_across,
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class CompareReports:
    """Returns the findings that need the claims of several reports, from all claims together."""

    name: ClassVar[str] = "compare"
    version: ClassVar[int] = 2
    consumes: ClassVar[type] = ClaimInContext
    produces: ClassVar[tuple[type, ...]] = (Finding,)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[ClaimInContext], /) -> Iterator[Finding]:
        """Yields the findings, by their ids; the order of the claims does not matter."""
        for made in self.compare(NothingKept(), _by_report(batch)).made:
            yield from made.records  # type: ignore[misc] # findings only

    def compare(
        self, linkage: Linkage, changed: Mapping[str, Sequence[ClaimInContext]], /
    ) -> Relinked:
        """Returns what changes among the findings of a ledger when some reports have changed.

        ``changed`` are their claims as they are now, by report; none for one that was removed.
        A finding that is made under several keys is told as under the first of them.
        """
        board = _board(changed)
        kept = {row.key for row in linkage.rows(CheckKey, "document_id", changed)}
        touched = kept | board.numbers()
        keys = touched | {row.reached for row in linkage.rows(CheckReach, "key", touched)}
        found = _findings(linkage, board, changed, keys)
        before = {row.finding_id for row in linkage.rows(CheckFinding, "key", keys)}
        ids = before.union(*found.values())
        others = [
            row for row in linkage.rows(CheckFinding, "finding_id", ids) if row.key not in keys
        ]
        elsewhere = _findings(linkage, board, changed, {row.key for row in others})
        told: dict[str, tuple[int, Finding]] = {}
        for key, made in (*found.items(), *elsewhere.items()):
            for finding_id in ids & made.keys():
                told[finding_id] = min(
                    told.get(finding_id, (key, made[finding_id])), (key, made[finding_id]),
                    key=lambda entry: entry[0],
                )  # fmt: skip
        return Relinked(
            gone=tuple(f"finding {finding_id}" for finding_id in sorted(ids)),
            made=tuple(
                Made(unit=f"finding {finding_id}", records=(told[finding_id][1],))
                for finding_id in sorted(told)
            ),
            dropped=(
                Dropped(kind=CheckKey, column="document_id", values=tuple(sorted(changed))),
                Dropped(kind=CheckReach, column="document_id", values=tuple(sorted(changed))),
                Dropped(kind=CheckFinding, column="key", values=tuple(sorted(keys))),
            ),
            rows=(
                *board.rows(),
                *(CheckFinding(key=key, finding_id=i) for key, made in found.items() for i in made),
            ),
        )


def _findings(
    linkage: Linkage,
    board: Board,
    changed: Mapping[str, Sequence[ClaimInContext]],
    keys: Collection[int],
) -> dict[int, dict[str, Finding]]:
    """Returns the findings under some keys, read from all reports that have a part in them."""
    against = {row.key for row in linkage.rows(CheckReach, "reached", keys)} | board.against(keys)
    reports = {row.document_id for row in linkage.rows(CheckKey, "key", {*keys, *against})}
    reports -= changed.keys()
    if len(reports) > 0:
        kept = tuple(linkage.claims_of_reports(sorted(reports)))
        board = _board({**changed, **_by_report(kept)})
    return {key: board.findings(key) for key in sorted(keys)}


def _board(reports: Mapping[str, Sequence[ClaimInContext]]) -> Board:
    board = Board(checks=CHECKS)
    for document_id in sorted(reports):
        numbered = [item for item in reports[document_id] if item.claim.quantity is not None]
        board.put(document_id, in_text_order(numbered))
    return board


def _by_report(items: Sequence[ClaimInContext]) -> dict[str, list[ClaimInContext]]:
    reports: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        reports[item.document_id].append(item)
    return reports
