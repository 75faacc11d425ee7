"""Shares: a stated percentage or fraction against the counts that stand beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from reportedly.assess.reading import (
    allowed,
    counts_people,
    figure_words,
    make_finding,
    number_of,
    plain,
    speaker,
    speaker_key,
    start_of,
)
from reportedly.intervals import Interval, number_text, overlaps
from reportedly.records import ClaimInContext, Finding, Role, Step, Verdict

LOSSES: tuple[Role, ...] = (
    "killed", "injured", "missing", "injured-or-missing", "killed-or-injured", "captured",
)  # fmt: skip
# Roles that hold the same people: they are never added up.
OVERLAPPING: tuple[frozenset[Role], ...] = (
    frozenset({"killed", "killed-or-injured"}),
    frozenset({"injured", "killed-or-injured"}),
    frozenset({"injured", "injured-or-missing"}),
    frozenset({"missing", "injured-or-missing"}),
    frozenset({"injured-or-missing", "killed-or-injured"}),
)
WORD = re.compile(r"[^\W\d_]+")
SMALL_WORDS = frozenset({"the", "a", "an", "of", "all", "its", "their", "those", "these", "who"})
# How far a stated share may lie from the counts, in percentage points, for being rounded.
PERCENT_ROUNDING = 0.5
FRACTION_ROUNDING = 2.0
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def check_stated_shares(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each share whose whole is named with a number, whether the counts give it.

    The counts are those of one speaker; every sum of counts that hold different people is tried.
    """
    for share in items:
        quantity = share.claim.quantity
        if quantity is None or stated_percent(share) is None:
            continue
        base = base_of(share, items)
        if base is None:
            continue
        bounds = [item for item in items if _is_lower_bound(item, base[0], share)]
        groups = loss_groups(share, [item for item in items if not _is_whole(item, share, base[0])])
        for parts in groups:
            finding = _share_finding(share, base, parts, bounds)
            if finding is not None:
                yield finding
                break


def stated_percent(share: ClaimInContext) -> Interval | None:
    """Returns the percentages that a stated share allows; ``None`` where a claim states none.

    A percentage is rounded: half a point to either side. A fraction in words ("a third") is a
    rounder figure: two points.
    """
    quantity, stated = share.claim.quantity, allowed(share)
    if quantity is None or stated is None:
        return None
    if quantity.unit == "percent":
        return Interval(stated.low - PERCENT_ROUNDING, stated.high + PERCENT_ROUNDING)
    if quantity.unit == "fraction" and share.claim.role == "share":
        return Interval(stated.low * 100 - FRACTION_ROUNDING, stated.high * 100 + FRACTION_ROUNDING)
    return None


def base_of(
    share: ClaimInContext, items: Sequence[ClaimInContext]
) -> tuple[float, ClaimInContext | None] | None:
    """Returns the number of the whole that a share is of, and the claim that gives it.

    From the words "of a 300-man force", or from the one count in the same statement that is of
    those of whom it is a share ("of the fighters", where 300 fighters are counted).
    """
    quantity = share.claim.quantity
    if quantity is None or quantity.share_of is None:
        return None
    beside = [
        item
        for item in items
        if item.statement.id == share.statement.id
        and item is not share
        and counts_people(item)
        and number_of(item) is not None
    ]
    said = NUMBER.search(quantity.share_of)
    if said is not None:
        number = float(said.group().replace(",", ""))
        claim = next((item for item in beside if number_of(item) == number), None)
        return (number, claim) if number > 0 else None
    words = set(WORD.findall(quantity.share_of.lower())) - SMALL_WORDS
    named = [item for item in beside if words & set(WORD.findall(_counted(item).lower()))]
    wholes = [item for item in named if item.claim.role not in LOSSES]
    if len(wholes) != 1:
        return None
    whole = number_of(wholes[0]) or 0.0
    return (whole, wholes[0]) if whole > 0 else None


def _is_whole(item: ClaimInContext, share: ClaimInContext, whole: float) -> bool:
    return item.statement.id == share.statement.id and number_of(item) == whole


def loss_groups(
    share: ClaimInContext, items: Sequence[ClaimInContext]
) -> list[tuple[ClaimInContext, ...]]:
    """Returns the loss counts that a percentage may be made from, the likeliest group first.

    A group are one speaker's counts, of each role the nearest to the percentage. Counts in the
    statement itself come first, then speakers by how near in front of it they were heard.
    """
    position = start_of(share)
    by_speaker: dict[str, dict[Role, ClaimInContext]] = defaultdict(dict)
    for item in items:
        role = item.claim.role
        near = start_of(item) < position or item.statement.id == share.statement.id
        if role in LOSSES and near and is_plain_loss(item) and role is not None:
            held = by_speaker[speaker_key(item)].get(role)
            if held is None or _distance(item, share) < _distance(held, share):
                by_speaker[speaker_key(item)][role] = item
    groups = [tuple(found.values()) for found in by_speaker.values()]
    return sorted(groups, key=lambda group: min(_distance(item, share) for item in group))


