"""Losses of fighters against every strength that is given of the same force.

Nothing is said about which strength is right, and no reference range is drawn on: shares of losses
differ between wars, phases and ways of counting by more than they differ between true and false
strengths. What a share means is for the reader to judge.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.assess.check_across import Brought, CheckAcross, Key, Report
from reportedly.assess.labels import are_opponents, peoples_of
from reportedly.assess.reading import (
    counts_people,
    day_number,
    days_apart,
    figure_words,
    kind_counted,
    make_finding,
    number_of,
    plain,
    speaker,
    speaker_key,
)
from reportedly.assess.scopes import countries_of
from reportedly.assess.shares import LOSSES, combined, is_plain_loss, sum_steps, total_of
from reportedly.intervals import number_text
from reportedly.records import ClaimInContext, Finding, Role, Step

STRENGTHS: frozenset[Role] = frozenset(
    {"transferred", "deployed", "recruited", "participants", "population"}
)
# Two strengths whose shares differ by this factor say quite different things about the losses.
TELLING_FACTOR = 2.0
# The loss of a few men says nothing of the size of their force.
LEAST_LOSSES = 10
# A force grows and shrinks: strengths of other reports are drawn in if published this near.
NEAR_DAYS = 31
# Words for a body of fighters as a whole, in "a 300-man force".
FORCE = re.compile(r"\b(?:force|army|unit|contingent|garrison|brigade|battalion|militia)s?\b", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Losses:
    """One speaker's counts of fighters lost in one report, which hold different people."""

    parts: tuple[ClaimInContext, ...]
    peoples: frozenset[str]
    countries: frozenset[str]

    @property
    def total(self) -> float:
        """The fighters lost, all counts together."""
        return total_of(self.parts)


# Losses, and the keys of the strengths that they are set against.
Lost = tuple[Losses, tuple[Key, ...]]


