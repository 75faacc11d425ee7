"""What was read: the bytes, the report made of them, and a stretch of its text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """A stretch of a document's text: code points ``[start, end)``."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """The bytes that were read, kept for good, and what was known about them before reading.

    ``content`` are the original bytes; ``id`` is their SHA-256 in hexadecimal. ``path`` and
    ``retrieved`` tell how they got here and are no part of any id. The other fields are what the
    user, or the corpus row, said about the report; they win over what the reader finds in it.
    """

    id: str
    content: bytes
    path: str
    retrieved: str | None = None
    media_type: str | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MetadataOrigin:
    """Where one metadata field of a document was found (``"user"``, ``"html"``, ``"row"``, …)."""

    field: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One report as read: immutable text, its metadata, and where each of these was found."""

    id: str
    path: str | None
    url: str | None
    title: str | None
    publisher: str | None
    authors: tuple[str, ...]
    published: str | None
    modified: str | None
    retrieved: str | None
    language: str | None
    text: str
    text_sha256: str
    snapshot_sha256: str
    metadata_from: tuple[MetadataOrigin, ...] = ()
