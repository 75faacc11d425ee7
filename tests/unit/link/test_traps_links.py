"""Traps 2 to 4 and 9 to 11 of linking: parts, running tolls, one voice, nothing made up or lost."""

from __future__ import annotations

import re

import pytest

from reportedly.link.copies import find_copies
from reportedly.link.fingerprints import fingerprint
from reportedly.link.nesting import parents_of
from reportedly.link.questions import LinkClaims
from reportedly.records import ClaimInContext, Problem, Question
from tests.making import Linked, copy_of, make_item, make_place, make_quantity, make_source

PARTS = [("20", "7", "children"), ("31", "2", "medics"), ("9", "4", "women"),
         ("at least 60", "11", "teachers"), ("120", "13", "soldiers")]  # fmt: skip


@pytest.mark.parametrize(("total", "part", "who"), PARTS)
def test_a_part_is_nested_in_its_total_and_never_merged(total: str, part: str, who: str) -> None:
    whole = make_item(total, at=0)
    inner = make_item(make_quantity(part, who, at=20), counting="subset", at=20)
    linked = Linked([whole, inner])
    assert linked.kinds(whole, inner) == {"subset-of"}
    parents = parents_of(linked.questions, linked.links)
    assert parents[linked.question_of(inner).id] == {linked.question_of(whole).id}


@pytest.mark.parametrize("pooled", ["20", "at least 20", "35", "up to 50", "about 40"])
def test_casualties_are_not_deaths(pooled: str) -> None:
    killed = make_item("20")
    casualties = make_item(pooled, "Ivo Stern", report="two", role="killed-or-injured")
    linked = Linked([killed, casualties])
    assert not linked.are_together(killed, casualties)
    assert linked.kinds(killed, casualties) == set()


@pytest.mark.parametrize(("first", "rose"), [("90", "120"), ("28", "31"), ("6", "9"),
                                             ("43", "68"), ("15", "18")])  # fmt: skip
def test_a_running_toll_updates_and_does_not_contradict(first: str, rose: str) -> None:
    before = make_item(first, day="2023-05-04", published="2023-05-05")
    after = make_item(
        rose, report="two", counting="cumulative", day="2023-05-06", published="2023-05-06"
    )
    linked = Linked([before, after])
    assert linked.kinds(before, after) == {"supersedes"}


BOUNDS = [("at least 300", "4,000"), ("more than 20", "35"), ("up to 40", "12"),
          ("at least 5", "at least 90"), ("up to 50", "at least 10")]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), BOUNDS)
def test_a_difference_of_bound_is_no_contradiction(one: str, other: str) -> None:
    a, b = make_item(one), make_item(other, "Ivo Stern", report="two")
    assert "contradicts" not in Linked([a, b]).kinds(a, b)


CLASHES = [("up to 300", "4,000"), ("up to 10", "15"), ("20", "at least 30"), ("3", "5"),
           ("17-20", "28")]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), CLASHES)
def test_numbers_of_one_day_that_exclude_each_other_contradict(one: str, other: str) -> None:
    a, b = make_item(one), make_item(other, "Ivo Stern", report="two")
    assert Linked([a, b]).kinds(a, b) == {"contradicts"}


SCOPES = [{"day": "2023-04-02"}, {"place": "Varrow"}, {"role": "injured"},
          {"modality": "planned"}, {"counting": "increment"}]  # fmt: skip


@pytest.mark.parametrize("fields", SCOPES, ids=str)
def test_a_difference_of_date_place_or_measure_is_no_contradiction(fields: dict[str, str]) -> None:
    a = make_item("28", day="2023-05-04")
    b = make_item("40", "Ivo Stern", report="two", **{"day": "2023-05-04", **fields})
    assert "contradicts" not in Linked([a, b]).kinds(a, b)


@pytest.mark.parametrize("outlets", [2, 3, 5, 8, 10])
def test_many_outlets_with_one_spokesman_are_one_voice(outlets: int) -> None:
    items: list[ClaimInContext] = [
        make_item("14", make_source("Oren Talley"), report=f"r{n}") for n in range(outlets)
    ]
    linked = Linked(items)
    assert len(linked.voices_of(items[0])) == 1
    assert {link.kind for link in linked.links} == {"repeats"}


@pytest.mark.parametrize("outlets", [2, 3, 5, 8, 10])
def test_many_outlets_with_one_wire_corroborate_nothing(outlets: int) -> None:
    first = make_item("14", "Ana Bell", report="wire")
    copies = [copy_of(first, f"copy{n}") for n in range(outlets)]
    linked = Linked([first, *copies])
    assert len(linked.voices_of(first)) == 1
    assert "corroborates" not in {link.kind for link in linked.links}


@pytest.mark.parametrize("toll", ["30,000", "412,000", "more than 8,000", "90,000", "6,001"])
def test_the_toll_of_an_event_lies_in_the_toll_of_the_war(toll: str) -> None:
    country = make_place("Orvania", precision="country", country="OV")
    town = make_place("Selmak", precision="city", country="OV", lat=1.0, lon=1.0)
    event = make_item("28", places=(town,), day="2023-05-04", at=0)
    war = make_item(toll, None, places=(country,), at=90)
    linked = Linked([event, war])
    assert not linked.are_together(event, war)
    assert linked.kinds(event, war) == {"subset-of"}


