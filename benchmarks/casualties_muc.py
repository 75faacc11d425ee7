"""casualties_muc: the counts of killed, injured and kidnapped in a report, as bounds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.documents import extracted
from reportedly.assess.casualties import incident_casualties

EFFECTS = {"killed": "killed", "injured": "injured", "captured": "kidnapped"}


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields the counts of harm to people that the report states."""
    for record, _, claims, _ in extracted(records):
        items = {
            (EFFECTS[claim.role], _whole(claim.quantity.low), _whole(claim.quantity.high))
            for claim in incident_casualties(claims, record["text"], record.get("published"))
            if claim.role in EFFECTS and claim.quantity is not None
        }
        yield {
            "id": record["id"],
            "casualties": [
                {"effect": effect, "low": low, "high": high}
                for effect, low, high in sorted(items, key=str)
            ],
        }


def _whole(value: float | None) -> int | None:
    return None if value is None else int(value)
