from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from reportedly.records import Question
from tests.small_ledger import make_records
from tests.unit.cli.conftest import Run

PATTERNS = "Burials,Clinic,Families,n\n1,0,0,60\n0,1,0,50\n0,0,1,40\n1,1,0,20\n1,0,1,15\n0,1,1,12\n"
KILLED = next(r for r in make_records() if isinstance(r, Question) and r.role == "killed")


@pytest.fixture
def lists(tmp_path: Path) -> Path:
    path = tmp_path / "lists.csv"
    path.write_text(PATTERNS, encoding="utf-8")
    return path


def test_an_estimate_tells_figures_and_how_each_was_obtained(run: Run, ledger: Path) -> None:
    result = run("estimate", KILLED.id[:10], "--ledger", ledger)
    assert result.status == 0
    assert "lowest number given" in result.out
    assert "one voice is a claim, not an estimate" in result.out
    assert "Over time" in result.out


def test_without_a_question_each_has_a_line(run: Run, ledger: Path) -> None:
    result = run("estimate", "--ledger", ledger)
    assert result.status == 0
    assert KILLED.id[:8] in result.out
    assert "estimate" in result.err


def test_json_holds_the_estimate_and_that_of_the_lists(run: Run, ledger: Path, lists: Path) -> None:
    result = run("estimate", KILLED.id, "--json", "--lists", lists, "--ledger", ledger)
    made, of_lists = (json.loads(line) for line in result.out.splitlines())
    assert (made["type"], made["question_id"]) == ("estimate", KILLED.id)
    assert (made["low"]["value"], made["best"]["value"]) == (31, None)
    assert [point["raw"] for point in made["series"]] == ["28", "31"]
    assert (of_lists["type"], of_lists["observed"]) == ("list-estimate", 197)
    assert of_lists["low"] < of_lists["estimate"] < of_lists["high"]


def test_lists_are_shown_with_their_models_and_warnings(
    run: Run, ledger: Path, lists: Path
) -> None:
    out = run("estimate", KILLED.id, "--lists", lists, "--ledger", ledger).out
    assert "197 persons on 3 lists: Burials, Clinic, Families" in out
    assert "independent lists" in out
    assert "warning: " in out


def test_a_refused_list_says_why_and_is_no_error(run: Run, ledger: Path, tmp_path: Path) -> None:
    path = tmp_path / "two.csv"
    path.write_text("id,Burials,Clinic\na,1,1\nb,1,0\n", encoding="utf-8")
    result = run("estimate", KILLED.id, "--lists", path, "--ledger", ledger)
    assert result.status == 0
    assert "no estimate: 2 lists: at least three are needed" in result.out
    assert "not used: id" in result.err


def test_the_export_holds_each_figure_with_how(run: Run, ledger: Path, tmp_path: Path) -> None:
    table, objects = tmp_path / "out.csv", tmp_path / "out.json"
    for path in (table, objects):
        assert run("estimate", "-o", path, "--ledger", ledger).status == 0
    with table.open(encoding="utf-8", newline="") as lines:
        rows = {row["question_id"]: row for row in csv.DictReader(lines)}
    row = rows[KILLED.id]
    assert (row["low"], row["best"], row["high"], row["voices"]) == ("31", "", "31", "1")
    assert row["best_how"].startswith("none: ")
    same = {made["question_id"]: made for made in json.loads(objects.read_text("utf-8"))}
    assert same.keys() == rows.keys()
    assert same[KILLED.id]["best"] is None


def test_a_cell_that_a_spreadsheet_would_run_becomes_text() -> None:
    from reportedly.estimation import Estimate, Figure
    from reportedly.present.estimates import export_csv

    nothing = Figure(value=None, how="-none")
    made = Estimate(
        question_id="q", title="=SUM(A1)", low=nothing, best=nothing, high=nothing,
        has_common=False, common_low=None, common_high=None, voices=(), by_side=(),
        without_voice=(), series=(), opinions=(), notes=(),
    )  # fmt: skip
    (row,) = csv.DictReader(export_csv([made]).splitlines())
    assert (row["title"], row["low_how"]) == ("'=SUM(A1)", "'-none")


