"""Who said what: the attributions of a report, and the statements made of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace

from reportedly.extract.chains import Voice, chain_of, publisher_hop, read_voices
from reportedly.extract.clauses import find_clause_drafts
from reportedly.extract.combining import combine
from reportedly.extract.coreference import build_references
from reportedly.extract.cues import cue_verbs
from reportedly.extract.direct_speech import attach_quotations, is_speech
from reportedly.extract.drafts import Attribution, Draft, finish
from reportedly.extract.editorial import Taken, editorial_spans
from reportedly.extract.extents import extend, part_additions
from reportedly.extract.layout import Layout, joined, lay_out
from reportedly.extract.misread_sources import reread
from reportedly.extract.nlp import MAX_SENTENCE, ParsedDocument
from reportedly.extract.nominal import find_label_drafts, find_nominal_drafts, join_seeming
from reportedly.extract.plain_speech import find_plain_drafts
from reportedly.extract.stance import hedges_in, says_nobody
from reportedly.extract.tagger import tag_attributions
from reportedly.extract.times import TimeMention, said_time
from reportedly.records import (
    Document,
    Hop,
    Mode,
    Problem,
    Source,
    Span,
    Statement,
    record_id,
)

_FAULTS = {
    "no-closing-mark": "opens and is not closed; it was read to the end of its paragraph",
    "no-opening-mark": "closes and was not opened; it was read from the start of its paragraph",
}


def find_attributions(parsed: ParsedDocument, *, fast: bool = False) -> tuple[Attribution, ...]:
    """Returns who is said to have said what, by the order of the cues. Contents may be nested.

    ``fast`` leaves the trained tagger out: quicker, and less is found.
    """
    return attributions_of(lay_out(parsed), fast=fast)


def attributions_of(layout: Layout, *, fast: bool = False) -> tuple[Attribution, ...]:
    """Returns the attributions of a report that is laid out already."""
    rules = rule_attributions(layout)
    if fast:
        return rules
    return combine(layout, rules, tag_attributions(layout, rules))


def rule_attributions(layout: Layout) -> tuple[Attribution, ...]:
    """Returns the attributions that the rules find, by the order of the cues."""
    drafts: dict[int, Draft] = {}
    for draft in find_clause_drafts(layout):
        if draft.source is not None and draft.source.i in layout.datelines:
            continue  # the parser took the town for the speaker: see plain_speech
        drafts[draft.cue] = reread(layout, draft)
    for draft in find_nominal_drafts(layout):
        drafts.setdefault(draft.cue, draft)
    for draft in find_label_drafts(layout):
        drafts.setdefault(draft.cue, draft)
    for draft in find_plain_drafts(layout, set(drafts)):
        drafts[draft.cue] = draft
    drafts = {
        cue: draft
        for cue, draft in drafts.items()
        if not (draft.source and says_nobody(draft.source))
    }
    join_seeming(layout, drafts)
    attach_quotations(layout, drafts)
    part_additions(layout, drafts)
    for draft in drafts.values():
        extend(layout, draft, drafts.keys())
    finished = (finish(layout, drafts[cue]) for cue in sorted(drafts))
    return tuple(a for a in finished if a is not None)


def find_statements(
    parsed: ParsedDocument,
    document: Document,
    times: Sequence[TimeMention],
    *,
    fast: bool = False,
) -> tuple[tuple[Statement, ...], tuple[Problem, ...]]:
    """Returns the statements of a report by first content offset, and what its marks lack.

    Attributed statements carry the whole chain from the publisher; what the publisher says in its
    own voice is one editorial statement a sentence.
    """
    layout = lay_out(parsed)
    attributions = attributions_of(layout, fast=fast)
    references = build_references(layout)
    voices = read_voices(layout, attributions, references)
    publisher = publisher_hop(document.publisher)
    speech = {p for q in layout.quotations if is_speech(layout, q) for p in q.parts}
    found: dict[str, Statement] = {}
    kept: list[Voice] = []
    for number, voice in enumerate(voices):
        if not is_statement(layout, voice):
            continue
        kept.append(voice)
        said_at = said_time(times, parsed.doc, voice.cue)
        for content in told_and_quoted(layout, voice.attribution.content, speech):
            chain = chain_of(voices, number, publisher)
            statement = _attributed(layout, document, voice, chain, content)
            if said_at is not None:
                statement = replace(statement, said_at=said_at.time)
            found.setdefault(statement.id, statement)
    for statement in _editorial(layout, document, kept, publisher):
        found.setdefault(statement.id, statement)
    ordered = sorted(found.values(), key=lambda s: (s.content, s.id))
    return tuple(ordered), tuple(_problems(layout, document))


def is_statement(layout: Layout, voice: Voice) -> bool:
    """Tells whether an attribution becomes a statement of its own.

    Inside the words of another, only what somebody else has said or confirmed does: "I think" and
    "he would call" are part of the speaker's own statement, and a hedge there is a hedge.
    """
    if voice.parent is None:
        return True
    if voice.is_first_person or len(voice.hops) == 0:
        return False
    cue = layout.tokens[voice.cue]
    word = cue_verbs().get(cue.lemma_.lower())
    if word is not None and word.frames & {"attitude", "reaction"}:
        return False
    children = list(cue.children)
    if any(c.dep_ == "aux" and c.tag_ in {"MD", "TO"} for c in children):
        return False
    has_do = any(c.dep_ == "aux" and c.lemma_ == "do" for c in children)
    return cue.tag_ != "VB" or has_do  # "demanded that it explain": not said, only demanded


def told_and_quoted(
    layout: Layout, content: tuple[Span, ...], speech: Set[Span]
) -> Iterator[tuple[Span, ...]]:
    """Yields what is reported and what is quoted in sentences of its own apart, where both are.

    "X spoke of an attack. “It was brutal.”" makes two statements of one speaker.
    """
    quoted = tuple(s for s in content if s in speech)
    told = tuple(s for s in content if s not in speech)
    if len(quoted) == 0 or len(told) == 0 or _mode(layout, told) == "quoted":
        yield content
        return
    yield told
    yield quoted


def _attributed(
    layout: Layout,
    document: Document,
    voice: Voice,
    chain: tuple[Hop, ...],
    content: tuple[Span, ...],
) -> Statement:
    attribution = voice.attribution
    hedges = list(attribution.cue) if len(voice.hops) == 0 else []
    if len(voice.hops) == 0 and not is_unnamed(voice, layout):
        content = joined(layout.text, (*content, *attribution.cue))
    if is_unnamed(voice, layout):
        source = Source(name="unnamed", kind="unnamed", span=None)
        chain = (*chain, Hop(source=source, cue=attribution.cue[0], stance=voice.stance))
    found = _hedge_spans(layout, (*attribution.cue, *content))
    hedges.extend(h for h in found if not any(c.start <= h.start < c.end for c in hedges))
    mode: Mode = "editorial" if len(chain) == 1 else _mode(layout, content)
    return Statement(
        id=_statement_id(document, content, chain),
        document_id=document.id,
        content=content,
        chain=chain,
        mode=mode,
        stance=voice.stance,
        polarity=voice.polarity,
        hedges=tuple(sorted(set(hedges))),
    )


def is_unnamed(voice: Voice, layout: Layout) -> bool:
    """Tells whether somebody unnamed is said to have spoken: "It was announced that"."""
    if len(voice.hops) > 0 or voice.attribution.rule != "passive":
        return False
    return not any(c.dep_ == "xcomp" for c in layout.tokens[voice.cue].children)


def _editorial(
    layout: Layout, document: Document, voices: Sequence[Voice], publisher: Hop
) -> Iterator[Statement]:
    """Yields the publisher's own statements, one a sentence."""
    own = Hop(source=publisher.source, cue=None, stance="asserts")
    for spans in editorial_spans(layout, [_taken(layout, v) for v in voices], _sentences(layout)):
        yield Statement(
            id=_statement_id(document, spans, (own,)),
            document_id=document.id,
            content=spans,
            chain=(own,),
            mode="editorial",
            stance="asserts",
            polarity="positive",
            hedges=tuple(_hedge_spans(layout, spans)),
        )


