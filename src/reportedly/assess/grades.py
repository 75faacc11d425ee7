"""Stage: QuestionInContext -> Assessment, Finding. What stands, why, and what would change it.

The grade is the credibility of the best supported answer on the Admiralty scale, 1 to 6, by the
rules of ``docs/method.md``. It follows from the count of independent voices alone; reliability of
a source is for the user to set and no part of it. The tool never says which answer is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reportedly.assess.across import findings_across, older_lower
from reportedly.assess.estimates import (
    Word,
    answers_of,
    compatible_values,
    confirms,
    is_denied,
    is_near,
    latest_words,
    origin_by_statement,
    range_of,
)
from reportedly.assess.reading import speaker
from reportedly.intervals import number_text, overlaps
from reportedly.records import (
    Assessment,
    Finding,
    Origin,
    Problem,
    QuestionInContext,
    record_id,
)

# The words of the Admiralty scale for the credibility of information (NATO AJP-2.1).
CREDIBILITY = {
    "1": "confirmed by other independent voices",
    "2": "probably true",
    "3": "possibly true",
    "4": "doubtful",
    "5": "improbable",
    "6": "cannot be judged",
}
# "Confirmed by other independent sources" speaks of several: the first voice and two others.
VOICES_CONFIRMED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessQuestions:
    """Returns one assessment for each question, and the findings over its claims."""

    name: ClassVar[str] = "assess"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = QuestionInContext
    produces: ClassVar[tuple[type, ...]] = (Assessment, Finding)
    group_by: ClassVar[str | None] = None

    def __call__(
        self, batch: Sequence[QuestionInContext], /
    ) -> Iterator[Assessment | Finding | Problem]:
        """Yields each question's assessment, then its findings, in the batch's order."""
        for item in batch:
            yield assess(item)
            yield from findings_across(item)


@dataclass(frozen=True, slots=True, kw_only=True)
class Support:
    """How the voices stand to the best supported answer."""

    best: Word
    confirming: tuple[Word, ...]
    near: tuple[Word, ...]
    against: tuple[Word, ...]
    older: tuple[Word, ...]
    denials: tuple[Origin, ...]


def assess(item: QuestionInContext) -> Assessment:
    """Returns a question's answers with their range, grade, reasons and what would change it."""
    words = latest_words(item)
    support = support_of(item, words)
    grade, because = grade_of(item, support)
    low, high = range_of(words)
    reasons = [because, *_reasons(item, words, support)]
    return Assessment(
        id=record_id("assessment", item.question.id),
        question_id=item.question.id,
        answers=answers_of(item),
        low=low,
        high=high,
        credibility=grade,
        reasons=tuple(reasons),
        would_change=_would_change(item, words, support),
    )


def support_of(item: QuestionInContext, words: Sequence[Word]) -> Support | None:
    """Returns the best supported answer and how each other voice stands to it.

    The best is the one that most voices confirm; of equals, the one with fewest against it, then
    the later one.
    """
    if len(words) == 0:
        return None
    choices = [_support(item, word, words) for word in words]
    return min(
        choices,
        key=lambda s: (
            -len(s.confirming),
            len(s.against) + len(s.denials),
            -len(s.near),
            _descending(s.best.as_of),
            s.best.interval.low,
            s.best.origin.id,
        ),
    )


def grade_of(item: QuestionInContext, support: Support | None) -> tuple[str, str]:
    """Returns the Admiralty credibility, and the condition that it rests on."""
    if support is None:
        if _is_withdrawn(item):
            return "5", "the only answer was taken back by those who gave it"
        return "6", "no voice could be told whose word it is"
    agreeing = len(support.confirming) + 1
    against = len(support.against) + len(support.denials)
    if against > 0:
        if agreeing > against and agreeing > 1:
            return "3", f"{agreeing} voices agree, {_count(against)} against them"
        if support.against:
            return "4", "the voices contradict each other, and no answer has more behind it"
        return "4", "it is denied, and no second voice stands behind it"
    if agreeing >= VOICES_CONFIRMED:
        return "1", f"{agreeing} independent voices give the same answer; none contradicts"
    if agreeing == 2:
        return "2", "two independent voices give the same answer; none contradicts"
    if support.near:
        near = len(support.near) + 1
        return "2", f"{near} independent voices agree to within a tenth, not exactly"
    if support.older or len(latest_words(item)) > 1:
        return "3", "several voices, which do not exclude each other; none confirms another"
    return "6", "one voice only: there is nothing to compare it with"


