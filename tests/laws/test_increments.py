"""The law of linking in steps: any split of the reports in any order gives what all at once do."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.link.questions import LinkClaims
from reportedly.linkage import LINKAGE_KINDS, LinkedNode, NameShape, Relinked
from reportedly.records import ClaimInContext
from tests.making import make_item, make_place, make_source

Report = tuple[ClaimInContext, ...]
PLACES = ("Selmak", "Varrow", "Old Selmak")
SPEAKERS = (
    make_source("Ana Bell"),
    make_source("Ivo Stern"),
    make_source("the Orvanian Health Ministry", "government"),
    make_source("OHM", "government", "the Orvanian Health Ministry"),
    make_source("OHM", "government", "the Office of Home Matters"),
    make_source("Health Ministry spokesman Oren Talley", "person", "Oren Talley"),
    make_source("OHM", "government"),
    make_source("an official", "unnamed"),
    None,
)


class Kept:
    """A ledger in memory: reports, what linking made of them, and what it keeps."""

    def __init__(self) -> None:
        self.reports: dict[str, Report] = {}
        self.units: dict[str, tuple[Any, ...]] = {}
        self.kept: dict[type, set[Any]] = {kind: set() for kind in LINKAGE_KINDS}

    def rows(self, kind: type[Any], column: str, values: Collection[object], /) -> Iterator[Any]:
        wanted = set(values)
        yield from [row for row in self.kept[kind] if getattr(row, column) in wanted]

    def all_rows(self, kind: type[Any], /) -> Iterator[Any]:
        yield from list(self.kept[kind])

    def claims(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        for items in self.reports.values():
            yield from (item for item in items if item.claim.id in claim_ids)

    def claims_alone(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        yield from (replace(item, copies=()) for item in self.claims(claim_ids))

    def claims_of_reports(self, document_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        for document in document_ids:
            yield from self.reports.get(document, ())

    def change(self, changed: dict[str, Report], stage: LinkClaims) -> None:
        self.reports.update(changed)
        self.reports = {key: items for key, items in self.reports.items() if items}
        self.take(stage.relink(self, changed))

    def take(self, change: Relinked) -> None:
        made, rows = list(change.made), list(change.rows)
        for gone in change.gone:
            self.units.pop(gone, None)
        for dropped in change.dropped:
            for row in list(self.rows(dropped.kind, dropped.column, dropped.values)):
                self.kept[dropped.kind].discard(row)
        for unit in made:
            assert unit.unit not in self.units
            self.units[unit.unit] = unit.records
        for row in rows:
            if isinstance(row, LinkedNode | NameShape):
                name = "id" if isinstance(row, LinkedNode) else "unit"
                old = list(self.rows(type(row), name, (getattr(row, name),)))
                self.kept[type(row)].difference_update(old)
            self.kept[type(row)].add(row)

    def result(self) -> list[str]:
        return sorted(repr(record) for records in self.units.values() for record in records)


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    made = []
    for number in range(draw(st.integers(2, 7))):
        claims = []
        for at in range(draw(st.integers(1, 3))):
            place = draw(st.sampled_from((*PLACES, None)))
            day = draw(st.sampled_from(("2023-05-04", "2023-05-05", "2023-05-20", None)))
            is_denial = draw(st.integers(0, 5)) == 0
            role = draw(st.sampled_from(("killed", "captured")))
            claims.append(
                make_item(
                    None if is_denial else draw(st.sampled_from(("14", "15", "at least 14", "40"))),
                    draw(st.sampled_from(SPEAKERS)),
                    report=f"report-{number}",
                    publisher=f"Paper {number % 3}",
                    published=draw(st.sampled_from(("2023-05-05", "2023-05-06"))),
                    places=() if place is None else (make_place(place),),
                    day=day,
                    role=None if is_denial else role,
                    event="coerce" if is_denial or role == "captured" else "assault",
                    stance="denies" if is_denial else "asserts",
                    at=10 * at,
                )
            )
        made.append(tuple({item.claim.id: item for item in claims}.values()))
    return made


def linked(steps: Sequence[Sequence[Report]], stage: LinkClaims) -> Kept:
    ledger = Kept()
    for step in steps:
        ledger.change({report[0].document_id: report for report in step}, stage)
    return ledger


@settings(max_examples=60, deadline=None)
@given(reports(), st.data())
def test_any_split_in_any_order_gives_what_all_at_once_do(
    made: list[Report], data: st.DataObject
) -> None:
    stage = LinkClaims(max_group=data.draw(st.sampled_from((300, 3)), label="max_group"))
    order = data.draw(st.permutations(made), label="order")
    cuts = sorted(data.draw(st.sets(st.integers(1, len(made))), label="cuts"))
    steps = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(made)], strict=True) if a < b]
    at_once, in_steps = linked([made], stage), linked(steps, stage)
    assert in_steps.result() == at_once.result()
    assert in_steps.kept == at_once.kept
    plain = sorted(map(repr, stage([item for report in made for item in report])))
    assert plain == at_once.result()


@settings(max_examples=60, deadline=None)
@given(reports(), st.data())
def test_what_was_removed_or_read_again_leaves_no_trace(
    made: list[Report], data: st.DataObject
) -> None:
    stage = LinkClaims(max_group=data.draw(st.sampled_from((300, 3)), label="max_group"))
    gone = data.draw(st.sampled_from(made), label="gone")
    others = [report for report in made if report is not gone]
    less = data.draw(st.booleans(), label="only one claim is gone")
    now = gone[1:] if less else ()
    ledger = linked([made], stage)
    ledger.change({gone[0].document_id: now}, stage)
    never = linked([[*others, *([now] if now else [])]], stage)
    assert ledger.result() == never.result()
    assert ledger.kept == never.kept
