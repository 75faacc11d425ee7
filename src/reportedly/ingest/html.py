"""News pages: the article's text, paragraph by paragraph, and what the page says about itself.

The article is found by trafilatura; the metadata is read here (:mod:`.html_metadata`), so that it
can say where it stood. A page whose markup no parser follows (tags nested by the thousand) is not
lost: its text is kept with the tags taken out, and a notice says so.

Heavy libraries are loaded when the first page is met, not before.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from reportedly.ingest.characters import odd_character_notices
from reportedly.ingest.decode import decode
from reportedly.ingest.html_metadata import page_metadata, split_authors
from reportedly.ingest.reading import Found, Notice, Reading

if TYPE_CHECKING:
    from configparser import ConfigParser

    from lxml.html import HtmlElement

# Elements of trafilatura's result that stand on their own.
BLOCKS = frozenset(
    {"body", "p", "head", "quote", "list", "item", "table", "row", "ab", "code", "fw"}
)
# Elements of a page that do, and those whose content nobody sees.
# fmt: off
HTML_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "nav", "ol", "option", "p", "pre", "section", "table", "td", "th", "title", "tr", "ul",
})
# fmt: on
UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "head", "textarea", "select"})
# Some pages hold a paragraph twice (a teaser and the story, a phone's and a desk's version), and
# the second is no second statement. Shorter ones ("Read more", a name, a score) may well repeat.
REPEATED_CHARS = 40
# Characters that no browser accepts in a page and libxml2 would stop at.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
# Pages saved in one file carry their pictures as text, by the megabyte; libxml2 stops at ten.
EMBEDDED = re.compile(r"data:[a-z0-9/+.-]{1,80};base64,[A-Za-z0-9+/=]*")
# Trafilatura drops what is not printable, and with it the marks that order Arabic or Hebrew names
# in an English sentence. They travel as Braille signs that the page does not hold.
DIRECTIONS = re.compile("[\u061c\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
BLANK_LINE = re.compile(r"\n\s*\n")
STAND_INS = tuple(chr(code) for code in range(0x2800, 0x2900))


def read_html(content: bytes) -> Reading:
    """Returns the article text of a page, its metadata with where each was found, and notices."""
    decoded = decode(content, is_markup=True)
    page = EMBEDDED.sub("data:,", FORBIDDEN.sub("", decoded.text)).encode("utf-8", "replace")
    tree = _parsed(page)
    if tree is None:
        return _without_markup(decoded.text, decoded.notices)
    try:
        found = _filled_in(page_metadata(tree), tree)
        text = article_text(tree)
    except RecursionError:
        return _without_markup(decoded.text, decoded.notices)
    if text == "":
        notice = Notice(
            "no-text",
            "no article text was found in the page (it may be a list of stories, or one that a "
            "script fills in): save the complete page from the browser, or save its text",
        )
        return Reading(None, found, (*decoded.notices, notice))
    return Reading(text, found, (*decoded.notices, *odd_character_notices(text)))


def article_text(tree: HtmlElement) -> str:
    """Returns the article of a page as paragraphs with an empty line between, or an empty text."""
    from trafilatura import bare_extraction

    _divide_preformatted(tree)
    back = _protect_directions(tree)
    result = bare_extraction(tree, include_comments=False, deduplicate=False, config=_settings())
    if result is None or isinstance(result, dict):
        return ""
    seen: set[str] = set()
    kept = []
    for paragraph in _paragraphs(result.body):
        if len(paragraph) >= REPEATED_CHARS and paragraph in seen:
            continue
        seen.add(paragraph)
        kept.append(paragraph)
    return "\n\n".join(kept).translate(back)


def visible_text(page: str) -> str:
    """Returns all text of a page without looking at how its tags are nested, in linear time."""
    pieces = page.replace("\n", " ").replace("\r", " ").split("<")
    out = [pieces[0]]
    unseen = ""  # the element, or comment, that hides what follows
    for piece in pieces[1:]:
        if unseen == "!--":
            _, end, rest = piece.partition("-->")
            unseen = "" if end else unseen
            out.append(rest)
            continue
        if piece.startswith("!--"):
            _, end, rest = piece[3:].partition("-->")
            unseen = "" if end else "!--"
            out.append(rest)
            continue
        tag, end, rest = piece.partition(">")
        name = re.match(r"/?[a-zA-Z][a-zA-Z0-9]*", tag)
        if name is None or end == "":
            out.append("" if unseen else "<" + piece)
            continue
        word = name.group().lower()
        if unseen:
            unseen = "" if word in ("/" + unseen, "body") else unseen
        elif word in UNSEEN and not tag.endswith("/"):
            unseen = word
        if not unseen:
            is_block = word.removeprefix("/") in HTML_BLOCKS
            out.append(("\n\n" if is_block else "\n" if word == "br" else "") + rest)
    return "\n\n".join(_lines(html.unescape("".join(out))))


def _parsed(page: bytes) -> HtmlElement | None:
    """Returns the page's tree, or ``None`` where the parser gave up before its end.

    libxml2 stops at 256 nested elements and says so in its log only; without a look there, all
    that follows would be lost in silence.
    """
    from lxml import etree
    from lxml.html import HTMLParser, document_fromstring

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = document_fromstring(page, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        return None
    stopped = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return None if stopped else tree


@cache
def _settings() -> ConfigParser:
    """Returns trafilatura's settings; a page without text is our notice, not a line in its log."""
    from trafilatura.settings import use_config

    settings: ConfigParser = use_config()
    settings.set("DEFAULT", "MIN_OUTPUT_SIZE", "0")
    return settings


