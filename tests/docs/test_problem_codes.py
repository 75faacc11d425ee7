"""The page of problem codes and the table in the code say the same."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from reportedly.errors import PROBLEM_CODES
from reportedly.ingest.rows import COLUMN_NAMES
from reportedly.records import ProblemCode

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "problem-codes.md"


def sections() -> dict[str, str]:
    """Returns the text of the page's sections by their code."""
    parts = re.split(r"^## `([a-z-]+)`$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_every_code_has_a_section_and_every_section_a_code() -> None:
    assert list(sections()) == sorted(PROBLEM_CODES)
    assert set(get_args(ProblemCode)) == set(PROBLEM_CODES)


def test_the_page_has_no_other_sections() -> None:
    headings = re.findall(r"^## .*$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    assert len(headings) == len(PROBLEM_CODES)


@pytest.mark.parametrize("code", sorted(PROBLEM_CODES))
def test_a_section_says_what_it_means_with_an_example_and_advice(code: str) -> None:
    labels = re.findall(r"^\*\*([A-Za-z ]+):\*\* \S", sections()[code], flags=re.MULTILINE)
    assert labels == ["Means", "Example", "What to do"]


def test_the_column_names_are_those_of_the_reader() -> None:
    table = re.findall(r"^\|[^|]+\|([^|]+)\|$", sections()["bad-row"], flags=re.MULTILINE)
    listed = [re.findall(r"`([^`]+)`", cell) for cell in table]
    assert sorted(names for names in listed if names) == sorted(map(list, COLUMN_NAMES.values()))
