"""The page of estimates lists the fields that the code has, in their order."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from reportedly import estimation
from reportedly.present.estimates import EXPORT_COLUMNS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "estimates.md"
# What goes in, and is never printed.
INPUTS = {"CapturePattern", "CaptureCounts"}
PRINTED = {
    name: kind
    for name, kind in vars(estimation).items()
    if dataclasses.is_dataclass(kind) and isinstance(kind, type) and name not in INPUTS
}


def sections() -> dict[str, str]:
    parts = re.split(r"^## (.*)$", PAGE.read_text("utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_printed_kind_has_its_section() -> None:
    assert set(sections()) == {*PRINTED, "The export"}


@pytest.mark.parametrize("name", sorted(PRINTED))
def test_a_section_lists_the_fields(name: str) -> None:
    listed = re.findall(r"^\| `([^`]+)` \|", sections()[name], flags=re.MULTILINE)
    assert listed == [field.name for field in dataclasses.fields(PRINTED[name])]


def test_the_columns_of_the_export_are_listed() -> None:
    assert re.findall(r"`([a-z_]+)`", sections()["The export"]) == list(EXPORT_COLUMNS)
