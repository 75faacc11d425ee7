"""What ties two claims together beside what they are about: the words around them, their heads."""

from __future__ import annotations

import pytest

from reportedly.link.keys import Facts
from reportedly.link.nodes import make_nodes
from reportedly.link.scores import RuledOut, features_of
from reportedly.link.surroundings import likeness, surroundings_of
from reportedly.link.ties import tie_of, weights
from reportedly.link.voices import claim_voices, read_names
from reportedly.records import ClaimInContext, Feature
from tests.making import make_item

STRUCK = "The mill by the river burnt after shells had hit its roof and 14 workers were killed."
AGAIN = "Shells had hit the roof of the mill by the river, which burnt, and 18 workers were killed."
BESIDE = "A lorry ran into the queue at the bakery on the hill and 18 women waiting were killed."
FILLER = " ".join(f"word{chr(97 + n % 26) * (n // 26 + 1)}" for n in range(120))
OPENING = f"14 killed in Selmak. The blast killed 14 there. {FILLER} Some say that 14 were killed."


def told(number: str, text: str, report: str, at: int | None = None) -> ClaimInContext:
    where = text.index(number) if at is None else at
    return make_item(number, f"Voice of {report}", report=report, text=text, at=where)


def features(left: ClaimInContext, right: ClaimInContext) -> tuple[Feature, ...]:
    items = (left, right)
    nodes = make_nodes(items, read_names(items), claim_voices(items))
    by_claim: dict[str, Facts] = {i.claim.id: n.facts for n in nodes.values() for i in n.items}
    found = features_of(by_claim[left.claim.id], by_claim[right.claim.id])
    assert not isinstance(found, RuledOut)
    return found


def values(left: ClaimInContext, right: ClaimInContext) -> dict[str, float]:
    return {feature.name: feature.value for feature in features(left, right)}


def test_the_words_around_the_numbers_tell_one_event_from_another() -> None:
    mill, same, other = told("14", STRUCK, "a"), told("18", AGAIN, "b"), told("18", BESIDE, "c")
    assert values(mill, same)["same words"] > values(mill, other).get("same words", 0.0) + 0.3
    assert tie_of(features(mill, same)) > tie_of(features(mill, other))


def test_within_one_report_the_words_tell_nothing() -> None:
    one, other = told("14", OPENING, "a"), told("14", OPENING, "a", OPENING.rindex("14"))
    assert "same words" not in values(one, other)
    assert "same report" in values(one, other)


@pytest.mark.parametrize(("which", "is_opening"), [("14 there", True), ("14 were", False)])
def test_a_report_opens_with_its_main_news_and_tells_it_twice(which: str, is_opening: bool) -> None:
    headline = told("14", OPENING, "a")
    below = make_item("14", "Ivo Stern", report="a", text=OPENING, at=OPENING.index(which))
    assert ("one head" in values(headline, below)) is is_opening
    elsewhere = make_item("14", "Ivo Stern", report="b", text=OPENING, at=OPENING.index(which))
    assert ("two heads" in values(headline, elsewhere)) is is_opening


def test_one_report_that_gives_both_numbers_tells_them_apart() -> None:
    one, other = make_item("14", "Ana Bell"), make_item("18", None, at=40)
    assert values(one, other)["told apart"] == 1.0
    elsewhere = make_item("18", None, report="two", at=40)
    assert "told apart" not in values(one, elsewhere)


def test_two_who_are_quoted_in_one_report_may_compete() -> None:
    one, other = make_item("14", "Ana Bell"), make_item("18", "Ivo Stern", at=40)
    assert "told apart" not in values(one, other)


def test_numbers_are_no_words_and_a_claim_without_a_number_has_no_surroundings() -> None:
    plain = surroundings_of(told("14", STRUCK, "a"))
    other = surroundings_of(told("97", STRUCK.replace("14", "97"), "b"))
    assert plain is not None
    assert other is not None
    assert likeness(plain.words, other.words) == 1.0
    assert surroundings_of(make_item(None, text=STRUCK)) is None


def test_likeness_is_even_handed_and_of_nothing_is_nothing() -> None:
    assert likeness(0, 0) == 0.0
    assert likeness(0b1100, 0b0110) == likeness(0b0110, 0b1100) == pytest.approx((1 / 3) ** 0.5)


def test_every_feature_has_a_weight() -> None:
    """One without would be told as a reason and count for nothing."""
    pairs = [
        (told("14", STRUCK, "a"), told("18", AGAIN, "b")),
        (told("14", OPENING, "a"), told("14", OPENING, "b")),
        (make_item("14"), make_item("18", None, at=40)),
        (make_item("14"), make_item("20", "Ivo Stern", report="two", counting="cumulative")),
    ]
    names = {feature.name for pair in pairs for feature in features(*pair)}
    assert {"same words", "two heads", "told apart", "rising toll"} <= names
    assert names <= weights().keys()
