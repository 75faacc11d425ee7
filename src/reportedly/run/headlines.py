"""Reads the headlines of a ledger's reports against a claim, when asked. Nothing is written."""

from __future__ import annotations

from collections.abc import Iterator

from reportedly.headlines import Headline
from reportedly.link.headline_stance import read_headline
from reportedly.records import Claim, Document, Question
from reportedly.store.base import Store


def headlines_on_question(store: Store, question: Question) -> Iterator[Headline]:
    """Yields the headline of each report that answers a question, beside the report's own answer.

    Of several answers in one report it is the first in the text. Reports without a headline are
    left out.
    """
    told: set[str] = set()
    claims = [claim for id_ in question.claim_ids for claim in store.read(Claim, id=id_)]
    for claim in sorted(claims, key=lambda c: (c.document_id, c.evidence.start, c.id)):
        if claim.document_id in told:
            continue
        told.add(claim.document_id)
        for document in store.read(Document, id=claim.document_id):
            words = document.text[claim.evidence.start : claim.evidence.end]
            yield from _headline(document, words, claim.id)


def headlines_on(store: Store, claim: str) -> Iterator[Headline]:
    """Yields the headlines in a store that speak of a claim, given in words."""
    for document in store.read(Document):
        yield from (h for h in _headline(document, claim, None) if h.stance is not None)


def _headline(document: Document, claim: str, claim_id: str | None) -> Iterator[Headline]:
    if document.title is None:
        return
    reading = read_headline(claim, document.title)
    yield Headline(
        document_id=document.id, headline=document.title, claim=claim, claim_id=claim_id,
        stance=reading.stance, reason=reading.feature,
    )  # fmt: skip
