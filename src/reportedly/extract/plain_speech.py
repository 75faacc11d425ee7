"""Speech in damaged text: "killed 15 civilians the monitor said", with the commas lost.

Corpora of scraped reports often lack commas and apostrophes, and the parser then loses the
reporting clause. The plainest verbs of saying are found by their place in the sentence instead:
last, after a noun phrase that begins with an article or a capital, or second, after one.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from reportedly.extract.clauses import takes_lives
from reportedly.extract.cues import attribution_words
from reportedly.extract.drafts import Draft
from reportedly.extract.layout import Layout
from reportedly.extract.speakers import find_source, may_speak
from reportedly.extract.verb_phrases import verb_group

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

# More words than these before the verb are no plain name; the longest names of institutions with
# an office in front have about ten, and hyphens count.
MAX_NAME = 14
MAX_AFTER = 7
MIN_CONTENT = 3
# Verbs that never take a plain object: "claimed 20 lives" and "reported losses" are no speech.
SURE = frozenset({"said", "says", "say", "added", "stated"})
# At the end of a sentence, after a comma and a name, these say where the sentence is from.
LATE = frozenset(
    {"estimates", "estimate", "estimated", "shows", "show", "showed", "suggests", "suggest",
     "indicates", "indicate", "believes", "believe", "calculates"}
)  # fmt: skip
_NAME_TAGS = frozenset({"DET", "ADJ", "NOUN", "PROPN", "NUM", "PART", "PRON"})
_BRIDGES = frozenset({"of", "for", "in"})
_TURNS = frozenset({"without", "with", "while", "as"})
MAX_SETTING = 14
_MAX_INSERTED = 7
_NOT_SETTINGS = frozenset({"that", "if", "of", "about", "against", "for", "because", "although"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_SUBORDINATING = frozenset({"than", "that", "what", "which", "who", "when", "because", "if", "as"})
_COMMAS = frozenset({",", "—", "–"})
_BODIES = frozenset({"state", "government", "opposition", "official", "local"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_AFTER = frozenset({"on", "in", "late", "early", "at", "a", "the", "statement", "earlier", "later"})


def find_plain_drafts(layout: Layout, known: set[int]) -> Iterator[Draft]:
    """Yields the drafts of plain verbs of saying that the parse gave nothing for."""
    verbs = attribution_words().plain_verbs
    for token in layout.readable:
        if token.lower_ in LATE and token.i not in known and layout.quotation_of[token.i] < 0:
            late = last_in_sentence(layout, token)
            if late is not None and late.source_tokens is not None:
                before = layout.tokens[late.source_tokens[0] - 1]
                if before.text == "," and token.tag_ in {"VBZ", "VBP", "VBD"}:
                    yield late
            continue
        if token.lower_ not in verbs or token.i in known or layout.quotation_of[token.i] >= 0:
            continue
        if any(c.dep_ == "auxpass" for c in token.children) or token.dep_ == "amod":
            continue
        if takes_lives(token) or (token.lower_ == "reports" and token.tag_ != "VBZ"):
            continue
        draft = last_in_sentence(layout, token) or _between_commas(layout, token)
        if draft is None and token.lower_ in SURE:
            draft = _that_clause(token) or _second_in_sentence(token) or inverted(layout, token)
        if draft is not None:
            yield draft


def last_in_sentence(layout: Layout, verb: Token) -> Draft | None:
    """Returns the draft of "... the monitor said on Thursday."."""
    sentence = verb.sent
    after = [t for t in layout.tokens[verb.i + 1 : sentence.end] if t.is_alpha or t.like_num]
    if not ends_reporting(verb, after):
        return None
    start = name_start(verb, sentence.start)
    if start is None or start - sentence.start < MIN_CONTENT:
        return None
    if layout.tokens[start - 1].lower_ in _SUBORDINATING:
        return None  # "larger than the minister has stated"
    return _draft(verb, start, set(range(sentence.start, start)))


def ends_reporting(verb: Token, after: list[Token]) -> bool:
    """Tells whether nothing that was said comes after the verb, only when, where or to whom."""
    if len(after) > 0 and (after[0].tag_ == "VBG" or after[0].lower_ in _TURNS):
        return True
    if verb.i + 1 < verb.sent.end and _is_setting(verb.doc[verb.i + 1 : verb.sent.end]):
        return True
    if verb.lower_ == "told":
        after = [t for t in after if t.pos_ != "PROPN" and t.lemma_.lower() != "reporter"]
    return len(after) <= MAX_AFTER and all(_is_aside(t) for t in after)


def _is_setting(words: Span) -> bool:
    """Tells whether words only say how, where or to whom: "by telephone from Zaruna".

    They begin with a preposition, or with who was told, and hold no clause and no number.
    """
    if len(words) > MAX_SETTING or words[0].tag_ not in {"IN", "NNP", "NNS"}:
        return False
    if words[0].lower_ in _NOT_SETTINGS or any(t.like_num and not t.ent_type_ for t in words):
        return False
    if words[0].tag_ != "IN" and words[0].head.lower_ != "told":
        return False
    return not any(t.tag_ in _FINITE or t.lower_ == "that" for t in words)


def inverted(layout: Layout, verb: Token) -> Draft | None:
    """Returns the draft of "... said the minister on Thursday.".

    The sentence may go on after the name, with a clause that opens in a participle or a turn
    ("adding that ...", "as fighting went on"), which is no part of this draft.
    """
    sentence = verb.sent
    if verb.i - sentence.start < MIN_CONTENT:
        return None
    end = verb.i + 1
    while end < sentence.end and end - verb.i <= MAX_NAME:
        token = layout.tokens[end]
        if end > verb.i + 1 and (_is_hyphen(token) or token.lower_ == "based"):
            end += 1
            continue
        if token.ent_type_ in {"DATE", "TIME"} or token.pos_ not in _NAME_TAGS:
            is_bridge = token.lower_ in _BRIDGES and end + 1 < sentence.end
            if not is_bridge or layout.tokens[end + 1].ent_type_ in {"DATE", "TIME"}:
                break
        end += 1
    after = [t for t in layout.tokens[end : sentence.end] if t.is_alpha or t.like_num]
    names = layout.tokens[verb.i + 1 : end]
    turns = len(after) > 0 and (after[0].tag_ == "VBG" or after[0].lower_ in _TURNS)
    if not names or not (turns or (all(_is_aside(t) for t in after) and len(after) <= MAX_AFTER)):
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


def _that_clause(verb: Token) -> Draft | None:
    """Returns the draft of "asked for help and said that ...", where the parse lost the clause."""
    source = find_source(verb)
    rest = verb.doc[verb.i + 1 : verb.sent.end]
    if source is None or len(rest) < MIN_CONTENT or rest[0].lower_ != "that":
        return None
    if source.i > verb.i or not any(t.tag_ in _FINITE for t in rest):
        return None
    return Draft(
        cue=verb.i, cue_tokens=verb_group(verb), source=source,
        content=set(range(verb.i + 1, verb.sent.end)), rule="plain",
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
    end = group[0]
    while end - 1 > start and verb.doc[end - 1].text == ",":
        end -= 1
    head = last_noun(verb.doc, start, end)
    return Draft(
        cue=verb.i,
        cue_tokens=group,
        source=head,
        content=content,
        rule="plain",
        source_tokens=(start, end),
    )


def last_noun(doc: Doc, start: int, end: int) -> Token:
    """Returns the token that stands for a name: its last noun, or whatever there is."""
    return max(
        (t for t in doc[start:end] if t.pos_ in _NAME_TAGS or t.is_title),
        key=lambda t: (start <= t.left_edge.i and t.pos_ in {"NOUN", "PROPN", "PRON"}, t.i),
    )


def name_start(verb: Token, first: int) -> int | None:
    """Returns the first token of the noun phrase that ends right before a verb, or ``None``.

    A name between commas belongs to the phrase before it: "the mayor of Selm, Lio Marsh, says".
    """
    end = verb_group(verb)[0]
    inserted = _inserted_name(verb.doc, end, first)
    if inserted is not None:
        return _phrase_start(verb.doc, inserted, first)
    return _phrase_start(verb.doc, end, first)


def subject_with_name(verb: Token) -> tuple[int, int] | None:
    """Returns the tokens ``[start, end)`` of "the mayor of Selm, Lio Marsh" before ", says"."""
    inserted = _inserted_name(verb.doc, verb_group(verb)[0], verb.sent.start)
    start = _phrase_start(verb.doc, inserted, verb.sent.start) if inserted is not None else None
    return None if start is None else (start, verb_group(verb)[0] - 1)


def _inserted_name(doc: Doc, end: int, first: int) -> int | None:
    """Returns where the comma before ", Lio Marsh, says" stands, or ``None``."""
    if end - 1 <= first or doc[end - 1].text != ",":
        return None
    index = end - 2
    while index > first and end - index < _MAX_INSERTED and doc[index].pos_ == "PROPN":
        index -= 1
    return index if index < end - 2 and doc[index].text == "," else None


def _phrase_start(doc: Doc, end: int, first: int) -> int | None:
    """Returns the first token of the noun phrase that ends before a token, or ``None``."""
    index = end
    while index > first and end - index < MAX_NAME:
        token = doc[index - 1]
        if token.lower_ in _BRIDGES and doc[index].pos_ in {"PROPN", "NOUN", "ADJ", "DET"}:
            index -= 1
            continue
        if _is_hyphen(token) and index - 1 > first:
            index -= 1
            continue
        in_name = token.pos_ in _NAME_TAGS or (token.tag_ == "VBG" and token.dep_ == "amod")
        if not in_name or token.ent_type_ in {"DATE", "TIME"}:
            break
        if index < end and _ends_phrase(token, doc[index], first):
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
        or may_speak(doc[end - 1])
    )
    has_noun = any(t.pos_ in {"NOUN", "PROPN", "PRON"} for t in doc[index:end])
    return index if named and has_noun else None


def _is_hyphen(token: Token) -> bool:
    return token.text == "-" and not token.whitespace_ and not token.nbor(-1).whitespace_


def _ends_phrase(token: Token, following: Token, first: int) -> bool:
    """Tells whether a word before a name ends the phrase before it: "14 men | state media said".

    English compounds have their first noun in the singular, but for a few; and a place after a
    preposition is that preposition's ("in Hessel | witnesses said").
    """
    if token.tag_ == "NNS" and following.pos_ != "PART":
        return token.lower_ not in attribution_words().plural_modifiers
    if token.pos_ == "NUM" and following.pos_ in {"DET", "PRON"}:
        return True
    is_place = token.ent_type_ in _PLACES and (
        following.tag_ == "NNS" or following.lower_ in _BODIES
    )
    return is_place and token.i > first and token.nbor(-1).pos_ == "ADP"


def _is_aside(token: Token) -> bool:
    return (
        token.ent_type_ in {"DATE", "TIME"}
        or token.lower_ in _AFTER
        or token.pos_ in {"ADV", "NUM"}
    )
