"""Whether a count is a total, an addition, a part, or a running total."""

from __future__ import annotations

import pytest

from reportedly.extract.counting import counting_of
from reportedly.extract.nlp import parse

# sentence, the number, how it counts; one line each for the variants that news uses
COUNTS = [
    ("The strike killed 20 people, including 7 children.", "20", "total"),
    ("The strike killed 20 people, including 7 children.", "7", "subset"),
    ("The strike killed 20 people, including at least 7 children.", "7", "subset"),
    ("The strike killed 20 people, including four women and two children.", "two", "subset"),
    ("The strike killed 20 people, among them 7 children.", "7", "subset"),
    ("Six nurses were among the 22 people killed in Vorrin.", "Six", "subset"),
    ("Six nurses were among the 22 people killed in Vorrin.", "22", "total"),
    ("The strike killed 20 people, 7 of them children.", "7", "subset"),
    ("The strike killed 20 people, seven of whom were children.", "seven", "subset"),
    ("Seven of the dead were children.", "Seven", "subset"),
    ("Two of the victims were minors.", "Two", "subset"),
    ("The dead include 14 children.", "14", "subset"),
    ("The dead included 14 children and six women.", "six", "subset"),
    ("Seven of the nine ships sank.", "nine", "total"),
    ("Rescuers found another 12 bodies.", "12", "increment"),
    ("Rescuers found 12 more bodies.", "12", "increment"),
    ("Rescuers found an additional 12 bodies.", "12", "increment"),
    ("Rescuers found more than 12 bodies.", "12", "total"),
    ("The group has counted 400 dead so far.", "400", "cumulative"),
]


@pytest.mark.parametrize(("sentence", "number", "counting"), COUNTS)
def test_counting(sentence: str, number: str, counting: str) -> None:
    (parsed,) = parse([sentence])
    token = next(t for t in parsed.doc if t.text == number)
    assert counting_of(parsed.doc, token.i, token.i + 1, is_toll=False) == counting


def test_a_toll_is_cumulative_unless_it_is_a_part() -> None:
    (parsed,) = parse(["That brings the toll to 120, including 30 children."])
    numbers = {t.text: t.i for t in parsed.doc if t.like_num}
    at = {n: counting_of(parsed.doc, i, i + 1, is_toll=True) for n, i in numbers.items()}
    assert at == {"120": "cumulative", "30": "subset"}
