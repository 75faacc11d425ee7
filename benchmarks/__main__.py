"""The benchmark commands.

::

    python -m benchmarks TASK --data GOLD.jsonl --out PRED.jsonl   predictions of one task
    python -m benchmarks table --bench DIR --out DIR               every task scored, in one table
    python -m benchmarks speed --data FILE.jsonl                   extraction beside the bare parser

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

TASKS = ("attribution", "quantities", "casualties_fakes", "casualties_muc", "times", "places")
Record = dict[str, Any]


def read_records(path: Path) -> Iterator[Record]:
    """Yields the objects of a JSON-lines file."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def predict(task: str, data: Path, out: Path) -> int:
    """Writes the predictions of a task for a file of its format; returns how many."""
    adapter: Callable[[Iterable[Record]], Iterator[Record]]
    adapter = import_module(f"benchmarks.{task}").predict
    written = 0
    with out.open("w", encoding="utf-8") as lines:
        for record in adapter(read_records(data)):
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            written += 1
    return written


def main(arguments: list[str] | None = None) -> int:
    """Runs one benchmark command; returns its exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("task", choices=[*TASKS, "table", "speed"])
    parser.add_argument("--data", type=Path, help="a file of the task's format")
    parser.add_argument("--out", type=Path, help="where to write (a folder for 'table')")
    parser.add_argument("--bench", type=Path, help="the folder with all tasks, for 'table'")
    given = parser.parse_args(arguments)
    if given.task == "table":
        if given.bench is None or given.out is None:
            parser.error("'table' needs --bench and --out")
        from benchmarks.table import print_table

        return print_table(given.bench, given.out)
    if given.data is None:
        parser.error(f"'{given.task}' needs --data")
    if not given.data.is_file():
        parser.error(f"--data: there is no file {given.data}")
    if given.task == "speed":
        from benchmarks.speed import print_speed

        return print_speed(given.data)
    if given.out is None:
        parser.error(f"'{given.task}' needs --out")
    written = predict(given.task, given.data, given.out)
    print(f"{written} predictions in {given.out}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
