"""How far what was said reaches: the ends of contents that the parse cuts too short.

A clause of a verb of saying often goes on after what the parser hung on the verb: a list after a
colon ("nine dead: five in Selm, four in Corr"), a place, a toll ("..., the monitor said, including
12 children"). What follows belongs to what was said unless another clause begins in it, or it only
tells when, where and how it was said.
"""

from __future__ import annotations

from collections.abc import Mapping, Set
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.drafts import Draft
from reportedly.extract.layout import Layout
from reportedly.extract.sources import source_span

if TYPE_CHECKING:
    from spacy.tokens import Token

_RULES = frozenset({"clause", "parenthesis", "object", "reaction", "plain", "according-to"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
# After "..., the monitor said": these go on with what it said, never with who said it.
_GOES_ON = frozenset(
    {"including", "bringing", "raising", "taking", "putting", "updating", "among", "mostly", "most",
     "with", "killing", "wounding", "injuring", "leaving"}
)  # fmt: skip
_ADDING = frozenset({"adding", "noting", "stressing", "insisting"})
_DATES = frozenset({"DATE", "TIME"})
_MAX_TAIL = 60
_MAX_GAP = 6


def extend(layout: Layout, draft: Draft, cues: Set[int]) -> None:
    """Adds to a draft's content what goes on with it to the end of its sentence."""
    if draft.rule not in _RULES or layout.quotation_of[draft.cue] >= 0 or not draft.content:
        return
    sentence = layout.tokens[draft.cue].sent
    last = max(draft.content)
    if not sentence.start <= last < sentence.end:
        return
    own = max(draft.cue_tokens)
    if last > own:
        tail = range(last + 1, sentence.end)
        if _holds_count(layout, tail) and _is_said(layout, tail, cues):
            draft.content.update(tail)
        return
    draft.content.update(_up_to_source(layout, draft, last))
    start = _after_frame(layout, draft, sentence.end)
    if start is not None:
        tail = range(start, sentence.end)
        if _holds_count(layout, tail) and _is_said(layout, tail, cues):
            draft.content.update(tail)


def _up_to_source(layout: Layout, draft: Draft, last: int) -> range:
    """Returns the words between content and source where no mark parts them.

    "... since the siege began two weeks ago | the monitor said": the days are not when it spoke.
    """
    if draft.source is None:
        return range(0)
    start = (draft.source_tokens or source_span(draft.source, set(draft.cue_tokens)))[0]
    gap = range(last + 1, start)
    if start > min(draft.cue_tokens) or len(gap) > _MAX_GAP:
        return range(0)
    return range(0) if any(layout.tokens[i].is_punct for i in gap) else gap


def part_additions(layout: Layout, drafts: Mapping[int, Draft]) -> None:
    """Gives "said that ... adding that ..." one speaker, and ends the first content at the second.

    Without the comma the parser hangs the participle on a noun of what was said.
    """
    for cue, added in drafts.items():
        token = layout.tokens[cue]
        after = layout.tokens[cue + 1].lower_ if cue + 1 < len(layout.tokens) else ""
        if token.lower_ not in _ADDING or after != "that" or layout.quotation_of[cue] >= 0:
            continue
        before = (drafts.get(i) for i in range(token.sent.start, cue))
        holding = [d for d in before if d is not None and d.source and cue in d.content]
        if len(holding) == 0:
            continue
        speaker = holding[0]
        added.source, added.source_tokens = speaker.source, speaker.source_tokens
        for draft in holding:
            draft.content = {i for i in draft.content if i < cue}


def _after_frame(layout: Layout, draft: Draft, end: int) -> int | None:
    """Returns where the sentence goes on after "..., the monitor said on Monday", or ``None``."""
    index = max(draft.cue_tokens) + 1
    if draft.source_tokens is not None:
        index = max(index, draft.source_tokens[1])
    elif draft.source is not None:
        index = max(index, draft.source.i + 1)
    while index < end and (
        layout.tokens[index].is_punct
        or layout.tokens[index].ent_type_ in _DATES
        or layout.tokens[index].lower_ == "on"
    ):
        index += 1
    if index >= end or layout.tokens[index].lower_ not in _GOES_ON:
        return None
    return index


def _holds_count(layout: Layout, tail: range) -> bool:
    return any(is_count(layout.tokens[i]) for i in tail)


def is_count(token: Token) -> bool:
    """Tells whether a word is a number, and no part of a date or an hour."""
    if not token.like_num and token.lower_ not in attribution_words().number_nouns:
        return False
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    is_compound = after is not None and after.text == "-" and not token.whitespace_
    is_misdated = token.dep_ == "nummod" and token.head.ent_type_ not in _DATES  # "21:51 15 medics"
    return token.ent_type_ not in _DATES or is_compound or is_misdated


def _is_said(layout: Layout, tail: range, cues: Set[int]) -> bool:
    """Tells whether no other clause, quotation or setting of the speech stands in the words."""
    if len(tail) > _MAX_TAIL:
        return False
    words = attribution_words()
    media = words.source_heads.keys() - words.count_documents
    for index in tail:
        token = layout.tokens[index]
        if token.tag_ in _FINITE or index in cues or layout.quotation_of[index] >= 0:
            return False
        if token.dep_ == "pobj" and token.lemma_.lower() in media:
            return False
    return True
