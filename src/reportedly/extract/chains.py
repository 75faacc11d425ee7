"""Chains: from the publisher, over whoever passes it on, to whoever said it.

A nested attribution ("A said that B had confirmed it") hangs on the one whose content holds its
cue. Some hops stand beside the source instead: who quotes it, who has the sources, in whose
recording it is heard.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.coreference import References, note_speaker, resolve
from reportedly.extract.cues import attribution_words, cue_verbs
from reportedly.extract.drafts import Attribution
from reportedly.extract.entities import Entity
from reportedly.extract.layout import Layout
from reportedly.extract.reference_words import reference_words
from reportedly.extract.sources import RELATIVE_PRONOUNS, antecedent, source_kind, source_span
from reportedly.extract.speakers import PASSIVE_SUBJECTS, SUBJECTS, agent_of, find_source, may_speak
from reportedly.extract.stance import stance_of
from reportedly.extract.verb_phrases import verb_group
from reportedly.records import Hop, Polarity, Source, Span, Stance

if TYPE_CHECKING:
    from spacy.tokens import Token

_RELAYS = frozenset({"quote", "cite", "report"})
_HEARD_IN = frozenset({"document", "file", "memo", "memorandum", "cable", "transcript", "dossier"})
_CITED = frozenset(
    {"cite", "quote", "obtain", "publish", "release", "see", "carry", "leak", "review", "report",
     "broadcast", "air", "relay"}
)  # fmt: skip
_CONTACTS = frozenset({"source", "contact", "informant", "witness"})
_AGENT_ENDINGS = ("er", "or", "ist", "ian", "man", "woman")


@dataclass(frozen=True, slots=True)
class Voice:
    """An attribution read as a person reads it: its hops, stance, and the attribution it is in."""

    attribution: Attribution
    cue: int
    hops: tuple[Hop, ...]
    stance: Stance
    polarity: Polarity
    entity: Entity | None
    parent: int | None
    is_first_person: bool


def read_voices(
    layout: Layout, attributions: Sequence[Attribution], references: References
) -> list[Voice]:
    """Returns the attributions with their sources resolved and their own hops, in text order."""
    parents = find_parents(attributions)
    voices: list[Voice] = []
    for number, attribution in enumerate(attributions):
        cue = cue_token(layout, attribution)
        cue_words = [layout.tokens[i] for s in attribution.cue for i in layout.tokens_in(s)]
        stance, polarity = stance_of(cue, cue_words)
        head = source_head(layout, attribution)
        hops: list[Hop] = []
        entity: Entity | None = None
        if head is not None:
            spoken_by = _real_source(head)
            entity = resolve(references, spoken_by)
            span = attribution.source[0] if spoken_by is head else None
            source = make_source(layout, spoken_by, entity, span)
            hops.extend(_hops_before(layout, references, cue, spoken_by))
            hops.append(Hop(source=source, cue=attribution.cue[0], stance=stance))
            hops.extend(_cited(layout, references, cue))
            note_speaker(references, spoken_by, entity)
        voices.append(
            Voice(
                attribution=attribution,
                cue=cue.i,
                hops=tuple(hops),
                stance=stance,
                polarity=polarity,
                entity=entity,
                parent=parents[number],
                is_first_person=head is not None and head.lower_ in {"i", "we", "you"},
            )
        )
    return voices


def find_parents(attributions: Sequence[Attribution]) -> list[int | None]:
    """Returns for each attribution the smallest other one whose content holds its cue."""
    parents: list[int | None] = []
    events = sorted(
        (span.start, span.end, number)
        for number, attribution in enumerate(attributions)
        for span in attribution.content
    )
    for number, attribution in enumerate(attributions):
        start = attribution.cue[0].start
        best: tuple[int, int] | None = None
        low = 0
        high = len(events)
        while low < high:
            middle = (low + high) // 2
            if events[middle][0] <= start:
                low = middle + 1
            else:
                high = middle
        for first, end, other in reversed(events[max(0, low - 40) : low]):
            if other != number and first <= start < end:
                size = end - first
                if best is None or size < best[0]:
                    best = (size, other)
        parents.append(best[1] if best is not None else None)
    for number in range(len(parents)):
        _break_circle(parents, number)
    return parents


def _break_circle(parents: list[int | None], number: int) -> None:
    """Makes an attribution outermost where it would be inside what it holds itself."""
    seen = {number}
    current = parents[number]
    while current is not None and current not in seen:
        seen.add(current)
        current = parents[current]
    if current == number:
        parents[number] = None


def cue_token(layout: Layout, attribution: Attribution) -> Token:
    """Returns the cue's own token: its verb, noun or preposition."""
    indices = [i for span in attribution.cue for i in layout.tokens_in(span)]
    tokens = [layout.tokens[i] for i in indices]
    verbs = [t for t in tokens if t.lemma_.lower() in cue_verbs() and t.pos_ in {"VERB", "AUX"}]
    if verbs:
        return verbs[-1]
    return next((t for t in tokens if t.pos_ in {"VERB", "NOUN"}), tokens[0])


