"""The pages of the records and of the JSON lines say what the code says, in both directions."""

from __future__ import annotations

import dataclasses
import json
import re
from pathlib import Path
from typing import Any, get_args, get_origin

import jsonschema
import pytest

from reportedly import records
from reportedly.present.jsonlines import HIT_SCHEMA, TYPE_NAMES, VIEW_NAMES, make_schema
from reportedly.records import (
    ProblemCode,
    claims,
    copies,
    documents,
    entities,
    findings,
    judgements,
    problems,
    questions,
)

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
BY_THE_FLOW = (
    documents, claims, copies, questions, findings, entities, judgements, problems,
)  # fmt: skip
RECORDS: dict[str, Any] = {
    name: value
    for module in BY_THE_FLOW
    for name, value in vars(module).items()
    if dataclasses.is_dataclass(value) and value.__module__ == module.__name__
}
VALUE_LISTS: dict[str, tuple[str, ...]] = {
    name: get_args(value) for name, value in vars(records).items() if get_origin(value) is not None
}


def sections(page: str, level: int) -> dict[str, str]:
    """Returns a page's text by the headings of one level."""
    marks = "#" * level
    parts = re.split(rf"^{marks} (.*)$", (REFERENCE / page).read_text("utf-8"), flags=re.MULTILINE)
    return {
        heading: re.split(r"^#{1,3} ", text, maxsplit=1, flags=re.MULTILINE)[0]
        for heading, text in zip(parts[1::2], parts[2::2], strict=True)
    }


def first_column(section: str) -> list[str]:
    """Returns what the rows of a section's table begin with, in backticks."""
    return re.findall(r"^\| `([^`]+)` \|", section, flags=re.MULTILINE)


def value_sections() -> dict[str, str]:
    """Returns the lists of values by the name that the code gives them ("Place role: …")."""
    return {
        heading.split(":")[0].title().replace(" ", ""): text
        for heading, text in sections("json-lines.md", 3).items()
        if ": `" in heading
    }


def test_the_package_gives_every_record() -> None:
    given = {
        name
        for name, value in vars(records).items()
        if dataclasses.is_dataclass(value) and isinstance(value, type)
    }
    assert given == set(RECORDS)


def test_every_record_has_its_section_in_the_order_of_the_code() -> None:
    assert list(sections("records.md", 2)) == list(RECORDS)


@pytest.mark.parametrize("name", RECORDS)
def test_a_section_lists_the_fields_of_the_record(name: str) -> None:
    fields = [field.name for field in dataclasses.fields(RECORDS[name])]
    assert first_column(sections("records.md", 2)[name]) == fields


def test_every_field_has_a_meaning() -> None:
    for name, section in sections("records.md", 2).items():
        meanings = re.findall(r"^\| `[^`]+` \| (.*) \|$", section, flags=re.MULTILINE)
        assert all(meaning.endswith(".") for meaning in meanings), name


def test_every_list_of_values_has_its_section_and_no_section_lacks_its_list() -> None:
    assert set(value_sections()) == set(VALUE_LISTS)


@pytest.mark.parametrize("name", sorted(VALUE_LISTS))
def test_a_section_lists_the_values_of_the_code(name: str) -> None:
    section = value_sections()[name]
    if VALUE_LISTS[name] == get_args(ProblemCode):
        assert re.findall(r"`([a-z-]+)`", section) == list(VALUE_LISTS[name])
    else:
        assert first_column(section) == list(VALUE_LISTS[name])


def test_every_type_of_line_is_listed() -> None:
    listed = first_column(sections("json-lines.md", 2)["Types"])
    assert set(listed) == {*TYPE_NAMES.values(), *VIEW_NAMES.values(), "hit"}


def test_the_hit_is_described_by_its_fields() -> None:
    described = re.findall(r"`(\w+)`", sections("json-lines.md", 3)["hit"])
    assert set(HIT_SCHEMA["required"]) - {"type"} <= set(described)


def test_the_example_objects_keep_the_schema() -> None:
    page = (REFERENCE / "json-lines.md").read_text("utf-8")
    examples = re.findall(r"^```json\n(.*?)^```$", page, flags=re.MULTILINE | re.DOTALL)
    assert len(examples) > 0
    for example in examples:
        jsonschema.validate(json.loads(example), make_schema())