def test_sides_are_shown_and_a_name_that_speaks_nowhere_is_told(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    path = tmp_path / "sides.toml"
    path.write_text(
        '[[side]]\nname = "Monitors"\nsources = ["the selmak watch", "The Selmak Wotch"]\n'
    )
    result = run("estimate", KILLED.id, "--sides", path, "--ledger", ledger)
    assert "Monitors: 31 (The Selmak Watch)" in result.out
    assert "no voice with a number here: selmak wotch" in result.err


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[side]", "is no TOML"),
        ("[[faction]]\n", "is no file of sides"),
        ('[[side]]\nname = "A"\n', "side 1: it has a name and sources"),
        ('[[side]]\nname = " "\nsources = ["x"]\n', "side 1: the name must be text"),
        ('[[side]]\nname = "A"\nsources = []\n', "side 1: sources must be a list"),
        (
            '[[side]]\nname = "A"\nsources = ["x"]\n[[side]]\nname = "B"\nsources = ["The X"]\n',
            "side 2: 'The X' is on two sides",
        ),
    ],
)
def test_a_mistake_in_a_sides_file_is_named(
    run: Run, ledger: Path, tmp_path: Path, text: str, told: str
) -> None:
    path = tmp_path / "sides.toml"
    path.write_text(text)
    result = run("estimate", "--sides", path, "--ledger", ledger)
    assert result.status == 3
    assert told in result.err


def test_what_cannot_be_done_is_said(run: Run, ledger: Path, lists: Path) -> None:
    unknown = run("estimate", KILLED.id, "-o", "out.xls", "--ledger", ledger)
    assert (unknown.status, "must end in .csv or .json" in unknown.err) == (2, True)
    alone = run("estimate", "--lists", lists, "--ledger", ledger)
    assert (alone.status, "needs the QUESTION" in alone.err) == (2, True)
    missing = run("estimate", KILLED.id, "--lists", "nowhere.csv", "--ledger", ledger)
    assert (missing.status, "nowhere.csv can't be read" in missing.err) == (3, True)
    folder = lists.parent / "no-folder" / "out.csv"
    unwritten = run("estimate", "-o", folder, "--ledger", ledger)
    assert (unwritten.status, "can't be written" in unwritten.err) == (1, True)


def test_the_dossier_and_the_brief_hold_the_estimates_by_side(
    run: Run, ledger: Path, tmp_path: Path
) -> None:
    sides, page = tmp_path / "sides.toml", tmp_path / "dossier.html"
    sides.write_text('[[side]]\nname = "Monitors"\nsources = ["The Selmak Watch"]\n')
    assert run("report", "-o", page, "--sides", sides, "--ledger", ledger).status == 0
    html = page.read_text("utf-8")
    assert "Estimate: what the voices allow" in html
    assert '<th scope="row">Monitors</th>' in html
    assert "one voice is a claim, not an estimate" in html
    one = run("report", "-o", page, "--question", KILLED.id, "--ledger", ledger)
    assert one.status == 0
    assert "Estimate: what the voices allow" in page.read_text("utf-8")
    missing = run("report", "-o", page, "--sides", tmp_path / "no.toml", "--ledger", ledger)
    assert (missing.status, "can't be read" in missing.err) == (3, True)


def test_the_dossier_of_a_question_holds_what_lists_say(
    run: Run, ledger: Path, lists: Path, tmp_path: Path
) -> None:
    page = tmp_path / "dossier.html"
    made = ("report", "-o", page, "--lists", lists, "--ledger", ledger)
    assert run(*made, "--question", KILLED.id).status == 0
    html = page.read_text("utf-8")
    assert "197 persons on 3 lists: Burials, Clinic, Families" in html
    assert "at least four are needed" in html
    alone = run(*made)
    assert (alone.status, "needs --question" in alone.err) == (2, True)
