"""Traps 1 and 2 of the field notes, as far as numbers go, and numbers that count nobody."""

from __future__ import annotations

import pytest

from reportedly.extract.nlp import parse
from reportedly.extract.quantities import QuantityMention, find_quantities


def read(text: str) -> tuple[QuantityMention, ...]:
    return find_quantities(next(parse([text])))


@pytest.mark.parametrize(
    "text",
    [
        "Between five and six guards were hurt.",
        "Between 5 and 6 guards were hurt.",
        "From five to six guards were hurt.",
        "Five to six guards were hurt.",
        "5-6 guards were hurt.",
        "5 – 6 guards were hurt.",
        "Five or six guards were hurt.",
    ],
)
def test_trap_1_a_range_is_neither_sum_nor_mean(text: str) -> None:
    (mention,) = read(text)
    assert (mention.quantity.low, mention.quantity.high, mention.quantity.best) == (5, 6, None)
    assert mention.quantity.counted == "guards"


@pytest.mark.parametrize(
    "text",
    [
        "In the two towns 5 and 6 guards were wounded respectively.",
        "They wounded five and six guards respectively.",
        "Clinics took in 5 and 6 guards, respectively.",
        "Five and 6 guards were wounded on the two days, respectively.",
        "On the two roads, 5 and then 6 guards were wounded.",
    ],
)
def test_trap_1_respectively_is_two_quantities(text: str) -> None:
    values = [m.quantity.low for m in read(text) if m.quantity.unit == "person"]
    assert values == [5, 6]


@pytest.mark.parametrize(
    "text",
    [
        "The war of 2013–14 was long.",
        "It happened in 2013-2014.",
        "It happened in 2013/14.",
        "It lasted from 2013 to 2014.",
        "Between 2013 and 2014 the village was empty.",
        "The 1994 ceasefire has held.",
        "It began in 1994.",
        "The war of the 1990s is over.",
    ],
)
def test_trap_1_years_are_dates(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("At least 20 people were killed, including 7 children.", ["people", "children"]),
        ("20 civilians died, among them 7 women.", ["civilians", "women"]),
        ("Some 20 soldiers, 7 of them officers, were killed.", ["soldiers", None]),
        ("They lost 20 men, of whom 7 were conscripts.", ["men", None]),
        ("The blast killed 20 workers; 7 workers were women.", ["workers", "workers"]),
    ],
)
def test_trap_2_a_subset_is_a_quantity_of_its_own(text: str, counted: list[str | None]) -> None:
    mentions = read(text)
    assert [m.quantity.counted for m in mentions] == counted
    assert [m.quantity.unit for m in mentions] == ["person", "person"]


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("The army suffered 20 casualties.", "casualties"),
        ("20 people were killed or wounded.", "people"),
        ("There were 20 fatalities.", "fatalities"),
        ("20 dead and wounded were counted.", None),
        ("The clinic admitted 20 wounded.", None),
    ],
)
def test_trap_2_the_counted_word_is_kept(text: str, counted: str | None) -> None:
    mention = read(text)[0]
    assert mention.quantity.low == 20
    assert mention.quantity.unit == "person"
    if counted is not None:
        assert mention.quantity.counted == counted


@pytest.mark.parametrize(
    "text",
    [
        "The 1st Brigade advanced.",
        "They fired the S-400 at dawn.",
        "A Boeing 737 was hit.",
        "Flight MH17 was hit.",
        "The Group of 20 met.",
        "They invoked Article 5.",
        "Resolution 2254 was read out.",
        "They met at 9:30 a.m. on June 12.",
        "They met on 12 June 2018 at 1700 GMT.",
        "They met on Sept. 20.",
        "Call +1 202 555 0100 for news.",
        "See https://example.org/12/34 for news.",
        "Write to desk12@example.org today.",
        "One of the guards spoke.",
        "No one came.",
        "He lives at 12 Harbour Street.",
        "It opened at ten o'clock.",
        "The guests won 2-1.",
        "Brigade 36 advanced.",
        "It happened on 9/11.",
        "05-07-2015 Raids resumed.",
        "PORT VARNA, 3 JAN 90 -- THE ARMY MOVED INTO THE TOWN AT DAWN, WITNESSES SAID.",
    ],
)
def test_numbers_that_count_nothing(text: str) -> None:
    assert read(text) == ()


@pytest.mark.parametrize(
    "text",
    [
        "A 34-year-old teacher was shot.",
        "A teacher aged 34 was shot.",
        "Sana Varel, 34, was shot.",
        "She was 34 years old.",
        "She is 34.",
    ],
)
def test_ages_count_nobody(text: str) -> None:
    (mention,) = read(text)
    assert (mention.quantity.low, mention.quantity.unit) == (34, "year of age")
    assert mention.kind == "measure"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Some 2,000 fighters came.", 2_000),
        ("2000 fighters came.", 2_000),
        ("They killed 1994 rebels.", 1_994),
        ("More than 2000 came.", 2_000),
        ("At least 1900 people fled in 1995.", 1_900),
    ],
)
def test_counts_that_look_like_years(text: str, value: float) -> None:
    assert [m.quantity.low for m in read(text)] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Raids Kill 22 including Civilians", 22),
        ("Blast Wounds 7 in Varna", 7),
        ("Shelling Leaves 12 Dead", 12),
        ("Monitors: 15 killed in strike", 15),
        ("Rebels Free 30 Captives", 30),
        ("Rider kills 16 outside bakery", 16),
        ("The blast wounded 40 Tuesday in a market.", 40),
    ],
)
def test_counts_in_headlines(text: str, value: float) -> None:
    mention = read(text)[0]
    assert (mention.quantity.low, mention.quantity.unit) == (value, "person")


def test_a_number_that_ends_a_quotation_is_no_inch() -> None:
    (mention,) = read('He said: "The strike killed more than 20" on the radio.')
    assert (mention.quantity.unit, mention.quantity.raw) == ("person", "more than 20")


@pytest.mark.parametrize(
    "text",
    [
        "They put the number of civilians killed at 13.",
        "The number of civilians killed rose to 13.",
        "The total of civilians killed is 13.",
    ],
)
def test_a_number_held_by_a_noun_of_number(text: str) -> None:
    (mention,) = read(text)
    assert (mention.quantity.unit, mention.antecedent) == ("person", "civilians")
