"""Every record type of the ledger, and the ids they go by.

What goes in and comes out of every stage is one of these. They are plain frozen dataclasses with
no behaviour: small, picklable, and readable in JSON, SQL and Arrow alike. This package imports
nothing of ours and no library; everything in it is imported from here.

By the flow: ``documents`` (what was read), ``claims`` (what a report says), ``copies`` (which
reports share text), ``questions`` (claims put side by side), ``entities`` (who is who),
``findings`` (what was made of it), ``judgements`` (what people decided) and ``problems`` (what was
not done); over ``values`` (the fixed lists of values) and ``ids``.

Conventions that hold for all of them:

- Offsets are Unicode code points, 0-based, ``[start, end)``, into the document's ``text``.
- Unknown is ``None``, never an empty string, a zero or a guess. A guess stands in a field of its
  own that says so (``resolved_name``, ``MetadataOrigin.where``).
- Dates are ISO 8601 strings: ``2020-10-02``, or ``2020-10-02T14:30`` where the hour is known, or
  ``2020-10-02T14:30+00:00`` where the zone is given too (as in the metadata of web pages).
- Ids are made from content by :func:`record_id`: no counters, clocks or random numbers.
"""

from __future__ import annotations

from reportedly.records.claims import (
    Claim,
    Hop,
    Participant,
    Place,
    Quantity,
    Source,
    Statement,
    Time,
)
from reportedly.records.copies import Copy, Fingerprint, Passage, SyndicationMark
from reportedly.records.documents import Document, MetadataOrigin, Snapshot, Span
from reportedly.records.entities import Entity, NamePair
from reportedly.records.findings import Answer, Assessment, Finding, MainFigure, Step
from reportedly.records.ids import record_id
from reportedly.records.judgements import Judgement
from reportedly.records.problems import Problem
from reportedly.records.questions import (
    ClaimInContext,
    Feature,
    Link,
    Origin,
    Question,
    QuestionInContext,
)
from reportedly.records.values import (
    Condition,
    CopyKind,
    Counting,
    Event,
    JudgementKind,
    JudgementVerdict,
    LinkKind,
    MarkKind,
    Modality,
    Mode,
    PlacePrecision,
    PlaceRole,
    Polarity,
    ProblemCode,
    Relation,
    Role,
    Sameness,
    SamenessBasis,
    SourceKind,
    Stance,
    TimePrecision,
    Verdict,
)

__all__ = [
    "Answer",
    "Assessment",
    "Claim",
    "ClaimInContext",
    "Condition",
    "Copy",
    "CopyKind",
    "Counting",
    "Document",
    "Entity",
    "Event",
    "Feature",
    "Finding",
    "Fingerprint",
    "Hop",
    "Judgement",
    "JudgementKind",
    "JudgementVerdict",
    "Link",
    "LinkKind",
    "MainFigure",
    "MarkKind",
    "MetadataOrigin",
    "Modality",
    "Mode",
    "NamePair",
    "Origin",
    "Participant",
    "Passage",
    "Place",
    "PlacePrecision",
    "PlaceRole",
    "Polarity",
    "Problem",
    "ProblemCode",
    "Quantity",
    "Question",
    "QuestionInContext",
    "Relation",
    "Role",
    "Sameness",
    "SamenessBasis",
    "Snapshot",
    "Source",
    "SourceKind",
    "Span",
    "Stance",
    "Statement",
    "Step",
    "SyndicationMark",
    "Time",
    "TimePrecision",
    "Verdict",
    "record_id",
]
