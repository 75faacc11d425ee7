"""Claims in context with one source and nothing else: what the resolution of names reads."""

from __future__ import annotations

from reportedly.records import (
    Claim,
    ClaimInContext,
    Hop,
    Source,
    Span,
    Statement,
    record_id,
)

NOWHERE = Span(start=0, end=1)


def item_of(
    source: Source, report: str, *, number: int = 0, publisher: str | None = None
) -> ClaimInContext:
    """Returns a claim of a source in a report; ``number`` tells its claims apart."""
    outer = Source(name=publisher or "unknown", kind="media", span=None)
    statement = Statement(
        id=record_id("statement", report, number), document_id=report, content=(NOWHERE,),
        chain=(
            Hop(source=outer, cue=None, stance="reports"),
            Hop(source=source, cue=None, stance="asserts"),
        ),
        mode="reported", stance="asserts", polarity="positive",
    )  # fmt: skip
    claim = Claim(
        id=record_id("claim", report, number), document_id=report, statement_id=statement.id,
        evidence=NOWHERE, event=None, role=None, counting=None, modality="actual",
        polarity="positive", quantity=None, actors=(), targets=(), places=(), time=None,
    )  # fmt: skip
    return ClaimInContext(
        document_id=report, claim=claim, statement=statement, publisher=publisher,
        published=None, fingerprint=None,
    )  # fmt: skip
