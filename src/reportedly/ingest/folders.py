"""Folders -> the files in them, in a fixed order, whatever the links in them do."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from reportedly.ingest.reading import problem
from reportedly.records import Problem


def files_under(folder: Path) -> Iterator[Path | Problem]:
    """Yields the files of a folder and its subfolders by name; problems for what can't be read.

    Names that begin with a dot are skipped: they are an editor's or a system's. Links are followed;
    a folder that was entered before (a link in a loop, or two links to one) is not entered again.
    """
    entered: set[tuple[int, int]] = set()
    waiting: list[Path] = [folder]
    count = 0
    while len(waiting) > 0:
        path = waiting.pop()
        try:
            status = path.stat()
        except OSError as error:
            count += 1
            yield _unreachable(path, error)
            continue
        if stat.S_ISDIR(status.st_mode):
            if (status.st_dev, status.st_ino) not in entered:
                entered.add((status.st_dev, status.st_ino))
                try:
                    names = sorted(entry.name for entry in path.iterdir())
                except OSError as error:
                    count += 1
                    yield unreadable(path, error)
                    continue
                shown = [name for name in names if not name.startswith(".")]
                waiting.extend(path / name for name in reversed(shown))
        elif stat.S_ISREG(status.st_mode):
            count += 1
            yield path
        else:
            count += 1
            message = "this is a pipe, socket or device, which a folder's files are not; skipped"
            yield problem(printable(path), "unsupported-format", message)
    if count == 0:
        yield problem(printable(folder), "empty", "the folder holds no files")


def printable(path: Path | str) -> str:
    """Returns a path as it can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def unreadable(path: Path | str, error: OSError) -> Problem:
    """Returns the problem of a file or folder that is there and can't be opened or read."""
    reason = error.strerror or type(error).__name__
    message = f"it could not be read ({reason}): look at its permissions, or copy it elsewhere"
    return problem(printable(path), "unreadable", message)


def dangling(path: Path) -> Problem:
    """Returns the problem of a link that leads nowhere."""
    message = (
        f"the link leads to {printable(path.readlink())}, which is not there: mend it or remove it"
    )
    return problem(printable(path), "dangling-link", message)


def _unreachable(path: Path, error: OSError) -> Problem:
    return dangling(path) if path.is_symlink() else unreadable(path, error)
