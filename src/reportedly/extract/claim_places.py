"""Where a claim is placed: the places that hold for each claim of a report."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.extract.claim_drafts import Draft, StatementIndex, clause_head, is_listed_part
from reportedly.extract.places import PlaceMention
from reportedly.records import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token


# Clauses that tell of one happening: "a market was hit, killing 28", "were killed when shells hit".
JOINED = frozenset({"conj", "advcl", "xcomp", "pcomp"})


def home_places(
    doc: Doc, index: StatementIndex, drafts: Sequence[Draft], places: Sequence[PlaceMention]
) -> dict[int, tuple[Place, ...]]:
    """Returns each draft's places, by ``id(draft)``.

    A place belongs to the nearest predicate or counted noun above it in the parse. A clause with
    no place of its own shares that of the clause or noun it is joined to ("28 were killed in the
    region and 62 others wounded", "a strike on the town that killed 28"); last, the places at the
    head of the sentence hold for all its claims. Where a report was sent from is no claim's place.
    """
    by_anchor = _by_anchor(drafts)
    found: dict[int, list[Place]] = {id(draft): [] for draft in drafts}
    by_sentence: dict[int, list[tuple[PlaceMention, Token]]] = defaultdict(list)
    for mention in places:
        if mention.kind != "place" or mention.as_actor or mention.in_name:
            continue
        token = doc[mention.start_token : mention.end_token].root
        if token.dep_ != "pobj" and index.at(mention.place.span.start) is None:
            continue
        anchored = _anchors_above(token, by_anchor)
        for draft in anchored:
            if mention.place not in found[id(draft)]:
                found[id(draft)].append(mention.place)
        if len(anchored) == 0:
            by_sentence[token.sent.start].append((mention, token))
    for draft in drafts:
        found[id(draft)] = (
            _listed_places(doc, draft, places)
            or found[id(draft)]
            or _shared_places(draft, by_anchor, found)
            or _noun_places(draft, by_sentence)
            or _sentence_places(draft, by_sentence)
        )
    return {
        key: tuple(sorted(values, key=lambda p: (p.span.start, p.span.end)))
        for key, values in found.items()
    }


def _by_anchor(drafts: Sequence[Draft]) -> dict[int, list[Draft]]:
    """Returns the drafts by the tokens a place may hang on: their predicate and counted noun."""
    by_anchor: dict[int, list[Draft]] = defaultdict(list)
    for draft in drafts:
        by_anchor[draft.predicate.i].append(draft)
        if draft.mention is not None and draft.mention.head is not None:
            by_anchor[draft.mention.head].append(draft)
    return by_anchor


def _sentence_places(
    draft: Draft, by_sentence: dict[int, list[tuple[PlaceMention, Token]]]
) -> list[Place]:
    """Returns the places of the sentence that hang on no claim, above or in the draft's clause."""
    return [
        mention.place
        for mention, token in by_sentence.get(draft.predicate.sent.start, ())
        if not _below_other_clause(token, draft)
    ]


def _listed_places(doc: Doc, draft: Draft, places: Sequence[PlaceMention]) -> list[Place]:
    """Returns the place right behind a part of a list ("five in the town, three in the port")."""
    mention = draft.mention
    if mention is None or not is_listed_part(doc, mention):
        return []
    behind = range(mention.end_token + 1, mention.end_token + 4)
    return [p.place for p in places if p.kind == "place" and p.start_token in behind][:1]


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
    predicate = draft.predicate
    joined = [predicate.head] if predicate.dep_ in JOINED else []
    joined += [c for c in predicate.children if c.dep_ in JOINED]
    for token in joined:
        for other in by_anchor.get(token.i, ()):
            shared = [p for p in found[id(other)] if p.role in {"at", "near"}]
            if shared:
                return shared
    return []


def _noun_places(
    draft: Draft, by_sentence: dict[int, list[tuple[PlaceMention, Token]]]
) -> list[Place]:
    """Returns the places of the noun that the clause modifies ("a strike on X that killed 28")."""
    predicate = draft.predicate
    if predicate.dep_ not in {"relcl", "acl"}:
        return []
    low, high = predicate.head.left_edge.i, predicate.head.right_edge.i
    return [
        mention.place
        for mention, token in by_sentence.get(predicate.sent.start, ())
        if low <= token.i <= high and mention.place.role in {"at", "near"}
    ]


def _below_other_clause(token: Token, draft: Draft) -> bool:
    """Tells whether a place stands inside a clause that is not above the draft's own."""
    above = {draft.predicate.i, *(a.i for a in draft.predicate.ancestors)}
    clause = clause_head(token)
    return clause.i not in above
