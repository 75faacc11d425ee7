"""Sources that the parser read too long: "killed 27 people on Monday | activists said".

Where commas are lost, the parser takes the object of the clause before, or the day, into the
subject of the verb of saying. The same verbs are read once more by their place in the sentence,
and the shorter name wins where what it leaves out cannot belong to a name.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.drafts import Draft
from reportedly.extract.layout import Layout
from reportedly.extract.plain_speech import (
    LATE,
    MIN_CONTENT,
    SURE,
    ends_reporting,
    inverted,
    last_in_sentence,
    last_noun,
    name_start,
    subject_with_name,
)
from reportedly.extract.sources import source_span
from reportedly.extract.speakers import may_speak

if TYPE_CHECKING:
    from spacy.tokens import Token

# What a name may be joined by: after these, more of the same source follows.
_JOINTS = frozenset({"ADP", "CCONJ", "PUNCT", "DET", "PRON", "SCONJ", "PART"})
_OPENERS = frozenset({"DET", "PROPN", "ADJ", "NOUN", "NUM", "PRON"})


def reread(layout: Layout, draft: Draft) -> Draft:
    """Returns a draft with a shorter source and the whole content where the parse is misled."""
    verb = layout.tokens[draft.cue]
    if draft.source is None and draft.rule == "clause" and layout.quotation_of[verb.i] < 0:
        return _without_source(layout, draft)
    own = _own_subject(layout, draft)
    if own is not None:
        return own
    if draft.source is None or verb.lower_ not in attribution_words().plain_verbs:
        return draft
    if draft.source_tokens is not None or draft.rule not in {"clause", "parenthesis", "plain"}:
        return draft
    if layout.quotation_of[verb.i] >= 0:
        return draft
    start, end = source_span(draft.source, set(draft.cue_tokens))
    if start > verb.i:
        return draft
    return (
        _swallowed_object(layout, draft, start, end)
        or _swallowed_sentence(layout, draft, start)
        or _too_long(layout, draft, start, end)
        or draft
    )


def _own_subject(layout: Layout, draft: Draft) -> Draft | None:
    """Returns the draft of "confirmed a raid, after the mayor, Lio Marsh, told ...".

    A verb that the parser joins to an earlier one without a joining word has a subject of its own
    where a name between commas stands right before it.
    """
    verb = layout.tokens[draft.cue]
    if verb.dep_ != "conj" or draft.source is None or draft.source.head.i == verb.i:
        return None
    if any(c.dep_ == "cc" for c in verb.head.children):
        return None
    named = subject_with_name(verb)
    if named is None or named[0] <= draft.source.i:
        return None
    return replace(draft, source=layout.tokens[named[1] - 1], source_tokens=named)


def _without_source(layout: Layout, draft: Draft) -> Draft:
    """Returns the draft of "..., the mayor of Selm, Lio Marsh, says", whose subject is astray."""
    verb = layout.tokens[draft.cue]
    known = attribution_words().plain_verbs
    if verb.lower_ not in known and verb.lower_ not in LATE:
        return draft
    late = last_in_sentence(layout, verb)
    if late is None or late.source_tokens is None:
        return draft
    return late if layout.tokens[late.source_tokens[0] - 1].text == "," else draft


def _swallowed_object(layout: Layout, draft: Draft, start: int, end: int) -> Draft | None:
    """Returns the draft of "fire killed | 12 people | said the Observatory"."""
    verb = layout.tokens[draft.cue]
    if verb.lower_ not in SURE or end != draft.cue_tokens[0] or start <= verb.sent.start:
        return None
    before = layout.tokens[start - 1]
    takes_object = before.pos_ == "VERB" or before.pos_ in {"ADP", "CCONJ"}
    is_counted = any(t.like_num for t in layout.tokens[start : start + 4])
    may = draft.source is not None and may_speak(draft.source)
    if not takes_object or (may and not is_counted):
        return None
    draft_after = inverted(layout, verb)
    speaks = draft_after is not None and draft_after.source is not None
    if draft_after is None or not speaks or layout.tokens[verb.i + 1].pos_ not in _OPENERS:
        return None
    return draft_after


def _swallowed_sentence(layout: Layout, draft: Draft, start: int) -> Draft | None:
    """Returns the draft of "... killed | 27 people on Monday activists | said".

    The content stands before the verb, to the last word before the name.
    """
    verb = layout.tokens[draft.cue]
    sentence = verb.sent
    after = [t for t in layout.tokens[verb.i + 1 : sentence.end] if t.is_alpha or t.like_num]
    if not ends_reporting(verb, after):
        return None
    name = name_start(verb, sentence.start)
    if name is None or name <= start or name - sentence.start < MIN_CONTENT:
        return None
    if not _is_left_out(layout.tokens[start:name]):
        return None
    tail = {i for i in draft.content if i > verb.i}
    if tail and not _has_verb(layout, tail):
        tail = set()
    content = set(range(sentence.start, name)) | tail
    return _renamed(layout, draft, name, content)


def _too_long(layout: Layout, draft: Draft, start: int, end: int) -> Draft | None:
    """Returns the draft of "Friday 7 Oct 12 dead in Hessel | The monitor | said that ...".

    A headline or a date without a stop before the name is not part of it.
    """
    verb = layout.tokens[draft.cue]
    if end != draft.cue_tokens[0] or (draft.content and min(draft.content) < start):
        return None
    name = name_start(verb, verb.sent.start)
    if name is None or name <= start or not _is_left_out(layout.tokens[start:name]):
        return None
    if not any(t.like_num or t.ent_type_ == "DATE" for t in layout.tokens[start:name]):
        return None
    return _renamed(layout, draft, name, draft.content)


def _renamed(layout: Layout, draft: Draft, name: int, content: set[int]) -> Draft:
    end = draft.cue_tokens[0]
    head = last_noun(layout.tokens[draft.cue].doc, name, end)
    return Draft(
        cue=draft.cue, cue_tokens=draft.cue_tokens, source=head, content=content, rule="plain",
        quotations=draft.quotations, source_tokens=(name, end),
    )  # fmt: skip


def _is_left_out(words: tuple[Token, ...]) -> bool:
    """Tells whether words before a name are no part of it: they end a phrase of their own."""
    if len(words) == 0 or words[-1].pos_ in _JOINTS:
        return False
    return any(t.pos_ in {"NOUN", "NUM", "PROPN", "VERB"} or t.like_num for t in words)


def _has_verb(layout: Layout, indices: set[int]) -> bool:
    return any(layout.tokens[i].pos_ in {"VERB", "AUX"} for i in indices)