def source_head(layout: Layout, attribution: Attribution) -> Token | None:
    """Returns the head noun of the words that name the source, or ``None``."""
    if len(attribution.source) == 0:
        return None
    indices = layout.tokens_in(attribution.source[0])
    inside = set(indices)
    last = layout.tokens[indices[-1]] if len(indices) else None
    if last is not None and last.ent_type_ == "PERSON" and last.head.i not in inside:
        return last  # "the regional governor, Tarek Voss", which the parser did not join
    for index in indices:
        token = layout.tokens[index]
        if token.head.i not in inside or token.head.i == index:
            if token.pos_ in {"PUNCT", "DET", "CCONJ"} and len(indices) > 1:
                continue
            return token
    return layout.tokens[indices[0]] if len(indices) else None


def _real_source(head: Token) -> Token:
    """Returns what a relative pronoun stands for; else the head itself.

    "sources inside the group that report ...": the sources report, not the group.
    """
    if head.lower_ not in RELATIVE_PRONOUNS:
        return head
    noun = antecedent(head)
    if noun is None:
        return head
    climbing, steps = noun, 0
    while climbing.dep_ in {"pobj", "pcomp", "prep", "advmod", "conj"} and steps < 6:
        climbing, steps = climbing.head, steps + 1
        if climbing.lemma_.lower() in _CONTACTS:
            return climbing
    if climbing.lemma_.lower() in _CONTACTS:
        return climbing
    if noun.ent_type_ in {"DATE", "TIME"}:  # "a report published on Tuesday, which cites ..."
        above = (a for a in noun.ancestors if a.pos_ in {"NOUN", "PROPN"})
        return next((a for a in above if a.ent_type_ not in {"DATE", "TIME"}), head)
    if noun.dep_ == "appos" and noun.head.pos_ in {"NOUN", "PROPN"}:
        return noun.head
    return noun


def make_source(
    layout: Layout, head: Token, entity: Entity | None, told: Span | None = None
) -> Source:
    """Returns the source record of a head noun: name as written, kind, and who it is.

    ``told`` is its span where the attribution gives it; else it is read off the parse.
    """
    start, end = source_span(head, set())
    if told is not None:
        inside = layout.tokens_in(told)
        start, end = inside.start, max(inside.stop, inside.start + 1)
        while start < head.i and start in layout.datelines:
            start += 1
        end = min([end, *_passed_on_from(head), *_told_besides(head)])
    tokens = layout.tokens
    while end - 1 > start and tokens[end - 1].text in {"’s", "'s", "’", "'"}:
        end -= 1
    span = layout.span(start, end)
    name = " ".join(layout.text[span.start : span.end].split())
    label = entity.label if entity is not None and entity.is_named else head.ent_type_ or None
    own = min([end, *(c.left_edge.i for c in head.children if c.dep_ == "relcl" and c.i > head.i)])
    kind = source_kind(
        head, name[: layout.span(start, max(own, start + 1)).end - span.start], label
    )
    if entity is not None and entity.is_named and (head.pos_ == "PRON" or label == "PERSON"):
        kind = "person" if label == "PERSON" else source_kind(None, entity.name, label)
    elif entity is not None and head.pos_ == "PRON":
        kind = "unnamed"
    if entity is None and kind == "media":
        entity = _agency(name)
    is_named = entity is not None and entity.is_named
    description = None
    if not is_named:
        whole = layout.span(head.left_edge.i, max(head.right_edge.i, end - 1) + 1)
        described = " ".join(layout.text[whole.start : whole.end].split()).strip(" ,;:")
        description = described if head.pos_ != "PRON" else (entity.name if entity else None)
    resolved = entity.name if entity is not None and (is_named or entity.name != name) else None
    return Source(
        name=name,
        kind=kind,
        span=span,
        entity_id=entity.key if entity is not None else None,
        resolved_name=resolved,
        description=description,
    )


