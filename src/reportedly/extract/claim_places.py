"""Where a claim is placed: the places that hold for each claim of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.extract.claim_drafts import Draft, clause_head
from reportedly.extract.places import PlaceMention
from reportedly.records import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


def home_places(
    doc: Doc, drafts: Sequence[Draft], places: Sequence[PlaceMention]
) -> dict[int, tuple[Place, ...]]:
    """Returns each draft's places, by ``id(draft)``.

    A place belongs to the nearest predicate or counted noun above it in the parse. A clause with
    no place of its own shares that of the clause it is joined to ("28 were killed in the region
    and 62 others wounded"); last, the places at the head of the sentence hold for all its claims.
    """
    by_anchor: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_anchor[draft.predicate.i].append(draft)
        if draft.mention is not None and draft.mention.head is not None:
            by_anchor[draft.mention.head].append(draft)
    found: dict[int, list[Place]] = {id(draft): [] for draft in drafts}
    by_sentence: dict[int, list[tuple[PlaceMention, Token]]] = defaultdict(list)
    for mention in places:
        if mention.kind != "place" or mention.as_actor or mention.in_name:
            continue
        token = doc[mention.start_token : mention.end_token].root
        anchored = _anchors_above(token, by_anchor)
        for draft in anchored:
            if mention.place not in found[id(draft)]:
                found[id(draft)].append(mention.place)
        if len(anchored) == 0:
            by_sentence[token.sent.start].append((mention, token))
    for draft in drafts:
        if len(found[id(draft)]) == 0:
            found[id(draft)] = _shared_places(draft, by_anchor, found)
        if len(found[id(draft)]) == 0:
            sentence = draft.predicate.sent.start
            found[id(draft)] = [
                m.place
                for m, t in by_sentence.get(sentence, ())
                if not _below_other_clause(t, draft)
            ]
    return {
        key: tuple(sorted(values, key=lambda p: (p.span.start, p.span.end)))
        for key, values in found.items()
    }


def _anchors_above(token: Token, by_anchor: dict[int, list[Draft]]) -> list[Draft]:
    while True:
        if token.i in by_anchor:
            return by_anchor[token.i]
        if token.head.i == token.i:
            return []
        token = token.head


def _shared_places(
    draft: Draft, by_anchor: dict[int, list[Draft]], found: dict[int, list[Place]]
) -> list[Place]:
    """Returns the places *at* which the clauses joined to this one happened."""
    joined = [draft.predicate.head] if draft.predicate.dep_ == "conj" else []
    joined += [c for c in draft.predicate.children if c.dep_ == "conj"]
    for token in joined:
        for other in by_anchor.get(token.i, ()):
            shared = [p for p in found[id(other)] if p.role in {"at", "near"}]
            if shared:
                return shared
    return []


def _below_other_clause(token: Token, draft: Draft) -> bool:
    """Tells whether a place stands inside a clause that is not above the draft's own."""
    above = {draft.predicate.i, *(a.i for a in draft.predicate.ancestors)}
    clause = clause_head(token)
    return clause.i not in above
