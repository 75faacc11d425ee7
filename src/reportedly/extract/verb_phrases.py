"""What belongs to a verb: its group of words, and the parts of the sentence that hang on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token

_GROUP = frozenset({"aux", "auxpass", "neg", "advmod", "prt"})
_NO_CUE_ADVERBS = frozenset(
    {"when", "how", "why", "where", "however", "as", "so", "then", "meanwhile", "earlier",
     "instead", "moreover", "indeed", "nevertheless", "additionally", "furthermore", "ago",
     "yesterday"}
)  # fmt: skip


def own_children(verb: Token) -> list[Token]:
    """Returns what hangs on a verb, without a clause that a semicolon parts from it.

    "The army reported a raid; the rebels deny it": the parser makes the first clause the content.
    """
    return [
        child
        for child in verb.children
        if child.dep_ != "ccomp"
        or all(t.text != ";" for t in verb.doc[child.right_edge.i + 1 : verb.i])
    ]


def verb_group(verb: Token) -> tuple[int, ...]:
    """Returns the tokens of the verb with its auxiliaries, negation, adverbs and particle."""
    doc = verb.doc
    first = verb.i
    while first > 0:
        token = doc[first - 1]
        if token.head.i != verb.i or token.dep_ not in _GROUP or token.lower_ in _NO_CUE_ADVERBS:
            break
        first -= 1
    last = verb.i
    if last + 1 < len(doc) and doc[last + 1].dep_ == "prt" and doc[last + 1].head.i == verb.i:
        last += 1
    return tuple(range(first, last + 1))


def subtree(token: Token) -> set[int]:
    """Returns the indices of a token's subtree, gaps included only where they are its own."""
    return {t.i for t in token.subtree}
