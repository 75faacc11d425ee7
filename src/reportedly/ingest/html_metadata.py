"""What a news page says about itself: title, publisher, authors, dates, address.

Read from the page's own declarations, in order of trust: JSON-LD (schema.org), ``meta`` elements,
``time`` elements, then the visible title and date line. Each value says where it stood, so that a
person can look. Nothing is taken from the running text: a date there is one of the story.
"""

from __future__ import annotations

import html
import itertools
import json
import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from reportedly.ingest.dates import date_in_url, read_date
from reportedly.ingest.reading import Field, Found

if TYPE_CHECKING:
    from lxml.html import HtmlElement

# Names of meta elements (name, property or itemprop), best first. From the Open Graph protocol,
# schema.org, Dublin Core, and the tags of the usual content and analytics systems.
META_NAMES: dict[Field, tuple[str, ...]] = {
    "published": (
        "article:published_time", "article:published", "og:published_time", "datepublished",
        "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
        "publish_date", "publication_date", "dc.date.issued", "dcterms.issued", "dc.date",
        "dcterms.created", "dc.date.created", "citation_publication_date", "article.published",
        "originalpublicationdate", "date",
    ),
    "modified": (
        "article:modified_time", "og:updated_time", "datemodified", "article:modified",
        "dcterms.modified", "dc.date.modified", "lastmod", "last-modified", "article.updated",
    ),
    "title": (
        "og:title", "twitter:title", "headline", "dc.title", "dcterms.title", "parsely-title",
    ),
    "publisher": (
        "og:site_name", "publisher", "dc.publisher", "dcterms.publisher", "application-name",
        "citation_journal_title",
    ),
    "authors": (
        "author", "article:author", "byl", "dc.creator", "dcterms.creator", "parsely-author",
        "sailthru.author", "citation_author",
    ),
    "url": ("og:url", "twitter:url"),
}  # fmt: skip
DATES = ("published", "modified")
# A page may carry thousands of JSON-LD nodes; the article's own stands near the top.
MAX_NODES = 2_000
MAX_JSON_CHARS = 2_000_000
ARTICLE_TYPE = re.compile(r"(?:Article|Posting|Report)$")
DATE_CLASS = re.compile(r"date|publish|posted|timestamp|byline", re.IGNORECASE)
UPDATED = re.compile(r"updat|modif|edited", re.IGNORECASE)
MAX_DATE_LINE = 120
MAX_IN_DATE_LINE = 8


def page_metadata(tree: HtmlElement) -> tuple[Found, ...]:
    """Returns the metadata of a page, each field from the most trustworthy place that has it."""
    best: dict[Field, list[Found]] = {}
    for candidates in (_from_json_ld, _from_meta, _from_links, _from_elements):
        found_here: dict[Field, list[Found]] = {}
        for found in candidates(tree):
            if found.field not in best:
                found_here.setdefault(found.field, []).append(found)
        for field, values in found_here.items():
            # several authors stand in one place; of the rest the first counts
            best[field] = _same_place(values) if field == "authors" else values[:1]
    if "url" in best:
        address = best["url"][0].value
        day, host = date_in_url(address), urlsplit(address).hostname
        if "published" not in best and day is not None:
            best["published"] = [Found("published", day, "html page address")]
        if "publisher" not in best and host is not None:
            best["publisher"] = [Found("publisher", host.removeprefix("www."), "html page address")]
    return tuple(found for values in best.values() for found in values)


def _same_place(values: list[Found]) -> list[Found]:
    """Returns the values found where the first was, each once."""
    return list(dict.fromkeys(found for found in values if found.where == values[0].where))


def _from_json_ld(tree: HtmlElement) -> Iterator[Found]:
    """Yields what the first article node of the page's JSON-LD says."""
    nodes = list(_json_ld_nodes(tree))
    article = next((node for node in nodes if _is_article(node)), None)
    if article is None:
        return
    for field, key in (
        ("published", "datePublished"), ("modified", "dateModified"), ("title", "headline"),
        ("publisher", "publisher"), ("authors", "author"), ("url", "url"),
        ("url", "mainEntityOfPage"),
    ):  # fmt: skip
        for value in _names(article.get(key), nodes):
            yield from _found(field, value, f"html JSON-LD {key}")  # type: ignore[arg-type]  # literals above


def _json_ld_nodes(tree: HtmlElement) -> Iterator[dict[str, object]]:
    """Yields the objects of the page's JSON-LD in document order, at most :data:`MAX_NODES`."""
    waiting: list[object] = []
    for script in tree.iter("script"):
        source = script.text
        if "ld+json" not in (script.get("type") or "").lower() or source is None:
            continue
        waiting.extend(_parsed(source))
    seen = 0
    while len(waiting) > 0 and seen < MAX_NODES:
        node = waiting.pop(0)
        seen += 1
        if isinstance(node, list):
            waiting[:0] = node[:MAX_NODES]
        elif isinstance(node, dict):
            yield node
            nested = (value for value in node.values() if isinstance(value, dict | list))
            waiting[:0] = list(nested)[:MAX_NODES]


