"""Matched lists of persons, as CSV -> counts of persons by the lists that they are on.

Two forms, told apart by a column ``n``, ``count`` or ``persons``:

- a row for each person: a column for each list with 1 or 0 (yes or no, x or nothing);
- a row for each pattern: the same columns, and how many persons have it.

Names, ages and whatever else stands in other columns are never read into anything: only the counts
leave this module. A column ``id`` is looked at to find persons that stand there twice, and dropped.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from reportedly.errors import InputError
from reportedly.estimation import CaptureCounts, CapturePattern

COUNT_COLUMNS = frozenset({"n", "count", "persons"})
ID_COLUMNS = frozenset({"id", "person", "person_id"})
MARKS = {
    "1": 1, "yes": 1, "y": 1, "true": 1, "x": 1,
    "0": 0, "no": 0, "n": 0, "false": 0, "": 0,
}  # fmt: skip
WHAT_TO_DO = "Each list is a column of 1 and 0; see the how-to on lists of persons."

Row = tuple[int, Mapping[str, str]]  # its line in the file, its cells by column


def read_capture_counts(text: str, *, name: str) -> CaptureCounts:
    """Returns the counts in a CSV text; ``name`` is the file's, for errors.

    Raises :class:`InputError` where there is no table, no list, a count that is none, a person on
    no list or a person twice. The message tells the line, never what stands in it.
    """
    columns, rows = _table(text, name)
    count_column = next((c for c in columns if c.casefold() in COUNT_COLUMNS), None)
    if count_column is None:
        _check_ids(columns, rows, name)
    special = COUNT_COLUMNS if count_column is not None else ID_COLUMNS
    lists = tuple(c for c in columns if c.casefold() not in special and _is_list(c, rows, name))
    if len(lists) == 0:
        raise InputError(f"{name}: no column holds only 1 and 0. {WHAT_TO_DO}")
    found: Counter[tuple[int, ...]] = Counter()
    for line, row in rows:
        pattern = tuple(MARKS[row[column].strip().casefold()] for column in lists)
        count = 1 if count_column is None else _count(row[count_column], line, name)
        if not any(pattern) and count > 0:
            raise InputError(
                f"{name}, line {line}: on no list. Who is on none can't be in the file: remove the "
                "line, or mark the list."
            )
        found[pattern] += count
    patterns = [CapturePattern(lists=p, count=n) for p, n in sorted(found.items()) if n > 0]
    if len(patterns) == 0:
        raise InputError(f"{name}: nobody is on any list. {WHAT_TO_DO}")
    used = {*lists, count_column}
    ignored = tuple(c for c in columns if c not in used)
    return CaptureCounts(lists=lists, patterns=tuple(patterns), ignored=ignored)


def _table(text: str, name: str) -> tuple[list[str], list[Row]]:
    """Returns the names of the columns and the rows that are not empty, with their lines."""
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    try:
        header = [column.strip() for column in next(reader, [])]
        if len(header) < 2:
            raise InputError(f"{name}: no table with a row of column names. {WHAT_TO_DO}")
        twice = sorted(c for c, times in Counter(header).items() if times > 1)
        if twice:
            raise InputError(
                f"{name}: two columns are named {twice[0]!r}. Give each list a name of its own."
            )
        rows: list[Row] = []
        for cells in reader:
            if len(cells) not in {0, len(header)}:
                raise InputError(
                    f"{name}, line {reader.line_num}: {len(cells)} cells under {len(header)} "
                    "columns. Put cells with commas in quotes."
                )
            if any(cell.strip() for cell in cells):
                rows.append((reader.line_num, dict(zip(header, cells, strict=True))))
    except csv.Error as error:
        raise InputError(f"{name}: not readable as CSV ({error}). {WHAT_TO_DO}") from error
    if len(rows) == 0:
        raise InputError(f"{name}: no rows under the names of the columns. {WHAT_TO_DO}")
    return header, rows


def _is_list(column: str, rows: Sequence[Row], name: str) -> bool:
    """Tells whether a column says of everybody whether they are on a list.

    One that says so of most, but not of all, is a list with a slip in it, and not passed over.
    """
    others = [line for line, row in rows if row[column].strip().casefold() not in MARKS]
    marked = sum(1 for _, row in rows if row[column].strip().casefold() in MARKS.keys() - {""})
    if others and marked > len(others):
        raise InputError(
            f"{name}, line {others[0]}: the column {column!r} holds 1 and 0, but something else "
            "here. Correct it there, or remove the column."
        )
    return marked > 0 and len(others) == 0


def _count(cell: str, line: int, name: str) -> int:
    digits = cell.strip().replace(",", "")
    if not (digits.isascii() and digits.isdigit()):
        raise InputError(f"{name}, line {line}: the count is no whole number. Correct it there.")
    return int(digits)


def _check_ids(columns: Sequence[str], rows: Iterable[Row], name: str) -> None:
    column = next((c for c in columns if c.casefold() in ID_COLUMNS), None)
    seen: dict[str, int] = {}
    for line, row in rows if column is not None else ():
        key = row[column or ""].strip()
        if key and key in seen:
            raise InputError(
                f"{name}, lines {seen[key]} and {line}: one person twice. Give each person one "
                "row, with 1 under every list that holds them."
            )
        seen[key] = line
