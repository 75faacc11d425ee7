"""Benchmark records as the product's documents, and the product's extraction over them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from reportedly.extract.claims import ExtractClaims
from reportedly.records import Claim, ClaimInContext, Document, Problem, Statement, record_id
from reportedly.registry import find
from reportedly.run.linking import contexts_of

BATCH = 32
Record = dict[str, Any]


def document(record: Record) -> Document:
    """Returns the document of a benchmark record; text and metadata as they stand there."""
    text = record["text"]
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Document(
        id=record_id("document", record["id"]),
        path=None,
        url=None,
        title=record.get("title"),
        publisher=record.get("publisher"),
        authors=(),
        published=record.get("published"),
        modified=None,
        retrieved=None,
        language="en",
        text=text,
        text_sha256=digest,
        snapshot_sha256=digest,
    )


def extracted(
    records: Iterable[Record], *, fast: bool = False
) -> Iterator[tuple[Record, list[Statement], list[Claim], list[Problem]]]:
    """Yields each record with what the extract stage makes of its text, in order."""
    stage = ExtractClaims(fast=fast)
    pending = iter(records)
    while batch := list(islice(pending, BATCH)):
        documents = [document(record) for record in batch]
        statements: dict[str, list[Statement]] = {d.id: [] for d in documents}
        claims: dict[str, list[Claim]] = {d.id: [] for d in documents}
        problems: dict[str, list[Problem]] = {d.id: [] for d in documents}
        for made in stage(documents):
            if isinstance(made, Statement):
                statements[made.document_id].append(made)
            elif isinstance(made, Claim):
                claims[made.document_id].append(made)
            else:
                problems.setdefault(made.subject, []).append(made)
        for record, doc in zip(batch, documents, strict=True):
            yield record, statements[doc.id], claims[doc.id], problems[doc.id]


def claims_in_context(
    records: Iterable[Record],
) -> Iterator[tuple[Record, tuple[ClaimInContext, ...]]]:
    """Yields each record with its claims as linking is given them, in order."""
    stages = [find(name)() for name in ("fingerprint", "extract")]
    pending = iter(records)
    while batch := list(islice(pending, BATCH)):
        documents = [document(record) for record in batch]
        made: dict[str, list[object]] = {d.id: [] for d in documents}
        for stage in stages:
            for result in stage(documents):
                if hasattr(result, "document_id"):
                    made[result.document_id].append(result)
        for record, doc in zip(batch, documents, strict=True):
            yield record, contexts_of(doc, made[doc.id])
