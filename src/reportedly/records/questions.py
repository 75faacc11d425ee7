"""Claims put side by side: what they answer, who is one voice, how two of them stand."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.claims import Claim, Statement
from reportedly.records.copies import Copy, Fingerprint
from reportedly.records.values import Event, LinkKind, Role


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
    what stands in that paragraph, and for nothing else. ``source`` is the name that is shown,
    ``names`` all names of this one source, by which a user's word on it may be given: an outlet
    that is joined for its copied text only is none of them.
    """

    id: str
    source: str
    document_ids: tuple[str, ...]
    statement_ids: tuple[str, ...]
    why: tuple[str, ...]
    question_id: str | None = None
    names: tuple[str, ...] = ()


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
