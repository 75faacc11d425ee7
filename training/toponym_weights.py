"""Fits the weights of the evidence for names of places, and prints them as the data file has them.

::

    python -m training.toponym_weights --data DEV.jsonl > weights.toml

Logistic regression in two rounds: before the places of a report are settled among each other, and
after. A candidate is right if it covers a marked place or lies within 161 km of one it overlaps;
those that overlap only places without coordinates are left out of the second round. The part
"by_hand" and the header of ``data/toponym_weights.toml`` are kept as they are.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from math import acos, cos, radians, sin
from pathlib import Path
from typing import Any

import numpy as np

from reportedly.extract.gazetteer_build import DATA
from reportedly.extract.nlp import parse
from reportedly.extract.outlets import home_ground
from reportedly.extract.places import containers, listed_with, settled_evidence
from reportedly.extract.resolution import Sense, resolve
from reportedly.extract.toponym_evidence import Toponym, read_words
from reportedly.extract.toponyms import candidates

NEAR_KM = 161.0
COVERS = 0.6  # of the characters that a candidate and a marked place have together
FOLDS = 5
PENALTY = 2.0
Vector = np.ndarray[Any, np.dtype[np.float64]]
Evidence = Mapping[str, float]


def main() -> None:
    """Reads the file named on the command line and prints the weights."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    with parser.parse_args().data.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    words = [read_words(parsed) for parsed in parse(record["text"] for record in records)]
    found = [list(candidates(each)) for each in words]
    folds = np.array([i % FOLDS for i, each in enumerate(found) for _ in each])
    first = [evidence for each in found for _, evidence in each]
    marked = np.array(
        [
            float(len(_overlapping(record, toponym)) > 0)
            for record, each in zip(records, found, strict=True)
            for toponym, _ in each
        ]
    )
    scores = _held_out_scores(first, marked, folds)
    second, right, counted, start = [], [], [], 0
    for record, each, read in zip(records, found, words, strict=True):
        toponyms = [toponym for toponym, _ in each]
        likelihoods = list(1 / (1 + np.exp(-np.clip(scores[start : start + len(each)], -30, 30))))
        start += len(each)
        holders = dict(containers(read, toponyms))
        senses = resolve(toponyms, likelihoods, holders, home_ground(record["publisher"], None))
        listed = listed_with(read, toponyms, likelihoods)
        for number, ((toponym, evidence), sense) in enumerate(zip(each, senses, strict=True)):
            more = settled_evidence(toponym, sense, number in holders)
            second.append(evidence | more | {"listed with a place": listed[number]})
            overlapping = _overlapping(record, toponym)
            known = [place for place in overlapping if place["lat"] is not None]
            right.append(float(any(_is_right(toponym, sense, place) for place in known)))
            counted.append(float(len(overlapping) == 0 or len(known) > 0))
    kept = (DATA / "toponym_weights.toml").read_text(encoding="utf-8").partition("[first]")[0]
    print(kept + _table("first", first, marked, np.ones(len(first))))
    print(_table("final", second, np.array(right), np.array(counted)), end="")


def _overlapping(record: Mapping[str, Any], toponym: Toponym) -> list[dict[str, Any]]:
    return [p for p in record["places"] if p["start"] < toponym.end and toponym.start < p["end"]]


def _is_right(toponym: Toponym, sense: Sense | None, place: Mapping[str, Any]) -> bool:
    shared = min(toponym.end, place["end"]) - max(toponym.start, place["start"])
    together = max(toponym.end, place["end"]) - min(toponym.start, place["start"])
    if shared / together >= COVERS:
        return True
    if sense is None:
        return False
    a, b = radians(sense.entry.latitude), radians(place["lat"])
    turn = radians(sense.entry.longitude - place["lon"])
    chord = sin(a) * sin(b) + cos(a) * cos(b) * cos(turn)
    return acos(max(-1.0, min(1.0, chord))) * 6371.0 <= NEAR_KM


def _matrix(rows: Sequence[Evidence], names: Sequence[str]) -> Vector:
    position = {name: i for i, name in enumerate(names)}
    matrix = np.zeros((len(rows), len(names)))
    for number, row in enumerate(rows):
        for name, value in row.items():
            matrix[number, position[name]] = value
    return matrix


def _fitted(matrix: Vector, right: Vector, counted: Vector) -> Vector:
    """Returns the weights by Newton's method, with a small penalty on large ones."""
    weights = np.zeros(matrix.shape[1])
    for _ in range(25):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (counted * (chance - right)) + PENALTY * weights
        bend = (matrix * (counted * chance * (1 - chance))[:, None]).T @ matrix
        weights -= np.linalg.solve(bend + PENALTY * np.eye(len(weights)), slope)
    return weights


def _held_out_scores(rows: Sequence[Evidence], right: Vector, folds: Vector) -> Vector:
    """Returns each row's score by weights that were fitted on the other articles."""
    matrix = _matrix(rows, sorted({name for row in rows for name in row}))
    scores = np.zeros(len(rows))
    for fold in range(FOLDS):
        rest = folds != fold
        weights = _fitted(matrix[rest], right[rest], np.ones(int(rest.sum())))
        scores[~rest] = matrix[~rest] @ weights
    return scores


def _table(title: str, rows: Sequence[Evidence], right: Vector, counted: Vector) -> str:
    names = sorted({name for row in rows for name in row})
    weights = _fitted(_matrix(rows, names), right, counted)
    lines = [
        f'"{name}" = {round(float(weight), 1)}'
        for name, weight in zip(names, weights, strict=True)
        if abs(weight) >= 0.05
    ]
    return f"[{title}]\n" + "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
