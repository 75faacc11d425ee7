"""What a person says of a source holds for all its names: letters of reliability, and sides."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportedly.config import default_plan
from reportedly.records import Claim, Document, Question, Statement
from reportedly.run.linking import link
from reportedly.store.sqlite import SqliteStore
from tests.making import make_item, make_source
from tests.unit.cli.conftest import Run

NAMES = ("Marran Rights Centre", "Center for Marran Rights", "Selmak Watch", "UN")


@pytest.fixture
def named(tmp_path: Path) -> Path:
    """A linked ledger of three reports; two of their sources are one by the likeness of names."""
    path = tmp_path / "names.db"
    records: list[object] = []
    for number, name in enumerate(NAMES):
        report = f"report-{number}"
        item = make_item("12", make_source(name, "organisation"), report=report)
        records += [
            Document(
                id=report, path=f"{report}.txt", url=None, title=f"The {number}. day",
                publisher=None, authors=(), published="2023-05-05", modified=None, retrieved=None,
                language="en", text="12", text_sha256=report, snapshot_sha256=report,
            ),
            item.statement,
            item.claim,
        ]  # fmt: skip
    with SqliteStore(path) as store:
        for kind in (Document, Statement, Claim):
            store.write(r for r in records if isinstance(r, kind))
        list(link(store, default_plan(), strict=True))
    return path


def question(ledger: Path) -> str:
    with SqliteStore(ledger, read_only=True) as store:
        (found,) = store.read(Question)
    return found.id


@pytest.mark.parametrize("name", NAMES[:2])
def test_a_letter_to_either_name_is_the_sources(run: Run, named: Path, name: str) -> None:
    made = run("reliability", name, "B", "--by", "desk", "--reason", "lists", "--ledger", named)
    assert "it holds for all names of this source" in made.err
    shown = run("assess", question(named), "--ledger", named).out
    assert shown.count(": B (usually reliable); judged by desk") == 1
    assert "Selmak Watch: F" in shown
    other = next(n for n in NAMES[:2] if n != name)
    listed = run("reliability", other, "--ledger", named)
    assert "B (usually reliable)" in listed.out
    assert "1 source" in listed.err


@pytest.mark.parametrize("name", ["United Nations", "ONU", "Nations unies"])
def test_a_listed_name_that_nobody_used_is_told_whose_it_is(
    run: Run, named: Path, name: str
) -> None:
    made = run("reliability", name, "B", "--by", "desk", "--ledger", named)
    if name == "United Nations":  # the main name of a listed body is one of its names
        assert "it holds for all names of this source: UN" in made.err
    else:
        assert f"no voice in the ledger is called {name!r} so far; the letter is kept" in made.err
        assert "listed as a name of UN: give the letter to that" in made.err


def test_different_letters_to_its_names_are_told_and_the_cautious_one_holds(
    run: Run, named: Path
) -> None:
    run("reliability", NAMES[0], "A", "--by", "desk", "--ledger", named)
    made = run("reliability", NAMES[1], "D", "--by", "R. Lund", "--ledger", named)
    assert "different letters" in made.err
    assert "withdraw one of them" in made.err
    asked = question(named)
    assert (
        "D (not usually reliable); judged by R. Lund" in run("assess", asked, "--ledger", named).out
    )
    assert "different letters" in run("brief", asked, "--ledger", named).out
    run("reliability", NAMES[1], "withdrawn", "--by", "R. Lund", "--ledger", named)
    settled = run("assess", asked, "--ledger", named).out
    assert "A (completely reliable)" in settled
    assert "different letters" not in settled


def test_parting_the_names_parts_their_letters(run: Run, named: Path) -> None:
    run("reliability", NAMES[0], "B", "--by", "desk", "--ledger", named)
    pair = run("entities", "Marran", "--json", "--ledger", named).out
    (pair_id,) = (
        line.split('"id":"')[1].split('"')[0]
        for line in pair.replace('": "', '":"').splitlines()
        if '"namepair"' in line
    )
    run("entities", "--split", pair_id, "--by", "desk", "--ledger", named)
    listed = run("reliability", "Marran", "--ledger", named)
    assert "2 sources" in listed.err
    assert listed.out.count("B (usually") == 1


@pytest.mark.parametrize("name", NAMES[:2])
def test_a_side_declared_for_either_name_is_the_sources(
    run: Run, named: Path, tmp_path: Path, name: str
) -> None:
    sides = tmp_path / "sides.toml"
    sides.write_text(f'[[side]]\nname = "North"\nsources = ["{name}"]\n', "utf-8")
    made = run("estimate", question(named), "--sides", sides, "--ledger", named)
    assert "North: 12" in made.out
    assert "no voice with a number" not in made.err


def test_names_of_one_source_on_two_sides_are_refused(
    run: Run, named: Path, tmp_path: Path
) -> None:
    sides = tmp_path / "sides.toml"
    sides.write_text(
        f'[[side]]\nname = "North"\nsources = ["{NAMES[0]}"]\n'
        f'[[side]]\nname = "South"\nsources = ["{NAMES[1]}"]\n',
        "utf-8",
    )
    made = run("estimate", question(named), "--sides", sides, "--ledger", named)
    assert made.status == 3
    assert "names of one source, on two sides" in made.err
