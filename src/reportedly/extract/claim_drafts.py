"""Claims in the making: which words of a report make a claim, and in whose statement.

One draft for each number that is claimed, one for each event told without a number, and one for
what each remaining statement says in its main clause.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from reportedly.extract.counting import (
    counting_of,
    is_behind_whole,
    partitive_whole,
    superset_head,
)
from reportedly.extract.coverage import Coverage
from reportedly.extract.events import event_nouns, read_event
from reportedly.extract.participants import actors_of, clause_predicates, targets_of
from reportedly.extract.parts import is_of_none, is_stray, with_part_words
from reportedly.extract.places import PlaceMention
from reportedly.extract.predicates import Measured, measure, measure_of_whole
from reportedly.extract.quantities import QuantityMention
from reportedly.extract.times import TimeMention
from reportedly.records import Event, Span, Statement

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

AGE = "year of age"
# Nouns that stand for a count told before: "puts the figure at 40".
COUNT_NOUNS = frozenset({"figure", "number", "total", "tally", "count"})
_SAME = frozenset(
    {"the", "that", "this", "real", "true", "actual", "correct", "latest", "final", "overall"}
)
DURATIONS = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"}
)


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim in the making: its predicate and number, as tokens."""

    statement: Statement
    content: Span
    predicate: Token
    mention: QuantityMention | None
    measured: Measured | None


def claimed_quantities(
    quantities: Sequence[QuantityMention], times: Sequence[TimeMention]
) -> tuple[QuantityMention, ...]:
    """Returns the quantities that become claims: all but ages and the times of claims.

    An age ("a 34-year-old") is a trait of a person; "for three days" says when, and is a time.
    """
    said = Coverage(mention.time.span for mention in times if mention.time.span is not None)
    return tuple(
        mention
        for mention in quantities
        if mention.quantity.unit != AGE
        and not (
            mention.quantity.unit in DURATIONS
            and said.overlaps(mention.quantity.span.start, mention.quantity.span.end)
        )
    )


