"""Stage: QuestionInContext -> Assessment, Finding. What stands, why, and what would change it.

The grade is the credibility of the best supported answer on the Admiralty scale, 1 to 6, by the
table of conditions in ``docs/method.md``. It follows from the independent voices alone; the
reliability of a source is for the user to set and no part of it. The tool never says which answer
is true.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from reportedly.assess.across import findings_across
from reportedly.assess.estimates import Word, answers_of, latest_words, range_of, said_on
from reportedly.assess.reading import allowed
from reportedly.assess.reasons import reasons, would_change
from reportedly.assess.support import Support, condition_of, condition_without_words, supports
from reportedly.grading import rules
from reportedly.intervals import overlaps
from reportedly.records import (
    Answer,
    Assessment,
    ClaimInContext,
    Condition,
    Finding,
    Problem,
    QuestionInContext,
    record_id,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessQuestions:
    """Returns one assessment for each question, and the findings over its claims."""

    name: ClassVar[str] = "assess"
    version: ClassVar[int] = 3
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


def assess(item: QuestionInContext) -> Assessment:
    """Returns a question's answers with their range, grades, reasons and what would change it."""
    words = latest_words(item)
    ranked = supports(item, words)
    best = ranked[0] if ranked else None
    condition = condition_without_words(item) if best is None else condition_of(best)
    low, high = range_of(words)
    return Assessment(
        id=record_id("assessment", item.question.id),
        question_id=item.question.id,
        answers=tuple(_graded(answer, item, ranked, condition) for answer in answers_of(item)),
        low=low,
        high=high,
        credibility=rules()[condition].grade or "6",
        reasons=tuple(reasons(item, words, best, condition)),
        would_change=tuple(dict.fromkeys(would_change(item, words, best, condition))),
        condition=condition,
    )


def _graded(
    answer: Answer, item: QuestionInContext, ranked: Sequence[Support], condition: Condition
) -> Answer:
    """Returns an answer with its own grade: that of the best supported word that gives it.

    An answer that a voice gave and has revised since has none. ``condition`` is the question's,
    which holds for its answers where no voice gives any now.
    """
    if answer.origin_ids and answer.low is answer.high is None:
        return replace(answer, condition="no-number", credibility=rules()["no-number"].grade)
    claims = [claim for claim in item.claims if claim.claim.id in answer.claim_ids]
    giving = [s for s in ranked if _gives(s.word, answer, claims)]
    if giving:
        own = condition_of(giving[0])
    elif len(answer.origin_ids) == 0:
        own = "no-voice"
    else:
        own = condition if condition == "withdrawn" else "superseded"
    holding = {support.word.origin.id for support in giving}
    return replace(
        answer,
        condition=own,
        credibility=rules()[own].grade,
        revised_origin_ids=tuple(id_ for id_ in answer.origin_ids if id_ not in holding),
    )


def _gives(word: Word, answer: Answer, claims: Sequence[ClaimInContext]) -> bool:
    """Tells whether a voice's latest word is this answer, or says the same of the same day.

    Whoever says "at least 300" and "more than 300" in one breath has revised neither.
    """
    if word.origin.id not in answer.origin_ids:
        return False
    return any(
        interval == word.interval
        or (
            said_on(claim) == word.as_of
            and interval is not None
            and overlaps(interval, word.interval)
        )
        for claim in claims
        if claim.statement.id in word.origin.statement_ids
        for interval in (allowed(claim),)
    )
