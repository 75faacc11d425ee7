"""Fits the weights by which claims are joined into questions, and prints them as the data file.

::

    python -m training.question_weights --data DEV.jsonl > question_weights.toml

Logistic regression over the judged pairs of the dev half of ``eval/pairs`` that nothing rules out.
They are few: each weight is drawn to the guess that stands beside it in the data file (a normal
prior), and only as far from it as the pairs ask for.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.documents import claims_in_context
from eval.pairs.labels import Mention, read_pairs
from reportedly.link.keys import Facts
from reportedly.link.nodes import make_nodes
from reportedly.link.scores import RuledOut, features_of
from reportedly.link.voices import claim_voices, read_names
from reportedly.records import ClaimInContext

DATA = Path(__file__).parents[1] / "src/reportedly/link/data/question_weights.toml"
# How strongly a weight is drawn to its guess: chosen in cross-validation among 0.5 to 32.
PENALTY = 5.0
FOLDS = 8
Vector = np.ndarray[Any, np.dtype[np.float64]]


def main() -> None:
    """Reads the reports of the pairs, prints the weights, and how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    with parser.parse_args().data.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    reports = {record["id"]: items for record, items in claims_in_context(records)}
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))["features"]
    names, guess = list(table), np.array([float(row["guess"]) for row in table.values()])
    matrix, right = _matrix(reports, names)
    folds = np.random.default_rng(0).permutation(len(right)) % FOLDS
    held_out = np.zeros(len(right))
    for fold in range(FOLDS):
        rest = folds != fold
        held_out[~rest] = matrix[~rest] @ _fitted(matrix[rest], right[rest], guess)
    print(f"{len(right)} pairs, {right.sum():.0f} of one question", file=sys.stderr)
    print(f"F1 in cross-validation: {_f1(held_out, right):.3f}", file=sys.stderr)
    print(_with_weights(dict(zip(names, _fitted(matrix, right, guess), strict=True))), end="")


def _matrix(
    reports: dict[str, tuple[ClaimInContext, ...]], names: list[str]
) -> tuple[Vector, Vector]:
    items = [item for claims in reports.values() for item in claims]
    nodes = make_nodes(items, read_names(items), claim_voices(items))
    facts_of = {item.claim.id: node.facts for node in nodes.values() for item in node.items}
    rows, right = [], []
    for pair in read_pairs("dev"):
        left, other = (_facts(mention, reports, facts_of) for mention in (pair.left, pair.right))
        if left is None or other is None or left is other:
            continue
        found = features_of(left, other)
        if isinstance(found, RuledOut):
            continue
        row = np.zeros(len(names))
        row[names.index("start")] = 1.0
        for feature in found:
            row[names.index(feature.name)] += feature.value
        rows.append(row)
        right.append(float(pair.label == "same"))
    return np.array(rows), np.array(right)


def _facts(
    mention: Mention,
    reports: dict[str, tuple[ClaimInContext, ...]],
    facts_of: dict[str, Facts],
) -> Facts | None:
    """Returns the facts of the claim whose number stands there; ``None`` where there is none."""
    for item in reports[mention.report]:
        quantity = item.claim.quantity
        if quantity is None or item.claim.id not in facts_of:
            continue
        if quantity.span.start < mention.end and mention.start < quantity.span.end:
            return facts_of[item.claim.id]
    return None


def _fitted(matrix: Vector, right: Vector, guess: Vector) -> Vector:
    """Returns the weights by Newton's method, drawn to the guess."""
    weights = guess.copy()
    for _ in range(40):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (chance - right) + PENALTY * (weights - guess)
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix
        weights -= np.linalg.solve(bend + PENALTY * np.eye(len(weights)), slope)
    return weights


def _f1(scores: Vector, right: Vector) -> float:
    joined = scores >= 0
    return float(2 * (joined * right).sum() / (joined.sum() + right.sum()))


def _with_weights(weights: dict[str, Any]) -> str:
    """Returns the data file with new weights in it."""
    text = DATA.read_text(encoding="utf-8")
    for name, weight in weights.items():
        row = re.compile(rf'(?m)^(\[features\."{re.escape(name)}"\]\nweight = )\S+$')
        text = row.sub(rf"\g<1>{round(float(weight), 2)}", text)
    return text


if __name__ == "__main__":
    main()
