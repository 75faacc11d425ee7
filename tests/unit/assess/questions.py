"""A question made by hand: some claims, and the voice that each is said to come from."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from reportedly.assess.reading import speaker_key
from reportedly.records import ClaimInContext, Origin, Question, QuestionInContext, Role


def question_of(items: Sequence[ClaimInContext], role: Role = "killed") -> QuestionInContext:
    """Returns the question that these claims answer, each speaker a voice of its own."""
    spoken = sorted(items, key=speaker_key)
    origins = [
        Origin(
            id=key,
            source=key,
            document_ids=(),
            statement_ids=tuple({item.statement.id for item in group}),
            why=(),
        )
        for key, group in groupby(spoken, key=speaker_key)
    ]
    question = Question(
        id="q", title="How many?", event="assault", role=role, population=None, places=(),
        first=None, last=None, claim_ids=tuple(item.claim.id for item in items),
    )  # fmt: skip
    return QuestionInContext(question=question, claims=tuple(items), origins=tuple(origins))
