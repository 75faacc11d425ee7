"""Every benchmark task on a small file of its format, in our own words."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks.__main__ import TASKS, main

TEXT = (
    "The mayor of Aleppo said on Thursday that 28 soldiers were killed and 62 others wounded. "
    "According to the hospital, seven children were among the dead."
)
RECORD = {
    "id": "own-1", "text": TEXT, "title": None, "publisher": None, "published": "2020-10-03",
    "claim": "The bridge has fallen", "report": "Bridge may have fallen",
}  # fmt: skip
FIELD = {
    "attribution": "attributions",
    "quantities": "quantities",
    "casualties_fakes": "killed",
    "casualties_muc": "casualties",
    "times": "times",
    "places": "places",
    "incidents": "incident",
    "stance": "label",
}


def predict(task: str, folder: Path) -> list[dict[str, Any]]:
    data, out = folder / "data.jsonl", folder / "out.jsonl"
    empty = {**RECORD, "id": "own-2", "text": ""}
    data.write_text(json.dumps(RECORD) + "\n\n" + json.dumps(empty) + "\n", encoding="utf-8")
    assert main([task, "--data", str(data), "--out", str(out)]) == 0
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


@pytest.mark.parametrize("task", TASKS)
def test_each_record_gets_one_prediction(task: str, tmp_path: Path) -> None:
    made = [m for m in predict(task, tmp_path) if "id" in m]
    assert sorted(m["id"] for m in made) == ["own-1", "own-2"]
    assert all(FIELD[task] in m for m in made)


def test_what_is_predicted_is_what_the_text_says(tmp_path: Path) -> None:
    killed = predict("casualties_fakes", tmp_path)[0]["killed"]
    assert killed["noncivilians"] == 28
    effects = {
        (c["effect"], c["low"]) for c in predict("casualties_muc", tmp_path)[0]["casualties"]
    }
    assert ("injured", 62) in effects
    (time,) = predict("times", tmp_path)[0]["times"]
    assert time["value"] == "2020-10-01"
    (place,) = predict("places", tmp_path)[0]["places"]
    assert TEXT[place["start"] : place["end"]] == "Aleppo"
    sources = [
        TEXT[start:end]
        for a in predict("attribution", tmp_path)[0]["attributions"]
        for start, end in a["source"]
    ]
    assert sources == ["The mayor of Aleppo", "the hospital"]


def test_a_file_that_is_not_there_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["times", "--data", "nowhere.jsonl", "--out", "x"])
    assert "nowhere.jsonl" in capsys.readouterr().err


def test_pairs_of_texts_are_told_by_their_words(tmp_path: Path) -> None:
    texts, pairs, out = (tmp_path / name for name in ("texts.jsonl", "pairs.jsonl", "out.jsonl"))
    other = {**RECORD, "id": "own-2", "text": "Nothing of this stands in the other text at all."}
    copy = {**RECORD, "id": "own-3", "publisher": "The Courier"}
    texts.write_text("\n".join(json.dumps(r) for r in (RECORD, other, copy)), encoding="utf-8")
    named = [{"id": b, "a": "own-1", "b": b} for b in ("own-2", "own-3")]
    pairs.write_text("\n".join(json.dumps(pair) for pair in named), encoding="utf-8")
    given = ["text_reuse", "--data", str(pairs), "--texts", str(texts), "--out", str(out)]
    assert main(given) == 0
    made = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert made == [{"id": "own-2", "label": "independent"}, {"id": "own-3", "label": "copied"}]


def test_the_rules_alone_are_measured_without_the_tagger(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the tagger was asked")

    monkeypatch.setattr("reportedly.extract.attribution.tag_attributions", refuse)
    data, out = tmp_path / "data.jsonl", tmp_path / "out.jsonl"
    data.write_text(json.dumps(RECORD), encoding="utf-8")
    assert main(["attribution", "--fast", "--data", str(data), "--out", str(out)]) == 0
    assert len(json.loads(out.read_text("utf-8"))["attributions"]) == 2


def test_fast_is_refused_where_no_tagger_is_asked(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["times", "--fast", "--data", "nowhere.jsonl", "--out", "x"])
    assert "--fast goes with attribution" in capsys.readouterr().err
