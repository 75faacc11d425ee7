"""The file in which a user brings matched lists of persons."""

from __future__ import annotations

from pathlib import Path

from reportedly.assess.lists import read_capture_counts
from reportedly.assess.multiple_systems import estimate_unlisted
from reportedly.cli.progress import waiting
from reportedly.errors import InputError
from reportedly.estimation import CaptureCounts, ListEstimate


def estimate_lists(path: Path) -> tuple[CaptureCounts, ListEstimate]:
    """Returns the counts of a file of lists, and what they say of persons on none.

    Raises an :class:`~reportedly.errors.InputError` where the file can't be read as lists.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise InputError(f"{path} can't be read ({error.strerror}): name another file") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8: save it as CSV in UTF-8") from error
    capture = read_capture_counts(text, name=str(path))
    with waiting("fitting models"):
        return capture, estimate_unlisted(capture, has_classes=True)