class StatementIndex:
    """Looks up the innermost statement at an offset: the one with the smallest content there."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        """Indexes the content spans of ``statements``."""
        self.statements = statements
        self._starts: list[int] = []  # of the stretches between the edges of contents, in order
        self._innermost: list[tuple[Statement, Span] | None] = []
        for start, innermost in _stretches(statements):
            self._starts.append(start)
            self._innermost.append(innermost)
        self._cues = Coverage(
            hop.cue for statement in statements for hop in statement.chain if hop.cue is not None
        )

    def at(self, offset: int) -> tuple[Statement, Span] | None:
        """Returns the innermost statement whose content holds ``offset``, and that content span."""
        stretch = bisect_right(self._starts, offset) - 1
        return self._innermost[stretch] if stretch >= 0 else None

    def is_cue(self, token: Token) -> bool:
        """Tells whether a token starts inside the cue of some statement."""
        return self._cues.overlaps(token.idx, token.idx + 1)


def _stretches(
    statements: Sequence[Statement],
) -> Iterator[tuple[int, tuple[Statement, Span] | None]]:
    """Yields where each stretch without an edge of a content starts, with what is innermost there.

    Innermost is the statement with the fewest characters; of equals the one with the longest chain.
    """
    pieces = sorted(
        (span, number) for number, statement in enumerate(statements) for span in statement.content
    )
    waiting = iter(pieces)
    following = next(waiting, None)
    open_pieces: list[tuple[int, int, int, Span]] = []  # a heap, the innermost first
    for edge in sorted({edge for span, _ in pieces for edge in (span.start, span.end)}):
        while following is not None and following[0].start <= edge:
            span, number = following
            statement = statements[number]
            size = sum(s.end - s.start for s in statement.content)
            heappush(open_pieces, (size, -len(statement.chain), number, span))
            following = next(waiting, None)
        while open_pieces and open_pieces[0][-1].end <= edge:
            heappop(open_pieces)
        innermost = open_pieces[0] if open_pieces else None
        yield edge, None if innermost is None else (statements[innermost[2]], innermost[3])


def find_drafts(
    doc: Doc,
    index: StatementIndex,
    quantities: Sequence[QuantityMention],
    places: Sequence[PlaceMention],
) -> list[Draft]:
    """Returns the drafts of a report: of its numbers, of its other events, of what remains."""
    drafts = list(_quantified_drafts(doc, index, quantities))
    drafts += _event_drafts(doc, index, drafts, places)
    drafts += _remaining_drafts(doc, index, drafts)
    return drafts


def _quantified_drafts(
    doc: Doc, index: StatementIndex, quantities: Sequence[QuantityMention]
) -> Iterator[Draft]:
    measured_by_head: dict[int, Measured] = {}
    latest: tuple[Token, Measured] | None = None
    for number, mention in enumerate(quantities):
        following = quantities[number + 1] if number + 1 < len(quantities) else None
        span = mention.quantity.span
        home = index.at(span.start) or index.at(span.end - 1)
        if home is None:  # "one witness said": told by the chain of a statement
            continue
        head = doc[mention.head if mention.head is not None else mention.end_token - 1]
        if is_share(mention):
            yield Draft(home[0], home[1], clause_head(doc[mention.end_token - 1]), mention, None)
            continue
        measured = None
        if not is_stray(mention, following) and not is_of_none(doc, mention):
            measured = measure(head) or _measured_as_subset(head, measured_by_head)
        if measured is None:
            whole = partitive_whole(doc, mention.start_token) or _harmed_behind(doc, mention)
            measured = measure_of_whole(whole) if whole is not None else None
        if (
            measured is None
            and latest is not None
            and (_is_part_of(latest, mention, doc) or _is_the_same_count(latest, mention, doc))
        ):
            measured = latest[1]
        if measured is not None:
            measured_by_head[head.i] = measured
            latest = (head, measured)
        predicate = measured.predicate if measured is not None else clause_head(head)
        yield Draft(home[0], home[1], predicate, with_part_words(doc, mention), measured)


def _harmed_behind(doc: Doc, mention: QuantityMention) -> Token | None:
    """Returns the word for those harmed in "seven of the 20 dead were children"."""
    end = is_behind_whole(doc, mention.end_token)
    if end is None or doc[end - 1].pos_ == "PRON":
        return None
    return doc[end - 1]


def _measured_as_subset(head: Token, known: dict[int, Measured]) -> Measured | None:
    """ "20 killed, including 7 children": a part measures what its whole measures."""
    whole = superset_head(head)
    if whole is None:
        return None
    return known.get(whole.i) or measure(whole)


def _is_part_of(latest: tuple[Token, Measured], mention: QuantityMention, doc: Doc) -> bool:
    """Tells whether a number without a role of its own is a part of the latest one that has one.

    "... killed 20 people. Seven of them were children": parts stand in the same sentence as their
    whole or in the next.
    """
    if mention.quantity.unit not in {"person", None}:
        return False
    if counting_of(
        doc, mention.start_token, mention.end_token, is_toll=False
    ) != "subset" and not is_listed_part(doc, mention):
        return False
    between = doc[latest[0].i : mention.start_token]
    return sum(1 for t in between if t.is_sent_start) <= 1


def _is_the_same_count(latest: tuple[Token, Measured], mention: QuantityMention, doc: Doc) -> bool:
    """Tells whether a number gives once more what the latest one counted.

    "The group says 90 people died. The ministry puts the figure at 40": the figure, the number or
    the total, with nothing else said of it, in the same sentence or the next.
    """
    if mention.quantity.unit not in {"person", None} or mention.quantity.counted is not None:
        return False
    last = doc[mention.end_token - 1]
    verb = next((t for t in last.ancestors if t.pos_ in {"VERB", "AUX"}), last)
    named = (
        c
        for c in verb.children
        if c.i < mention.start_token and c.lemma_.lower() in COUNT_NOUNS and c.dep_ != "prep"
    )
    noun = next(named, None)
    if noun is None or any(c.lower_ not in _SAME for c in noun.children):
        return False
    between = doc[latest[0].i : mention.start_token]
    return sum(1 for t in between if t.is_sent_start) <= 1


def _is_behind_colon(doc: Doc, start_token: int) -> bool:
    """Tells whether a colon stands before a token in its sentence, and a number before that."""
    before = doc[doc[start_token].sent.start : start_token]
    colon = next((t.i for t in before if t.text == ":"), None)
    return colon is not None and any(t.like_num for t in before if t.i < colon)


def is_listed_part(doc: Doc, mention: QuantityMention) -> bool:
    """Tells whether a number stands in a list of parts.

    A bare one with its place ("five in the town, four at sea"), or people behind a colon with a
    number before it ("96 deaths: 54 fighters and 42 civilians").
    """
    if mention.quantity.unit == "person" and _is_behind_colon(doc, mention.start_token):
        return True
    following = doc[mention.end_token].lower_ if mention.end_token < len(doc) else ""
    before = doc[mention.start_token - 1].lower_ if mention.start_token > 0 else ""
    return (
        mention.quantity.counted is None
        and following in {"in", "at", "near", "outside", "around"}
        and before in {":", ",", ";", "-", "–", "—", "and", "("}
    )


def is_share(mention: QuantityMention) -> bool:
    """Tells whether a number is a share of something (percent, half), not a count."""
    return mention.quantity.unit == "percent" or mention.kind == "share"


def _event_drafts(
    doc: Doc, index: StatementIndex, drafts: Sequence[Draft], places: Sequence[PlaceMention]
) -> list[Draft]:
    """Returns a draft for each event that no number has claimed, outside the cues."""
    moving = {
        clause_head(doc[m.start_token : m.end_token].root).i
        for m in places
        if m.place.role in {"from", "via", "to"} and not m.as_actor
    }
    taken = {draft.predicate.i for draft in drafts}
    told = set(taken)
    events: dict[int, Event] = {}
    pooled = {state for draft in drafts for state in _pooled_states(draft)}
    found = []
    for verb in clause_predicates(doc):
        reading = read_event(verb)
        if reading is None or (reading.is_everyday and verb.i not in moving):
            continue
        if reading.noun is not None:
            told.add(reading.noun.i)
        told.add(verb.i)
        if verb.i in taken:
            events[verb.i] = reading.event
        if verb.i in taken or verb.i in pooled or index.is_cue(verb):
            continue
        if verb.dep_ in {"xcomp", "ccomp"} and events.get(verb.head.i) == reading.event:
            continue  # "forced them to leave" tells one displacement
        if any(c.dep_ == "acomp" and c.i in taken for c in verb.children):
            continue  # "went missing"
        events[verb.i] = reading.event
        home = index.at(verb.idx)
        if home is not None:
            found.append(Draft(home[0], home[1], verb, None, None))
    return found + list(_nominal_drafts(doc, index, told, places))


def _pooled_states(draft: Draft) -> Iterator[int]:
    """Yields the states that one number counts together ("45 were killed or wounded")."""
    if draft.measured is None or "-or-" not in draft.measured.role:
        return
    token = draft.predicate
    while token.dep_ == "conj" and token.head.pos_ == token.pos_:
        token = token.head
        yield token.i
    for _ in range(3):
        joined = next((c for c in token.children if c.dep_ == "conj"), None)
        if joined is None:
            return
        yield joined.i
        token = joined


def _nominal_drafts(
    doc: Doc, index: StatementIndex, told: Collection[int], places: Sequence[PlaceMention]
) -> Iterator[Draft]:
    """Yields a draft for each event that a noun names where its clause tells none.

    Only nouns that say more than that something was: by or on whom, or where.
    """
    located = {clause_noun for m in places for clause_noun in _nouns_above(doc[m.start_token])}
    for noun in event_nouns(doc):
        if noun.i in told or clause_head(noun).i in told or index.is_cue(noun):
            continue
        if any(a.i in told for a in _nouns_over(noun)):
            continue
        if noun.i not in located and not actors_of(noun) and not targets_of(noun):
            continue
        home = index.at(noun.idx)
        if home is not None:
            yield Draft(home[0], home[1], noun, None, None)


def _nouns_over(noun: Token) -> Iterator[Token]:
    """Yields the nouns that a noun hangs on, up to its verb ("the toll of the attack")."""
    for ancestor in noun.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return
        yield ancestor


def _nouns_above(token: Token) -> Iterator[int]:
    """Yields the nouns that a place hangs on, up to its verb ("a raid on the town of Corrin")."""
    return (ancestor.i for ancestor in _nouns_over(token))


def _remaining_drafts(doc: Doc, index: StatementIndex, drafts: Sequence[Draft]) -> list[Draft]:
    """Returns a draft for each statement that has none yet: what its main clause says."""
    served = {draft.statement.id for draft in drafts}
    found = []
    for statement in index.statements:
        if statement.id in served:
            continue
        for content in statement.content:
            predicate = _main_predicate(doc, content)
            if predicate is not None and (statement.mode != "editorial" or _tells(predicate)):
                found.append(Draft(statement, content, predicate, None, None))
                break
    return found


def _tells(predicate: Token) -> bool:
    """Tells whether a publisher's own words say that something is so.

    A byline, a dateline, a heading or a caption has no verb of an event and no verb with a subject;
    what its nouns name beside a place or somebody is a draft already.
    """
    if predicate.pos_ not in {"VERB", "AUX"}:
        return False
    return read_event(predicate) is not None or any(
        c.dep_ in {"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"} for c in predicate.children
    )


def _main_predicate(doc: Doc, content: Span) -> Token | None:
    """Returns the verb of a content that hangs highest in the parse, else the highest noun."""
    span = doc.char_span(content.start, content.end, alignment_mode="expand")
    words = [t for t in span or () if t.is_alpha and content.start <= t.idx < content.end]
    for classes in ({"VERB", "AUX"}, {"NOUN", "PROPN"}):
        found = [t for t in words if t.pos_ in classes]
        inside = {t.i for t in found}
        for word in found:
            if not any(a.i in inside for a in word.ancestors):
                return word
    return words[0] if words else None


def clause_head(token: Token) -> Token:
    """Returns the verb of the clause that a token stands in, or its sentence's root."""
    for ancestor in token.ancestors:
        if ancestor.pos_ in {"VERB", "AUX"}:
            return ancestor
    return token.sent.root