def combined(parts: Sequence[ClaimInContext]) -> list[tuple[ClaimInContext, ...]]:
    """Returns every choice of counts that hold different people, the fullest first."""
    found = []
    for size in range(len(parts), 0, -1):
        for chosen in combinations(parts, size):
            roles = {item.claim.role for item in chosen}
            if not any(pair <= roles for pair in OVERLAPPING):
                found.append(chosen)
    return found


def _share_finding(
    share: ClaimInContext,
    base: tuple[float, ClaimInContext | None],
    parts: Sequence[ClaimInContext],
    bounds: Sequence[ClaimInContext],
) -> Finding | None:
    stated = stated_percent(share)
    choices = combined(parts)
    quantity = share.claim.quantity
    if stated is None or quantity is None or len(choices) == 0:
        return None
    whole, base_claim = base
    fitting = next(
        (c for c in choices if overlaps(stated, _point(total_of(c) / whole * 100))), None
    )
    chosen = fitting or choices[0]
    result = total_of(chosen) / whole * 100
    involved = [*chosen, share, *([base_claim] if base_claim is not None else []), *bounds]
    counts = " and ".join(figure_words(item) for item in chosen)
    verdict: Verdict = "holds" if fitting else "worth a look"
    same_statement = all(item.statement.id == share.statement.id for item in chosen)
    is_exact = all(_relation(item) == "=" for item in chosen)
    if fitting is None and len(choices) == 1 and same_statement and is_exact:
        verdict = "does not hold"
    sums = "give" if len(chosen) > 1 else "gives"
    text = (
        f"{speaker(share)} says “{quantity.raw}” of {plain(whole)}. "
        f"{counts} ({speaker(chosen[0])}) {sums} {number_text(result)} percent."
    )
    steps = [*sum_steps(chosen), _share_step(total_of(chosen), whole)]
    steps.append(Step(text=f"stated: {quantity.raw}", result=_interval_words(stated)))
    if bounds:
        givers = ", ".join(dict.fromkeys(speaker(item) for item in bounds))
        most = f"at most {number_text(result)} percent"
        steps.append(Step(text=f"{plain(whole)} is a lower bound ({givers})", result=most))
        text += f" But {givers} gave {plain(whole)} as a lower bound: that would be {most}."
    return make_finding("stated share", text, involved, steps, verdict)


def _is_lower_bound(item: ClaimInContext, whole: float, share: ClaimInContext) -> bool:
    """Tells whether somebody gives the whole of a share as "at least" or "more than" so many."""
    return (
        _relation(item) in {">=", ">"}
        and number_of(item) == whole
        and item.statement.id != share.statement.id
        and item.claim.role not in LOSSES
        and counts_people(item)
    )


def is_plain_loss(item: ClaimInContext) -> bool:
    """Tells whether a claim counts people with one number, and no part and no running toll."""
    return (
        counts_people(item)
        and number_of(item) is not None
        # "Another 62 were wounded" adds to the dead before it, which are another role.
        and item.claim.counting not in {"subset", "cumulative"}
    )


def _distance(item: ClaimInContext, share: ClaimInContext) -> tuple[bool, int]:
    return item.statement.id != share.statement.id, abs(start_of(item) - start_of(share))


def total_of(parts: Sequence[ClaimInContext]) -> float:
    """Returns the sum of some counts, of a bound its limit."""
    return sum(number_of(item) or 0.0 for item in parts)


def sum_steps(parts: Sequence[ClaimInContext]) -> list[Step]:
    """Returns the step that adds up some counts, or names the one."""
    if len(parts) < 2:
        return [Step(text=figure_words(parts[0]), result=plain(total_of(parts)))]
    numbers = " + ".join(plain(number_of(item) or 0.0) for item in parts)
    words = ", ".join(figure_words(item) for item in parts)
    return [Step(text=f"{numbers} ({words})", result=plain(total_of(parts)))]


def _share_step(part: float, whole: float) -> Step:
    return Step(
        text=f"{plain(part)} ÷ {plain(whole)} × 100",
        result=f"{number_text(part / whole * 100)} percent",
    )


def _interval_words(stated: Interval) -> str:
    if not stated.is_bounded:
        return "allows all above" if stated.high == float("inf") else "allows all below"
    return f"allows {number_text(stated.low)} to {number_text(stated.high)} percent"


def _point(value: float) -> Interval:
    return Interval(value, value)


def _relation(item: ClaimInContext) -> str | None:
    return None if item.claim.quantity is None else item.claim.quantity.relation


def _counted(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.counted or ""
