"""Ages that stand beside a year of the same person's life: "30, who was born in 1960".

An age is a trait of a person and no claim. Beside the year in which the same person was born, or
did what nobody does as a small child, it says something that can be checked. Such a claim has the
age for its quantity and the year for its time; its event is ``None`` for a birth and ``other`` for
a deed. It names nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.claim_drafts import AGE, StatementIndex
from reportedly.extract.lexicon import read_table
from reportedly.extract.quantity_mention import QuantityMention
from reportedly.extract.time_mention import TimeMention
from reportedly.records import Claim, Document, Event, Span, record_id

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_PRONOUNS = frozenset({"he", "she"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
# How a word hangs on the noun that it describes.
_DESCRIBING = frozenset({"amod", "nummod", "compound", "npadvmod", "appos", "acl", "advcl", "nmod"})
_AT_THE_TIME = frozenset({"in", "of", "on", "during", "at", "from", "since"})
BIRTH = "bear"  # the lemma of "born"


@dataclass(frozen=True, slots=True)
class DatedAge:
    """An age, and the year in which its person was born (``is_birth``) or did something."""

    mention: QuantityMention
    time: TimeMention
    is_birth: bool


@cache
def _words() -> tuple[frozenset[str], frozenset[str]]:
    table = read_table("ages.toml")
    return frozenset(table["deeds"]), frozenset(table["other_day"])


def find_dated_ages(
    doc: Doc, quantities: Sequence[QuantityMention], times: Sequence[TimeMention]
) -> tuple[DatedAge, ...]:
    """Returns the ages of a report beside which a year of the same person stands.

    Left out is an age of another day ("who was 12 when", "then 30"): it goes with that day.
    """
    years = [time for time in times if _is_year(time)]
    found = []
    for mention in quantities:
        if mention.quantity.unit != AGE or mention.quantity.low is None or not years:
            continue
        person = _person(doc, mention)
        if person is None or _is_of_another_day(person):
            continue
        own = next(_years_of(doc, mention, person, years), None)
        if own is not None:
            found.append(own)
    return tuple(found)


def age_claims(
    document: Document, index: StatementIndex, ages: Sequence[DatedAge]
) -> Iterator[Claim]:
    """Yields the claims of dated ages, each under the statement that gives the age."""
    for age in ages:
        quantity, time = age.mention.quantity, age.time.time
        held = index.at(quantity.span.start)
        if held is None or time.span is None:
            continue
        statement, content = held
        both = Span(
            start=min(quantity.span.start, time.span.start),
            end=max(quantity.span.end, time.span.end),
        )
        is_inside = content.start <= both.start and both.end <= content.end
        evidence = both if is_inside else quantity.span
        event: Event | None = None if age.is_birth else "other"
        yield Claim(
            id=record_id("claim", statement.id, "age", [quantity.span.start, quantity.span.end]),
            document_id=document.id,
            statement_id=statement.id,
            evidence=evidence,
            event=event,
            role="other",
            counting=None,
            modality="actual",
            polarity="positive",
            quantity=quantity,
            actors=(),
            targets=(),
            places=(),
            time=time,
        )


def _is_year(time: TimeMention) -> bool:
    return (
        time.time.span is not None
        and time.time.first is not None
        and time.time.last is not None
        and time.time.precision in {"year", "month", "day"}
        and any(char.isdigit() for char in time.time.raw)
        and str(time.time.first)[:4] in time.time.raw
    )


def _person(doc: Doc, mention: QuantityMention) -> Token | None:
    """Returns the word for the person whose age a number is: a name, a noun or a pronoun."""
    token = doc[mention.start_token : mention.end_token].root
    while token.dep_ in _DESCRIBING and token.head.i != token.i:
        token = token.head
        if token.pos_ in {"NOUN", "PROPN", "PRON"} and not _is_within(token, mention):
            return token
    if token.dep_ in {"attr", "acomp"} and token.head.lemma_ == "be":
        if token.head.tag_ not in {"VBZ", "VBP"}:
            return None  # "was 30": of the day that is told of
        return _subject(token.head)
    return token if _is_within(token, mention) and mention.quantity.raw[-1].isalpha() else None


def _is_within(token: Token, mention: QuantityMention) -> bool:
    return mention.start_token <= token.i < mention.end_token


def _is_of_another_day(person: Token) -> bool:
    """Tells whether the sentence says that the age is that of another day, or of the dead."""
    _, other_day = _words()
    return any(token.lower_ in other_day for token in person.sent)


def _years_of(
    doc: Doc, mention: QuantityMention, person: Token, years: Sequence[TimeMention]
) -> Iterator[DatedAge]:
    for year in years:
        verb = _verb_of(doc[year.start_token])
        if verb is None or not _are_neighbours(verb, person):
            continue
        who = _subject(verb)
        if who is None:
            continue
        is_same = who.i == person.i or _names_same(person, who)
        if verb.lemma_ == BIRTH and is_same:
            yield DatedAge(mention, year, is_birth=True)
        elif verb.lemma_ in _words()[0] and _is_deed_of(verb, who, person, mention):
            yield DatedAge(mention, year, is_birth=False)


def _is_deed_of(verb: Token, who: Token, person: Token, mention: QuantityMention) -> bool:
    """Tells whether a past deed of the person is told beside the age, and not as its setting.

    "In 1980 the 12-year-old fought" gives the age of that day; "the 12-year-old, who fought in
    1980" that of today.
    """
    if who.i != person.i or verb.tag_ not in {"VBD", "VBN"}:
        return False
    is_aside = verb.dep_ in {"relcl", "acl"}
    return is_aside or not mention.quantity.raw[-1].isalpha()


def _are_neighbours(one: Token, other: Token) -> bool:
    """Tells whether two words stand in one sentence, or in two that follow each other."""
    a, b = one.sent, other.sent
    return b.start in {a.start, a.end} or b.end == a.start


def _verb_of(token: Token) -> Token | None:
    """Returns the verb that a time is the time of: "fought in 1980", "fought in the war of 1980".

    What somebody says or writes *about* 1980 is of another time.
    """
    for above in (token, *token.ancestors):
        if above.pos_ in {"VERB", "AUX"}:
            return above
        if above.pos_ == "ADP" and above.lower_ not in _AT_THE_TIME:
            return None
    return None


def _subject(verb: Token) -> Token | None:
    """Returns who is born or does something: the noun that a clause describes, else the subject."""
    subject = next((child for child in verb.lefts if child.dep_ in _SUBJECTS), None)
    if verb.dep_ == "relcl" and (subject is None or subject.tag_ in {"WP", "WDT"}):
        return verb.head
    if verb.dep_ == "acl" and subject is None:
        return verb.head
    if verb.dep_ in {"advcl", "conj"} and subject is None and verb.head.pos_ in {"VERB", "AUX"}:
        return _subject(verb.head)
    return subject


def _names_same(one: Token, other: Token) -> bool:
    """Tells whether the subjects of two neighbouring sentences are one person by all appearance."""
    if one.sent.start == other.sent.start or one.dep_ not in _SUBJECTS:
        return False
    if one.pos_ == other.pos_ == "PROPN":
        return one.lower_ == other.lower_
    later, earlier = (one, other) if one.i > other.i else (other, one)
    return later.lower_ in _PRONOUNS and earlier.pos_ == "PROPN" and earlier.dep_ in _SUBJECTS
