"""Reported clauses: verbs of saying with their subject and what they report.

The frames a verb reports in are data (``cue_verbs.txt``). Each function here takes one verb and
returns the tokens of its content in one frame, so that a wrong reading can be traced to its frame.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.cues import CueWord, attribution_words, cue_verbs
from reportedly.extract.drafts import Draft, Rule
from reportedly.extract.layout import Layout
from reportedly.extract.speakers import (
    PASSIVE_SUBJECTS,
    SUBJECTS,
    agent_of,
    continuing_cues,
    find_source,
)
from reportedly.extract.toll_frames import put_at, tally
from reportedly.extract.verb_phrases import own_children, subtree, verb_group

if TYPE_CHECKING:
    from spacy.tokens import Token

PREPOSITIONS = frozenset({"of", "about", "for", "on", "against", "to", "with", "at"})
_ASIDE_PREPOSITIONS = frozenset({"including", "despite", "amid", "after", "according"})
# "asked not to be named": a condition, not a statement.
_ANONYMITY = frozenset({"name", "identify"})
_COMPLEMENTS = frozenset({"as", "for", "over", "of"})


def find_clause_drafts(layout: Layout) -> Iterator[Draft]:
    """Yields a draft for every verb of saying that reports something, in text order."""
    verbs = cue_verbs()
    for token in layout.readable:
        if token.pos_ not in {"VERB", "AUX"}:
            continue
        word = verbs.get(token.lemma_.lower())
        if word is None or token.lower_ == "citing" or takes_lives(token):
            continue  # "citing officials" is a hop of the statement beside it: see chains
        draft = _read_verb(layout, token, word)
        if draft is not None:
            yield draft


def takes_lives(verb: Token) -> bool:
    """Tells whether a verb says "claimed the lives of 12 men": no speech of anybody."""
    if verb.lemma_.lower() not in {"claim", "cost", "take"}:
        return False
    nouns = attribution_words().loss_nouns
    return any(
        c.dep_ in {"dobj", "nsubj"} and c.i > verb.i and c.lemma_ in nouns for c in verb.children
    )


def _read_verb(layout: Layout, verb: Token, word: CueWord) -> Draft | None:
    children = own_children(verb)
    passive = next((c for c in children if c.dep_ in PASSIVE_SUBJECTS), None)
    is_passive = passive is not None or any(c.dep_ == "auxpass" for c in children)
    is_passive = is_passive or (verb.tag_ == "VBN" and verb.dep_ in {"acl", "advcl"})
    if is_passive:
        return _read_passive(layout, verb, word, passive)
    judged = _judged_noun(verb, word)
    found = judged or active_content(verb, word, children)
    if found is None or len(found.content) == 0:
        return None
    source = find_source(verb)
    group = verb_group(verb)
    return Draft(
        cue=verb.i,
        cue_tokens=(*group, *found.cue_tokens),
        source=source,
        content=found.content,
        rule=found.rule,
        source_tokens=(found.source_start, source.i + 1)
        if found.source_start is not None and source is not None
        else None,
    )


def _judged_noun(verb: Token, word: CueWord) -> Reported | None:
    """Returns the content of "..., a charge the ministry denies": the charge, nothing before it.

    The parser may take noun and name for one phrase ("a charge Velia denies"), and "a charge that
    Velia denies" for what is charged.
    """
    subject = next((c for c in verb.children if c.dep_ in SUBJECTS), None)
    if word.stance not in {"denies", "confirms"} or subject is None or subject.i > verb.i:
        return None
    doc = verb.doc
    nouns = attribution_words().statement_nouns | {"something"}
    edge = subject.left_edge.i
    if doc[edge - 1].lower_ in {"that", "which"} and not any(
        c.dep_ in {"dobj", "ccomp", "xcomp"} and c.i > verb.i for c in verb.children
    ):
        edge -= 1
    noun = next((i for i in range(edge - 1, subject.i) if i > 1 and doc[i].lemma_ in nouns), None)
    if noun is None:
        return None
    start = noun - 1 if doc[noun - 1].pos_ == "DET" else noun
    if doc[start - 1].text not in {",", "—", "–", "-"}:
        return None
    return Reported(set(range(start, noun + 1)), "object", (), noun + 1)


@dataclass(frozen=True, slots=True)
class Reported:
    """The content tokens found in one frame, and further cue tokens ("called *for*").

    ``source_start`` is the source's first token where the parse is known to be wrong about it.
    """

    content: set[int]
    rule: Rule
    cue_tokens: tuple[int, ...] = ()
    source_start: int | None = None


def active_content(verb: Token, word: CueWord, children: list[Token]) -> Reported | None:
    """Returns what an active verb reports, in the first of its frames that holds something."""
    return (
        _clause_frames(verb, word, children)
        or _infinitive_frames(verb, word, children)
        or _object_frames(verb, word, children)
        or _prepositional_frames(verb, word, children)
    )


def _clause_frames(verb: Token, word: CueWord, children: list[Token]) -> Reported | None:
    frames = word.frames
    if not frames & {"clause", "quote"}:
        return None
    clause = next((c for c in children if c.dep_ == "ccomp"), None)
    if clause is None:
        stated = _in_a_statement(children) or _after_setting(verb, word, children)
        if stated is not None:
            return Reported(subtree(stated), "clause")
        parenthetical = _parenthetical_content(verb)
        return Reported(parenthetical, "parenthesis") if parenthetical else None
    if "urge" in frames and _is_urged(clause):
        return Reported(subtree(clause), "infinitive")
    content = _clause_content(verb, clause)
    for child in children:  # a clause that the parser broke in two, with nothing between
        if child.dep_ == "ccomp" and child.left_edge.i == clause.right_edge.i + 1:
            content |= subtree(child)
    return Reported(content, "clause")


def _in_a_statement(children: list[Token]) -> Token | None:
    """Returns the clause of "said in a statement that ...", which the parser hangs on the noun."""
    nouns = attribution_words().statement_nouns
    for child in children:
        if child.dep_ != "prep" or child.lower_ not in {"in", "on"}:
            continue
        for noun in child.children:
            if noun.dep_ == "pobj" and noun.lemma_.lower() in nouns:
                for clause in noun.children:
                    if clause.dep_ in {"acl", "relcl", "ccomp"} and any(
                        c.dep_ == "mark" and c.lower_ == "that" for c in clause.children
                    ):
                        return clause
    return None


def _after_setting(verb: Token, word: CueWord, children: list[Token]) -> Token | None:
    """Returns the clause of "told reporters after a meeting that ...", hung on the meeting."""
    for child in children:
        if child.i < verb.i or child.dep_ not in {"prep", "dobj"}:
            continue
        if child.dep_ == "dobj" and "person" not in word.frames:
            continue
        for token in child.subtree:
            if token.dep_ not in {"acl", "relcl", "ccomp"} or token.left_edge.lower_ != "that":
                continue
            own = list(token.children)
            has_mark = any(c.dep_ == "mark" and c.lower_ == "that" for c in own)
            if has_mark and any(c.dep_ in SUBJECTS | PASSIVE_SUBJECTS for c in own):
                return token
    return None


def _infinitive_frames(verb: Token, word: CueWord, children: list[Token]) -> Reported | None:
    frames = word.frames
    infinitive = next(
        (c for c in children if c.dep_ in {"xcomp", "ccomp"} and c.pos_ in {"VERB", "AUX"}), None
    )
    if infinitive is None or not frames & {"urge", "infinitive"}:
        return None
    if infinitive.lemma_.lower() in _ANONYMITY:
        return None
    content = _without_asides(infinitive)
    for child in infinitive.children:
        if child.dep_ == "conj" and child.tag_ in {"VBD", "VBZ", "VBP"}:
            content -= set(range(child.left_edge.i, child.right_edge.i + 1))  # done, not promised
    dobj = _object_of(children)
    if "urge" in frames and dobj is not None and dobj.i < infinitive.i:
        return Reported(subtree(dobj) | content, "infinitive")
    if "infinitive" in frames or infinitive.dep_ == "ccomp" or "urge" in frames:
        return Reported(content, "infinitive")
    return None


def _object_frames(verb: Token, word: CueWord, children: list[Token]) -> Reported | None:
    frames = word.frames
    dobj = _object_of(children) or _shared_object(children)
    if dobj is None:
        return None
    if "accuse" in frames:
        return Reported(subtree(dobj) | _prepositional(children, {"of"}), "object")
    if "put-at" in frames:
        return Reported(put_at(verb, dobj), "object")
    if "tally" in frames:
        return Reported(tally(verb, dobj), "object")
    if _takes_object(word, verb, dobj):
        content = _without_asides(dobj) | _object_complement(verb, dobj, children)
        content |= _after_object(dobj, children)
        return Reported(content, "reaction" if "reaction" in frames else "object")
    return None


def _prepositional_frames(verb: Token, word: CueWord, children: list[Token]) -> Reported | None:
    for child in children:
        if child.dep_ != "prep" or child.lower_ not in word.frames & PREPOSITIONS:
            continue
        if any(c.dep_ == "pobj" and c.ent_type_ in {"DATE", "TIME"} for c in child.children):
            continue  # "warned on Monday"
        if word.lemma == "call" and child.lower_ == "on" and not _urges(child, children):
            continue  # "called on a friend"
        content = _without_asides(child) - {child.i}
        if content:
            content |= _after_object(child, children)
            return Reported(content, "preposition", (child.i,) if child.i == verb.i + 1 else ())
    return None


def _urges(on: Token, children: list[Token]) -> bool:
    """Tells whether an infinitive follows "called on the members"."""
    near = [*children, *(c for noun in on.children for c in noun.children)]
    return any(c.i > on.i and c.pos_ in {"VERB", "AUX"} and _is_urged(c) for c in near)


def _object_of(children: list[Token]) -> Token | None:
    return next((c for c in children if c.dep_ in {"dobj", "dative"}), None)


def _is_medium(preposition: Token) -> bool:
    """Tells whether "in a statement", "in an interview" follows: how it was said, not what."""
    return any(
        c.dep_ == "pobj"
        and c.lemma_.lower() in {"statement", "interview", "briefing", "speech", "post", "tweet"}
        and any(d.lower_ in {"a", "an"} for d in c.children)
        for c in preposition.children
    )


def _after_object(phrase: Token, children: list[Token]) -> set[int]:
    """Returns what follows a content phrase without a comma, hung on the verb by the parser.

    "called for a prosecutor to examine the deal": the deal is part of the call. When and where it
    was said ("on Monday", "in a statement") is not.
    """
    content: set[int] = set()
    last = phrase.right_edge.i
    nouns = attribution_words().statement_nouns
    for child in children:
        if child.left_edge.i != last + 1 or child.i < phrase.i:
            continue
        is_purpose = child.dep_ in {"advcl", "xcomp", "acl"} and _is_urged(child)
        if child.dep_ != "prep" and not is_purpose:
            break
        if child.ent_type_ in {"DATE", "TIME"} or any(
            t.ent_type_ in {"DATE", "TIME"} or t.lemma_.lower() in nouns for t in child.children
        ):
            break
        content |= _without_asides(child)
        last = child.right_edge.i
    return content


def _shared_object(children: list[Token]) -> Token | None:
    """Returns the object of "confirmed nor denied *the strike*": it is the first verb's too."""
    for child in children:
        if child.dep_ == "conj" and child.lemma_.lower() in cue_verbs():
            own = list(child.children)
            if not any(c.dep_ in SUBJECTS for c in own):
                return _object_of(own)
    return None


