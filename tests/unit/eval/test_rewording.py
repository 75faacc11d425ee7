from __future__ import annotations

from eval.rewording.score import count, found_pairs, gold_pairs, halves, read_texts


def test_every_event_has_copies_and_reports_of_its_own() -> None:
    gold = gold_pairs(read_texts())
    assert sum(gold.values()) >= 30
    assert sum(not is_copy for is_copy in gold.values()) >= 30


def test_no_copy_of_the_set_stands_word_for_word() -> None:
    assert found_pairs(read_texts(), word_for_word=True) == frozenset()


def test_reworded_copies_are_found_and_other_reports_are_not() -> None:
    for texts in halves(read_texts()).values():
        counts = count(gold_pairs(texts), found_pairs(texts))
        assert counts.wrong == 0
        assert counts.right >= 13
