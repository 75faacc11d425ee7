"""How a source stands to what it is said to have said: stance and polarity of a cue, and hedges."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words, cue_nouns, cue_verbs
from reportedly.records import Polarity, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor"})
# "did not confirm", "would not say": words kept back. "did not deny" is not a confirmation either.
_KEPT_BACK: frozenset[Stance] = frozenset({"asserts", "confirms", "denies", "reports", "declines"})
GIVING_VERBS = frozenset({"have", "make", "give", "offer", "issue"})  # "had no comment"
_MIND = frozenset(
    {"believe", "think", "expect", "consider", "accept", "agree", "see", "feel", "imagine"}
)


def stance_of(cue: Token, cue_tokens: Iterable[Token]) -> tuple[Stance, Polarity]:
    """Returns the stance of a cue and whether it affirms its content, its negation counted in."""
    stance = base_stance(cue)
    words = list(cue_tokens)
    if _is_withheld(cue):
        return "declines", "negative"
    has_none = cue.lemma_.lower() in GIVING_VERBS and any(
        c.dep_ == "dobj" and says_nobody(c) for c in cue.children
    )
    is_negated = (
        has_none
        or _is_nor(cue)
        or any(t.lower_ in _NEGATIONS for t in words)
        or any(
            c.dep_ == "neg" or (c.dep_ == "preconj" and c.lower_ == "neither") for c in cue.children
        )
        or any(c.dep_ == "nsubj" and says_nobody(c) for c in cue.children)
    )
    if not is_negated:
        negative = stance in {"denies", "declines", "retracts"}
        return stance, "negative" if negative else "positive"
    if cue.lemma_.lower() in _MIND:
        return "denies", "negative"
    if stance in _KEPT_BACK:
        return "declines", "negative"
    return stance, "negative"


def base_stance(cue: Token) -> Stance:
    """Returns the stance of a cue word, negation left aside."""
    words = attribution_words()
    lemma = cue.lemma_.lower()
    if cue.lower_ in words.hedge_adverbs:
        return words.hedge_adverbs[cue.lower_]
    if cue.pos_ in {"NOUN", "PROPN"} and lemma in cue_nouns():
        return cue_nouns()[lemma].stance
    is_passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in cue.children)
    has_agent = any(c.dep_ == "agent" for c in cue.children)
    if is_passive and not has_agent and lemma in words.hedged_verbs:
        return words.hedged_verbs[lemma]
    if lemma in {"refuse", "decline"}:
        return "declines"
    if lemma in words.seeming_verbs:
        return "estimates"
    word = cue_verbs().get(lemma)
    if word is None:
        return "asserts"
    if lemma == "claim" and any(
        c.dep_ == "dobj" and c.lemma_.lower() in {"responsibility", "credit"} for c in cue.children
    ):
        return "asserts"  # who claims responsibility says it of itself: no doubt is cast
    if lemma == "call" and any(
        c.dep_ == "prep" and c.lower_ in {"for", "on"} for c in cue.children
    ):
        return "demands"
    return word.stance


def _is_withheld(cue: Token) -> bool:
    """Tells whether a saying is kept back: "declined to say", "was unable to confirm", "without
    specifying"."""
    governor = cue.head
    if cue.dep_ == "pcomp":
        return governor.lower_ == "without"
    if cue.dep_ not in {"xcomp", "ccomp", "advcl"} or base_stance(cue) not in _KEPT_BACK:
        return False
    lemma = governor.lemma_.lower()
    if lemma in {"refuse", "decline", "unable"}:
        return True
    if lemma not in {"able", "available"}:
        return False
    near = (*governor.children, *governor.head.children)
    return any(c.dep_ == "neg" for c in near)


def _is_nor(cue: Token) -> bool:
    """Tells whether a verb is the second of "neither confirmed nor denied"."""
    return cue.dep_ == "conj" and any(
        c.dep_ == "cc" and c.lower_ == "nor" for c in cue.head.children
    )


def says_nobody(subject: Token) -> bool:
    """Tells whether a subject is "no one", "nobody", "no group", "neither side nor the envoy"."""
    if subject.lower_ in {"nobody", "none", "neither"}:
        return True
    return any(
        (c.dep_ == "det" and c.lower_ == "no") or (c.dep_ == "preconj" and c.lower_ == "neither")
        for c in subject.children
    )


def hedges_in(tokens: Iterable[Token]) -> list[tuple[int, int]]:
    """Returns the token ranges of the words that weaken what they stand in."""
    words = attribution_words()
    found: list[tuple[int, int]] = []
    for token in tokens:
        lower = token.lower_
        is_modal = token.tag_ == "MD" and lower in words.hedge_modals
        if is_modal or lower in words.hedge_adverbs or lower in words.hedge_words:
            found.append((token.i, token.i + 1))
        elif token.pos_ == "VERB" and _is_hedging_verb(token):
            first = next((c.i for c in token.children if c.dep_ == "auxpass"), token.i)
            found.append((min(first, token.i), token.i + 1))
    return found


def _is_hedging_verb(token: Token) -> bool:
    """Tells whether a verb says "is believed to", "is thought to have", "appears to"."""
    words = attribution_words()
    lemma = token.lemma_.lower()
    if lemma in words.seeming_verbs:
        return any(c.dep_ in {"xcomp", "ccomp", "oprd", "acomp"} for c in token.children)
    if token.tag_ != "VBN" or lemma not in words.hedged_verbs:
        return False
    children = list(token.children)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children)
    return passive and any(c.dep_ == "xcomp" for c in children)
