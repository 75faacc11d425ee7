from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

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
from reportedly.present.dossier import dossier_view, make_dossier, scale_end, strip_of
from reportedly.present.material import Material, gather
from reportedly.present.views import question_views
from reportedly.records import Document, Problem, Source
from tests.small_ledger import FIRST_TEXT, document, make_records, quantity, source, statement
from tests.small_ledger import claim as make_claim

VOID = {"meta", "br", "link", "line", "circle", "path"}
# Attributes by which a page asks for something else.
REQUESTING = {"src", "srcset", "action", "formaction", "poster", "data", "background", "ping"}


class Page(HTMLParser):
    """What a test asks of a page: its elements, ids, links and texts; and that it nests."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self._open: list[str] = []
        self.feed(page)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)

    @property
    def ids(self) -> list[str]:
        return [a["id"] or "" for _, a in self.elements if "id" in a]

    @property
    def links(self) -> list[str]:
        return [a["href"] or "" for _, a in self.elements if "href" in a]

    @property
    def text(self) -> str:
        return " ".join("".join(self.texts).split())


def test_the_page_is_well_formed_and_every_link_inside_arrives(material: Material) -> None:
    page = Page(make_dossier(material, title="T", made_on="6 May 2024", version="1"))
    assert [i for i, n in Counter(page.ids).items() if n > 1] == []
    inside = {link[1:] for link in page.links if link.startswith("#")}
    assert inside <= set(page.ids)
    outside = {link for link in page.links if not link.startswith("#")}
    assert outside == {"https://news.example/first.txt", "https://news.example/second.txt"}


def test_text_and_claims_are_linked_both_ways(material: Material) -> None:
    page = Page(make_dossier(material))
    for claim_id, claim in material.claims.items():
        assert f"claim-{claim_id}" in page.ids
        assert f"text-{claim_id}" in page.ids
        assert f"#text-{claim_id}" in page.links
        if claim.quantity is not None:
            assert f"#claim-{claim_id}" in page.links
    for statement_id in material.statements:
        assert f"#statement-{statement_id}" in page.links
        assert f"#text-{statement_id}" in page.links


def test_the_page_asks_for_nothing_and_runs_nothing(material: Material) -> None:
    page = Page(make_dossier(material))
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"script", "img", "iframe", "object", "embed", "link", "form", "base"})
    for _, attributes in page.elements:
        assert REQUESTING.isdisjoint(attributes)
        assert not any(name.startswith("on") or name == "style" for name in attributes)


def test_the_content_security_policy_allows_only_the_one_style_sheet(material: Material) -> None:
    html = make_dossier(material)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    page = Page(html)
    policy = next(a["content"] for _, a in page.elements if "http-equiv" in a)
    assert policy == (
        f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    )
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)


def test_every_statement_names_who_says_it(material: Material) -> None:
    page = Page(make_dossier(material)).text
    assert "Harbour Agency › Norland's president, Ada Holm › the government of Vell" in page
    assert "confirms, reported, at second hand" in page
    assert "Harbour Agency in its own voice" in page


def test_questions_findings_and_limits_are_there(material: Material) -> None:
    page = Page(make_dossier(material)).text
    for words in (
        "How many fighters were transferred to the Selmak valley?",
        "Not counted as independent",
        "300 or more",
        "the sources of 4,000 are not named",
        "28 + 62 90",
        "90 ÷ 300 30 %",
        "worth a look",
        "unclosed-quote",
        "It does not know whether it is true.",
    ):
        assert words in page


def test_the_report_text_is_there_word_for_word(material: Material) -> None:
    text = re.sub(r"\s", "", Page(make_dossier(material)).text)
    for paragraph in FIRST_TEXT.split("\n\n"):
        words = re.sub(r"\s", "", paragraph)
        # Reference numbers stand between the words; the words themselves follow one another.
        pattern = r"\d{0,2}".join(re.escape(c) for c in words)
        assert re.search(pattern, text) is not None


HOSTILE = "</script><img src=x onerror=alert(1)><b>”&amp;<!-- \x00\u202e5 died"


def hostile_material() -> Material:
    made: Document = replace(
        document(HOSTILE, title=HOSTILE, publisher=HOSTILE, published=HOSTILE, path=HOSTILE),
        url="javascript:alert(1)", authors=(HOSTILE,), modified=HOSTILE, retrieved=HOSTILE,
    )  # fmt: skip
    who: Source = replace(source(HOSTILE, "</script><img", "unnamed"), resolved_name=HOSTILE)
    spoken = statement(made, "5 died", (who, "<b>", "asserts"))
    figure = quantity(HOSTILE, "5", 5, 5, counted=HOSTILE, unit=HOSTILE)
    claim = make_claim(spoken, made, "5 died", figure)
    records = [
        replace(r, **{f: HOSTILE for f in ("title", "statement", "source", "credibility")
                      if hasattr(r, f)})  # type: ignore[type-var]  # every record is a dataclass
        for r in make_records() if type(r).__name__ in {"Question", "Finding", "Assessment"}
    ]  # fmt: skip
    problem = Problem(stage="x", subject=HOSTILE, code="crash", message=HOSTILE)
    return gather([made, spoken, claim, *records, problem, replace(problem, subject=made.id)])


def test_text_of_a_report_never_becomes_markup() -> None:
    html = make_dossier(hostile_material(), title=HOSTILE)
    page = Page(html)
    tags = {tag for tag, _ in page.elements}
    assert tags.isdisjoint({"img", "script", "b"})
    assert not any(link.lower().startswith("javascript") for link in page.links)
    assert "javascript:alert(1)" in page.text
    assert "\x00" not in html
    assert "\u202e" not in html
    assert "<!--" not in html
    assert "onerror=alert(1)" in page.text


def test_an_empty_ledger_makes_a_page_that_says_so() -> None:
    page = Page(make_dossier(Material())).text
    assert "No claim was found." in page
    assert "0 reports" in page


@pytest.mark.parametrize("position", [0, 1])
def test_answers_lie_on_one_scale_from_zero(material: Material, position: int) -> None:
    question = question_views(material)[position]
    end = scale_end(question)
    assert end is not None
    for answer in question.answers:
        place = strip_of(answer, question)
        assert place is not None
        assert 0 <= place.left <= place.right <= 100
        assert place.is_open_high == (answer.high is None)


SERIES: tuple[tuple[str, float, Change], ...] = (("28", 28, "first"), ("31", 31, "higher"))


def test_the_dossier_holds_the_estimate_with_how_each_figure_was_obtained(
    material: Material,
) -> None:
    question = next(q for q in material.questions.values() if q.role == "killed")
    material.estimates[question.id] = Estimate(
        question_id=question.id,
        title=question.title,
        low=Figure(value=28, how="lowest number given: The Selmak Watch: “28”"),
        best=Figure(value=None, how="none: the voices exclude each other"),
        high=Figure(value=None, how="open: Holm: “at least 31”"),
        has_common=False,
        common_low=None,
        common_high=None,
        voices=tuple(
            VoiceFigure(
                source=name, side="hill", raw="28", low=28, high=28, as_of="2024-05-04",
                claim_id=question.claim_ids[0],
            )
            for name in ("The Selmak Watch", "Holm")
        ),
        by_side=(SideRange(side="hill", sources=("Holm",), low=28, high=None),),
        without_voice=tuple(
            WithoutVoice(source=name, low=28, best=None, high=28, moves=True)
            for name in ("The Selmak Watch", "Holm")
        ),
        series=tuple(
            SeriesPoint(
                as_of="2024-05-04", source="Holm", raw=raw, low=low, high=low, change=change,
                claim_id=question.claim_ids[0],
            )
            for raw, low, change in SERIES
        ),
        opinions=(Opinion(method="vote", after="the most frequent number", value=28),),
        notes=("undated: Holm",),
    )  # fmt: skip
    html = make_dossier(material)
    page = Page(html)
    for words in (
        "Low 28 lowest number given: The Selmak Watch: “28”",
        "Best none the voices exclude each other",
        "High open Holm: “at least 31”",
        "Allowed by all voices: no number.",
        "By side, as declared",
        "hill 28 and more Holm",
        "Each voice’s latest word, and the estimate without it",
        "Holm hill 28 28 28 none",
        "4 May 2024 Holm 31 higher",
        "Second opinion, by truth discovery: no verdict",
        "Undated: Holm.",
    ):
        assert words in page.text
    assert {link[1:] for link in page.links if link.startswith("#")} <= set(page.ids)


def test_the_dossier_holds_the_brief_with_links_to_the_words(material: Material) -> None:
    page = Page(make_dossier(material))
    assert "The Selmak Watch" in page.text
    view = dossier_view(material, title="T", made_on=None, version="")
    for note in view.brief.notes:
        assert f"#text-{note.record_id}" in page.links


def test_the_dossier_holds_copies_with_the_passages_of_both_sides(material: Material) -> None:
    page = Page(make_dossier(material))
    (found,) = material.copies.values()
    assert "2 reports share text" in page.text
    for number in range(1, len(found.passages) + 1):
        for side in ("left", "right"):
            assert f"text-{found.id}-{number}-{side}" in page.ids
            assert f"#text-{found.id}-{number}-{side}" in page.links
    assert "Text of it also stands in: Valley Courier" in page.text


def test_what_one_voice_says_stands_under_it_whatever_it_is_called(material: Material) -> None:
    view = dossier_view(material, title="T", made_on=None, version="")
    voices = [speaker for speaker in view.speakers if speaker.is_voice]
    counts = {speaker.name: speaker.report_count for speaker in voices}
    assert counts == {"The Selmak Watch": 2, "Norland's president, Ada Holm": 1}
    told = [id_ for speaker in view.speakers for id_, _, _ in speaker.statements]
    assert sorted(told) == sorted(material.statements)
