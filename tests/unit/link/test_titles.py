"""Titles of questions: where and when only from what is a place and a time, as a person writes."""

from __future__ import annotations

from typing import Any

import pytest

from reportedly.records import Place, PlacePrecision, PlaceRole, Time
from tests.making import Linked, make_item, make_participant, make_place, make_quantity, make_source


def title(number: Any = "28", **fields: Any) -> str:
    item = make_item(number, **fields)
    return Linked([item]).question_of(item).title


def known(name: str, precision: PlacePrecision = "city", role: PlaceRole = "at") -> Place:
    return make_place(name, role, precision=precision, country="OV", lat=1.0, lon=1.0)


def test_a_title_says_who_where_and_when() -> None:
    asked = title(places=(known("Tel Orran"),), day="2023-04-04")
    assert asked == "How many people were killed in Tel Orran on 4 April 2023?"


@pytest.mark.parametrize(
    ("fields", "where"),
    [
        ({"places": (make_place("Varrow Front"), known("Selmak"))}, " in Selmak"),
        ({"places": (make_place("Varrow"), known("Orvania", "country"))}, " in Varrow"),
        ({"places": (make_place("Apr 122023"), known("Orvania", "country"))}, " in Orvania"),
        ({"places": (known("UK", "country"),)}, " in the UK"),
        ({"places": (known("Selmak", role="near"),)}, " near Selmak"),
        ({"places": (known("Selmak", role="to"), known("Goris"))}, " in Goris"),
        ({"places": (known("al-Orran"),)}, " in al-Orran"),
    ],
)
def test_a_place_that_is_known_goes_before_one_that_is_not(
    fields: dict[str, Any], where: str
) -> None:
    assert (
        title(day="2023-04-04", **fields) == f"How many people were killed{where} on 4 April 2023?"
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"places": (make_place("Jul 172023"),)},
        {"place": "Red Band", "actors": (make_participant("Red Band"),)},
        {"place": "Red Band", "targets": (make_participant("the Red Band"),)},
        {"place": "Red Band", "by": make_source("Red Band", "organisation")},
        {"place": "United Nations"},
        {"place": "Orvanians", "number": make_quantity("28", "Orvanians")},
    ],
    ids=str,
)
def test_what_is_something_else_is_no_place(fields: dict[str, Any]) -> None:
    asked = title(day="2023-04-04", **fields)
    assert " in " not in asked
    assert asked.endswith(" were killed on 4 April 2023?")


MONTH = Time(
    raw="in March 2011", span=None, first="2011-03-01", last="2011-03-31", precision="month"
)
YEAR = Time(raw="in 2011", span=None, first="2011-01-01", last="2011-12-31", precision="year")
JANUARY = Time(raw="since January", span=None, first="2015-01-01", last=None, precision="month")
SINCE = Time(raw="since 4 May 2011", span=None, first="2011-05-04", last=None, precision="day")


@pytest.mark.parametrize(
    ("number", "time", "published", "when"),
    [
        ("412,000", MONTH, "2017-10-02", "since March 2011"),
        ("more than 90,000", YEAR, "2015-07-16", "since 2011"),
        ("412,000", MONTH, "2011-04-20", "in March 2011"),
        ("28", MONTH, "2017-10-02", "in March 2011"),
        ("90", YEAR, "2015-07-16", "in 2011"),
        ("90", JANUARY, "2015-07-16", "since January 2015"),
        ("90", JANUARY, "2017-07-16", "since 2015"),
        ("90,000", SINCE, "2015-07-16", "since 4 May 2011"),
    ],
)
def test_the_toll_of_a_war_is_of_all_since_it_began(
    number: str, time: Time, published: str, when: str
) -> None:
    asked = title(number, time=time, published=published, places=(known("Orvania", "country"),))
    assert asked == f"How many people were killed in Orvania {when}?"


def test_a_question_without_place_and_time_says_when_it_was_told() -> None:
    army = make_source("Orvanian Army", "armed-group")
    one = make_item("28", army, places=())
    later = make_item("28", army, report="two", places=(), published="2023-05-07")
    assert title(places=()) == "How many people were killed, as told on 5 May 2023?"
    both = Linked([one, later])
    assert both.are_together(one, later)
    assert both.question_of(one).title.endswith("as told from 5 May 2023 to 7 May 2023?")
    assert title(places=(), published=None) == "How many people were killed?"
    assert title(day="2023-04-04", places=()) == "How many people were killed on 4 April 2023?"


def test_a_title_takes_the_place_that_stands_beside_the_claim() -> None:
    said = make_item("28", day="2023-04-04", places=())
    beside = make_item("40", role="injured", at=30, places=(known("Tel Orran"),))
    asked = Linked([said, beside]).question_of(said).title
    assert asked == "How many people were killed in Tel Orran on 4 April 2023?"


def test_else_a_title_says_of_what_place_the_report_is() -> None:
    said = make_item("28", places=())
    dated = make_item("31", "Ivo Stern", role="missing", day="2023-04-04", places=(), at=9)
    others = [
        make_item(number, "Max Reed", role="injured", at=at, part=str(at), places=(known(name),))
        for at, number, name in ((30, "40", "Selmak"), (60, "7", "Goris"), (90, "41", "Goris"))
    ]
    linked = Linked([said, dated, *others])
    told = "as told in a report on Goris"
    assert linked.question_of(said).title == (f"How many people were killed, {told} on 5 May 2023?")
    assert linked.question_of(dated).title == (
        f"How many people were missing on 4 April 2023, {told}?"
    )
