"""Quantities without a number: zeros in words, comparisons, ellipses; and what those stand for.

"No casualties", "none of the 30", "nobody was killed" are zeros. "Much higher", said of a number,
is a comparison: both ends unknown, the words kept. "Both" is two, "the rest" an unknown number, and
"62 others" stand for the people counted before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.concepts import find_concept
from reportedly.extract.counted import Counted, find_counted, find_whole, person_adjectives, unit_of
from reportedly.extract.lexicon import read_table
from reportedly.extract.quantity_mention import QuantityKind, QuantityMention
from reportedly.records import Quantity, Relation, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_CUES = re.compile(
    r"\b(?:no[ ]one|nobody|none|no|without|both|the[ ]rest|higher|lower|more|fewer|less|greater|"
    r"larger|smaller|bigger)\b"
)
_UPWARD = frozenset({"higher", "more", "greater", "larger", "bigger"})
_DEGREES = frozenset(
    {"much", "far", "many", "even", "still", "considerably", "significantly", "substantially",
     "slightly", "somewhat", "a", "lot", "rather", "vastly", "way", "well", "any", "likely"}
)  # fmt: skip
_ELLIPTIC = frozenset({"others", "other", "more", "rest", "both"})
_PRONOUNS = frozenset({"them", "whom", "these", "those", "us", "which"})
# How far back, in tokens, an ellipsis looks for what it stands for: two or three sentences.
_REACH = 80
# How many quantities back a bare number may belong to a series: tables have thousands.
_SERIES_REACH = 6


@cache
def _nouns(name: str) -> frozenset[str]:
    """Returns one of the word lists of ``data/counted_nouns.toml``."""
    return frozenset(read_table("counted_nouns.toml")[name])


def find_unnumbered(
    doc: Doc, lowered: str, starts: Sequence[int], numbered: Sequence[QuantityMention]
) -> Iterator[QuantityMention]:
    """Yields zeros in words, comparisons and ellipses that overlap no numbered quantity."""
    taken = [(m.quantity.span.start, m.quantity.span.end) for m in numbered]
    position = 0
    token = 0
    for match in _CUES.finditer(lowered):
        while position < len(taken) and taken[position][1] <= match.start():
            position += 1
        if position < len(taken) and taken[position][0] < match.end():
            continue
        while token + 1 < len(starts) and starts[token + 1] <= match.start():
            token += 1
        mention = _read_cue(doc, token, match.group(), numbered)
        if mention is not None:
            yield mention


def _read_cue(
    doc: Doc, index: int, cue: str, numbered: Sequence[QuantityMention]
) -> QuantityMention | None:
    """Returns the quantity that a cue word at a token makes, or ``None``."""
    if cue in {"no", "without"}:
        return _read_no(doc, index)
    if cue in {"nobody", "no one"}:
        return _read_nobody(doc, index, 2 if cue == "no one" else 1)
    if cue == "none":
        return _read_none(doc, index)
    if cue == "both":
        return _read_both(doc, index)
    if cue == "the rest":
        return _read_rest(doc, index, numbered)
    return _read_comparison(doc, index)


def _make(
    doc: Doc, start: int, end: int, kind: QuantityKind, value: float | None
) -> QuantityMention:
    """Returns a mention over tokens, with one value or none and nothing else known."""
    first, last = doc[start], doc[end - 1]
    span = Span(start=first.idx, end=last.idx + len(last.text))
    quantity = Quantity(
        span=span,
        raw=doc[start:end].text,
        low=value,
        high=value,
        best=value,
        relation="=",
        unit=None,
        counted=None,
        per=None,
        share_of=None,
    )
    return QuantityMention(
        quantity=quantity,
        start_token=start,
        end_token=end,
        head=None,
        change=None,
        concept=(),
        kind=kind,
    )


def _counting(
    doc: Doc, mention: QuantityMention, counted: Counted | None, unit: str | None
) -> QuantityMention:
    """Returns the mention with what it counts."""
    words = counted.words if counted is not None else None
    return replace(
        mention,
        quantity=replace(mention.quantity, unit=unit, counted=words),
        head=counted.head if counted is not None else None,
        concept=find_concept(doc, mention.start_token, mention.end_token, counted),
    )


def _read_no(doc: Doc, index: int) -> QuantityMention | None:
    """Reads "no casualties", "without civilian losses"; not "no reports of casualties"."""
    counted = find_counted(doc, index + 1)
    if counted is None or doc[index].tag_ not in {"DT", "IN", "UH", "RB"}:
        return None
    head = doc[counted.head]
    if head.lemma_.lower() not in _nouns("zero") or (
        doc[index].lower_ == "without" and head.tag_ == "NN"
    ):
        return None
    return _counting(doc, _make(doc, index, index + 1, "zero", 0.0), counted, unit_of(head))


def _read_nobody(doc: Doc, index: int, length: int) -> QuantityMention | None:
    """Reads "nobody was killed", "no one survived"."""
    token = doc[index + length - 1]
    if token.dep_ not in {"nsubj", "nsubjpass"} or token.head.lemma_.lower() not in _nouns(
        "zero_verbs"
    ):
        return None
    return _counting(doc, _make(doc, index, index + length, "zero", 0.0), None, "person")


def _read_none(doc: Doc, index: int) -> QuantityMention | None:
    """Reads "none of the 30", "none were hurt"."""
    mention = _make(doc, index, index + 1, "zero", 0.0)
    if index + 1 < len(doc) and doc[index + 1].lower_ == "of":
        counted = find_counted(doc, index + 1)
        whole = find_whole(doc, index + 1, is_bare=False)
        unit = unit_of(doc[whole[1]]) if whole is not None else None
        mention = _counting(doc, mention, counted, unit)
        words = whole[0] if whole is not None else _pronoun_or_number(doc, index + 2)
        head = whole[1] if whole is not None else None
        return replace(mention, head=head, quantity=replace(mention.quantity, share_of=words))
    token = doc[index]
    if token.dep_ in {"nsubj", "nsubjpass"} and token.head.lemma_.lower() in _nouns("zero_verbs"):
        return _counting(doc, mention, None, "person")
    return None


def _pronoun_or_number(doc: Doc, index: int) -> str | None:
    """Returns "them", "the 30": a whole without a noun."""
    words = []
    for token in doc[index : index + 3]:
        if token.tag_ not in {"DT", "CD", "PRP", "WP", "PRP$"}:
            break
        words.append(token.text)
    return " ".join(words) or None


def _read_both(doc: Doc, index: int) -> QuantityMention | None:
    """Reads "both were killed", "both men"; not "both X and Y"."""
    token = doc[index]
    if token.dep_ in {"preconj", "cc"} or (token.dep_ == "cc:preconj"):
        return None
    mention = _make(doc, index, index + 1, "count", 2.0)
    counted = find_counted(doc, index + 1)
    if counted is not None:
        unit = unit_of(doc[counted.head])
        is_of_people = unit == "person" and not counted.is_partitive
        return _counting(doc, mention, counted, unit) if is_of_people else None
    if token.dep_ in {"nsubj", "nsubjpass", "dobj", "pobj"}:
        return _counting(doc, mention, None, None)
    return None


def _read_rest(doc: Doc, index: int, numbered: Sequence[QuantityMention]) -> QuantityMention | None:
    """Reads "the rest" where a number of people was said shortly before."""
    before = _antecedent(numbered, index)
    if before is None or index + 1 >= len(doc):
        return None
    if (
        index + 2 < len(doc)
        and doc[index + 2].lower_ == "of"
        and doc[index + 3 : index + 4].text.lower() not in _PRONOUNS
    ):
        return None
    mention = _counting(doc, _make(doc, index, index + 2, "vague", None), None, "person")
    relation: Relation = "~"
    return replace(mention, quantity=replace(mention.quantity, relation=relation))


def _read_comparison(doc: Doc, index: int) -> QuantityMention | None:
    """Reads "much higher", "far more than", said of a number, a toll, or of people."""
    token = doc[index]
    if token.tag_ not in {"JJR", "RBR"} or _compares_number(doc, index):
        return None
    noun = _count_noun(token) or _count_noun_before(doc, index)
    counted: Counted | None = None
    if noun is not None:
        counted = _of_count(doc, noun)
    elif token.lower_ in {"more", "fewer"} and _than_follows(doc, index):
        counted = find_counted(doc, index + 1)
        if counted is None or unit_of(doc[counted.head]) is None:
            return None
    else:
        return None
    start = index
    while start > 0 and doc[start - 1].lower_ in _DEGREES and not doc[start].is_sent_start:
        start -= 1
    mention = _make(doc, start, index + 1, "comparison", None)
    unit = unit_of(doc[counted.head]) if counted is not None else None
    relation: Relation = ">" if token.lower_ in _UPWARD else "<"
    mention = _counting(doc, mention, counted, unit)
    return replace(mention, quantity=replace(mention.quantity, relation=relation))


def _compares_number(doc: Doc, index: int) -> bool:
    """Tells whether a number follows a comparative: then it is a bound, or "two more"."""
    behind = doc[index + 1 : index + 4]
    before = doc[index - 1] if index > 0 else None
    return any(t.tag_ in {"CD", "$"} for t in behind) or (
        before is not None and before.tag_ == "CD"
    )


def _than_follows(doc: Doc, index: int) -> bool:
    """Tells whether "than" stands within a noun phrase's length behind a token."""
    return any(t.lower_ == "than" for t in doc[index + 1 : index + 6])


