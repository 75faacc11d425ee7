"""Direct speech: which quotation is whose.

A quotation is its speaker's if a verb of saying stands right beside it. One without a verb of its
own goes on with what its neighbour began: the rest of a split quotation, or a whole quoted
sentence after a sentence that named its speaker. Words in quotation marks inside a sentence
(nicknames, titles, scare quotes) are nobody's statement by themselves.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportedly.extract.cues import cue_verbs
from reportedly.extract.drafts import Draft
from reportedly.extract.layout import Layout
from reportedly.extract.quotes import Quotation
from reportedly.extract.speakers import PASSIVE_SUBJECTS, find_source
from reportedly.extract.verb_phrases import verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

# How many tokens a reporting verb may stand from its quotation: "Said So-and-so, the deputy head
# of the border guard, on Thursday" puts 15 or so between; more is another sentence's verb.
MAX_DISTANCE = 18
MIN_WORDS = 1
MAX_HEADING_WORDS = 12
_SPEECH_RULES = frozenset(
    {
        "clause",
        "parenthesis",
        "quote",
        "colon",
        "according-to",
        "preposition",
        "object",
        "infinitive",
    }
)
_STOPS = frozenset({".", "!", "?", ";"})


def attach_quotations(layout: Layout, drafts: dict[int, Draft]) -> None:
    """Gives each quotation to its speaker: completes ``drafts``, and adds new ones."""
    last: Draft | None = None
    cues = sorted(drafts)
    for number, quotation in enumerate(layout.quotations):
        draft = _beside(layout, number, drafts)
        is_beside = draft is not None
        if draft is None and is_speech(layout, quotation):
            draft = _continued(layout, quotation, drafts, cues, last)
        if draft is None:
            continue
        draft.quotations.append(number)
        if draft.rule == "parenthesis" or (draft.rule == "plain" and is_beside):
            draft.content = {i for i in draft.content if layout.quotation_of[i] >= 0}
        if draft.cue not in drafts:
            drafts[draft.cue] = draft
            insort(cues, draft.cue)
        last = draft


def is_speech(layout: Layout, quotation: Quotation) -> bool:
    """Tells whether a quotation is a sentence or more by itself, not words inside a sentence."""
    text = layout.text
    inner = text[quotation.start : quotation.end].strip("“”\"'‘’«»„`")
    if len(inner.split()) < MIN_WORDS or _is_heading(layout, quotation, inner):
        return False
    if quotation.fault is not None or len(quotation.parts) > 1:
        return True
    return (
        inner[0].isupper()
        and (inner[-1] in ".?!…" or text[quotation.end : quotation.end + 1] in ".?!")
        and (_starts_sentence(layout, quotation))
    )


def _is_heading(layout: Layout, quotation: Quotation, inner: str) -> bool:
    """Tells whether a quotation is a heading: a paragraph by itself, "‘A Town Without Water’"."""
    words = inner.split()
    first = bisect_right(layout.paragraph_starts, quotation.start) - 1
    return (
        3 <= len(words) <= MAX_HEADING_WORDS
        and all(word[0].isupper() or len(word) < 4 for word in words)
        and any(word[0].isupper() for word in words[1:])
        and layout.paragraph_starts[first] == quotation.start
        and layout.text[quotation.end : _paragraph_end(layout, quotation.end)].strip(" .") == ""
    )


def _starts_sentence(layout: Layout, quotation: Quotation) -> bool:
    before = layout.text[max(0, quotation.start - 40) : quotation.start].rstrip()
    return (
        before == ""
        or before[-1] in ".?!…:”\"'’)"
        or "\n" in layout.text[len(before) : quotation.start]
    )


def _beside(layout: Layout, number: int, drafts: Mapping[int, Draft]) -> Draft | None:
    """Returns the draft of the verb of saying that stands beside a quotation, or ``None``."""
    quotation = layout.quotations[number]
    text = layout.text
    inner_end = text[: quotation.end].rstrip("”\"'’»“`")[-1:]
    after = text[quotation.end : quotation.end + 1]
    left, right = _left(layout, number), _right(layout, number)
    # "said that “the truth will come out”, while the mayor, speaking ...": the first verb's
    is_introduced = len(left) > 0 and layout.tokens[left.stop - 1].lower_ == "that"
    if not is_introduced and (
        inner_end in ",?!—–-…"
        or after in {",", "—"}
        or (inner_end not in ".;" and after not in {".", ";"})
    ):
        verb = _first_verb(layout, number, right)
        if verb is not None:
            return drafts.get(verb.i) or _new_draft(verb)
    verb = _last_verb(layout, left)
    if verb is not None:
        return drafts.get(verb.i) or _new_draft(verb)
    return _speaker_and_colon(layout, left)


def _right(layout: Layout, number: int) -> range:
    """Returns the tokens after a quotation, up to the sentence's end or the next quotation."""
    quotation = layout.quotations[number]
    tokens = layout.tokens
    start = layout.token_at(quotation.end)
    paragraph_end = _paragraph_end(layout, quotation.end)
    index = start
    while (
        index < len(tokens)
        and layout.starts[index] < paragraph_end
        and index - start < MAX_DISTANCE
    ):
        if layout.quotation_of[index] >= 0 or tokens[index].text in _STOPS:
            break
        index += 1
    return range(start, index)


