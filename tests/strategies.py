"""Hypothesis strategies: every record type, and text that looks like news."""

from __future__ import annotations

import dataclasses
import hashlib
from functools import cache
from typing import Any, Literal, get_args, get_origin

from hypothesis import strategies as st

from reportedly import records
from reportedly.codec import field_types, item_type, without_none
from reportedly.records import (
    Claim,
    ClaimInContext,
    Document,
    Fingerprint,
    Hop,
    Participant,
    Place,
    Problem,
    Quantity,
    Relation,
    Snapshot,
    Source,
    SourceKind,
    Span,
    Statement,
    Time,
    record_id,
)

RECORD_TYPES: tuple[type, ...] = tuple(
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and dataclasses.is_dataclass(kind)
)

# Everything that a file may hold: no half surrogate pairs, but NULs, marks and emoji.
any_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
# Names of files are not always valid text: a byte that is none becomes half a surrogate pair.
any_path = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=20)
short_name = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)
any_number = st.one_of(
    st.integers(min_value=-(10**9), max_value=10**9).map(float),
    st.floats(allow_nan=False, allow_infinity=False),
)


@st.composite
def spans(draw: st.DrawFn) -> Span:
    start = draw(st.integers(min_value=0, max_value=10_000))
    return Span(start=start, end=start + draw(st.integers(min_value=0, max_value=500)))


@cache
def records_of(kind: Any) -> st.SearchStrategy[Any]:
    """Returns records of one kind, made from its annotations alone."""
    if kind is Span:
        return spans()
    return st.builds(
        kind, **{name: _values_of(name, hint) for name, hint in field_types(kind).items()}
    )


def _values_of(name: str, hint: Any) -> st.SearchStrategy[Any]:
    inner, may_be_none = without_none(hint)
    values = _plain_values_of(name, inner)
    return st.none() | values if may_be_none else values


def _plain_values_of(name: str, hint: Any) -> st.SearchStrategy[Any]:
    if dataclasses.is_dataclass(hint):
        kind: Any = hint
        return records_of(kind)
    if get_origin(hint) is tuple:
        return st.lists(_values_of(name, item_type(hint)), max_size=3).map(tuple)
    if get_origin(hint) is Literal:
        return st.sampled_from(get_args(hint))
    if hint is str:
        return any_path if name == "path" else any_text
    scalars: dict[Any, st.SearchStrategy[Any]] = {
        int: st.integers(min_value=-(2**63), max_value=2**63 - 1),
        float: any_number,
        bool: st.booleans(),
        bytes: st.binary(max_size=200),
    }
    return scalars[hint]


any_record = st.sampled_from(RECORD_TYPES).flatmap(records_of)

# Sentences of our own, with the joints that stages look at: who says, how many, when, where.
SPEAKERS = (
    "A spokesman for the ministry", "Mayor Ilda Toren", "The river watch group", "Residents",
    "An official who asked not to be named", "The Norland army", "She", "State television",
)  # fmt: skip
CUES = ("said", "claimed", "denied", "confirmed", "reported", "added", "estimated")
COUNTS = ("12", "at least 300", "dozens of", "between five and six", "no", "nearly 30 percent of")
CASES = (
    "soldiers were killed near Varn on Monday", "people had fled to Ostby",
    "fighters were sent from Karsk to the front", "civilians, including 7 children, were hurt",
    "guards were paid $1,800 a month each", "villagers remain missing",
)  # fmt: skip


@st.composite
def sentences(draw: st.DrawFn) -> str:
    speaker, cue = draw(st.sampled_from(SPEAKERS)), draw(st.sampled_from(CUES))
    count, case = draw(st.sampled_from(COUNTS)), draw(st.sampled_from(CASES))
    forms = (
        f"{speaker} {cue} that {count} {case}.",
        f"“{count.capitalize()} {case},” {speaker[0].lower()}{speaker[1:]} {cue}.",
        f"{count.capitalize()} {case}, according to {speaker[0].lower()}{speaker[1:]}.",
        f"{count.capitalize()} {case}.",
    )
    return draw(st.sampled_from(forms))


@st.composite
def reports(draw: st.DrawFn) -> str:
    """Returns text that looks like a short report: a few paragraphs of a few sentences."""
    paragraphs = draw(st.lists(st.lists(sentences(), min_size=1, max_size=3), max_size=3))
    return "\n\n".join(" ".join(paragraph) for paragraph in paragraphs)


odd_texts = st.one_of(
    reports(),
    any_text,
    st.sampled_from(["", " \n ", "\x00", "“", "”", "12", "\u202eabc\u202c", "👩‍👩‍👧 said 3 died."]),
)


