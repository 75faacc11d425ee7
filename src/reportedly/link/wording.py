"""The question that some claims answer: its id, its scope, and its title in plain words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypeVar

from reportedly.link.keys import Facts, day_text, scope_of
from reportedly.link.titles import title_of
from reportedly.records import ClaimInContext, Event, Question, record_id

T = TypeVar("T", bound=str)


def make_question(claims: Sequence[ClaimInContext], nodes: Sequence[Facts]) -> Question:
    """Returns the question that these claims answer, with its title in plain words.

    ``nodes`` are the facts of the different claims among them: what stands around them in their
    reports, for the title where they say no place themselves.
    Its id is made from the smallest id of its numbered claims: it stays while that claim does.
    """
    scopes = [scope for item in claims if (scope := scope_of(item)) is not None]
    names = Counter(place.name for scope in scopes for place in scope.places)
    nouns = Counter(
        item.claim.quantity.counted
        for item in claims
        if item.claim.quantity is not None and item.claim.quantity.counted is not None
    )
    said = [scope.window for scope in scopes if scope.window.is_said]
    firsts = [w.first for w in said if w.first is not None]
    lasts = [w.last for w in said if w.last is not None]
    events: Counter[Event] = Counter(i.claim.event for i in claims if i.claim.event is not None)
    return Question(
        id=question_id_of(i.claim.id for i in claims if i.claim.quantity is not None),
        title=title_of(claims, scopes, nodes),
        event=_most_common(events),
        role=scopes[0].role,
        population=_most_common(nouns),
        places=tuple(name for name, _ in sorted(names.items(), key=lambda x: (-x[1], x[0]))),
        first=day_text(min(firsts)) if firsts else None,
        last=day_text(max(lasts)) if lasts else None,
        claim_ids=tuple(item.claim.id for item in claims),
    )


def question_id_of(claim_ids: Iterable[str]) -> str:
    """Returns the id of the question that numbered claims answer."""
    return record_id("question", min(claim_ids))


def _most_common(counts: Counter[T]) -> T | None:
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None
