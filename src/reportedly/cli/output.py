"""Printing: results to standard output, everything else to standard error."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from reportedly.records import Problem

EXIT_BUG = 1
EXIT_NOTHING_READ = 3
EXIT_INTERRUPTED = 130

# What -o takes for standard output.
STANDARD_OUTPUT = Path("-")

# Width of tables that go to a file or a pipe, where no terminal says its own.
PLAIN_WIDTH = 110
# Problems of one code that are told one by one; thousands of duplicates would bury the rest.
TOLD_PROBLEMS = 20


def say(message: str) -> None:
    """Prints a line of diagnostics to standard error."""
    sys.stderr.write(f"{message}\n")
    sys.stderr.flush()


def print_line(line: str) -> None:
    """Prints a plain line to standard output."""
    sys.stdout.write(f"{line}\n")


def print_json(records: Iterable[object]) -> None:
    """Prints records as JSON lines."""
    from reportedly.present.jsonlines import to_lines

    as_utf8(sys.stdout)
    for line in to_lines(records):
        sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def as_utf8(stream: TextIO) -> None:
    """Makes a stream write UTF-8 whatever the machine's code page is: JSON lines are UTF-8."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


def console() -> Console:
    """Returns the console for standard output: colour only on a terminal, no markup in texts."""
    from rich.console import Console

    width = None
    if not sys.stdout.isatty() and not os.environ.get("COLUMNS", "").isdigit():
        width = PLAIN_WIDTH
    return Console(
        file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False
    )


def error_console() -> Console:
    """Returns the console for standard error."""
    from rich.console import Console

    return Console(file=sys.stderr, highlight=False, markup=False, emoji=False)


def show(*renderables: RenderableType) -> None:
    """Prints renderables to standard output, without spaces at the ends of lines."""
    target = console()
    for renderable in renderables:
        if target.is_terminal:
            target.print(renderable)
            continue
        with target.capture() as captured:
            target.print(renderable)
        lines = (line.rstrip() for line in captured.get().split("\n"))
        sys.stdout.write("\n".join(lines))


def tell_problems(problems: Iterable[Problem], paths: Mapping[str, str] | None = None) -> None:
    """Prints problems to standard error, a line each; many of one code are counted.

    ``paths`` are those of documents by id, to be told in place of the ids.
    """
    from reportedly.present.text import problem_line

    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.code] += 1
        if told[problem.code] <= TOLD_PROBLEMS:
            say(f"problem: {problem_line(problem, paths)}")
    for code, count in sorted(told.items()):
        if count > TOLD_PROBLEMS:
            say(f"problem: {code}: and {count - TOLD_PROBLEMS:,} more of these")


def write_whole(text: str, output: Path, *, what: str) -> None:
    """Writes a file whole or not at all, or prints it: a half page is never left behind.

    ``what`` names it in the error.
    """
    from reportedly.errors import ReportedlyError

    if output == STANDARD_OUTPUT:
        as_utf8(sys.stdout)
        sys.stdout.write(text)
        return
    unfinished = output.with_name(f".{output.name}.unfinished")
    try:
        try:
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(output)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise ReportedlyError(
            f"{what} can't be written to {output} ({error.strerror}): choose another place "
            "with -o, or make room"
        ) from error


def counted(count: int, noun: str) -> str:
    """Returns a count with its noun: ``1 report``, ``2 reports``."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
