from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.tolls import falling_toll
from reportedly.records import ClaimInContext, Finding
from tests.making import Linked, make_item, make_quantity, make_source, make_time
from tests.unit.assess.questions import question_of

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")
SINCE = make_time("2023-01-01", "2023-05-30")


def count(raw: str, day: int, **fields: Any) -> ClaimInContext:
    values: dict[str, Any] = {
        "report": f"day {day}", "published": f"2023-05-{day:02}", "time": SINCE, **fields,
    }  # fmt: skip
    by = values.pop("by", MONITOR)
    return make_item(make_quantity(raw, values.pop("counted", "people")), by, **values)


def found(items: list[ClaimInContext], *kinds: str) -> list[Finding]:
    return [f for f in Linked(items).findings_of(items[0]) if f.kind in kinds]


@pytest.mark.parametrize(
    ("earlier", "later"), [("412", "405"), ("at least 412", "at least 405"), ("412", "up to 400")]
)
def test_a_count_of_one_period_that_falls_is_worth_a_look(earlier: str, later: str) -> None:
    falls = found([count(earlier, 6), count(later, 7)], "toll that falls")
    assert [f.verdict for f in falls] == ["worth a look"]


def test_a_difference_in_the_kind_of_count_is_named_and_no_verdict_given() -> None:
    falls = list(falling_toll(question_of([count("19", 6), count("14", 7, counting="cumulative")])))
    assert [f.verdict for f in falls] == ["cannot tell"]
    assert "They may differ in kind of count (total; cumulative)." in falls[0].statement


@pytest.mark.parametrize(
    "later",
    [
        count("419", 7),
        count("at least 400", 7),
        count("more than 400", 7),
        count("405", 7, by="Ivo Stern"),
        count("405", 7, time=make_time("2023-05-06")),
        count("405", 7, counting="subset"),
        count("405", 7, place="Varrow"),
        count("405", 7, stance="retracts"),
    ],
    ids=[
        "it grows", "a round bound", "the round number below", "another voice", "another time",
        "a part", "elsewhere", "taken back",
    ],
)  # fmt: skip
def test_what_is_another_count_does_not_fall(later: ClaimInContext) -> None:
    assert found([count("at least 412", 6), later], "toll that falls") == []


def series(*numbers: str, **fields: Any) -> list[ClaimInContext]:
    return [count(number, day, **fields) for day, number in enumerate(numbers, start=1)]


PATTERNS = ("round numbers", "even steps", "figure that does not move")


@pytest.mark.parametrize(
    ("numbers", "kind"),
    [
        (("120", "150", "160", "200", "240"), "round numbers"),
        (("103", "110", "117", "124", "131"), "even steps"),
        (("137", "137", "137", "137", "137"), "figure that does not move"),
    ],
)
def test_a_series_that_shows_a_pattern_is_worth_a_look(numbers: Any, kind: str) -> None:
    patterns = found(series(*numbers), *PATTERNS)
    assert [(f.kind, f.verdict) for f in patterns] == [(kind, "worth a look")]
    assert len(patterns[0].claim_ids) == 5


@pytest.mark.parametrize(
    "items",
    [
        series("120", "150", "160", "200"),
        series("103", "110", "119", "124", "131"),
        series("120", "150", "160", "201", "240"),
        series("10", "10", "12", "16", "17"),
        [count("120", 1), count("120", 1, report="copy"), *series("120", "120", "120")[1:]],
    ],
    ids=["too few", "uneven", "not all round", "small", "fewer days than reports"],
)
def test_honest_looking_series_are_left_alone(items: list[ClaimInContext]) -> None:
    assert found(items, *PATTERNS) == []
