"""What a number measures, from the words beside it, where the parse does not tell.

Headlines leave out what a parser needs ("Nine Miners Dead 14 Injured", "Army Kills Over 80
Raiders"), and long insertions break its subjects and objects. These rules read the order of the
words alone. They are asked last, after the parse (:mod:`.predicates`) found nothing.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.lexicon import EventLexicon, event_lexicon
from reportedly.records import Role

if TYPE_CHECKING:
    from spacy.tokens import Token

# Words of a bound, which may stand between a verb and its number ("kills at least 12").
BOUND_WORDS = frozenset(
    {
        "at", "least", "more", "than", "over", "up", "to", "as", "many", "some", "about", "around",
        "nearly", "almost", "another", "other", "the", "all", "an", "a", "these", "those", "its",
        "his", "their", "no", "fewer", "less", "approximately", "roughly",
    }
)  # fmt: skip
NOUN_PHRASE_TAGS = frozenset(
    {"NN", "NNS", "NNP", "NNPS", "JJ", "CD", "VBN", "VBG", "HYPH", "POS", "DT", ",", "CC"}
)
BE = frozenset({"was", "were", "been", "being", "be", "is", "are", "get", "got"})
# How many words a noun phrase and its bound may be long, and how far "leaving … dead" may reach.
LONGEST_PHRASE = 8
LEAVE_REACH = 16
HARMED = frozenset({"killed", "injured", "captured", "missing"})


def verb_before(head: Token, lexicon: EventLexicon) -> tuple[Role, Token] | None:
    """Returns what the active verb of harm right before a counted phrase says, and that verb.

    "Army Kills Over 80 Raiders": the words between are the phrase itself and words of a bound.
    """
    doc = head.doc
    has_number = head.like_num
    for i in range(head.i - 1, max(head.sent.start - 1, head.i - LONGEST_PHRASE), -1):
        token = doc[i]
        role = harm_forms().get(token.lower_)
        if role is not None and has_number:
            is_passive = i > 0 and doc[i - 1].lower_ in BE
            return None if is_passive or _counts(token) else (role, token)
        if token.like_num:
            has_number = True
        elif token.lower_ not in BOUND_WORDS and (
            has_number or token.tag_ not in NOUN_PHRASE_TAGS or token.is_punct
        ):
            return None
    return None


def _counts(verb: Token) -> bool:
    """Tells whether a participle has a count before it already: "12 killed 14 injured"."""
    before = verb.doc[max(verb.sent.start, verb.i - 3) : verb.i]
    return any(t.like_num for t in before)


def state_behind_list(head: Token, lexicon: EventLexicon) -> tuple[Role, Token] | None:
    """Returns the state that a row of counts before it shares, and its word.

    "40 Villagers 25 Guards Killed": counts of one row have no verb or mark between them.
    """
    doc = head.doc
    counts = 0
    for i in range(head.i + 1, min(head.sent.end, head.i + LONGEST_PHRASE)):
        token = doc[i]
        if token.lower_ in lexicon.states:
            return (lexicon.states[token.lower_], token) if counts else None
        if token.like_num:
            counts += 1
        elif token.tag_ not in NOUN_PHRASE_TAGS or token.is_punct:
            return None
    return None


def state_after_leave(head: Token, lexicon: EventLexicon) -> tuple[Role, Token] | None:
    """Returns the state that "leave" gives to a count over an insertion, and its word.

    "leaving 23 villagers - including nine children - dead".
    """
    doc = head.doc
    first = max(head.sent.start, head.i - LONGEST_PHRASE)
    if not any(token.lemma_.lower() == "leave" for token in doc[first : head.i]):
        return None
    for token in doc[head.i + 1 : min(head.sent.end, head.i + LEAVE_REACH)]:
        role = lexicon.states.get(token.lower_)
        if role is not None and not _is_counted_itself(token):
            return role, token
        if token.pos_ == "VERB" and token.lower_ != "including" and role is None:
            return None
    return None


def _is_counted_itself(state: Token) -> bool:
    return state.i > 0 and state.nbor(-1).like_num


@cache
def harm_forms() -> dict[str, Role]:
    """Returns the active forms of the verbs whose object is harmed: "kills", "wounding"."""
    forms: dict[str, Role] = {}
    for lemma, frame in event_lexicon().verbs.items():
        role = frame.object_role
        if role not in HARMED or frame.is_everyday or " " in lemma:
            continue
        stem = lemma.removesuffix("e")
        double = lemma + lemma[-1]
        for form in (lemma, f"{lemma}s", f"{stem}es", f"{stem}ed", f"{stem}ing"):
            forms[form] = role
        if lemma.endswith("p"):
            forms[f"{double}ed"] = forms[f"{double}ing"] = role
    return forms
