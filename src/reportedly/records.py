"""Every record type of the ledger, and the ids they go by.

What goes in and comes out of every stage is one of these. They are plain frozen dataclasses with
no behaviour: small, picklable, and readable in JSON, SQL and Arrow alike. This module imports
nothing of ours and no library.

Conventions that hold for all of them:

- Offsets are Unicode code points, 0-based, ``[start, end)``, into the document's ``text``.
- Unknown is ``None``, never an empty string, a zero or a guess. A guess stands in a field of its
  own that says so (``resolved_name``, ``MetadataOrigin.where``).
- Dates are ISO 8601 strings: ``2020-10-02``, or ``2020-10-02T14:30`` where the hour is known, or
  ``2020-10-02T14:30+00:00`` where the zone is given too (as in the metadata of web pages).
- Ids are made from content by :func:`record_id`: no counters, clocks or random numbers.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Literal

SourceKind = Literal[
    "person",
    "government",
    "armed-group",
    "organisation",
    "media",
    "document",
    "recording",
    "unnamed",
]
Stance = Literal[
    "asserts", "confirms", "denies", "alleges", "estimates", "demands", "asks", "promises",
    "threatens", "warns", "declines", "retracts", "reports",
]  # fmt: skip
Mode = Literal["quoted", "reported", "mixed", "editorial"]
Polarity = Literal["positive", "negative"]
Event = Literal[
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse",
    "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
    "transfer", "recruit", "pay", "displace", "ceasefire", "confirm", "other",
]  # fmt: skip
Role = Literal[
    "killed", "injured", "missing", "killed-or-injured", "injured-or-missing", "captured",
    "displaced", "transferred", "deployed", "recruited", "participants", "paid", "population",
    "destroyed", "share", "other",
]  # fmt: skip
Counting = Literal["total", "increment", "subset", "cumulative"]
Modality = Literal["actual", "planned", "hypothetical", "conditional", "habitual", "negated"]
Relation = Literal["=", ">=", ">", "<=", "<", "~", "range"]
PlaceRole = Literal["at", "from", "via", "to", "near"]
PlacePrecision = Literal["exact", "city", "region", "country", "area"]
TimePrecision = Literal["minute", "day", "week", "month", "year", "range"]
LinkKind = Literal["corroborates", "contradicts", "supersedes", "repeats", "cites", "subset-of"]
Verdict = Literal["holds", "does not hold", "worth a look", "cannot tell"]
Sameness = Literal["same", "different", "unsure"]
JudgementKind = Literal["names", "reliability", "grade"]
JudgementVerdict = Literal[
    "same", "different", "unsure", "withdrawn",
    "A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6",
]  # fmt: skip
Condition = Literal[
    "no-voice", "withdrawn", "only-denied", "no-number", "superseded", "outweighed", "majority",
    "contradicted", "denied", "three-voices", "two-voices", "near", "compatible", "one-voice",
]  # fmt: skip
SamenessBasis = Literal["judgement", "declared", "listed", "reports", "likeness"]
MarkKind = Literal["agency", "agencies", "canonical-link", "byline"]
CopyKind = Literal["exact", "near", "partial", "reworded"]
ProblemCode = Literal[
    "bad-date", "bad-row", "binary", "crash", "dangling-link", "duplicate", "empty",
    "encoding-guessed", "group-too-large", "judgements-clash", "metadata-differs", "no-text",
    "not-english", "odd-characters", "odd-markup", "too-large", "too-long", "unclosed-quote",
    "undated", "unreadable", "unsupported-format",
]  # fmt: skip


def record_id(kind: str, *parts: object) -> str:
    """Returns the id of a record: 16 hexadecimal digits from its kind and defining parts.

    The parts are hashed as one JSON list, so that they cannot run together: ``("ab", "c")`` and
    ``("a", "bc")`` differ. 64 bits keep the chance of one collision among ten million records
    under 3 in a million.
    """
    listed = json.dumps([kind, *parts], ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(listed.encode("utf-8", "surrogatepass")).hexdigest()[:16]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class MainFigure:
    """One of the figures that a report is about: how many of whom, and the claims it rests on.

    ``population`` is ``civilians``, ``noncivilians``, ``children`` or ``women``; people of whom no
    word says more count as civilians. ``is_derived`` tells that ``count`` is the tool's own sum,
    remainder or count of victims told one by one, and no number of the report.
    """

    document_id: str
    role: Role
    population: str
    count: float
    claim_ids: tuple[str, ...]
    is_derived: bool = False


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


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimInContext:
    """A claim with what linking and checking need to know about where it stands.

    No text: later stages compare claims, they never read reports. ``copies`` are those that the
    claim's report has a part in.
    """

    document_id: str
    claim: Claim
    statement: Statement
    publisher: str | None
    published: str | None
    fingerprint: Fingerprint | None
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One independent voice behind the claims of a question, where it was heard, why it is one.

    Voices are told apart question by question: a copied paragraph makes two outlets one voice for
    what stands in that paragraph, and for nothing else.
    """

    id: str
    source: str
    document_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    why: tuple[str, ...]
    question_id: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What several claims answer: one event kind, role, population, place scope and time window."""

    id: str
    title: str
    event: Event | None
    role: Role | None
    population: str | None
    places: tuple[str, ...]
    first: str | None
    last: str | None
    claim_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionInContext:
    """A question with the claims that answer it and the voices behind them."""

    question: Question
    claims: tuple[ClaimInContext, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """One reason for a link, with its value and the detail in words."""

    name: str
    value: float
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Two claims compared: how they stand to each other, and why."""

    id: str
    left: str
    right: str
    kind: LinkKind
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One line of a working: what is done, and what comes out, so that a pencil can follow."""

    text: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A check that was made: its kind, the result in words, its inputs and its working."""

    id: str
    kind: str
    statement: str
    claim_ids: tuple[str, ...]
    working: tuple[Step, ...]
    verdict: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of the competing answers to a question, with those who give it.

    ``origin_ids`` are the independent voices; ``claim_ids`` all the claims that say so. A voice
    whose chain is unknown is in ``claim_ids`` only: it is not counted as independent.
    ``condition`` is the rule that gave ``credibility``, the Admiralty digit of this answer; an
    answer that all its voices have revised (``superseded``) has no digit any more.
    ``revised_origin_ids`` are those of the voices that have since given another number, or none.
    """

    low: float | None
    high: float | None
    relation: Relation
    words: str
    claim_ids: tuple[str, ...]
    origin_ids: tuple[str, ...]
    credibility: str | None = None
    condition: Condition | None = None
    revised_origin_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """What stands, per question: the answers, their range, the grade, and the reasons.

    ``credibility`` is that of the best supported answer, by the rule that ``condition`` names. It
    is the program's own: what a person judged stands beside it as a :class:`Judgement` and wins.
    """

    id: str
    question_id: str
    answers: tuple[Answer, ...]
    low: float | None
    high: float | None
    credibility: str
    reasons: tuple[str, ...]
    would_change: tuple[str, ...]
    condition: Condition | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class NamePair:
    """Two names compared: whether they are one source or actor, on what basis, and why.

    ``left`` and ``right`` are the keys of the names, in alphabetical order. A pair is kept where
    it joined two names, where a person judged it, or where a person should look (``unsure``).
    """

    id: str
    left: str
    right: str
    left_name: str
    right_name: str
    verdict: Sameness
    basis: SamenessBasis
    score: float
    features: tuple[Feature, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A source or actor over all reports: the names it goes by, and the pairs that joined them.

    ``names`` are as written (each key's most common form), ``keys`` the keys by which sources and
    participants are found to be it. The private are never one: a person is only if the reports
    show an office.
    """

    id: str
    name: str
    kind: SourceKind
    names: tuple[str, ...]
    keys: tuple[str, ...]
    document_ids: tuple[str, ...]
    pair_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided, when, and why. Appended, never overwritten; the latest holds.

    ``target`` is what was judged: for names the two keys, in alphabetical order; for the
    reliability of a source the key of its name (A to F); for the grade of a question the claims
    that answered it then (1 to 6). ``withdrawn`` takes back what was judged of the target before:
    the program's own reading holds again.
    """

    id: str
    target: tuple[str, ...]
    verdict: JudgementVerdict
    by: str
    at: str
    reason: str | None = None
    kind: JudgementKind = "names"


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Work that was not done, or not done surely: where, why, and what to do next."""

    stage: str
    subject: str
    code: ProblemCode
    message: str