def _count_noun(token: Token) -> Token | None:
    """Returns the noun of number ("toll", "number") that a comparative is said of, or ``None``."""
    for _ in range(4):
        head = token.head
        if head.lemma_.lower() in _nouns("count_nouns"):
            return head
        if head.pos_ in {"VERB", "AUX"}:
            for child in head.children:
                is_argument = child.dep_ in {"nsubj", "nsubjpass", "dobj"} and child.i != token.i
                if is_argument and child.lemma_.lower() in _nouns("count_nouns"):
                    return child
        if head.i == token.i:
            return None
        token = head
    return None


def _count_noun_before(doc: Doc, index: int) -> Token | None:
    """Returns the noun of number before a comparative that has no noun of its own behind it.

    For where the tree fails: "… give the number of recruits … as far larger".
    """
    following = doc[index + 1] if index + 1 < len(doc) else None
    if following is not None and following.tag_ in {"NN", "NNS", "NNP", "JJ", "CD"}:
        return None
    for token in reversed(doc[max(0, index - 15) : index]):
        if token.lemma_.lower() in _SURE_COUNT_NOUNS:
            return token
        if token.is_sent_start:
            return None
    return None


_SURE_COUNT_NOUNS = frozenset({"number", "toll", "total", "tally", "figure", "count"})


