"""Quantities: the numbers of a report as stated, with what they count.

The reading goes in layers, each with its grammar or rules in its own docstring: numbers
(:mod:`.numbers`), their units (:mod:`.units`), bounds and ranges (:mod:`.expressions`) from the
text alone; then, on the parse, what is no count (:mod:`.not_counts`) and what is counted
(:mod:`.counted`). Zeros, comparisons and ellipses that hold no number are added from
:mod:`.unnumbered`. This module puts them together.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.concepts import find_concept
from reportedly.extract.counted import (
    Counted,
    find_counted,
    find_whole,
    person_adjectives,
    unit_of,
)
from reportedly.extract.expressions import (
    Expression,
    bound_behind,
    find_expressions,
    limits,
)
from reportedly.extract.not_counts import find_masks, is_age, is_name_or_year
from reportedly.extract.quantity_mention import QuantityKind, QuantityMention
from reportedly.extract.units import Rate, rate_behind, rate_behind_content
from reportedly.extract.unnumbered import find_unnumbered, resolve_ellipses
from reportedly.number_words import lower
from reportedly.records import Quantity, Span

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from reportedly.extract.nlp import ParsedDocument

__all__ = ["QuantityKind", "QuantityMention", "find_quantities"]

# "a 250-man unit": what stands behind the hyphen is no noun that is counted.
_PEOPLE_SUFFIXES = frozenset({"man", "men", "strong", "member", "person", "woman", "women"})
# Nouns before which "one" tells no number: "one day", "at one point".
_ONE_IDIOMS = frozenset({"day", "time", "point", "thing", "side", "way", "hand", "end", "another"})
# Counted words are sought at most this many tokens before their noun.
_LONGEST_PHRASE = 16
# "08:40 Dozens of families": the time of an entry in a live report is no part of a number.
_ENTRY_TIME = re.compile(r"(?m)^\s*\d{1,2}[:.]\d\d(?=\s)")
_RATE_TIMES = frozenset({"hour", "day", "night", "week", "month", "year"})
_EACH_BEFORE = re.compile(r"\beach\b[^.;:!?]{0,45}$")


def find_quantities(parsed: ParsedDocument) -> tuple[QuantityMention, ...]:
    """Returns the quantities of a parsed report in text order."""
    doc = parsed.doc
    if len(doc) == 0:
        return ()
    lowered = lower(parsed.text)
    starts = [token.idx for token in doc]
    masks = find_masks(parsed.text, lowered)
    found: list[QuantityMention] = []
    mask = 0
    for expression in find_expressions(_ENTRY_TIME.sub(_blank, parsed.text)):
        numeral = expression.numeral
        while mask < len(masks) and masks[mask][1] <= numeral.start:
            mask += 1
        if mask < len(masks) and masks[mask][0] < numeral.end:
            continue
        mention = _read_mention(
            doc, parsed.text, lowered, starts, _without_during(lowered, expression)
        )
        if mention is None:
            continue
        if expression.is_conversion and found:
            mention = replace(mention, concept=found[-1].concept)
        found.append(mention)
    found.extend(find_unnumbered(doc, lowered, starts, found))
    found.sort(key=lambda mention: (mention.quantity.span.start, mention.quantity.span.end))
    return resolve_ellipses(doc, tuple(_as_written(parsed, mention) for mention in found))


def _blank(match: re.Match[str]) -> str:
    """Returns as many spaces as the match is long: no offset moves."""
    return " " * len(match.group())


def _as_written(parsed: ParsedDocument, mention: QuantityMention) -> QuantityMention:
    """Returns the mention with the words of the text itself where the parser saw its twin."""
    quantity, doc = mention.quantity, parsed.doc
    written = parsed.text[quantity.span.start : quantity.span.end]
    if written != quantity.raw:
        mention = replace(mention, quantity=replace(quantity, raw=written))
    if mention.head is None:
        return mention
    head = doc[mention.head]
    end = head.idx + len(head.text)
    if parsed.text[head.idx : end] == head.text:
        return mention
    words = {quantity.counted: quantity.counted, quantity.share_of: quantity.share_of}
    for token in doc[max(0, head.i - _LONGEST_PHRASE) : head.i + 1]:
        said = " ".join(doc[token.i : head.i + 1].text.split())
        if said in words:
            words[said] = " ".join(parsed.text[token.idx : end].split())
    quantity = replace(
        quantity, raw=written, counted=words[quantity.counted], share_of=words[quantity.share_of]
    )
    return replace(mention, quantity=quantity)


_DURATION_UNITS = frozenset(
    {"second", "minute", "hour", "day", "night", "week", "month", "year", "decade", "century"}
)
_BEFORE_BOUND = re.compile(
    r"(?:\b(?:for|in|after|of|within|with|to|is|are|was|were|be|been|lasted|lasting|takes?|took|taken|"
    r"spent|just|and|or|held)|[(\[,;:]|^)\s*$"
)


def _without_during(lowered: str, expression: Expression) -> Expression:
    """Returns the expression without a bound where "over" means during: "hit over three days"."""
    start = expression.span.start
    is_time = expression.unit is not None and expression.unit.code in _DURATION_UNITS
    if not is_time or not lowered.startswith("over ", start):
        return expression
    if _BEFORE_BOUND.search(lowered[max(0, start - 14) : start]):
        return expression
    span = Span(start=expression.numeral.start, end=expression.span.end)
    return replace(expression, span=span, relation="=")


def _token_at(starts: list[int], offset: int) -> int:
    """Returns the index of the token that holds an offset."""
    return max(bisect_right(starts, offset) - 1, 0)


def _read_mention(
    doc: Doc, text: str, lowered: str, starts: list[int], expression: Expression
) -> QuantityMention | None:
    """Returns the mention for one expression, or ``None`` where it counts nothing."""
    first = _token_at(starts, expression.numeral.start)
    last = _token_at(starts, expression.numeral.end - 1) + 1
    if _counts_nothing(doc, first, last, expression):
        return None
    start = _token_at(starts, expression.span.start)
    end = _token_at(starts, expression.span.end - 1) + 1
    counted, is_hyphened = _counted(doc, end, expression)
    expression = _bounded_behind(doc, lowered, counted, expression)
    kind = _kind(expression)
    unit = _unit(doc, end, expression, counted, is_person=is_hyphened)
    is_bare = kind == "count" and unit is None and counted is None
    if is_bare and is_age(doc, first, last, expression):
        kind, unit = "measure", "year of age"
    rate = _rate(doc, lowered, counted, expression)
    is_each = (rate is not None and rate.is_each) or (
        kind == "money" and _is_after_each(lowered, expression.span.start)
    )
    whole = _whole(doc, end, kind, counted)
    low, high, best = limits(expression)
    quantity = Quantity(
        span=expression.span,
        raw=text[expression.span.start : expression.span.end],
        low=low,
        high=high,
        best=best,
        relation=expression.relation,
        unit=unit,
        counted=counted.words if counted is not None else None,
        per=_per(rate, is_each=is_each),
        share_of=whole[0] if whole is not None else None,
    )
    unit_span = expression.unit_span
    return QuantityMention(
        quantity=quantity,
        start_token=start,
        end_token=end,
        head=_head(doc, end, kind, counted, whole),
        change=expression.change,
        concept=find_concept(doc, start, end, counted, is_money=kind in {"money", "percent"}),
        kind=kind,
        each=is_each,
        numeral=expression.numeral,
        unit_words=text[unit_span.start : unit_span.end].strip(" -") if unit_span else None,
    )


def _bounded_behind(
    doc: Doc, lowered: str, counted: Counted | None, expression: Expression
) -> Expression:
    """Returns the expression with the bound behind its noun, if one is there."""
    if counted is None or expression.relation != "=":
        return expression
    head = doc[counted.head]
    bound = bound_behind(lowered, head.idx + len(head.text))
    if bound is None:
        return expression
    return replace(
        expression, relation=bound[0], span=Span(start=expression.span.start, end=bound[1])
    )


def _counts_nothing(doc: Doc, first: int, last: int, expression: Expression) -> bool:
    """Tells whether a number is a pronoun, a place in a list, a name or a year."""
    return (
        _is_pronoun(doc, first, last, expression)
        or _is_place_in_list(doc, first, last, expression)
        or is_name_or_year(doc, first, last, expression)
    )


def _rate(doc: Doc, lowered: str, counted: Counted | None, expression: Expression) -> Rate | None:
    """Returns what the number is per: behind its unit or counted noun, or in its clause."""
    if expression.rate is not None and expression.rate.per is not None:
        return expression.rate
    if expression.unit is not None:
        return rate_behind_content(lowered, expression.span.end) or expression.rate
    if counted is None:
        return expression.rate
    head = doc[counted.head]
    rate = rate_behind(lowered, head.idx + len(head.text))
    return rate if rate.per is not None or rate.is_each else _clause_rate(doc, counted) or rate


def _clause_rate(doc: Doc, counted: Counted) -> Rate | None:
    """Reads "40 people cross the river every day"; "the 40 guards" are the same ones every day."""
    head = doc[counted.head]
    if head.dep_ not in {"nsubj", "nsubjpass", "dobj"} or any(
        c.dep_ in {"det", "poss"} for c in head.children
    ):
        return None
    for child in head.head.children:
        is_every = any(c.lower_ in {"every", "each"} for c in child.children)
        if child.dep_ == "npadvmod" and is_every and child.lower_ in _RATE_TIMES:
            return Rate(child.lower_, is_each=False, end=child.idx + len(child.text))
    return None


def _is_after_each(lowered: str, start: int) -> bool:
    """Tells whether "each" stands before a sum: "pays each of them $1,800"."""
    return _EACH_BEFORE.search(lowered[max(0, start - 60) : start]) is not None


def _head(
    doc: Doc,
    end: int,
    kind: QuantityKind,
    counted: Counted | None,
    whole: tuple[str, int] | None,
) -> int | None:
    """Returns the token of what is counted, of the whole, or of the word that stands for people."""
    if counted is not None:
        return counted.head
    if whole is not None:
        return whole[1]
    is_participle = kind in {"count", "vague"} and end < len(doc) and _stands_for_people(doc[end])
    return end if is_participle else None


def _is_pronoun(doc: Doc, first: int, last: int, expression: Expression) -> bool:
    """Tells whether "one" is a pronoun or an idiom here: "one of the men", "no one", "one day"."""
    if (
        not expression.number.in_words
        or expression.number.low != 1
        or expression.low != expression.high
    ):
        return False
    if doc[first].lower_ != "one" or last != first + 1 or expression.relation not in {"=", "~"}:
        return False
    token = doc[first]
    before = doc[first - 1].lower_ if first > 0 else ""
    if before in {"no", "any", "every", "each", "this", "that", "the", "another", "which", "some"}:
        return True
    following = doc[last] if last < len(doc) else None
    if following is None or following.lower_ in {"of", "another", "'s", "’s"} | _ONE_IDIOMS:
        later = doc[last + 1].lower_ if last + 1 < len(doc) else ""
        return later not in {"later", "ago", "earlier", "after", "before"}
    if expression.unit is not None or _stands_for_people(following):
        return False
    return find_counted(doc, last) is None or token.tag_ in {"PRP", "NN"}


def _is_place_in_list(doc: Doc, first: int, last: int, expression: Expression) -> bool:
    """Tells whether a number only says where in a row something is: "the bottom three".

    "In the past two, three mayors were killed" leaves out what the two are.
    """
    if (
        first == 0
        or expression.unit is not None
        or doc[first - 1].lower_ not in {"top", "bottom", "big", "last", "past", "next", "previous"}
    ):
        return False
    return find_counted(doc, last) is None


def _counted(doc: Doc, end: int, expression: Expression) -> tuple[Counted | None, bool]:
    """Returns the counted phrase behind an expression, and whether it is of the form "300-man"."""
    if expression.unit is not None or end >= len(doc):
        return None, False
    if doc[end].text in {"-", "‐", "‑"} and end + 1 < len(doc) and not doc[end].whitespace_:
        if doc[end + 1].lower_ in _PEOPLE_SUFFIXES:
            return find_counted(doc, end + 2) or find_counted(doc, end + 1), True
        return _first_noun(doc, find_counted(doc, end + 1)), False
    if expression.number.kind == "share":
        return None, False
    is_open = expression.number.kind == "vague" or expression.number.scale >= 12
    counted = find_counted(doc, end, is_open=is_open)
    if counted is not None and _is_participle_first(doc, counted):
        return None, False
    is_singular = counted is not None and doc[counted.head].tag_ == "NN" and expression.low > 1
    if is_singular and counted is not None and unit_of(doc[counted.head]) is None:
        counted = _first_noun(doc, counted)
    return counted, False


def _first_noun(doc: Doc, counted: Counted | None) -> Counted | None:
    """Returns the first noun of a phrase as what is counted: pages in "a 12-page document"."""
    if counted is None or counted.head == counted.start:
        return counted
    first = doc[counted.start]
    if first.tag_ != "NN" or first.ent_type_ in {"ORG", "GPE", "NORP"}:
        return counted
    return Counted(counted.start, counted.start, counted.start + 1, first.text, is_partitive=False)


def _is_participle_first(doc: Doc, counted: Counted) -> bool:
    """Tells whether the phrase is a verb and a noun behind it, not "five wounded soldiers"."""
    token = doc[counted.start]
    return (
        token.tag_ in {"VBN", "VBD", "VBG"}
        and counted.head > counted.start
        and token.dep_ not in {"amod", "compound"}
        and not doc[counted.head].tag_.endswith("S")
    )


def _stands_for_people(token: Token) -> bool:
    """Tells whether a word stands for people behind a number: "28 killed", "62 others"."""
    return token.lower_ in person_adjectives()


def _kind(expression: Expression) -> QuantityKind:
    """Returns what kind of quantity an expression is."""
    if expression.unit is not None:
        if expression.unit.is_currency or expression.unit.code in {"cent", "penny", "sen"}:
            return "money"
        return "percent" if expression.unit.code == "percent" else "measure"
    if expression.number.kind != "cardinal":
        return expression.number.kind
    return "zero" if expression.high == 0 else "count"


def _unit(
    doc: Doc, end: int, expression: Expression, counted: Counted | None, *, is_person: bool
) -> str | None:
    """Returns the unit of ``Quantity.unit``."""
    if expression.unit is not None:
        return expression.unit.code
    if is_person:
        return "person"
    if counted is not None:
        return unit_of(doc[counted.head])
    if expression.number.kind == "share":
        return "fraction"
    is_part = doc[end : end + 2].text.lower() in {"of the", "of those"}
    index = end + 2 if is_part else end  # "two of the wounded"
    return "person" if index < len(doc) and _stands_for_people(doc[index]) else None


def _whole(
    doc: Doc, end: int, kind: QuantityKind, counted: Counted | None
) -> tuple[str, int] | None:
    """Returns what the quantity is a share of, and its noun."""
    if kind in {"percent", "share"}:
        return find_whole(doc, end, is_bare=kind == "share")
    if counted is not None and counted.is_partitive:
        return find_whole(doc, end, is_bare=False)
    return None


def _per(rate: Rate | None, *, is_each: bool) -> str | None:
    """Returns what the quantity is per; "each" only where nothing else is said."""
    if rate is not None and rate.per is not None:
        return rate.per
    return "each" if is_each else None
