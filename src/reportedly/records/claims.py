"""What a report says: statements with their chains of sources, and the claims in them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.documents import Span
from reportedly.records.values import (
    Counting,
    Event,
    Modality,
    Mode,
    PlacePrecision,
    PlaceRole,
    Polarity,
    Relation,
    Role,
    SourceKind,
    Stance,
    TimePrecision,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time as said (``raw``) and the interval it allows, both ends included.

    ``span`` is ``None`` where the time was inferred rather than said. ``first`` or ``last`` is
    ``None`` where that end is open or cannot be known.
    """

    raw: str
    span: Span | None
    first: str | None
    last: str | None
    precision: TimePrecision | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who or what speaks in one hop, named as the report names it.

    ``resolved_name`` is the fullest name the same report gives for it (a reading, not a quotation);
    ``entity_id`` is a readable key of that name, equal for all mentions of one source in a report.
    ``description`` is what the report says about an unnamed source, as written.
    """

    name: str
    kind: SourceKind
    span: Span | None
    entity_id: str | None = None
    resolved_name: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hop:
    """One step of a chain of who-says-that-who-says: the source, its cue, its stance."""

    source: Source
    cue: Span | None
    stance: Stance


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """Somebody is said to have said this.

    ``chain`` runs from the publisher (outermost) to the origin of the content (innermost); the
    publisher's own statement has one hop and mode ``editorial``. ``content`` are the spans of what
    was said, in text order. ``hedges`` are spans of words that weaken it ("reportedly").
    """

    id: str
    document_id: str
    content: tuple[Span, ...]
    chain: tuple[Hop, ...]
    mode: Mode
    stance: Stance
    polarity: Polarity
    said_at: Time | None = None
    hedges: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """A number as stated, and the interval that its words allow.

    ``low``/``high`` are ``None`` where the words leave that end open ("at least 300" is 300, None).
    A comparison without a number ("much higher") has both ``None`` and its words in ``raw``.
    ``unit`` is ``person``, ``percent``, a currency code (``USD``), ``day``, ``km``, …; ``counted``
    are the words for what is counted, ``per`` what it is per, ``share_of`` what it is a share of.
    ``is_derived`` tells that the report says no number: people it names one by one were counted,
    and ``raw`` are their names as listed.
    """

    span: Span
    raw: str
    low: float | None
    high: float | None
    best: float | None
    relation: Relation
    unit: str | None
    counted: str | None
    per: str | None
    share_of: str | None
    is_derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Participant:
    """An actor or target of an event, as named in the text."""

    name: str
    span: Span
    entity_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place as named, its role in the claim, and where the gazetteer puts it.

    Coordinates are degrees (WGS 84) of the place's point in GeoNames or in our table of regions;
    ``None`` where no gazetteer knows the name. ``precision`` says how much ground the name covers.
    """

    name: str
    span: Span
    role: PlaceRole
    lat: float | None
    lon: float | None
    geonames_id: int | None
    precision: PlacePrecision | None
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One checkable proposition in a statement, anchored to the words that make it."""

    id: str
    document_id: str
    statement_id: str
    evidence: Span
    event: Event | None
    role: Role | None
    counting: Counting | None
    modality: Modality
    polarity: Polarity
    quantity: Quantity | None
    actors: tuple[Participant, ...]
    targets: tuple[Participant, ...]
    places: tuple[Place, ...]
    time: Time | None
