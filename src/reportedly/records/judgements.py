"""What people decided."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.records.values import JudgementKind, JudgementVerdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person decided, when, and why. Appended, never overwritten; the latest holds.

    ``target`` is what was judged: for names the two keys, in alphabetical order; for the
    reliability of a source the key of its name (A to F); for the grade of a question the claims
    that answered it then (1 to 6). ``withdrawn`` takes back what was judged of the target before:
    the program's own reading holds again.
    """

    id: str
    target: tuple[str, ...]
    verdict: JudgementVerdict
    by: str
    at: str
    reason: str | None = None
    kind: JudgementKind = "names"
