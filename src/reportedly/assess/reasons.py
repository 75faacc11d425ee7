"""Why an assessment has its grade, and what would change it: both in words, from the voices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.assess.estimates import Word, compatible_values, is_denied, origin_by_statement
from reportedly.assess.reading import speaker
from reportedly.assess.support import VOICES_CONFIRMED, Support
from reportedly.grading import rules
from reportedly.intervals import number_text
from reportedly.records import Condition, Origin, QuestionInContext

# How the linking stage says that a source is heard through another one only (Origin.why).
ONLY_FROM_HERE = " is heard only from here"


def reasons(
    item: QuestionInContext,
    words: Sequence[Word],
    support: Support | None,
    condition: Condition,
) -> Iterator[str]:
    """Yields the condition that the grade rests on, then what it was found from."""
    yield _because(condition, support)
    if support is not None:
        yield from _standing(support)
    voice = origin_by_statement(item)
    reports = len({claim.document_id for claim in item.claims})
    if 0 < len(words) < reports:
        yield f"{reports} reports, {_counted(len(words), 'voice')}"
    for origin in sorted({o.id: o for o in voice.values()}.values(), key=lambda o: o.source):
        for why in origin.why:
            yield f"{origin.source}: {why}"
    unknown = sorted({speaker(c) for c in item.claims if c.statement.id not in voice})
    if unknown:
        names = ", ".join(unknown)
        yield f"not counted as independent, since it cannot be told who speaks: {names}"
    shared = compatible_values(words)
    if len(words) > 1:
        yield (
            "no number is allowed by all voices"
            if shared is None
            else f"allowed by all voices: {_interval_text(shared.low, shared.high)}"
        )


def would_change(
    item: QuestionInContext,
    words: Sequence[Word],
    support: Support | None,
    condition: Condition,
) -> Iterator[str]:
    """Yields what would move the grade, up or down: at least one thing for every condition."""
    if support is None:
        yield _without_voices(item, condition)
    else:
        yield from _up(support, condition)
        yield from _down(support)
    for origin in _voices(item):
        for why in origin.why:
            if why.endswith(ONLY_FROM_HERE):
                yield f"what the source itself says ({why.removesuffix(ONLY_FROM_HERE)})"
    if any(claim.published is None for claim in item.claims):
        yield "the dates of the undated reports"


def _because(condition: Condition, support: Support | None) -> str:
    words = rules()[condition].words
    if support is None or condition not in {"majority", "outweighed", "three-voices"}:
        return words
    if condition == "three-voices":
        return f"{words} ({support.agreeing} voices)"
    if condition == "outweighed":
        return f"{words} ({support.agreeing} to {support.outweighing})"
    return f"{words} ({support.agreeing} to {support.opposing})"


def _standing(support: Support) -> Iterator[str]:
    behind = names([support.word, *support.confirming])
    yield f"best supported: “{_raw(support.word)}” ({behind})"
    if support.near:
        yield f"close to it: {_said(support.near)}"
    if support.compatible:
        yield f"not excluding it, and not confirming it: {_said(support.compatible)}"
    if support.against:
        yield f"against it: {_said(support.against)}"
    if support.denials:
        yield f"denied by {', '.join(origin.source for origin in support.denials)}"
    if support.older:
        yield f"said on an earlier day, lower: {_said(support.older)}"


def _without_voices(item: QuestionInContext, condition: Condition) -> str:
    if condition == "withdrawn":
        return "a new number from those who took theirs back, or another voice"
    if condition == "only-denied":
        denying = dict.fromkeys(speaker(claim) for claim in item.claims if is_denied(claim))
        return f"a report of what {', '.join(denying)} denies, in the words of who claims it"
    if condition == "no-number":
        return "a number in place of the comparison"
    return "a report that names who says it"


def _up(support: Support, condition: Condition) -> Iterator[str]:
    """Yields what would raise the grade."""
    if support.against:
        yield (
            "how those who differ count: whom, where, and up to which day "
            f"({names([support.word, *support.against])})"
        )
    if support.denials:
        denying = ", ".join(origin.source for origin in support.denials)
        yield f"what exactly {denying} denies, and a voice on neither side"
    if condition == "near":
        yield f"how each of them counts ({names([support.word, *support.near])})"
    elif condition == "compatible":
        yield "a voice that gives a number of its own, not only a bound or an earlier count"
    elif condition == "one-voice":
        yield f"a second voice that does not have it from {support.word.origin.source}"
    elif condition == "two-voices":
        yield "a third voice of its own"


def _down(support: Support) -> Iterator[str]:
    """Yields what would lower the grade of an answer that several voices give."""
    if support.confirming and support.opposing == 0:
        behind = names([support.word, *support.confirming])
        yield f"that two of {behind} have it from one source"
        if support.agreeing >= VOICES_CONFIRMED:
            yield "a denial, or a voice that counted otherwise"


def _voices(item: QuestionInContext) -> list[Origin]:
    voices = {origin.id: origin for origin in origin_by_statement(item).values()}
    return sorted(voices.values(), key=lambda origin: (origin.source, origin.id))


def _raw(word: Word) -> str:
    quantity = word.claim.claim.quantity
    return "" if quantity is None else quantity.raw


def names(words: Sequence[Word]) -> str:
    """Returns the voices of some words, each once."""
    return ", ".join(dict.fromkeys(word.origin.source for word in words))


def _said(words: Sequence[Word]) -> str:
    return "; ".join(f"{word.origin.source}: “{_raw(word)}”" for word in words)


def _counted(number: int, noun: str) -> str:
    return f"one {noun}" if number == 1 else f"{number} {noun}s"


def _interval_text(low: float, high: float) -> str:
    if low == high:
        return number_text(low)
    if high == float("inf"):
        return f"{number_text(low)} and more" if low > float("-inf") else "any"
    if low == float("-inf"):
        return f"up to {number_text(high)}"
    return f"{number_text(low)} to {number_text(high)}"
