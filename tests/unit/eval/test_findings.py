from __future__ import annotations

import json
from pathlib import Path

import pytest

from eval.findings.draw import Corpus, drawn
from eval.findings.score import read_labels, table, wilson
from reportedly.records import Finding, Verdict


def made(number: int, verdict: Verdict = "holds") -> Finding:
    return Finding(
        id=f"{number:016x}", kind="sum of parts", statement="", claim_ids=(), working=(),
        verdict=verdict,
    )  # fmt: skip


def test_a_draw_depends_on_the_seed_and_not_on_the_order() -> None:
    findings = [made(number) for number in range(50)]
    assert drawn(findings, 3, 10) == drawn(findings[::-1], 3, 10)
    assert drawn(findings, 3, 10) != drawn(findings, 4, 10)
    assert len(set(drawn(findings, 3, 10))) == 10
    assert set(drawn(findings, 3, 80)) == set(findings)


@pytest.mark.parametrize(
    ("right", "judged", "low", "high"), [(95, 100, 0.888, 0.978), (0, 4, 0.0, 0.490)]
)
def test_the_interval_is_wilsons(right: int, judged: int, low: float, high: float) -> None:
    assert wilson(right, judged) == pytest.approx((low, high), abs=0.001)


def test_nothing_judged_tells_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


def test_the_table_counts_each_kind_and_verdict_and_all() -> None:
    labels = [
        {"kind": "a", "verdict": "holds", "right": True},
        {"kind": "a", "verdict": "holds", "right": False},
        {"kind": "b", "verdict": "worth a look", "right": True},
    ]
    rows = table(labels)
    assert rows[2].startswith("| a | holds | 1 | 2 | 0.50 |")
    assert rows[-3].startswith("| all | all | 2 | 3 | 0.67 |")


def test_the_labels_are_whole_and_hold_no_text() -> None:
    labels = read_labels()
    assert len(read_labels(draw=3)) == 100
    for label in labels:
        assert set(label) - {"why"} == {"kind", "verdict", "inputs", "draw", "right"}
        assert ("why" in label) == (not label["right"])
        for source in label["inputs"]:
            assert set(source) == {"document", "start", "end"}
            assert 0 <= source["start"] < source["end"]


def test_a_corpus_is_read_as_one_ledger(tmp_path: Path) -> None:
    text = "At least 14 people, including 7 children, were killed in Selmak, the ministry said."
    data = tmp_path / "corpus.jsonl"
    record = {"id": "r1", "text": text, "publisher": "The Example", "published": "2023-05-05"}
    data.write_text(json.dumps(record), encoding="utf-8")
    corpus = Corpus(data)
    found = next(f for f in corpus.findings if f.kind == "part of a total")
    label = corpus.label(found)
    spans = [text[part["start"] : part["end"]] for part in label["inputs"]]
    assert spans == ["7", "At least 14"]
    assert {part["document"] for part in label["inputs"]} == {"r1"}
    assert "[[7]] children" in next(iter(corpus.words(found)))
