"""Fits the weights by which claims are joined into questions, and prints them as the data file.

::

    python -m training.question_weights --data DEV.jsonl > question_weights.toml

Logistic regression over the judged pairs of the dev half of ``eval/pairs`` and of its training
pairs that nothing rules out. They are few: each weight is drawn to the guess that stands beside it
in the data file (a normal prior), and only as far from it as the pairs ask for. What it tells of
cross-validation keeps the pairs of a week together, for they tell of the same events.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.documents import claims_in_context
from eval.pairs.labels import Mention, Pair, read_pairs
from reportedly.link.keys import Facts, day_number
from reportedly.link.nodes import make_nodes
from reportedly.link.scores import RuledOut, features_of
from reportedly.link.voices import claim_voices, read_names
from reportedly.records import ClaimInContext, Feature

DATA = Path(__file__).parents[1] / "src/reportedly/link/data/question_weights.toml"
# How strongly a weight is drawn to its guess: chosen in cross-validation, see ``main``.
PENALTIES = (0.5, 1.0, 2.0, 5.0)
PENALTY = 1.0
FOLDS = 10
SHUFFLES = 6
STEPS = 60
Vector = np.ndarray[Any, np.dtype[np.float64]]
Reports = Mapping[str, tuple[ClaimInContext, ...]]


@dataclass(frozen=True, slots=True)
class Examples:
    """Pairs as a matrix of features (one column a name), which are of one question, their weeks."""

    names: tuple[str, ...]
    matrix: Vector
    right: Vector
    weeks: Vector
    guess: Vector


def main() -> None:
    """Reads the reports of the pairs, prints the weights, and how well they do."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    with parser.parse_args().data.open(encoding="utf-8") as lines:
        records = [json.loads(line) for line in lines if line.strip()]
    reports = {record["id"]: items for record, items in claims_in_context(records)}
    table = tomllib.loads(DATA.read_text(encoding="utf-8"))["features"]
    found = examples(reports, {name: float(row["guess"]) for name, row in table.items()})
    print(f"{len(found.right)} pairs, {found.right.sum():.0f} of one question", file=sys.stderr)
    for penalty in PENALTIES:
        loss, f1 = cross_validated(found, penalty)
        print(f"penalty {penalty}: log loss {loss:.3f}, F1 {f1:.3f}", file=sys.stderr)
    weights = fitted(found.matrix, found.right, found.guess, PENALTY)
    print(_with_weights(dict(zip(found.names, weights, strict=True))), end="")


def examples(reports: Reports, guesses: Mapping[str, float]) -> Examples:
    """Returns the judged pairs that are weighed: of two nodes, and not ruled out."""
    names = tuple(guesses)
    items = [item for claims in reports.values() for item in claims]
    nodes = make_nodes(items, read_names(items), claim_voices(items))
    facts_of = {item.claim.id: node.facts for node in nodes.values() for item in node.items}
    rows, right, weeks = [], [], []
    for pair, features in _weighed(reports, facts_of):
        row = np.zeros(len(names))
        row[names.index("start")] = 1.0
        for feature in features:
            row[names.index(feature.name)] += feature.value
        rows.append(row)
        right.append(float(pair.label == "same"))
        weeks.append(float(_week(pair, reports)))
    return Examples(
        names=names,
        matrix=np.array(rows),
        right=np.array(right),
        weeks=np.array(weeks),
        guess=np.array(list(guesses.values())),
    )


def _weighed(
    reports: Reports, facts_of: Mapping[str, Facts]
) -> Iterator[tuple[Pair, tuple[Feature, ...]]]:
    for pair in (*read_pairs("dev"), *read_pairs("train")):
        left, other = (_facts(mention, reports, facts_of) for mention in (pair.left, pair.right))
        if left is None or other is None or left is other:
            continue
        found = features_of(left, other)
        if not isinstance(found, RuledOut):
            yield pair, found


def _facts(mention: Mention, reports: Reports, facts_of: Mapping[str, Facts]) -> Facts | None:
    """Returns the facts of the claim whose number stands there; ``None`` where there is none."""
    for item in reports[mention.report]:
        quantity = item.claim.quantity
        if quantity is None or item.claim.id not in facts_of:
            continue
        if quantity.span.start < mention.end and mention.start < quantity.span.end:
            return facts_of[item.claim.id]
    return None


def _week(pair: Pair, reports: Reports) -> int:
    """Returns the week of the earlier report of a pair."""
    days = (day_number(reports[m.report][0].published) for m in (pair.left, pair.right))
    return min(day for day in days if day is not None) // 7


def cross_validated(found: Examples, penalty: float) -> tuple[float, float]:
    """Returns the log loss and the F1 of weights fitted without the week of each pair."""
    losses, scores = [], []
    weeks = np.unique(found.weeks)
    for shuffle in range(SHUFFLES):
        drawn = np.random.default_rng(shuffle).permutation(len(weeks)) % FOLDS
        folds = drawn[np.searchsorted(weeks, found.weeks)]
        held_out = np.zeros(len(found.right))
        for fold in range(FOLDS):
            rest = folds != fold
            weights = fitted(found.matrix[rest], found.right[rest], found.guess, penalty)
            held_out[~rest] = found.matrix[~rest] @ weights
        losses.append(_loss(held_out, found.right) / len(found.right))
        scores.append(_f1(held_out, found.right))
    return float(np.mean(losses)), float(np.mean(scores))


def fitted(matrix: Vector, right: Vector, guess: Vector, penalty: float) -> Vector:
    """Returns the weights by Newton's method, drawn to the guess; a step that overshoots is cut."""

    def cost(weights: Vector) -> float:
        drawn = float(((weights - guess) ** 2).sum())
        return _loss(matrix @ weights, right) + penalty / 2 * drawn

    weights = guess.copy()
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(matrix @ weights, -30, 30)))
        slope = matrix.T @ (chance - right) + penalty * (weights - guess)
        bend = (matrix * (chance * (1 - chance))[:, None]).T @ matrix
        step = np.linalg.solve(bend + penalty * np.eye(len(weights)), slope)
        while float(np.abs(step).max()) > 1e-9 and cost(weights - step) > cost(weights):
            step = step / 2
        weights = weights - step
    return weights


def _loss(scores: Vector, right: Vector) -> float:
    return float((np.logaddexp(0, -scores) * right + np.logaddexp(0, scores) * (1 - right)).sum())


def _f1(scores: Vector, right: Vector) -> float:
    joined = scores >= 0
    return float(2 * (joined * right).sum() / (joined.sum() + right.sum()))


def _with_weights(weights: Mapping[str, float]) -> str:
    """Returns the data file with new weights in it."""
    text = DATA.read_text(encoding="utf-8")
    for name, weight in weights.items():
        row = re.compile(rf'(?m)^(\[features\."{re.escape(name)}"\]\nweight = )\S+$')
        text = row.sub(rf"\g<1>{round(float(weight), 2)}", text)
    return text


if __name__ == "__main__":
    main()
