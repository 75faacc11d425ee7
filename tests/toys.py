"""Toy stages, as small as the protocol allows: they stand in for the real ones in runner tests.

They read texts such as ``Ann: 3 killed. Bob: 4 killed.``; the words ``crash`` and ``die`` in a
text make them do so.
"""

from __future__ import annotations

import hashlib
import os
import re
import signal
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any, ClassVar

from reportedly.config import Plan
from reportedly.records import (
    Answer,
    Assessment,
    Claim,
    ClaimInContext,
    Document,
    Finding,
    Fingerprint,
    Hop,
    Origin,
    Problem,
    Quantity,
    Question,
    QuestionInContext,
    Snapshot,
    Source,
    Span,
    Statement,
    record_id,
)
from reportedly.stage import AnyStage


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyIngest:
    name: ClassVar[str] = "toy-ingest"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = Snapshot
    produces: ClassVar[tuple[type, ...]] = (Document,)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[Snapshot], /) -> Iterator[Document | Problem]:
        for snapshot in batch:
            text = snapshot.content.decode()
            if not text.strip():
                yield Problem(
                    stage=self.name, subject=snapshot.path, code="empty", message="Nothing in it."
                )
                continue
            yield Document(
                id=record_id("document", snapshot.id),
                path=snapshot.path,
                url=snapshot.url,
                title=snapshot.title,
                publisher=snapshot.publisher,
                authors=snapshot.authors,
                published=snapshot.published,
                modified=None,
                retrieved=None,
                language="en",
                text=text,
                text_sha256=hashlib.sha256(text.encode()).hexdigest(),
                snapshot_sha256=snapshot.id,
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyFingerprint:
    name: ClassVar[str] = "toy-fingerprint"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = Document
    produces: ClassVar[tuple[type, ...]] = (Fingerprint,)
    group_by: ClassVar[str | None] = None
    seed: int = 0

    def __call__(self, batch: Sequence[Document], /) -> Iterator[Fingerprint]:
        for document in batch:
            sketch = (len(document.text) + self.seed,)
            words = len(document.text.split())
            yield Fingerprint(document_id=document.id, words=words, sketch=sketch)


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyExtract:
    name: ClassVar[str] = "toy-extract"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = Document
    produces: ClassVar[tuple[type, ...]] = (Statement, Claim)
    group_by: ClassVar[str | None] = None
    stance: str = "asserts"
    is_brittle: bool = True

    def __call__(self, batch: Sequence[Document], /) -> Iterator[Statement | Claim | Problem]:
        for document in batch:
            if "crash" in document.text and self.is_brittle:
                raise ValueError("the toy broke")
            if "die" in document.text and self.is_brittle:
                os.kill(os.getpid(), signal.SIGKILL)
            for match in re.finditer(r"(\w+): (\d+) killed", document.text):
                yield from self._read(document, match)
            if document.published is None:
                yield Problem(
                    stage=self.name, subject=document.id, code="undated", message="No date."
                )

    def _read(self, document: Document, match: re.Match[str]) -> Iterable[Statement | Claim]:
        content = Span(start=match.start(2), end=match.end())
        source = Source(
            name=match[1], kind="person", span=Span(start=match.start(1), end=match.end(1))
        )
        stance: Any = self.stance
        statement = Statement(
            id=record_id("statement", document.id, content.start),
            document_id=document.id,
            content=(content,),
            chain=(Hop(source=source, cue=None, stance=stance),),
            mode="reported",
            stance=stance,
            polarity="positive",
        )
        number = float(match[2])
        quantity = Quantity(
            span=Span(start=match.start(2), end=match.end(2)),
            raw=match[2], low=number, high=number, best=None, relation="=",
            unit="person", counted=None, per=None, share_of=None,
        )  # fmt: skip
        claim = Claim(
            id=record_id("claim", document.id, content.start),
            document_id=document.id,
            statement_id=statement.id,
            evidence=content,
            event="assault", role="killed", counting=None, modality="actual", polarity="positive",
            quantity=quantity, actors=(), targets=(), places=(), time=None,
        )  # fmt: skip
        return statement, claim


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyLink:
    name: ClassVar[str] = "toy-link"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = ClaimInContext
    produces: ClassVar[tuple[type, ...]] = (Question, Origin)
    group_by: ClassVar[str | None] = None

    def __call__(self, batch: Sequence[ClaimInContext], /) -> Iterator[Question | Origin]:
        ordered = sorted(batch, key=lambda c: c.claim.id)
        yield Question(
            id=record_id("question", "killed"), title="How many were killed?", event="assault",
            role="killed", population=None, places=(), first=None, last=None,
            claim_ids=tuple(c.claim.id for c in ordered),
        )  # fmt: skip
        for name in sorted({c.statement.chain[-1].source.name for c in batch}):
            own = [c for c in ordered if c.statement.chain[-1].source.name == name]
            yield Origin(
                id=record_id("origin", name),
                source=name,
                document_ids=tuple(sorted({c.document_id for c in own})),
                statement_ids=tuple(sorted({c.statement.id for c in own})),
                why=("same name",),
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyCheck:
    name: ClassVar[str] = "toy-check"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = ClaimInContext
    produces: ClassVar[tuple[type, ...]] = (Finding,)
    group_by: ClassVar[str | None] = "document_id"

    def __call__(self, batch: Sequence[ClaimInContext], /) -> Iterator[Finding]:
        (document_id,) = {c.document_id for c in batch}
        total = sum(c.claim.quantity.low or 0 for c in batch if c.claim.quantity)
        yield Finding(
            id=record_id("finding", document_id), kind="sum", statement=f"In all {total:g}.",
            claim_ids=tuple(sorted(c.claim.id for c in batch)), working=(), verdict="cannot tell",
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class ToyAssess:
    name: ClassVar[str] = "toy-assess"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = QuestionInContext
    produces: ClassVar[tuple[type, ...]] = (Assessment,)
    group_by: ClassVar[str | None] = None
    is_broken: bool = False

    def __call__(self, batch: Sequence[QuestionInContext], /) -> Iterator[Assessment]:
        for asked in batch:
            if self.is_broken:
                raise RuntimeError("the toy can't judge")
            answer = Answer(
                low=1.0, high=9.0, relation="range", words="some",
                claim_ids=tuple(c.claim.id for c in asked.claims),
                origin_ids=tuple(o.id for o in asked.origins),
            )  # fmt: skip
            yield Assessment(
                id=record_id("assessment", asked.question.id), question_id=asked.question.id,
                answers=(answer,), low=1.0, high=9.0, credibility="6", reasons=(),
                would_change=(),
            )  # fmt: skip


def toy_plan(**changes: AnyStage) -> Plan:
    """Returns a plan of all toys; ``extract=…`` and the like put another one in a toy's place."""
    toys: dict[str, AnyStage] = {
        "ingest": ToyIngest(), "fingerprint": ToyFingerprint(), "extract": ToyExtract(),
        "link": ToyLink(), "check": ToyCheck(), "assess": ToyAssess(),
    }  # fmt: skip
    return Plan(stages=tuple({**toys, **changes}.values()))


def snapshot_of(text: str, path: str = "report.txt", **given: Any) -> Snapshot:
    """Returns a text as a file."""
    content = text.encode()
    made = Snapshot(
        id=hashlib.sha256(content).hexdigest(), content=content, path=path, published="2021-03-04"
    )
    return replace(made, **given)


def many_snapshots(number: int) -> list[Snapshot]:
    """Returns as many different reports as asked for."""
    return [
        snapshot_of(f"Ann: {i} killed. Bob: {i + 1} killed.", f"report-{i:04}.txt")
        for i in range(number)
    ]
