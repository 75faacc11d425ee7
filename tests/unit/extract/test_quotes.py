"""Quotation marks: what they enclose, and what becomes of those that are missing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.extract.nlp import find_paragraphs
from reportedly.extract.quotes import Quotation, find_quotations


def quotations(text: str) -> tuple[Quotation, ...]:
    return find_quotations(text, tuple(find_paragraphs(text)))


def parts(text: str) -> list[list[str]]:
    return [[text[p.start : p.end] for p in q.parts] for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We left,” he said.", ["“We left,”"]),
        ('"We left," he said. "At dawn."', ['"We left,"', '"At dawn."']),
        ("«We left», he said. „At dawn“, she said.", ["«We left»", "„At dawn“"]),
        ("``We left,'' he said.", ["``We left,''"]),
        ("'We left at dawn,' he said.", ["'We left at dawn,'"]),
        ("‘We left at dawn,’ he said.", ["‘We left at dawn,’"]),
        ("“He told me ‘go now’ and I went,” she said.", ["“He told me ‘go now’ and I went,”"]),
        ("“We heard “go” twice,” she said.", ["“We heard “go” twice,”"]),
        ("“We left.“ Nobody stayed.", ["“We left.“"]),
        ("”We left,” he said.", ["”We left,”"]),
    ],
)
def test_marks_of_every_kind(text: str, expected: list[str]) -> None:
    assert parts(text) == [[e] for e in expected]
    assert all(q.fault is None for q in quotations(text))


@pytest.mark.parametrize(
    "text",
    [
        "The soldiers' camp and the '90s trucks weren't there.",
        "It’s the rebels’ town, and the villagers’ homes weren’t spared.",
        "A wall of 6'2\" stood there.",
        "No marks at all.",
        "",
    ],
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    assert parts(text) == []


def test_marks_inside_a_tag_are_no_quotations() -> None:
    assert parts('<a href="/selm">Selm</a> was calm. "We saw nobody," he said.') == [
        ['"We saw nobody,"']
    ]


def test_a_quotation_over_paragraphs_is_one() -> None:
    text = "“We left.\n\n“They came.\n\n“We return,” he said.\n\nNight fell."
    assert parts(text) == [["“We left.", "“They came.", "“We return,”"]]
    assert quotations(text)[0].fault is None


def test_a_quotation_over_paragraphs_without_marks_at_each() -> None:
    text = "“We left.\n\nThey came.\n\nWe return,” he said."
    assert parts(text) == [["“We left.", "They came.", "We return,”"]]


def test_a_missing_closing_mark_ends_with_its_paragraph() -> None:
    text = "“We left. They came.\n\nThe town lies in the hills."
    assert parts(text) == [["“We left. They came."]]
    assert quotations(text)[0].fault == "no-closing-mark"


def test_a_missing_closing_mark_before_another_quotation() -> None:
    text = "“We left. They came. Later he said “We return” and went."
    assert parts(text) == [["“We left. They came."], ["“We return”"]]
    assert quotations(text)[0].fault == "no-closing-mark"


def test_a_missing_opening_mark_starts_with_its_paragraph() -> None:
    text = "“We left,” he said.\n\nThe answer is to leave again.”\n\nNight fell."
    assert parts(text) == [["“We left,”"], ["The answer is to leave again.”"]]
    assert quotations(text)[1].fault == "no-opening-mark"


@given(st.text(alphabet="ab .,\n“”\"'‘’«»„`", max_size=80))
def test_any_marks_give_ordered_parts_inside_the_text(text: str) -> None:
    last = 0
    for quotation in quotations(text):
        for part in quotation.parts:
            assert last <= part.start < part.end <= len(text)
            last = part.end
