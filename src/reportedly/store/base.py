"""The Store protocol, and the few records that pass between the driver and a store.

A store keeps records and answers for their safety. Three promises hold for every store, and
``tests/contract/test_stores.py`` asks each of them of all stores:

- **Idempotent.** A record written twice is there once; the later one wins.
- **Atomic.** Each method that writes does all of its work or none. A report is replaced with
  everything that hangs on it in one go, so that a kill at any point leaves whole reports only.
- **Ordered.** ``read`` returns records in an order that comes from their content alone
  (:data:`ORDER`), never from the order of writing.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Literal, Protocol, Self, TypeVar

from reportedly.linkage import (
    CheckFinding,
    CheckKey,
    CheckReach,
    CommonSequence,
    DeedKey,
    Edge,
    LinkedClaim,
    NameEntity,
    NameFact,
    NamePlace,
    NameShape,
    NameUse,
    NodeKey,
    Relinked,
    ReportNames,
    SequenceUse,
    VoiceFact,
)
from reportedly.records import (
    Assessment,
    Claim,
    Copy,
    Document,
    Entity,
    Finding,
    Fingerprint,
    Judgement,
    Link,
    NamePair,
    Origin,
    Problem,
    Question,
    Snapshot,
    Span,
    Statement,
)

T = TypeVar("T")

# What hangs on one document and goes with it; what a linking run makes of all documents together.
DOCUMENT_KINDS: tuple[type, ...] = (Fingerprint, Statement, Claim)
LINK_KINDS: tuple[type, ...] = (
    Copy, Entity, NamePair, Question, Origin, Link, Finding, Assessment,
)  # fmt: skip
STORED_KINDS: tuple[type, ...] = (
    Snapshot, Document, *DOCUMENT_KINDS, *LINK_KINDS, Judgement, Problem,
)  # fmt: skip

# The unit of the problems that a linking run reports; others have a document's id or a path.
LINKING = "(linking)"


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentWork:
    """All that was done on one report, to be written as one.

    ``stages`` are the names of the stages that ran. What they made earlier of this report (the
    record kinds in ``replaces``, and their problems) gives way to ``records`` and ``problems``.
    ``done`` are pairs of stage key and input id, to be skipped next time; they replace all
    earlier marks of the same inputs. ``snapshot`` is ``None`` where the bytes are known already.
    """

    document: Document
    snapshot: Snapshot | None
    records: tuple[object, ...]
    problems: tuple[Problem, ...]
    stages: tuple[str, ...]
    replaces: tuple[type, ...]
    done: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedState:
    """Over which documents the ledger's questions were made, and whether these are still they.

    ``made_from`` is the state of the documents when linking ran (``None``: it never did),
    ``current`` their state now; ``made_by`` the key of the stages that linked. ``kept_by`` is that
    key too where linking kept what it needs to link in steps. ``changed`` are the documents that
    were added, changed or removed since, by ``changes`` changes in all.
    """

    made_from: str | None
    made_by: str | None
    current: str
    kept_by: str | None = None
    changed: tuple[str, ...] = ()
    changes: int = 0

    @property
    def is_stale(self) -> bool:
        """Whether documents were added, changed or removed since linking ran."""
        return self.made_from != self.current


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchHit:
    """A place in the ledger where all the words of a search stand.

    ``marks`` are spans into ``excerpt``, the words that were found.
    """

    kind: Literal["document", "claim"]
    id: str
    document_id: str
    excerpt: str
    marks: tuple[Span, ...]


class Store(Protocol):
    """Keeps records. ``write``, ``read`` and ``done`` for all; the rest is what a ledger needs."""

    def write(self, records: Iterable[object]) -> None:
        """Writes records by their id, all or none; a known id gets the new content."""
        ...

    def read(self, kind: type[T], /, **equals: object) -> Iterator[T]:
        """Yields the records of one kind whose columns equal the given values, in :data:`ORDER`.

        What is written while the reader is at work is not seen by it.
        """
        ...

    def done(self, stage_key: str) -> set[str]:
        """Returns the ids of the inputs on which a stage, with these settings, has been run."""
        ...

    def has_done(self, stage_key: str, input_id: str) -> bool:
        """Tells whether a stage, with these settings, has been run on one input."""
        ...

    def replace_document(self, work: DocumentWork) -> None:
        """Writes all that was done on one report, in place of what was there: all or nothing."""
        ...

    def write_problems(
        self, problems: Iterable[Problem], *, unit: str, replaces: Collection[str] = ()
    ) -> None:
        """Writes problems about one unit: a document's id, or a path that gave no document.

        Earlier ones of the same unit, from the stages named in ``replaces``, give way to them.
        """
        ...

    def replace_links(self, records: Iterable[object], *, made_from: str, made_by: str) -> None:
        """Writes the result of a linking run in place of the whole earlier one: all or nothing."""
        ...

    def change_links(
        self, change: Relinked, *, made_from: LinkedState, made_by: str, is_whole: bool
    ) -> bool:
        """Writes what a linking run changes, or all that it made (``is_whole``): all or nothing.

        ``made_from`` is the state that the run saw when it started. Where another run has linked
        the ledger since, nothing is written, and ``False`` is returned.
        """
        ...

    def find(self, kind: type[T], column: str, values: Collection[object], /) -> Iterator[T]:
        """Yields the records or kept rows in which a column has one of some values; any order."""
        ...

    def linked_state(self) -> LinkedState:
        """Returns what linking last ran over, and what it would run over now."""
        ...

    def remove(self, document_id: str) -> bool:
        """Removes a document with all that hangs on it; tells whether it was there.

        Its questions and links stay until the next linking run, and ``linked_state`` is stale.
        """
        ...

    def search(
        self, text: str, *, kind: Literal["document", "claim"] | None = None, limit: int = 100
    ) -> Iterator[SearchHit]:
        """Yields where all words of a text stand, best first. Any text is safe.

        Words in double quotes are a phrase; a word that ends in ``*`` is the start of a word.
        """
        ...

    def count(self, kind: type, /, **equals: object) -> int:
        """Returns how many records ``read`` would yield."""
        ...

    def ids(self, kind: type, /, *, beginning: str = "") -> tuple[str, ...]:
        """Returns the ids of one kind that begin so, sorted: people type the start of an id."""
        ...

    def close(self) -> None:
        """Closes the store; nothing can be read or written afterwards."""
        ...

    def __enter__(self) -> Self:
        """Returns the store itself."""
        ...

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Closes the store."""
        ...


