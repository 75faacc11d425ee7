"""Predictions for the TempEval-3 time sets, from the product's times.

Only a mapping of names. Where the product joins two times to a range ("from Monday to Friday"), the
set wants the two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.extract.nlp import parse
from reportedly.extract.times import TimeMention, find_times


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields ``{"id", "times"}`` for each ``{"id", "text", "published"}``, in order."""
    rows = list(records)
    for row, parsed in zip(rows, parse(str(row["text"]) for row in rows), strict=True):
        mentions = find_times(parsed, published=row.get("published"))
        yield {"id": row["id"], "times": [_time(single) for single in _singles(mentions)]}


def _singles(mentions: Iterable[TimeMention]) -> Iterator[TimeMention]:
    for mention in mentions:
        if mention.parts:
            yield from _singles(mention.parts)
        else:
            yield mention


def _time(mention: TimeMention) -> dict[str, Any]:
    return {
        "start": mention.span.start,
        "end": mention.span.end,
        "type": mention.timex_type,
        "value": mention.timex_value,
    }