def _without_asides(head: Token) -> set[int]:
    """Returns a phrase without what the writer adds to it after a comma or a dash.

    "vowed to repeal the law, which had long been disputed": the vow ends at the comma.
    """
    content = subtree(head)
    end: int | None = None
    for token in head.subtree:
        if token.i <= head.i:
            continue
        if token.dep_ == "prep" and token.lower_ == "in" and _is_medium(token):
            end = token.i if end is None else min(end, token.i)
            continue
        aside = token.dep_ in {"relcl", "acl", "advcl", "appos", "parataxis", "dep"}
        if not aside and not (token.dep_ == "prep" and token.lower_ in _ASIDE_PREPOSITIONS):
            continue
        edge = token.left_edge.i
        if edge > head.i and token.doc[edge - 1].text in {",", "—", "–", "--", "("}:
            if token.dep_ == "appos" and token.right_edge.i < max(content):
                continue
            end = edge if end is None else min(end, edge)
    return content if end is None else {i for i in content if i < end}


def _takes_object(word: CueWord, verb: Token, dobj: Token) -> bool:
    frames = word.frames
    if "person" in frames or dobj.lower_ in {"that", "this", "it", "so", "which", "what"}:
        return False
    if dobj.lemma_.lower() in attribution_words().unnamed_words and any(
        c.dep_ == "relcl" and c.lemma_.lower() in cue_verbs() for c in dobj.children
    ):
        return False  # "reported a source who said": passed on, not itself reported
    if "object" in frames or "reaction" in frames:
        return True
    if "claimed" in frames:
        return dobj.lemma_.lower() in {"responsibility", "credit", "victory", "success"}
    if "number" in frames:
        return any(
            t.like_num or t.lemma_.lower() in attribution_words().toll_nouns for t in dobj.subtree
        )
    if "shows" in frames:
        source = find_source(verb)
        return source is not None and source.lemma_.lower() in attribution_words().source_heads
    return False


