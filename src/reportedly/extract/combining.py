"""The attributions of rules and tagger made one list, each where it is better.

The tagger decides what is an attribution in the publisher's own text, and where its source and
content end. The rules add what it was never taught: attributions inside what another says (the
hops of a chain), quotations that go on in the next paragraphs, text that lost its commas, and the
forms of reports of war that its articles hardly have ("had no comment", "put the toll at 40").
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.coverage import Coverage
from reportedly.extract.cues import attribution_words
from reportedly.extract.drafts import Attribution
from reportedly.extract.layout import Layout, joined, trim
from reportedly.extract.sources import RELATIVE_PRONOUNS
from reportedly.extract.stance import says_nobody
from reportedly.records import Span

if TYPE_CHECKING:
    from spacy.tokens import Token

# Rules that are trusted where the tagger sees nothing: what they find is common in reports of war,
# and rare in the articles that the tagger has learnt from.
TRUSTED = frozenset({"object", "noun", "according-to", "preposition", "quote", "hedge", "plain"})
_BRACKET = re.compile(r"\s(\((?=[^()]*\d)[^()\n]{1,200}\))")


def combine(
    layout: Layout, rules: Sequence[Attribution], tagged: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Returns the attributions of both, by the order of the cues."""
    of_cue = {i: rule for rule in rules for span in rule.cue for i in layout.tokens_in(span)}
    starts = [rule.cue[0].start for rule in rules]
    speaker_at = {
        i: found.cue
        for found in tagged
        if layout.quotation_of[layout.token_at(found.cue[0].start)] < 0
        for span in found.content
        for i in layout.tokens_in(span)
    }
    kept: list[Attribution] = []
    known: set[int] = set()
    stops = _semicolons(layout, rules)
    endless = Coverage(layout.parsed.endless)
    for found in (_own_words(layout, each, stops) for each in tagged if _is_said(layout, each)):
        if endless.overlaps(found.cue[0].start, found.cue[0].end):
            continue
        cue = [i for span in found.cue for i in layout.tokens_in(span)]
        same = next((of_cue[i] for i in cue if i in of_cue), None)
        if same is not None and _lacks_the_verb(layout, found, same):
            kept.extend([same] if same.source and id(same) not in known else [])
            known.add(id(same))
        elif same is not None:
            known.update(id(of_cue[i]) for i in cue if i in of_cue)
            following = _going_on(found, same, rules, starts)
            kept.extend(following)
            known.update(map(id, following))
            whole = _up_to(layout, found, following) if following else found
            kept.append(_with_rule(layout, whole, same, speaker_at))
        elif not (
            layout.quotation_of[cue[0]] >= 0  # what a speaker tells of, the rules read
            or _names_nobody(layout, found)
            or _only_calls(layout, found)
            or layout.tokens[cue[0]].lower_ in {"according", "citing"}  # the rules know whom
            or _only_quotes(layout, found)
        ):
            kept.append(found)
    outer_of = {
        i: found for found in kept for span in found.content for i in layout.tokens_in(span)
    }
    inside = {i for found in kept for span in _stretches(found) for i in layout.tokens_in(span)}
    kept.extend(
        _within(layout, rule, outer_of.get(layout.token_at(rule.cue[0].start)))
        for rule in rules
        if id(rule) not in known
        and (_is_trusted(layout, rule) or layout.token_at(rule.cue[0].start) in inside)
    )
    source_at = {i: span for found in kept for span in found.source for i in layout.tokens_in(span)}
    kept = [found for found in kept if not _is_of_a_source(layout, found, source_at)]
    return tuple(sorted(kept, key=lambda a: (a.cue[0].start, a.cue[-1].end)))


def _semicolons(layout: Layout, rules: Sequence[Attribution]) -> list[int]:
    """Returns the offsets of the semicolons after which another speaks: "...; the rebels deny"."""
    firsts = (layout.token_at(rule.source[0].start) for rule in rules if rule.source)
    return sorted(
        layout.tokens[i - 1].idx
        for i in firsts
        if i > 0 and layout.tokens[i - 1].text == ";" and layout.quotation_of[i - 1] < 0
    )


