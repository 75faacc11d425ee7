from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from reportedly.present.jsonlines import make_schema
from reportedly.records import Judgement, Question
from reportedly.store.sqlite import SqliteStore
from tests.small_ledger import make_records
from tests.unit.cli.conftest import Run

DEAD = next(r for r in make_records() if isinstance(r, Question) and r.role == "killed")


def judgements(ledger: Path) -> list[Judgement]:
    with SqliteStore(ledger, read_only=True) as store:
        return [j for j in store.read(Judgement) if j.kind != "names"]


def test_assess_lists_grades_and_explains_one(run: Run, ledger: Path) -> None:
    every = run("assess", "--ledger", ledger)
    assert every.status == 0
    assert "2 grades" in every.err
    one = run("assess", DEAD.id[:6], "--ledger", ledger)
    assert "Reasons" in one.out
    assert "one voice, which raised its figure" in one.out


def test_assess_json_is_valid(run: Run, ledger: Path) -> None:
    validator = jsonschema.Draft202012Validator(make_schema())
    lines = [json.loads(x) for x in run("assess", "--json", "--ledger", ledger).out.splitlines()]
    assert [line["type"] for line in lines] == ["grade", "grade"]
    for line in lines:
        validator.validate(line)


def test_a_judgement_is_appended_and_wins(run: Run, ledger: Path) -> None:
    for grade in ("4", "5"):
        made = run(
            "judge", DEAD.id, grade, "--reason", "one side", "--by", "R. Lund", "--ledger", ledger
        )
        assert made.status == 0
    assert [j.verdict for j in judgements(ledger)] == ["4", "5"]
    shown = run("assess", DEAD.id, "--ledger", ledger).out
    assert "5 of 6 (improbable)" in shown
    assert "judged by R. Lund" in shown
    assert "By the rules: 3 of 6" in shown
    run("judge", DEAD.id, "withdrawn", "--by", "R. Lund", "--ledger", ledger)
    assert "judged by" not in run("assess", DEAD.id, "--ledger", ledger).out
    assert len(judgements(ledger)) == 3


def test_a_grade_off_the_scale_is_refused(run: Run, ledger: Path) -> None:
    assert run("judge", DEAD.id, "7", "--ledger", ledger).status == 2
    assert run("reliability", "The Selmak Watch", "Z", "--ledger", ledger).status == 2
    assert judgements(ledger) == []


def test_reliability_is_f_until_it_is_set(run: Run, ledger: Path) -> None:
    before = run("reliability", "--ledger", ledger).out
    assert "F (reliability" in before
    assert "nobody yet" in before
    run("reliability", "selmak watch", "b", "--by", "desk", "--reason", "lists", "--ledger", ledger)
    after = run("reliability", "Selmak Watch", "--ledger", ledger).out
    assert "B (usually reliable)" in after
    assert "lists" in after
    lines = run("reliability", "--json", "--ledger", ledger).out.splitlines()
    assert [json.loads(line)["verdict"] for line in lines] == ["B"]


def test_an_unknown_source_is_kept_and_said(run: Run, ledger: Path) -> None:
    made = run("reliability", "The Nowhere Post", "E", "--ledger", ledger)
    assert made.status == 0
    assert "no voice in the ledger is called 'The Nowhere Post'" in made.err
    assert judgements(ledger)[0].target == ("nowhere post",)


def test_a_file_sets_many(run: Run, ledger: Path, tmp_path: Path) -> None:
    file = tmp_path / "reliability.toml"
    file.write_text(
        '[[source]]\nname = "The Selmak Watch"\nreliability = "B"\nreason = "lists"\n'
        '[[source]]\nname = "Ada Holm"\nreliability = "D"\nby = "R. Lund"\n'
    )
    made = run("reliability", "--file", file, "--ledger", ledger)
    assert made.status == 0
    assert {(j.target[0], j.verdict) for j in judgements(ledger)} == {
        ("selmak watch", "B"),
        ("ada holm", "D"),
    }
    assert "R. Lund" in {j.by for j in judgements(ledger)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not toml", "is no TOML"),
        ("", "must hold [[source]] tables"),
        ('[[sources]]\nname = "A"\n', "must hold [[source]] tables"),
        ('[[source]]\nname = "A"\n', "source 1: reliability is missing"),
        ('[[source]]\nname = " "\nreliability = "A"\n', "source 1: name is missing"),
        ('[[source]]\nname = "A"\nreliability = "G"\n', "must be one of A, B, C, D, E, F"),
        ('[[source]]\nname = "A"\nreliability = "B"\nrank = "1"\n', "unknown field rank"),
        ("[[source]]\nname = 3\nreliability = 4\n", "must be text in quotes"),
    ],
)
def test_a_file_with_a_mistake_is_refused_whole(
    run: Run, ledger: Path, tmp_path: Path, text: str, said: str
) -> None:
    file = tmp_path / "reliability.toml"
    file.write_text(f'[[source]]\nname = "Good"\nreliability = "B"\n{text}' if "[[source]]" in text
                    else text)  # fmt: skip
    made = run("reliability", "--file", file, "--ledger", ledger)
    assert made.status == 3
    assert said.replace("source 1", "source 2") in made.err
    assert judgements(ledger) == []


def test_a_missing_file_is_said(run: Run, ledger: Path, tmp_path: Path) -> None:
    made = run("reliability", "--file", tmp_path / "none.toml", "--ledger", ledger)
    assert made.status == 3
    assert "none.toml can't be read" in made.err


def test_a_brief_is_printed_written_and_told_as_json(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    printed = run("brief", DEAD.id[:6], "--ledger", ledger)
    assert printed.out.startswith(f"# {DEAD.title}")
    assert "[^1]:" in printed.out
    for name, begins in (("brief.md", "# "), ("brief.html", "<!doctype html>")):
        made = run("brief", "--all", "-o", tmp_path / name, "--ledger", ledger)
        assert made.status == 0
        assert (tmp_path / name).read_text("utf-8").lstrip().startswith(begins)
    told = json.loads(run("brief", "--all", "--json", "--ledger", ledger).out)
    assert told["type"] == "brief"


def test_a_brief_of_nothing_or_of_both_is_refused(run: Run, ledger: Path) -> None:
    assert run("brief", "--ledger", ledger).status == 2
    assert run("brief", DEAD.id, "--all", "--ledger", ledger).status == 2
    unknown = run("brief", "--all", "-o", "brief.pdf", "--ledger", ledger)
    assert (unknown.status, "must end in .md, .txt or .html" in unknown.err) == (2, True)


def test_a_brief_that_cannot_be_written_leaves_nothing(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    made = run("brief", "--all", "-o", tmp_path / "no" / "brief.md", "--ledger", ledger)
    assert made.status == 1
    assert "can't be written" in made.err
