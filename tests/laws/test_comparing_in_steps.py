"""The law of comparing in steps: any split of the reports gives what comparing all gives."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.assess.comparing import CompareReports
from reportedly.link.copies import find_copies
from reportedly.records import ClaimInContext
from reportedly.run.linking import with_copies
from tests.laws.test_increments import Kept, Report
from tests.making import make_item, make_place, make_quantity, make_source

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")
PLACES = (
    make_place("Goris", country="AM"),
    make_place("Kapan", country="AM"),
    make_place("Homs", country="SY"),
)
DAYS = ("2023-05-04", "2023-05-06", "2023-05-17", "2023-06-20", None)
# What is counted, in which role and how: losses, strengths, tolls and what was added to them.
COUNTS: tuple[tuple[str, Any, Any], ...] = (
    ("Northern rebels", "killed", "total"),
    ("Northern rebels", "killed", "cumulative"),
    ("Northern rebels", "killed", "increment"),
    ("Northern rebels", "injured", "total"),
    ("others", "killed-or-injured", "total"),
    ("Northern fighters", "transferred", "total"),
)
NUMBERS = ("12", "at least 12", "19", "7", "300")


class Compared(Kept):
    """A ledger in memory of which only the comparison of reports is kept."""

    def compare(self, changed: dict[str, Report]) -> None:
        self.reports.update(changed)
        self.reports = {key: items for key, items in self.reports.items() if items}
        self.take(CompareReports().compare(self, changed))


@st.composite
def reports(draw: st.DrawFn) -> list[Report]:
    made = []
    for number in range(draw(st.integers(2, 6))):
        published = draw(st.sampled_from(DAYS))
        text = draw(st.sampled_from((None, "The road to the old mill was opened again at noon.")))
        items = {}
        for at in range(draw(st.integers(1, 4))):
            counted, role, counting = draw(st.sampled_from(COUNTS))
            item = make_item(
                make_quantity(draw(st.sampled_from(NUMBERS)), counted, at=10 * at),
                draw(st.sampled_from((MONITOR, MONITOR, None))),
                report=f"report-{number}",
                text=text,
                published=published,
                places=tuple(draw(st.sets(st.sampled_from(PLACES), min_size=1))),
                role=role,
                counting=counting,
                at=10 * at,
            )
            items[item.claim.id] = item
        made.append(tuple(items.values()))
    return made


@settings(max_examples=100, deadline=None)
@given(reports(), st.data())
def test_any_split_in_any_order_gives_what_all_at_once_do(
    made: list[Report], data: st.DataObject
) -> None:
    order = data.draw(st.permutations(made), label="order")
    cut = data.draw(st.integers(0, len(made)), label="at once first")
    at_once, in_steps = Compared(), Compared()
    at_once.compare({report[0].document_id: report for report in made})
    in_steps.compare({report[0].document_id: report for report in order[:cut]})
    for report in order[cut:]:
        in_steps.compare({report[0].document_id: report})
    assert in_steps.result() == at_once.result()
    assert in_steps.kept == at_once.kept
    whole = CompareReports()([item for report in made for item in report])
    assert sorted(map(repr, whole)) == at_once.result()


@settings(max_examples=60, deadline=None)
@given(reports(), st.data())
def test_what_was_removed_or_read_again_leaves_no_trace(
    made: list[Report], data: st.DataObject
) -> None:
    gone = data.draw(st.sampled_from(made), label="gone")
    now = gone[1:] if data.draw(st.booleans(), label="only one claim is gone") else ()
    ledger, never = Compared(), Compared()
    ledger.compare({report[0].document_id: report for report in made})
    ledger.compare({gone[0].document_id: now})
    left = {report[0].document_id: report for report in made if report is not gone}
    never.compare({**left, gone[0].document_id: now})
    assert ledger.result() == never.result()
    assert ledger.kept == never.kept


def test_the_law_is_tried_on_findings_of_each_check() -> None:
    def count(raw: str, kind: int, at: int, **fields: Any) -> ClaimInContext:
        counted, role, counting = COUNTS[kind]
        quantity = make_quantity(raw, counted, at=at)
        values = {"places": PLACES[:2], "role": role, "counting": counting, "at": at, **fields}
        return make_item(quantity, MONITOR, **values)

    text = "At the old mill at noon 12 men of the valley were met by the guards of the bridge."
    later = {"report": "later", "published": "2023-05-06", "text": text}
    items = (
        count("12", 0, 24, report="first", published="2023-05-04", text=text),
        count("at least 12", 0, 24, **later),
        count("7", 2, 50, **later),
        count("19", 1, 60, **later),
        count("300", 5, 70, report="strength"),
        count("12", 4, 1, report="third", published="2023-05-05"),
    )
    copies = find_copies({i.document_id: i.fingerprint for i in items if i.fingerprint}.values())
    found = {finding.kind for finding in CompareReports()(with_copies(items, copies))}
    assert found == {
        "losses against strength", "increase of a toll", "measure that drifts", "bound that drifts",
    }  # fmt: skip


def test_two_places_of_one_claim_give_one_finding() -> None:
    first = make_item(
        make_quantity("62", "people"), MONITOR, report="one", places=PLACES[:2], role="injured"
    )
    changed = replace(first.claim, id="other", document_id="two", role="killed-or-injured")
    other = replace(first, claim=changed, document_id="two", publisher="Another Paper")
    ledger = Compared()
    ledger.compare({"one": (first,)})
    ledger.compare({"two": (other,)})
    assert len(ledger.result()) == 1
    ledger.compare({"two": ()})
    assert ledger.result() == []
