"""Which reports share text: fingerprints, marks of syndication, and the copies found."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.documents import Span
from reportedly.records.values import CopyKind, MarkKind


@dataclass(frozen=True, slots=True, kw_only=True)
class SyndicationMark:
    """A sign that a report's own words come from somebody else: "(AP)", "with agencies", a byline.

    ``name`` is whom it names (an agency's full name, a host, an author), ``None`` where it leaves
    that open ("agencies"). ``span`` is where it stands in the text, ``None`` for what the metadata
    say; ``raw`` are its words.
    """

    kind: MarkKind
    name: str | None
    raw: str
    span: Span | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What tells copied text, without the text: a report's words as numbers, and its marks.

    ``words`` is the document's length in words; ``sketch`` are 63-bit hashes of chosen word
    sequences in rising order, by which reports that share text are found. ``layout`` is a row of
    packed numbers for each word (its hash, stem and offsets; ``link/fingerprints.py`` reads it),
    from which the passages come. ``publisher`` and ``published`` are the document's.
    """

    document_id: str
    words: int
    sketch: tuple[int, ...]
    layout: bytes = b""
    marks: tuple[SyndicationMark, ...] = ()
    publisher: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch that stands in two reports: where in either, and how many words are the same."""

    left: Span
    right: Span
    words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """Two reports that share text, passage by passage.

    ``left`` and ``right`` are documents, in the order of their ids. ``share`` is the part of the
    shorter report that stands in the other, 0 to 1; of a ``reworded`` copy the part of its
    sentences. ``earlier`` is the one that was published first, ``None`` where the dates do not
    tell; that alone does not make it the source: both may have their text from a third.
    """

    id: str
    left: str
    right: str
    kind: CopyKind
    share: float
    passages: tuple[Passage, ...]
    earlier: str | None
    why: tuple[str, ...]
