"""Claims in context made by hand: what linking and assessing are given, without any parsing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from reportedly.assess.grades import AssessQuestions
from reportedly.link.copies import find_copies
from reportedly.link.fingerprints import fingerprint
from reportedly.link.questions import LinkClaims
from reportedly.records import (
    Assessment,
    Claim,
    ClaimInContext,
    Finding,
    Hop,
    Link,
    Origin,
    Participant,
    Place,
    Quantity,
    Question,
    QuestionInContext,
    Relation,
    Source,
    SourceKind,
    Span,
    Statement,
    Time,
    record_id,
)
from reportedly.run.linking import with_copies

NOWHERE = Span(start=0, end=1)


def make_source(name: str, kind: SourceKind = "person", full: str | None = None) -> Source:
    return Source(name=name, kind=kind, span=None, resolved_name=full)


def make_quantity(raw: str, counted: str | None = "people", at: int = 0, **fields: Any) -> Quantity:
    """Reads the few forms that tests use: "14", "at least 14", "up to 5", "17-20", "about 50"."""
    words = raw.replace(",", "").replace("$", "")
    numbers = [float(w) for w in words.replace("-", " ").split() if w.replace(".", "").isdigit()]
    low: float | None = numbers[0] if numbers else None
    high: float | None = numbers[-1] if numbers else None
    relation: Relation = "="
    if raw.startswith("at least"):
        high, relation = None, ">="
    elif raw.startswith("more than"):
        high, relation = None, ">"
    elif raw.startswith("up to"):
        low, relation = None, "<="
    elif raw.startswith("about"):
        relation = "~"
    elif "-" in raw:
        relation = "range"
    values: dict[str, Any] = {"unit": "person", "per": None, "share_of": None, **fields}
    return Quantity(
        span=Span(start=at, end=at + len(raw)), raw=raw, low=low, high=high, best=None,
        relation=relation, counted=counted, **values,
    )  # fmt: skip


def make_place(name: str, role: Any = "at", **fields: Any) -> Place:
    values: dict[str, Any] = {
        "lat": None, "lon": None, "geonames_id": None, "precision": None, "country": None, **fields,
    }  # fmt: skip
    return Place(name=name, span=NOWHERE, role=role, **values)


def make_time(first: str | None, last: str | None = None) -> Time:
    return Time(raw="then", span=None, first=first, last=last or first, precision="day")


def make_item(
    number: str | Quantity | None,
    by: Sequence[Source] | Source | str | None = "Ana Bell",
    *,
    report: str = "one",
    text: str | None = None,
    **fields: Any,
) -> ClaimInContext:
    """Returns a claim in context: a number, by whom, in which report, and any field of the claim.

    ``publisher``, ``published``, ``said_on``, ``stance`` and ``at`` (the offset) are for the
    context, as are ``marks`` of syndication; ``place`` and ``day`` are short forms.
    """
    publisher = fields.pop("publisher", f"The {report.title()} Paper")
    published = fields.pop("published", "2023-05-05")
    stance = fields.pop("stance", "asserts")
    said_on = fields.pop("said_on", None)
    at = fields.pop("at", 0)
    part = fields.pop("part", "")
    marks = fields.pop("marks", ())
    if "place" in fields:
        fields["places"] = (make_place(fields.pop("place")),)
    if "day" in fields:
        fields["time"] = make_time(fields.pop("day"))
    if isinstance(by, str):
        by = make_source(by)
    sources = [by] if isinstance(by, Source) else list(by or ())
    outer = make_source(publisher or "unknown", "media")
    stances = ["reports", *["asserts"] * len(sources)]
    stances[-1] = stance
    chain = tuple(
        Hop(source=source, cue=None, stance=how)  # type: ignore[arg-type]  # literals, by hand
        for source, how in zip([outer, *sources], stances, strict=True)
    )
    statement = Statement(
        id=record_id("statement", report, [s.name for s in sources], stance, said_on, part),
        document_id=report, content=(NOWHERE,), chain=chain,
        mode="reported" if sources else "editorial", stance=stance,
        polarity="negative" if stance in {"denies", "retracts"} else "positive",
        said_at=make_time(said_on) if said_on else None,
    )  # fmt: skip
    quantity = make_quantity(number, at=at) if isinstance(number, str) else number
    values: dict[str, Any] = {
        "evidence": Span(start=at, end=at + 1), "event": "assault", "role": "killed",
        "counting": "total", "modality": "actual", "polarity": "positive", "actors": (),
        "targets": (), "places": (make_place("Selmak"),), "time": None, **fields,
    }  # fmt: skip
    if quantity is None:
        values["role"] = values["counting"] = None
    claim = Claim(
        id=record_id("claim", statement.id, repr(quantity), repr(sorted(values.items()))),
        document_id=report, statement_id=statement.id, quantity=quantity, **values,
    )  # fmt: skip
    print_of = fingerprint(report, text if text is not None else f"The words of report {report}.")
    print_of = replace(print_of, marks=marks, publisher=publisher, published=published)
    return ClaimInContext(
        document_id=report, claim=claim, statement=statement, publisher=publisher,
        published=published, fingerprint=print_of,
    )  # fmt: skip


def make_participant(name: str) -> Participant:
    return Participant(name=name, span=NOWHERE)


def copy_of(item: ClaimInContext, report: str, **fields: Any) -> ClaimInContext:
    """Returns the same claim as another report gives it, word for word."""
    statement = replace(
        item.statement, id=record_id("statement", report, item.statement.id), document_id=report
    )
    claim = replace(
        item.claim,
        id=record_id("claim", report, item.claim.id),
        document_id=report,
        statement_id=statement.id,
    )
    print_of = None if item.fingerprint is None else replace(item.fingerprint, document_id=report)
    publisher = fields.pop("publisher", f"The {report.title()} Paper")
    return replace(
        item, document_id=report, claim=claim, statement=statement, fingerprint=print_of,
        publisher=publisher, **fields,
    )  # fmt: skip


def with_own_copies(items: Iterable[ClaimInContext]) -> tuple[ClaimInContext, ...]:
    """Returns claims with the copies among their own reports, as a run over a ledger has them."""
    held = tuple(items)
    prints = {item.document_id: item.fingerprint for item in held}
    return with_copies(held, find_copies(p for p in prints.values() if p is not None))


class Linked:
    """What linking and assessing made of some claims, ready to be asked about."""

    def __init__(self, items: Iterable[ClaimInContext]) -> None:
        self.items = {item.claim.id: item for item in with_own_copies(items)}
        made = list(LinkClaims()(list(self.items.values())))
        self.questions = [x for x in made if isinstance(x, Question)]
        self.origins = [x for x in made if isinstance(x, Origin)]
        self.links = [x for x in made if isinstance(x, Link)]
        self.problems = [x for x in made if type(x).__name__ == "Problem"]

    def question_of(self, item: ClaimInContext) -> Question:
        return next(q for q in self.questions if item.claim.id in q.claim_ids)

    def are_together(self, *items: ClaimInContext) -> bool:
        return len({self.question_of(item).id for item in items}) == 1

    def voices_of(self, item: ClaimInContext) -> list[str]:
        question = self.question_of(item)
        return sorted(o.source for o in self.origins if o.question_id == question.id)

    def kinds(self, one: ClaimInContext, other: ClaimInContext) -> set[str]:
        pair = {one.claim.id, other.claim.id}
        return {link.kind for link in self.links if {link.left, link.right} == pair}

    def in_context(self, item: ClaimInContext) -> QuestionInContext:
        question = self.question_of(item)
        return QuestionInContext(
            question=question,
            claims=tuple(self.items[claim_id] for claim_id in question.claim_ids),
            origins=tuple(o for o in self.origins if o.question_id == question.id),
        )

    def assessment_of(self, item: ClaimInContext) -> Assessment:
        made = AssessQuestions()([self.in_context(item)])
        return next(x for x in made if isinstance(x, Assessment))

    def findings_of(self, item: ClaimInContext) -> list[Finding]:
        return [x for x in AssessQuestions()([self.in_context(item)]) if isinstance(x, Finding)]
