"""The report's main figures: what a reader finds at the top of the page.

News puts first what it is about: the first count of killed in a report that is neither a running
total of a war nor conditional is the main event's, and the counts beside it in the same statement
are its parts. Groups are told by the words for whom was counted; people without more are taken as
civilians, as the coders of casualty data do (FA-KES codebook, as read from its README).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from reportedly.populations import Population, population_of
from reportedly.records import Claim, Role

Group = Literal["civilians", "noncivilians", "children", "women"]
GROUP_OF: dict[Population, Group] = {
    "children": "children",
    "women": "women",
    "civilians": "civilians",
    "people": "civilians",
    "combatants": "noncivilians",
}
HARM: frozenset[Role] = frozenset({"killed", "injured", "captured"})
# Above this a count of killed is a war's, not an incident's: no single reported strike, battle or
# massacre of the recent wars that monitors code comes near it.
INCIDENT_CEILING = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One main figure: how many of which group, from which claims.

    ``is_derived`` tells that the count is the tool's sum or remainder, not a number of the report.
    """

    role: Role
    population: Group
    count: float
    claim_ids: tuple[str, ...]
    is_derived: bool = False


def casualty_claims(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Returns the claims that count people killed, injured or captured as a matter of fact."""
    return tuple(claim for claim in claims if claim.role in HARM and _is_count(claim))


def incident_casualties(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Returns the casualty claims that tell of harm done to people in an incident.

    Left out are running totals, counts no incident reaches, fighters lost in combat, and arrests:
    a person is abducted in an incident, and arrested by an authority.
    """
    return tuple(
        claim
        for claim in casualty_claims(claims)
        if claim.counting != "cumulative"
        and _number(claim) <= INCIDENT_CEILING
        and _group(claim) != "noncivilians"
        and (claim.role != "captured" or claim.event == "assault")
    )


def main_figures(claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Returns the counts of killed of the report's main event, by group, in a fixed order.

    ``claims`` are those of one document in text order.
    """
    killed = [
        c for c in casualty_claims(claims) if c.role == "killed" and _number(c) <= INCIDENT_CEILING
    ]
    lead = next((c for c in killed if c.counting != "subset" and not _is_single(c)), None)
    lead = lead or next(iter(killed), None)
    if lead is None:
        return ()
    beside = _told_with(lead, killed)
    wholes = _unrepeated([c for c in beside if c.counting != "subset"])
    parts = _unrepeated([c for c in beside if c.counting == "subset"])
    figures = _by_group(wholes, parts)
    _add_later_parts(figures, killed)
    order: tuple[Group, ...] = ("civilians", "noncivilians", "children", "women")
    return tuple(figures[group] for group in order if group in figures)


def _told_with(lead: Claim, killed: Sequence[Claim]) -> list[Claim]:
    """Returns the counts of the lead's statement, and of the next one that says its number again.

    A headline gives the number; the sentence under it says whom it counts.
    """
    again = next(
        (
            c
            for c in killed
            if c.statement_id != lead.statement_id
            and _number(c) == _number(lead)
            and c.counting != "subset"
        ),
        None,
    )
    homes = {lead.statement_id} | ({again.statement_id} if again is not None else set())
    return [c for c in killed if c.statement_id in homes and not _is_attacker(c)]


def _by_group(wholes: Sequence[Claim], parts: Sequence[Claim]) -> dict[Group, Figure]:
    """Returns the figure of each group from the wholes and parts of one event.

    Children and women said beside others are civilians too and are added to them; said as parts
    they are not. People of whom some are combatants are civilians for the rest, and the reverse.
    """
    figures: dict[Group, Figure] = {}
    people = [c for c in wholes if _group_words(c) in {"people", None}]
    named = [c for c in wholes if _group_words(c) not in {"people", None}]
    civil = [c for c in named if _group(c) in {"civilians", "children", "women"}]
    armed = [c for c in named if _group(c) == "noncivilians"]
    total = max(people, key=_number) if people else None
    if total is not None and _number(total) >= sum(map(_number, (*civil, *armed))):
        civil, armed = _split(total, civil, armed, parts)
    elif total is not None and not any(_number(c) == _number(total) for c in named):
        civil = [*civil, total]
    _put(figures, "civilians", civil)
    _put(figures, "noncivilians", armed)
    for group in ("children", "women"):
        of_group = [c for c in (*named, *parts) if _group(c) == group]
        _put(figures, group, of_group[:1])
    if total is not None and "civilians" not in figures and "noncivilians" not in figures:
        _put(figures, "civilians", [total])
    _put_remainder(figures, total, civil, armed)
    return figures


def _split(
    total: Claim, civil: list[Claim], armed: list[Claim], parts: Sequence[Claim]
) -> tuple[list[Claim], list[Claim]]:
    """Returns the civilians and the combatants among a total of people, where any are named."""
    civil = civil or [c for c in parts if _group_words(c) == "civilians"]
    armed = armed or [c for c in parts if _group(c) == "noncivilians"]
    civil = [c for c in civil if _number(c) < _number(total)]
    armed = [c for c in armed if _number(c) < _number(total)]
    return civil, armed


def _put_remainder(
    figures: dict[Group, Figure], total: Claim | None, civil: list[Claim], armed: list[Claim]
) -> None:
    """Adds the other side of a total: "22 dead, six of them civilians" leaves sixteen others."""
    if total is None or bool(civil) == bool(armed):
        return
    known = civil or armed
    rest = _number(total) - sum(map(_number, known))
    missing: Group = "noncivilians" if civil else "civilians"
    if rest > 0:
        figures[missing] = Figure(
            role="killed",
            population=missing,
            count=rest,
            claim_ids=(total.id, *(c.id for c in known)),
            is_derived=True,
        )


def _put(figures: dict[Group, Figure], group: Group, claims: Sequence[Claim]) -> None:
    if claims:
        figures[group] = Figure(
            role="killed",
            population=group,
            count=sum(map(_number, claims)),
            claim_ids=tuple(c.id for c in claims),
            is_derived=len(claims) > 1,
        )


def _add_later_parts(figures: dict[Group, Figure], killed: Sequence[Claim]) -> None:
    """Adds the first later count of women and children that fits into that of civilians."""
    whole = figures.get("civilians")
    if whole is None:
        return
    for claim in killed:
        group = _group(claim)
        if (
            group in {"women", "children"}
            and group not in figures
            and _number(claim) <= whole.count
        ):
            _put(figures, group, [claim])


def _is_attacker(claim: Claim) -> bool:
    """Tells whether a count of one is a single combatant: as a rule who struck, not who was hit."""
    return _is_single(claim) and _group(claim) == "noncivilians"


def _is_single(claim: Claim) -> bool:
    """Tells whether a count is one said with an article ("a pilot was killed")."""
    return claim.quantity is not None and claim.quantity.raw.lower() in {"a", "an"}


def _unrepeated(claims: Sequence[Claim]) -> list[Claim]:
    """Returns the claims without those that say the same number of the same group again."""
    seen: set[tuple[float, Group | None]] = set()
    kept = []
    for claim in claims:
        key = (_number(claim), _group(claim))
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept


def _is_count(claim: Claim) -> bool:
    quantity = claim.quantity
    if quantity is None or claim.modality in {"negated", "hypothetical", "conditional", "planned"}:
        return False
    if quantity.unit not in {"person", None} or _number(claim) < 1:
        return False
    # "dozens" and "several" are no number that could be a figure
    return (
        quantity.low is None
        or quantity.high is None
        or quantity.low == quantity.high
        or (quantity.relation == "range")
    )


def _number(claim: Claim) -> float:
    quantity = claim.quantity
    if quantity is None:
        return 0.0
    for value in (quantity.best, quantity.low, quantity.high):
        if value is not None:
            return value
    return 0.0


def _group_words(claim: Claim) -> Population | None:
    return population_of(claim.quantity.counted if claim.quantity is not None else None)


def _group(claim: Claim) -> Group | None:
    population = _group_words(claim)
    return GROUP_OF.get(population) if population is not None else "civilians"