def _of_count(doc: Doc, noun: Token) -> Counted | None:
    """Returns what a noun of number counts: "the number of fighters", "the death toll"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            start = child.i + 1
            while start < len(doc) and doc[start].tag_ in {"DT", "PRP$"}:
                start += 1
            return find_counted(doc, start)
    if unit_of(noun) is not None:
        return Counted(noun.i, noun.i, noun.i + 1, noun.text, is_partitive=False)
    return None


def _antecedent(mentions: Sequence[QuantityMention], index: int) -> QuantityMention | None:
    """Returns the last quantity of people before a token that says what it counts."""
    for mention in reversed(mentions):
        if mention.start_token >= index:
            continue
        if index - mention.start_token > _REACH:
            return None
        words = mention.quantity.counted or mention.antecedent
        if mention.quantity.unit == "person" and words and words.lower() not in _ELLIPTIC:
            return mention
    return None


def resolve_ellipses(
    doc: Doc, mentions: tuple[QuantityMention, ...]
) -> tuple[QuantityMention, ...]:
    """Returns the mentions, with what "62 others", "12 more" and "20 were wounded" count."""
    resolved: list[QuantityMention] = []
    for index, mention in enumerate(mentions):
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        if following is not None and _shares_noun(doc, mention, following):
            words, unit = following.quantity.counted, following.quantity.unit
            quantity = replace(mention.quantity, unit=unit)
            resolved.append(replace(mention, antecedent=words, quantity=quantity))
            continue
        is_open = mention.kind in {"count", "vague", "zero"} and _is_elliptic(mention)
        resolved.append(_resolve(doc, mention, resolved) if is_open else mention)
    return tuple(resolved)


def _shares_noun(doc: Doc, mention: QuantityMention, following: QuantityMention) -> bool:
    """Tells whether a bare number has its noun behind the next one: "5 and 6 civilians"."""
    if mention.kind != "count" or following.kind != "count" or mention.head is not None:
        return False
    if following.quantity.counted is None or following.start_token != mention.end_token + 1:
        return False
    return doc[mention.end_token].lower_ in {"and", "or", "to"}


def _resolve(
    doc: Doc, mention: QuantityMention, before: Sequence[QuantityMention]
) -> QuantityMention:
    """Returns one elliptic mention with what it stands for, as far as the words before tell."""
    quantity = mention.quantity
    points_back = _refers_back(doc, mention)
    is_person = quantity.unit == "person" or _harms(doc, mention) or _has_who(doc, mention)
    held = _held_count(doc, mention)
    if held is not None:
        return replace(mention, antecedent=held[0], quantity=replace(quantity, unit=held[1]))
    people = _antecedent(before, mention.start_token)
    is_subject = people is not None and _is_subject_beside(doc, mention, people)
    if is_person or points_back or is_subject:
        words = None
        if people is not None and mention.kind != "zero":
            words = people.quantity.counted or people.antecedent
        if not is_person and people is None and not _follows_people(mention, before):
            return mention
        return replace(mention, antecedent=words, quantity=replace(quantity, unit="person"))
    if mention.numeral is None or not _continues_series(doc, mention):
        return mention
    for other in reversed(before[-_SERIES_REACH:]):
        if doc[other.start_token].sent != doc[mention.start_token].sent:
            break
        words = other.quantity.counted or other.antecedent
        unit = other.quantity.unit
        if other.kind in {"count", "vague"} and words is not None:
            return replace(mention, antecedent=words, quantity=replace(quantity, unit=unit))
        if other.kind in {"money", "measure"} and unit is not None:
            return replace(mention, kind=other.kind, quantity=replace(quantity, unit=unit))
    return mention


def _is_subject_beside(doc: Doc, mention: QuantityMention, people: QuantityMention) -> bool:
    """Tells whether a bare number is a subject in the sentence that counted people before."""
    token = doc[mention.end_token - 1]
    if token.dep_ not in {"nsubj", "nsubjpass"} or mention.quantity.counted is not None:
        return False
    return bool(doc[people.start_token].sent == token.sent)


def _follows_people(mention: QuantityMention, before: Sequence[QuantityMention]) -> bool:
    """Tells whether the last quantity before a mention is one of people, whatever they are."""
    return (
        len(before) > 0
        and before[-1].quantity.unit == "person"
        and mention.start_token - before[-1].start_token <= _REACH
    )


def _held_count(doc: Doc, mention: QuantityMention) -> tuple[str, str | None] | None:
    """Returns what the noun of number before a bare number counts: "the number of dead to 13"."""
    start = mention.start_token
    if mention.numeral is None or start == 0 or doc[start - 1].lower_ not in _SERIES:
        return None
    noun = _count_noun_before(doc, mention.end_token - 1)
    if noun is None or noun.i + 2 >= start or doc[noun.i + 1].lower_ != "of":
        return None
    counted = _of_count(doc, noun)
    if counted is not None and counted.head < start:
        return counted.words, unit_of(doc[counted.head])
    behind = doc[noun.i + 2 : noun.i + 4]
    word = behind[-1] if behind[0].tag_ == "DT" else behind[0]
    return (word.text, "person") if word.lower_ in person_adjectives() else None


def _has_who(doc: Doc, mention: QuantityMention) -> bool:
    """Tells whether "who" follows a bare number: people, then."""
    return mention.end_token < len(doc) and doc[mention.end_token].lower_ in {"who", "whom"}


def _continues_series(doc: Doc, mention: QuantityMention) -> bool:
    """Tells whether a bare number goes on with what was counted: "up from 2,400", "to 75"."""
    before = doc[mention.start_token - 1] if mention.start_token > 0 else None
    if before is None or before.lower_ not in _SERIES:
        return False
    following = doc[mention.end_token] if mention.end_token < len(doc) else None
    return following is None or following.is_punct or following.tag_ in {"IN", "CC", "TO", "RB"}


_SERIES = frozenset(
    {"to", "from", "at", "than", "including", "is", "was", "with", "and", "against"}
)


def _is_elliptic(mention: QuantityMention) -> bool:
    """Tells whether a mention does not name what it counts."""
    counted = mention.quantity.counted
    return counted is None or counted.lower() in _ELLIPTIC


def _refers_back(doc: Doc, mention: QuantityMention) -> bool:
    """Tells whether words beside the number point back: "others", "12 more", "7 of them"."""
    behind = doc[mention.end_token : mention.end_token + 2]
    if len(behind) and behind[0].lower_ in _ELLIPTIC:
        return True
    if len(behind) == 2 and behind[0].lower_ == "of" and behind[1].lower_ in _PRONOUNS:
        return True
    before = doc[mention.start_token - 1].lower_ if mention.start_token > 0 else ""
    return before in {"another", "other"} or mention.quantity.raw.lower() in {"both", "the rest"}


_HARMS = frozenset({"toll", "claim", "leave"})


def _harms(doc: Doc, mention: QuantityMention) -> bool:
    """Tells whether a bare number is the object or subject of harm, or a toll: people, then."""
    index = mention.end_token - 1
    if mention.numeral is None:
        return False
    before = doc[mention.start_token - 1].lower_ if mention.start_token > 0 else ""
    if any(before[: len(before) - cut] in _nouns("zero_verbs") for cut in range(4)):
        return True  # a headline's verb, which the parser takes for a name: "Blast Wounds 7"
    token = doc[index]
    for _ in range(3):
        head = token.head
        if head.lemma_.lower() in _HARMS | _nouns("zero_verbs"):
            return True
        if head.i == token.i or head.pos_ == "VERB":
            break
        token = head
    if head.pos_ == "VERB":
        return any(
            child.lemma_.lower() in {"toll", "death", "fatality", "casualty"}
            for child in head.children
            if child.dep_ in {"dobj", "nsubj", "nsubjpass"}
        )
    return False
