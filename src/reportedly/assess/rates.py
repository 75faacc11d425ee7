"""Rates times numbers: what a pay per head comes to, with its currency and period.

The product is derived: nobody said it. Where the report does give such a total, the two are
compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.assess.reading import (
    allowed,
    counts_people,
    figure_words,
    kind_counted,
    make_finding,
    number_of,
    plain,
    speaker,
    speaker_key,
    start_of,
)
from reportedly.intervals import Interval, number_text, overlaps
from reportedly.records import ClaimInContext, Finding, Role, Step, Verdict

# How many of each period a year has; by these a rate is carried from one period to another.
PER_YEAR = {"hour": 8760.0, "day": 365.0, "week": 52.0, "month": 12.0, "year": 1.0}
PAID_ROLES: frozenset[Role] = frozenset(
    {"transferred", "deployed", "recruited", "participants", "population", "paid", "other"}
)
# A stated total is a round figure: it may differ from the product by this share.
ROUND_SHARE = 0.1
# A sum this many times the rate may be the total of a rate; a smaller one is another rate.
TOTAL_FACTOR = 10


def check_rates(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each pay per head, what it comes to for the people whom it is paid to.

    The people are those counted in the same statement, else the nearest fighters before it that
    the same speaker counts. Where a duration is said beside the rate it is multiplied too; where
    the speaker gives a total of the same currency, it is compared.
    """
    totals = {
        total.claim.id
        for rate in items
        if (unit := _currency_of(rate)) is not None
        and (total := _stated_total(rate, unit, items)) is not None
    }
    for rate in items:
        if rate.claim.id in totals:
            continue
        pay, unit = number_of(rate), _currency_of(rate)
        per = None if rate.claim.quantity is None else rate.claim.quantity.per
        period = _period(per)
        if pay is None or unit is None or (period is None and not _is_each(per)):
            continue
        people = _paid_people(rate, items)
        number = None if people is None else number_of(people)
        if people is None or number is None:
            continue
        spans = _duration(rate, period, items)
        total = _stated_total(rate, unit, items)
        yield _finding(rate, people, spans, total)


def _finding(
    rate: ClaimInContext,
    people: ClaimInContext,
    spans: ClaimInContext | None,
    total: ClaimInContext | None,
) -> Finding:
    quantity = rate.claim.quantity
    raw, per = ("", None) if quantity is None else (quantity.raw, quantity.per)
    unit, period = _currency_of(rate) or "", _period(per)
    number, pay = number_of(people) or 0.0, number_of(rate) or 0.0
    when = f" a {period}" if period is not None else ""
    said_when = "" if period is None or period in raw.lower() else when
    product = number * pay
    steps = [
        Step(
            text=f"{plain(number)} × {plain(pay)} {unit}{when}",
            result=f"{plain(product)} {unit}{when}",
        )
    ]
    inputs = [people, rate]
    ends = f"{_bound_words(people, rate)}{number_text(product)} {unit}{when}"
    if spans is not None:
        length = number_of(spans) or 0.0
        steps.append(
            Step(
                text=f"{plain(product)} {unit}{when} × {plain(length)} {period}s",
                result=f"{plain(product * length)} {unit}",
            )
        )
        product *= length
        inputs.append(spans)
        ends += f", and in {plain(length)} {period}s to {number_text(product)} {unit}"
    verdict: Verdict = "cannot tell"
    told = "The report gives no such total."
    if total is not None:
        verdict, told, step = _compared(total, product, None if spans else period, unit)
        steps += step
        inputs.append(total)
    return make_finding(
        "rate times number",
        f"{figure_words(people)} at {raw.removesuffix(' each')}{said_when} each "
        f"({speaker(rate)}) come to {ends}. {told}",
        inputs,
        steps,
        verdict,
    )


