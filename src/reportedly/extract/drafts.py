"""Attributions in the making: found by one rule, completed by another, turned into records last."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from reportedly.extract.layout import Layout, content_spans, joined, runs
from reportedly.extract.sources import source_span
from reportedly.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

Rule = Literal[
    "clause", "parenthesis", "infinitive", "object", "reaction", "preposition", "passive",
    "quote", "colon", "according-to", "noun", "hedge", "plain",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to have said what: the spans of source, cue and content.

    This is the seam: rules make these now, and anything else that can (a trained tagger) may make
    them instead. Everything after (chains, coreference, stance, mode, editorial rest) starts from
    attributions. ``source`` is empty where the voice is left out ("reportedly"). ``rule`` names
    what found it.
    """

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    rule: str


@dataclass(slots=True)
class Draft:
    """An attribution in the making, in tokens.

    ``cue`` is the cue's own token, ``cue_tokens`` all of its words; ``source`` is the head noun of
    the source; ``content`` holds token indices; ``quotations`` numbers of whole quotations;
    ``source_tokens`` the source's tokens where they are known better than from its head.
    """

    cue: int
    cue_tokens: tuple[int, ...]
    source: Token | None
    content: set[int]
    rule: Rule
    quotations: list[int] = field(default_factory=list)
    source_tokens: tuple[int, int] | None = None


def finish(layout: Layout, draft: Draft) -> Attribution | None:
    """Returns the attribution of a draft, or ``None`` where it has no content."""
    owned = set(draft.quotations)
    cue_tokens = set(draft.cue_tokens)
    source: tuple[Span, ...] = ()
    source_tokens: range | set[int] = set()
    if draft.source is not None:
        start, end = draft.source_tokens or source_span(draft.source, cue_tokens)
        while start < end - 1 and start in layout.datelines:
            start += 1
        start = _after_quotation(layout, draft, start, end)
        source = (layout.span(start, end),)
        source_tokens = range(start, end)
    inside = layout.quotation_of[draft.cue]
    loose = sorted(
        i
        for i in draft.content
        if (inside < 0 or layout.quotation_of[i] == inside)  # a quotation's own cues stay in it
        and i not in cue_tokens
        and i not in source_tokens
        and i not in layout.datelines
        and layout.quotation_of[i] not in owned
    )
    kept = set(loose)
    loose = [  # a conjunction at the end joins what is not content
        i for i in loose if layout.tokens[i].pos_ != "CCONJ" or i + 1 in kept
    ]
    spans = list(content_spans(layout, loose)) if loose else []
    for number in draft.quotations:
        spans.extend(layout.quotations[number].parts)
    spans = [s for s in spans if any(c.isalnum() for c in layout.text[s.start : s.end])]
    if len(spans) == 0:
        return None
    cue = tuple(layout.span(a, b) for a, b in runs(sorted(draft.cue_tokens)))
    return Attribution(source=source, cue=cue, content=joined(layout.text, spans), rule=draft.rule)


def _after_quotation(layout: Layout, draft: Draft, start: int, end: int) -> int:
    """Returns the start of a source behind a quotation that the parser took into it.

    "“They killed 12 men” the head of the monitor said": no name begins inside the words quoted.
    """
    if layout.quotation_of[draft.cue] >= 0 or end > draft.cue:
        return start
    owned = set(draft.quotations)
    inside = [i for i in range(start, end) if layout.quotation_of[i] in owned]
    return inside[-1] + 1 if inside and inside[-1] + 1 < end else start
