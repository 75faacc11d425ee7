"""A letter is the source's, by whichever of its names it was given."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.grading import RELIABILITY_ORDER, source_key
from reportedly.present.material import Material, gather
from reportedly.present.reliability import letter_among, letter_of, letters_given
from reportedly.records import Entity, Judgement, JudgementVerdict, Origin
from tests.making import Linked, make_item, make_source

FULL = "Varrow Monitoring Network"
ORIGIN = Origin(id="o", source=FULL, document_ids=(), statement_ids=(), why=(), names=(FULL,))


def letter(name: str, verdict: JudgementVerdict, day: int = 1, by: str = "desk") -> Judgement:
    return Judgement(
        id=f"{name} {verdict} {day}", target=(source_key(name),), verdict=verdict, by=by,
        at=f"2024-05-{day:02d}T08:00:00Z", kind="reliability",
    )  # fmt: skip


def entity(*names: str, id: str = "e") -> Entity:
    return Entity(
        id=id, name=names[0], kind="organisation", names=names,
        keys=tuple(name.casefold() for name in names), document_ids=(), pair_ids=(),
    )  # fmt: skip


def known(*records: object) -> Material:
    return gather(records)


VMN = entity(FULL, "VMN", "Réseau de surveillance de Varrow")


@pytest.mark.parametrize("name", ["VMN", "the vmn", FULL, f"The  {FULL.upper()}", VMN.names[2]])
def test_a_letter_to_one_name_holds_for_the_source(name: str) -> None:
    found = letter_of(ORIGIN, known(VMN, letter(name, "B")))
    assert (found.letter, found.conflict) == ("B", None)
    own = source_key(name) == source_key(FULL)
    assert (found.through is None) == own
    assert own or source_key(found.through or "") == source_key(name)


@pytest.mark.parametrize("name", ["Varrow", "Monitoring Network", "VMN News", "The Selmak Watch"])
def test_a_letter_to_somebody_else_does_not(name: str) -> None:
    found = letter_of(ORIGIN, known(VMN, letter(name, "B")))
    assert (found.letter, found.judged, found.through) == ("F", None, None)


def test_without_an_entity_only_the_name_itself_counts() -> None:
    assert letter_of(ORIGIN, known(letter("VMN", "B"))).letter == "F"
    assert letter_of(ORIGIN, known(letter(FULL, "B"))).letter == "B"


def test_a_name_of_two_entities_passes_nothing_on() -> None:
    other = entity("Valley Mine Notice", "VMN", id="other")
    for records in permutations([VMN, other, letter("VMN", "B")]):
        assert letter_of(ORIGIN, known(*records)).letter == "F"


def test_filing_an_entity_twice_changes_nothing() -> None:
    assert letter_of(ORIGIN, known(VMN, VMN, letter("VMN", "B"))).letter == "B"


@pytest.mark.parametrize(
    ("one", "other", "holds"),
    [("A", "B", "B"), ("B", "D", "D"), ("C", "F", "F"), ("F", "D", "D"), ("D", "E", "E")],
)
def test_of_different_letters_the_cautious_one_holds_and_both_are_told(
    one: JudgementVerdict, other: JudgementVerdict, holds: str
) -> None:
    for first, second in ((FULL, "VMN"), ("VMN", FULL)):
        found = letter_of(ORIGIN, known(VMN, letter(first, one, 1), letter(second, other, 2)))
        assert found.letter == holds
        assert found.conflict is not None
        assert f"{one} for “{first}”" in found.conflict
        assert f"{other} for “{second}”" in found.conflict


def test_withdrawing_one_of_two_letters_settles_it() -> None:
    made = [letter(FULL, "B", 1), letter("VMN", "E", 2), letter("VMN", "withdrawn", 3)]
    found = letter_of(ORIGIN, known(VMN, *made))
    assert (found.letter, found.conflict) == ("B", None)


verdicts = st.sampled_from([*RELIABILITY_ORDER, "withdrawn"])
given_letters = st.lists(
    st.builds(letter, st.sampled_from([*VMN.names, "Selmak Watch"]), verdicts, st.integers(1, 28)),
    unique_by=lambda judgement: judgement.at,
    max_size=6,
)


@given(given_letters, st.randoms(use_true_random=False))
def test_law_every_name_of_a_source_has_one_letter_in_any_order(
    judgements: list[Judgement], rng: object
) -> None:
    records: list[object] = [VMN, *judgements]
    before = [letter_among(n, [n], letters_given(judgements), known(*records)) for n in VMN.names]
    rng.shuffle(records)  # type: ignore[attr-defined] # a random.Random
    after = [letter_among(n, [n], letters_given(judgements), known(*records)) for n in VMN.names]
    assert before == after
    assert len({(found.letter, found.conflict) for found in after}) == 1


@given(given_letters, st.sampled_from(VMN.names), verdicts)
def test_law_a_further_letter_to_another_name_never_makes_a_source_more_trusted(
    judgements: list[Judgement], name: str, verdict: JudgementVerdict
) -> None:
    others = [j for j in judgements if j.target != (source_key(name),)]
    before = letter_of(ORIGIN, known(VMN, *others))
    if verdict == "withdrawn" or before.judged is None:
        return
    after = letter_of(ORIGIN, known(VMN, *others, letter(name, verdict, 28)))
    rank = RELIABILITY_ORDER.index
    assert rank(after.letter) == max(rank(before.letter), rank(verdict))


def names_of(linked: Linked) -> list[tuple[str, ...]]:
    return sorted(origin.names for origin in linked.origins)


def test_a_voice_carries_the_names_it_was_heard_by() -> None:
    short, full = (
        make_item("14", make_source(name, "organisation", full), report=name)
        for name, full in (("VMN", FULL), (FULL, None))
    )
    other = make_item("14", make_source("VMN", "organisation"), report="three")
    assert names_of(Linked([short, full, other])) == [("VMN", FULL)]


def test_a_spokesperson_has_the_letter_of_the_body() -> None:
    called = "Health Ministry spokesman Oren Talley"
    item = make_item("14", make_source(called, "person", "Oren Talley"))
    (origin,) = Linked([item]).origins
    assert origin.source == "Oren Talley"
    found = letter_of(origin, known(letter("the Health Ministry", "C")))
    assert (found.letter, found.through) == ("C", "Health Ministry")


def test_who_is_joined_for_copied_words_only_keeps_a_name_of_its_own() -> None:
    words = (
        "Shells struck the market of Selmak in the night and 14 people were killed there, it said."
    )
    ash, birch = (
        make_item("14", None, report=name, publisher=name, text=words)
        for name in ("The Ash Paper", "The Birch Paper")
    )
    linked = Linked([ash, birch])
    (origin,) = linked.origins
    assert origin.names == (origin.source,)
