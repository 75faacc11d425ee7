"""What a run tells while it works: a command line draws its bar from these."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class StageStarted:
    """A step begins; ``total`` is how many records it will take, where that is known."""

    stage: str
    total: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDone:
    """Some records more are done (and written, where there is a store).

    Of inputs that gave no report, ``not_read`` counts those that could not be read, and ``known``
    those whose bytes came before in the same run; neither is in ``records``.
    """

    stage: str
    records: int
    problems: tuple[Problem, ...]
    not_read: int = 0
    known: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentSkipped:
    """An input needed no work: it is in the ledger as it is, or its bytes are under another path.

    ``problems`` say the latter; there are none for an input that was simply added before.
    """

    path: str
    document_id: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageFinished:
    """A step is over: how many records it took, how many it skipped, how many problems it met."""

    stage: str
    records: int
    skipped: int
    problems: int


Progress = StageStarted | BatchDone | DocumentSkipped | StageFinished
