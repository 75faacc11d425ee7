"""Views -> the dossier: one HTML file that needs nothing else, no network and no script.

Everything from a report passes Jinja's autoescape and :func:`~reportedly.present.visible.visible`;
the only markup is the templates'. A content security policy in the page forbids every request and
every script, should something slip through: the one style sheet is allowed by its hash.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from reportedly.present import main_figures
from reportedly.present.annotate import DocumentView, document_view
from reportedly.present.brief import BriefView, make_brief
from reportedly.present.copy_families import FamilyView, copy_families
from reportedly.present.differences import differing_pieces
from reportedly.present.estimate_views import WordView
from reportedly.present.material import Material
from reportedly.present.phrases import day_words
from reportedly.present.prose import sentence_case
from reportedly.present.speakers import SpeakerView, speaker_views
from reportedly.present.views import (
    AnswerView,
    ClaimRow,
    FindingView,
    QuestionView,
    claim_rows,
    document_order,
    finding_views,
    measured,
    question_views,
)
from reportedly.present.visible import shortened, visible
from reportedly.records import Problem

if TYPE_CHECKING:
    from jinja2 import Environment


@dataclass(frozen=True, slots=True, kw_only=True)
class StripView:
    """Where an answer lies on the scale of its question, in percent of the width, from zero."""

    left: float
    right: float
    is_open_low: bool
    is_open_high: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DossierView:
    """All that the dossier shows. ``made_on`` and ``version`` say how it came to be."""

    title: str
    made_on: str | None
    version: str
    brief: BriefView
    questions: tuple[QuestionView, ...]
    findings: tuple[FindingView, ...]
    families: tuple[FamilyView, ...]
    claims: tuple[ClaimRow, ...]
    speakers: tuple[SpeakerView, ...]
    documents: tuple[DocumentView, ...]
    problems: tuple[Problem, ...]


def make_dossier(
    material: Material, *, title: str = "Dossier", made_on: str | None = None, version: str = ""
) -> str:
    """Returns the dossier of the material as one HTML page."""
    view = dossier_view(material, title=title, made_on=made_on, version=version)
    style = style_sheet()
    return (
        environment()
        .get_template("dossier.html.jinja")
        .render(dossier=view, style=style, style_hash=content_hash(style))
    )


def dossier_view(
    material: Material, *, title: str, made_on: str | None, version: str
) -> DossierView:
    """Returns everything that the dossier shows, in the order in which it shows it."""
    ordered = sorted(material.documents.values(), key=lambda d: (*document_order(d), d.id))
    documents = tuple(document_view(document, material) for document in ordered)
    questions = question_views(material)
    return DossierView(
        title=visible(title),
        made_on=made_on,
        version=version,
        brief=make_brief(material, measured(questions, material), title=title),
        questions=questions,
        findings=finding_views(material.findings.values(), material),
        families=copy_families(material),
        claims=claim_rows(material),
        speakers=speaker_views(documents, material),
        documents=documents,
        problems=tuple(material.problems),
    )


def strip_of(answer: AnswerView | WordView, question: QuestionView) -> StripView | None:
    """Returns where an answer lies on its question's scale, which begins at zero.

    The scale ends a tenth beyond the highest figure, so that an open end has somewhere to point.
    ``None`` where there is no figure to place, or nothing to compare it with.
    """
    end = scale_end(question)
    if end is None or (answer.low is None and answer.high is None):
        return None
    low = answer.low if answer.low is not None else 0.0
    high = answer.high if answer.high is not None else end
    if low < 0 or high < 0:
        return None
    return StripView(
        left=round(100 * low / end, 2),
        right=round(100 * min(high, end) / end, 2),
        is_open_low=answer.low is None,
        is_open_high=answer.high is None,
    )


def scale_end(question: QuestionView) -> float | None:
    """Returns where the scale of a question's answers ends; ``None`` for fewer than two."""
    figures = [f for a in question.answers for f in (a.low, a.high) if f is not None]
    placed = sum(1 for a in question.answers if a.low is not None or a.high is not None)
    if placed < 2 or max(figures) <= 0:
        return None
    return 1.1 * max(figures)


def grouped(rows: Iterable[ClaimRow], name: str) -> list[tuple[str, list[ClaimRow]]]:
    """Returns rows by the value of one of their fields, groups and rows in the order they came."""
    groups: dict[str, list[ClaimRow]] = {}
    for row in rows:
        groups.setdefault(str(getattr(row, name)), []).append(row)
    return list(groups.items())


@cache
def style_sheet() -> str:
    """Returns the dossier's style sheet."""
    folder = resources.files("reportedly.present").joinpath("templates")
    return folder.joinpath("dossier.css").read_text(encoding="utf-8")


def content_hash(text: str) -> str:
    """Returns the hash by which a content security policy allows exactly this inline text."""
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


@cache
def environment() -> Environment:
    """Returns Jinja set up to escape everything and to fail on a name that is not there."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("reportedly.present", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["visible"] = visible
    made.filters["shortened"] = shortened
    made.filters["day"] = day_words
    made.filters["capitalize_first"] = sentence_case
    made.globals["main_figures_heading"] = main_figures.HEADING
    made.globals["main_figures_lead"] = main_figures.LEAD
    made.globals["main_figures_derived"] = main_figures.DERIVED
    made.globals["differing_pieces"] = differing_pieces
    made.globals["strip_of"] = strip_of
    made.globals["grouped"] = grouped
    made.globals["scale_end"] = scale_end
    return made
