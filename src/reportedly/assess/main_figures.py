"""The report's main figures: what a reader finds at the top of the page.

News puts first what it is about: the number in the headline, else the first count of killed in the
report, is the main event's. The counts beside it in its sentence are the event's too, and so are
those of each sentence that says the number again (a headline gives it, the text says whom it
counts) and of a sentence whose counts add up to it. A part ("including 7 children") belongs to the
whole it stands with, so the parts of other incidents stay out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from reportedly.assess.casualties import (
    GROUP_OF,
    INCIDENT_CEILING,
    Group,
    casualty_claims,
    group_of,
    incident_casualties,
    is_background,
    is_derived,
    is_single,
    number_of,
    population_counted,
)
from reportedly.number_words import find_lexemes, lower
from reportedly.populations import population_of
from reportedly.records import Claim, Document, MainFigure, Role

# The words behind a number of a headline that can say whom it counts.
WORDS_BEHIND = re.compile(
    r"(?:\s+(?!(?:in|as|at|by|near|after|for|on|during|and|from|over|most|mostly|including|of)\b)[\w'-]+){1,4}",
    re.IGNORECASE,
)
# How much higher than the first count an updated toll of the same event may be.
HIGHEST_UPDATE = 2
LESSER_HARM: tuple[Role, ...] = ("injured", "captured")
# How many counts may add up to the main figure.
LONGEST_RUN = 4
ORDER: tuple[Group, ...] = ("civilians", "noncivilians", "children", "women")


def main_figures(
    claims: Sequence[Claim], *, headline: str | None = None, published: str | None = None
) -> tuple[MainFigure, ...]:
    """Returns the counts of killed of the report's main event, by group, in a fixed order.

    ``claims`` are those of one document in text order; ``headline`` and ``published`` are its
    title and day, where known.
    """
    counted = [
        c
        for c in casualty_claims(claims)
        if c.role == "killed" and number_of(c) <= INCIDENT_CEILING
    ]
    killed = [c for c in counted if not is_derived(c)] or counted  # what is reported comes first
    title = _Headline.of(headline)
    lead = _lead(killed, title, published)
    if lead is None:
        return ()
    whole_of = _wholes(killed)
    tellings = _tellings(lead, killed)
    wholes = _unrepeated(
        [
            c
            for c in _best_telling(lead, tellings)
            if not _is_attacker(c) and not _is_other_incident(c, lead, title)
        ]
    )
    told = [c for telling in tellings for c in telling]
    parts = _unrepeated([c for c in killed if _is_part_of(c, lead, told, whole_of)])
    figures = _by_group(lead, wholes, parts, title.group_of(number_of(lead)))
    return tuple(figures[group] for group in ORDER if group in figures)


def report_figures(claims: Sequence[Claim], document: Document) -> tuple[MainFigure, ...]:
    """Returns what a reader wants at the top of a report: killed, then injured, then captured.

    ``claims`` are those of ``document`` in text order. Of the injured and the captured it is the
    first count of each group that tells of the harm of an incident.
    """
    figures = main_figures(claims, headline=document.title, published=document.published)
    harmed = incident_casualties(claims, document.text, document.published)
    return (*figures, *(figure for role in LESSER_HARM for figure in _first_counts(harmed, role)))


def _first_counts(harmed: Sequence[Claim], role: Role) -> Iterator[MainFigure]:
    """Yields the first count of each group that suffered one kind of harm."""
    first: dict[Group, Claim] = {}
    for claim in harmed:
        group = group_of(claim)
        if claim.role == role and group is not None:
            first.setdefault(group, claim)
    for group in ORDER:
        if group in first:
            yield _figure(role, group, [first[group]])


@dataclass(frozen=True, slots=True)
class _Headline:
    """The numbers of a headline, and the group that the words behind each one name."""

    groups: Mapping[float, Group | None]
    words: frozenset[str]

    @classmethod
    def of(cls, headline: str | None) -> _Headline:
        if headline is None:
            return cls({}, frozenset())
        groups: dict[float, Group | None] = {}
        for lexeme in find_lexemes(lower(headline)):
            words = WORDS_BEHIND.match(headline, lexeme.end)
            population = population_of(words.group() if words is not None else None)
            groups.setdefault(lexeme.value, GROUP_OF.get(population) if population else None)
        return cls(groups, frozenset(re.findall(r"\w+", headline.lower())))

    def names(self, claim: Claim) -> bool:
        """Tells whether the headline has the noun of a count of one ("Blast kills woman")."""
        counted = claim.quantity.counted if claim.quantity is not None else None
        return counted is not None and counted.lower().split()[-1] in self.words

    def group_of(self, number: float) -> Group | None:
        """Returns the side that the headline names for a number."""
        group = self.groups.get(number)
        return group if group in {"civilians", "noncivilians"} else None


def _lead(killed: Sequence[Claim], title: _Headline, published: str | None) -> Claim | None:
    """Returns the count that the report is about: a number of the headline, else the first one."""
    wholes = [c for c in killed if c.counting != "subset"]
    recent = [c for c in wholes if not is_background(c, published)] or wholes
    plural = [c for c in recent if not is_single(c)]
    named = next((c for c in plural if number_of(c) in title.groups), None)
    named = named or next((c for c in recent if is_single(c) and title.names(c)), None)
    if named is not None:
        return named
    first = next(iter((*plural, *recent, *killed)), None)
    return None if first is None else _updated(first, recent)


def _updated(lead: Claim, recent: Sequence[Claim]) -> Claim:
    """Returns the toll that replaces an earlier count ("the toll rose to 42"), else the count.

    A toll far above it is of more than the event.
    """
    tolls = [
        c
        for c in recent
        if c.counting == "cumulative"
        and number_of(lead) < number_of(c) <= HIGHEST_UPDATE * number_of(lead)
    ]
    return tolls[-1] if tolls else lead


def _wholes(killed: Sequence[Claim]) -> dict[str, Claim]:
    """Returns the whole that each part stands with, by the part's id.

    It is the nearest one of its sentence, before it if there is one; else the latest before it,
    else the first behind it.
    """
    found: dict[str, Claim] = {}
    for place, part in enumerate(killed):
        if part.counting != "subset":
            continue
        before = [c for c in killed[:place] if c.counting != "subset" and not is_single(c)]
        behind = [c for c in killed[place:] if c.counting != "subset" and not is_single(c)]
        here = [c for c in before if c.statement_id == part.statement_id]
        ahead = [c for c in behind if c.statement_id == part.statement_id]
        whole = next(iter((*here[::-1], *ahead, *before[::-1], *behind)), None)
        if whole is not None:
            found[part.id] = whole
    return found


def _tellings(lead: Claim, killed: Sequence[Claim]) -> list[list[Claim]]:
    """Returns the tellings of the main event, the lead's first: the wholes of each of them.

    A telling is a sentence that says the lead's number, or a run of counts that add up to it.
    """
    by_statement: dict[str, list[Claim]] = {lead.statement_id: []}
    for claim in killed:
        if claim.counting != "subset":
            by_statement.setdefault(claim.statement_id, []).append(claim)
    lead_says = by_statement.pop(lead.statement_id) or [lead]
    tellings = [lead_says]
    tellings += [
        wholes
        for wholes in by_statement.values()
        if any(number_of(c) == number_of(lead) for c in wholes)
    ]
    named = _unrepeated([c for c in killed if c.counting != "subset" and _is_named(c)])
    for start in range(len(named)):
        for length in range(2, LONGEST_RUN + 1):
            run = named[start : start + length]
            if len(run) == length and sum(map(number_of, run)) == number_of(lead):
                tellings.append(run)
    return tellings


def _best_telling(lead: Claim, tellings: Sequence[Sequence[Claim]]) -> Sequence[Claim]:
    """Returns the telling that names whom the event killed: the lead's own, if it does."""
    if _is_named(lead):
        # the sentence under the headline may tell of the others beside them
        fuller = [t for t in tellings[:2] if _same_again(lead, t)]
        return max(fuller, key=lambda t: sum(map(_is_named, t)), default=tellings[0])
    for telling in tellings:
        named = [c for c in telling if _is_named(c)]
        if any(number_of(c) == number_of(lead) for c in named):
            return named
        if len(named) > 1 and sum(map(number_of, named)) == number_of(lead):
            return named
    return tellings[0]


