"""Shares: a stated percentage against the counts, and losses against each competing strength."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

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
from reportedly.intervals import Interval, number_text
from reportedly.records import ClaimInContext, Finding, Role, Step, Verdict

LOSSES: tuple[Role, ...] = (
    "killed", "injured", "missing", "injured-or-missing", "killed-or-injured", "captured",
)  # fmt: skip
STRENGTHS: frozenset[Role] = frozenset(
    {"transferred", "deployed", "recruited", "participants", "population"}
)
# Roles that hold the same people: they are never added up.
OVERLAPPING: tuple[frozenset[Role], ...] = (
    frozenset({"killed", "killed-or-injured"}),
    frozenset({"injured", "killed-or-injured"}),
    frozenset({"injured", "injured-or-missing"}),
    frozenset({"missing", "injured-or-missing"}),
    frozenset({"injured-or-missing", "killed-or-injured"}),
)
# Two strengths whose shares differ by this factor say quite different things about the losses.
TELLING_FACTOR = 2.0
# Words for a body of fighters as a whole, in "a 300-man force".
FORCE = re.compile(r"\b(?:force|army|unit|contingent|garrison|brigade|battalion|militia)s?\b", re.I)
NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")


def check_stated_shares(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each percentage whose whole is named with a number, whether the counts give it.

    The counts are those of one speaker; every sum of counts that hold different people is tried.
    """
    for share in items:
        quantity = share.claim.quantity
        if quantity is None or quantity.unit != "percent" or allowed(share) is None:
            continue
        base = base_of(share, items)
        if base is None:
            continue
        groups = loss_groups(share, [item for item in items if not _is_whole(item, share, base[0])])
        for parts in groups:
            finding = _share_finding(share, base, parts)
            if finding is not None:
                yield finding
                break


def base_of(
    share: ClaimInContext, items: Sequence[ClaimInContext]
) -> tuple[float, ClaimInContext | None] | None:
    """Returns the number of the whole that a percentage is of, and the claim that gives it.

    From the words "of a 300-man force", or from a count of a force in the same statement.
    """
    quantity = share.claim.quantity
    if quantity is None or quantity.share_of is None:
        return None
    said = NUMBER.search(quantity.share_of)
    if said is not None:
        number = float(said.group().replace(",", ""))
        claim = next(
            (
                item
                for item in items
                if item.statement.id == share.statement.id
                and item is not share
                and counts_people(item)
                and number_of(item) == number
            ),
            None,
        )
        return (number, claim) if number > 0 else None
    return None


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
        if role in LOSSES and near and _is_plain_loss(item) and role is not None:
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
) -> Finding | None:
    stated = allowed(share)
    choices = combined(parts)
    quantity = share.claim.quantity
    if stated is None or quantity is None or len(choices) == 0:
        return None
    whole, base_claim = base
    fitting = next((c for c in choices if _allows(stated, _total(c) / whole * 100)), None)
    chosen = fitting or choices[0]
    result = _total(chosen) / whole * 100
    involved = [*chosen, share, *([base_claim] if base_claim is not None else [])]
    counts = " and ".join(figure_words(item) for item in chosen)
    verdict: Verdict = "holds" if fitting else "worth a look"
    same_statement = all(item.statement.id == share.statement.id for item in chosen)
    if fitting is None and len(choices) == 1 and same_statement:
        verdict = "does not hold"
    sums = "give" if len(chosen) > 1 else "gives"
    text = (
        f"{speaker(share)} says “{quantity.raw}” of {plain(whole)}. "
        f"{counts} ({speaker(chosen[0])}) {sums} {number_text(result)} percent."
    )
    steps = [*_sum_steps(chosen), _share_step(_total(chosen), whole)]
    steps.append(Step(text=f"stated: {quantity.raw}", result=_interval_words(stated)))
    return make_finding("stated share", text, involved, steps, verdict)


