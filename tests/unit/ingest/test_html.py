"""News pages: the article and nothing else, and metadata that says where it stood."""

from __future__ import annotations

import json
import logging
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ingest.html import read_html, visible_text
from reportedly.ingest.html_metadata import split_authors
from reportedly.ingest.reading import Found, Reading

FIRST = (
    "Officials in the northern province said on Thursday that at least twelve villagers had left "
    "their homes after shelling near the river."
)
SECOND = (
    "A spokesman for the ministry denied the account and said that no shelling had taken place in "
    "the week before the talks."
)
THIRD = (
    "The monitoring group counted fourteen families on the road to the coast, among them nine "
    "children, and said that more were expected."
)
MENU = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/sport'>Sport</a></li></ul></nav>"
FOOTER = "<footer><p>© 1999–2031 The Daily Example. All rights reserved.</p></footer>"


def page(body: str, head: str = "") -> bytes:
    return (
        f"<!doctype html><html><head>{head}</head><body>{MENU}{body}{FOOTER}</body></html>"
    ).encode()


def article(*paragraphs: str) -> str:
    return "<article>" + "".join(f"<p>{text}</p>" for text in paragraphs) + "</article>"


def where(reading: Reading) -> dict[str, tuple[str, str]]:
    """Returns the value and place of each field that was found once."""
    return {item.field: (item.value, item.where) for item in reading.found}


def ld(**values: Any) -> str:
    node = json.dumps({"@context": "https://schema.org", **values})
    return f'<script type="application/ld+json">{node}</script>'


def test_the_article_is_read_as_paragraphs_without_the_menu() -> None:
    reading = read_html(page(article(FIRST, SECOND, THIRD)))
    assert reading.text == "\n\n".join([FIRST, SECOND, THIRD])
    assert reading.notices == ()


def test_a_page_with_json_ld_is_read_from_it() -> None:
    head = ld(
        **{"@type": "NewsArticle"},
        headline="Twelve leave homes &amp; fields",
        datePublished="2031-03-06T14:30:00+02:00",
        dateModified="2031-03-07T09:00:00Z",
        author=[{"@type": "Person", "name": "Ann Other"}, {"@type": "Person", "name": "Jo Blogg"}],
        publisher={"@type": "Organization", "name": "The Daily Example"},
        mainEntityOfPage={"@id": "https://daily.example/homes"},
    )
    reading = read_html(page(article(FIRST, SECOND, THIRD), head + "<title>Other</title>"))
    assert reading.found == (
        Found("published", "2031-03-06T14:30+02:00", "html JSON-LD datePublished"),
        Found("modified", "2031-03-07T09:00+00:00", "html JSON-LD dateModified"),
        Found("title", "Twelve leave homes & fields", "html JSON-LD headline"),
        Found("publisher", "The Daily Example", "html JSON-LD publisher"),
        Found("authors", "Ann Other", "html JSON-LD author"),
        Found("authors", "Jo Blogg", "html JSON-LD author"),
        Found("url", "https://daily.example/homes", "html JSON-LD mainEntityOfPage"),
    )


def test_a_json_ld_graph_is_followed_to_the_things_it_names() -> None:
    head = ld(
        **{
            "@graph": [
                {"@type": "WebSite", "name": "Not this"},
                {
                    "@type": ["NewsArticle"],
                    "datePublished": "2031-03-06",
                    "publisher": {"@id": "#p"},
                },
                {"@type": "Organization", "@id": "#p", "name": "The Daily Example"},
            ]
        }
    )
    found = where(read_html(page(article(FIRST, SECOND), head)))
    assert found["published"] == ("2031-03-06", "html JSON-LD datePublished")
    assert found["publisher"] == ("The Daily Example", "html JSON-LD publisher")


