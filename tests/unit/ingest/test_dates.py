"""Dates of reports: strict from the command line, certain or nothing from pages and tables."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.errors import ConfigError
from reportedly.ingest.dates import date_in_url, parse_date, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2020-10-02", "2020-10-02"),
        (" 2020-10-02 ", "2020-10-02"),
        ("2020-10-02T14:30", "2020-10-02T14:30"),
        ("2020-10-02 14:30:59", "2020-10-02T14:30"),
        ("2020-10-02T14:30:59.123Z", "2020-10-02T14:30+00:00"),
        ("2020-10-02T14:30-0530", "2020-10-02T14:30-05:30"),
    ],
)
def test_iso_dates_are_taken(text: str, expected: str) -> None:
    assert parse_date(text) == expected


@pytest.mark.parametrize(
    "text",
    ["yesterday", "", "2020", "2020-10", "02/10/2020", "2 October 2020", "2020-02-30",
     "2020-13-01", "2020-10-02T25:00", "2020-10-02T14:30+99:00", "0001-01-01", "20201002"],
)  # fmt: skip
def test_anything_else_on_the_command_line_is_refused_with_advice(text: str) -> None:
    with pytest.raises(ConfigError, match="2020-10-02") as caught:
        parse_date(text)
    assert repr(text) in str(caught.value)
    assert caught.value.exit_code == 2


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("2020-10-02T14:30:00+02:00", "2020-10-02T14:30+02:00"),
        ("Fri, 02 Oct 2020 14:30:00 GMT", "2020-10-02"),
        ("Published: October 2nd, 2020 at 3 pm", "2020-10-02"),
        ("Sept. 5, 2021", "2021-09-05"),
        ("2-Oct-2020", "2020-10-02"),
        ("02/10/2020", None),  # two dates
        ("market 2, 2020", None),  # no month
        ("31 February 2020", None),
        ("1970-01-01T00:00:00Z", None),  # what content systems write for "none"
        ("0001-01-01T00:00:00", None),
        ("last Tuesday", None),
        ("", None),
    ],
)
def test_found_dates_are_read_where_they_can_mean_one_day_only(
    raw: str, expected: str | None
) -> None:
    assert read_date(raw) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://daily.example/news/2020/10/02/homes", "2020-10-02"),
        ("https://daily.example/2020/oct/2/homes", "2020-10-02"),
        ("https://daily.example/2020-10-02-homes", "2020-10-02"),
        ("https://daily.example/2020/10/homes", None),
        ("https://daily.example/2020/13/45/homes", None),
    ],
)
def test_the_day_in_an_address(url: str, expected: str | None) -> None:
    assert date_in_url(url) == expected


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)))
def test_every_written_form_of_a_day_is_that_day(day: datetime.date) -> None:
    expected = None if day.isoformat() == "1970-01-01" else day.isoformat()
    for form in ("%Y-%m-%d", "%d %B %Y", "%B %d, %Y", "%a, %d %b %Y 10:00:00 GMT"):
        assert read_date(day.strftime(form)) == expected


@given(st.text())
def test_no_text_makes_the_readers_of_dates_fail(text: str) -> None:
    read_date(text)
    date_in_url(text)
