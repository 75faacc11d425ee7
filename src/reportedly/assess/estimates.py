"""What the voices behind a question say: answers, each voice's latest word, and their range."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from math import inf

from reportedly.assess.reading import allowed
from reportedly.intervals import Interval, common, overlaps
from reportedly.records import Answer, ClaimInContext, Origin, QuestionInContext

# A voice confirms another's number if the two are of one size: "4,000" is allowed by "at least
# 300", and yet nobody would say that it confirms it. The factor is the one that linking uses.
SAME_SIZE = 1.5
# Counts of different voices that differ by no more than this agree about how many, not exactly:
# hospitals, ministries and monitors count on different days and draw their lines differently.
NEAR_SHARE = 0.1


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """What a voice says last: the claim, the values it allows, and the day it was said."""

    origin: Origin
    claim: ClaimInContext
    interval: Interval
    as_of: str | None


def answers_of(item: QuestionInContext) -> tuple[Answer, ...]:
    """Returns the competing answers, lowest first, each with its claims and independent voices."""
    voice = origin_by_statement(item)
    groups: dict[tuple[float | None, float | None, str], list[ClaimInContext]] = defaultdict(list)
    for claim in item.claims:
        quantity = claim.claim.quantity
        if quantity is not None and not is_denied(claim):
            # An exact number and an approximate one differ; "more than" and "at least" do not.
            kind = "~" if quantity.relation == "~" else ""
            groups[quantity.low, quantity.high, kind].append(claim)
    answers = []
    for (low, high, _), claims in groups.items():
        quantities = [c.claim.quantity for c in claims if c.claim.quantity is not None]
        words = Counter(q.raw for q in quantities)
        origins = {o.id for c in claims if (o := voice.get(c.statement.id)) is not None}
        answers.append(
            Answer(
                low=low,
                high=high,
                relation=quantities[0].relation,
                words=min(words, key=lambda raw: (-words[raw], len(raw), raw)),
                claim_ids=tuple(sorted(c.claim.id for c in claims)),
                origin_ids=tuple(sorted(origins)),
            )
        )
    return tuple(
        sorted(
            answers,
            key=lambda a: (
                a.low if a.low is not None else a.high if a.high is not None else inf,
                a.high if a.high is not None else inf,
                a.relation,
            ),
        )
    )


def origin_by_statement(item: QuestionInContext) -> dict[str, Origin]:
    """Returns the voice of each statement, as far as it is known.

    Only voices of this very question count: elsewhere two outlets may be told apart that are one
    voice here.
    """
    return {
        statement: origin
        for origin in sorted(item.origins, key=lambda o: o.id)
        if origin.question_id in {None, item.question.id}
        for statement in origin.statement_ids
    }


def latest_words(item: QuestionInContext) -> tuple[Word, ...]:
    """Returns each voice's latest word, in the order of the voices' names.

    What a voice said earlier and has revised is no answer of it any more. It says a number on the
    day of the first report of it: who repeats an old number later, after it was revised or taken
    back, does not renew it. Of two claims of one day that allow common values, the narrower counts
    ("more than 300" beside "at least 300"); of two that do not, the higher.
    """
    voice = origin_by_statement(item)
    days = _first_days(item, voice)
    words: dict[str, Word] = {}
    for claim in sorted(item.claims, key=lambda c: _turn(c, days.get(_what(c, voice)))):
        origin, interval = voice.get(claim.statement.id), allowed(claim)
        if origin is None:
            continue
        if claim.statement.stance == "retracts":
            words.pop(origin.id, None)
            continue
        if interval is None or is_denied(claim):
            continue
        as_of = days.get(_what(claim, voice))
        word = Word(origin=origin, claim=claim, interval=interval, as_of=as_of)
        held = words.get(origin.id)
        if held is not None and held.as_of == as_of and overlaps(held.interval, interval):
            shared = common(held.interval, interval)
            narrower = held if held.interval == shared else word
            words[origin.id] = narrower
        else:
            words[origin.id] = word
    return tuple(sorted(words.values(), key=lambda w: (w.origin.source, w.origin.id)))


def _what(item: ClaimInContext, voice: Mapping[str, Origin]) -> tuple[str, str, Interval | None]:
    """Returns what is equal for the claims in which one voice says one thing."""
    origin = voice.get(item.statement.id)
    is_against = "denied" if is_denied(item) else ""
    return ("" if origin is None else origin.id), is_against, allowed(item)


def _first_days(
    item: QuestionInContext, voice: Mapping[str, Origin]
) -> dict[tuple[str, str, Interval | None], str]:
    """Returns the first day on which each voice is known to say each thing."""
    days: dict[tuple[str, str, Interval | None], str] = {}
    for claim in item.claims:
        said, key = said_on(claim), _what(claim, voice)
        if said is not None:
            days[key] = min(said, days.get(key, said))
    return days


def _turn(item: ClaimInContext, day: str | None) -> tuple[str, bool, float, float, str]:
    """Returns the key that puts claims in the order of what counts last."""
    interval = allowed(item) or Interval(-inf, inf)
    return day or "", is_denied(item), interval.low, -interval.high, item.claim.id


def is_denied(item: ClaimInContext) -> bool:
    """Tells whether a claim is given only to be denied, or taken back."""
    statement = item.statement
    if statement.stance in {"denies", "retracts"}:
        return True
    return statement.polarity == "negative" or item.claim.modality == "negated"


def said_on(item: ClaimInContext) -> str | None:
    """Returns the day on which a claim was made, as an ISO date."""
    said = item.statement.said_at
    if said is not None and said.precision in {"day", "minute"} and said.last is not None:
        day, published = said.last[:10], item.published
        # A day far from the report's, or after it, is the day of something else.
        if published is None or 0 <= _days_between(day, published[:10]) <= 31:
            return day
    return item.published[:10] if item.published is not None else None


def range_of(words: Sequence[Word]) -> tuple[float | None, float | None]:
    """Returns the lowest and the highest number that the voices give.

    The upper end is ``None`` (open) where the highest number is a lower bound, the lower end where
    the lowest is an upper bound.
    """
    if len(words) == 0:
        return None, None
    stated = [w.claim.claim.quantity for w in words if w.claim.claim.quantity is not None]
    lows = [quantity.low for quantity in stated]
    highs = [quantity.high for quantity in stated]
    known = [value for value in (*lows, *highs) if value is not None]
    low, high = min(known), max(known)
    open_high = all(h is None or h < high for h in highs)
    open_low = all(x is None or x > low for x in lows) and None in lows
    return (None if open_low else low), (None if open_high else high)


def compatible_values(words: Sequence[Word]) -> Interval | None:
    """Returns the values that every voice's latest word allows, or ``None``."""
    shared: Interval | None = Interval(-inf, inf)
    for word in words:
        shared = None if shared is None else common(shared, word.interval)
    return shared


def confirms(one: Interval, other: Interval) -> bool:
    """Tells whether two voices give the same answer: common values, and numbers of one size."""
    if not overlaps(one, other):
        return False
    a, b = typical(one), typical(other)
    return a == b or (min(a, b) > 0 and max(a, b) <= SAME_SIZE * min(a, b))


def is_near(one: Interval, other: Interval) -> bool:
    """Tells whether two answers that exclude each other differ by a tenth at most."""
    a, b = typical(one), typical(other)
    return min(a, b) > 0 and max(a, b) - min(a, b) <= NEAR_SHARE * max(a, b)


def typical(interval: Interval) -> float:
    """Returns the middle of an interval, of an open one its known end."""
    if interval.low == -inf:
        return interval.high
    return interval.low if interval.high == inf else (interval.low + interval.high) / 2


def _days_between(first: str, last: str) -> int:
    try:
        return (date.fromisoformat(last) - date.fromisoformat(first)).days
    except ValueError:
        return -1
