"""The stage ``ingest``: snapshots in, documents and problems out."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import ClassVar, assert_never

from reportedly.ingest.detect import Format, Kind, detect
from reportedly.ingest.language import ENGLISH, detect_language
from reportedly.ingest.reading import Field, Reading, problem
from reportedly.ingest.rows import read_row
from reportedly.ingest.text import read_text
from reportedly.records import (
    Document,
    MetadataOrigin,
    Problem,
    ProblemCode,
    Snapshot,
    record_id,
)

USER = "user"
FIELDS: tuple[Field, ...] = ("url", "title", "publisher", "authors", "published", "modified")
UNREAD: dict[Kind, ProblemCode] = {"binary": "binary", "unsupported": "unsupported-format"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingest:
    """Reads each snapshot: its text, its language, and its metadata with where each was found.

    A document is kept even where later stages will not read it (another language); a problem says
    so. What the user said about a report wins over what its page or row says.
    """

    name: ClassVar[str] = "ingest"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = Snapshot
    produces: ClassVar[tuple[type, ...]] = (Document,)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[Snapshot], /) -> Iterator[Document | Problem]:
        """Yields for each snapshot its document, if any, and its problems."""
        for snapshot in batch:
            yield from self._ingest(snapshot)

    def _ingest(self, snapshot: Snapshot) -> Iterator[Document | Problem]:
        if snapshot.content.strip() == b"":
            yield problem(snapshot.path, "empty", "the file holds nothing but white space")
            return
        form = detect(snapshot.content, snapshot.path, snapshot.media_type)
        if form.kind in UNREAD:
            yield problem(snapshot.path, UNREAD[form.kind], unreadable_message(form, snapshot.path))
            return
        reading = _read(snapshot, form)
        if reading.text is not None and reading.text.strip() != "":
            document = _document(snapshot, reading)
            yield document
            yield from (
                problem(snapshot.path, code, message) for code, message in _notices(document)
            )
        elif reading.text is not None:
            yield problem(snapshot.path, "empty", "the text holds nothing but white space")
        yield from (
            problem(snapshot.path, notice.code, notice.message) for notice in reading.notices
        )


def _notices(document: Document) -> Iterator[tuple[ProblemCode, str]]:
    """Yields what is to be said about a document that was read."""
    if document.language is not None and document.language != ENGLISH:
        yield (
            "not-english",
            f"the text seems to be in another language ({document.language}); it was kept and "
            "not read further: only English is read",
        )
    if document.published is None:
        yield (
            "undated",
            "no publication date is known, so times like 'on Thursday' stay open; give it with "
            "--published 2020-10-02",
        )


def unreadable_message(form: Format, path: str) -> str:
    """Returns what a file is that no reader takes, and what to do: in one sentence."""
    ending = PurePath(path).suffix
    named = (
        f" named {ending}" if ending and ending.strip(".").lower() not in form.name.lower() else ""
    )
    return f"this is {form.name}{named}; {form.advice}"


def _read(snapshot: Snapshot, form: Format) -> Reading:
    """Returns what the reader for the format makes of the snapshot."""
    match form.kind:
        case "text":
            return read_text(snapshot.content)
        case "row":
            return read_row(snapshot.content)
        case "html":
            from reportedly.ingest.html import read_html

            return read_html(snapshot.content)
        case "binary" | "unsupported":
            message = f"no reader for {form.kind}"
            raise ValueError(message)
        case _:
            assert_never(form.kind)


def _document(snapshot: Snapshot, reading: Reading) -> Document:
    """Returns the document of a snapshot with a text."""
    text = reading.text or ""
    values: dict[Field, tuple[str, ...]] = {}
    places: dict[Field, str] = {}
    given: dict[Field, tuple[str, ...]] = {
        "url": _one(snapshot.url),
        "title": _one(snapshot.title),
        "publisher": _one(snapshot.publisher),
        "authors": snapshot.authors,
        "published": _one(snapshot.published),
    }
    for field in FIELDS:
        found = [item for item in reading.found if item.field == field]
        if given.get(field):
            values[field], places[field] = given[field], USER
        elif len(found) > 0:
            values[field] = tuple(item.value for item in found)
            places[field] = found[0].where
    language = detect_language(text)
    return Document(
        id=record_id("document", snapshot.id),
        path=snapshot.path,
        url=_first(values.get("url")),
        title=_first(values.get("title")),
        publisher=_first(values.get("publisher")),
        authors=values.get("authors", ()),
        published=_first(values.get("published")),
        modified=_first(values.get("modified")),
        retrieved=snapshot.retrieved,
        language=language,
        text=text,
        text_sha256=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        snapshot_sha256=snapshot.id,
        metadata_from=tuple(
            MetadataOrigin(field=field, where=places[field]) for field in FIELDS if field in places
        ),
    )


def _one(value: str | None) -> tuple[str, ...]:
    return () if value is None or value.strip() == "" else (value,)


def _first(values: tuple[str, ...] | None) -> str | None:
    return values[0] if values else None