@st.composite
def documents(draw: st.DrawFn, texts: st.SearchStrategy[str] = odd_texts) -> Document:
    """Returns documents whose hashes and id fit their text."""
    text = draw(texts)
    digest = record_id("text", text)
    document: Document = dataclasses.replace(
        draw(records_of(Document)),
        id=record_id("document", digest),
        text=text,
        text_sha256=digest,
        snapshot_sha256=record_id("snapshot", digest),
        path=draw(short_name) + ".txt",
        language="en",
        published=draw(st.sampled_from([None, "2021-03-04", "2021-03-04T10:30"])),
        publisher=draw(st.sampled_from([None, "The Daily Example", "Norland Wire"])),
        url=None,
    )
    return document


@st.composite
def snapshots(draw: st.DrawFn, texts: st.SearchStrategy[str] = odd_texts) -> Snapshot:
    """Returns snapshots of text files."""
    content = draw(texts).encode()
    return Snapshot(
        id=hashlib.sha256(content).hexdigest(),
        content=content,
        path=draw(short_name) + ".txt",
        media_type="text/plain",
        published=draw(st.sampled_from([None, "2021-03-04"])),
    )


def without_problems(made: Any) -> tuple[Any, ...]:
    """Returns the records among those that a stage made."""
    return tuple(record for record in made if not isinstance(record, Problem))


# A few values of everything that links claims, so that generated claims meet each other.
@st.composite
def claims_in_context(draw: st.DrawFn) -> ClaimInContext:
    """Returns a claim with its statement, as extraction makes them, of one of three documents."""
    document_id = draw(st.sampled_from(["doc-a", "doc-b", "doc-c"]))
    number = draw(st.integers(min_value=0, max_value=10_000))
    speaker = draw(st.sampled_from(SPEAKERS))
    publisher = {"doc-a": "The Daily Example", "doc-b": "Norland Wire"}.get(document_id)
    statement = Statement(
        id=record_id("statement", document_id, number),
        document_id=document_id,
        content=(Span(start=number, end=number + 40),),
        chain=(
            Hop(source=Source(name=publisher or "?", kind="media", span=None), cue=None,
                stance="reports"),
            Hop(source=Source(name=speaker, kind=draw(st.sampled_from(get_args(SourceKind))),
                              span=None, entity_id=speaker.lower()), cue=None, stance="asserts"),
        ),
        mode="reported",
        stance=draw(st.sampled_from(["asserts", "confirms", "denies", "retracts"])),
        polarity="positive",
    )  # fmt: skip
    claim = Claim(
        id=record_id("claim", document_id, number),
        document_id=document_id,
        statement_id=statement.id,
        evidence=Span(start=number, end=number + 20),
        event=draw(st.sampled_from(["assault", "transfer", "pay", None])),
        role=draw(st.sampled_from(["killed", "injured", "deployed", "paid", "share", None])),
        counting=draw(st.sampled_from([None, "total", "subset", "cumulative", "increment"])),
        modality="actual",
        polarity="positive",
        quantity=draw(st.none() | _quantities(number)),
        actors=(),
        targets=draw(st.just(()) | st.just((_soldiers(number),))),
        places=draw(st.just(()) | st.just((_varn(number),))),
        time=draw(st.none() | st.just(_monday(number))),
    )
    return ClaimInContext(
        document_id=document_id, claim=claim, statement=statement, publisher=publisher,
        published="2021-03-04",
        fingerprint=Fingerprint(document_id=document_id, words=90, sketch=(1, 2, 3)),
    )  # fmt: skip


@st.composite
def _quantities(draw: st.DrawFn, start: int) -> Quantity:
    low = float(draw(st.sampled_from([0, 7, 12, 28, 30, 62, 300, 4000])))
    relation: Relation = draw(st.sampled_from(get_args(Relation)))
    unit = draw(st.sampled_from(["person", "percent", "USD", None]))
    return Quantity(
        span=Span(start=start, end=start + 4), raw=f"{low:g}",
        low=None if relation == "<=" else low, high=None if relation == ">=" else low,
        best=None, relation=relation, unit=unit,
        counted=draw(st.sampled_from([None, "soldiers", "children"])),
        per="month" if unit == "USD" else None, share_of=None,
    )  # fmt: skip


def _soldiers(start: int) -> Participant:
    return Participant(name="soldiers", span=Span(start=start, end=start + 8))


def _varn(start: int) -> Place:
    return Place(
        name="Varn", span=Span(start=start, end=start + 4), role="at", lat=50.1, lon=20.2,
        geonames_id=None, precision="city", country="NR",
    )  # fmt: skip


def _monday(start: int) -> Time:
    return Time(
        raw="on Monday", span=Span(start=start, end=start + 9), first="2021-03-01",
        last="2021-03-01", precision="day",
    )  # fmt: skip


def claim_batches(max_size: int = 12) -> st.SearchStrategy[list[ClaimInContext]]:
    """Returns claims of different ids."""
    return st.lists(claims_in_context(), max_size=max_size, unique_by=lambda c: c.claim.id)