def _same_again(lead: Claim, telling: Sequence[Claim]) -> bool:
    """Tells whether a telling has the lead's number for the lead's group."""
    return any(number_of(c) == number_of(lead) and group_of(c) == group_of(lead) for c in telling)


def _is_named(claim: Claim) -> bool:
    """Tells whether a count says more of whom it counts than that they are people."""
    return population_counted(claim) not in {"people", None}


def _is_part_of(
    claim: Claim, lead: Claim, told: Sequence[Claim], whole_of: Mapping[str, Claim]
) -> bool:
    """Tells whether a part belongs to the main event: its whole says the main figure."""
    if claim.counting != "subset":
        return False
    whole = whole_of.get(claim.id)
    if whole is None:
        return claim.statement_id == lead.statement_id
    return number_of(whole) == number_of(lead) or any(whole.id == c.id for c in told)


def _by_group(
    lead: Claim, wholes: Sequence[Claim], parts: Sequence[Claim], title_group: Group | None
) -> dict[Group, MainFigure]:
    """Returns the figure of each group from the wholes and parts of one event.

    Children and women said beside others are civilians too and are added to them; said as parts
    they are not. People of whom some are combatants are civilians for the rest, and the reverse.
    """
    figures: dict[Group, MainFigure] = {}
    people = [c for c in wholes if not _is_named(c)]
    named = [c for c in wholes if _is_named(c)]
    total = lead if lead in people else max(people, key=number_of, default=None)
    if total is not None and any(number_of(c) == number_of(total) for c in named):
        total = None
    civil = [c for c in named if group_of(c) in {"civilians", "children", "women"}]
    armed = [c for c in named if group_of(c) == "noncivilians"]
    if total is not None and number_of(total) >= sum(map(number_of, (*civil, *armed))):
        civil, armed = _split(total, civil, armed, parts)
    elif total is not None:
        civil = [*civil, total]
    _put(figures, "civilians", civil)
    _put(figures, "noncivilians", armed)
    for group in ("children", "women"):
        _put(figures, group, [c for c in (*named, *parts) if group_of(c) == group][:1])
    if total is not None and "civilians" not in figures and "noncivilians" not in figures:
        _put(figures, title_group or "civilians", [total])
    _put_remainder(figures, total, civil, armed)
    return figures


