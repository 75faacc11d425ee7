"""Statements of short texts, written down so that a test reads like the sentence it is about."""

from __future__ import annotations

from reportedly.extract.attribution import find_statements
from reportedly.extract.nlp import parse
from reportedly.extract.times import find_times
from reportedly.records import Document, Problem, Statement


def document(text: str, *, publisher: str | None = "The Daily Post") -> Document:
    return Document(
        id="0" * 16, path=None, url=None, title=None, publisher=publisher, authors=(),
        published="2024-05-10", modified=None, retrieved=None, language="en", text=text,
        text_sha256="", snapshot_sha256="",
    )  # fmt: skip


def read(text: str) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    (parsed,) = parse([text])
    times = find_times(parsed, published="2024-05-10")
    return find_statements(parsed, document(text), times)


def attributed(text: str) -> list[Statement]:
    return [s for s in read(text)[0] if len(s.chain) > 1]


def editorial(text: str) -> list[str]:
    return [content(text, s) for s in read(text)[0] if s.mode == "editorial"]


def content(text: str, statement: Statement) -> str:
    return " | ".join(text[s.start : s.end] for s in statement.content)


def speakers(statement: Statement) -> list[str]:
    """Names of the chain after the publisher, resolved where they are."""
    return [h.source.resolved_name or h.source.name for h in statement.chain[1:]]


def said(text: str) -> list[tuple[str, str]]:
    """Who said what, in text order: the chain with " > ", and the content."""
    return [(" > ".join(speakers(s)), content(text, s)) for s in attributed(text)]


def only(text: str) -> Statement:
    (statement,) = attributed(text)
    return statement
