"""Which time governs a word: when it happened, kept apart from when it was said.

In "the group reported on Thursday that 28 were killed last week", Thursday belongs to *reported*
and last week to *killed*; where "last week" is missing, *killed* has no time, and Thursday is not
lent to it. Read from the parse, and from the order of words where the parser is known to attach a
time to the wrong one of two verbs.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

from reportedly.extract.time_mention import TimeMention
from reportedly.extract.time_words import time_words

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

CLAUSES = frozenset(
    {"ROOT", "ccomp", "xcomp", "advcl", "acl", "relcl", "conj", "pcomp", "csubj", "csubjpass",
     "parataxis", "oprd", "dep", "appos"}
)  # fmt: skip
CONTENT = frozenset({"ccomp", "parataxis"})
VERBAL = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM", "PRON", "SYM"})
# Clauses that share the time of the clause they hang on: "crashed on Friday, killing 12".
SHARING = frozenset(
    {"xcomp", "advcl", "pcomp", "csubj", "csubjpass", "oprd", "conj", "ccomp", "dep"}
)
MAX_CLIMB = 12


@dataclass(frozen=True, slots=True)
class Attachment:
    """Where a time hangs: the noun it modifies, if any, and the verb of its clause."""

    mention: TimeMention
    noun: Token | None
    predicate: Token


def governing_time(
    mentions: Sequence[TimeMention], doc: Doc, token_index: int
) -> TimeMention | None:
    """Returns the time that governs the clause of a token; ``None`` where its sentence has none.

    First the times of the token's own noun phrase and clause, then those of the clauses it hangs
    on, then any other of the sentence that stands inside the same reported content. Never a time
    that tells when something was said, unless the token is the verb that says it.
    """
    token = doc[token_index]
    attached = _attachments(mentions, token)
    if not attached:
        return None
    noun_phrase, predicate = _way_up(token)
    for attachment in attached:
        if attachment.noun is not None and attachment.noun.i in noun_phrase:
            return attachment.mention
    told = [each for each in attached if not _tells_when_said(each, predicate)]
    for clause in _clauses_above(predicate):
        found = _nearest([each for each in told if each.predicate.i == clause.i], clause)
        if found is not None:
            return found
        if clause.dep_ in {"relcl", "acl"}:
            of_noun = [
                each for each in told if each.noun is not None and each.noun.i == clause.head.i
            ]
            if of_noun:
                return of_noun[0].mention
    content = _content_of(predicate)
    return _nearest([each for each in told if _content_of(each.predicate) == content], predicate)


def said_time(mentions: Sequence[TimeMention], doc: Doc, cue_token: int) -> TimeMention | None:
    """Returns the time at which the words of a cue ("said", "a statement") were said, if told."""
    cue = doc[cue_token]
    speech = time_words().speech
    for _ in range(MAX_CLIMB):  # "said and told": the time may stand with the first of them
        time = _time_of_cue(mentions, cue)
        if time is not None or cue.dep_ != "conj" or cue.head.lemma_.lower() not in speech:
            return time
        cue = cue.head
    return None


def _time_of_cue(mentions: Sequence[TimeMention], cue: Token) -> TimeMention | None:
    attached = _attachments(mentions, cue)
    for attachment in attached:
        if _follows_cue(attachment.mention, cue):
            return attachment.mention
    belonging = [each for each in attached if each.predicate.i == cue.i]
    adverbial = [each for each in belonging if each.noun is None]
    if adverbial:
        return _nearest(adverbial, cue)
    nouns = time_words().speech_nouns
    for attachment in attached:
        noun = attachment.noun
        if noun is not None and (noun.i == cue.i or noun.lemma_.lower() in nouns):
            if cue.i in {noun.i, attachment.predicate.i} or _is_under(noun, cue):
                return attachment.mention
        elif _is_issued_with(attachment.predicate, cue):
            return attachment.mention
    return None


def _attachments(mentions: Sequence[TimeMention], token: Token) -> list[Attachment]:
    """Returns where the times of the token's sentence hang, of those that tell when.

    ``mentions`` are those of the whole report, in text order.
    """
    sentence = token.sent
    first = bisect_left(mentions, sentence.start, key=attrgetter("start_token"))
    behind = bisect_left(mentions, sentence.end, key=attrgetter("start_token"))
    return [_attach(each, token.doc) for each in mentions[first:behind] if tells_when(each)]


def tells_when(mention: TimeMention) -> bool:
    """Tells whether a time says when something was, rather than how long, how often, or "now"."""
    if mention.timex_type == "DURATION":
        return mention.time.first is not None or mention.time.last is not None
    return mention.timex_type != "SET" and mention.timex_value != "PRESENT_REF"


def _attach(mention: TimeMention, doc: Doc) -> Attachment:
    """Returns where a time hangs in the parse.

    A time behind the content of a verb of speech that the parser hung on that verb belongs to the
    content: in "said 28 were killed last week" people mean the killing.
    """
    top = _top(mention, doc)
    token = top
    noun: Token | None = None
    for _ in range(MAX_CLIMB):
        if token.pos_ in VERBAL and token is not top and _is_clause(token):
            break
        if token.head.i == token.i:
            break
        token = token.head
        if noun is None and token.pos_ in NOMINAL and token.dep_ not in {"ROOT"}:
            noun = token
    predicate = token
    if noun is None and predicate.lemma_.lower() in time_words().speech:
        for child in predicate.children:
            if child.dep_ in CONTENT and predicate.i < child.i < mention.start_token:
                predicate = child
    return Attachment(mention, noun, predicate)


def _top(mention: TimeMention, doc: Doc) -> Token:
    """Returns the token of a time whose head is outside it."""
    start, end = mention.start_token, mention.end_token
    for token in doc[start:end]:
        if token.head.i == token.i or not start <= token.head.i < end:
            return token
    return doc[start]


def _is_clause(token: Token) -> bool:
    return token.dep_ in CLAUSES


def _way_up(token: Token) -> tuple[set[int], Token]:
    """Returns the nouns from a token up to its clause, and the clause's predicate."""
    nouns: set[int] = set()
    current = token
    for _ in range(MAX_CLIMB):
        if current.pos_ in VERBAL and _is_clause(current):
            break
        if current.pos_ in NOMINAL:
            nouns.add(current.i)
        if current.head.i == current.i:
            break
        current = current.head
    return nouns, current


