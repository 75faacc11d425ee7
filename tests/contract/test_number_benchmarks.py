"""The benchmark tasks on numbers, on small files of their formats made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from benchmarks.__main__ import main


def predict(task: str, records: list[dict[str, Any]], folder: Path) -> list[dict[str, Any]]:
    data, out = folder / "data.jsonl", folder / "out.jsonl"
    data.write_text("".join(json.dumps(r) + "\n" for r in records), encoding="utf-8")
    assert main([task, "--data", str(data), "--out", str(out)]) == 0
    return [json.loads(line) for line in out.read_text("utf-8").splitlines()]


def entity(name: str, **said: float) -> dict[str, Any]:
    claims = [{"source": source, "value": value} for source, value in said.items()]
    return {"id": name, "entity": name, "gold": None, "claims": claims}


def test_fusion_gives_each_entity_one_value_and_none_without_claims(tmp_path: Path) -> None:
    records = [entity("one", a=40, b=40, c=95), entity("two", a=7, b=7), entity("three")]
    made = predict("fusion", records, tmp_path)
    assert made == [
        {"id": "one", "value": 40},
        {"id": "two", "value": 7},
        {"id": "three", "value": None},
    ]


def test_mse_gives_an_interval_or_leaves_it(tmp_path: Path) -> None:
    counts = {"100": 60, "010": 50, "001": 40, "110": 20, "101": 15, "011": 12, "111": 6}
    patterns = [{"in": [int(on) for on in p], "n": n} for p, n in counts.items()]
    lists = {"id": "three", "lists": ["A", "B", "C"], "patterns": patterns}
    two = {"id": "two", "lists": ["A", "B"], "patterns": [{"in": [1, 1], "n": 30}]}
    three, refused = predict("mse", [lists, two], tmp_path)
    assert sum(counts.values()) <= three["low"] <= three["estimate"] <= three["high"]
    assert refused == {"id": "two"}
