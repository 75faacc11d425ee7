"""The benchmark commands.

::

    python -m benchmarks TASK --data GOLD.jsonl --out PRED.jsonl   predictions of one task
    python -m benchmarks attribution --fast --data GOLD.jsonl --out PRED.jsonl
                          those of the rules alone, without the trained tagger
    python -m benchmarks table --bench DIR --out DIR               every task scored, in one table
    python -m benchmarks speed --data FILE.jsonl                   extraction beside the bare parser
    python -m benchmarks scale-link --data FILE.jsonl --claims 10000 50000 200000
    python -m benchmarks scale-read --data FILE.jsonl --reports 10000
    python -m benchmarks scale-add --data FILE.jsonl --reports 20000
    python -m benchmarks scale-copies --data FILE.jsonl --sizes 1500 5000 20000
                          made-up claims linked, made-up reports read, one added to a ledger,
                          made-up reports searched for copies

An adapter maps records to a task's format and back; all else is the product's own code.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

TASKS = (
    "attribution", "quantities", "casualties_fakes", "casualties_muc", "times", "places",
    "incidents", "stance",
)  # fmt: skip
# Tasks whose records hold numbers, and no text.
NUMBER_TASKS = ("fusion", "mse")
# Tasks whose records name texts of another file (``--texts``; by default that of this task).
TEXTS_OF = {"text_reuse": "casualties_fakes"}
# Tasks that can be run without the trained tagger (``--fast``).
FAST_TASKS = ("attribution",)
MEASURES = ("speed", "scale-link", "scale-read", "scale-add", "scale-copies")
Record = dict[str, Any]


def read_records(path: Path) -> Iterator[Record]:
    """Yields the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def predict(
    task: str, data: Path, out: Path, texts: Path | None = None, *, fast: bool = False
) -> int:
    """Writes the predictions of a task for a file of its format; returns how many.

    ``fast`` leaves the trained tagger out, for the :data:`FAST_TASKS`.
    """
    adapter: Callable[..., Iterator[Record]]
    adapter = import_module(f"benchmarks.{task}").predict
    inputs: list[Iterable[Record]] = [read_records(data)]
    if task in TEXTS_OF:
        inputs.append(read_records(texts or data.parent.parent / TEXTS_OF[task] / data.name))
    written = 0
    with out.open("w", encoding="utf-8") as lines:
        for record in adapter(*inputs, **({"fast": True} if fast else {})):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            written += 1
    return written


def measure(given: argparse.Namespace) -> int:
    """Prints the time and memory that some work takes; returns the exit status."""
    if given.task == "speed":
        from benchmarks.speed import print_speed

        return print_speed(given.data)
    from benchmarks.scale import (
        print_scale_add,
        print_scale_copies,
        print_scale_link,
        print_scale_read,
    )

    if given.task == "scale-link":
        return print_scale_link(given.data, given.claims or (10_000, 50_000, 200_000))
    if given.task == "scale-copies":
        return print_scale_copies(given.data, given.sizes or (1_500, 5_000, 20_000))
    if given.task == "scale-add":
        return print_scale_add(given.data, given.reports or 20_000)
    return print_scale_read(given.data, given.reports or 10_000)


def main(arguments: list[str] | None = None) -> int:
    """Runs one benchmark command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("task", choices=[*TASKS, *NUMBER_TASKS, *TEXTS_OF, "table", *MEASURES])
    parser.add_argument("--data", type=Path, help="a file of the task's format")
    parser.add_argument("--out", type=Path, help="where to write (a folder for 'table')")
    parser.add_argument("--texts", type=Path, help="the texts that the task's records name")
    parser.add_argument("--fast", action="store_true", help="leave the trained tagger out")
    parser.add_argument("--bench", type=Path, help="the folder with all tasks, for 'table'")
    parser.add_argument("--claims", type=int, nargs="+", help="how many, for 'scale-link'")
    parser.add_argument("--reports", type=int, help="how many, for 'scale-read', 'scale-add'")
    parser.add_argument("--sizes", type=int, nargs="+", help="reports, for 'scale-copies'")
    given = parser.parse_args(arguments)
    if given.task == "table":
        if given.bench is None or given.out is None:
            parser.error("'table' needs --bench and --out")
        from benchmarks.table import print_table

        return print_table(given.bench, given.out)
    if given.fast and given.task not in FAST_TASKS:
        parser.error(f"--fast goes with {', '.join(FAST_TASKS)} only")
    if given.data is None:
        parser.error(f"'{given.task}' needs --data")
    if not given.data.is_file():
        parser.error(f"--data: there is no file {given.data}")
    if given.task in MEASURES:
        return measure(given)
    if given.out is None:
        parser.error(f"'{given.task}' needs --out")
    written = predict(given.task, given.data, given.out, given.texts, fast=given.fast)
    print(f"{written} predictions in {given.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
