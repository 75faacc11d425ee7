"""casualties_fakes: the counts of killed of a report's main event, by group."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from benchmarks.documents import extracted
from reportedly.assess.main_figures import main_figures

GROUPS = ("civilians", "noncivilians", "children", "women")


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields the report's main figures of killed, by group."""
    for record, _, claims, _ in extracted(records):
        killed = dict.fromkeys(GROUPS, 0)
        figures = main_figures(
            claims, headline=record.get("title"), published=record.get("published")
        )
        for figure in figures:
            if figure.role == "killed" and figure.population in killed:
                killed[figure.population] = int(figure.count)
        yield {"id": record["id"], "killed": killed}
