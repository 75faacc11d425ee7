from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.shares import check_stated_shares
from reportedly.assess.sums import check_parts, check_sums
from reportedly.records import ClaimInContext
from tests.making import make_item, make_quantity, make_source

MONITOR = make_source("the Hill Observatory", "organisation", "Hill Observatory")


def count(raw: str, counted: str | None, at: int, **fields: Any) -> ClaimInContext:
    unit = fields.pop("unit", "person")
    return make_item(make_quantity(raw, counted, at=at, unit=unit), MONITOR, at=at, **fields)


def part(raw: str, counted: str | None, at: int, **fields: Any) -> ClaimInContext:
    return count(raw, counted, at, counting="subset", **fields)


@pytest.mark.parametrize(
    ("whole", "parted"),
    [
        (count("14", "people", 1), part("7", "children", 20)),
        (count("14", "civilians", 1), part("7", "women", 20)),
        (count("at least 14", None, 1), part("7", "fighters", 20)),
        (count("8", "people", 30), part("2", "children", 5)),
    ],
    ids=["children", "women", "a bound", "the whole stands behind"],
)
def test_a_part_that_fits_holds(whole: ClaimInContext, parted: ClaimInContext) -> None:
    items = sorted([whole, parted], key=lambda item: item.claim.evidence.start)
    assert [f.verdict for f in check_parts(items)] == ["holds"]


@pytest.mark.parametrize(
    ("parted", "verdict"),
    [
        (part("17", "children", 20), "does not hold"),
        (part("15", "women", 20), "does not hold"),
        (part("15", "Northern children", 20), "does not hold"),
        (part("at least 15", "women", 20), "worth a look"),
        (part("90", "fighters", 20), "worth a look"),
        (part("90", "Northern men", 20), "worth a look"),
        (part("17", "children", 20, place="Varrow"), "cannot tell"),
    ],
)
def test_a_part_with_a_name_of_its_own_that_is_larger(parted: ClaimInContext, verdict: str) -> None:
    assert [f.verdict for f in check_parts([count("14", "people", 1), parted])] == [verdict]


@pytest.mark.parametrize(
    ("whole", "parted"),
    [
        (count("14", "people", 1), part("17", "people", 20)),
        (count("14", "people", 1), part("17", None, 20)),
        (count("14", "people", 1), part("17", "children", 20, part="another statement")),
        (count("14", "people", 1, day="2023-05-01"),
         part("7", "children", 20, part="another statement", day="2023-05-02")),
        (count("50", "fighters", 1), part("3", "children", 20)),
        (count("10", "children", 1), part("10", "children", 20)),
        (count("4", "medical staff", 1), part("4", "staff", 20)),
        (count("8", "militants", 1), part("8", None, 20)),
        (count("at least 280", "people", 1), part("5,000", "children", 20)),
        (count("6", "people", 1), part("60", "Northern rebels", 20)),
        (count("29", "people", 1, day="2023-05-01"), part("12", None, 20, day="2022-05-01")),
        (count("8", "countries", 1, role="other", unit=None),
         part("2", None, 20, role="other", unit=None)),
    ],
    ids=[
        "a count beside it", "no name", "another statement", "another day", "no children among "
        "fighters", "the same again", "the same in fewer words", "the same without words",
        "room that nobody means", "ten times as many",
        "another year", "things",
    ],
)  # fmt: skip
def test_what_is_no_part_of_a_count_is_left_alone(
    whole: ClaimInContext, parted: ClaimInContext
) -> None:
    assert list(check_parts([whole, parted])) == []


def test_a_part_is_of_the_nearest_whole_even_if_that_was_read_as_a_part() -> None:
    items = [count("19", "people", 1), part("23", "people", 20), part("10", "children", 40)]
    finding = list(check_parts(items))[-1]
    assert finding.claim_ids == (items[2].claim.id, items[1].claim.id)


@pytest.mark.parametrize(
    "items",
    [
        [count("23", "civilians", 1), part("9", "children", 20), count("16", "fighters", 40)],
        [count("2", "women", 1), count("1", "boy", 20), count("1", "girl", 40)],
        [count("at least 6", "people", 1), count("1", "woman", 20), count("4", "children", 40)],
        [count("15", "people", 1), part("3", "women", 20), part("9", "children", 40),
         part("2", "medics", 60)],
        [count("5", "people", 1, role="other"), count("2", "women", 20, role="other"),
         count("3", "men", 40, role="other")],
        [count("13", "people", 1), count("8", "rebels", 20), count("4", "soldiers", 40)],
        [count("7", "people", 1), count("2", "articles", 20, unit=None),
         count("5", "priests", 40)],
        [count("5", "offices", 1, unit=None), count("3", "banks", 20, unit=None),
         count("2", "shops", 40, unit=None)],
    ],
    ids=["a mixed list", "other people beside", "a bound", "some of them named", "no measure",
         "one more without a number", "articles on people", "other things"],
)  # fmt: skip
def test_counts_that_do_not_share_out_a_total_are_no_sum(items: list[ClaimInContext]) -> None:
    assert list(check_sums(items)) == []


def share(raw: str, of: str, **fields: Any) -> ClaimInContext:
    quantity = make_quantity(raw, None, at=90, share_of=of, **fields)
    return make_item(quantity, MONITOR, role="share", at=90)


FORCE = count("300", "fighters", 1, role="deployed")


@pytest.mark.parametrize(
    ("stated", "verdict"),
    [
        (share("30", "the fighters", unit="percent"), "holds"),
        (share("0.3333", "the fighters", unit="fraction"), "does not hold"),
        (share("50", "a 180-man force", unit="percent"), "holds"),
    ],
    ids=["of those counted", "a fraction", "of a number said"],
)
def test_a_share_of_those_who_are_counted_beside_it(stated: ClaimInContext, verdict: str) -> None:
    killed = count("90", "men", 40)
    assert [f.verdict for f in check_stated_shares([FORCE, killed, stated])] == [verdict]


@pytest.mark.parametrize(
    ("stated", "others"),
    [
        (share("30", "the country", unit="percent"), [count("90", "men", 40)]),
        (share("30", "the fighters", unit="percent"), []),
        (share("30", "the fighters", unit="percent"),
         [count("90", "men", 40), count("900", "fighters", 60, role="population")]),
        (share("0.3", "the fighters", unit="person"), [count("90", "men", 40)]),
    ],
    ids=["of land", "no losses", "two wholes", "no share"],
)  # fmt: skip
def test_a_share_of_something_else_is_left_alone(
    stated: ClaimInContext, others: list[ClaimInContext]
) -> None:
    assert list(check_stated_shares([FORCE, *others, stated])) == []


def test_losses_that_are_only_bounded_never_refute_a_share() -> None:
    killed = count("at least 20", "men", 40)
    stated = share("30", "the fighters", unit="percent")
    assert [f.verdict for f in check_stated_shares([FORCE, killed, stated])] == ["worth a look"]
