from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.assess.truth_discovery import METHODS, Items, Method, SourcedValue

by_name = pytest.mark.parametrize("method", METHODS, ids=lambda method: method.name)


def items_of(**said: dict[str, float]) -> dict[str, list[SourcedValue]]:
    """Makes items from numbers by source: ``items_of(one={"a": 4, "b": 5})``."""
    return {
        item: [SourcedValue(source=source, value=value) for source, value in values.items()]
        for item, values in said.items()
    }


@st.composite
def claims(draw: st.DrawFn) -> dict[str, list[SourcedValue]]:
    names = st.sampled_from("abcdef")
    numbers = st.integers(min_value=1, max_value=5000).map(float)
    said = draw(
        st.dictionaries(
            st.sampled_from(["one", "two", "three", "four"]),
            st.dictionaries(names, numbers, min_size=1, max_size=6),
            min_size=1,
        )
    )
    return items_of(**said)


# In five items "a" and "b" agree and "c" is far off; in the last the three say three things.
TRACK = items_of(
    one={"a": 10, "b": 10, "c": 90},
    two={"a": 200, "b": 200, "c": 40},
    three={"a": 31, "b": 31, "c": 300},
    four={"a": 7, "b": 7, "c": 70},
    five={"a": 55, "b": 55, "c": 5},
    last={"a": 120, "c": 160},
)


@by_name
@given(claims())
def test_every_item_gets_a_value_within_what_was_said(method: Method, items: Items) -> None:
    found = method.find(items)
    assert found.keys() == items.keys()
    for item, values in items.items():
        numbers = [said.value for said in values]
        assert min(numbers) - 1e-6 <= found[item] <= max(numbers) + 1e-6


@by_name
@given(claims(), st.randoms(use_true_random=False))
def test_order_does_not_matter(method: Method, items: Items, random: st.DataObject) -> None:
    turned = {item: list(values) for item, values in items.items()}
    for values in turned.values():
        random.shuffle(values)  # type: ignore[attr-defined]  # a Random
    names = list(turned)
    random.shuffle(names)  # type: ignore[attr-defined]  # a Random
    assert method.find({name: turned[name] for name in names}) == method.find(items)


@by_name
def test_what_all_say_is_taken(method: Method) -> None:
    items = items_of(one={"a": 12, "b": 12, "c": 12}, two={"a": 3, "b": 4})
    assert method.find(items)["one"] == pytest.approx(12)


@by_name
def test_an_item_without_values_gets_none(method: Method) -> None:
    assert "none" not in method.find({"none": [], **items_of(one={"a": 1})})


@pytest.mark.parametrize("name", ["CRH", "TruthFinder", "GTM"])
def test_sources_that_others_agree_with_weigh_more(name: str) -> None:
    find = next(method.find for method in METHODS if method.name == name)
    assert abs(find(TRACK)["last"] - 120) < abs(find(TRACK)["last"] - 160)


def test_a_vote_takes_the_lower_of_equals_and_the_median_their_middle() -> None:
    items = items_of(one={"a": 40, "b": 60})
    found = {method.name: method.find(items)["one"] for method in METHODS}
    assert found["vote"] == 40
    assert found["median"] == 50


def test_one_absurd_number_does_not_move_the_medians() -> None:
    items = items_of(one={"a": 40, "b": 41, "c": 6.3e17})
    found = {method.name: method.find(items)["one"] for method in METHODS}
    assert found["median"] == found["CRH"] == 41
