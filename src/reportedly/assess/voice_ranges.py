"""What the voices of a question allow: each alone, together, by side, without one, and over time.

An estimate adds nothing to what was said. Only voices count, of each its latest word; a bound stays
a bound. A best figure is given only where the voices allow one, by a documented rule
(:data:`BEST_RULES`); the choice among voices that exclude each other is nobody's but the reader's.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from math import inf
from statistics import median_low

from reportedly.assess.estimates import (
    Word,
    compatible_values,
    is_denied,
    is_near,
    latest_words,
    origin_by_statement,
    range_of,
    said_on,
    typical,
)
from reportedly.assess.reading import allowed, speaker
from reportedly.assess.truth_discovery import METHODS, SourcedValue
from reportedly.estimation import (
    Change,
    Estimate,
    Figure,
    Opinion,
    SeriesPoint,
    SideRange,
    VoiceFigure,
    WithoutVoice,
)
from reportedly.intervals import Interval
from reportedly.records import ClaimInContext, Origin, QuestionInContext

# When a best figure is given, in the order in which it is tried; ``docs/method.md`` says why.
BEST_RULES = {
    "same": "the one number that {n} voices give, and that every voice allows",
    "most": "the number that {n} of {all} voices give; against it {against}",
    "near": "the lower middle number of {n} voices that lie within a tenth of each other",
}
# Three voices, as for the best grade: of two that are near each other neither is the middle.
NEAR_VOICES = 3
# Of two numbers no method can tell which source errs.
OPINION_VOICES = 3


def estimate_of(
    item: QuestionInContext, *, sides: Mapping[str, str], opinions: Sequence[Opinion] = ()
) -> Estimate:
    """Returns what the voices of a question allow.

    ``sides`` are the sides that the user declared, by :func:`side_key` of the source.
    """
    words = latest_words(item)
    shared = compatible_values(words) if words else None
    denying = _denying(item)
    low, high = range_of(words)
    return Estimate(
        question_id=item.question.id,
        title=item.question.title,
        low=Figure(value=low, how=_how_low(words, low)),
        best=_best(words, denying),
        high=Figure(value=high, how=_how_high(words, high)),
        has_common=shared is not None,
        common_low=_end(shared.low) if shared is not None else None,
        common_high=_end(shared.high) if shared is not None else None,
        voices=tuple(_voice(word, sides) for word in words),
        by_side=tuple(_by_side(words, sides)),
        without_voice=tuple(_without_each(words, denying)),
        series=tuple(_series(item)),
        opinions=tuple(opinions),
        notes=tuple(_notes(item, words, denying)),
    )


def side_key(source: str) -> str:
    """Returns what is equal for two spellings of a source's name: no article, one case."""
    return " ".join(source.casefold().removeprefix("the ").split())


def side_of(origin: Origin, sides: Mapping[str, str]) -> str | None:
    """Returns the side of a voice by any of its names; ``None`` if undeclared, or on two sides."""
    keys = {side_key(name) for name in (origin.source, *origin.names)}
    found = {sides[key] for key in keys if key in sides}
    return found.pop() if len(found) == 1 else None


def numbers_given(item: QuestionInContext) -> tuple[SourcedValue, ...]:
    """Returns the number of each voice that gives one, exact or about; a bound is no number."""
    found = {}
    for word in latest_words(item):
        quantity = word.claim.claim.quantity
        if quantity is not None and quantity.low is not None and quantity.low == quantity.high:
            found[side_key(word.origin.source)] = quantity.low
    return tuple(SourcedValue(source=name, value=found[name]) for name in sorted(found))


def second_opinions(items: Sequence[QuestionInContext]) -> dict[str, tuple[Opinion, ...]]:
    """Returns what each method of truth discovery takes for the number, by question.

    Which sources the methods follow comes from all questions given. There is none for a question
    with fewer than three numbers: of two no method can tell which is wrong.
    """
    numbers = {item.question.id: numbers_given(item) for item in items}
    numbers = {question: given for question, given in numbers.items() if len(given) > 1}
    found = [(method, method.find(numbers)) for method in METHODS]
    return {
        question: tuple(
            Opinion(method=method.name, after=method.source, value=values[question])
            for method, values in found
        )
        for question, given in numbers.items()
        if len(given) >= OPINION_VOICES
    }


