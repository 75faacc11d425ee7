from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from reportedly.present.dossier import make_dossier, scale_end, strip_of
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