def _passed_on_from(head: Token) -> Iterator[int]:
    """Yields where the words begin that tell who passes a source on: "cited by the ministry"."""
    for child in head.children:
        if child.dep_ == "acl" and child.lemma_.lower() in _CITED and agent_of(child) is not None:
            yield max(child.left_edge.i, head.i + 1)


def _told_besides(head: Token) -> Iterator[int]:
    """Yields where a clause says more of a source: "Ada Holm | , who leads the town"."""
    for child in head.children:
        edge = child.left_edge.i
        if child.dep_ == "relcl" and edge - 1 > head.i and head.doc[edge - 1].text == ",":
            yield edge - 1


def _agency(name: str) -> Entity | None:
    """Returns the entry of a news agency by its usual initials: "the state news agency VNA"."""
    known = attribution_words().agencies
    found = next((w for w in name.split() if w.lower() in known and w[0].isupper()), None)
    return Entity(name=found, label="ORG", is_named=True) if found is not None else None


def _hops_before(layout: Layout, references: References, cue: Token, head: Token) -> list[Hop]:
    """Returns the hops that pass a source on: who quotes, has or cites it, or holds its tape."""
    hops = _heard_in(layout, references, cue)
    if hops:
        return hops
    relay = _relaying_verb(cue, head)
    if relay is not None:
        verb, outer = relay
        if outer is not None and outer.i != head.i:
            return [_hop(layout, references, outer, verb)]
    for child in head.children:
        if child.dep_ in {"acl", "relcl"} and child.lemma_.lower() in _CITED and child.i != cue.i:
            agent = agent_of(child)
            if agent is not None:
                return [_hop(layout, references, agent, child)]
    return _publisher_of_count(layout, references, head)


def _publisher_of_count(layout: Layout, references: References, head: Token) -> list[Hop]:
    """Returns the hop of "an Observatory toll": the organisation before its document."""
    if head.lemma_.lower() not in attribution_words().count_documents:
        return []
    for child in head.children:
        named = references.at_token.get(child.i)
        is_owner = child.dep_ in {"compound", "poss", "nmod", "amod"}
        if is_owner and named is not None and named.label in {"ORG", "NAME"} and named.is_named:
            source = make_source(layout, child, named)
            return [Hop(source=source, cue=None, stance="reports")]
    return []


def _cited(layout: Layout, references: References, cue: Token) -> list[Hop]:
    """Returns the hop of "the agency reported, citing officials": the officials said it."""
    clause = next((c for c in cue.children if c.dep_ == "ccomp"), None)
    near = [*cue.children, *(clause.children if clause is not None else ())]
    if cue.head.i != cue.i:
        near.extend(cue.head.children)
    for child in near:
        if child.lower_ != "citing":
            continue
        cited = next((c for c in child.children if c.dep_ == "dobj"), None)
        if cited is not None and _may_be_cited(cited):
            entity = resolve(references, cited)
            source = make_source(layout, cited, entity)
            cue_span = layout.span(child.i, child.i + 1)
            return [Hop(source=source, cue=cue_span, stance="asserts")]
    return []


def _may_be_cited(noun: Token) -> bool:
    """Tells whether a noun is somebody or something that told: not "citing security reasons"."""
    lemma = noun.lemma_.lower()
    is_person = lemma in reference_words().person_nouns or lemma.endswith(_AGENT_ENDINGS)
    return may_speak(noun) or is_person


def _relaying_verb(cue: Token, head: Token) -> tuple[Token, Token | None] | None:
    """Returns the verb that passes the source on, with who does: "A quoted B", "A has sources"."""
    verb = head.head
    words = attribution_words()
    if head.dep_ in {"dobj", "nsubjpass"} and verb.i != cue.i:
        lemma = verb.lemma_.lower()
        if lemma in _RELAYS and head.dep_ == "dobj":
            return verb, find_source(verb)
        if lemma in _RELAYS:
            return verb, agent_of(verb)
        if (
            lemma in words.holding_verbs
            and head.lemma_.lower() in _CONTACTS
            and head.dep_ == "dobj"
        ):
            return verb, find_source(verb)
    return None