def _object_complement(verb: Token, phrase: Token, children: list[Token]) -> set[int]:
    """Returns the tokens of "as a traitor" in "described him as a traitor", and the like.

    The parser may hang the phrase on another verb; it counts where it follows the object.
    """
    content: set[int] = set()
    for child in children:
        if child.i > verb.i and (
            child.dep_ == "oprd"
            or (child.dep_ in {"prep", "advcl"} and child.lower_ in _COMPLEMENTS)
        ):
            content |= _without_asides(child)
    after = phrase.right_edge.i + 1
    if not content and phrase.i > verb.i and after < len(verb.doc):
        token = verb.doc[after]
        if token.lower_ == "as" and token.sent_start != 1:
            top = token if token.dep_ == "prep" else token.head
            if top.left_edge.i == after and top.i > phrase.i:
                content |= subtree(top)
            elif token.dep_ != "mark":
                content |= subtree(token)
    return content


def _prepositional(children: list[Token], words: set[str]) -> set[int]:
    content: set[int] = set()
    for child in children:
        if child.dep_ == "prep" and child.lower_ in words:
            content |= subtree(child)
    return content


def _is_urged(clause: Token) -> bool:
    """Tells whether a clause is "soldiers to leave" (read as a clause by the parser)."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in clause.children)


def _clause_content(verb: Token, clause: Token) -> set[int]:
    """Returns the tokens of a reported clause, without the reporting clause itself.

    "and added that ..." continues the reporting, whatever the parser hangs it on; the publisher's
    own inference ("..., which suggests ...") is not the speaker's.
    """
    content = subtree(clause)
    for child in clause.children:
        if child.lower_ == "citing":
            content -= subtree(child)
    content -= _reporting_clause(verb, clause)
    for token in continuing_cues(clause):
        content -= set(range(token.i - 1, token.right_edge.i + 1))
    for relative in _inferences(clause):
        content -= subtree(relative)
    return content


def _inferences(clause: Token) -> Iterator[Token]:
    """Yields the sentential relative clauses that judge what was reported."""
    verbs = attribution_words().inference_verbs
    for token in clause.subtree:
        if token.dep_ in {"relcl", "advcl"} and token.lemma_.lower() in verbs:
            first = token.left_edge
            if first.lower_ == "which" and first.i > 0 and first.nbor(-1).text == ",":
                yield token


def _reporting_clause(verb: Token, clause: Token) -> set[int]:
    """Returns the tokens of the verb's own clause where it stands inside its content."""
    if not clause.left_edge.i < verb.i < clause.right_edge.i:
        return set()
    own = set(verb_group(verb)) | {verb.i}
    for child in verb.children:
        if child.i != clause.i:
            own |= subtree(child)
    return own


