"""The extract stage: one parse of a report, then who said what, how many, where and when.

A statement's words are read for claims: one for each number in it, with what that number counts,
and one for each event that it tells without a number. A claim belongs to the innermost statement
whose content holds it; its evidence is the stretch of text, inside that content, that says it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from reportedly.extract.ages import age_claims, find_dated_ages
from reportedly.extract.attribution import find_statements
from reportedly.extract.claim_drafts import (
    Draft,
    StatementIndex,
    claimed_quantities,
    clause_head,
    find_drafts,
    is_listed_part,
    is_share,
)
from reportedly.extract.claim_places import home_places
from reportedly.extract.counting import counting_of
from reportedly.extract.events import clause_event, read_event
from reportedly.extract.lexicon import event_lexicon
from reportedly.extract.modality import clause_modality, named_under
from reportedly.extract.named_victims import find_named_victims
from reportedly.extract.nlp import DEFAULT_MODEL, ParsedDocument, parse
from reportedly.extract.own_numbers import with_own_numbers
from reportedly.extract.participants import (
    actors_of,
    entity_ids,
    identified,
    name_tokens,
    participant,
    targets_of,
)
from reportedly.extract.places import PlaceMention, find_places
from reportedly.extract.quantities import QuantityMention, find_quantities
from reportedly.extract.single_victims import find_single_victims
from reportedly.extract.times import TimeMention, find_times, governing_time
from reportedly.records import (
    Claim,
    Document,
    Event,
    Modality,
    Participant,
    Place,
    Problem,
    Quantity,
    Role,
    Span,
    Statement,
    record_id,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# A count of people this large that nobody kills, moves or counts is how many of them there are.
POPULATION_FLOOR = 100_000
# What is measured in people alone.
PERSON_ROLES = frozenset(
    {
        "killed", "injured", "missing", "killed-or-injured", "injured-or-missing", "captured",
        "displaced", "recruited",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractClaims:
    """Returns the statements and claims of documents; text that is not English is left unread."""

    name: ClassVar[str] = "extract"
    version: ClassVar[int] = 3
    consumes: ClassVar[type] = Document
    produces: ClassVar[tuple[type, ...]] = (Statement, Claim)
    group_by: ClassVar[str | None] = None
    model: str = DEFAULT_MODEL
    max_chars: int = 1_000_000
    fast: bool = False  # leaves the trained tagger out

    def __call__(self, batch: Sequence[Document], /) -> Iterator[Statement | Claim | Problem]:
        """Yields, document by document, its statements, then its claims, then what went wrong."""
        english = [document for document in batch if document.language in {None, "en"}]
        readable = [document for document in english if len(document.text) <= self.max_chars]
        parses = parse((document.text for document in readable), model=self.model)
        for document in english:  # of other languages ingest has told with a Problem
            if len(document.text) > self.max_chars:
                yield self._too_long(document)
            else:
                yield from extract_document(document, next(parses), fast=self.fast)

    def _too_long(self, document: Document) -> Problem:
        return Problem(
            stage=self.name,
            subject=document.id,
            code="too-long",
            message=(
                f"the text has {len(document.text):,} characters, more than {self.max_chars:,}; it "
                "was kept and not read further: split it into its reports, or raise max_chars"
            ),
        )


def extract_document(
    document: Document, parsed: ParsedDocument, *, fast: bool = False
) -> Iterator[Statement | Claim | Problem]:
    """Yields the statements, the claims and the problems of one parsed report, in text order."""
    times = find_times(parsed, published=document.published)
    statements, problems = find_statements(parsed, document, times, fast=fast)
    places = find_places(parsed, publisher=document.publisher, url=document.url)
    counts = find_counts(parsed)
    ages = find_dated_ages(parsed.doc, counts, times)
    quantities = claimed_quantities(counts, times)
    numbers = (*quantities, *(age.mention for age in ages))
    statements = with_own_numbers(parsed.doc, document, statements, numbers)
    yield from statements
    claims = find_claims(parsed.doc, document, statements, quantities, places, times)
    dated = age_claims(document, StatementIndex(statements), ages)
    yield from sorted((*claims, *dated), key=lambda c: (c.evidence.start, c.evidence.end, c.id))
    yield from problems


def find_counts(parsed: ParsedDocument) -> tuple[QuantityMention, ...]:
    """Returns the numbers of a report, and the counts of victims told or named one by one."""
    said = find_quantities(parsed)
    counted = {mention.head for mention in said if mention.head is not None}
    named = find_named_victims(parsed.doc, said)
    listed = {i for mention in named for i in range(mention.start_token, mention.end_token)}
    single = find_single_victims(parsed.doc, counted)  # "Ada Holm, a nurse, and Bo Rask" are two
    return (*said, *(mention for mention in single if mention.start_token not in listed), *named)


def find_claims(
    doc: Doc,
    document: Document,
    statements: Sequence[Statement],
    quantities: Sequence[QuantityMention],
    places: Sequence[PlaceMention],
    times: Sequence[TimeMention],
) -> tuple[Claim, ...]:
    """Returns the claims of a report, ordered by their evidence, each under its statement."""
    index = StatementIndex(statements)
    drafts = find_drafts(doc, index, quantities, places)
    homes = home_places(doc, index, drafts, places)
    known = entity_ids(statements)
    claims: dict[str, Claim] = {}
    for draft in drafts:
        claim = _claim(document, draft, homes[id(draft)], times)
        claim = replace(
            claim,
            actors=tuple(identified(who, known) for who in claim.actors),
            targets=tuple(identified(who, known) for who in claim.targets),
        )
        claims.setdefault(claim.id, claim)
    return tuple(sorted(claims.values(), key=lambda c: (c.evidence.start, c.evidence.end, c.id)))


def _claim(
    document: Document, draft: Draft, places: tuple[Place, ...], times: Sequence[TimeMention]
) -> Claim:
    doc, predicate, mention = draft.predicate.doc, draft.predicate, draft.mention
    event, role = _event_and_role(draft)
    modality = _modality(draft)
    actors, targets = _participants(draft, places)
    anchor = mention.head if mention is not None and mention.head is not None else predicate.i
    time = _time(draft, times, (predicate.i, anchor))
    evidence = _evidence(draft, places, time, (*actors, *targets))
    counting = None
    if mention is not None and role is not None and mention.quantity.unit != "percent":
        counting = counting_of(
            doc,
            mention.start_token,
            mention.end_token,
            is_toll=draft.measured is not None and draft.measured.is_toll,
        )
        if draft.measured is not None and is_listed_part(doc, mention):
            counting = "subset"
    quantity = _quantity(mention, role) if mention is not None else None
    return Claim(
        id=record_id(
            "claim",
            draft.statement.id,
            event,
            role,
            [evidence.start, evidence.end],
            [quantity.span.start, quantity.span.end] if quantity is not None else predicate.idx,
        ),
        document_id=document.id,
        statement_id=draft.statement.id,
        evidence=evidence,
        event=event,
        role=role,
        counting=counting,
        modality=modality,
        polarity="negative" if modality == "negated" else "positive",
        quantity=quantity,
        actors=actors,
        targets=targets,
        places=places,
        time=time.time if time is not None else None,
    )


def _quantity(mention: QuantityMention, role: Role | None) -> Quantity:
    """Returns the quantity; who is killed, held or displaced is a person where no noun is said."""
    quantity = mention.quantity
    is_bare = quantity.unit is None and quantity.counted is None
    return replace(quantity, unit="person") if is_bare and role in PERSON_ROLES else quantity


def _time(draft: Draft, times: Sequence[TimeMention], anchors: Iterable[int]) -> TimeMention | None:
    """Returns the time that governs the claim; what was said has its time inside what was said."""
    for anchor in dict.fromkeys(anchors):
        time = governing_time(times, draft.predicate.doc, anchor)
        if time is None:
            continue
        span = time.time.span
        if draft.statement.mode == "editorial" or span is None:
            return time
        if any(c.start <= span.start and span.end <= c.end for c in draft.statement.content):
            return time
    return None


def _event_and_role(draft: Draft) -> tuple[Event | None, Role | None]:
    told = clause_event(draft.predicate)
    if draft.mention is None:
        return told or "other", None
    quantity = draft.mention.quantity
    if is_share(draft.mention):
        return told, "share"
    if draft.measured is not None:
        role = draft.measured.role
        if role == "paid" and quantity.unit == "person":
            role = "other"
        return draft.measured.event, role
    if quantity.unit is not None and len(quantity.unit) == 3 and quantity.unit.isupper():
        return told, "paid" if told == "pay" else "other"
    if quantity.unit == "person" and (quantity.low or quantity.high or 0) >= POPULATION_FLOOR:
        return None, "population"
    return told, "other"


def _modality(draft: Draft) -> Modality:
    predicate = draft.predicate
    told = named_under(predicate)
    is_said = draft.statement.mode != "editorial"
    if told == "hypothetical" and is_said and draft.statement.stance in {"alleges", "denies"}:
        return "actual"  # it is what somebody alleges or denies; the stance says that
    if told is not None:
        return told
    if predicate.pos_ not in {"VERB", "AUX"} and draft.mention is not None:
        frame = event_lexicon().nouns.get(predicate.lemma_.lower())
        if frame is not None and not frame.yields:
            predicate = clause_head(predicate)  # "could cause 100 deaths"
    modality = clause_modality(predicate)
    if modality == "negated" and draft.mention is not None and draft.mention.kind == "zero":
        return "actual"  # "no civilians were killed" says how many: none
    return modality


def _participants(
    draft: Draft, places: Iterable[Place]
) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
    """Returns the actors and targets; what is counted or a place stands elsewhere in the claim."""
    named = [place.span for place in places]
    number = [draft.mention.quantity.span] if draft.mention is not None else []
    acting = _acting_word(draft.predicate)
    if acting is None:
        return (), ()
    counted: set[int] = set()
    if draft.mention is not None:
        counted = set(range(draft.mention.start_token, draft.mention.end_token))
        if draft.mention.head is not None:
            counted.add(draft.mention.head)
    low, high = draft.content.start, draft.content.end

    def listed(heads: Iterable[Token]) -> tuple[Participant, ...]:
        made = [
            participant(h)
            for h in heads
            if h.i not in counted
            and h.is_alpha
            and not any(s.start <= h.idx < s.end for s in named)
        ]
        return tuple(
            p
            for p in made
            if low <= p.span.start
            and p.span.end <= high
            and not any(p.span.start < s.end and s.start < p.span.end for s in number)
        )

    return listed(actors_of(acting)), listed(targets_of(acting))


def _acting_word(predicate: Token) -> Token | None:
    """Returns the word whose actors and targets are the claim's; ``None`` where none has any.

    A verb, an event noun, or the verb that an event noun leans on ("caused 20 deaths").
    """
    if predicate.pos_ in {"VERB", "AUX"}:
        return predicate
    reading = read_event(predicate)
    if reading is None:
        return None
    above = read_event(predicate.head) if predicate.head.pos_ == "VERB" else None
    if above is not None and above.noun is not None and above.noun.i == predicate.i:
        return predicate.head
    return predicate


def _evidence(
    draft: Draft,
    places: Iterable[Place],
    time: TimeMention | None,
    participants: Iterable[Participant],
) -> Span:
    """Returns the stretch from the first to the last word of the claim, inside its content."""
    doc = draft.predicate.doc
    spans = [Span(start=draft.predicate.idx, end=draft.predicate.idx + len(draft.predicate))]
    if draft.mention is not None:
        spans.append(draft.mention.quantity.span)
        if draft.mention.head is not None:
            start, end = name_tokens(doc[draft.mention.head])
            piece = doc[start:end]
            spans.append(Span(start=piece.start_char, end=piece.end_char))
    sentence = draft.predicate.sent
    spans += [p.span for p in places]
    spans += [p.span for p in participants]
    if time is not None and time.time.span is not None:
        spans.append(time.time.span)
    low = max(draft.content.start, sentence.start_char)
    high = min(draft.content.end, sentence.end_char)
    if draft.mention is not None:
        low = min(low, draft.mention.quantity.span.start)
        high = max(high, draft.mention.quantity.span.end)
    inside = [s for s in spans if low <= s.start and s.end <= high]
    if draft.mention is None and len(inside) <= 1:
        edges = doc[draft.predicate.left_edge.i : draft.predicate.right_edge.i + 1]
        inside.append(Span(start=max(low, edges.start_char), end=min(high, edges.end_char)))
    if len(inside) == 0:
        return replace(draft.content)
    start, end = min(s.start for s in inside), max(s.end for s in inside)
    return Span(start=start, end=max(end, start + 1))