def _compared(
    total: ClaimInContext, product: float, period: str | None, unit: str
) -> tuple[Verdict, str, list[Step]]:
    """Returns how a stated total stands to a product, carried over to the total's own period."""
    quantity, stated = total.claim.quantity, allowed(total)
    own = _period(None if quantity is None else quantity.per)
    steps = []
    if period is not None and own is not None and own != period:
        factor = PER_YEAR[period] / PER_YEAR[own]
        carried = product * factor
        steps.append(
            Step(
                text=f"{plain(product)} {unit} a {period} × {number_text(factor, places=2)}",
                result=f"{number_text(carried)} {unit} a {own}",
            )
        )
        product = carried
    raw = "" if quantity is None else quantity.raw
    if stated is None or (period is None) != (own is None):
        steps.append(Step(text=f"stated: {raw}", result="of another period"))
        return "cannot tell", f"The total “{raw}” is for another, or no, period.", steps
    near = Interval(product * (1 - ROUND_SHARE), product * (1 + ROUND_SHARE))
    fits = overlaps(stated, near)
    steps.append(Step(text=f"stated: {raw}", result="the same" if fits else "another figure"))
    ends = "agrees with it" if fits else "does not agree; not all may be paid, or not all the time"
    return "holds" if fits else "worth a look", f"The stated total “{raw}” {ends}.", steps


def _currency_of(rate: ClaimInContext) -> str | None:
    """Returns the currency of a rate: its code, or the words where no code is known."""
    quantity = rate.claim.quantity
    if quantity is None:
        return None
    if quantity.unit is not None and len(quantity.unit) == 3 and quantity.unit.isupper():
        return quantity.unit
    # "900 crowns" is no currency that the tables know, where it is pay.
    return quantity.counted if rate.claim.role == "paid" and quantity.unit is None else None


def _duration(
    rate: ClaimInContext, period: str | None, items: Sequence[ClaimInContext]
) -> ClaimInContext | None:
    """Returns the number of periods said beside a rate: "for three months"."""
    if period is None:
        return None
    return next(
        (
            item
            for item in items
            if item.statement.id == rate.statement.id
            and item.claim.quantity is not None
            and item.claim.quantity.unit == period
            and item.claim.quantity.per is None
            and number_of(item) is not None
        ),
        None,
    )


def _stated_total(
    rate: ClaimInContext, unit: str, items: Sequence[ClaimInContext]
) -> ClaimInContext | None:
    """Returns the sum of the rate's currency that its speaker gives in the same statement."""
    least = (number_of(rate) or 0.0) * TOTAL_FACTOR
    per = None if rate.claim.quantity is None else rate.claim.quantity.per
    if least <= 0 or (_period(per) is None and not _is_each(per)):
        return None
    return next(
        (
            item
            for item in items
            if item is not rate
            and item.statement.id == rate.statement.id
            and _currency_of(item) == unit
            and not _is_each(item.claim.quantity.per if item.claim.quantity else None)
            and (number_of(item) or 0.0) >= least
        ),
        None,
    )


def _paid_people(rate: ClaimInContext, items: Sequence[ClaimInContext]) -> ClaimInContext | None:
    position = start_of(rate)
    candidates = [
        item
        for item in items
        if item is not rate
        and item.claim.role in PAID_ROLES
        and item.claim.quantity is not None
        and item.claim.quantity.unit == "person"
        and counts_people(item)
        and number_of(item) is not None
        and (item.statement.id == rate.statement.id or _is_before_by_same(item, rate))
    ]
    return min(
        candidates,
        key=lambda i: (i.statement.id != rate.statement.id, abs(start_of(i) - position)),
        default=None,
    )


def _is_before_by_same(item: ClaimInContext, rate: ClaimInContext) -> bool:
    return (
        start_of(item) < start_of(rate)
        and speaker_key(item) == speaker_key(rate)
        and kind_counted(item) == "combatants"
    )


def _bound_words(people: ClaimInContext, rate: ClaimInContext) -> str:
    relations = {
        item.claim.quantity.relation for item in (people, rate) if item.claim.quantity is not None
    }
    if relations <= {"="}:
        return ""
    if relations <= {"=", ">=", ">"}:
        return "at least "
    if relations <= {"=", "<=", "<"}:
        return "at most "
    return "about "


def _period(per: str | None) -> str | None:
    words = (per or "").lower().split()
    return next((period for period in PER_YEAR if period in words or f"{period}s" in words), None)


def _is_each(per: str | None) -> bool:
    return bool({"each", "person", "head", "man", "fighter"} & set((per or "").lower().split()))
