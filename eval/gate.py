"""The gate: fails when the product reads our gold set worse than it did, or the set was changed.

::

    python -m eval.gate                                         checks; exit 1 on failure
    python -m eval.gate --update                                writes floors and counts as now
    python -m eval.gate --update --allow-regression REASON      the same, where a floor falls

``baseline.json`` holds the floor of each question and the SHA-256 of the gold files;
``frozen.csv`` holds the counts of each text when the floors were set, so that a change can be told
from noise and shows which texts moved. A floor only falls with a reason, and the reason is kept.
"""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from eval.gold_set import GOLD, corpus_sha256, read_cases
from eval.score import QUESTIONS, CaseCounts, Counts, count_all, f1_of, resamples

BASELINE = Path(__file__).parent / "baseline.json"
FROZEN = Path(__file__).parent / "frozen.csv"
COLUMNS = ("id", "question", "given", "right", "wanted", "found")
# A drop is noise as long as one in twenty resamplings of the texts shows none.
NOISE = 0.95
# Floors are written with this many decimals; a smaller difference is none.
DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the gate holds the product to: floors of F1, the gold set, and why floors ever fell."""

    corpus_sha256: str
    floors: Mapping[str, float]
    regressions: tuple[Mapping[str, Any], ...] = ()
    counts: Mapping[str, CaseCounts] = field(default_factory=dict)


def read_baseline(baseline: Path = BASELINE, frozen: Path = FROZEN) -> Baseline:
    """Returns the baseline as committed."""
    table = json.loads(baseline.read_text("utf-8"))
    return Baseline(
        corpus_sha256=table["corpus_sha256"],
        floors=table["floors"],
        regressions=tuple(table["regressions"]),
        counts=read_frozen(frozen),
    )


def read_frozen(path: Path) -> dict[str, CaseCounts]:
    """Returns the counts of each text, as committed."""
    counts: dict[str, CaseCounts] = {}
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            numbers = Counts(*(int(row[name]) for name in COLUMNS[2:]))
            counts.setdefault(row["id"], {})[row["question"]] = numbers
    return counts


def write_baseline(now: Baseline, baseline: Path = BASELINE, frozen: Path = FROZEN) -> None:
    """Writes floors, corpus hash, reasons and counts."""
    table = {
        "corpus_sha256": now.corpus_sha256,
        "floors": dict(now.floors),
        "regressions": [dict(each) for each in now.regressions],
    }
    baseline.write_text(json.dumps(table, indent=2, ensure_ascii=False) + "\n", "utf-8")
    with frozen.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines, lineterminator="\n")
        writer.writerow(COLUMNS)
        for case_id in sorted(now.counts):
            for question, c in sorted(now.counts[case_id].items()):
                writer.writerow([case_id, question, c.given, c.right, c.wanted, c.found])


def floors_of(counts: Mapping[str, CaseCounts]) -> dict[str, float]:
    """Returns the F1 of each question, rounded as floors are."""
    return {
        question: round(
            f1_of([counts[case_id][question] for case_id in sorted(counts)])[2], DECIMALS
        )
        for question in QUESTIONS
    }


def failures(then: Baseline, now: Baseline) -> Iterator[str]:
    """Yields what is wrong with the product as it is now, in words; nothing if all is well."""
    if now.corpus_sha256 != then.corpus_sha256:
        yield (
            "the gold files are not those of the baseline: review the change, then run "
            "'python -m eval.gate --update'"
        )
        return
    for question, floor in then.floors.items():
        measured = now.floors.get(question, 0.0)
        if measured < floor and is_beyond_noise(then.counts, now.counts, question):
            yield f"{question}: F1 {measured:.3f} is below its floor of {floor:.3f}"


def is_beyond_noise(
    then: Mapping[str, CaseCounts], now: Mapping[str, CaseCounts], question: str
) -> bool:
    """Tells whether a drop of F1 shows in nearly every resampling of the texts (paired)."""
    ids = sorted(then.keys() & now.keys())
    if not ids:
        return True
    pairs = [(then[case_id][question], now[case_id][question]) for case_id in ids]
    drops = [
        f1_of([new for _, new in sample])[2] < f1_of([old for old, _ in sample])[2]
        for sample in resamples(pairs)
    ]
    return sum(drops) >= NOISE * len(drops)


def moved_cases(then: Baseline, now: Baseline) -> Iterator[str]:
    """Yields, in words, the texts that are read otherwise than when the floors were set."""
    for case_id in sorted(then.counts.keys() & now.counts.keys()):
        for question in QUESTIONS:
            old, new = then.counts[case_id].get(question), now.counts[case_id].get(question)
            if old is not None and new is not None and old != new:
                yield (
                    f"{case_id} {question}: right {old.right} of {old.given} given and "
                    f"{old.found} of {old.wanted} wanted, now {new.right} of {new.given} and "
                    f"{new.found} of {new.wanted}"
                )


def updated(then: Baseline | None, now: Baseline, reason: str | None) -> Baseline:
    """Returns the new baseline. Raises ``ValueError`` where a floor falls without a reason."""
    if then is None:
        return now
    fallen = {
        question: floor
        for question, floor in then.floors.items()
        if now.floors.get(question, 0.0) < floor
    }
    if fallen and not (reason and reason.strip()):
        named = ", ".join(
            f"{question} {floor:.4f} -> {now.floors.get(question, 0.0):.4f}"
            for question, floor in fallen.items()
        )
        raise ValueError(f"floors would fall ({named}): give --allow-regression REASON")
    added = tuple(
        {"question": question, "from": floor, "to": now.floors.get(question, 0.0), "reason": reason}
        for question, floor in fallen.items()
    )
    return Baseline(now.corpus_sha256, now.floors, (*then.regressions, *added), now.counts)


def measure() -> Baseline:
    """Returns what the product gives on the gold set now."""
    counts = count_all(read_cases(GOLD))
    return Baseline(corpus_sha256(GOLD), floors_of(counts), counts=counts)


def main(arguments: list[str] | None = None) -> int:
    """Checks or updates the floors; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.gate", description=__doc__)
    parser.add_argument("--update", action="store_true", help="write the floors as measured now")
    parser.add_argument("--allow-regression", metavar="REASON", help="why a floor may fall")
    given = parser.parse_args(arguments)
    if given.allow_regression is not None and not given.update:
        parser.error("--allow-regression goes with --update")
    then = read_baseline() if BASELINE.exists() and FROZEN.exists() else None
    now = measure()
    if given.update:
        try:
            write_baseline(updated(then, now, given.allow_regression))
        except ValueError as refused:
            print(f"refused: {refused}", file=sys.stderr)
            return 1
        print("floors written: " + ", ".join(f"{q} {f1:.3f}" for q, f1 in now.floors.items()))
        return 0
    if then is None:
        print("there is no baseline: run 'python -m eval.gate --update'", file=sys.stderr)
        return 1
    for moved in moved_cases(then, now):
        print(moved)
    wrong = list(failures(then, now))
    for line in wrong:
        print(f"FAILED {line}", file=sys.stderr)
    if not wrong:
        print("floors hold: " + ", ".join(f"{q} {f1:.3f}" for q, f1 in now.floors.items()))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
