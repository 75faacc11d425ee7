"""Verbs that state a number with their object: "put the toll at 28", "gives the number: 62"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.extents import is_count

if TYPE_CHECKING:
    from spacy.tokens import Token

_AT = frozenset({"at", "around", "between"})
_REACH = 25


def put_at(verb: Token, dobj: Token) -> set[int]:
    """Returns the tokens of "the toll at 28" in "put the toll at 28".

    The at-phrase is the first in the sentence with a number in it, whatever the parser hung it on.
    """
    if dobj.lemma_.lower() not in attribution_words().toll_nouns:
        return set()
    end = min(verb.sent.end, dobj.i + _REACH)
    for token in verb.doc[dobj.i + 1 : end]:
        if token.dep_ == "prep" and token.lower_ in _AT:
            phrase = [t.i for t in token.subtree]
            if any(is_count(verb.doc[i]) for i in phrase):
                return set(range(dobj.left_edge.i, max(phrase) + 1))
    return set()


def tally(verb: Token, dobj: Token) -> set[int]:
    """Returns the tokens of "one number for the missing: 62" in "gives one number ...: 62".

    The object must name a count, and a number must follow: who "gives its numbers" tells none.
    """
    if dobj.lemma_.lower() not in attribution_words().toll_nouns:
        return set()
    last = dobj.right_edge.i
    for token in verb.doc[dobj.i + 1 : min(verb.sent.end, dobj.i + _REACH)]:
        if token.i > last and token.tag_ in {"VBD", "VBZ", "VBP", "MD"}:
            break
        if is_count(token) and token.lower_ != "one":
            return set(range(dobj.left_edge.i, max(last, token.right_edge.i) + 1))
    return set()
