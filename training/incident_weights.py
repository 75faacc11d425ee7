"""Fits the weights by which reports are grouped into incidents, and prints them as the data file.

::

    python -m training.incident_weights --data DEV.jsonl > incident_weights.toml

Logistic regression over pairs of reports. The incidents of the benchmark are silver: many true
pairs are missing from them. ``incident_pairs.jsonl`` holds pairs that a reader judged by title,
day, places and counts; what it says of a pair wins. The header and the explanations of
``data/incident_weights.toml`` are kept as they are.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.documents import document, extracted
from reportedly.link.incidents import (
    ReportProfile,
    average_link,
    candidate_pairs,
    compare_reports,
    profile_of,
    vocabulary_of,
)

HERE = Path(__file__).parent
DATA = HERE.parent / "src" / "reportedly" / "link" / "data" / "incident_weights.toml"
FOLDS = 5
FOLD_DAYS = 14  # the reports of one fortnight are in one fold: incidents are not cut apart
PENALTY = 0.3
LEASTS = (-1.5, -1.25, -1.0, -0.75, -0.5, 0.0)
Vector = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Reads the file named on the command line, prints the weights, and how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    with parser.parse_args().data.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    names = {document(record).id: record["id"] for record in records}
    incident = {record["id"]: record["incident"] for record in records}
    profiles = sorted(
        (profile_of(document(record), claims) for record, _, claims, _ in extracted(records)),
        key=lambda profile: profile.document_id,
    )
    pairs, features, matrix = _matrix(profiles)
    judged = _judged()

    def is_one(left: int, right: int) -> bool:
        a, b = (names[profiles[i].document_id] for i in (left, right))
        return judged.get(frozenset((a, b)), bool(incident[a] == incident[b]))

    right = np.array([float(is_one(*pair)) for pair in pairs])
    print(_table(["start", *features], _fitted(matrix, right)), end="")
    scores = _held_out(profiles, pairs, matrix, right)
    for least in LEASTS:
        print(_figures(least, len(profiles), pairs, scores, right), file=sys.stderr)


def _judged() -> dict[frozenset[str], bool]:
    with (HERE / "incident_pairs.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return {frozenset((row["left"], row["right"])): row["same"] for row in rows}


def _matrix(
    profiles: list[ReportProfile],
) -> tuple[list[tuple[int, int]], list[str], Vector]:
    vocabulary = vocabulary_of(profiles)
    pairs = list(candidate_pairs(profiles, vocabulary))
    found = [compare_reports(profiles[a], profiles[b], vocabulary) for a, b in pairs]
    names = sorted({feature.name for features in found for feature in features})
    matrix = np.zeros((len(pairs), len(names) + 1))
    matrix[:, 0] = 1.0
    for row, features in enumerate(found):
        for feature in features:
            matrix[row, names.index(feature.name) + 1] = feature.value
    return pairs, names, matrix


def _fitted(matrix: Vector, right: Vector) -> Vector:
    """Returns the weights by Newton's method, with a small penalty on all but the first."""
    weights = np.zeros(matrix.shape[1])
    penalty = np.full(len(weights), PENALTY)
    penalty[0] = 1e-6
    for _ in range(30):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (chance - right) + penalty * weights
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix + np.diag(penalty)
        weights -= np.linalg.solve(bend, slope)
    return weights


def _held_out(
    profiles: list[ReportProfile], pairs: list[tuple[int, int]], matrix: Vector, right: Vector
) -> Vector:
    """Returns the score of each pair by weights that were fitted on other fortnights."""
    folds = np.array([((profiles[a].day or 0) // FOLD_DAYS) % FOLDS for a, _ in pairs])
    scores = np.zeros(len(pairs))
    for fold in range(FOLDS):
        rest = folds != fold
        scores[~rest] = matrix[~rest] @ _fitted(matrix[rest], right[rest])
    return scores


def _figures(
    least: float, size: int, pairs: list[tuple[int, int]], scores: Vector, right: Vector
) -> str:
    groups = average_link(size, dict(zip(pairs, map(float, scores), strict=True)), least)
    group_of = {position: n for n, group in enumerate(groups) for position in group}
    together = np.array([group_of[a] == group_of[b] for a, b in pairs])
    hits = float((together * right).sum())
    f1 = 2 * hits / (float(together.sum()) + float(right.sum()))
    return f"least {least}: pair F1 {f1:.3f} against the labels, {len(groups)} incidents"


def _table(names: list[str], weights: Vector) -> str:
    """Returns the data file with the new weights in it."""
    text = DATA.read_text(encoding="utf-8")
    for name, weight in zip(names, weights, strict=True):
        row = re.compile(rf'(?m)^(\["?features"?\."{re.escape(name)}"\]\nweight = )\S+$')
        if row.search(text) is None:
            raise ValueError(f'{DATA.name} has no table [features."{name}"]: explain it there')
        text = row.sub(rf"\g<1>{round(float(weight), 2)}", text)
    return text


if __name__ == "__main__":
    main()
