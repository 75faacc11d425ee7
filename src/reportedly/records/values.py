"""The fixed lists of values that a field of a record can have."""

from __future__ import annotations

from typing import Literal

SourceKind = Literal[
    "person",
    "government",
    "armed-group",
    "organisation",
    "media",
    "document",
    "recording",
    "unnamed",
]
Stance = Literal[
    "asserts", "confirms", "denies", "alleges", "estimates", "demands", "asks", "promises",
    "threatens", "warns", "declines", "retracts", "reports",
]  # fmt: skip
Mode = Literal["quoted", "reported", "mixed", "editorial"]
Polarity = Literal["positive", "negative"]
Event = Literal[
    "agree", "consult", "support", "concede", "cooperate", "aid", "retreat", "request", "accuse",
    "reject", "threaten", "protest", "sanction", "mobilize", "coerce", "assault",
    "transfer", "recruit", "pay", "displace", "ceasefire", "confirm", "other",
]  # fmt: skip
Role = Literal[
    "killed", "injured", "missing", "killed-or-injured", "injured-or-missing", "captured",
    "displaced", "transferred", "deployed", "recruited", "participants", "paid", "population",
    "destroyed", "share", "other",
]  # fmt: skip
Counting = Literal["total", "increment", "subset", "cumulative"]
Modality = Literal["actual", "planned", "hypothetical", "conditional", "habitual", "negated"]
Relation = Literal["=", ">=", ">", "<=", "<", "~", "range"]
PlaceRole = Literal["at", "from", "via", "to", "near"]
PlacePrecision = Literal["exact", "city", "region", "country", "area"]
TimePrecision = Literal["minute", "day", "week", "month", "year", "range"]
LinkKind = Literal["corroborates", "contradicts", "supersedes", "repeats", "cites", "subset-of"]
Verdict = Literal["holds", "does not hold", "worth a look", "cannot tell"]
Sameness = Literal["same", "different", "unsure"]
JudgementKind = Literal["names", "reliability", "grade"]
JudgementVerdict = Literal[
    "same", "different", "unsure", "withdrawn",
    "A", "B", "C", "D", "E", "F", "1", "2", "3", "4", "5", "6",
]  # fmt: skip
Condition = Literal[
    "no-voice", "withdrawn", "only-denied", "no-number", "superseded", "outweighed", "majority",
    "contradicted", "denied", "three-voices", "two-voices", "near", "compatible", "one-voice",
]  # fmt: skip
SamenessBasis = Literal["judgement", "declared", "listed", "reports", "likeness"]
MarkKind = Literal["agency", "agencies", "canonical-link", "byline"]
CopyKind = Literal["exact", "near", "partial", "reworded"]
ProblemCode = Literal[
    "bad-date", "bad-row", "binary", "crash", "dangling-link", "duplicate", "empty",
    "encoding-guessed", "group-too-large", "judgements-clash", "metadata-differs", "no-text",
    "not-english", "odd-characters", "odd-markup", "too-large", "too-long", "unclosed-quote",
    "undated", "unreadable", "unsupported-format",
]  # fmt: skip
