"""A report of our own words as a document."""

from __future__ import annotations

from reportedly.records import Document, record_id


def report(text: str, *, published: str | None = "2023-05-06") -> Document:
    """Returns a document with this text."""
    return Document(
        id=record_id("document", text),
        path=None,
        url=None,
        title=None,
        publisher="The Example",
        authors=(),
        published=published,
        modified=None,
        retrieved=None,
        language="en",
        text=text,
        text_sha256=record_id("text", text),
        snapshot_sha256=record_id("snapshot", text),
    )
