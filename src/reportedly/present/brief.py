"""The brief: prose that a desk would want of some questions, every sentence from records.

Which sentences there are is decided in ``brief_questions.py`` (of one question; its paragraphs in
``brief_claimed.py``, ``brief_confirmed.py``, ``brief_wordless.py``, ``brief_grades.py`` and
``brief_open.py``) and ``brief_reports.py`` (of the reports behind all of them). ``brief_words.py``
puts claims into words, ``brief_writer.py`` fills the templates and numbers the footnotes, and
``brief_pages.py`` lays the whole out.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.present.brief_grades import in_short
from reportedly.present.brief_questions import question_section, said_once
from reportedly.present.brief_reports import report_sections
from reportedly.present.brief_writer import BriefSection, Note, Writer
from reportedly.present.material import Material
from reportedly.present.visible import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class BriefView:
    """All of a brief. ``made_on`` and ``version`` say how it came to be."""

    title: str
    made_on: str | None
    version: str
    reports: int
    sections: tuple[BriefSection, ...]
    notes: tuple[Note, ...]


def make_brief(
    material: Material,
    question_ids: Sequence[str],
    *,
    title: str,
    made_on: str | None = None,
    version: str = "",
) -> BriefView:
    """Returns the brief of some questions of the material, in the order given."""
    writer = Writer(material=material)
    questions = [material.questions[id_] for id_ in question_ids]
    single = [q for q in questions if len(questions) > 1 and len(q.claim_ids) == 1]
    told = [question for question in questions if question not in single]
    sections = list(in_short(told, writer)) if len(questions) > 1 else []
    sections += [question_section(question, writer) for question in told]
    sections += said_once(single, writer)
    sections += report_sections(questions, writer)
    reports = {
        material.claims[id_].document_id
        for question in questions
        for id_ in question.claim_ids
        if id_ in material.claims
    }
    return BriefView(
        title=one_line(title),
        made_on=made_on,
        version=version,
        reports=len(reports),
        sections=tuple(section for section in sections if section.paragraphs),
        notes=tuple(writer.notes),
    )
