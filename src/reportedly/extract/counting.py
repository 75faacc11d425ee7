"""How a count counts: as a total, an increment, a subset of another count, or a running total."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.lexicon import event_lexicon
from reportedly.records import Counting

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# How many tokens before a number its counting word may stand ("including at least 7", "of whom
# some 7").
REACH_BEFORE = 3
# Vague numbers that count a part of a whole: "dozens of the 300 fighters".
VAGUE_NUMBERS = frozenset({"dozens", "scores", "hundreds", "thousands", "some", "most", "many"})
# Verbs that list parts of what their subject names ("those killed include six women").
LISTING_VERBS = frozenset({"include", "comprise"})
# Words for those harmed that the lexicon of events does not hold: they do not tell how.
PERSONS_HARMED = frozenset({"victim", "victims", "casualties", "total", "fatalities"})
# Marks that end a list of parts ("- including nine children - and 16 others").
CLOSING = frozenset({";", ".", "-", "–", "—", ")"})


def counting_of(doc: Doc, start_token: int, end_token: int, *, is_toll: bool) -> Counting:
    """Returns how the count at tokens ``[start_token, end_token)`` counts; a total unless said."""
    lexicon = event_lexicon()
    if _is_subset(doc, start_token, end_token):
        return "subset"
    if is_toll:
        return "cumulative"
    before = {doc[i].lower_ for i in range(max(0, start_token - 1), start_token)}
    inside = {doc[i].lower_ for i in range(start_token, end_token)}
    behind = [doc[i].lower_ for i in range(end_token, min(len(doc), end_token + 1))]
    # "12 more were killed" adds; "more than 12 were killed" is a bound.
    if (before | inside) & (lexicon.increment_words - {"more"}) or (
        behind[:1] == ["more"] and doc[min(len(doc) - 1, end_token + 1)].lower_ != "than"
    ):
        return "increment"
    sentence = doc[start_token].sent.text.lower() if end_token > start_token else ""
    if any(phrase in sentence for phrase in lexicon.cumulative_phrases):
        return "cumulative"
    return "total"


def superset_head(number: Token) -> Token | None:
    """Returns the head of the noun phrase that a subset is part of, where the parse shows it.

    "20 people, including 7 children": the head of "20 people" for the number or noun of the 7.
    """
    token = number
    for _ in range(6):
        if token.dep_ in {"pobj", "pcomp"} and token.head.lower_ in {"including", "among"}:
            outer = token.head.head
            return outer if outer.i != token.head.i else None
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def partitive_whole(doc: Doc, start_token: int) -> Token | None:
    """Returns the word for the whole in "of those killed six were children", if it stands before.

    The whole is named by a state or a noun of harm behind "of" or "among" and a determiner.
    """
    lexicon = event_lexicon()
    sentence_start = doc[start_token].sent.start
    for i in range(sentence_start, start_token - 2):
        if doc[i].lower_ in {"of", "among"} and doc[i + 1].lower_ in {"those", "the"}:
            whole = doc[i + 2]
            is_of_many = whole.tag_ == "NNS" and whole.lemma_.lower() in lexicon.nouns
            if whole.lower_ in lexicon.states or is_of_many:  # not "of the murder of six"
                return whole
    return None


def is_whole_of_part(head: Token) -> bool:
    """Tells whether a count is the whole of another: "12 of the 20", "of the 20 passengers, 12"."""
    doc, sentence_start = head.doc, head.sent.start
    number = next((c for c in head.children if c.dep_ == "nummod" and c.i < head.i), head)
    of = number.i - 1
    while of > max(sentence_start, number.i - REACH_BEFORE) and doc[of].lower_ != "of":
        of -= 1
    if of < sentence_start or doc[of].lower_ != "of" or not number.like_num:
        return False
    start = of - 1 if of > sentence_start and doc[of - 1].lower_ == "out" else of
    if start == sentence_start:
        return any(t.like_num for t in doc[head.i + 1 : head.sent.end])
    return doc[start - 1].like_num or doc[start - 1].lower_ in VAGUE_NUMBERS


def is_behind_whole(doc: Doc, index: int) -> int | None:
    """Returns the token behind the whole of "seven of them", "two of the dead", or ``None``.

    ``index`` is the token behind a number. The whole is a pronoun, or a word for those harmed.
    """
    words = [t.lower_ for t in doc[index : index + 4]]
    if words[:1] != ["of"] or len(words) < 2:
        return None
    if words[1] in {"them", "whom", "which"}:
        return index + 2
    if words[1] in {"those", "the"} and len(words) > 2:
        lexicon = event_lexicon()
        at = index + 3 if doc[index + 2].like_num and len(words) > 3 else index + 2
        whole = doc[at]
        is_harm = whole.lower_ in lexicon.states or whole.lemma_.lower() in lexicon.nouns
        is_state_behind = at + 1 < len(doc) and doc[at + 1].lower_ in lexicon.states
        if is_harm or is_state_behind or whole.lower_ in PERSONS_HARMED:
            return at + 1
    return index + 2 if words[1] == "those" else None


def _is_subset(doc: Doc, start_token: int, end_token: int) -> bool:
    lexicon = event_lexicon()
    sentence_start = doc[start_token].sent.start if end_token > start_token else start_token
    for i in range(max(sentence_start, start_token - REACH_BEFORE), start_token):
        if doc[i].lower_ in lexicon.subset_words:
            return not _is_whole_after_among(doc[i])
    if _is_said_among(doc[start_token:end_token].root):
        return True
    if partitive_whole(doc, start_token) is not None:
        return True
    if _is_coordinated_subset(doc, start_token, sentence_start):
        return True
    if _is_listed(doc[start_token:end_token].root):
        return True
    # "seven of them children", "seven of whom", "seven of those killed"
    return is_behind_whole(doc, end_token) is not None


def _is_listed(number: Token) -> bool:
    """Tells whether a count is in a list of those harmed: "the dead include 14 children"."""
    token = number
    for _ in range(5):
        if token.dep_ in {"dobj", "obj"}:
            return token.head.lemma_ in LISTING_VERBS
        if token.dep_ not in {"nummod", "conj", "compound", "amod"} or token.head.i == token.i:
            return False
        token = token.head
    return False


def _is_whole_after_among(word: Token) -> bool:
    """Tells whether "among" opens the whole: "six of them were among 22 people killed".

    The part follows "among" only behind a pronoun or a noun ("20 people, among them six children"),
    not behind a number ("six children were among the 22 people killed").
    """
    doc, at = word.doc, word.i + 1
    if at + 1 < len(doc) and doc[at].lower_ == "the" and doc[at + 1].like_num:
        at += 1
    following = doc[at].lower_ if at < len(doc) else ""
    return word.lower_ == "among" and following not in {"them", "whom", "which", "those", "the"}


def _is_said_among(number: Token) -> bool:
    """Tells whether a count is the subject of "were among": a part of what follows."""
    token = number
    for _ in range(4):
        if token.dep_ == "nsubj":
            return token.head.lemma_ == "be" and any(
                c.dep_ == "prep" and c.lower_ == "among" for c in token.head.children
            )
        token = token.head
    return False


def _is_coordinated_subset(doc: Doc, start_token: int, sentence_start: int) -> bool:
    """ "including four women and two children": the second count is a subset as well."""
    lexicon = event_lexicon()
    for i in range(start_token - 1, max(sentence_start, start_token - 12) - 1, -1):
        token = doc[i]
        if token.lower_ in lexicon.subset_words:
            return not _is_whole_after_among(token)
        if token.pos_ in {"VERB", "AUX"} or token.text in CLOSING:
            return False
    return False