def _filled_in(found: tuple[Found, ...], tree: HtmlElement) -> tuple[Found, ...]:
    """Returns the metadata with the title and authors that trafilatura finds, where they lack.

    Its dates are not taken: without a declaration it guesses from the running text, and its
    guess depends on today's date.
    """
    fields = {item.field for item in found}
    if "title" in fields and "authors" in fields:
        return found
    from trafilatura.metadata import extract_metadata

    fixed = {"extensive_search": False, "original_date": True, "max_date": "2199-12-31"}
    known = extract_metadata(tree, date_config=fixed, extensive=False)
    more = []
    if "title" not in fields and known.title:
        more.append(Found("title", known.title, "trafilatura"))
    if "authors" not in fields:
        more.extend(
            Found("authors", name, "trafilatura") for name in split_authors(known.author or "")
        )
    return (*found, *more)


def _paragraphs(body: HtmlElement) -> Iterator[str]:
    """Yields the paragraphs of trafilatura's result; a table's row is one, its cells divided."""
    from lxml import etree

    pieces: list[str] = []
    for event, element in etree.iterwalk(body, events=("start", "end")):
        if element.tag in BLOCKS:
            yield from _lines("".join(pieces))
            pieces = []
        elif element.tag == "lb" and event == "start":
            pieces.append("\n")
        elif element.tag == "cell" and event == "end" and element.getnext() is not None:
            pieces.append(" | ")
        text = element.text if event == "start" else element.tail
        if text:
            pieces.append(re.sub(r"[\r\n]", " ", text))  # a break in a page's source is a space
    yield from _lines("".join(pieces))


def _lines(text: str) -> Iterator[str]:
    """Yields the non-empty lines, each with single spaces."""
    for line in text.split("\n"):
        words = line.split()
        if len(words) > 0:
            yield " ".join(words)


def _divide_preformatted(tree: HtmlElement) -> None:
    """Makes paragraphs of preformatted text with empty lines in it, as old wires are kept."""
    from lxml.etree import SubElement

    for element in list(tree.iter("pre")):
        parts = BLANK_LINE.split(element.text_content())
        if len(parts) < 2:
            continue
        tail = element.tail
        element.clear()
        element.tag, element.tail = "div", tail
        for part in parts:
            SubElement(element, "p").text = part


def _protect_directions(tree: HtmlElement) -> dict[int, str]:
    """Puts stand-ins for the direction marks into the tree; returns the table to undo it."""
    held = "".join(tree.itertext())
    marks = sorted(set(DIRECTIONS.findall(held)))
    free = [sign for sign in STAND_INS if sign not in held]
    pairs = dict(zip(marks, free, strict=False))
    if len(pairs) == 0:
        return {}
    there = str.maketrans(pairs)
    for element in tree.iter():
        if element.text:
            element.text = element.text.translate(there)
        if element.tail:
            element.tail = element.tail.translate(there)
    return {ord(sign): mark for mark, sign in pairs.items()}


def _without_markup(page: str, notices: tuple[Notice, ...]) -> Reading:
    """Returns all text of a page that no parser follows, with a notice."""
    text = visible_text(page)
    if text == "":
        return Reading(None, notices=(*notices, Notice("no-text", "the page holds no text")))
    notice = Notice(
        "odd-markup",
        "the page's tags are broken or nested too deeply to tell the article from the rest; all "
        "its text was kept, menus and notes included, and no metadata was read",
    )
    return Reading(text, notices=(*notices, notice, *odd_character_notices(text)))
