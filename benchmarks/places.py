"""Place names and where they lie: the places task."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import tee
from typing import Any

from reportedly.extract.nlp import parse
from reportedly.extract.places import find_places


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields for each record the places found in its text, demonyms among them."""
    rows, texts = tee(records)
    for row, parsed in zip(rows, parse(row["text"] for row in texts), strict=True):
        found = find_places(parsed, publisher=row.get("publisher"), url=row.get("url"))
        yield {
            "id": row["id"],
            "places": [
                {
                    "start": mention.place.span.start,
                    "end": mention.place.span.end,
                    "lat": mention.place.lat,
                    "lon": mention.place.lon,
                }
                for mention in found
            ],
        }
