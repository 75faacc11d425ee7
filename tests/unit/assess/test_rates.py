from __future__ import annotations

from typing import Any

import pytest

from reportedly.assess.rates import check_rates
from reportedly.records import ClaimInContext, Finding
from tests.making import make_item, make_quantity

FIGHTERS = make_item(make_quantity("4,000", "fighters", at=1), role="transferred", at=1)


def money(raw: str, per: str | None, at: int, **fields: Any) -> ClaimInContext:
    unit = fields.pop("unit", "USD")
    quantity = make_quantity(raw, None, at=at, unit=unit, per=per)
    return make_item(quantity, role="paid", at=at, **fields)


def length(raw: str, unit: str) -> ClaimInContext:
    return make_item(make_quantity(raw, None, at=60, unit=unit), role="other", at=60)


def checked(*items: ClaimInContext) -> Finding:
    found = list(check_rates(items))
    assert len(found) == 1
    return found[0]


PAY = money("$1,800", "month", 30)


def test_pay_times_people_times_months() -> None:
    finding = checked(FIGHTERS, PAY, length("3", "month"))
    assert [step.text for step in finding.working] == [
        "4,000 × 1,800 USD a month", "7,200,000 USD a month × 3 months",
    ]  # fmt: skip
    assert finding.working[-1].result == "21,600,000 USD"
    assert finding.verdict == "cannot tell"


@pytest.mark.parametrize(
    ("total", "verdict"),
    [
        (money("7,200,000", "month", 60), "holds"),
        (money("about 7,000,000", "month", 60), "holds"),
        (money("86,400,000", "year", 60), "holds"),
        (money("9,900,000", "month", 60), "worth a look"),
        (money("7,200,000", "year", 60), "worth a look"),
        (money("7,200,000", None, 60), "cannot tell"),
    ],
    ids=["equal", "about", "a year", "too much", "wrong period", "no period"],
)
def test_a_stated_total_is_compared_over_its_own_period(
    total: ClaimInContext, verdict: str
) -> None:
    finding = checked(FIGHTERS, PAY, total)
    assert finding.verdict == verdict
    assert total.claim.id in finding.claim_ids


def test_a_total_for_the_months_that_are_said_is_compared_with_their_product() -> None:
    finding = checked(FIGHTERS, PAY, length("3", "month"), money("21,600,000", None, 70))
    assert finding.verdict == "holds"


@pytest.mark.parametrize(
    "other",
    [
        money("7,200,000", "month", 60, unit="EUR"),
        money("7,200,000", "month", 60, part="elsewhere"),
        money("9,000", "month", 60, unit="EUR"),
        length("3", "day"),
    ],
    ids=["other currency", "other statement", "another rate", "days of a monthly rate"],
)
def test_what_is_no_total_or_duration_of_the_rate_is_left_out(other: ClaimInContext) -> None:
    finding = next(f for f in check_rates([FIGHTERS, PAY, other]) if PAY.claim.id in f.claim_ids)
    assert finding.working[-1].result == "7,200,000 USD a month"
    assert other.claim.id not in finding.claim_ids


def test_no_product_without_a_rate_or_without_people() -> None:
    assert list(check_rates([FIGHTERS, money("$1,800", None, 30)])) == []
    assert list(check_rates([PAY])) == []
    assert list(check_rates([FIGHTERS, money("$1,800", "barrel", 30)])) == []


def test_bounds_of_the_people_carry_over_to_the_product() -> None:
    some = make_item(make_quantity("at least 300", "fighters", at=1), role="transferred", at=1)
    assert "at least 540,000 USD a month" in checked(some, PAY).statement