def check_losses(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each speaker who counts losses of fighters, what share of each strength they are.

    A table over the competing strengths that the report itself gives, in a country that does not
    differ.
    """
    for losses in _fighter_losses(items):
        fitting = [
            item
            for item in items
            if _is_strength(item, more_than=losses.total)
            and not _are_apart(losses.countries, countries_of(item))
            and not _is_of_another_force(losses, item)
        ]
        if losses.total >= LEAST_LOSSES and fitting:
            yield _finding(losses, fitting)


def _losses_brought(items: Report) -> Iterator[Brought[Lost]]:
    """Yields the losses that a report counts, by speaker, number and people.

    They are set against strengths of the same people in the same country, of a month around.
    """
    scene = _scene_of_report(items)
    for losses in _fighter_losses(items):
        month = _month(losses.parts[0])
        if losses.total < LEAST_LOSSES or not losses.peoples or month is None:
            continue
        against = tuple(
            (people, country, near)
            for people in sorted(losses.peoples)
            for country in sorted(losses.countries or scene)
            for near in (month - 1, month, month + 1)
        )
        key = (speaker_key(losses.parts[0]), losses.total, sorted(losses.peoples))
        yield Brought(key=key, told=(losses, against), against=against)


def _strengths_offered(items: Report) -> Iterator[tuple[Key, ClaimInContext]]:
    """Yields the strengths that a report gives, by people, country and month."""
    scene = _scene_of_report(items)
    for item in items:
        month = _month(item)
        if month is not None and _is_strength(item, more_than=0):
            for people in sorted(peoples_of(item)):
                for country in sorted(countries_of(item) or scene):
                    yield (people, country, month), item


def _against_strengths(
    told: Sequence[Lost], offered: Mapping[Key, Sequence[ClaimInContext]]
) -> Iterator[Finding]:
    """Yields, for losses that reports count, their share of the strengths that others give.

    More is asked than inside a report, for nothing but the words ties the two together: the same
    people, named by origin or name ("Syrian", "from Syria"); the same country; a month at most
    between the reports. The same losses in several reports are told once, of the earliest.
    """
    for losses, against in sorted(told, key=lambda lost: _by_day(lost[0])):
        found = {
            item.claim.id: item
            for key in against
            for item in offered[key]
            if _is_near(item, losses.parts[0], losses.total)
            and not _is_of_another_force(losses, item)
        }
        if any(item.document_id != losses.parts[0].document_id for item in found.values()):
            yield _finding(losses, list(found.values()))
            return


losses_across: CheckAcross[Lost, ClaimInContext] = CheckAcross(
    name="losses",
    brought=_losses_brought,
    findings=_against_strengths,
    offered=_strengths_offered,
)


def _by_day(losses: Losses) -> tuple[str, str]:
    first = losses.parts[0]
    return first.published or "", first.document_id


def _month(item: ClaimInContext) -> int | None:
    """Returns the number of a period so long that what is near lies in it or in the next."""
    day = day_number(item.published)
    return None if day is None else day // NEAR_DAYS


def _is_near(strength: ClaimInContext, loss: ClaimInContext, total: float) -> bool:
    apart = days_apart(strength.published, loss.published)
    return (number_of(strength) or 0) > total and apart is not None and apart <= NEAR_DAYS


def _fighter_losses(items: Sequence[ClaimInContext]) -> Iterator[Losses]:
    """Yields each speaker's counts of fighters lost that hold different people."""
    by_speaker: dict[str, dict[Role, ClaimInContext]] = defaultdict(dict)
    for item in items:
        role = item.claim.role
        if role in LOSSES and role != "captured" and is_plain_loss(item) and role is not None:
            by_speaker[speaker_key(item)].setdefault(role, item)
    for found in by_speaker.values():
        for chosen in combined(tuple(found.values())):
            kinds = {kind_counted(item) for item in chosen}
            # "28 fighters were killed and 62 others wounded": one names them, the rest follow.
            if "combatants" in kinds and kinds <= {"combatants", "people", None}:
                yield Losses(
                    parts=chosen,
                    peoples=frozenset().union(*(peoples_of(item) for item in chosen)),
                    countries=frozenset().union(*(countries_of(item) for item in chosen)),
                )
                break


def _is_strength(item: ClaimInContext, *, more_than: float) -> bool:
    """Tells whether a claim counts fighters brought, stationed or present, as a whole."""
    number, quantity = number_of(item), item.claim.quantity
    if number is None or quantity is None or number <= more_than or not counts_people(item):
        return False
    is_force = FORCE.search(quantity.counted or "") or FORCE.search(quantity.raw)
    return (
        item.claim.role in STRENGTHS
        and (kind_counted(item) == "combatants" or is_force is not None)
        and item.claim.counting not in {"subset", "increment"}
    )


def _is_of_another_force(losses: Losses, strength: ClaimInContext) -> bool:
    """Tells whether a strength is of other fighters than were lost: of another side or people."""
    peoples = peoples_of(strength)
    if _are_apart(losses.peoples, peoples):
        return True
    return any(are_opponents(_counted(part), _counted(strength)) for part in losses.parts)


def _counted(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.counted or ""


def _are_apart(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one and other and not one & other)


def _scene_of_report(items: Iterable[ClaimInContext]) -> frozenset[str]:
    """Returns the countries in which a report's losses and strengths are."""
    return frozenset().union(
        *(
            countries_of(item)
            for item in items
            if item.claim.role in LOSSES or item.claim.role in STRENGTHS
        )
    )


def _finding(losses: Losses, strengths: Sequence[ClaimInContext]) -> Finding:
    """Returns the table of shares, lowest strength first."""
    by_number: dict[float, list[ClaimInContext]] = defaultdict(list)
    for item in sorted(strengths, key=lambda i: (speaker(i), i.published or "", i.claim.id)):
        by_number[number_of(item) or 0.0].append(item)
    steps, listed = sum_steps(losses.parts), []
    for number, claims in sorted(by_number.items()):
        share = _share_words(losses, number, claims)
        listed.append(f"of {plain(number)}: {share}")
        names = "; ".join(
            dict.fromkeys(f"{_strength_words(claim)}{_whence(claim, losses)}" for claim in claims)
        )
        steps.append(Step(text=f"{plain(losses.total)} ÷ {plain(number)} × 100 ({names})",
                          result=share))  # fmt: skip
    steps.append(
        Step(
            text=f"lost: {_labels(losses.parts)}; strength: {_labels(strengths)}",
            result="taken to be one force",
        )
    )
    counts = " and ".join(figure_words(item) for item in losses.parts)
    given = "the one strength given" if len(by_number) == 1 else "each strength given"
    telling = max(by_number) >= TELLING_FACTOR * min(by_number)
    return make_finding(
        "losses against strength",
        f"{counts} ({speaker(losses.parts[0])}), as a share of {given}: {'; '.join(listed)}.",
        [*losses.parts, *(claim for _, claims in sorted(by_number.items()) for claim in claims)],
        steps,
        "worth a look" if telling else "cannot tell",
    )


def _labels(claims: Iterable[ClaimInContext]) -> str:
    """Returns the words for whom claims count: that they are the same people is a reading."""
    said = sorted({_counted(claim) for claim in claims} - {""})
    return ", ".join(f"“{words}”" for words in said) or "no words for whom"


def _strength_words(claim: ClaimInContext) -> str:
    quantity = claim.claim.quantity
    return f"{speaker(claim)}: “{'' if quantity is None else quantity.raw}”"


def _whence(claim: ClaimInContext, losses: Losses) -> str:
    """Returns which other report gives a strength; empty for the report of the losses."""
    if claim.document_id == losses.parts[0].document_id or claim.publisher is None:
        return ""
    return f", in {claim.publisher}"


def _share_words(losses: Losses, number: float, claims: Sequence[ClaimInContext]) -> str:
    """Returns a share with the bound that it inherits from both counts, where they agree on one."""
    above = _relations(losses.parts), _relations(claims)
    prefix = ""
    if above[0] <= {"="} and above[1] <= {">=", ">"}:
        prefix = "at most "
    elif above[0] <= {"=", ">=", ">"} and above[1] <= {"=", "<=", "<"} and above != ({"="}, {"="}):
        prefix = "at least "
    elif above != ({"="}, {"="}) and not {">=", ">"} & (above[0] | above[1]):
        prefix = "about "
    ends = ""
    if above[0] <= {"="} and {"="} < above[1] <= {"=", ">=", ">"}:
        ends = f", less where {plain(number)} is a lower bound"
    return f"{prefix}{number_text(losses.total / number * 100)} percent{ends}"


def _relations(claims: Sequence[ClaimInContext]) -> set[str]:
    return {claim.claim.quantity.relation for claim in claims if claim.claim.quantity is not None}
