"""The mention of a time: the record, and where it stands in the parse."""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.extract.time_context import TimexType
from reportedly.records import Span, Time


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time in a text, with its tokens and its TIMEX3 reading.

    ``time.span`` takes in the preposition, which may bound the interval ("since 1994"); ``span``
    and the tokens ``[start_token, end_token)`` are those of the time itself. ``parts`` are the two
    times that a range is made of.
    """

    time: Time
    start_token: int
    end_token: int
    timex_type: TimexType
    timex_value: str | None
    span: Span
    parts: tuple[TimeMention, ...] = ()
