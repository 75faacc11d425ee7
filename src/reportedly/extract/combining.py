"""The attributions of rules and tagger made one list, each where it is better.

The tagger decides what is an attribution in the publisher's own text, and where its source and
content end. The rules add what it was never taught: attributions inside what another says (the
hops of a chain), quotations that go on in the next paragraphs, text that lost its commas, and the
forms of reports of war that its articles hardly have ("had no comment", "put the toll at 40").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportedly.extract.cues import attribution_words
from reportedly.extract.drafts import Attribution
from reportedly.extract.layout import Layout, joined, trim
from reportedly.extract.stance import says_nobody
from reportedly.records import Span

# Rules that are trusted where the tagger sees nothing. Of what they alone find on the development
# articles of PolNeAR, 25 of 52 are marked there; what they find is common in reports of war.
TRUSTED = frozenset({"object", "noun", "according-to", "preposition", "quote", "hedge", "plain"})


def combine(
    layout: Layout, rules: Sequence[Attribution], tagged: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Returns the attributions of both, by the order of the cues."""
    of_cue = {i: rule for rule in rules for span in rule.cue for i in layout.tokens_in(span)}
    starts = [rule.cue[0].start for rule in rules]
    kept: list[Attribution] = []
    known: set[int] = set()
    for found in tagged:
        if any(span.start <= found.cue[0].start < span.end for span in layout.too_long):
            continue
        cue = [i for span in found.cue for i in layout.tokens_in(span)]
        same = next((of_cue[i] for i in cue if i in of_cue), None)
        if same is not None:
            known.add(id(same))
            following = _going_on(found, same, rules, starts)
            kept.extend(following)
            known.update(map(id, following))
            whole = _up_to(layout, found, following) if following else found
            kept.append(_with_rule(layout, whole, same))
        elif not (
            layout.quotation_of[cue[0]] >= 0  # what a speaker tells of, the rules read
            or _names_nobody(layout, found)
            or _only_calls(layout, found)
            or layout.tokens[cue[0]].lower_ == "according"  # its sources, the rules know
            or _only_quotes(layout, found)
        ):
            kept.append(found)
    inside = {i for found in kept for span in found.content for i in layout.tokens_in(span)}
    kept.extend(
        rule
        for rule in rules
        if id(rule) not in known
        and (rule.rule in TRUSTED or layout.token_at(rule.cue[0].start) in inside)
    )
    source_at = {i: span for found in kept for span in found.source for i in layout.tokens_in(span)}
    kept = [found for found in kept if not _is_of_a_source(layout, found, source_at)]
    return tuple(sorted(kept, key=lambda a: (a.cue[0].start, a.cue[-1].end)))


def _going_on(
    found: Attribution, rule: Attribution, rules: Sequence[Attribution], starts: Sequence[int]
) -> list[Attribution]:
    """Returns the rules by which the same speaker goes on inside what the tagger found.

    "said that a house fell adding that 12 died": two statements, though no comma parts them.
    ``starts`` are the offsets of the cues of ``rules``, in order.
    """
    first = bisect_right(starts, found.content[0].start)
    last = bisect_left(starts, found.content[-1].end)
    return [
        other
        for other in rules[first:last]
        if other is not rule
        and other.source == rule.source
        and other.source
        and not any(s.start <= other.cue[0].start < s.end for s in rule.content)
        and any(s.start < other.cue[0].start < s.end for s in found.content)
    ]


def _up_to(layout: Layout, found: Attribution, following: Sequence[Attribution]) -> Attribution:
    """Returns what the tagger found up to where the same speaker goes on."""
    end = min(other.cue[0].start for other in following)
    cut = (replace(s, end=min(s.end, end)) for s in found.content if s.start < end)
    content = (trim(layout.text, span) for span in cut)
    return replace(found, content=tuple(span for span in content if span is not None))


def _with_rule(layout: Layout, found: Attribution, rule: Attribution) -> Attribution:
    """Returns what the tagger found, named by its rule, with what the rule knows better."""
    if rule.rule == "plain" and len(found.source) == 0:
        return rule  # the tagger was never shown text without commas
    here = _paragraph(layout, found.cue[0])
    more = [span for span in rule.content if _paragraph(layout, span) != here]
    if rule.rule == "infinitive":  # "urged the rebels to leave": they are part of what is said
        first = found.content[0].start
        more.extend(replace(s, end=min(s.end, first)) for s in rule.content if s.start < first)
    content = joined(layout.text, (*found.content, *more)) if more else found.content
    source = tuple(s for s in (trim(layout.text, each) for each in found.source) if s is not None)
    if rule.rule == "passive" or len(source) == 0:  # "he was asked why": not he asks
        source = rule.source
    return replace(found, source=source, content=content, rule=rule.rule)


def _names_nobody(layout: Layout, found: Attribution) -> bool:
    """Tells whether nobody said it: "no one claimed", "is not recognised by any state"."""
    source = [layout.tokens[i] for span in found.source for i in layout.tokens_in(span)]
    if len(source) > 0 and source[0].lower_ != "any":
        return any(says_nobody(token) for token in source)
    cue = [layout.tokens[i] for span in found.cue for i in layout.tokens_in(span)]
    return any(t.dep_ == "neg" or any(c.dep_ == "neg" for c in t.children) for t in cue)


def _only_calls(layout: Layout, found: Attribution) -> bool:
    """Tells whether a cue only gives a name: "named “Iron Rain”", "called him “the Butcher”"."""
    lemmas = {layout.tokens[i].lemma_.lower() for span in found.cue for i in layout.tokens_in(span)}
    if not lemmas.isdisjoint(attribution_words().naming_verbs):
        return True
    if "call" not in lemmas:
        return False
    quoted = [
        layout.tokens[i]
        for span in found.content
        for i in layout.tokens_in(span)
        if layout.quotation_of[i] >= 0 and layout.tokens[i].is_alpha
    ]
    return bool(quoted) and all(t.is_title or t.lower_ in {"the", "of"} for t in quoted)


def _only_quotes(layout: Layout, found: Attribution) -> bool:
    """Tells whether the content only names who is quoted: "also quoted the governor, who ..."."""
    cue = [layout.tokens[i] for span in found.cue for i in layout.tokens_in(span)]
    verb = next((t for t in cue if t.lemma_.lower() == "quote" and t.pos_ == "VERB"), None)
    if verb is None or any(c.dep_ == "prep" and c.lower_ == "as" for c in verb.children):
        return False
    content = {i for span in found.content for i in layout.tokens_in(span)}
    return any(c.dep_ == "dobj" and c.i in content for c in verb.children)


def _is_of_a_source(layout: Layout, found: Attribution, source_at: Mapping[int, Span]) -> bool:
    """Tells whether the content only names another's source: "was quoted by the agency"."""
    sources = [source_at.get(layout.token_at(span.start)) for span in found.content]
    return all(
        source is not None and span.end <= source.end
        for span, source in zip(found.content, sources, strict=True)
    )


def _paragraph(layout: Layout, span: Span) -> int:
    return bisect_right(layout.paragraph_starts, span.start)
