"""The bundled example reports: beside the source in a checkout, in the package when installed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import reportedly
from reportedly.errors import InputError

if TYPE_CHECKING:
    from reportedly.records import Problem, Snapshot

MANIFEST = "manifest.toml"


def find_examples() -> Path:
    """Returns the folder of the example reports."""
    package = Path(reportedly.__file__).resolve().parent
    for folder in (package / "examples", package.parents[1] / "examples"):
        if (folder / MANIFEST).is_file():
            return folder
    raise InputError(
        f"the example reports are not installed beside {package}: install reportedly again, or "
        "read reports of your own with reportedly add PATH"
    )


def read_examples(folder: Path) -> Iterator[Snapshot | Problem]:
    """Yields the example reports with the metadata of their manifest, in its order."""
    from reportedly.ingest.snapshots import GivenMetadata, read_snapshots

    for entry in manifest(folder):
        given = GivenMetadata(
            url=entry.get("url"),
            title=entry.get("title"),
            publisher=entry.get("publisher"),
            published=entry.get("published"),
        )
        yield from read_snapshots([str(folder / entry["file"])], given=given)


def manifest(folder: Path) -> list[dict[str, str]]:
    """Returns what the manifest says of each report: its file, title, publisher, date, address."""
    with (folder / MANIFEST).open("rb") as stream:
        reports: list[dict[str, str]] = tomllib.load(stream)["report"]
    return reports
