from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.incidents import ReportProfile, average_link, group_reports, weights

EVENTS = {
    "market": "shells hit the crowded market while traders were closing their stalls",
    "bridge": "a lorry loaded with explosives went off beside the old railway bridge",
    "clinic": "gunmen stormed the clinic at night and took three nurses hostage",
    "ferry": "the overloaded ferry struck a mine as it left the harbour for the islands",
}


def profile(name: str, event: str, day: int = 100, toll: float = 14) -> ReportProfile:
    words = dict.fromkeys(EVENTS[event].split(), 1)
    return ReportProfile(
        document_id=name, day=day, words=words, places=frozenset({f"town of the {event}"}),
        counts=frozenset({f"{toll:.0f} killed"}), toll=toll, said_days=frozenset({day}),
    )  # fmt: skip


def reports() -> list[ReportProfile]:
    return [
        profile(f"{event}-{n}", event, day=100 + 2 * i, toll=10 + 5 * i)
        for i, event in enumerate(EVENTS)
        for n in range(2)
    ]


def test_reports_of_one_event_are_one_incident() -> None:
    found = {incident.document_ids for incident in group_reports(reports())}
    assert found == {(f"{event}-0", f"{event}-1") for event in EVENTS}


def test_every_report_is_in_one_incident_whatever_their_order() -> None:
    made = reports()
    first = group_reports(made)
    random.Random(3).shuffle(made)  # noqa: S311 - it shuffles, it hides nothing
    assert group_reports(made) == first
    assert sorted(i for incident in first for i in incident.document_ids) == sorted(
        p.document_id for p in made
    )


def test_an_incident_says_in_words_what_holds_it_together() -> None:
    incident = group_reports(reports())[0]
    assert {"words", "same place"} <= {feature.name for feature in incident.features}
    assert all(feature.detail for feature in incident.features)


def test_reports_without_dates_or_counts_are_compared_by_their_words() -> None:
    bare = [
        ReportProfile(
            document_id=p.document_id, day=None, words=p.words, places=p.places,
            counts=frozenset(), toll=None, said_days=frozenset(),
        )
        for p in reports()
    ]  # fmt: skip
    assert len(group_reports(bare)) == len(EVENTS)


@pytest.mark.parametrize("count", [0, 1])
def test_no_report_and_one_report_are_no_trouble(count: int) -> None:
    assert len(group_reports(reports()[:count])) == count


def test_each_weight_is_explained() -> None:
    assert {"start", "words", "least"} <= weights().keys()
    assert weights()["words"] > 0 > weights()["no common place"]


SCORES = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-5, 5),
    max_size=20,
)


@given(scores=SCORES)
def test_groups_are_a_partition_and_hold_what_was_asked(
    scores: dict[tuple[int, int], float],
) -> None:
    groups = average_link(8, scores, 0.0)
    assert sorted(position for group in groups for position in group) == list(range(8))
    for group in groups:
        pairs = [(a, b) for i, a in enumerate(group) for b in group[i + 1 :]]
        if pairs:
            assert sum(scores.get(pair, -10.0) for pair in pairs) / len(pairs) >= -1e-9


ODD = {
    "a word by chance": ("harvest begins slowly here", "miners slowly dig for coal"),
    "two words by chance": (
        "trains stopped because snow fell",
        "nurses stopped work because of pay",
    ),
    "the day alone": ("harvest begins in the valley", "nurses strike for better pay"),
}


@pytest.mark.parametrize("case", list(ODD))
def test_in_a_small_ledger_a_word_by_chance_makes_no_incident(case: str) -> None:
    found = group_reports(
        ReportProfile(
            document_id=str(n), day=100, words=dict.fromkeys(words.split(), 1),
            places=frozenset(), counts=frozenset(), toll=None, said_days=frozenset(),
        )
        for n, words in enumerate(ODD[case])
    )  # fmt: skip
    assert [incident.document_ids for incident in found] == [("0",), ("1",)]


@pytest.mark.parametrize("others", [0, 1, 2, 6])
def test_three_reports_of_one_event_are_one_incident_however_small_the_ledger(others: int) -> None:
    made = [profile(f"market-{n}", "market") for n in range(3)]
    rest = ["bridge", "clinic", "ferry", "bridge", "clinic", "ferry"][:others]
    made += [profile(f"other-{n}", event, day=100 + 9 * n, toll=30) for n, event in enumerate(rest)]
    found = {incident.document_ids for incident in group_reports(made)}
    assert ("market-0", "market-1", "market-2") in found