def first_start(spans: Iterable[Span]) -> int | None:
    """Returns where the first of some spans starts."""
    return min((span.start for span in spans), default=None)


def _joined(names: Iterable[str]) -> str | None:
    return " · ".join(dict.fromkeys(names)) or None


# Columns beside the records' own fields: what people look for in nested records, lifted out so
# that it can be filtered, sorted and read in any SQLite browser. ``read`` takes them too.
Derived = tuple[type, Callable[[Any], Any]]
DERIVED: dict[type, dict[str, Derived]] = {
    Statement: {
        "content_start": (int, lambda s: first_start(s.content)),
        "speaker": (str, lambda s: s.chain[-1].source.name if s.chain else None),
        "speaker_kind": (str, lambda s: s.chain[-1].source.kind if s.chain else None),
        "speaker_entity_id": (str, lambda s: s.chain[-1].source.entity_id if s.chain else None),
    },
    Claim: {
        "evidence_start": (int, lambda c: c.evidence.start),
        "evidence_end": (int, lambda c: c.evidence.end),
        "quantity_raw": (str, lambda c: c.quantity.raw if c.quantity else None),
        "quantity_low": (float, lambda c: c.quantity.low if c.quantity else None),
        "quantity_high": (float, lambda c: c.quantity.high if c.quantity else None),
        "place_names": (str, lambda c: _joined(p.name for p in c.places)),
        "time_first": (str, lambda c: c.time.first if c.time else None),
        "time_last": (str, lambda c: c.time.last if c.time else None),
    },
}

# The columns that ``read`` sorts by; unknown (None) comes first. Each ends in what is unique.
ORDER: dict[type, tuple[str, ...]] = {
    Document: ("published", "path", "id"),
    Fingerprint: ("document_id",),
    Statement: ("document_id", "content_start", "id"),
    Claim: ("document_id", "evidence_start", "evidence_end", "id"),
    Copy: ("left", "right", "id"),
    Link: ("left", "right", "id"),
    Finding: ("kind", "id"),
    NamePair: ("left", "right", "id"),
    Judgement: ("at", "id"),
    Assessment: ("question_id", "id"),
    Problem: ("subject", "stage", "code", "message"),
}


# The columns that identify a record of a kind, where that is not its id.
KEYS: dict[type, tuple[str, ...]] = {
    Fingerprint: ("document_id",),
    LinkedClaim: ("claim_id",),
    NodeKey: ("key", "node_id"),
    Edge: ("left", "right"),
    DeedKey: ("key", "claim_id"),
    ReportNames: ("document_id",),
    NameUse: ("key", "document_id"),
    NameFact: ("key", "what", "detail"),
    VoiceFact: ("key", "what", "detail"),
    NamePlace: ("key", "document_id", "how"),
    NameEntity: ("key",),
    NameShape: ("unit",),
    SequenceUse: ("value", "document_id"),
    CommonSequence: ("value",),
    CheckKey: ("key", "document_id"),
    CheckReach: ("key", "reached", "document_id"),
    CheckFinding: ("key", "finding_id"),
}


def order_of(kind: type) -> tuple[str, ...]:
    """Returns the columns by which ``read`` sorts records of one kind."""
    return ORDER.get(kind, key_columns(kind))


def key_columns(kind: type) -> tuple[str, ...]:
    """Returns the columns that identify a record of one kind."""
    return KEYS.get(kind, ("id",))


def column_names(kind: type) -> tuple[str, ...]:
    """Returns the names that ``read`` may filter one kind by."""
    fields = tuple(field.name for field in dataclasses.fields(kind))
    return (*fields, *DERIVED.get(kind, {}))
