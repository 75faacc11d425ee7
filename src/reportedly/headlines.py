"""How headlines stand to claims: read when somebody asks, not kept in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.records import Feature

HeadlineStance = Literal["for", "against", "observing"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A report's headline beside a claim, and which of its words tell how it stands to it.

    ``claim`` is the claim in words; ``claim_id`` its id, ``None`` where the user gave the words.
    ``stance`` is ``None`` where the headline does not speak of the claim.
    """

    document_id: str
    headline: str
    claim: str
    claim_id: str | None
    stance: HeadlineStance | None
    reason: Feature