def _best(words: Sequence[Word], denying: Sequence[Origin]) -> Figure:
    """Returns the best figure with the rule that gives it, or the reason why there is none."""
    if len(words) == 0:
        return Figure(value=None, how="none: no voice that can be told gives a number")
    if len(words) == 1:
        return Figure(value=None, how="none: one voice is a claim, not an estimate")
    if denying:
        names = ", ".join(origin.source for origin in denying)
        return Figure(value=None, how=f"none: denied by {names}")
    given = Counter(w.interval.low for w in words if w.interval.low == w.interval.high)
    value, count = min(given.items(), key=lambda g: (-g[1], g[0]), default=(None, 0))
    if value is not None and count > 1:
        against = [w for w in words if not w.interval.low <= value <= w.interval.high]
        if not against:
            return Figure(value=value, how=BEST_RULES["same"].format(n=count))
        if 2 * count > len(words):
            rule = BEST_RULES["most"].format(n=count, all=len(words), against=_said(against))
            return Figure(value=value, how=rule)
    if len(words) >= NEAR_VOICES and _are_near(words):
        middle = median_low([typical(word.interval) for word in words])
        return Figure(value=middle, how=BEST_RULES["near"].format(n=len(words)))
    return Figure(value=None, how=f"none: {_why_none(words)}")


def _are_near(words: Sequence[Word]) -> bool:
    """Tells whether all voices give numbers, not bounds, within a tenth of each other."""
    ordered = sorted((w.interval for w in words), key=typical)
    first, last = ordered[0], ordered[-1]
    is_close = typical(first) == typical(last) or is_near(first, last)
    return is_close and all(interval.is_bounded for interval in ordered)


def _why_none(words: Sequence[Word]) -> str:
    if compatible_values(words) is None:
        return f"the {len(words)} voices exclude each other, and no number has most of them"
    if not any(word.interval.low == word.interval.high for word in words):
        return "the voices give bounds and rough figures, no number"
    return "no two voices give the same number"


def _how_low(words: Sequence[Word], value: float | None) -> str:
    if value is None:
        return "none: no voice gives a number" if not words else _open(words, is_upper=False)
    return f"lowest number given: {_who_gives(words, value)}"


def _how_high(words: Sequence[Word], value: float | None) -> str:
    if value is None:
        return "none: no voice gives a number" if not words else _open(words, is_upper=True)
    return f"highest number given: {_who_gives(words, value)}"


def _open(words: Sequence[Word], *, is_upper: bool) -> str:
    edge = inf if is_upper else -inf
    ends = [(w.interval.high if is_upper else w.interval.low, w) for w in words]
    # Of people an upper bound alone goes down to 0: the words name no lower number.
    found = [w for end, w in ends if end == edge or (not is_upper and end == 0)]
    return f"open: {_said(found or list(words))}"


def _who_gives(words: Sequence[Word], value: float) -> str:
    giving = [
        word
        for word in words
        if (quantity := word.claim.claim.quantity) is not None
        and value in {quantity.low, quantity.high}
    ]
    return _said(giving)


def _said(words: Sequence[Word]) -> str:
    return "; ".join(f"{word.origin.source}: “{_raw(word.claim)}”" for word in words)


