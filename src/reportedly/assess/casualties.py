"""The counts of people harmed in a report, and which of them are one incident's.

A report tells of more harm than of the incident it is about: the losses of fighting forces, the
toll of a whole war or year, what happened long ago. These are told apart by what the claims say
and by their time. Groups of people are told by the words for whom was counted; people without more
are taken as civilians, as the coders of casualty data do (FA-KES codebook, as read from its
README).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from importlib.resources import files
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
# Above this a count of people is of a campaign, not of one attack, unless the report opens with it.
ATTACK_CEILING = 200
# Where a sentence ends, and how far its ends are looked for, in characters.
SENTENCE_END = re.compile(r"[.!?]['\")\]]*\s+|\n\s*\n|\s{5,}")
LONGEST_SENTENCE = 600
# How long before its report an incident may lie, and how long it may last, in days: what is older
# is told as background, and what took longer is a statistic of many incidents.
INCIDENT_AGE = 75
INCIDENT_LENGTH = 31


def casualty_claims(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """Returns the claims that count people killed, injured or captured as a matter of fact."""
    return tuple(claim for claim in claims if claim.role in HARM and _is_count(claim))


def incident_casualties(
    claims: Sequence[Claim], text: str, published: str | None = None
) -> tuple[Claim, ...]:
    """Returns the casualty claims that tell of harm done to people in an incident.

    ``claims`` and ``text`` are those of one document, ``published`` its day. Left out are running
    totals, parts of other counts, the tool's own counts, counts of a time that is long before the
    report or long in itself, numbers that only point back ("both"), fighters and others lost in
    combat, and arrests: a person is abducted in an incident, and arrested by an authority.
    """
    counted = [c for c in casualty_claims(claims) if not is_derived(c)]
    return tuple(
        claim
        for place, claim in enumerate(counted)
        if claim.counting not in {"cumulative", "subset"}
        and number_of(claim) <= (INCIDENT_CEILING if place == 0 else ATTACK_CEILING)
        and (claim.role != "captured" or claim.event == "assault")
        and not _points_back(claim)
        and not is_background(claim, published)
        and _is_of_incident(claim, sentence_around(claim, text))
    )


def sentence_around(claim: Claim, text: str) -> str:
    """Returns the words of the sentence that a claim's number stands in, in lower case.

    A sentence ends at a mark with white space behind it, or at an empty line.
    """
    span = claim.quantity.span if claim.quantity is not None else claim.evidence
    before = text[max(0, span.start - LONGEST_SENTENCE) : span.start]
    behind = text[span.end : span.end + LONGEST_SENTENCE]
    first = SENTENCE_END.split(before)[-1]
    last = SENTENCE_END.split(behind, maxsplit=1)[0]
    return " ".join(f"{first}{text[span.start : span.end]}{last}".lower().split())


def _is_of_incident(claim: Claim, sentence: str) -> bool:
    """Tells whether a sentence counts people hit in an incident, not losses of a war or a year."""
    words = _context_words()
    if words["combat"].search(sentence) or words["summary"].search(sentence):
        return False
    if group_of(claim) == "noncivilians":
        return words["explosion"].search(sentence) is not None
    is_bare = claim.quantity is None or claim.quantity.counted is None
    return not (is_bare and words["forces"].search(sentence))


@cache
def _context_words() -> Mapping[str, re.Pattern[str]]:
    """Returns a pattern of the words of each list of ``data/casualties.toml``."""
    table = tomllib.loads(
        files("reportedly").joinpath("data", "casualties.toml").read_text("utf-8")
    )
    return {
        name: re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b")
        for name, words in table.items()
    }


def _points_back(claim: Claim) -> bool:
    """Tells whether a number only points back at people named before ("both were killed")."""
    return claim.quantity is not None and claim.quantity.raw.lower() == "both"


def is_background(claim: Claim, published: str | None) -> bool:
    """Tells whether a claim's time is long before the report, or too long for an incident."""
    time = claim.time
    if time is None:
        return False
    first, last = _day(time.first), _day(time.last)
    reported = _day(published)
    if reported is not None and last is not None and (reported - last).days > INCIDENT_AGE:
        return True
    if first is None:
        return last is not None and time.precision == "range"
    return last is not None and (last - first).days > INCIDENT_LENGTH


def number_of(claim: Claim) -> float:
    """Returns the number of a claim: its best reading, else the end that its words give."""
    quantity = claim.quantity
    if quantity is None:
        return 0.0
    for value in (quantity.best, quantity.low, quantity.high):
        if value is not None:
            return value
    return 0.0


def population_counted(claim: Claim) -> Population | None:
    """Returns the population that the words for whom a claim counts name."""
    return population_of(claim.quantity.counted if claim.quantity is not None else None)


def group_of(claim: Claim) -> Group | None:
    """Returns the group a claim counts: civilians where no word says more."""
    population = population_counted(claim)
    return GROUP_OF.get(population) if population is not None else "civilians"


def is_derived(claim: Claim) -> bool:
    """Tells whether a count is the tool's own, of people named one by one."""
    return claim.quantity is not None and claim.quantity.is_derived


def is_single(claim: Claim) -> bool:
    """Tells whether a count is one said with an article ("a pilot was killed")."""
    return claim.quantity is not None and claim.quantity.raw.lower() in {"a", "an"}


def _day(iso: str | None) -> date | None:
    if iso is None:
        return None
    try:
        return date.fromisoformat(iso[:10])
    except ValueError:
        return None


def _is_count(claim: Claim) -> bool:
    quantity = claim.quantity
    if quantity is None or claim.modality in {"negated", "hypothetical", "conditional", "planned"}:
        return False
    if quantity.unit not in {"person", None} or number_of(claim) < 1:
        return False
    # "dozens" and "several" are no number that could be a figure
    return (
        quantity.low is None
        or quantity.high is None
        or quantity.low == quantity.high
        or (quantity.relation == "range")
    )
