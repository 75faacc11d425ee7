"""Attributions without a verb of saying: "according to", nouns of saying, and hedges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.extract.clauses import PREPOSITIONS
from reportedly.extract.cues import attribution_words, cue_nouns, cue_verbs
from reportedly.extract.drafts import Draft
from reportedly.extract.layout import Layout
from reportedly.extract.speakers import SUBJECTS, agent_of, may_speak
from reportedly.extract.stance import GIVING_VERBS, says_nobody
from reportedly.extract.verb_phrases import subtree, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

MAX_LABEL = 5
MIN_LABELLED = 3


def find_nominal_drafts(layout: Layout) -> Iterator[Draft]:
    """Yields the drafts of prepositions, nouns and hedging words that attribute, in text order."""
    words = attribution_words()
    nouns = cue_nouns()
    for token in layout.readable:
        lower = token.lower_
        draft: Draft | None = None
        if lower == "according":
            draft = _according_to(token)
        elif lower in words.hedge_adverbs and token.pos_ == "ADV":
            draft = _hedge(token)
        elif token.pos_ == "NOUN":
            lemma = token.lemma_.lower()
            if lemma in nouns:
                draft = _noun(token, nouns[lemma].frames)
        elif token.lemma_.lower() in words.seeming_verbs and token.pos_ == "VERB":
            draft = _seeming(token)
        if draft is not None and draft.content:
            yield draft


def find_label_drafts(layout: Layout) -> Iterator[Draft]:
    """Yields the drafts of paragraphs that open with a speaker and a colon: "Police: 12 dead".

    Headlines and live blogs do so. The label must be a name, or a noun for those who speak.
    """
    for paragraph in layout.parsed.paragraphs:
        colon = layout.text.find(":", paragraph.start, min(paragraph.end, paragraph.start + 80))
        if colon < 0:
            continue
        indices = layout.tokens_in(paragraph)
        at = layout.token_at(colon)
        label = [layout.tokens[i] for i in range(indices.start, min(at, indices.stop))]
        if not _is_speaker_label(label) or at >= indices.stop or layout.tokens[at].text != ":":
            continue
        sentence_end = next(
            (i for i in range(at + 2, indices.stop) if layout.tokens[i].is_sent_start),
            indices.stop,
        )
        content = set(range(at + 1, sentence_end))
        words = [layout.tokens[i] for i in content if layout.tokens[i].is_alpha]
        if len(words) >= MIN_LABELLED and layout.quotation_of[at + 1] < 0:
            nouns = [t for t in label if t.pos_ in {"PROPN", "NOUN"}]
            head = nouns[-1] if nouns else label[-1]  # "CBC:", which the parser took for a verb
            yield Draft(cue=at, cue_tokens=(at,), source=head, content=content, rule="colon",
                        source_tokens=(label[0].i, at))  # fmt: skip


def _is_speaker_label(label: list[Token]) -> bool:
    if not 0 < len(label) <= MAX_LABEL or any(t.pos_ in {"VERB", "AUX"} for t in label):
        return False
    head = label[-1]
    if head.ent_type_ in {"PERSON", "ORG"}:
        return True
    words = attribution_words()
    lemma = head.lemma_.lower()
    return (
        lemma in words.government_words
        or lemma in words.source_heads
        or lemma in words.unnamed_words
        or lemma in words.media_words
        or head.lower_ in words.agencies
    )


def _according_to(token: Token) -> Draft | None:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    if to is None:
        after = token.nbor(1) if token.i + 1 < len(token.doc) else None
        to = after if after is not None and after.lower_ == "to" else None
    if to is None:
        return None
    source = next((c for c in to.children if c.dep_ == "pobj"), None)
    if source is None or source.lemma_.lower() in attribution_words().not_speakers:
        return None
    phrase = subtree(token) | subtree(to)
    content = _scope(token, phrase) - phrase
    return Draft(
        cue=token.i, cue_tokens=(token.i, to.i), source=source, content=content, rule="according-to"
    )


def _scope(token: Token, phrase: set[int]) -> set[int]:
    """Returns what "according to" covers: its sentence if it opens or ends it, or its clause."""
    sentence = token.sent
    before = any(t.is_alpha for t in sentence.doc[sentence.start : min(phrase)])
    after = any(t.is_alpha for t in sentence.doc[max(phrase) + 1 : sentence.end])
    if before != after:
        return set(range(sentence.start, sentence.end))
    return clause_tokens(clause_of(token))


def clause_of(token: Token) -> Token:
    """Returns the head of the clause that a word stands in."""
    head = token.head
    steps = 0
    while head.pos_ not in {"VERB", "AUX"} and head.head.i != head.i and steps < 20:
        head, steps = head.head, steps + 1
    while head.dep_ in {"xcomp", "auxpass", "aux"} and head.head.i != head.i:
        head = head.head
    return head


def clause_tokens(head: Token) -> set[int]:
    """Returns the tokens of a clause; of a coordinated clause, only its own."""
    return subtree(head)


def _noun(noun: Token, frames: frozenset[str]) -> Draft | None:
    if noun.lemma_.lower() == "comment" and noun.dep_ == "dobj" and says_nobody(noun):
        return _no_comment(noun)
    source = _owner(noun)
    if noun.dep_ == "pobj" and noun.head.head.lemma_.lower() in cue_verbs() and source is None:
        return None  # "said in a statement that": the verb reports
    if noun.dep_ == "dobj" and source is None and _is_judged(noun.head):
        return None  # "denied reports that": the verb says how it stands to them
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"acl", "ccomp"} and "clause" in frames and _has_that(child):
            return _noun_draft(noun, source, subtree(child), ())
        if child.dep_ in {"acl", "xcomp"} and "infinitive" in frames and _has_to(child):
            if source is None:
                return None
            return _noun_draft(noun, source, subtree(child), ())
        if child.dep_ == "prep" and child.lower_ in frames & PREPOSITIONS and source is not None:
            content = subtree(child) - {child.i}
            if all(noun.doc[i].ent_type_ in {"DATE", "TIME"} for i in content):
                continue  # "his remarks on Saturday": when, not what about
            return _noun_draft(noun, source, content, (child.i,))
    return None


def _no_comment(noun: Token) -> Draft | None:
    """Returns the draft of "The army had no comment"."""
    subject = next((c for c in noun.head.children if c.dep_ in SUBJECTS), None)
    if subject is None or noun.head.lemma_.lower() not in GIVING_VERBS:
        return None
    return Draft(
        cue=noun.head.i,
        cue_tokens=verb_group(noun.head),
        source=subject,
        content=subtree(noun),
        rule="noun",
    )


def _is_judged(verb: Token) -> bool:
    word = cue_verbs().get(verb.lemma_.lower())
    return word is not None and "object" in word.frames


def _noun_draft(
    noun: Token, source: Token | None, content: set[int], extra: tuple[int, ...]
) -> Draft:
    return Draft(
        cue=noun.i, cue_tokens=(noun.i, *extra), source=source, content=content, rule="noun"
    )


def _has_that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "that" for c in clause.children)


def _has_to(clause: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _owner(noun: Token) -> Token | None:
    """Returns whose claim it is: "his claim", "the army's claim", "a claim by the army"."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    agent = agent_of(noun)
    if agent is not None:
        return agent
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ == "from":
            return next((c for c in child.children if c.dep_ == "pobj"), None)
    head = noun.head
    if noun.dep_ == "dobj" and head.lemma_.lower() in {
        "make",
        "repeat",
        "issue",
        "voice",
        "express",
        "raise",
        "renew",
        "give",
        "have",
    }:
        return next((c for c in head.children if c.dep_ in SUBJECTS), None)
    return None


