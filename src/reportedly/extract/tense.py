"""Which way a clause looks: a "Thursday" that was, or one that is to come.

Read from the verb that governs a time: its tag, its auxiliaries, and verbs that look ahead even in
the past tense ("was scheduled for Thursday").
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from reportedly.extract.time_words import time_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Direction = Literal["past", "present", "future"]

AHEAD = frozenset(
    {"will", "wo", "'ll", "’ll", "shall", "may", "might", "can", "could", "would", "should", "must"}
)
HAVE = frozenset({"have", "has", "had", "'ve", "’ve", "having"})
VERBAL = frozenset({"VERB", "AUX"})
REACHING_AHEAD = frozenset({"until", "till", "by", "for", "to", "through"})
MAX_CLIMB = 10


def direction_at(doc: Doc, start_token: int, end_token: int) -> Direction | None:
    """Returns which way the clause of a stretch of tokens looks; ``None`` where no verb says it.

    Behind "until", "by" or "for", a verb that looks ahead does so in the simple past too
    ("postponed the talks until Tuesday"), and so does any perfect ("has given them until Tuesday").
    """
    top = _top(doc, start_token, end_token)
    token = top
    forward = time_words().forward
    for _ in range(MAX_CLIMB):
        if token.pos_ in VERBAL and token is not top:
            return _ahead_of(token, doc, start_token) or clause_direction(token)
        if token is not top and token.lemma_.lower() in forward:
            return "future"  # "the deadline of", "payable", "due"
        if token.head.i == token.i:
            break
        token = token.head
    return clause_direction(token) if token.pos_ in VERBAL else None


def _ahead_of(verb: Token, doc: Doc, start_token: int) -> Direction | None:
    before = doc[start_token - 1].lower_ if start_token else ""
    if before not in REACHING_AHEAD:
        return None
    if verb.lemma_.lower() in time_words().forward:
        return "future"
    is_perfect = any(
        child.lower_ in {"has", "have"} and child.dep_ == "aux" for child in verb.children
    )
    return "future" if is_perfect and before in {"until", "till"} else None


def _top(doc: Doc, start_token: int, end_token: int) -> Token:
    """Returns the token of the stretch whose head is outside it."""
    for token in doc[start_token:end_token]:
        if not start_token <= token.head.i < end_token or token.head.i == token.i:
            return token
    return doc[start_token]


def clause_direction(verb: Token) -> Direction | None:
    """Returns which way the clause of a verb looks.

    A present tense is neither: "leaves on Thursday" looks ahead, "the front runs as in March" back.
    Verbs of speech and memory look back in it ("says", "remembers").
    """
    token = verb
    for _ in range(MAX_CLIMB):
        found = _own_direction(token)
        if found is not None:
            return found
        if token.dep_ == "ROOT" or token.head.i == token.i:
            return None
        if token.head.lemma_.lower() in time_words().forward and token.dep_ in {
            "xcomp",
            "ccomp",
            "oprd",
        }:
            return "future"
        token = token.head
        if token.pos_ not in VERBAL:
            return None
    return None


def _own_direction(verb: Token) -> Direction | None:
    """Returns what the verb's own form and auxiliaries say; ``None`` for an infinitive or -ing."""
    words = time_words()
    lemma, tag = verb.lemma_.lower(), verb.tag_
    auxiliaries = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    has_have = bool(auxiliaries & HAVE)
    if auxiliaries & AHEAD:
        return "past" if has_have else "future"
    if "had" in auxiliaries:
        return "past"  # "had been scheduled for Friday": it is over, or was changed since
    if lemma in words.forward and tag in {"VBN", "VBG"}:
        is_over = lemma in words.settled and bool(auxiliaries & {"was", "were", "has", "have"})
        return "past" if is_over else "future"
    if tag == "MD":
        return "future"
    if tag == "VBD" or has_have or auxiliaries & {"was", "were", "did", "had"}:
        return "past"
    if "to" in auxiliaries:
        return None
    if tag == "VBN":
        return "past"
    if tag in {"VBZ", "VBP"} or auxiliaries & {"is", "are", "am", "'s", "’s", "'re", "’re"}:
        is_backward = lemma in words.speech or lemma in words.backward
        if is_backward or (tag == "VBP" and lemma in words.same_past):
            return "past"  # "says"; and "shells hit the camp", which the tagger takes for a present
        return "present"
    return None
