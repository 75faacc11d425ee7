from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from reportedly.assess.across import contradictory_answers
from reportedly.assess.arithmetic import CheckReport
from reportedly.records import ClaimInContext, Finding, Quantity, Span, Time
from tests.making import Linked, make_item, make_place, make_quantity, make_source
from tests.unit.assess.questions import question_of

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")
AGENCY = make_source("the Valley Relief Society", "organisation", "Valley Relief Society")


def on(day: str) -> Time:
    return Time(raw="on that day", span=Span(start=0, end=1), first=day, last=day, precision="day")


def toll(raw: str, at: int, **fields: Any) -> ClaimInContext:
    counted, by = fields.pop("counted", "people"), fields.pop("by", MONITOR)
    values: dict[str, Any] = {"time": on("2023-05-04"), "part": str(at), **fields}
    return make_item(make_quantity(raw, counted, at=at), by, at=at, **values)


def against_own_words(*items: ClaimInContext) -> list[Finding]:
    found = CheckReport()(list(items))
    return [f for f in found if f.kind == "speaker against own words"]


@pytest.mark.parametrize(
    ("one", "other"), [("14", "19"), ("up to 5", "at least 8"), ("more than 30", "12")]
)
def test_totals_of_one_place_time_and_people_that_exclude_each_other(one: str, other: str) -> None:
    found = against_own_words(toll(one, 1), toll(other, 200))
    assert [f.verdict for f in found] == ["worth a look"]
    assert "in one report (Hill Observatory)" in found[0].statement


@pytest.mark.parametrize(
    "other",
    [
        toll("19", 200, by=AGENCY),
        toll("19", 200, place="Varrow"),
        toll("19", 200, places=()),
        toll("19", 200, time=on("2023-05-05")),
        toll("19", 200, time=None),
        toll("19", 200, counted="children"),
        toll("19", 200, role="injured"),
        toll("19", 200, counting="subset"),
        toll("19", 200, modality="planned"),
        toll("19", 200, stance="denies"),
        toll("at least 12", 200),
        toll("19", 200, part="1"),
        toll("19", 200, by=None),
    ],
    ids=[
        "another speaker", "another place", "no place", "another day", "no day", "other people",
        "another measure", "a part", "planned", "denied", "both can be right", "one statement",
        "the report itself",
    ],
)  # fmt: skip
def test_a_difference_of_scope_or_speaker_explains_two_numbers(other: ClaimInContext) -> None:
    assert against_own_words(toll("14", 1), other) == []


def across(*items: ClaimInContext, kind: str) -> list[Finding]:
    return [f for f in Linked(items).findings_of(items[0]) if f.kind == kind]


def test_one_voice_in_two_reports_of_a_day_is_worth_a_look() -> None:
    one = make_item("15", MONITOR, report="one", day="2023-05-04")
    other = make_item("18", MONITOR, report="two", day="2023-05-04")
    found = across(one, other, kind="speaker against own words")
    assert [f.verdict for f in found] == ["worth a look"]
    assert "in two reports of one day (2023-05-05)" in found[0].statement


@pytest.mark.parametrize(
    "other",
    [
        make_item("18", MONITOR, report="two", day="2023-05-04", published="2023-05-06"),
        make_item("16", MONITOR, report="two", day="2023-05-04"),
        make_item("at least 12", MONITOR, report="two", day="2023-05-04"),
        make_item("18", AGENCY, report="two", day="2023-05-04"),
    ],
    ids=["a later day", "within a tenth", "both can be right", "another voice"],
)
def test_updates_and_other_voices_are_not_against_own_words(other: ClaimInContext) -> None:
    one = make_item("15", MONITOR, report="one", day="2023-05-04")
    assert across(one, other, kind="speaker against own words") == []


def make_vague(raw: str, low: float, high: float) -> Quantity:
    return replace(make_quantity(raw), low=low, high=high, relation="~")


def rival(raw: Any, **fields: Any) -> ClaimInContext:
    values: dict[str, Any] = {"report": "two", "day": "2023-05-04", **fields}
    return make_item(raw, values.pop("by", AGENCY), **values)


def test_rival_counts_of_one_town_and_day_cannot_both_be_right() -> None:
    one = make_item("14", MONITOR, day="2023-05-04")
    found = across(one, rival("31"), kind="contradictory answers")
    assert [f.verdict for f in found] == ["worth a look"]
    assert found[0].working[0].result == "no common value"


def test_rival_counts_of_two_sources_in_one_report_without_a_place_get_no_verdict() -> None:
    one = make_item("14", MONITOR, places=(), day="2023-05-04", at=3)
    other = rival("21", report="one", places=(), at=90)
    found = list(contradictory_answers(question_of([one, other])))
    assert [f.verdict for f in found] == ["cannot tell"]
    assert "do not name the same town" in found[0].working[0].result


@pytest.mark.parametrize(
    "other",
    [
        rival("at least 12"),
        rival("15"),
        rival(make_vague("dozens", 24, 99)),
        rival("21", report="one", places=(), by=None),
        rival("45", report="one", places=()),
        rival("31", places=(make_place("Selmak", precision="region"),)),
    ],
    ids=[
        "both can be right", "within a tenth", "vague", "the report's own words", "another size",
        "a region sees several events",
    ],
)  # fmt: skip
def test_what_nothing_ties_to_one_event_is_no_contradiction(other: ClaimInContext) -> None:
    one = make_item("14", MONITOR, day="2023-05-04")
    assert list(contradictory_answers(question_of([one, other]))) == []