def check_losses(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each speaker who counts losses of fighters, what share of each strength they are.

    A table over the competing strengths that the report gives. Nothing is said about which
    strength is right; what a share means is for the reader to judge.
    """
    for losses in _fighter_losses(items):
        total = _total(losses)
        strengths = _strengths(items, losses, total)
        if total <= 0 or len(strengths) == 0:
            continue
        steps = _sum_steps(losses)
        shares = []
        for number, claims in strengths:
            names = ", ".join(dict.fromkeys(f"{speaker(c)}: “{_raw(c)}”" for c in claims))
            result, share = _strength_words(total, number, claims)
            shares.append((number, result, share))
            steps.append(
                Step(
                    text=f"{plain(total)} ÷ {plain(number)} × 100 ({names})",
                    result=result,
                )
            )
        counts = " and ".join(figure_words(item) for item in losses)
        listed = "; ".join(f"of {plain(number)}: {result}" for number, result, _ in shares)
        given = "the one strength given" if len(shares) == 1 else "each strength given"
        values = [share for _, _, share in shares]
        telling = max(values) >= TELLING_FACTOR * min(values)
        yield make_finding(
            "losses against strength",
            f"{counts} ({speaker(losses[0])}), as a share of {given}: {listed}.",
            [*losses, *(claim for _, claims in strengths for claim in claims)],
            steps,
            "worth a look" if telling else "cannot tell",
        )


def _fighter_losses(items: Sequence[ClaimInContext]) -> Iterator[tuple[ClaimInContext, ...]]:
    """Yields each speaker's counts of fighters lost that hold different people."""
    by_speaker: dict[str, dict[Role, ClaimInContext]] = defaultdict(dict)
    for item in items:
        role = item.claim.role
        if role in LOSSES and role != "captured" and _is_plain_loss(item) and role is not None:
            by_speaker[speaker_key(item)].setdefault(role, item)
    for found in by_speaker.values():
        for chosen in combined(tuple(found.values())):
            kinds = {kind_counted(item) for item in chosen}
            # "28 fighters were killed and 62 others wounded": one names them, the rest follow.
            if "combatants" in kinds and kinds <= {"combatants", "people", None}:
                yield chosen
                break


def _strengths(
    items: Sequence[ClaimInContext], losses: Sequence[ClaimInContext], total: float
) -> list[tuple[float, list[ClaimInContext]]]:
    """Returns the strengths that the losses may be a share of, lowest first, with who gives them.

    Counts of fighters brought, stationed or present; not of populations, and not elsewhere.
    """
    countries = _countries(losses)
    found: dict[float, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        number = number_of(item)
        quantity = item.claim.quantity
        if number is None or quantity is None or number < total or not counts_people(item):
            continue
        is_force = FORCE.search(quantity.counted or "") or FORCE.search(quantity.raw)
        if item.claim.role in STRENGTHS and (kind_counted(item) == "combatants" or is_force):
            there = _countries([item])
            if countries and there and not countries & there:
                continue
            if item.claim.counting not in {"subset", "increment"}:
                found[number].append(item)
    return sorted(found.items())


def _countries(items: Sequence[ClaimInContext]) -> set[str]:
    return {
        place.country
        for item in items
        for place in item.claim.places
        if place.role in {"at", "to", "near"} and place.country is not None
    }


def _strength_words(
    total: float, number: float, claims: Sequence[ClaimInContext]
) -> tuple[str, float]:
    share = total / number * 100
    relations = {claim.claim.quantity.relation for claim in claims if claim.claim.quantity}
    prefix = ""
    if relations <= {">=", ">"}:
        prefix = "at most "
    elif relations <= {"<=", "<"}:
        prefix = "at least "
    return f"{prefix}{number_text(share)} percent", share


def _is_plain_loss(item: ClaimInContext) -> bool:
    return (
        counts_people(item)
        and number_of(item) is not None
        # "Another 62 were wounded" adds to the dead before it, which are another role.
        and item.claim.counting not in {"subset", "cumulative"}
    )


def _distance(item: ClaimInContext, share: ClaimInContext) -> tuple[bool, int]:
    return item.statement.id != share.statement.id, abs(start_of(item) - start_of(share))


def _total(parts: Sequence[ClaimInContext]) -> float:
    return sum(number_of(item) or 0.0 for item in parts)


def _sum_steps(parts: Sequence[ClaimInContext]) -> list[Step]:
    if len(parts) < 2:
        return [Step(text=figure_words(parts[0]), result=plain(_total(parts)))]
    numbers = " + ".join(plain(number_of(item) or 0.0) for item in parts)
    words = ", ".join(figure_words(item) for item in parts)
    return [Step(text=f"{numbers} ({words})", result=plain(_total(parts)))]


def _share_step(part: float, whole: float) -> Step:
    return Step(
        text=f"{plain(part)} ÷ {plain(whole)} × 100",
        result=f"{number_text(part / whole * 100)} percent",
    )


def _allows(stated: Interval, value: float) -> bool:
    # A stated percentage without a fraction is a rounded one: half a point to either side.
    return stated.low - 0.5 <= value <= stated.high + 0.5


def _interval_words(stated: Interval) -> str:
    if not stated.is_bounded:
        return "allows all above" if stated.high == float("inf") else "allows all below"
    return f"allows {number_text(stated.low)} to {number_text(stated.high)} percent"


def _raw(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.raw
