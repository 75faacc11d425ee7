"""One table of all tasks: our figure beside the best known one on the same file."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

from benchmarks.__main__ import predict

# task, file, metric, the best known figure on that file, whose it is (README of each task)
ROWS: tuple[tuple[str, str, str, float, str], ...] = (
    ("attribution", "dev", "attribution_f1", 0.603, "a crude fine-tuned tagger; annotators 0.753"),
    ("attribution", "dev", "content_f1", 0.710, "the same tagger; annotators 0.796"),
    ("attribution", "dev", "source_exact_f1", 0.730, "the same tagger; annotators 0.780"),
    ("attribution", "dev", "cue_exact_f1", 0.680, "the same tagger; annotators 0.705"),
    ("attribution", "dev", "content_exact_f1", 0.550, "the same tagger; annotators 0.678"),
    ("quantities", "dev", "value_relation_f1", 0.856, "CQE"),
    ("quantities", "dev", "value_f1", 0.896, "CQE"),
    ("quantities", "dev", "value_unit_f1", 0.821, "CQE"),
    ("quantities", "dev", "value_concept_f1", 0.713, "CQE"),
    ("quantities", "recognizers", "value_relation_f1", 0.542, "Microsoft recognizers"),
    ("casualties_fakes", "dev", "nonzero_exact", 0.600, "first number; one annotator 0.882"),
    ("casualties_fakes", "dev", "slot_f1", 0.632, "first number; one annotator 0.921"),
    ("casualties_fakes", "dev", "total_exact", 0.650, "first number; one annotator 0.886"),
    ("casualties_muc", "dev", "f1", 0.299, "regular expressions; systems of 1992 0.549 elsewhere"),
    ("places", "dev", "place_f1", 0.387, "spaCy and most populous match"),
    ("places", "dev", "resolution_acc161", 0.497, "spaCy and most populous match"),
    ("times", "dev", "value_f1", 0.459, "Microsoft recognizers"),
    ("times", "dev", "relaxed_f1", 0.805, "Microsoft recognizers"),
    ("incidents", "dev", "conll_f1", 0.723, "TF-IDF within a week, single link"),
    ("incidents", "dev", "pair_f1", 0.297, "TF-IDF within a week, single link"),
    ("stance", "dev", "accuracy", 0.716, "the published system's own answers"),
    ("fusion", "dev", "error_rate_1pct", 0.140, "a plain vote; lower is better"),
)


def print_table(bench: Path, out: Path) -> int:
    """Predicts and scores every task, prints the table as Markdown; returns 1 if a task failed."""
    out.mkdir(parents=True, exist_ok=True)
    scores: dict[tuple[str, str], dict[str, float]] = {}
    seconds: dict[tuple[str, str], float] = {}
    for task, part in dict.fromkeys((row[0], row[1]) for row in ROWS):
        gold, made = bench / task / f"{part}.jsonl", out / f"{task}-{part}.jsonl"
        if not gold.is_file():
            print(f"no file {gold}: give the folder of the benchmark data with --bench")
            return 1
        start = time.perf_counter()
        predict(task, gold, made)
        seconds[task, part] = time.perf_counter() - start
        scores[task, part] = score(bench, task, gold, made)
    print("| task | metric | ours | 95 % | best known | whose |")
    print("|---|---|---|---|---|---|")
    for task, part, metric, known, whose in ROWS:
        got = scores[task, part]
        low, high = got.get(f"{metric}_ci_low"), got.get(f"{metric}_ci_high")
        interval = f"{low:.3f} to {high:.3f}" if low is not None and high is not None else ""
        name = task if part == "dev" else f"{task} ({part})"
        print(f"| {name} | {metric} | **{got[metric]:.3f}** | {interval} | {known:.3f} | {whose} |")
    took = ", ".join(f"{task} {s:.0f} s" for (task, _), s in seconds.items())
    print(f"\nTime to predict: {took}")
    (out / "scores.json").write_text(
        json.dumps({f"{t}/{p}": s for (t, p), s in scores.items()}, indent=1), encoding="utf-8"
    )
    return 0


def score(bench: Path, task: str, gold: Path, made: Path) -> dict[str, float]:
    """Returns the metrics of the benchmark's own scorer for a file of predictions."""
    done = subprocess.run(  # noqa: S603 - the scorer of the benchmark folder the user named
        [sys.executable, str(bench / "score.py"), task, str(gold), str(made)],
        check=True,
        capture_output=True,
        text=True,
    )
    last = done.stdout.strip().splitlines()[-1]
    return {name: float(value) for name, value in json.loads(last).items()}
