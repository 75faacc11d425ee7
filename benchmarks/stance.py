"""stance: how a headline stands to a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.link.headline_stance import headline_stance


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields the stance of each headline."""
    for record in records:
        reading = headline_stance(record["claim"], record["report"])
        yield {"id": record["id"], "label": reading.stance}
