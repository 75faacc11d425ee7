"""The labelled clauses, and the texts that they stand in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
EXAMPLES = HERE.parents[1] / "examples"
# The reports of the casualty benchmark stand beside the project; no text of them is kept here.
SHARED = HERE.parents[1] / ".." / "shared" / "bench" / "casualties_fakes" / "dev.jsonl"


@dataclass(frozen=True, slots=True)
class Label:
    """One labelled clause: where its verb (or noun) stands, and what a reader takes from it.

    ``actors`` and ``targets`` are the offsets of the head words that are right; none: there is none
    to be named. ``event`` is ``None`` where the clause tells no event of the ontology.
    """

    source: str
    document: str
    part: str
    start: int
    event: str | None
    modality: str
    actors: tuple[int, ...]
    targets: tuple[int, ...]


def read_labels(path: Path = HERE / "labels.jsonl") -> tuple[Label, ...]:
    """Returns the labels, in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        return tuple(
            Label(
                source=row["source"],
                document=row["document"],
                part=row["part"],
                start=row["start"],
                event=row["event"],
                modality=row["modality"],
                actors=tuple(row.get("actors", ())),
                targets=tuple(row.get("targets", ())),
            )
            for row in map(json.loads, lines)
        )


def read_texts(labels: tuple[Label, ...], shared: Path = SHARED) -> dict[tuple[str, str], str]:
    """Returns the texts of the labels by source and document; those not at hand are left out."""
    texts = {("own", row["id"]): row["text"] for row in _rows(HERE / "texts.jsonl")}
    wanted = {(label.source, label.document) for label in labels}
    for source, document in sorted(wanted):
        if source == "examples":
            texts[source, document] = (EXAMPLES / document).read_text("utf-8")
    if shared.exists():
        for row in _rows(shared):
            texts["casualties_fakes", row["id"]] = row["text"]
    return {key: text for key, text in texts.items() if key in wanted}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)