def _is_said(layout: Layout, found: Attribution) -> bool:
    """Tells whether somebody is named: not "who" of "we list | who | gave which number"."""
    source = [layout.tokens[i] for span in found.source for i in layout.tokens_in(span)]
    return not any(
        (t.lower_ in {"who", "what"} and _is_question(t.head))
        or (t.dep_ == "ROOT" and t.pos_ in {"VERB", "AUX"})
        for t in source
    )


def _is_question(verb: Token) -> bool:
    """Tells whether a clause asks: it is what a verb is about, not said of a noun."""
    hangs_on_verb = verb.dep_ == "relcl" and verb.head.pos_ in {"VERB", "AUX"}
    return hangs_on_verb or verb.dep_ in {"ccomp", "pcomp", "csubj"}


def _asked(layout: Layout, found: Attribution) -> bool:
    """Tells whether the source is who was spoken to: "A recruit, asked about his pay, ..."."""
    cue = [layout.tokens[i] for span in found.cue for i in layout.tokens_in(span)]
    source = {i for span in found.source for i in layout.tokens_in(span)}
    return any(
        (t.tag_ == "VBN" or t.lemma_.lower() == "ask") and t.dep_ == "acl" and t.head.i in source
        for t in cue
    )


def _own_words(layout: Layout, found: Attribution, stops: Sequence[int]) -> Attribution:
    """Returns an attribution without the dateline, and without what another says after it."""
    words = layout.tokens_in(found.content[0])
    first = next((i for i in words if i not in layout.datelines), words.start)
    start = max(found.content[0].start, layout.tokens[first].idx)
    after = bisect_right(stops, max(start, found.cue[0].start))
    end = stops[after] if after < len(stops) else found.content[-1].end
    own = (
        Span(start=max(s.start, start), end=min(s.end, end))
        for s in found.content
        if s.start < end and s.end > start
    )
    source = () if _asked(layout, found) else found.source
    return replace(found, source=source, content=tuple(own) or found.content)


def _is_trusted(layout: Layout, rule: Attribution) -> bool:
    """Tells whether a rule is believed where the tagger sees nothing.

    "was asked to report the losses" and "a way of reporting losses" tell of no report made.
    """
    verb = layout.tokens[layout.token_at(rule.cue[-1].end - 1)]
    if verb.dep_ == "pcomp" and verb.head.head.lemma_.lower() in {"quote", "cite"}:
        return True  # "was quoted by the agency as | saying"
    if rule.rule == "object":
        if layout.tokens[layout.token_at(rule.cue[0].start)].lower_ == "to":
            return False
        cue = (layout.tokens[i] for span in rule.cue for i in layout.tokens_in(span))
        return any("Fin" in t.morph.get("VerbForm", []) for t in cue)
    return rule.rule in TRUSTED


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


def _with_rule(
    layout: Layout,
    found: Attribution,
    rule: Attribution,
    speaker_at: Mapping[int, tuple[Span, ...]],
) -> Attribution:
    """Returns what the tagger found, named by its rule, with what the rule knows better.

    A quotation in another paragraph is added, unless ``speaker_at``, by the token it starts with,
    gives it to the cue of another speaker there.
    """
    if rule.rule == "plain" and len(found.source) == 0:
        return rule  # the tagger was never shown text without commas
    here = _paragraph(layout, found.cue[0])
    more = [
        span
        for span in rule.content
        if _paragraph(layout, span) != here
        and speaker_at.get(layout.token_at(span.start), found.cue) == found.cue
    ]
    if rule.rule == "infinitive":  # "urged the rebels to leave": they are part of what is said
        first = found.content[0].start
        more.extend(replace(s, end=min(s.end, first)) for s in rule.content if s.start < first)
    if rule.rule == "passive" and rule.content[0].start > found.cue[0].start:
        after = tuple(s for s in found.content if s.start > found.cue[0].start)
        found = replace(found, content=after or rule.content)  # who was asked is not what was asked
    more.extend(_numbers_after(layout, found, rule))
    cue = found.cue
    told = next((s for s in rule.content if s.start < cue[-1].end <= s.end), None)
    if told is not None and layout.tokens[layout.token_at(told.start)].pos_ == "NOUN":
        more.append(replace(told, end=cue[-1].end))  # "denied | reports that 50 men were held"
        cue = rule.cue
    content = joined(layout.text, (*found.content, *more)) if more else found.content
    source = _source(layout, found, rule)
    return replace(found, source=source, cue=cue, content=content, rule=rule.rule)


