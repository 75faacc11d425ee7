from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.dates import check_dates
from reportedly.records import ClaimInContext, Finding, Span, Time
from tests.making import make_item


def said(raw: str, first: str | None, last: str | None = None, **fields: Any) -> ClaimInContext:
    time = Time(
        raw=raw, span=Span(start=0, end=len(raw)), first=first, last=last or first, precision="day"
    )
    return make_item("14", time=time, **fields)


def checked(item: ClaimInContext) -> list[Finding]:
    return list(check_dates([item]))


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("Monday, 4 May 2023", "2023-05-04"),
        ("Fri 5 May 2022", "2022-05-05"),
        ("Sunday 1 January 2000", "2000-01-01"),
    ],
)
def test_a_weekday_that_the_date_was_not_does_not_hold(raw: str, day: str) -> None:
    found = checked(said(raw, day))
    assert [f.kind for f in found] == ["weekday of a date"]
    assert found[0].verdict == "does not hold"
    assert found[0].working[0].result in {"Thursday", "Saturday"}


@pytest.mark.parametrize(
    ("raw", "day"),
    [
        ("Thursday, 4 May 2023", "2023-05-04"),
        ("Thu 4 May 2023", "2023-05-04"),
        ("4 May 2023", "2023-05-04"),
        ("on Monday", "2023-05-04"),  # a reading, not a date that was said
        ("Monday 4 May", "2023-05-04"),  # the year is a reading
        ("between Monday and Thursday 4 May 2023", "2023-05-04"),
    ],
)
def test_a_weekday_that_fits_or_was_not_said_with_its_date_is_left_alone(
    raw: str, day: str
) -> None:
    assert checked(said(raw, day)) == []


@pytest.mark.parametrize("day", ["2023-05-07", "2023-06-01", "2024-05-05"])
def test_what_is_told_as_past_before_it_happened_is_worth_a_look(day: str) -> None:
    found = checked(said(f"on {int(day[8:])}.{int(day[5:7])}. {day[:4]}", day))
    assert [f.kind for f in found] == ["event after publication"]
    assert found[0].verdict == "worth a look"
    assert found[0].working[0].result.endswith("days later")


@pytest.mark.parametrize(
    "fields",
    [
        {"modality": "planned"},
        {"modality": "conditional"},
        {"event": None},
        {"stance": "promises"},
        {"published": None},
        {"published": "2023-06-09"},
        {"published": "2023-06-08"},  # a day that has begun in another time zone
    ],
    ids=["planned", "conditional", "no event", "promise", "undated", "same day", "time zone"],
)
def test_what_is_to_come_or_may_be_past_is_left_alone(fields: dict[str, Any]) -> None:
    assert checked(said("on 9 June 2023", "2023-06-09", **fields)) == []


def test_what_is_scheduled_for_a_day_is_to_come() -> None:
    assert checked(said("for 9 June 2023", "2023-06-09")) == []


def test_a_bare_weekday_read_into_the_future_is_no_finding() -> None:
    assert checked(said("on Tuesday", "2023-05-09")) == []


def test_a_period_that_ends_before_it_begins_is_worth_a_look() -> None:
    found = checked(said("from 12 March to 3 March 2023", "2023-03-12", "2023-03-03"))
    assert [f.kind for f in found] == ["period that ends before it begins"]
    assert checked(said("from 3 to 12 March 2023", "2023-03-03", "2023-03-12")) == []


def test_the_claims_of_one_date_are_one_finding() -> None:
    raw, day = "Monday, 4 May 2023", "2023-05-04"
    one, other = said(raw, day, at=3), said(raw, day, at=90)
    assert [set(f.claim_ids) for f in check_dates([one, other])] == [{one.claim.id, other.claim.id}]