def _raw(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.raw


def _end(value: float) -> float | None:
    return None if value in {inf, -inf} else value


def _voice(word: Word, sides: Mapping[str, str]) -> VoiceFigure:
    return VoiceFigure(
        source=word.origin.source,
        side=side_of(word.origin, sides),
        raw=_raw(word.claim),
        low=_end(word.interval.low),
        high=_end(word.interval.high),
        as_of=word.as_of,
        claim_id=word.claim.claim.id,
    )


def _by_side(words: Sequence[Word], sides: Mapping[str, str]) -> Iterator[SideRange]:
    """Yields a range for each declared side that speaks, then one for all others."""
    if len(sides) == 0:
        return
    of_side: defaultdict[str | None, list[Word]] = defaultdict(list)
    for word in words:
        of_side[side_of(word.origin, sides)].append(word)
    for side, own in sorted(of_side.items(), key=lambda pair: (pair[0] is None, pair[0] or "")):
        low, high = range_of(own)
        names = tuple(word.origin.source for word in own)
        yield SideRange(side=side, sources=names, low=low, high=high)


def _without_each(words: Sequence[Word], denying: Sequence[Origin]) -> Iterator[WithoutVoice]:
    """Yields the estimate without each voice in turn; of a single voice there is no other."""
    if len(words) < 2:
        return
    whole = (*range_of(words), _best(words, denying).value)
    for left_out in words:
        rest = [word for word in words if word is not left_out]
        low, high = range_of(rest)
        best = _best(rest, denying).value
        yield WithoutVoice(
            source=left_out.origin.source,
            low=low,
            best=best,
            high=high,
            moves=(low, high, best) != whole,
        )


def _series(item: QuestionInContext) -> Iterator[SeriesPoint]:
    """Yields what each voice said, by the day it first said it; undated words come last."""
    voice = origin_by_statement(item)
    first: dict[tuple[str, bool, Interval], ClaimInContext] = {}
    for claim in sorted(item.claims, key=lambda c: (said_on(c) or "9999", c.claim.id)):
        origin, interval = voice.get(claim.statement.id), allowed(claim)
        is_back = claim.statement.stance == "retracts"
        if is_back and interval is None:
            interval = Interval(-inf, inf)  # taken back without naming the number
        if origin is not None and interval is not None and (is_back or not is_denied(claim)):
            first.setdefault((origin.id, is_back, interval), claim)
    held: dict[str, Interval] = {}
    for (origin_id, is_back, interval), claim in sorted(
        first.items(), key=lambda pair: _turn(pair[1], pair[0][2], is_back=pair[0][1])
    ):
        change: Change = "taken back" if is_back else _change(held.get(origin_id), interval)
        if is_back:
            held.pop(origin_id, None)
        else:
            held[origin_id] = interval
        yield SeriesPoint(
            as_of=said_on(claim),
            source=voice[claim.statement.id].source,
            raw=_raw(claim),
            low=_end(interval.low),
            high=_end(interval.high),
            change=change,
            claim_id=claim.claim.id,
        )


def _turn(
    item: ClaimInContext, interval: Interval, *, is_back: bool
) -> tuple[str, bool, float, float, str]:
    return said_on(item) or "9999", is_back, interval.low, -interval.high, speaker(item)


def _change(before: Interval | None, now: Interval) -> Change:
    if before is None:
        return "first"
    if typical(now) == typical(before):
        return "other words"
    return "higher" if typical(now) > typical(before) else "lower"


def _denying(item: QuestionInContext) -> tuple[Origin, ...]:
    """Returns the voices that deny what others say, and give no number themselves."""
    voice = origin_by_statement(item)
    found = {
        origin.id: origin
        for claim in item.claims
        if is_denied(claim)
        and claim.statement.stance != "retracts"
        and (origin := voice.get(claim.statement.id)) is not None
    }
    return tuple(sorted(found.values(), key=lambda origin: (origin.source, origin.id)))


def _notes(
    item: QuestionInContext, words: Sequence[Word], denying: Sequence[Origin]
) -> Iterator[str]:
    voice = origin_by_statement(item)
    unknown = sorted(
        {speaker(c) for c in item.claims if c.statement.id not in voice and c.claim.quantity}
    )
    if unknown:
        yield f"not counted, since it cannot be told who speaks: {', '.join(unknown)}"
    if denying:
        yield f"denied by {', '.join(origin.source for origin in denying)}"
    if any(word.as_of is None for word in words):
        undated = ", ".join(word.origin.source for word in words if word.as_of is None)
        yield f"undated: {undated}; whether it is that voice's latest word is not known"
