"""Grades as a reader sees them: the program's own, what a person judged, each source's letter.

Nothing is computed here. The program's grade is the assessment's; a person's judgement stands
beside it and wins; the reliability of a source is what a person said it is, and F until then.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.grading import monitor_word, reliability_scale, rules
from reportedly.present.material import Material
from reportedly.present.phrases import credibility_words
from reportedly.present.reliability import Judged, in_turn, judged_of, letter_of
from reportedly.present.visible import one_line
from reportedly.records import Answer, Assessment, Condition, Judgement, Origin, Question


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceGrade:
    """How reliable a voice is, by the user: a letter A to F with its words, and whose it is.

    ``through`` is the name that the letter was given to, where it is another than ``source``;
    ``conflict`` says so where names of the source have different letters.
    """

    origin_id: str
    source: str
    reliability: str
    words: str
    judged: Judged | None
    through: str | None = None
    conflict: str | None = None


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
    return judged_of(last, since=" and ".join(changes) if changes else None)


def source_grades(assessment: Assessment, material: Material) -> tuple[SourceGrade, ...]:
    """Returns the reliability of each voice that answers a question, by name."""
    ids = {origin_id for answer in assessment.answers for origin_id in answer.origin_ids}
    origins = (material.origins[id_] for id_ in ids if id_ in material.origins)
    return tuple(
        source_grade(origin, material) for origin in sorted(origins, key=lambda o: (o.source, o.id))
    )


def source_grade(origin: Origin, material: Material) -> SourceGrade:
    """Returns the reliability that the user set for a voice, F ("cannot be judged") if none."""
    found = letter_of(origin, material)
    return SourceGrade(
        origin_id=origin.id,
        source=one_line(origin.source),
        reliability=found.letter,
        words=reliability_scale()[found.letter],
        judged=found.judged,
        through=found.through,
        conflict=found.conflict,
    )


def pair_of(origin: Origin, answer: Answer, material: Material) -> str:
    """Returns the Admiralty pair of a voice for an answer ("B2"); "revised" where it gave it up."""
    if answer.credibility is None or origin.id in answer.revised_origin_ids:
        return "revised" if answer.condition is not None else ""
    return f"{letter_of(origin, material).letter}{answer.credibility}"


def grade_words(view: GradeView) -> str:
    """Returns a grade in one line: ``2 of 6 (probably true), fair``, and who set it if a person."""
    words = credibility_words(view.credibility)
    if view.monitor is not None:
        words = f"{words}, {view.monitor}"
    if view.judged is None:
        return words
    return f"{words}, as judged by {view.judged.by} (by the rules {credibility_words(view.own)})"