def _left(layout: Layout, number: int) -> range:
    """Returns the tokens before a quotation, from the sentence's start or the quotation before.

    A paragraph that ends in a colon brings the quotation in the next one.
    """
    tokens = layout.tokens
    start = layout.quotations[number].start
    end = layout.token_at(start)
    while end > 0 and tokens[end - 1].is_space:
        end -= 1
    paragraph = layout.paragraph_starts[max(bisect_right(layout.paragraph_starts, start) - 1, 0)]
    opens_paragraph = paragraph == start
    if opens_paragraph and (end == 0 or tokens[end - 1].text != ":"):
        return range(end, end)
    index = end
    while index > 0 and end - index < 2 * MAX_DISTANCE:
        token = tokens[index - 1]
        if layout.quotation_of[index - 1] >= 0 or token.text in _STOPS:
            break
        if token.idx < paragraph and not opens_paragraph:
            break
        index -= 1
    return range(index, end)


def _paragraph_end(layout: Layout, offset: int) -> int:
    index = bisect_right(layout.paragraph_starts, max(offset - 1, 0)) - 1
    return layout.parsed.paragraphs[index].end if index >= 0 else len(layout.text)


def _first_verb(layout: Layout, number: int, indices: range) -> Token | None:
    for index in indices:
        token = layout.tokens[index]
        if token.pos_ == "VERB" and _quotes(token):
            source = find_source(token) or _speaker_after(token, index == indices.start)
            if source is None or layout.quotation_of[source.i] >= 0:
                continue
            if source.i >= indices.start and source.left_edge.i < indices.start:
                return None  # “quoted words” and their noun are the subject
            if source.i < indices.start and not is_speech(layout, layout.quotations[number]):
                return None  # the subject of the whole sentence: 'the raid, “Iron Rain”, began'
            return token
        if (
            token.pos_ in {"VERB", "AUX"}
            and token.dep_ in {"ROOT", "conj"}
            and not _quotes(token)
            and index > indices.start + 12
        ):
            return None
    return None


def _speaker_after(verb: Token, is_first: bool) -> Token | None:
    """Returns the speaker of "“We left” said the guard", which the parser took for an object."""
    if not is_first or verb.dep_ == "conj":
        return None
    return next(
        (c for c in verb.children if c.dep_ in {"dobj", "attr", "oprd"} and c.i > verb.i), None
    )


def _last_verb(layout: Layout, indices: range) -> Token | None:
    if len(indices) == 0:
        return None
    for index in reversed(indices):
        token = layout.tokens[index]
        if (
            token.pos_ == "VERB"
            and _quotes(token)
            and not any(c.dep_ in PASSIVE_SUBJECTS for c in token.children)
        ):
            gap = layout.tokens[indices.stop - 1].text
            near = indices.stop - index
            if gap in {",", ":"} or near <= 2 or gap.lower() in {"that", "as"}:
                return token
            return None
    return None


def _quotes(token: Token) -> bool:
    word = cue_verbs().get(token.lemma_.lower())
    if word is None or token.lower_ == "citing" or token.dep_ == "amod":
        return False
    return "quote" in word.frames or "clause" in word.frames


def _new_draft(verb: Token) -> Draft:
    return Draft(
        cue=verb.i,
        cue_tokens=verb_group(verb),
        source=find_source(verb) or _speaker_after(verb, is_first=True),
        content=set(),
        rule="quote",
    )


def _speaker_and_colon(layout: Layout, left: range) -> Draft | None:
    """Returns the draft of "The minister: “We left.”", or ``None``."""
    if len(left) < 2 or layout.tokens[left.stop - 1].text != ":":
        return None
    colon = left.stop - 1
    words = layout.tokens[left.start : colon]
    if len(words) > 8 or any(t.pos_ in {"VERB", "AUX"} for t in words):
        return None
    head = next((t for t in reversed(words) if t.pos_ in {"PROPN", "NOUN"}), None)
    if head is None:
        return None
    return Draft(cue=colon, cue_tokens=(colon,), source=head, content=set(), rule="colon")


def _continued(
    layout: Layout,
    quotation: Quotation,
    drafts: Mapping[int, Draft],
    cues: Sequence[int],
    last: Draft | None,
) -> Draft | None:
    """Returns the draft that a quotation without a verb of its own goes on with, or ``None``.

    It is the attribution that comes last before it, in its paragraph or the one before; in a run
    of quoted paragraphs, the speaker of the one before.
    """
    starts = layout.paragraph_starts
    here = bisect_right(starts, quotation.start) - 1
    earliest = starts[max(here - 1, 0)] if starts else 0
    for index in range(bisect_left(cues, layout.token_at(quotation.start)) - 1, -1, -1):
        draft = drafts[cues[index]]
        if layout.starts[draft.cue] < earliest:
            break
        if (
            draft.source is not None
            and draft.rule in _SPEECH_RULES
            and layout.quotation_of[draft.cue] < 0
        ):
            return draft
    if last is not None and layout.quotations[last.quotations[-1]].end >= earliest:
        return last
    return None