def _parsed(source: str) -> list[object]:
    """Returns a script's JSON in a list; nothing where it is broken beyond the usual wrappings."""
    source = re.sub(
        r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|(?://\s*)?\]\]>)\s*$", "", source
    )
    if len(source) > MAX_JSON_CHARS:
        return []
    try:
        return [json.loads(source, strict=False)]
    except (ValueError, RecursionError):
        return []


def _is_article(node: dict[str, object]) -> bool:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return any(isinstance(kind, str) and ARTICLE_TYPE.search(kind) for kind in listed)


def _names(value: object, nodes: list[dict[str, object]]) -> Iterator[str]:
    """Yields the texts in a JSON-LD value: itself, or the name or address of the thing it is."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, dict):
            thing = _resolved(item, nodes)
            name = thing.get("name") or thing.get("@id")
            if isinstance(name, list) and len(name) > 0:
                name = name[0]
            if isinstance(name, str):
                yield name


def _resolved(item: dict[str, object], nodes: list[dict[str, object]]) -> dict[str, object]:
    """Returns the node that a bare ``{"@id": …}`` refers to, or the item itself."""
    if "name" in item or "@id" not in item:
        return item
    same = (node for node in nodes if node.get("@id") == item["@id"] and "name" in node)
    return next(same, item)


def _from_meta(tree: HtmlElement) -> Iterator[Found]:
    """Yields what the page's meta elements say, best names first."""
    contents: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            name = element.get(attribute)
            if name is not None and content is not None:
                contents.setdefault(name.strip().lower(), []).append(content)
    for field, names in META_NAMES.items():
        for name in names:
            for content in contents.get(name, ()):
                yield from _found(field, content, f"html meta {name}")


def _from_links(tree: HtmlElement) -> Iterator[Found]:
    """Yields the canonical address of the page."""
    for element in tree.iter("link"):
        if (element.get("rel") or "").strip().lower() == "canonical":
            yield from _found("url", element.get("href") or "", "html link canonical")


def _from_elements(tree: HtmlElement) -> Iterator[Found]:
    """Yields what stands in the page to be seen: its time elements, headline and date line."""
    # a page lists other stories too: a time that is marked, or stands in the article, goes first
    for element in sorted(tree.iter("time"), key=_trust_in_time):
        field: Field = "modified" if UPDATED.search(_marks(element)) else "published"
        raw = element.get("datetime") or element.text_content()[:MAX_DATE_LINE]
        yield from _found(field, raw, "html time element")
    headlines = list(tree.iter("h1"))
    if len(headlines) == 1:
        yield from _found("title", headlines[0].text_content(), "html h1")
    for element in itertools.islice(tree.iter("title"), 1):
        yield from _found("title", element.text_content(), "html title")
    for element in tree.iter("span", "p", "div", "li"):
        if DATE_CLASS.search(_marks(element)) is None or len(element) > MAX_IN_DATE_LINE:
            continue
        line = element.text_content()[: MAX_DATE_LINE + 1]
        if len(line) <= MAX_DATE_LINE:
            updated = UPDATED.search(line) or UPDATED.search(_marks(element))
            yield from _found("modified" if updated else "published", line, "html date line")


def _marks(element: HtmlElement) -> str:
    """Returns the attributes by which authors of pages say what an element is."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))


def _trust_in_time(element: HtmlElement) -> int:
    if "publish" in _marks(element).lower() or element.get("pubdate") is not None:
        return 0
    above = {ancestor.tag for ancestor in element.iterancestors()}
    return 3 if above & {"aside", "footer", "nav"} else 1 if "article" in above else 2


def _found(field: Field, raw: str, where: str) -> Iterator[Found]:
    """Yields the value cleaned for its field, or nothing where it holds none."""
    value = " ".join(html.unescape(raw).split())
    if field in DATES:
        day = read_date(value)
        if day is not None:
            yield Found(field, day, where)
    elif field == "url":
        if _is_address(value):
            yield Found(field, value, where)
    elif field == "authors":
        yield from (Found(field, name, where) for name in split_authors(value))
    elif value != "" and "://" not in value:
        yield Found(field, value, where)


def _is_address(value: str) -> bool:
    """Tells whether a value is a web address with a host."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and " " not in value


def split_authors(line: str) -> Iterable[str]:
    """Returns the names in a byline: "By A B and C D" is two; an address is none."""
    line = re.sub(r"^\s*by\s+", "", line, flags=re.IGNORECASE)
    parts = re.split(r"\s*;\s*|\s+and\s+|\s*&\s*", line)
    if all(len(part.split()) > 1 for part in re.split(r",\s*", line)):
        # names of one word each, around a comma, may be one: "Doe, Jane"
        parts = [name for part in parts for name in re.split(r",\s*", part)]
    return [part for part in parts if part != "" and "://" not in part and len(part) <= 100]
