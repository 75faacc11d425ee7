"""The number grammar: every way of writing a number gives its value, and names give none."""

from __future__ import annotations

import math
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.numbers import find_numbers

_ONES = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven",
    "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def in_words(value: int, *, conjunction: str = "and ", hyphen: str = "-") -> str:
    """Returns a whole number below a trillion in English words."""
    for scale, word in ((10**9, "billion"), (10**6, "million"), (1000, "thousand")):
        if value >= scale:
            above, below = divmod(value, scale)
            head = f"{in_words(above, conjunction=conjunction, hyphen=hyphen)} {word}"
            if below == 0:
                return head
            link = conjunction if below < 100 else ""
            return f"{head} {link}{in_words(below, conjunction=conjunction, hyphen=hyphen)}"
    if value >= 100:
        head = f"{_ONES[value // 100]} hundred"
        rest = value % 100
        if rest == 0:
            return head
        return f"{head} {conjunction}{in_words(rest, conjunction=conjunction, hyphen=hyphen)}"
    if value < 20:
        return _ONES[value]
    return _TENS[value // 10] + (f"{hyphen}{_ONES[value % 10]}" if value % 10 else "")


@given(
    st.integers(min_value=0, max_value=10**12 - 1) | st.integers(min_value=0, max_value=30_000),
    st.sampled_from(
        [
            str,
            "{:,}".format,
            lambda n: f"{n:,}".replace(",", "\u00a0"),
            lambda n: f"{n:,}".replace(",", "\u202f"),
            lambda n: f"{n:,}".replace(",", " "),
            in_words,
            lambda n: in_words(n).upper(),
            lambda n: in_words(n).capitalize(),
            lambda n: in_words(n, conjunction=""),
            lambda n: in_words(n, hyphen=" "),
            lambda n: in_words(n).replace(" ", "\n"),
        ]
    ),
)
def test_a_number_written_in_every_way_gives_one_quantity(
    value: int, write: Callable[[int], str]
) -> None:
    text = f"They counted {write(value)} fighters."
    (number,) = find_numbers(text)
    assert (number.low, number.high) == (value, value)
    assert text[number.start : number.end] == write(value)


@given(st.integers(min_value=1, max_value=999), st.sampled_from([10**3, 10**6, 10**9]))
def test_digits_with_a_scale_are_the_same_number(mantissa: int, scale: int) -> None:
    words = {10**3: ["thousand", "k"], 10**6: ["million", "mn"], 10**9: ["billion", "bn"]}[scale]
    written = [f"{mantissa} {words[0]}", f"{mantissa}{words[1]}", f"{mantissa / 10} {words[0]}"]
    values = [find_numbers(f"about {w} people")[0].low for w in written]
    assert values[0] == values[1] == mantissa * scale
    assert math.isclose(values[2] * 10, mantissa * scale)


@given(st.text(max_size=400))
def test_any_text_is_read_and_spans_lie_in_it(text: str) -> None:
    numbers = find_numbers(text)
    for number in numbers:
        assert 0 <= number.start < number.end <= len(text)
        assert math.isfinite(number.low)
        assert math.isfinite(number.high)
        assert number.low <= number.high
    assert all(a.end <= b.start for a, b in pairwise(numbers))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a dozen", 12),
        ("two dozen", 24),
        ("half a dozen", 6),
        ("half a million", 500_000),
        ("a quarter million", 250_000),
        ("one and a half million", 1_500_000),
        ("4 billion and a half", 4_500_000_000),
        ("2½ million", 2_500_000),
        ("4 hundred", 400),
        ("twelve hundred", 1_200),
        ("a hundred", 100),
        ("2.5 million", 2_500_000),
        ("1,00,000", 100_000),
        ("1.500.000", 1_500_000),
        ("3 lakh", 300_000),
        ("minus 5", -5),
        ("-1.5", -1.5),
        ("nought point five", 0.5),
        (".5", 0.5),
        ("2-1/2", 2.5),
        ("1 1/2", 1.5),
    ],
)
def test_forms_of_a_number(text: str, value: float) -> None:
    (number,) = find_numbers(text)
    assert number.low == number.high == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two-thirds of them", 2 / 3),
        ("a third of them", 1 / 3),
        ("half the men", 0.5),
        ("three quarters", 0.75),
        ("1 in 5 houses", 0.2),
        ("one in ten houses", 0.1),
        ("four out of ten houses", 0.4),
        ("1/4 of them", 0.25),
        ("⅔ of them", 2 / 3),
    ],
)
def test_shares(text: str, value: float) -> None:
    (number,) = find_numbers(text)
    assert number.kind == "share"
    assert math.isclose(number.low, value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("dozens of men", 24, 99),
        ("hundreds", 200, 999),
        ("thousands of men", 2_000, 9_999),
        ("tens of thousands", 20_000, 99_999),
        ("hundreds of thousands", 200_000, 999_999),
        ("several hundred", 300, 999),
        ("a few dozen", 24, 99),
        ("several men", 3, 9),
        ("scores of men", 40, 99),
    ],
)
def test_vague_numbers_are_as_wide_as_documented(text: str, low: float, high: float) -> None:
    (number,) = find_numbers(text)
    assert (number.low, number.high, number.kind) == (low, high, "vague")


@pytest.mark.parametrize(
    "text",
    ["the S-400", "COVID-19", "the 3rd man", "the third man", "a third man", "the 1990s", "9/11",
     "24/7", "his scores", "a second strike"],
)  # fmt: skip
def test_names_and_ordinals_are_no_numbers(text: str) -> None:
    assert find_numbers(text) == ()


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("28 killed and 62 wounded", [28, 62]),
        ("between five and six", [5, 6]),
        ("between two hundred and three hundred", [200, 300]),
        ("3 in 10 days", [3, 10]),
        ("3.2 million 5 litre tins", [3_200_000, 5]),
        ("two hundred and 30 others", [200, 30]),
    ],
)
def test_neighbours_stay_apart(text: str, values: list[float]) -> None:
    assert [number.low for number in find_numbers(text)] == values


@pytest.mark.parametrize("piece", ["1 ", "hundred ", "one ", "thousand million ", "1,", "half a "])
def test_long_runs_of_numbers_are_read_in_linear_time(piece: str) -> None:
    find_numbers(piece * 20_000)