def _parenthetical_content(verb: Token) -> set[int]:
    """Returns the content of "The attack, officials said, killed five" and "as she noted, ..."."""
    head = verb.head
    if head.i == verb.i or not any(c.dep_ in SUBJECTS for c in verb.children):
        return set()
    has_as = any(c.dep_ == "mark" and c.lower_ == "as" for c in verb.children)
    if head.lemma_.lower() in cue_verbs() and not has_as:
        return set()  # "“You tell me,” he said": the inner verb is what is said
    is_parenthesis = verb.dep_ in {"parataxis", "ccomp"} and head.pos_ in {"VERB", "AUX"}
    if not is_parenthesis and not (verb.dep_ == "advcl" and has_as):
        return set()
    if verb.dep_ == "ccomp" and any(c.dep_ == "mark" for c in verb.children):
        return set()
    left = verb.left_edge
    if left.lower_ == "than" or (left.i > 0 and left.nbor(-1).lower_ == "than"):
        return set()  # "larger than the minister has stated": what was compared
    left, right = verb.left_edge, verb.right_edge
    if not has_as and not (_is_comma(left.i - 1, verb) or _is_comma(right.i + 1, verb)):
        return set()
    return subtree(head) - subtree(verb)


def _is_comma(index: int, token: Token) -> bool:
    doc = token.doc
    return 0 <= index < len(doc) and doc[index].text in {",", "—", "–", "--"}


def _read_passive(
    layout: Layout, verb: Token, word: CueWord, subject: Token | None
) -> Draft | None:
    """Returns the draft of a passive: "It was reported that", "were confirmed by", "is said to"."""
    children = own_children(verb)
    agent = agent_of(verb)
    clause = next((c for c in children if c.dep_ == "ccomp"), None)
    infinitive = next((c for c in children if c.dep_ == "xcomp"), None)
    group = verb_group(verb)
    frames = word.frames
    content: set[int] = set()
    expletive = subject is None or subject.lower_ == "it"
    if clause is not None and ("clause" in frames or "quote" in frames):
        content = _clause_content(verb, clause)
    elif infinitive is not None and subject is not None and not expletive:
        content = _before(subject, verb) | subtree(infinitive)
    elif subject is not None and not expletive and agent is not None and _passive_object(frames):
        content = _before(subject, verb) | _object_complement(verb, subject, children)
    elif subject is not None and "accuse" in frames:
        content = _before(subject, verb) | _prepositional(children, {"of"})
    if not content:
        return None
    return Draft(cue=verb.i, cue_tokens=group, source=agent, content=content, rule="passive")


def _before(subject: Token, verb: Token) -> set[int]:
    """Returns a subject's tokens before its verb: what follows was hung on it by mistake."""
    return {i for i in subtree(subject) if i < verb.i}


def _passive_object(frames: frozenset[str]) -> bool:
    return bool({"object", "reaction", "number", "shows"} & frames)
