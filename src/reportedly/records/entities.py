"""Who is who over all reports: sources and actors, and the pairs of names that joined them."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.questions import Feature
from reportedly.records.values import Sameness, SamenessBasis, SourceKind


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
