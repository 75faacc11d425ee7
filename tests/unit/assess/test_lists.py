from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess.lists import read_capture_counts
from reportedly.errors import InputError
from reportedly.estimation import CapturePattern

PERSONS = "id,name,Burials,Clinic,Families\np1,Ana,1,0,1\np2,Bo,yes,,x\np3,Cy,0,1,0\n"


def test_persons_become_counts_and_nothing_else() -> None:
    counts = read_capture_counts(PERSONS, name="lists.csv")
    assert counts.lists == ("Burials", "Clinic", "Families")
    assert counts.patterns == (
        CapturePattern(lists=(0, 1, 0), count=1),
        CapturePattern(lists=(1, 0, 1), count=2),
    )
    assert counts.ignored == ("id", "name")
    assert not any(name in repr(counts) for name in ("Ana", "Bo", "p1"))


def test_patterns_with_counts_are_the_same_as_their_persons() -> None:
    patterns = "Burials,Clinic,Families,n\n1,0,1,2\n0,1,0,1\n1,1,1,0\n"
    found = read_capture_counts(patterns, name="lists.csv")
    assert found.patterns == read_capture_counts(PERSONS, name="lists.csv").patterns


@given(st.lists(st.tuples(st.booleans(), st.booleans()).filter(any), min_size=1), st.randoms())
def test_the_order_of_persons_does_not_matter(
    rows: list[tuple[bool, bool]], random: object
) -> None:
    def text(rows: list[tuple[bool, bool]]) -> str:
        # The last row keeps a column from being empty, which would make it no list.
        return "A,B\n" + "".join(f"{a:d},{b:d}\n" for a, b in [*rows, (True, True)])

    turned = list(rows)
    random.shuffle(turned)  # type: ignore[attr-defined]  # a Random
    read = read_capture_counts(text(rows), name="f")
    assert read == read_capture_counts(text(turned), name="f")
    assert sum(p.count for p in read.patterns) == len(rows) + 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "no table"),
        ("A,B\n", "no rows"),
        ("name,town\nAna,Selmak\n", "no column holds only 1 and 0"),
        ("A,A\n1,1\n", "two columns are named 'A'"),
        ("A,B\n1,1\n0,0\n", "line 3: on no list"),
        ("A,B\n1\n", "line 2: 1 cells under 2 columns"),
        ("A,B,n\n1,1,many\n", "line 2: the count is no whole number"),
        ("A,B,n\n1,1,0\n", "nobody is on any list"),
        ("A,B\n1,1\n1,0\n1,perhaps\n", "line 4: the column 'B' holds 1 and 0, but something else"),
        ("id,A,B\n7,1,1\n8,1,0\n7,0,1\n", "lines 2 and 4: one person twice"),
    ],
)
def test_an_error_says_what_is_wrong_where(text: str, told: str) -> None:
    with pytest.raises(InputError, match=r"^lists\.csv") as raised:
        read_capture_counts(text, name="lists.csv")
    assert told in str(raised.value)


def test_an_error_tells_no_cell_of_a_person() -> None:
    with pytest.raises(InputError) as raised:
        read_capture_counts("id,name,A,B\nk77,Dora,1,1\nk77,Dora,1,0\n", name="f")
    assert "Dora" not in str(raised.value)
    assert "k77" not in str(raised.value)