def _hop(layout: Layout, references: References, head: Token, verb: Token) -> Hop:
    group = verb_group(verb)
    entity = resolve(references, head)
    source = make_source(layout, head, entity)
    return Hop(source=source, cue=layout.span(group[0], group[-1] + 1), stance="reports")


def _heard_in(layout: Layout, references: References, cue: Token) -> list[Hop]:
    """Returns the hops of "In the recording, he said": its holder where told, and the recording."""
    words = attribution_words()
    for child in [
        *cue.children,
        *(cue.head.children if cue.dep_ in {"parataxis", "ccomp"} else ()),
    ]:
        if child.dep_ != "prep" or child.lower_ not in {"in", "on"}:
            continue
        noun = next((c for c in child.children if c.dep_ == "pobj"), None)
        if noun is None:
            continue
        lemma = noun.lemma_.lower()
        if words.source_heads.get(lemma) != "recording" and lemma not in _HEARD_IN:
            continue
        holder, first = _published(layout, references, noun) or _holder(references, noun)
        entity_name = None
        if first is not None:
            start, end = source_span(first, set())
            span = layout.span(start, end)
            entity_name = " ".join(layout.text[span.start : span.end].split()).partition(" (")[0]
        source = make_source(layout, noun, None)
        source = Source(
            name=source.name, kind=words.source_heads.get(lemma, "document"), span=source.span,
            entity_id=None, resolved_name=entity_name, description=entity_name or source.name,
        )  # fmt: skip
        hop = Hop(source=source, cue=layout.span(child.i, child.i + 1), stance="reports")
        return [holder, hop] if holder is not None else [hop]
    return []


def _published(
    layout: Layout, references: References, noun: Token
) -> tuple[Hop | None, Token | None] | None:
    """Returns the hop of "in a video posted by the militia", or ``None``."""
    for child in noun.children:
        agent = agent_of(child) if child.dep_ == "acl" else None
        if agent is not None:
            return _hop(layout, references, agent, child), None
    return None


def _holder(references: References, noun: Token) -> tuple[Hop | None, Token | None]:
    """Returns the hop of who holds a recording spoken of before, and its first mention."""
    layout = references.layout
    lemma = noun.lemma_.lower()
    here = references.sentence_of[noun.i]
    for index in range(noun.i - 1, -1, -1):
        if here - references.sentence_of[index] > 6:
            break
        token = layout.tokens[index]
        if token.lemma_.lower() != lemma or token.pos_ != "NOUN":
            continue
        verb = token.head
        if token.dep_ == "dobj" and verb.lemma_.lower() in attribution_words().holding_verbs:
            holder = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
            if holder is not None:
                return _hop(layout, references, holder, verb), token
        agent = next((agent_of(c) for c in token.children if c.dep_ == "acl"), None)
        if agent is not None:
            return _hop(layout, references, agent, token.head), token
        if token.dep_ in PASSIVE_SUBJECTS and agent_of(verb) is not None:
            found = agent_of(verb)
            return (_hop(layout, references, found, verb) if found else None), token
    return None, None


def chain_of(voices: Sequence[Voice], number: int, publisher: Hop) -> tuple[Hop, ...]:
    """Returns the whole chain of a voice from the publisher; one speaker never follows itself."""
    hops: list[Hop] = []
    current: int | None = number
    seen: set[int] = set()
    while current is not None and current not in seen:
        seen.add(current)
        hops = [*voices[current].hops, *hops]
        current = voices[current].parent
    chain: list[Hop] = [publisher]
    for hop in hops:
        last = chain[-1].source
        is_same = hop.source.entity_id is not None and hop.source.entity_id == last.entity_id
        if is_same or (last.span is not None and hop.source.span == last.span):
            chain[-1] = hop
        else:
            chain.append(hop)
    return tuple(chain)


def publisher_hop(name: str | None) -> Hop:
    """Returns the outermost hop: the report's publisher, or "this report" where it is unknown."""
    source = Source(name=name or "this report", kind="media", span=None)
    return Hop(source=source, cue=None, stance="reports")
