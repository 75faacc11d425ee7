"""Grades as a reader sees them: the program's own, what a person judged, each source's letter.

Nothing is computed here. The program's grade is the assessment's; a person's judgement stands
beside it and wins; the reliability of a source is what a person said it is, and F until then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportedly.grading import RELIABILITY_UNKNOWN, monitor_word, reliability_scale, rules
from reportedly.present.material import Material
from reportedly.present.phrases import credibility_words, day_words
from reportedly.present.visible import one_line
from reportedly.records import Answer, Assessment, Condition, Judgement, Origin, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A person's decision: what, by whom, when, why; ``since`` says what has changed after it."""

    judgement_id: str
    verdict: str
    by: str
    on: str
    reason: str
    since: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGrade:
    """How reliable a voice is, by the user: a letter A to F with its words, and whose it is."""

    origin_id: str
    source: str
    reliability: str
    words: str
    judged: Judged | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerGrade:
    """The grade of one of the competing answers; no digit where its voices have revised it.

    ``pairs`` are the Admiralty pairs, letter and digit, of the voices that give it ("B2").
    """

    words: str
    credibility: str | None
    condition: str | None
    monitor: str | None
    pairs: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class GradeView:
    """The grade of a question. ``credibility`` is the one in force, ``own`` the program's.

    They differ only where a person ``judged``. ``monitor`` is the casualty monitors' word.
    """

    question_id: str
    assessment_id: str
    credibility: str
    monitor: str | None
    own: str
    condition: Condition | None
    because: str
    reasons: tuple[str, ...]
    would_change: tuple[str, ...]
    answers: tuple[AnswerGrade, ...]
    sources: tuple[SourceGrade, ...]
    judged: Judged | None


def source_key(name: str) -> str:
    """Returns what is equal for the same source's name: lower case, no article, single spaces.

    >>> source_key("The  Lantern")
    'lantern'
    """
    return re.sub(r"^the\s+", "", " ".join(name.split()).casefold())


def grade_view(question: Question, material: Material) -> GradeView | None:
    """Returns the grade of a question; ``None`` where it was not assessed."""
    assessment = material.assessments.get(question.id)
    if assessment is None:
        return None
    judged = judged_grade(question, material.judgements.values())
    condition = assessment.condition
    sources = {grade.origin_id: grade for grade in source_grades(assessment, material)}
    rule = None if condition is None else rules()[condition]
    return GradeView(
        question_id=question.id,
        assessment_id=assessment.id,
        credibility=assessment.credibility if judged is None else judged.verdict,
        monitor=monitor_word(judged.verdict if judged else assessment.credibility)
        if judged or rule is None
        else rule.monitor,
        own=assessment.credibility,
        condition=condition,
        because="" if rule is None else rule.words,
        reasons=assessment.reasons,
        would_change=assessment.would_change,
        answers=tuple(
            AnswerGrade(
                words=one_line(answer.words),
                credibility=answer.credibility,
                condition=answer.condition,
                monitor=None if answer.condition is None else rules()[answer.condition].monitor,
                pairs=tuple(
                    f"{sources[id_].reliability}{answer.credibility}"
                    for id_ in answer.origin_ids
                    if id_ in sources and answer.credibility is not None
                ),
            )
            for answer in assessment.answers
        ),
        sources=tuple(sources.values()),
        judged=judged,
    )


def judged_grade(question: Question, judgements: Iterable[Judgement]) -> Judged | None:
    """Returns what a person last judged of a question, if it holds for it.

    A judgement is of the claims that a person saw. It holds for the question that has more than
    half of these now, so that it outlives the linking of further reports; what came in since is
    said.
    """
    own = frozenset(question.claim_ids)
    last: Judgement | None = None
    for judgement in in_turn(judgements, "grade"):
        if 2 * len(own.intersection(judgement.target)) > len(judgement.target):
            last = judgement
    if last is None or last.verdict == "withdrawn":
        return None
    new, gone = len(own - set(last.target)), len(set(last.target) - own)
    changes = [
        words
        for count, words in (
            (new, f"{new} claim{'s' if new > 1 else ''} came in"),
            (gone, f"{gone} left it"),
        )
        if count
    ]
    return _judged(last, since=" and ".join(changes) if changes else None)


def source_grades(assessment: Assessment, material: Material) -> tuple[SourceGrade, ...]:
    """Returns the reliability of each voice that answers a question, by name."""
    ids = {origin_id for answer in assessment.answers for origin_id in answer.origin_ids}
    origins = (material.origins[id_] for id_ in ids if id_ in material.origins)
    judgements = tuple(in_turn(material.judgements.values(), "reliability"))
    return tuple(
        source_grade(origin, judgements)
        for origin in sorted(origins, key=lambda o: (o.source, o.id))
    )


def source_grade(origin: Origin, judgements: Sequence[Judgement]) -> SourceGrade:
    """Returns the reliability that the user set for a voice, F ("cannot be judged") if none."""
    judged = reliability_of(origin.source, judgements)
    letter = RELIABILITY_UNKNOWN if judged is None else judged.verdict
    return SourceGrade(
        origin_id=origin.id,
        source=one_line(origin.source),
        reliability=letter,
        words=reliability_scale()[letter],
        judged=judged,
    )


def reliability_of(name: str, judgements: Iterable[Judgement]) -> Judged | None:
    """Returns what a person last said of a source's reliability; ``None`` if nothing holds."""
    key = (source_key(name),)
    said = [j for j in in_turn(judgements, "reliability") if j.target == key]
    if len(said) == 0 or said[-1].verdict == "withdrawn":
        return None
    return _judged(said[-1], since=None)


def pair_of(origin: Origin, answer: Answer, material: Material) -> str:
    """Returns the Admiralty pair of a voice for an answer ("B2"); "revised" where it gave it up."""
    if answer.credibility is None or origin.id in answer.revised_origin_ids:
        return "revised" if answer.condition is not None else ""
    judged = reliability_of(origin.source, material.judgements.values())
    return f"{RELIABILITY_UNKNOWN if judged is None else judged.verdict}{answer.credibility}"


def in_turn(judgements: Iterable[Judgement], kind: str) -> list[Judgement]:
    """Returns the judgements of one kind in the order in which they were made."""
    return sorted((j for j in judgements if j.kind == kind), key=lambda j: (j.at, j.id))


def grade_words(view: GradeView) -> str:
    """Returns a grade in one line: ``2 of 6 (probably true), fair``, and who set it if a person."""
    words = credibility_words(view.credibility)
    if view.monitor is not None:
        words = f"{words}, {view.monitor}"
    if view.judged is None:
        return words
    return f"{words}, as judged by {view.judged.by} (by the rules {credibility_words(view.own)})"


def _judged(judgement: Judgement, *, since: str | None) -> Judged:
    return Judged(
        judgement_id=judgement.id,
        verdict=judgement.verdict,
        by=one_line(judgement.by),
        on=day_words(judgement.at[:10]),
        reason=one_line(judgement.reason or ""),
        since=since,
    )