LEDGERS: dict[str, list[ClaimInContext]] = {
    "a total and its part": [
        make_item("20"), make_item(make_quantity("7", "children", at=20), counting="subset", at=20)
    ],
    "two voices, one of them without a number": [make_item("28"), make_item(None, "Ivo Stern")],
    "a voice that is named nowhere in the text": [
        make_item("28", make_source("Oren Talley", full="Oren Talley of Selmak")),
        make_item("31", make_source("Talley", full="Oren Talley of Selmak"), report="two"),
    ],
    "numbers that exclude each other": [
        make_item("about 17"), make_item("up to 9", "Ivo Stern", report="two"),
        make_item("at least 40", "Una Dahl", report="three"),
    ],
    "one text printed by three": [
        first := make_item("14"), copy_of(first, "two"), copy_of(first, "three")
    ],
    "a comparison beside no count": [
        make_item(make_quantity("many more", None)), make_item("6", "Ivo Stern", report="two")
    ],
}  # fmt: skip


@pytest.mark.parametrize("ledger", list(LEDGERS))
def test_trap_9_nothing_is_linked_or_quoted_that_no_claim_holds(ledger: str) -> None:
    items = LEDGERS[ledger]
    linked = Linked(items)
    claims = {item.claim.id for item in items}
    statements = {item.statement.id for item in items}
    raws = {i.claim.quantity.raw for i in items if i.claim.quantity is not None}
    assert {c for question in linked.questions for c in question.claim_ids} <= claims
    assert {s for origin in linked.origins for s in origin.statement_ids} <= statements
    for link in linked.links:
        assert {link.left, link.right} <= claims
        quoted = {q for f in link.features for q in re.findall("“([^”]*)”", f.detail)}
        assert quoted <= raws


@pytest.mark.parametrize("many", [5, 7, 12, 30, 60])
def test_trap_10_claims_beyond_a_limit_are_declared_and_none_is_lost(many: int) -> None:
    items = [
        make_item(f"{10 + n}", f"Speaker {chr(65 + n % 26)}{n} Rask", report=f"r{n}")
        for n in range(many)
    ]
    made = list(LinkClaims(max_group=4)(items))
    (told,) = {r.code for r in made if isinstance(r, Problem)}
    assert told == "group-too-large"
    kept = [c for r in made if isinstance(r, Question) for c in r.claim_ids]
    assert sorted(kept) == sorted(item.claim.id for item in items)


@pytest.mark.parametrize("limit", [1, 2, 3, 5, 8])
def test_trap_10_answers_that_are_not_compared_are_declared(limit: int) -> None:
    items = [make_item("14", f"{name} Rask", report=name, day="2023-05-04") for name in NAMES]
    made = list(LinkClaims(max_related=limit)(items))
    assert "group-too-large" in {r.code for r in made if isinstance(r, Problem)}
    assert not [r for r in LinkClaims(max_related=20)(items) if isinstance(r, Problem)]


NAMES = ("Ada", "Berit", "Cleo", "Dorte", "Edda", "Frida", "Gudrun", "Hedda", "Inga")
# A page before an edit, and what stood in its place after: a look-alike sentence comes first.
STRUCK = "Shells struck {} in the night and {} were killed there, as the mayor of the town told us."
EDITS = {
    "another town": (("Selmak", "28 people"), ("Varrow", "28 people")),
    "another number": (("Selmak", "28 people"), ("Selmak", "82 people")),
    "other people": (("Selmak", "28 soldiers"), ("Selmak", "28 nurses")),
    "two changes": (("Selmak", "28 people"), ("Goris", "9 people")),
    "a longer name": (("Selmak", "28 people"), ("Selmak and the hills", "28 people")),
}


@pytest.mark.parametrize("edit", list(EDITS))
def test_trap_11_a_passage_is_found_where_its_own_words_are(edit: str) -> None:
    kept, lookalike = (STRUCK.format(*words) for words in EDITS[edit])
    rest = "The road to the bridge was shut until the evening, and schools stay closed this week."
    before = f"{kept} {rest}"
    after = f"{lookalike} Nobody answered our calls about it on Sunday. {kept} {rest}"
    texts = {"after": after, "before": before}
    (copy,) = find_copies([fingerprint(name, text) for name, text in texts.items()])
    longest = max(copy.passages, key=lambda passage: passage.words)
    old, new = (
        (longest.left, longest.right) if copy.left == "before" else (longest.right, longest.left)
    )
    assert new.start == after.index(kept)
    assert before[old.start : old.end] == after[new.start : new.end]


MOVED: dict[str, dict[str, str]] = {
    "of another town": {"place": "Varrow"},
    "of another day": {"day": "2023-04-11"},
    "of the hurt": {"role": "injured"},
    "of a plan": {"modality": "planned"},
    "of those taken": {"role": "captured"},
}


@pytest.mark.parametrize("lookalike", list(MOVED))
def test_trap_11_a_claim_of_an_edited_page_joins_its_own_and_no_lookalike(lookalike: str) -> None:
    old = make_item("28", day="2023-05-04", at=10)
    same = make_item("28", report="edited", day="2023-05-04", at=300)
    other = make_item("28", report="edited", at=10, **{"day": "2023-05-04", **MOVED[lookalike]})
    linked = Linked([old, other, same])
    assert linked.are_together(old, same)
    assert not linked.are_together(old, other)
    assert linked.kinds(old, same) == {"repeats"}
    assert linked.kinds(old, other) == set()