def test_a_page_with_meta_elements_is_read_from_them() -> None:
    head = """
      <meta property="og:title" content="Twelve leave homes">
      <meta property="og:site_name" content="The Daily Example">
      <meta property="article:published_time" content="2031-03-06T14:30:00Z">
      <meta property="article:modified_time" content="2031-03-06T18:00:00Z">
      <meta name="author" content="By Ann Other and Jo Blogg">
      <link rel="canonical" href="https://daily.example/homes">"""
    found = where(read_html(page(article(FIRST, SECOND), head)))
    assert found["title"] == ("Twelve leave homes", "html meta og:title")
    assert found["publisher"] == ("The Daily Example", "html meta og:site_name")
    assert found["published"] == ("2031-03-06T14:30+00:00", "html meta article:published_time")
    assert found["modified"] == ("2031-03-06T18:00+00:00", "html meta article:modified_time")
    assert found["url"] == ("https://daily.example/homes", "html link canonical")
    assert found["authors"] == ("Jo Blogg", "html meta author")


def test_a_bare_page_is_read_from_what_is_to_be_seen() -> None:
    body = (
        "<aside><time datetime='2030-01-01'>old story</time></aside>"
        "<article><h1>Twelve leave homes</h1><time datetime='2031-03-06'>6 March</time>"
        f"<span class='updated-date'>Updated: 7 March 2031</span><p>{FIRST}</p><p>{SECOND}</p>"
        "</article>"
    )
    found = where(read_html(page(body, "<title>Twelve leave homes | The Site</title>")))
    assert found["title"] == ("Twelve leave homes", "html h1")
    assert found["published"] == ("2031-03-06", "html time element")
    assert found["modified"] == ("2031-03-07", "html date line")


def test_the_address_gives_a_day_and_a_host_where_nothing_else_does() -> None:
    head = '<meta property="og:url" content="https://www.daily.example/2031/03/06/homes">'
    found = where(read_html(page(article(FIRST, SECOND), head)))
    assert found["published"] == ("2031-03-06", "html page address")
    assert found["publisher"] == ("daily.example", "html page address")


def test_no_date_is_guessed_from_the_story_or_the_copyright() -> None:
    reading = read_html(page(article("On 3 May 2019 the bridge fell. " + FIRST, SECOND)))
    assert "published" not in where(reading)


def test_broken_json_ld_and_addresses_do_not_hurt() -> None:
    head = (
        '<script type="application/ld+json">{"@type": "NewsArticle",, }</script>'
        '<link rel="canonical" href="http://[broken"><meta property="og:url" content="/homes">'
        '<meta property="article:published_time" content="soon">'
        + ld(**{"@type": "NewsArticle"}, author={"name": None}, headline=[], datePublished=7)
    )
    reading = read_html(page(article(FIRST, SECOND), head))
    assert reading.text == f"{FIRST}\n\n{SECOND}"
    assert {"published", "url"}.isdisjoint(where(reading))


def test_a_paragraph_that_a_page_holds_twice_is_read_once() -> None:
    reading = read_html(page(article(FIRST, SECOND, FIRST, SECOND, THIRD)))
    assert reading.text == "\n\n".join([FIRST, SECOND, THIRD])


def test_lists_quotes_tables_and_line_breaks_are_paragraphs() -> None:
    body = (
        f"<article><p>{FIRST}</p><blockquote><p>“{SECOND}”</p></blockquote>"
        "<ul><li>Twelve people left Aldea</li><li>Four came back</li></ul>"
        "<table><tr><th>Day</th><th>Left</th><th>Back</th></tr>"
        "<tr><td>Monday</td><td>12</td><td>3</td></tr></table>"
        f"<p>Line one\nof it<br>line <b>two</b>\n<i>of</i> it</p><p>{THIRD}</p></article>"
    )
    text = read_html(page(body)).text
    assert text is not None
    assert text.split("\n\n")[1:-1] == [
        f"“{SECOND}”", "Twelve people left Aldea", "Four came back", "Day | Left | Back",
        "Monday | 12 | 3", "Line one of it", "line two of it",
    ]  # fmt: skip


def test_a_wire_in_preformatted_text_keeps_its_paragraphs() -> None:
    wire = f"{FIRST[:60]}\n{FIRST[60:]}\n\n{SECOND}\n \n{THIRD}\n"
    text = read_html(f"<html><body><pre>{wire}</pre></body></html>".encode()).text
    assert text is not None
    assert len(text.split("\n\n")) == 3
    assert "\n" not in text.split("\n\n")[0]