def _is_withdrawn(item: QuestionInContext) -> bool:
    return any(claim.statement.stance == "retracts" for claim in item.claims)


def _support(item: QuestionInContext, best: Word, words: Sequence[Word]) -> Support:
    confirming, near, against, older = [], [], [], []
    for word in words:
        if word is best:
            continue
        if overlaps(best.interval, word.interval):
            if confirms(best.interval, word.interval):
                confirming.append(word)
        elif is_near(best.interval, word.interval):
            near.append(word)
        elif older_lower(item, word, best):
            older.append(word)
        else:
            against.append(word)
    return Support(
        best=best,
        confirming=tuple(confirming),
        near=tuple(near),
        against=tuple(against),
        older=tuple(older),
        denials=denials_of(item, best),
    )


def denials_of(item: QuestionInContext, best: Word) -> tuple[Origin, ...]:
    """Returns the voices, other than the answer's own, that deny what the question asks about."""
    voice = origin_by_statement(item)
    found = {
        origin.id: origin
        for claim in item.claims
        if is_denied(claim)
        and claim.statement.stance != "retracts"
        and (origin := voice.get(claim.statement.id)) is not None
        and origin.id != best.origin.id
    }
    return tuple(sorted(found.values(), key=lambda origin: (origin.source, origin.id)))


def _reasons(
    item: QuestionInContext, words: Sequence[Word], support: Support | None
) -> Iterator[str]:
    voice = origin_by_statement(item)
    if support is not None:
        behind = _names([support.best, *support.confirming])
        yield f"best supported: “{_raw(support.best)}” ({behind})"
        if support.near:
            yield f"close to it: {_said(support.near)}"
        if support.against:
            yield f"against it: {_said(support.against)}"
        if support.denials:
            yield f"denied by {', '.join(origin.source for origin in support.denials)}"
        if support.older:
            yield f"said on an earlier day, lower: {_said(support.older)}"
    reports = len({claim.document_id for claim in item.claims})
    if 0 < len(words) < reports:
        yield f"{reports} reports, {_voices(len(words))}"
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


def _would_change(
    item: QuestionInContext, words: Sequence[Word], support: Support | None
) -> tuple[str, ...]:
    found = []
    if support is None and _is_withdrawn(item):
        found.append("a new number from those who took theirs back, or another voice")
    elif support is None:
        found.append("a report that names who says it")
    elif len(words) == 1:
        found.append(f"a second voice that does not have it from {words[0].origin.source}")
    elif support.against:
        found.append(
            "how those who differ count: whom, where, and up to which day "
            f"({_names([support.best, *support.against])})"
        )
    elif support.near:
        found.append(f"how each of them counts ({_names([support.best, *support.near])})")
    elif not support.confirming:
        found.append("a voice that gives a number of its own, not only a bound")
    elif len(support.confirming) + 1 < VOICES_CONFIRMED:
        found.append("a third voice of its own")
    voices = {origin.id: origin for origin in origin_by_statement(item).values()}
    for origin in sorted(voices.values(), key=lambda o: o.source):
        found += [
            f"what the source itself says ({why.removesuffix(' is heard only from here')})"
            for why in origin.why
            if why.endswith("is heard only from here")
        ]
    if any(claim.published is None for claim in item.claims):
        found.append("the dates of the undated reports")
    return tuple(dict.fromkeys(found))


def _descending(day: str | None) -> tuple[int, ...]:
    """Returns a key that puts later days first and unknown ones last."""
    return tuple(-ord(character) for character in day) if day is not None else (0,)


def _raw(word: Word) -> str:
    quantity = word.claim.claim.quantity
    return "" if quantity is None else quantity.raw


def _names(words: Sequence[Word]) -> str:
    return ", ".join(dict.fromkeys(word.origin.source for word in words))


def _said(words: Sequence[Word]) -> str:
    return "; ".join(f"{word.origin.source}: “{_raw(word)}”" for word in words)


def _count(number: int) -> str:
    return "one is" if number == 1 else f"{number} are"


def _voices(number: int) -> str:
    return "one voice" if number == 1 else f"{number} voices"


def _interval_text(low: float, high: float) -> str:
    if low == high:
        return number_text(low)
    if high == float("inf"):
        return f"{number_text(low)} and more" if low > float("-inf") else "any"
    if low == float("-inf"):
        return f"up to {number_text(high)}"
    return f"{number_text(low)} to {number_text(high)}"
