"""The concept of a quantity: the words for whom or what a number is said of, from the tree.

"The group lost 40 men": the group. "A 5 km front": the front. "30 percent of the fighters": the
fighters. A guess by rules over the parse, in words; no claim rests on it alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.extract.counted import DETERMINERS, Counted, find_counted

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_CONTENT = frozenset({"NOUN", "PROPN", "ADJ"})
_NAMED_TIMES = frozenset({"DATE", "TIME"})
_PLACES_AND_TIMES = frozenset({"DATE", "TIME", "GPE", "LOC"})
_AGO = frozenset({"later", "ago", "earlier", "before", "after"})
_PRONOUNS = frozenset({"it", "he", "she", "they", "which", "that", "who"})
_LONGEST_CLIMB = 6
_MOST_WORDS = 16


def find_concept(
    doc: Doc, start: int, end: int, counted: Counted | None, *, is_money: bool = False
) -> tuple[str, ...]:
    """Returns the words that a number refers to; empty where only its own noun is said.

    In this order: the noun that a unit modifies ("a 5 km front"), the noun behind "of" ("30 percent
    of the fighters"), the noun that the number is attached to by a preposition or as its
    predicate, the subject of its verb. ``is_money`` is for money and percentages, which are also
    "off", "from" and "in" something, and of which the thing paid for comes before the payer.
    """
    if end < len(doc) and doc[end].lower_ in _AGO and counted is None:
        return ()  # "two years later"
    low, high = start, end
    noun: Token | None = None
    if counted is None:
        noun = _modified_noun(doc, end) or _noun_behind(doc, end, is_money=is_money)
        anchor = _top(doc, start, end)
    else:
        high = counted.end
        anchor = doc[counted.head]
        if anchor.tag_ == "NN" and high < len(doc) and doc[high].tag_ in {"NN", "NNS"}:
            noun = _modified_noun(doc, high)  # "a 12-page document"
    if noun is None:
        noun = _climb(anchor, low, high, is_money=is_money)
    return _content_words(doc, noun, low, high) if noun is not None else ()


def _top(doc: Doc, start: int, end: int) -> Token:
    """Returns the token of a stretch whose head lies outside it."""
    for token in doc[start:end]:
        if not start <= token.head.i < end or token.head.i == token.i:
            return token
    return doc[end - 1]


def _modified_noun(doc: Doc, end: int) -> Token | None:
    """Returns the noun directly behind a unit: "a $150,000 contract", "5 kW solar panel"."""
    if end < len(doc) and (
        doc[end].ent_type_ in _NAMED_TIMES or doc[end].lower_ in {"next", "last"}
    ):
        return None
    phrase = find_counted(doc, end)
    return doc[phrase.head] if phrase is not None and not phrase.is_partitive else None


def _noun_behind(doc: Doc, end: int, *, is_money: bool) -> Token | None:
    """Returns the noun behind "of" or "for" at a token; of money, also "off", "from" and "in"."""
    prepositions = {"of", "for", "off", "from", "in"} if is_money else {"of", "for"}
    if end + 1 >= len(doc) or doc[end].lower_ not in prepositions:
        return None
    position = end + 1
    while position < len(doc) and doc[position].tag_ in DETERMINERS | {"CD"}:
        position += 1
    phrase = find_counted(doc, position)
    if phrase is None:
        return None
    noun = doc[phrase.head]
    is_sure = doc[end].lower_ in {"of", "for"}
    return noun if is_sure or noun.ent_type_ not in _PLACES_AND_TIMES else None


def _climb(anchor: Token, low: int, high: int, *, is_money: bool) -> Token | None:
    """Returns the noun above a number in the tree: governor of its preposition, or subject."""
    token = anchor
    for _ in range(_LONGEST_CLIMB):
        if token.dep_ in _SUBJECTS and low <= token.i < high:
            return None
        head = token.head
        if head.i == token.i:
            return _subject(token, low, high) if token.pos_ in {"VERB", "AUX"} else None
        is_noun = head.pos_ in {"NOUN", "PROPN", "SYM"} and not low <= head.i < high
        if is_noun and token.dep_ != "conj" and not _is_measure(head):
            return head
        if head.pos_ in {"VERB", "AUX"}:
            bought = _bought(token, head) if is_money else None
            subject = bought or _subject(head, low, high)
            if subject is not None:
                return subject if subject.pos_ in _CONTENT else None
        token = head
    return None


def _bought(token: Token, verb: Token) -> Token | None:
    """Returns what is bought for money: the object of a verb with "for" or "at" and the sum."""
    if token.dep_ != "prep" or token.lower_ not in {"for", "at", "from"}:
        return None
    for child in verb.rights:
        if child.dep_ == "dobj" and child.i < token.i and child.pos_ in {"NOUN", "PROPN"}:
            return child
    return None


def _is_measure(token: Token) -> bool:
    """Tells whether a noun is itself the unit of a number: "francs ($90 million)"."""
    return token.pos_ == "SYM" or any(child.dep_ == "nummod" for child in token.lefts)


def _subject(verb: Token, low: int, high: int) -> Token | None:
    """Returns the subject of a verb, or of the verb above it where it has none or a pronoun.

    "The company said that it has …": the company; "who" and "which" are the noun before them.
    """
    subject: Token | None = None
    for _ in range(4):
        subjects = [c for c in verb.lefts if c.dep_ in _SUBJECTS and not low <= c.i < high]
        if subjects:
            subject = subjects[-1]
            is_relative = subject.tag_ in {"WDT", "WP"} or subject.lower_ == "that"
            if is_relative and verb.dep_ == "relcl":
                return verb.head
            if subject.lower_ not in _PRONOUNS:
                return subject
        elif verb.dep_ == "acl":
            return verb.head
        if verb.dep_ not in {"conj", "xcomp", "advcl", "aux", "ccomp", "relcl"}:
            return subject
        verb = verb.head
    return subject


def _content_words(doc: Doc, noun: Token, low: int, high: int) -> tuple[str, ...]:
    """Returns the content words of a noun's phrase: its modifiers, itself, its "of" phrase."""
    chosen = {noun.i}
    frontier = [noun]
    while frontier and len(chosen) < _MOST_WORDS:
        token = frontier.pop()
        for child in token.children:
            if low <= child.i < high:
                continue
            if (
                child.dep_ in {"compound", "amod", "nmod", "poss", "conj", "pobj", "appos"}
                and child.pos_ in _CONTENT
            ):
                chosen.add(child.i)
                frontier.append(child)
            elif child.dep_ == "prep" and child.lower_ in {"of", "in", "for", "on"}:
                frontier.append(child)
    words = dict.fromkeys(_whole_word(doc, index) for index in sorted(chosen))
    return tuple(word for word in words if len(word) > 1 or word.isalnum())


def _whole_word(doc: Doc, index: int) -> str:
    """Returns the hyphened word that a token is a part of, as written: "drop-top"."""
    first = last = index
    while first > 0 and not doc[first - 1].whitespace_ and _is_joined(doc, first - 1, first):
        first -= 1
    while last + 1 < len(doc) and not doc[last].whitespace_ and _is_joined(doc, last + 1, last):
        last += 1
    return str(doc[first : last + 1].text)


def _is_joined(doc: Doc, index: int, beside: int) -> bool:
    """Tells whether a token belongs to the hyphened word of its neighbour."""
    text = doc[index].text
    if text in {"-", "‐", "‑"}:
        return True
    return doc[beside].text in {"-", "‐", "‑"} and text[:1].isalnum()