def test_direction_marks_and_entities_stay_in_the_article() -> None:
    reading = read_html(
        page(article(FIRST, "The town (\u200fحلب\u200e, &rlm;حمص) was named. " + SECOND))
    )
    assert reading.text is not None
    assert "(\u200fحلب\u200e, \u200fحمص)" in reading.text
    assert [notice.code for notice in reading.notices] == ["odd-characters"]


@pytest.mark.parametrize("tag", ["div", "b", "span", "p", "ul", "table", "blockquote"])
def test_100_000_nested_tags_cost_neither_the_text_nor_minutes(tag: str) -> None:
    started = time.monotonic()
    reading = read_html(page(f"<{tag}>" * 100_000 + f"<p>{FIRST}</p>" + f"</{tag}>" * 100_000))
    assert time.monotonic() - started < 20  # measured under 1 s; the room is for slow machines
    assert reading.text is not None
    assert FIRST in reading.text


def test_a_page_saved_with_its_pictures_inside_is_read_as_a_page() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 11_000_000}'>"
    reading = read_html(page(picture + article(FIRST, SECOND, THIRD)))
    assert (reading.text, reading.notices) == ("\n\n".join([FIRST, SECOND, THIRD]), ())


def test_deep_nesting_is_told() -> None:
    reading = read_html(page("<div>" * 100_000 + f"<p>{FIRST}</p>"))
    assert [notice.code for notice in reading.notices] == ["odd-markup"]


@pytest.mark.parametrize(
    "content", [b"<html>", b"<html><body></body></html>", page(""), b"<!-- -->"]
)
def test_a_page_without_an_article_is_told(
    content: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.WARNING):
        reading = read_html(content)
    if reading.text is None:
        assert [notice.code for notice in reading.notices] == ["no-text"]
    assert caplog.records == []  # the notice is the message; nothing goes to the log beside it


def test_reading_does_not_depend_on_what_was_read_before() -> None:
    content = page(article(FIRST, SECOND, THIRD), "<title>Twelve leave</title>")
    first = read_html(content)
    for _ in range(5):
        read_html(page(article(SECOND, FIRST)))
    assert read_html(content) == first


def test_visible_text_drops_scripts_comments_and_tags_in_linear_time() -> None:
    source = (
        "<head><title>t</title></head><p>a &amp; b<br>c<script>if (x<y) {}</script>d<!-- e -->f"
    )
    assert visible_text(source) == "a & b\n\ncdf"
    started = time.monotonic()
    visible_text("<script" * 200_000 + "<!--" * 200_000 + "<" * 200_000)
    assert time.monotonic() - started < 10


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("By Ann Other", ["Ann Other"]),
        ("Ann Other and Jo Blogg", ["Ann Other", "Jo Blogg"]),
        ("Ann Other, Jo Blogg & Sam Doe", ["Ann Other", "Jo Blogg", "Sam Doe"]),
        ("Doe, Jane", ["Doe, Jane"]),
        ("https://daily.example/authors/ann", []),
        ("", []),
    ],
)
def test_bylines_are_split_into_names(line: str, names: list[str]) -> None:
    assert list(split_authors(line)) == names


tags = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<b", ">", "<script>", "</script>", "<!--", "-->", "<pre>",
     "<time datetime='2031-03-06'>", "<meta name=author content='x'>", "<table><tr><td>", "<br>",
     "&rlm;", "&#0;", "\x00", "\u200f", "<h1>", "<title>", "<link rel=canonical href='http://[a'>",
     '<script type="application/ld+json">[{"@type":"Article","author":', "<![CDATA[", "<?xml ?>"]
)  # fmt: skip


@given(st.lists(tags | st.text(max_size=20), max_size=30))
def test_no_markup_makes_the_reader_fail(parts: list[str]) -> None:
    reading = read_html("".join(parts).encode("utf-8", "surrogatepass"))
    assert (reading.text is None) == any(notice.code == "no-text" for notice in reading.notices)
    visible_text("".join(parts))