def _taken(layout: Layout, voice: Voice) -> Taken:
    """Returns what an attribution takes out of the publisher's own voice.

    The hops before it count in its own sentence only: where the report says elsewhere who has the
    recording, it says so itself.
    """
    sentence = layout.tokens[voice.cue].sent
    start, end = sentence.start_char, sentence.end_char
    hops = [h for h in voice.hops if h.cue is not None and start <= h.cue.start < end]
    return Taken(
        words=voice.attribution.content,
        names=(
            *voice.attribution.source,
            *(h.source.span for h in hops if h.source.span is not None),
        ),
        frame=(*voice.attribution.cue, *(h.cue for h in hops if h.cue is not None)),
    )


def _sentences(layout: Layout) -> Iterator[tuple[int, int]]:
    for sentence in layout.parsed.doc.sents:
        yield sentence.start, sentence.end


def _hedge_spans(layout: Layout, spans: Sequence[Span]) -> list[Span]:
    tokens = [layout.tokens[i] for span in spans for i in layout.tokens_in(span)]
    return [layout.span(start, end) for start, end in hedges_in(tokens)]


def _mode(layout: Layout, content: Sequence[Span]) -> Mode:
    """Returns whether the content is quoted, reported, or mixed of both."""
    inside = outside = 0
    for span in content:
        for index in layout.tokens_in(span):
            if not layout.tokens[index].is_alpha:
                continue
            if layout.quotation_of[index] >= 0:
                inside += 1
            else:
                outside += 1
    if outside == 0 and inside > 0:
        return "quoted"
    return "mixed" if inside > 0 else "reported"


def _statement_id(document: Document, content: Sequence[Span], chain: Sequence[Hop]) -> str:
    return record_id(
        "statement",
        document.id,
        [[s.start, s.end] for s in content],
        [
            [
                [hop.source.span.start, hop.source.span.end] if hop.source.span else None,
                [hop.cue.start, hop.cue.end] if hop.cue else None,
            ]
            for hop in chain
        ],
    )


def _problems(layout: Layout, document: Document) -> Iterator[Problem]:
    for quotation in layout.quotations:
        if quotation.fault is not None:
            offset = quotation.start if quotation.fault == "no-closing-mark" else quotation.end - 1
            yield Problem(
                stage="extract",
                subject=document.id,
                code="unclosed-quote",
                message=f"the quotation mark at offset {offset} {_FAULTS[quotation.fault]}",
            )
    for span in layout.parsed.endless:
        yield Problem(
            stage="extract",
            subject=document.id,
            code="too-long",
            message=(
                f"the sentence at offset {span.start} has more than {MAX_SENTENCE} words; "
                "it was kept as the publisher's own, and no speaker was looked for in it"
            ),
        )
