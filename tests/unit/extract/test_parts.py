"""The words for the parts of a count, and numbers that count nothing."""

from __future__ import annotations

import pytest

from reportedly.extract.claims import extract_document
from reportedly.extract.nlp import parse
from reportedly.extract.parts import is_of_none, is_stray, with_part_words
from reportedly.extract.quantities import find_quantities
from reportedly.records import Claim
from tests.unit.assess.reports import report


@pytest.mark.parametrize(
    ("text", "number", "counted"),
    [
        ("A raid killed ten people. Six of them were young children.", "Six", "young children"),
        ("A raid killed ten people, six of them children.", "six", "children"),
        ("A raid killed ten people. Two of the victims were minors.", "Two", "minors"),
        ("At least 14 of the dead were rebel fighters.", "At least 14", "rebel fighters"),
        ("A raid killed ten. Of those killed six were farmers.", "six", "farmers"),
        ("They killed 12 members of the Northern army.", "12", "members of the Northern army"),
        ("They killed 12 members.", "12", "members"),
        ("They killed 12 farmers of the valley.", "12", "farmers"),
        ("Six of them escaped.", "Six", None),
    ],
)
def test_words_for_parts(text: str, number: str, counted: str | None) -> None:
    (parsed,) = parse([text])
    mention = next(m for m in find_quantities(parsed) if m.quantity.raw == number)
    assert with_part_words(parsed.doc, mention).quantity.counted == counted


def roles(text: str) -> dict[str, str | None]:
    (parsed,) = parse([text])
    records = extract_document(report(text), parsed)
    return {
        r.quantity.raw: r.role for r in records if isinstance(r, Claim) and r.quantity is not None
    }


def test_a_number_left_over_beside_the_text_counts_nothing() -> None:
    (parsed,) = parse(["113 Five guards were killed."])
    first, second = find_quantities(parsed)
    assert is_stray(first, second)
    assert not is_stray(second, None)
    assert roles("113 Five guards were killed.")["Five"] == "killed"
    assert roles("113 Five guards were killed.")["113"] != "killed"


def test_none_of_a_number_is_no_number_of_victims() -> None:
    text = "None of the 4 priests was hurt."
    (parsed,) = parse([text])
    mentions = {m.quantity.raw: m for m in find_quantities(parsed)}
    assert is_of_none(parsed.doc, mentions["4"])
    assert roles(text)["4"] != "injured"


def test_a_part_has_the_role_of_its_whole() -> None:
    assert roles("A raid killed ten people. Two of the victims were minors.") == {
        "ten": "killed",
        "Two": "killed",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rebels say 90 people died in Selm. The ministry puts the figure at 40.",
         {"90": "killed", "40": "killed"}),
        ("Rebels say 90 people died in Selm. The army said the real number was 40.",
         {"90": "killed", "40": "killed"}),
        ("The monitor counts 90 wounded, but the ministry gave the figure as 40.",
         {"90": "injured", "40": "injured"}),
        ("Rebels say 90 people died in Selm. The total was 3,000 marks.",
         {"90": "killed", "3,000": "other"}),
        ("Rebels say 90 people died in Selm. The house number was 40.",
         {"90": "killed", "40": "other"}),
        ("The number of wounded was 40.", {"40": "injured"}),
        ("The number of dead stood at 40.", {"40": "killed"}),
        ("The number of people killed was 40.", {"40": "killed"}),
        ("The number of villages was 40.", {"40": "other"}),
    ],
)  # fmt: skip
def test_a_figure_named_once_more_counts_what_it_counted(
    text: str, expected: dict[str, str]
) -> None:
    assert roles(text) == expected
