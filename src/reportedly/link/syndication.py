"""Signs that a report's own words come from somebody else: credit lines, canonical links, bylines.

A report says so itself: "(AP)" behind the dateline, "– Reuters" at its end, "with agencies", a
canonical link to another publisher's page, a byline that another outlet has too. A mark never makes
a voice more; it names whose voice the report's own words are, or shows that nobody can tell.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from reportedly.records import Document, Span, SyndicationMark

# A dateline stands at the head of a text: its place, day and agency take no more than this.
DATELINE_CHARACTERS = 300
# Where the reader found the address, if it is the page's canonical link (``ingest``'s words).
CANONICAL = "canonical"

_NAME_PART = r"[A-Z][\w'’.-]*"
_BYLINE = re.compile(
    rf"^[ \t]*(?:By|BY) ({_NAME_PART}(?: {_NAME_PART}){{1,3}})[ \t]*$", re.MULTILINE
)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgencyWords:
    """The agencies by every way to name them, and the patterns of marks."""

    names: Mapping[str, str]
    no_person: frozenset[str]
    bracketed: re.Pattern[str]
    lines: tuple[re.Pattern[str], ...]
    member: re.Pattern[str]


@cache
def agency_words() -> AgencyWords:
    """Returns what ``data/agencies.toml`` lists, ready for use."""
    table = tomllib.loads(
        files("reportedly.link").joinpath("data", "agencies.toml").read_text("utf-8")
    )
    names = {other: full for full, others in table["agencies"].items() for other in (full, *others)}
    listed = sorted(names, key=len, reverse=True)
    several = "|".join(re.escape(word) for word in table["words"]["several"])
    name = rf"(?:{'|'.join(re.escape(other) for other in listed)}|(?i:{several}))"
    member = rf"{name}(?!\w)"
    run = rf"{member}(?:(?:\s*[,/&]\s*|\s+and\s+){member})*"
    before = "|".join(
        re.escape(w) for w in sorted(table["words"]["credits"], key=len, reverse=True)
    )
    behind = "|".join(re.escape(w) for w in table["words"]["credits_behind"])
    return AgencyWords(
        names=names,
        no_person=frozenset(table["words"]["no_person"]),
        bracketed=re.compile(rf"[(\[]\s*(?:(?i:{before})\s+)?(?P<run>{run})\s*[)\]]"),
        lines=(
            # a line of its own, with or without words of credit: "Source: Reuters", "With agencies"
            re.compile(
                rf"^[ \t]*(?:(?i:{before})[ \t:]*)*(?:\d{{4}}[ \t]+)?(?:[Tt]he )?(?P<run>{run})"
                rf"(?:[ \t]+staff)?[ \t.]*$",
                re.MULTILINE,
            ),
            # behind a dash at the end of a line: "… in the evening. – Reuters"
            re.compile(rf"(?:\s[-–—]{{1,2}}|—)[ \t]*(?P<run>{run})[ \t.]*$", re.MULTILINE),
            re.compile(rf"(?:[Tt]he )?(?P<run>{run})\s+(?:{behind})"),
            # a dateline without brackets, at the very beginning: "Reuters – …"
            re.compile(rf"\A\s*(?P<run>{run})\s*[-–—:]\s"),
        ),
        member=re.compile(member),
    )


def syndication_marks(document: Document) -> tuple[SyndicationMark, ...]:
    """Returns the marks of a report, those of its text first, in the order of the text."""
    in_text = sorted(_marks_in(document.text), key=lambda mark: mark.span or Span(start=0, end=0))
    found = [*in_text, *_of_authors(document.authors), *_of_address(document)]
    return tuple(dict.fromkeys(found))


def agency_of(name: str) -> str | None:
    """Returns the full name of the news agency that a name or short form is, or ``None``."""
    names = agency_words().names
    return names.get(name.strip()) or names.get(
        name.strip().removeprefix("the ").removeprefix("The ")
    )


def _marks_in(text: str) -> Iterator[SyndicationMark]:
    words = agency_words()
    for found in words.bracketed.finditer(text):
        if _is_mark(found, text):
            yield _mark(found, text)
    for pattern in words.lines:
        for found in pattern.finditer(text):
            yield _mark(found, text)
    for found in _BYLINE.finditer(text, 0, DATELINE_CHARACTERS):
        name = found.group(1)
        if agency_of(name) is None and _is_person(name):
            yield SyndicationMark(kind="byline", name=name, raw=found.group().strip(),
                                  span=Span(start=found.start(1), end=found.end(1)))  # fmt: skip


def _is_mark(found: re.Match[str], text: str) -> bool:
    """Tells whether an agency in brackets is a mark: in a dateline, or where a paragraph ends.

    Behind its own full name it is an abbreviation; within a sentence, the source of one statement.
    """
    before, after = text[: found.start()].rstrip(), text[found.end() :]
    named = agency_of(found.group("run"))
    if named is not None and before.endswith(named):
        return False
    if re.match(r"\s*[-–—:]", after) and found.end() <= DATELINE_CHARACTERS:
        return True
    return re.match(r"[ \t.]*(?:\n|$)", after) is not None or before == ""


def _mark(found: re.Match[str], text: str) -> SyndicationMark:
    """Returns the mark of a match: one agency, or "agencies" where it names several or none."""
    span = Span(start=found.start("run"), end=found.end("run"))
    raw = text[span.start : span.end]
    members = [m.group() for m in agency_words().member.finditer(raw)]
    named = {agency_of(member) for member in members}
    if len(named) == 1 and None not in named:
        return SyndicationMark(kind="agency", name=named.pop(), raw=raw, span=span)
    return SyndicationMark(kind="agencies", name=None, raw=raw, span=span)


def _of_authors(authors: tuple[str, ...]) -> Iterator[SyndicationMark]:
    words = agency_words()
    for author in authors:
        for pattern in words.lines[:1]:
            found = pattern.fullmatch(author.strip())
            if found is not None:
                yield replace(_mark(found, author.strip()), span=None)
                break
        else:
            if _is_person(author):
                yield SyndicationMark(kind="byline", name=" ".join(author.split()), raw=author)


def _is_person(name: str) -> bool:
    """Tells whether a byline names a person in full: a surname alone is nobody's name."""
    words = name.split()
    return (
        2 <= len(words) <= 4
        and all(word[:1].isupper() for word in words if len(word) > 3)
        and agency_words().no_person.isdisjoint(word.lower().strip(",.") for word in words)
    )


def _of_address(document: Document) -> Iterator[SyndicationMark]:
    """Yields the mark of a canonical link whose host is not the publisher's by its name."""
    where = {origin.field: origin.where for origin in document.metadata_from}
    if document.url is None or document.publisher is None or CANONICAL not in where.get("url", ""):
        return
    host = (urlsplit(document.url).hostname or "").removeprefix("www.")
    if host and not is_host_of(host, document.publisher):
        yield SyndicationMark(kind="canonical-link", name=host, raw=document.url)


def is_host_of(host: str, publisher: str) -> bool:
    """Tells whether a host may be a publisher's by their names: "nytimes.com", "bbc.co.uk"."""
    squeezed = re.sub(r"[\W_]", "", publisher.lower())
    initials = "".join(word[0] for word in re.findall(r"\w+", publisher.lower()))
    labels = [re.sub(r"[\W_]", "", label) for label in host.lower().split(".")[:-1]]
    bare = squeezed.removeprefix("the")
    return any(
        len(label) > 1 and (label in squeezed or bare in label or label in initials)
        for label in labels
    )
