"""The brief's words on a grade: by the rules, by a person, and how the user holds the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reportedly.grading import (
    credibility_scale,
    reliability_scale,
    rules,
)
from reportedly.present import phrases, prose
from reportedly.present.brief_writer import BriefSection, Paragraph, Sentence, Writer
from reportedly.present.grades import GradeView, SourceGrade, grade_view
from reportedly.present.reliability import Judged
from reportedly.present.visible import one_line
from reportedly.records import Question


def grade_sentences(question: Question, writer: Writer) -> Iterator[Sentence]:
    """Yields the grade and the condition it rests on, what a person judged, the letters."""
    view = grade_view(question, writer.material)
    if view is None:
        return
    if view.judged is not None:
        yield from _judged(view, view.judged, writer)
    yield _by_the_rules(view, writer)
    for source in view.sources:
        name = writer.name(source.source)
        if source.judged is None:
            writer.unrated.setdefault(name, []).append(source.origin_id)
            continue
        yield writer.sentence(
            "grade.reliable",
            records=[source.judged.judgement_id],
            source=name,
            words=reliability_scale()[source.reliability],
            letter=source.reliability,
            reason=_told(source, source.judged),
        )


def unrated_sources(writer: Writer) -> Iterator[Sentence]:
    """Yields the voices of all the questions told so far whose reliability nobody has set."""
    if writer.unrated:
        yield writer.sentence(
            "grade.unrated",
            records=[origin_id for ids in writer.unrated.values() for origin_id in ids],
            sources=prose.listed(list(writer.unrated)),
        )


def in_short(questions: Iterable[Question], writer: Writer) -> Iterator[BriefSection]:
    """Yields the section at the top: a line for each question, with its range and grade."""
    sentences = []
    for question in questions:
        view = grade_view(question, writer.material)
        if view is None:
            continue
        assessment = writer.material.assessments[question.id]
        sentences.append(
            writer.sentence(
                "short.answered",
                records=[assessment.id],
                title=one_line(question.title),
                range=prose.sentence_case(phrases.interval(assessment.low, assessment.high, "=")),
                monitor=view.monitor or "not on this scale",
                grade=", ".join(_words_of_digit(view.credibility)),
            )
        )
    if sentences:
        made = Paragraph(heading="", sentences=tuple(sentences))
        yield BriefSection(id="in-short", title="In short", paragraphs=(made,), is_list=True)


def _by_the_rules(view: GradeView, writer: Writer) -> Sentence:
    best = [a.words for a in view.answers if a.condition == view.condition]
    values = {
        "grade": phrases.credibility_words(view.own),
        "monitor": _monitor(view),
        "because": view.because,
    }
    if len(best) == 0 or view.condition == "withdrawn":
        return writer.sentence("grade.rules_without_answer", records=[view.assessment_id], **values)
    several = list(dict.fromkeys(f"“{prose.in_sentence(words)}”" for words in best))
    name = "grade.rules" if len(several) == 1 else "grade.rules_several"
    name = "grade.rules_only" if len(view.answers) == 1 else name
    return writer.sentence(
        name,
        records=[view.assessment_id],
        words=prose.listed(several),
        **values,
    )


def _words_of_digit(credibility: str) -> tuple[str, ...]:
    """Returns a grade in the parts that a bracket takes: "2 of 6", "probably true"."""
    words = credibility_scale().get(credibility)
    return (one_line(credibility),) if words is None else (f"{credibility} of 6", words)


def _monitor(view: GradeView) -> str:
    """Returns the casualty monitors' word for the program's own grade."""
    if view.judged is None:
        return one_line(view.monitor or view.own)
    return rules()[view.condition].monitor if view.condition is not None else one_line(view.own)


def _judged(view: GradeView, judged: Judged, writer: Writer) -> Iterator[Sentence]:
    yield writer.sentence(
        "grade.judged",
        records=[judged.judgement_id],
        by=judged.by,
        grade=phrases.credibility_words(judged.verdict),
        on=judged.on,
        reason=_because(judged),
        own=phrases.credibility_words(view.own),
    )
    if judged.since is not None:
        yield writer.sentence("grade.since", records=[judged.judgement_id], changes=judged.since)


def _told(source: SourceGrade, judged: Judged) -> str:
    """Returns why a source has its letter, and through which of its names."""
    through = "" if source.through is None else f" (given to “{source.through}”)"
    conflict = "" if source.conflict is None else f"; {source.conflict}"
    return f"{through}{_because(judged)}{conflict}"


def _because(judged: Judged) -> str:
    return f": “{judged.reason}”" if judged.reason else ""
