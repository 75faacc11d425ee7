"""Claims read for checking: their numbers, who gives them, and how to name them in a sentence."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from reportedly.intervals import Interval, interval_of, number_text
from reportedly.populations import population_of
from reportedly.records import (
    ClaimInContext,
    Finding,
    Role,
    Source,
    Statement,
    Step,
    Verdict,
    record_id,
)

ROLE_WORDS: dict[Role, str] = {
    "killed": "killed",
    "injured": "injured",
    "missing": "missing",
    "killed-or-injured": "killed or injured",
    "injured-or-missing": "injured or missing",
    "captured": "captured",
    "displaced": "displaced",
    "transferred": "transferred",
    "deployed": "deployed",
    "recruited": "recruited",
    "participants": "taking part",
    "paid": "paid",
    "population": "in all",
    "destroyed": "destroyed or damaged",
}
# Labels that say what happened to those counted.
MEASURING = frozenset(
    {"dead", "death", "deaths", "fatalities", "casualties", "wounded", "injured", "injuries",
     "missing", "captives", "prisoners", "hostages"}
)  # fmt: skip


def source_name(source: Source) -> str:
    """Returns the fullest name that the report gives for a source."""
    return source.resolved_name or source.name


def speaker(item: ClaimInContext) -> str:
    """Returns who gives a claim: the innermost source, or the report in its own words."""
    return speaker_of(item.statement, item.publisher)


def speaker_of(statement: Statement, publisher: str | None) -> str:
    """Returns who makes a statement: the innermost source, or the report in its own words."""
    if len(statement.chain) > 1:
        return source_name(statement.chain[-1].source)
    return publisher if publisher is not None else "the report"


def speaker_key(item: ClaimInContext) -> str:
    """Returns what is equal for two claims of one speaker inside one report."""
    if len(item.statement.chain) <= 1:
        return "the report"
    source = item.statement.chain[-1].source
    return (source.entity_id or source_name(source)).casefold()


def number_of(item: ClaimInContext) -> float | None:
    """Returns the number that a claim gives, of a bound its limit; ``None`` for a wide range."""
    quantity = item.claim.quantity
    if quantity is None:
        return None
    if quantity.low is not None and quantity.high is not None and quantity.low != quantity.high:
        return None
    return quantity.low if quantity.low is not None else quantity.high


def allowed(item: ClaimInContext) -> Interval | None:
    """Returns the values that a claim's number allows."""
    return None if item.claim.quantity is None else interval_of(item.claim.quantity)


def counts_people(item: ClaimInContext) -> bool:
    """Tells whether a claim counts people, and is not a question, a plan or a denial."""
    quantity = item.claim.quantity
    return (
        quantity is not None
        and quantity.unit in {"person", None}
        and item.claim.modality in {"actual", "habitual", "conditional"}
    )


def kind_counted(item: ClaimInContext) -> str | None:
    """Returns what kind of people a claim counts, or ``None`` where its words do not tell."""
    return None if item.claim.quantity is None else population_of(item.claim.quantity.counted)


def start_of(item: ClaimInContext) -> int:
    """Returns where a claim's number stands in its report."""
    quantity = item.claim.quantity
    return item.claim.evidence.start if quantity is None else quantity.span.start


def in_text_order(items: Iterable[ClaimInContext]) -> list[ClaimInContext]:
    """Returns claims in the order of their numbers in the text."""
    return sorted(items, key=lambda item: (start_of(item), item.claim.id))


def raw_words(item: ClaimInContext) -> str:
    """Returns a claim's number as written, in small letters where only its place had a large one.

    "At least 14" began a sentence of the report; a name or a sign keeps its form.
    """
    quantity = item.claim.quantity
    if quantity is None:
        return ""
    raw = quantity.raw
    is_name = quantity.is_derived or (len(raw) > 1 and raw[1].isupper())
    return raw if is_name else raw[:1].lower() + raw[1:]


def figure_words(item: ClaimInContext) -> str:
    """Returns a claim's number with what it counts: "28 killed", "seven children killed"."""
    if kind_counted(item) in {"children", "women"}:
        return labelled_words(item)  # without them the count of a part reads as that of a whole
    return _with_measure(item, "")


def labelled_words(item: ClaimInContext) -> str:
    """Returns a claim's number with the report's words for whom: "28 Northern fighters killed"."""
    quantity = item.claim.quantity
    return _with_measure(item, "" if quantity is None else quantity.counted or "")


def _with_measure(item: ClaimInContext, label: str) -> str:
    """Returns a claim's number, a label and its measure, which words like "dead" say themselves."""
    quantity, role = item.claim.quantity, item.claim.role
    if quantity is None:
        return "no number"
    measure = ROLE_WORDS.get(role) if role is not None else None
    if measure is None or MEASURING & set(label.lower().split()):
        measure = "" if label else quantity.counted if measure is None else measure
    return " ".join(words for words in (raw_words(item), label, measure) if words)


def days_apart(one: str | None, other: str | None) -> int | None:
    """Returns how many days lie between two ISO dates; ``None`` where one is not known."""
    first, second = day_number(one), day_number(other)
    return None if first is None or second is None else abs(first - second)


def day_number(value: str | None) -> int | None:
    """Returns the number of the day of an ISO date, counted from the year 1; ``None`` for none."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10]).toordinal()
    except ValueError:
        return None


def plain(value: float) -> str:
    """Returns a number with its thousands marked, for a working that a pencil can follow."""
    return f"{value:,.0f}" if value == int(value) else number_text(value)


def make_finding(
    kind: str,
    statement: str,
    items: Iterable[ClaimInContext],
    working: Iterable[Step],
    verdict: Verdict,
) -> Finding:
    """Returns a finding; its id comes from its kind and the claims that it is about.

    The statement is a sentence and begins as one, whatever name stands first.
    """
    claim_ids = tuple(dict.fromkeys(item.claim.id for item in items))
    return Finding(
        id=record_id("finding", kind, list(claim_ids)),
        kind=kind,
        statement=_in_one_line(statement[:1].upper() + statement[1:]),
        claim_ids=claim_ids,
        working=tuple(
            Step(text=_in_one_line(step.text), result=_in_one_line(step.result)) for step in working
        ),
        verdict=verdict,
    )


def _in_one_line(words: str) -> str:
    """Returns words without the line breaks that stand in what is quoted from a report."""
    return " ".join(words.split())