def _source(layout: Layout, found: Attribution, rule: Attribution) -> tuple[Span, ...]:
    """Returns who said it: whom the tagger names, without the day, or whom the rule does."""
    source = tuple(s for s in (trim(layout.text, each) for each in found.source) if s is not None)
    is_asked = rule.rule == "passive"  # "he was asked why": not he asks
    if is_asked or len(source) == 0 or _is_in_an_aside(layout, source, rule):
        return rule.source
    if len(rule.source) == 0:
        return source
    named = layout.tokens[layout.token_at(rule.source[0].start)]
    if named.lower_ in RELATIVE_PRONOUNS and source[-1].end <= rule.source[0].start:
        return rule.source  # "sources inside the group | that | report": not the group reports
    rest = layout.tokens[
        layout.token_at(rule.source[-1].end) : layout.token_at(source[-1].end - 1) + 1
    ]
    is_day = len(rest) > 0 and all(t.ent_type_ in {"DATE", "TIME"} or t.pos_ == "ADP" for t in rest)
    return rule.source if is_day and source[0].start == rule.source[0].start else source


def _is_in_an_aside(layout: Layout, source: Sequence[Span], rule: Attribution) -> bool:
    """Tells whether a source is another verb's: "The rebels, whom | the army | accuses, denied"."""
    nearest = layout.tokens[layout.token_at(source[-1].end - 1)]
    while nearest.head.i != nearest.i and nearest.dep_ not in {"nsubj", "nsubjpass"}:
        if nearest.pos_ in {"VERB", "AUX"}:
            return False
        nearest = nearest.head
    verb = nearest.head
    cue = {i for span in rule.cue for i in layout.tokens_in(span)}
    return (
        verb.dep_ == "relcl"
        and verb.i not in cue
        and len(rule.source) > 0
        and verb.head.i in layout.tokens_in(rule.source[-1])
    )


def _within(layout: Layout, rule: Attribution, outer: Attribution | None) -> Attribution:
    """Returns a rule's reading cut to the content that it stands in.

    "The mayor told them the road was open, state radio reported": the mayor did not say the rest.
    """
    if outer is None or not any(s.start <= outer.cue[0].start < s.end for s in rule.content):
        return rule
    end = outer.content[-1].end
    cut = (replace(s, end=min(s.end, end)) for s in rule.content if s.start < end)
    content = tuple(s for s in (trim(layout.text, span) for span in cut) if s is not None)
    return replace(rule, content=content) if content else rule


def _stretches(found: Attribution) -> Iterator[Span]:
    """Yields the parts of a content, each to where the next begins: asides belong to it."""
    for span, following in zip(found.content, (*found.content[1:], None), strict=True):
        end = span.end if following is None else following.start
        yield replace(span, end=end)


def _numbers_after(layout: Layout, found: Attribution, rule: Attribution) -> Iterator[Span]:
    """Yields the numbers that a rule reads on with: "87 men were hit | (31 killed, 56 injured)".

    Also "18 were killed | , about 3 percent of the force": an apposition without a verb of its own.
    """
    end = found.content[-1].end
    longer = next((s.end for s in rule.content if s.start < end < s.end), end)
    rest = layout.tokens[layout.token_at(end) : layout.token_at(longer - 1) + 1]
    bracket = _BRACKET.match(layout.text, end)
    if bracket is not None and bracket.end(1) <= longer:
        yield Span(start=bracket.start(1), end=bracket.end(1))
    elif (
        layout.text[end : end + 1] == ","
        and any(t.like_num for t in rest)
        and not any("Fin" in t.morph.get("VerbForm", []) for t in rest)
    ):
        yield Span(start=end, end=longer)


def _lacks_the_verb(layout: Layout, found: Attribution, rule: Attribution) -> bool:
    """Tells whether a cue leaves out a rule's verb: "has | put", "appear | to show".

    What such a cue stands for, the rule knows, or nobody: "is likely | required".
    """
    whole = [i for span in rule.cue for i in layout.tokens_in(span)]
    cue = {i for span in found.cue for i in layout.tokens_in(span)}
    verb = next((i for i in reversed(whole) if layout.tokens[i].pos_ == "VERB"), None)
    return verb is not None and verb not in cue and cue <= set(whole)


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