def _clauses_above(predicate: Token) -> Iterator[Token]:
    """Yields a clause and those that share their time with it, up to a verb of speech."""
    speech = time_words().speech
    current = predicate
    for _ in range(MAX_CLIMB):
        yield current
        if current.head.i == current.i or current.dep_ not in SHARING:
            return
        head = current.head
        if head.lemma_.lower() in speech and current.dep_ != "conj":
            return
        _, current = _way_up(head)


def _tells_when_said(attachment: Attachment, predicate: Token) -> bool:
    """Tells whether a time says when something was said, and not of ``predicate``."""
    words = time_words()
    noun, verb = attachment.noun, attachment.predicate
    if verb.i != predicate.i and verb.lemma_.lower() in words.speech and noun is None:
        return True
    if noun is not None and noun.lemma_.lower() in words.speech_nouns:
        return True
    start = attachment.mention.start_token
    return any(
        token.i != predicate.i
        and token.pos_ == "VERB"
        and token.lemma_.lower() in words.speech
        and _follows_cue(attachment.mention, token)
        for token in verb.doc[max(predicate.sent.start, start - 4) : start]
    )


def _follows_cue(mention: TimeMention, cue: Token) -> bool:
    """Tells whether a time stands right behind a cue, with at most a preposition between."""
    between = mention.start_token - cue.i - 1
    if not 0 <= between <= 2 or cue.pos_ not in VERBAL:
        return False
    return all(
        token.pos_ == "ADP" or token.lower_ in {"on", "late", "early", "earlier", "the"}
        for token in cue.doc[cue.i + 1 : mention.start_token]
    )


def _content_of(predicate: Token) -> int | None:
    """Returns the verb of speech whose content a clause stands in; ``None`` outside of any."""
    speech = time_words().speech
    current = predicate
    for _ in range(MAX_CLIMB):
        if current.head.i == current.i:
            return None
        if current.dep_ in CONTENT and current.head.lemma_.lower() in speech:
            return int(current.head.i)
        current = current.head
    return None


def _is_issued_with(verb: Token, cue: Token) -> bool:
    """Tells whether a verb tells of the statement's issue: "a statement issued on Friday said"."""
    noun = verb.head
    if verb.dep_ not in {"acl", "relcl"} or noun.lemma_.lower() not in time_words().speech_nouns:
        return False
    return bool(noun.i == cue.i) or _is_under(noun, cue)


def _is_under(token: Token, cue: Token) -> bool:
    """Tells whether a word hangs on a cue otherwise than through the content of the cue."""
    current = token
    for _ in range(MAX_CLIMB):
        if current.i == cue.i:
            return True
        if current.dep_ in CONTENT or current.head.i == current.i:
            return False
        current = current.head
    return False


def _nearest(attached: list[Attachment], predicate: Token) -> TimeMention | None:
    """Returns the time nearest to the predicate, an adverbial one before one in a noun phrase."""
    if not attached:
        return None
    best = min(
        attached,
        key=lambda each: (each.noun is not None, abs(each.mention.start_token - predicate.i)),
    )
    return best.mention
