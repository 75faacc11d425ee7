"""Makes estimates for the questions of a ledger. Nothing is written: an estimate is not kept."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from reportedly.assess.voice_ranges import (
    OPINION_VOICES,
    estimate_of,
    numbers_given,
    second_opinions,
)
from reportedly.estimation import Estimate, Opinion
from reportedly.records import (
    Claim,
    ClaimInContext,
    Document,
    Origin,
    Question,
    QuestionInContext,
    Statement,
)
from reportedly.run.linking import claims_in_context, questions_in_context
from reportedly.store.base import Store


def estimate_question(store: Store, question: Question, *, sides: Mapping[str, str]) -> Estimate:
    """Returns what the voices of a question allow; ``sides`` by ``side_key`` of the source.

    Other questions are read only where there can be a second opinion, which learns from them.
    """
    item = _in_context(store, question)
    opinions: tuple[Opinion, ...] = ()
    if len(numbers_given(item)) >= OPINION_VOICES:
        opinions = second_opinions(_all_in_context(store)).get(question.id, ())
    return estimate_of(item, sides=sides, opinions=opinions)


def estimate_all(store: Store, *, sides: Mapping[str, str]) -> Iterator[Estimate]:
    """Yields the estimate of each question that several claims answer, one with a number."""
    items = _all_in_context(store)
    opinions = second_opinions(items)
    for item in items:
        if any(claim.claim.quantity is not None for claim in item.claims):
            found = opinions.get(item.question.id, ())
            yield estimate_of(item, sides=sides, opinions=found)


def _all_in_context(store: Store) -> tuple[QuestionInContext, ...]:
    return questions_in_context(
        [question for question in store.read(Question) if len(question.claim_ids) > 1],
        tuple(store.read(Origin)),
        tuple(claims_in_context(store)),
    )


def _in_context(store: Store, question: Question) -> QuestionInContext:
    claims = tuple(_claims(store, question))
    spoken = {claim.statement.id for claim in claims}
    origins = [o for o in store.read(Origin) if not spoken.isdisjoint(o.statement_ids)]
    origins.sort(key=lambda origin: origin.id)
    return QuestionInContext(question=question, claims=claims, origins=tuple(origins))


def _claims(store: Store, question: Question) -> Iterator[ClaimInContext]:
    for claim_id in question.claim_ids:
        for claim in store.read(Claim, id=claim_id):
            (document,) = store.read(Document, id=claim.document_id)
            (statement,) = store.read(Statement, id=claim.statement_id)
            yield ClaimInContext(
                document_id=document.id,
                claim=claim,
                statement=statement,
                publisher=document.publisher,
                published=document.published,
                fingerprint=None,
            )
