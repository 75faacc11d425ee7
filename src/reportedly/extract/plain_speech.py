"""Speech in damaged text: "killed 15 civilians the monitor said", with the commas lost.

Corpora of scraped reports often lack commas and apostrophes, and the parser then loses the
reporting clause. The plainest verbs of saying are found by their place in the sentence instead:
last, after a noun phrase that begins with an article or a capital, or second, after one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.extract.clauses import verb_group
from reportedly.extract.cues import attribution_words
from reportedly.extract.drafts import Draft
from reportedly.extract.layout import Layout

if TYPE_CHECKING:
    from spacy.tokens import Token

# More words than these before the verb are no plain name; the longest names of institutions with
# an office in front have about ten.
MAX_NAME = 12
MAX_AFTER = 7
MIN_CONTENT = 3
# Verbs that never take a plain object: "claimed 20 lives" and "reported losses" are no speech.
SURE = frozenset({"said", "says", "say", "added", "stated"})
_NAME_TAGS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_BRIDGES = frozenset({"of", "for", "in"})
_TURNS = frozenset({"without", "with", "while", "as"})
_COMMAS = frozenset({",", "—", "–"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_AFTER = frozenset({"on", "in", "late", "early", "at", "a", "the", "statement", "earlier", "later"})


def find_plain_drafts(layout: Layout, known: set[int]) -> Iterator[Draft]:
    """Yields the drafts of plain verbs of saying that the parse gave nothing for."""
    verbs = attribution_words().plain_verbs
    for token in layout.readable:
        if token.lower_ not in verbs or token.i in known or layout.quotation_of[token.i] >= 0:
            continue
        if any(c.dep_ == "auxpass" for c in token.children) or token.dep_ == "amod":
            continue
        draft = _last_in_sentence(layout, token) or _between_commas(layout, token)
        if draft is None and token.lower_ in SURE:
            draft = _second_in_sentence(token) or _inverted(layout, token)
        if draft is not None:
            yield draft


def _last_in_sentence(layout: Layout, verb: Token) -> Draft | None:
    """Returns the draft of "... the monitor said on Thursday."."""
    sentence = verb.sent
    after = [t for t in layout.tokens[verb.i + 1 : sentence.end] if t.is_alpha or t.like_num]
    if not _ends_reporting(verb, after):
        return None
    start = name_start(verb, sentence.start)
    if start is None or start - sentence.start < MIN_CONTENT:
        return None
    return _draft(verb, start, set(range(sentence.start, start)))


def _ends_reporting(verb: Token, after: list[Token]) -> bool:
    """Tells whether nothing that was said comes after the verb, only when, where or to whom."""
    if len(after) > 0 and (after[0].tag_ == "VBG" or after[0].lower_ in _TURNS):
        return True
    if verb.lower_ == "told":
        after = [t for t in after if t.pos_ != "PROPN" and t.lemma_.lower() != "reporter"]
    return len(after) <= MAX_AFTER and all(_is_aside(t) for t in after)


def _inverted(layout: Layout, verb: Token) -> Draft | None:
    """Returns the draft of "... said the minister on Thursday."."""
    sentence = verb.sent
    if verb.i - sentence.start < MIN_CONTENT:
        return None
    end = verb.i + 1
    while end < sentence.end and end - verb.i <= MAX_NAME:
        token = layout.tokens[end]
        if token.ent_type_ in {"DATE", "TIME"} or token.pos_ not in _NAME_TAGS:
            is_bridge = token.lower_ in _BRIDGES and end + 1 < sentence.end
            if not is_bridge or layout.tokens[end + 1].ent_type_ in {"DATE", "TIME"}:
                break
        end += 1
    after = [t for t in layout.tokens[end : sentence.end] if t.is_alpha or t.like_num]
    names = layout.tokens[verb.i + 1 : end]
    if not names or not all(_is_aside(t) for t in after) or len(after) > MAX_AFTER:
        return None
    if not any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in names):
        return None
    content = set(range(sentence.start, verb.i))
    head = next(
        (t for t in names if t.pos_ in {"NOUN", "PROPN", "PRON"} and t.dep_ != "compound"),
        names[-1],
    )
    return Draft(
        cue=verb.i, cue_tokens=(verb.i,), source=head, content=content, rule="plain",
        source_tokens=(verb.i + 1, end),
    )  # fmt: skip


def _between_commas(layout: Layout, verb: Token) -> Draft | None:
    """Returns the draft of "The attack, the ministry said, killed 12"."""
    sentence = verb.sent
    end = verb.i + 1
    while end < sentence.end and _is_aside(layout.tokens[end]):
        end += 1
    start = name_start(verb, sentence.start)
    if start is None or start <= sentence.start or end >= sentence.end:
        return None
    if layout.tokens[start - 1].text not in _COMMAS or layout.tokens[end].text not in _COMMAS:
        return None
    content = set(range(sentence.start, start)) | set(range(end, sentence.end))
    return _draft(verb, start, content)


def _second_in_sentence(verb: Token) -> Draft | None:
    """Returns the draft of "The monitor said ..."."""
    sentence = verb.sent
    start = name_start(verb, sentence.start)
    if start != sentence.start or sentence.end - verb.i - 1 < MIN_CONTENT:
        return None
    first = verb.i + 1
    said_on = first  # "said on Monday | she was unlikely to sign"
    while said_on + MIN_CONTENT < sentence.end and _is_aside(verb.doc[said_on]):
        said_on += 1
    if any(t.ent_type_ in {"DATE", "TIME"} for t in verb.doc[first:said_on]):
        first = said_on
    return _draft(verb, start, set(range(first, sentence.end)))


def _draft(verb: Token, start: int, content: set[int]) -> Draft:
    group = tuple(i for i in verb_group(verb) if i > start)
    head = max(
        (t for t in verb.doc[start : group[0]] if t.pos_ in _NAME_TAGS or t.is_title),
        key=lambda t: (start <= t.left_edge.i and t.pos_ in {"NOUN", "PROPN", "PRON"}, t.i),
    )
    return Draft(
        cue=verb.i,
        cue_tokens=group,
        source=head,
        content=content,
        rule="plain",
        source_tokens=(start, group[0]),
    )


def name_start(verb: Token, first: int) -> int | None:
    """Returns the first token of the noun phrase that ends right before a verb, or ``None``."""
    doc = verb.doc
    index = verb_group(verb)[0]
    end = index
    while index > first and end - index < MAX_NAME:
        token = doc[index - 1]
        if token.lower_ in _BRIDGES and doc[index].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
            index -= 1
            continue
        if token.pos_ not in _NAME_TAGS or token.ent_type_ in {"DATE", "TIME"}:
            break
        if (
            index < end
            and token.ent_type_ in _PLACES
            and doc[index].ent_type_ != token.ent_type_
            and (doc[index].text[:1].isupper() and not doc[index].is_punct)
        ):
            break  # "in Port Vell | Marran state television reported"
        index -= 1
        opens = token.pos_ == "DET" or (token.pos_ == "PRON" and index + 1 == end)
        if opens and doc[index - 1 if index else 0].lower_ not in _BRIDGES:
            break
    while index < end and doc[index].lower_ in _BRIDGES:
        index += 1
    if index == end:
        return None
    opening = doc[index]
    named = (
        opening.pos_ in {"DET", "PRON"}
        or opening.text[:1].isupper()
        or index == first
        or opening.tag_ == "NNS"
    )
    has_noun = any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in doc[index:end])
    return index if named and has_noun else None


def _is_aside(token: Token) -> bool:
    return (
        token.ent_type_ in {"DATE", "TIME"}
        or token.lower_ in _AFTER
        or token.pos_ in {"ADV", "NUM"}
    )
