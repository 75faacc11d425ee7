"""Numbers with bounds, ranges, units, currencies and rates, from the text alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.expressions import find_expressions, limits


@pytest.mark.parametrize(
    ("words", "relation", "low", "high"),
    [
        ("at least 300", ">=", 300, None),
        ("no fewer than 300", ">=", 300, None),
        ("300 or more", ">=", 300, None),
        ("300+", ">=", 300, None),
        ("more than 300", ">", 300, None),
        ("over 300", ">", 300, None),
        ("up to 300", "<=", None, 300),
        ("up to about 300", "<=", None, 300),
        ("as many as 300", "<=", None, 300),
        ("no more than 300", "<=", None, 300),
        ("fewer than 300", "<", None, 300),
        ("not even 300", "<", None, 300),
        ("about 300", "~", 300, 300),
        ("nearly 300", "~", 300, 300),
        ("some 300", "~", 300, 300),
        ("an estimated 300", "~", 300, 300),
        ("300 or so", "~", 300, 300),
        ("300", "=", 300, 300),
    ],
)
def test_bounds(words: str, relation: str, low: float | None, high: float | None) -> None:
    text = f"They saw {words} men."
    (expression,) = find_expressions(text)
    assert expression.relation == relation
    assert limits(expression)[:2] == (low, high)
    assert text[expression.span.start : expression.span.end] == words


@pytest.mark.parametrize("number", ["seven", "70", "two hundred"])
def test_a_bound_behind_a_year_belongs_to_the_number_behind_it(number: str) -> None:
    found = find_expressions(f"Corrin, 18 June 2016 at least {number} people died.")
    assert [expression.relation for expression in found][-1] == ">="
    assert all(expression.relation == "=" for expression in found[:-1])


@pytest.mark.parametrize("words", ["at least 300", "about 300", "more than 300"])
def test_a_bound_across_a_line_break_is_read(words: str) -> None:
    (expression,) = find_expressions(words.replace(" ", "\n"))
    assert expression.relation != "="


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        ("between 5 and 7", 5, 7),
        ("between five and seven", 5, 7),
        ("from 5 to 7", 5, 7),
        ("5 to 7", 5, 7),
        ("5-7", 5, 7),
        ("5–7", 5, 7),
        ("5 - 7", 5, 7),
        ("five or six", 5, 6),
        ("two to three hundred", 200, 300),
        ("50 to 60 million", 50e6, 60e6),
        ("more than 5 and fewer than 7", 5, 7),
        ("between 5% and 7%", 5, 7),
        ("$5 to $7 million", 5e6, 7e6),
    ],
)
def test_ranges(words: str, low: float, high: float) -> None:
    (expression,) = find_expressions(f"They saw {words} there.")
    assert (expression.relation, expression.low, expression.high) == ("range", low, high)


@given(st.integers(1, 500), st.integers(1, 500))
def test_a_range_is_never_a_sum_or_a_mean(left: int, width: int) -> None:
    (expression,) = find_expressions(f"between {left} and {left + width} men")
    assert (expression.low, expression.high) == (left, left + width)


@pytest.mark.parametrize(
    ("words", "values"),
    [
        ("rose 64 points to 4,577", [64, 4_577]),
        ("rose from 12 to 15", [12, 15]),
        ("grew by $40 million to $400 million", [40e6, 400e6]),
        ("5 and 6", [5, 6]),
    ],
)
def test_steps_are_no_ranges(words: str, values: list[float]) -> None:
    assert [e.low for e in find_expressions(words)] == values


def test_a_result_of_a_match_is_no_quantity() -> None:
    assert find_expressions("The guests lost 2-1 at home.") == ()


@pytest.mark.parametrize(
    ("words", "unit", "value"),
    [
        ("$1,800", "USD", 1_800),
        ("US$1.5bn", "USD", 1.5e9),
        ("$1,800 dollars", "USD", 1_800),
        ("€50m", "EUR", 50e6),
        ("£200", "GBP", 200),
        ("EUR50m", "EUR", 50e6),
        ("500 Syrian pounds", "SYP", 500),
        ("7.5 million Australian dollars", "AUD", 7.5e6),
        ("HK$5.4m", "HKD", 5.4e6),
        ("30 percent", "percent", 30),
        ("30%", "percent", 30),
        ("30 per cent", "percent", 30),
        ("5 km", "km", 5),
        ("5-kilometre", "km", 5),
        ("70kg", "kg", 70),
        ("3 hours", "hour", 3),
        ("60 mph", "mph", 60),
        ("34-year-old", "year of age", 34),
        ("-5°C", "°C", -5),
        ("32 m2", "m2", 32),
    ],
)
def test_units_and_currencies(words: str, unit: str, value: float) -> None:
    (expression,) = find_expressions(f"It was {words} then.")
    assert expression.unit is not None
    assert (expression.unit.code, expression.low) == (unit, value)


@pytest.mark.parametrize(
    ("words", "per", "is_each"),
    [
        ("$1,800 dollars a month each", "month", True),
        ("$1,800 a month", "month", False),
        ("$1,800 each", "each", True),
        ("$1,800 apiece", "each", True),
        ("$5 per head", "head", False),
        ("40 hours a week", "week", False),
        ("$20 daily", "day", False),
        ("5 litres/day", "day", False),
    ],
)
def test_rates(words: str, per: str, is_each: bool) -> None:
    text = f"It was {words}."
    (expression,) = find_expressions(text)
    assert expression.rate is not None
    assert (expression.rate.per, expression.rate.is_each) == (per, is_each)
    assert text[expression.span.start : expression.span.end] == words


def test_a_year_earlier_is_no_rate() -> None:
    (expression,) = find_expressions("It cost $6 million a year earlier.")
    assert expression.rate is None


def test_a_conversion_in_brackets_keeps_the_bound() -> None:
    first, second = find_expressions("more than 60 miles (97 km) away")
    assert first.relation == second.relation == ">"


@pytest.mark.parametrize(
    ("words", "change"),
    [("rose by 5 percent", "up"), ("fell 5%", "down"), ("up 12%", "up"), ("was 5%", None)],
)
def test_changes(words: str, change: str | None) -> None:
    (expression,) = find_expressions(f"The price {words}.")
    assert expression.change == change


def test_names_with_glued_letters_are_left_out() -> None:
    assert find_expressions("flight MH17 and an F-16 and a T72 and a 4x4") == ()
