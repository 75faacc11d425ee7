"""The scorer of the labelled clauses, on readings made by hand, and the labels themselves."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from eval.events.labels import SHARED, Label, read_labels, read_texts
from eval.events.score import Reading, intervals, misses, read_clauses, scores
from reportedly.records import Event, Modality

LABEL = Label(
    source="own", document="a", part="dev", start=5, event="assault", modality="actual",
    actors=(0,), targets=(9, 14),
)  # fmt: skip
RIGHT = Reading(event="assault", modality="actual", actors=(0,), targets=(14,))
NO_EVENT = replace(LABEL, document="b", event=None, actors=(), targets=())
NOTHING = Reading(event=None, modality="actual", actors=(), targets=())


def test_all_right_is_one() -> None:
    assert set(scores([(LABEL, RIGHT), (NO_EVENT, NOTHING)]).values()) == {1.0}


def test_a_wrong_class_is_both_missed_and_invented() -> None:
    found = scores([(LABEL, replace(RIGHT, event="coerce")), (LABEL, RIGHT)])
    assert found["event F1, micro"] == 0.5
    assert found["event F1, macro"] == pytest.approx(2 / 3)


def test_an_invented_event_costs_precision() -> None:
    found = scores([(LABEL, RIGHT), (NO_EVENT, replace(NOTHING, event="assault"))])
    assert found["event F1, micro"] == pytest.approx(2 / 3)


def test_modality_is_also_counted_without_the_actual_ones() -> None:
    negated = replace(LABEL, modality="negated")
    found = scores([(LABEL, RIGHT), (negated, RIGHT)])
    assert (found["modality accuracy"], found["modality F1, not actual"]) == (0.5, 0.0)


def test_one_right_head_is_enough_and_a_wrong_one_is_not() -> None:
    found = scores([(LABEL, RIGHT), (LABEL, replace(RIGHT, actors=(3,), targets=()))])
    assert found["actor head F1"] == 0.5
    assert found["target head F1"] == pytest.approx(2 / 3)


def test_intervals_hold_the_figure() -> None:
    pairs = [(replace(LABEL, document=str(n)), RIGHT if n % 3 else NOTHING) for n in range(12)]
    low, high = intervals(pairs)["event F1, micro"]
    assert low < scores(pairs)["event F1, micro"] < high


def test_misses_are_named_by_offset_without_text() -> None:
    (line,) = misses([(LABEL, replace(RIGHT, event=None)), (NO_EVENT, NOTHING)])
    assert line == "own a 5: event None, not assault"


def test_the_labels_are_whole() -> None:
    labels = read_labels()
    assert len(labels) >= 300
    assert sum(label.source == "casualties_fakes" for label in labels) >= 200
    assert {label.modality for label in labels} <= set(get_args(Modality))
    assert {label.event for label in labels} <= {*get_args(Event), None}
    parts: dict[str, set[str]] = {}
    for label in labels:
        parts.setdefault(label.document, set()).add(label.part)
    assert {len(found) for found in parts.values()} == {1}


def test_every_offset_lies_at_a_word_of_its_text() -> None:
    labels = tuple(label for label in read_labels() if label.source != "casualties_fakes")
    texts = read_texts(labels)
    for label in labels:
        text = texts[label.source, label.document]
        for offset in (label.start, *label.actors, *label.targets):
            assert text[offset].isalnum()
            assert offset == 0 or not text[offset - 1].isalnum()


def test_the_product_reads_our_own_clauses() -> None:
    ours = [label for label in read_labels() if label.source != "casualties_fakes"]
    found = scores(read_clauses(ours))
    assert found["event F1, micro"] > 0.8
    assert found["modality accuracy"] > 0.9
    assert found["actor head F1"] > 0.8
    assert found["target head F1"] > 0.8


@pytest.mark.skipif(not SHARED.exists(), reason="shared data is not beside the project")
def test_the_shared_clauses_have_their_texts() -> None:
    labels = tuple(label for label in read_labels() if label.source == "casualties_fakes")
    texts = read_texts(labels)
    assert all(label.start < len(texts[label.source, label.document]) for label in labels)


def test_clauses_without_their_text_are_left_out() -> None:
    (label,) = [label for label in read_labels() if label.source == "own"][:1]
    absent = replace(label, source="casualties_fakes", document="no such report")
    assert len(read_clauses([label, absent])) == 1
