"""Sums inside a report: rates times numbers, parts against totals, parts that make up a total."""

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
from reportedly.intervals import number_text
from reportedly.records import ClaimInContext, Finding, Role, Step, Verdict

PERIODS = ("hour", "day", "week", "month", "year")
PAID_ROLES: frozenset[Role] = frozenset(
    {"transferred", "deployed", "recruited", "participants", "population", "paid", "other"}
)
# A sum of parts this near to a stated total was meant to be that total.
NEAR_SHARE = 0.15
# A list of this many counts behind a total is meant to share it out; two may be examples.
MANY_PARTS = 3


def check_rates(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each pay per head, what it comes to for the people whom it is paid to.

    The people are those counted in the same statement, else the nearest fighters before it that
    the same speaker counts. The figure is derived: nobody said it.
    """
    for rate in items:
        quantity = rate.claim.quantity
        pay = number_of(rate)
        if quantity is None or pay is None:
            continue
        unit = quantity.unit if _is_currency(quantity.unit) else _paid_in(rate)
        if unit is None:
            continue
        period = _period(quantity.per)
        if period is None and not _is_each(quantity.per):
            continue
        people = _paid_people(rate, items)
        if people is None:
            continue
        number = number_of(people)
        if number is None:
            continue
        product = number * pay
        when = f" a {period}" if period is not None else ""
        said_when = "" if period is None or period in quantity.raw.lower() else when
        bound = _bound_words(people, rate)
        yield make_finding(
            "rate times number",
            f"{figure_words(people)} at {quantity.raw}{said_when} each ({speaker(rate)}) come to "
            f"{bound}{number_text(product)} {unit}{when}. The report gives no such total.",
            [people, rate],
            [
                Step(
                    text=f"{plain(number)} × {plain(pay)} {unit}{when}",
                    result=f"{plain(product)} {unit}{when}",
                ),
            ],
            "cannot tell",
        )


def check_parts(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each count that is said to be a part, whether it fits into its total.

    Parts that are added up are left out: whether they make up the total says more.
    """
    added_up = {part.claim.id for finding in check_sums(items) for part in _named(finding, items)}
    for index, part in enumerate(items):
        if part.claim.counting != "subset" or not counts_people(part):
            continue
        if part.claim.id in added_up:
            continue
        whole = _whole_of(part, items[:index])
        if whole is None:
            continue
        a, b = allowed(part), allowed(whole)
        if a is None or b is None:
            continue
        fits = a.low <= b.high
        verdict: Verdict = "holds" if fits else "does not hold"
        if not fits and (part.statement.id != whole.statement.id or _scopes_differ(part, whole)):
            verdict = "cannot tell"
        relation = "fits into" if fits else "is more than"
        extra = "" if verdict != "cannot tell" else " They may be of different times or places."
        yield make_finding(
            "part of a total",
            f"{speaker(part)}: the part “{_raw(part)}” {relation} the total "
            f"“{_raw(whole)}” {_role_words(whole)}.{extra}",
            [part, whole],
            [
                Step(
                    text=f"{_raw(part)} ≤ {_raw(whole)}?",
                    result="yes" if fits else "no",
                )
            ],
            verdict,
        )


def check_sums(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each total whose parts stand beside it, whether the parts make it up.

    Parts are counts of the same measure in the same statement, in different places or of different
    people, each smaller than the total. Only a sum near the total is spoken of: a list of counts
    beside a larger one need not be its parts.
    """
    for position, total in enumerate(items):
        number = number_of(total)
        if number is None or not counts_people(total) or total.claim.counting == "subset":
            continue
        for parts in (_run(items[position + 1 :], total), _run(items[:position][::-1], total)):
            if len(parts) < 2 or not _are_distinct(parts):
                continue
            finding = _sum_finding(total, parts, number)
            if finding is not None:
                yield finding
                break


def _named(finding: Finding, items: Sequence[ClaimInContext]) -> list[ClaimInContext]:
    """Returns the parts that a finding about a sum names, without the total in front."""
    return [item for item in items if item.claim.id in finding.claim_ids[1:]]


def _sum_finding(
    total: ClaimInContext, parts: Sequence[ClaimInContext], number: float
) -> Finding | None:
    values = [number_of(part) or 0.0 for part in parts]
    added = sum(values)
    difference = abs(added - number)
    if difference > max(1.0, NEAR_SHARE * number):
        return None
    verdict: Verdict = "holds"
    if difference > 0:
        said_parts = all(part.claim.counting == "subset" for part in parts)
        sure = added > number and (said_parts or len(parts) >= MANY_PARTS)
        verdict = "does not hold" if sure else "worth a look"
    ends = "which is the total" if difference == 0 else f"not {plain(number)}"
    return make_finding(
        "sum of parts",
        f"{speaker(total)}: {figure_words(total)}. The parts given beside it make "
        f"{plain(added)}, {ends}.",
        [total, *parts],
        [
            Step(text=" + ".join(plain(value) for value in values), result=plain(added)),
            Step(
                text=f"stated total: {_raw(total)}",
                result="equal" if difference == 0 else f"differs by {plain(difference)}",
            ),
        ],
        verdict,
    )


def _run(items: Sequence[ClaimInContext], total: ClaimInContext) -> list[ClaimInContext]:
    """Returns the counts next to a total that may be its parts: an unbroken run of them."""
    number = number_of(total) or 0.0
    found: list[ClaimInContext] = []
    for item in items:
        value = number_of(item)
        same = (
            item.statement.id == total.statement.id
            # "five in the town, three in the village": the verb stands with the total only.
            and item.claim.role in {total.claim.role, "other", None}
            and counts_people(item)
        )
        if not same or value is None or value >= number:
            break
        found.append(item)
    return sorted(found, key=start_of)


def _are_distinct(parts: Sequence[ClaimInContext]) -> bool:
    """Tells whether no two parts can hold the same people: other places, or other people.

    Three bare numbers or more that are said to be parts ("five in the town, three in the village
    and two on the road") share out their total, even where a place was not read.
    """
    places = [tuple(sorted(place.name for place in part.claim.places)) for part in parts]
    if all(places) and len(set(places)) == len(parts):
        return True
    counted = [part.claim.quantity.counted if part.claim.quantity else None for part in parts]
    if len(parts) >= MANY_PARTS and all(part.claim.counting == "subset" for part in parts):
        return not any(counted) or len(set(counted)) == len(parts)
    return None not in counted and len({str(c).lower() for c in counted}) == len(parts)


def _whole_of(part: ClaimInContext, before: Sequence[ClaimInContext]) -> ClaimInContext | None:
    for same_statement in (True, False):
        for item in reversed(before):
            near = (
                item.statement.id == part.statement.id
                if same_statement
                else speaker_key(item) == speaker_key(part)
            )
            if (
                near
                and item.claim.role == part.claim.role
                and item.claim.counting != "subset"
                and counts_people(item)
            ):
                return item
    return None


def _scopes_differ(part: ClaimInContext, whole: ClaimInContext) -> bool:
    a, b = part.claim.time, whole.claim.time
    if a is not None and b is not None and (a.first, a.last) != (b.first, b.last):
        return True
    one = {p.name for p in part.claim.places}
    other = {p.name for p in whole.claim.places}
    return bool(one and other and not one & other)


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
    return next((period for period in PERIODS if period in words or f"{period}s" in words), None)


def _is_each(per: str | None) -> bool:
    return bool({"each", "person", "head", "man", "fighter"} & set((per or "").lower().split()))


def _paid_in(rate: ClaimInContext) -> str | None:
    """Returns the words of a currency that no code is known for ("900 crowns"), where it is pay."""
    quantity = rate.claim.quantity
    if quantity is None or rate.claim.role != "paid" or quantity.unit is not None:
        return None
    return quantity.counted


def _is_currency(unit: str | None) -> bool:
    return unit is not None and len(unit) == 3 and unit.isupper()


def _raw(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.raw


def _role_words(item: ClaimInContext) -> str:
    words = figure_words(item).removeprefix(_raw(item)).strip()
    return words or "counted"
