"""The generator of made-up claims and reports, and the commands that measure growth with them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.generator import (
    Seed,
    generated_claims,
    generated_copies,
    generated_texts,
    read_seeds,
)
from reportedly.link.copies import find_copies
from reportedly.link.fingerprints import fingerprint
from reportedly.link.questions import LinkClaims
from reportedly.records import Problem, Question
from tests.making import make_item, make_quantity

RECORDS = [
    {
        "id": f"own-{number}",
        "text": f"The mayor of Aleppo said on Thursday that {number} soldiers were killed there.",
        "title": f"{number} soldiers killed",
        "publisher": "The Paper",
        "published": "2020-10-03",
    }
    for number in (28, 41)
]


@pytest.fixture(scope="module")
def seeds() -> list[Seed]:
    return read_seeds(RECORDS)


def test_one_seed_gives_one_set_of_claims_and_another_seed_another(seeds: list[Seed]) -> None:
    one, again, other = (
        [item.claim.id for report in generated_claims(seeds, 50, seed) for item in report]
        for seed in (1, 1, 2)
    )
    assert one == again
    assert len(one) >= 50
    assert len(set(one)) == len(one)
    values = {
        item.claim.quantity.low
        for report in generated_claims(seeds, 50, 2)
        for item in report
        if item.claim.quantity is not None
    }
    assert len(values) > 2  # numbers vary, not only ids
    assert other != one


def test_generated_claims_meet_in_questions_of_some_size(seeds: list[Seed]) -> None:
    items = [item for report in generated_claims(seeds, 200) for item in report]
    sizes = [len(made.claim_ids) for made in LinkClaims()(items) if isinstance(made, Question)]
    assert max(sizes) > 2
    assert len(sizes) > 10


def test_generated_texts_differ_in_numbers_and_are_dated(seeds: list[Seed]) -> None:
    rows = list(generated_texts(seeds, 40))
    assert len(rows) == 40
    assert len({row["text"] for row in rows}) == 40
    numbers = {found for row in rows for found in re.findall(r"that (\d+) soldiers", row["text"])}
    assert {"28", "41"} < numbers
    assert len({row["published"] for row in rows}) > 1


def test_a_planted_block_of_very_many_claims_is_cut_with_a_problem() -> None:
    crowd = [
        make_item(make_quantity(str(1000 + n)), f"Voice {chr(97 + n % 26)} {n}", report=f"r{n}")
        for n in range(400)
    ]
    problems = [made for made in LinkClaims()(crowd) if isinstance(made, Problem)]
    cut = [p for p in problems if p.code == "group-too-large"]
    assert any("400 different claims" in problem.message for problem in cut)
    assert all("the limit is 300" in p.message for p in cut if "share the key" in p.message)


@pytest.mark.parametrize(
    ("task", "options", "told"),
    [
        ("scale-link", ["--claims", "60", "30"], "ms/claim"),
        ("scale-add", ["--reports", "5"], "one report more"),
        ("scale-read", ["--reports", "3"], "3 reports read"),
    ],
)
def test_each_command_prints_what_it_measured(
    task: str,
    options: list[str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    data = tmp_path / "data.jsonl"
    data.write_text("\n".join(json.dumps(record) for record in RECORDS), encoding="utf-8")
    assert main([task, "--data", str(data), *options]) == 0
    assert told in capsys.readouterr().out


def long_texts(count: int = 20) -> list[str]:
    return [
        " ".join(
            f"Then w{n}x{k} " + " ".join(f"w{n}x{k}x{i}" for i in range(30)) + "." for k in (1, 2)
        )
        for n in range(count)
    ]


def test_generated_copies_are_those_that_the_search_finds() -> None:
    rows = list(generated_copies(long_texts(), 40, seed=3))
    assert rows == list(generated_copies(long_texts(), 40, seed=3))
    assert len({report for report, _, _ in rows}) == len(rows) == 40
    found = find_copies(fingerprint(report, text) for report, _, text in rows)
    assert {"near", "partial"} <= {copy.kind for copy in found}
    assert len({end for copy in found for end in (copy.left, copy.right)}) < 40


def test_the_search_for_copies_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "texts.jsonl"
    data.write_text("".join(json.dumps({"text": text}) + "\n" for text in long_texts()), "utf-8")
    assert main(["scale-copies", "--data", str(data), "--sizes", "30", "10"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines[2:]] == ["10", "30"]