def _split(
    total: Claim, civil: list[Claim], armed: list[Claim], parts: Sequence[Claim]
) -> tuple[list[Claim], list[Claim]]:
    """Returns the civilians and the combatants among a total of people, where any are named."""
    plural = [c for c in parts if not is_single(c)]
    civil = civil or [c for c in plural if _is_civilian_word(c)]
    armed = armed or [c for c in plural if group_of(c) == "noncivilians"]
    civil = [c for c in civil if number_of(c) < number_of(total)]
    armed = [c for c in armed if number_of(c) < number_of(total)]
    return civil, armed


def _is_civilian_word(claim: Claim) -> bool:
    """Tells whether the word *civilian* itself is said: the others were then none."""
    counted = (claim.quantity.counted or "") if claim.quantity is not None else ""
    return "civilian" in counted.lower()


def _put_remainder(
    figures: dict[Group, MainFigure], total: Claim | None, civil: list[Claim], armed: list[Claim]
) -> None:
    """Adds the other side of a total: "22 dead, six of them civilians" leaves sixteen others."""
    if total is None or bool(civil) == bool(armed):
        return
    known = civil or armed
    rest = number_of(total) - sum(map(number_of, known))
    if rest <= 0:
        return
    missing: Group = "noncivilians" if all(map(_is_civilian_word, civil)) and civil else "civilians"
    ids = (total.id, *(c.id for c in known))
    count = rest if armed or missing == "noncivilians" else number_of(total)
    figures[missing] = MainFigure(
        document_id=total.document_id,
        role="killed",
        population=missing,
        count=count,
        claim_ids=ids,
        is_derived=True,
    )


def _put(figures: dict[Group, MainFigure], group: Group, claims: Sequence[Claim]) -> None:
    if claims:
        figures[group] = _figure("killed", group, claims)


def _figure(role: Role, group: Group, claims: Sequence[Claim]) -> MainFigure:
    return MainFigure(
        document_id=claims[0].document_id,
        role=role,
        population=group,
        count=sum(map(number_of, claims)),
        claim_ids=tuple(c.id for c in claims),
        is_derived=len(claims) > 1 or any(map(is_derived, claims)),
    )


def _is_other_incident(claim: Claim, lead: Claim, title: _Headline) -> bool:
    """Tells whether a count beside the lead is of something else: the headline leaves it out.

    "After a flood killed 7, a fire killed 19": the headline has the 19 alone. Counts of the other
    side are kept: headlines often name one side only.
    """
    return (
        number_of(lead) in title.groups
        and number_of(claim) < number_of(lead)
        and number_of(claim) not in title.groups
        and _is_named(lead)
        and group_of(claim) == group_of(lead) == "civilians"
    )


def _is_attacker(claim: Claim) -> bool:
    """Tells whether a count of one is a single combatant: as a rule who struck, not who was hit."""
    return is_single(claim) and group_of(claim) == "noncivilians"


def _unrepeated(claims: Sequence[Claim]) -> list[Claim]:
    """Returns the claims without those that say the same number of the same group again."""
    seen: set[tuple[float, Group | None, str | None]] = set()
    kept = []
    for claim in claims:
        # "a nurse and a driver" are two
        who = claim.quantity.counted if is_single(claim) and claim.quantity is not None else None
        key = (number_of(claim), group_of(claim), who.lower() if who is not None else None)
        if key not in seen:
            seen.add(key)
            kept.append(claim)
    return kept
