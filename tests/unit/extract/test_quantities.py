"""Quantities of parsed text: what they count, whom, per what; zeros, comparisons, ellipses."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.quantities import QuantityMention, find_quantities


def read(text: str) -> tuple[QuantityMention, ...]:
    return find_quantities(next(parse([text])))


def only(text: str) -> QuantityMention:
    (mention,) = read(text)
    return mention


def test_a_count_of_people() -> None:
    text = "At least 300 Varnian fighters were moved."
    mention = only(text)
    quantity = mention.quantity
    assert (quantity.raw, quantity.low, quantity.high) == ("At least 300", 300, None)
    assert (quantity.best, quantity.relation) == (None, ">=")
    assert (quantity.unit, quantity.counted) == ("person", "Varnian fighters")
    assert (quantity.span.start, quantity.span.end) == (0, 12)
    assert (mention.kind, mention.head, mention.start_token, mention.end_token) == (
        "count",
        4,
        0,
        3,
    )


@pytest.mark.parametrize(
    ("phrase", "counted", "unit"),
    [
        ("12 young soldiers", "young soldiers", "person"),
        ("12 tanks", "tanks", "vehicle"),
        ("12 helicopters", "helicopters", "aircraft"),
        ("12 villages", "villages", "settlement"),
        ("12 children who had fled", "children", "person"),
        ("12 workers of the mill", "workers", "person"),
        ("12 of the guards", "guards", "person"),
        ("dozens of civilians", "civilians", "person"),
        ("a dozen civilians", "civilians", "person"),
        ("12 Armenians", "Armenians", "person"),
        ("12 Patrolmen", "Patrolmen", "person"),
        ("12 letters", "letters", None),
    ],
)
def test_what_is_counted(phrase: str, counted: str, unit: str | None) -> None:
    mention = only(f"We saw {phrase}.")
    assert (mention.quantity.counted, mention.quantity.unit) == (counted, unit)


def test_a_force_of_so_many_men_counts_people() -> None:
    mention = only("They sent a 250-man unit.")
    assert (mention.quantity.low, mention.quantity.unit) == (250, "person")


def test_money_with_two_rates() -> None:
    mention = only("The firm hands each of the guards $1,200 dollars a month.")
    quantity = mention.quantity
    assert quantity.raw == "$1,200 dollars a month"
    assert (quantity.low, quantity.unit, quantity.per) == (1_200, "USD", "month")
    assert mention.each
    assert mention.kind == "money"


def test_a_percentage_knows_its_whole() -> None:
    percent, force = read("They lost almost 40 percent of a 250-man unit.")
    assert (percent.quantity.low, percent.quantity.relation) == (40, "~")
    assert (percent.quantity.unit, percent.quantity.share_of) == ("percent", "a 250-man unit")
    assert force.quantity.low == 250


@pytest.mark.parametrize(
    ("text", "value", "whole"),
    [
        ("Two-thirds of the guards left.", 2 / 3, "the guards"),
        ("Half the villagers stayed.", 0.5, "the villagers"),
        ("One in five civilians fled.", 0.2, "civilians"),
    ],
)
def test_shares(text: str, value: float, whole: str) -> None:
    mention = only(text)
    assert mention.kind == "share"
    assert mention.quantity.low == pytest.approx(value)
    assert (mention.quantity.unit, mention.quantity.share_of) == ("fraction", whole)


@pytest.mark.parametrize(
    ("text", "index", "antecedent"),
    [
        ("The shells killed 28 soldiers and wounded 62 others.", 1, "soldiers"),
        ("Three soldiers died and 12 more were hurt.", 1, "soldiers"),
        ("Of the 40 hostages, 12 were freed and the rest were killed.", 1, "hostages"),
        ("Of the 40 hostages, 12 were freed and the rest were killed.", 2, "hostages"),
        ("Dozens of people were killed and hundreds wounded.", 1, "people"),
        ("On the road 5 and 6 civilians were wounded respectively.", 0, "civilians"),
    ],
)
def test_ellipses_know_what_they_stand_for(text: str, index: int, antecedent: str) -> None:
    mention = read(text)[index]
    assert (mention.quantity.unit, mention.antecedent) == ("person", antecedent)


@pytest.mark.parametrize(
    "text",
    [
        "No casualties were reported.",
        "There were no civilian deaths.",
        "Nobody was killed.",
        "No one was hurt in the fire.",
        "None of the villagers was wounded.",
    ],
)
def test_a_zero_in_words(text: str) -> None:
    mention = only(text)
    assert (mention.kind, mention.quantity.low, mention.quantity.high) == ("zero", 0, 0)


@pytest.mark.parametrize(
    "text",
    [
        "There were no immediate reports of casualties.",
        "No fewer words were said.",
        "Nobody knows.",
        "He had no comment.",
    ],
)
def test_no_information_is_no_zero(text: str) -> None:
    assert [m for m in read(text) if m.kind == "zero"] == []


@pytest.mark.parametrize(
    ("text", "raw", "relation"),
    [
        ("The number of dead is much higher.", "much higher", ">"),
        ("They put the toll far lower.", "far lower", "<"),
        ("Many more civilians were killed than the army admits.", "Many more", ">"),
    ],
)
def test_a_comparison_without_a_number(text: str, raw: str, relation: str) -> None:
    mention = only(text)
    assert (mention.kind, mention.quantity.raw) == ("comparison", raw)
    assert (mention.quantity.low, mention.quantity.high) == (None, None)
    assert mention.quantity.relation == relation


def test_a_bare_comparative_is_no_quantity() -> None:
    assert read("The hill is higher. He was more careful.") == ()


def test_a_toll_counts_people() -> None:
    mention = only("The strike brings the death toll to 120.")
    assert (mention.quantity.low, mention.quantity.unit) == (120, "person")


def test_upper_case_text_is_read_and_quoted_as_written() -> None:
    text = "1127 PEOPLE WERE KILLED AND 30 OTHERS WERE WOUNDED IN THE ATTACK, THE POLICE SAID."
    first, second = read(text)
    assert (first.quantity.low, first.quantity.unit) == (1_127, "person")
    assert (first.quantity.counted, second.quantity.raw) == ("PEOPLE", "30")
    assert second.quantity.unit == "person"


@pytest.mark.parametrize(
    "text",
    ["", " ", "\n\n", "🙂 12 🙂", "12", "-", "١٢ رجال", "a" * 50_000, "12\x0034", "İ" * 50 + "5"],
)
def test_odd_texts_do_not_crash(text: str) -> None:
    for mention in read(text):
        span = mention.quantity.span
        assert text[span.start : span.end] == mention.quantity.raw


def test_spans_are_offsets_into_the_text_as_given() -> None:
    text = "First line.\n\nThen at least\n30 men came, and 5 left.\t Two stayed."
    for mention in read(text):
        span = mention.quantity.span
        assert text[span.start : span.end] == mention.quantity.raw
    assert read(text)[0].quantity.low == 30
