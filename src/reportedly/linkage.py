"""What linking keeps between two runs, so that one report more is linked without reading all.

Linking writes these rows and a store keeps them; neither reads what the other makes of them. They
are no result: they can be thrown away, and linking everything makes them again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol, TypeVar

from reportedly.records import ClaimInContext, Copy, Place, Source

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedNode:
    """A different claim, compared as one: the claim that stands for it, and where it was joined.

    ``voice`` is the key of whose word it is; the rest is what linking read around it, in its
    statement and its report.
    """

    id: str
    claim_id: str
    question_id: str
    voice: str | None
    nearby: tuple[Place, ...]
    report_places: tuple[str, ...]
    narrow_places: tuple[str, ...]
    report_counts: tuple[str, ...]
    main_place: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedClaim:
    """A claim that a node or a denial is made of, its report, and whose word it is.

    ``voice`` is all that is known of the voice before names are resolved, as JSON.
    """

    claim_id: str
    document_id: str
    node_id: str | None
    voice: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NodeKey:
    """A key under which a node meets others: 63 bits of a hash."""

    key: int
    node_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """Two nodes that agree, and how well; kept in both directions."""

    left: str
    right: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedKey:
    """A key under which a denial meets the claims it may bear on."""

    key: int
    claim_id: str
    is_denial: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportNames:
    """All that a report calls anybody: its publisher, the sources in its chains, who took part."""

    document_id: str
    publisher: str | None
    sources: tuple[Source, ...]
    participants: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NameUse:
    """A report that uses a name, by the name's voice key."""

    document_id: str
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameFact:
    """In how many reports the same is said of a name: ``what`` it is, and its ``detail``."""

    key: str
    what: str
    detail: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceFact:
    """In how many reports a person, by voice key, is called so, or is said to speak for a body."""

    key: str
    what: str
    detail: str
    reports: int


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePlace:
    """A report that names somebody, by the key of the name, as a ``body``, ``person`` or other."""

    key: str
    document_id: str
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameEntity:
    """The voice key of the entity that all reports together make of a name, by its voice key."""

    key: str
    entity: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameShape:
    """What an entity or a pair of names was, but for its reports: a hash, by its unit."""

    unit: str
    shape: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceUse:
    """A report that holds a word sequence by which copies are found, by the sequence's hash."""

    value: int
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommonSequence:
    """A word sequence that so many texts hold that it makes no copy."""

    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckKey:
    """A report that brings something to a check over reports, under a key: 63 bits of a hash."""

    key: int
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReach:
    """What a report brings under the key ``reached`` is set against all that is under ``key``."""

    key: int
    reached: int
    document_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckFinding:
    """A finding that was made of what stands under a key; it may be made under others too."""

    key: int
    finding_id: str


LINKAGE_KINDS: tuple[type, ...] = (
    LinkedNode, LinkedClaim, NodeKey, Edge, DeedKey, ReportNames, NameUse, NameFact, VoiceFact,
    NamePlace, NameEntity, NameShape, SequenceUse, CommonSequence, CheckKey, CheckReach,
    CheckFinding,
)  # fmt: skip


class Linkage(Protocol):
    """Read access to what linking kept, and to the claims of the ledger as they are now."""

    def rows(self, kind: type[T], column: str, values: Collection[object], /) -> Iterator[T]:
        """Yields the kept rows of one kind in which a column has one of some values."""
        ...

    def all_rows(self, kind: type[T], /) -> Iterator[T]:
        """Yields all kept rows of one kind."""
        ...

    def claims(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields some claims in context."""
        ...

    def claims_alone(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields some claims in context, without the copies of their reports."""
        ...

    def claims_of_reports(self, document_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields all claims of some reports in context."""
        ...


class NothingKept:
    """The linkage of a ledger that was never linked: all has to be linked."""

    def rows(self, kind: type[T], column: str, values: Collection[object], /) -> Iterator[T]:
        """Yields nothing."""
        yield from ()

    def all_rows(self, kind: type[T], /) -> Iterator[T]:
        """Yields nothing."""
        yield from ()

    def claims(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields nothing."""
        yield from ()

    def claims_alone(self, claim_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields nothing."""
        yield from ()

    def claims_of_reports(self, document_ids: Collection[str], /) -> Iterator[ClaimInContext]:
        """Yields nothing."""
        yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Kept rows that are no more: those of one kind in which a column has one of some values."""

    kind: type
    column: str
    values: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """Records that were made together of one thing: ``unit`` names it (a question, a report)."""

    unit: str
    records: tuple[object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Relinked:
    """What a linking run changes: the units whose records are no more, those made, and the rows.

    First all of ``gone`` and ``dropped`` is taken away, then ``made`` and ``rows`` are written;
    both are made as they are asked for, once.
    """

    gone: tuple[str, ...]
    made: Iterable[Made]
    dropped: tuple[Dropped, ...]
    rows: Iterable[object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangedCopies:
    """The copies that a change takes away (their ids) and makes, some of them as they were.

    ``reached`` are reports that did not change themselves, with other copies than before among
    themselves; ``partners`` those that share text with a changed report, before or now.
    """

    gone: frozenset[str]
    found: tuple[Copy, ...]
    reached: frozenset[str]
    partners: frozenset[str]
    dropped: tuple[Dropped, ...]
    rows: tuple[object, ...]
