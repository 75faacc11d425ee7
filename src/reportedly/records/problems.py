"""What was not done."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.values import ProblemCode


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Work that was not done, or not done surely: where, why, and what to do next."""

    stage: str
    subject: str
    code: ProblemCode
    message: str
