"""What every reader returns: the text, the metadata with where each was found, and notices.

A reader turns the bytes of one snapshot into a :class:`Reading`. It does not decide which
metadata wins and makes no records: :mod:`reportedly.ingest.documents` does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.records import Problem, ProblemCode

Field = Literal["url", "title", "publisher", "authors", "published", "modified"]


@dataclass(frozen=True, slots=True)
class Found:
    """One metadata value as found, and where. Only ``authors`` may be found more than once."""

    field: Field
    value: str
    where: str


@dataclass(frozen=True, slots=True)
class Notice:
    """A problem that a reader met, before it is known which document it belongs to."""

    code: ProblemCode
    message: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of one snapshot, or ``None`` where there is none to keep; a notice says why."""

    text: str | None
    found: tuple[Found, ...] = ()
    notices: tuple[Notice, ...] = ()


def problem(subject: str, code: ProblemCode, message: str) -> Problem:
    """Returns a problem of this package, its message as a sentence."""
    sentence = f"{message[:1].upper()}{message[1:]}{'' if message.endswith('.') else '.'}"
    return Problem(stage="ingest", subject=subject, code=code, message=sentence)