def _hedge(adverb: Token) -> Draft | None:
    clause = clause_of(adverb)
    content = clause_tokens(clause) - {adverb.i}
    return Draft(cue=adverb.i, cue_tokens=(adverb.i,), source=None, content=content, rule="hedge")


def _seeming(verb: Token) -> Draft | None:
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    predicate = next(
        (c for c in verb.children if c.dep_ in {"xcomp", "oprd", "acomp", "ccomp"}), None
    )
    if subject is None or predicate is None:
        return None
    content = subtree(predicate) | (subtree(subject) if subject.lower_ not in {"it"} else set())
    return Draft(
        cue=verb.i, cue_tokens=verb_group(verb), source=None, content=content, rule="hedge"
    )


def join_seeming(layout: Layout, drafts: dict[int, Draft]) -> None:
    """Makes one of "appear" and "to show" where a source "appears to show" something.

    The verb of saying is kept, with both verbs as its cue; the hedge alone would leave the source
    among the publisher's own words.
    """
    for draft in list(drafts.values()):
        verb = layout.tokens[draft.cue]
        hedge = drafts.get(verb.head.i)
        if verb.dep_ != "xcomp" or draft.source is None or not may_speak(draft.source):
            continue
        if hedge is not None and hedge.rule == "hedge":
            draft.cue_tokens = (*hedge.cue_tokens, *draft.cue_tokens)
            del drafts[hedge.cue]
