"""The commands about who is who: what they list, ask, keep and undo."""

from __future__ import annotations

import io
import json
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reportedly.config import default_plan
from reportedly.records import Claim, Document, Judgement, NamePair, Statement
from reportedly.run.linking import link
from reportedly.store.sqlite import SqliteStore
from tests.making import make_item, make_source
from tests.unit.cli.conftest import Run

NAMES = ("Marran Rights Centre", "Center for Marran Rights", "MRC", "Selmak Watch")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def ledger(folder: Path) -> Path:
    """A linked ledger of four reports, each with one source."""
    path = folder / "names.db"
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
        store.write(r for r in records if isinstance(r, Document))
        store.write(r for r in records if isinstance(r, Statement))
        store.write(r for r in records if isinstance(r, Claim))
        list(link(store, default_plan(), strict=True))
    return path


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def names_of(run: Run, ledger: Path, text: str) -> list[list[str]]:
    found = lines(run("entities", text, "--json", "--ledger", ledger).out)
    return sorted(line["names"] for line in found if line["type"] == "entity")


def pair_id(ledger: Path, verdict: str) -> str:
    with SqliteStore(ledger, read_only=True) as store:
        return next(store.read(NamePair, verdict=verdict)).id


def judgements(ledger: Path) -> list[Judgement]:
    with SqliteStore(ledger, read_only=True) as store:
        return list(store.read(Judgement))


def type_keys(monkeypatch: pytest.MonkeyPatch, *keys: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{key}\n" for key in keys)))


def test_entities_are_listed_with_all_their_names(run: Run, ledger: Path) -> None:
    result = run("entities", "--ledger", ledger)
    assert result.err == "1 entity\n"
    assert all(name in result.out for name in NAMES[:2])
    assert "Selmak Watch" in run("entities", "--all", "--ledger", ledger).out
    assert run("entities", "watch", "--ledger", ledger).err == "1 entity\n"


def test_a_merge_is_explained_in_words(run: Run, ledger: Path) -> None:
    (entity,) = [
        line
        for line in lines(run("entities", "--json", "--ledger", ledger).out)
        if line["type"] == "entity"
    ]
    told = run("entities", "--explain", entity["id"], "--ledger", ledger).out
    assert "the same words in another order" in told
    assert "the names are alike" in told
    assert "?" in told  # MRC may be it too


@pytest.mark.parametrize("arguments", [["entities", "--all"], ["review"]])
def test_json_keeps_the_schema(run: Run, ledger: Path, arguments: list[str]) -> None:
    run("entities", "--split", pair_id(ledger, "same"), "--ledger", ledger)
    schema = json.loads(
        resources.files("reportedly.present").joinpath("schema.json").read_text("utf-8")
    )
    validator = jsonschema.Draft202012Validator(schema)
    found = lines(run(*arguments, "--json", "--ledger", ledger).out)
    assert len(found) > 0
    for line in found:
        validator.validate(line)


def test_a_merge_is_undone_and_the_undoing_taken_back(run: Run, ledger: Path) -> None:
    pair = pair_id(ledger, "same")
    result = run(
        "entities", "--split", pair, "--by", "K. Lind", "--reason", "two", "--ledger", ledger
    )
    assert result.status == 0
    assert names_of(run, ledger, "Marran") == [[NAMES[1]], [NAMES[0]]]
    told = run("entities", "--explain", pair, "--ledger", ledger).out
    assert "K. Lind judged different: two" in told
    run("entities", "--take-back", pair, "--ledger", ledger)
    assert names_of(run, ledger, "Marran") == [[NAMES[1], NAMES[0]]]
    assert [judgement.verdict for judgement in judgements(ledger)] == ["different", "withdrawn"]


def test_review_asks_keeps_and_does_not_ask_again(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_keys(monkeypatch, "z", "x", "q")
    result = run("review", "--by", "K. Lind", "--ledger", ledger)
    assert result.status == 0
    assert "MRC are the initials of" in result.out
    assert "'z' is none of the keys" in result.err
    (judgement,) = judgements(ledger)
    assert (judgement.verdict, judgement.by) == ("same", "K. Lind")
    assert judgement.target == ("marran rights centre", "mrc")
    assert len(names_of(run, ledger, "MRC")) == 1
    assert "MRC" in names_of(run, ledger, "MRC")[0]
    assert lines(run("review", "--json", "--ledger", ledger).out) == []


@pytest.mark.parametrize(
    ("key", "verdict"), [("n", "different"), ("u", "unsure"), ("N", "different")]
)
def test_every_key_has_its_verdict(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, key: str, verdict: str
) -> None:
    type_keys(monkeypatch, key)
    run("review", "--ledger", ledger)
    assert [judgement.verdict for judgement in judgements(ledger)] == [verdict]
    assert names_of(run, ledger, "MRC") == [["MRC"]]
    asked = lines(run("review", "--json", "--again", "--ledger", ledger).out)
    assert len(asked) == (1 if verdict == "unsure" else 0)


@pytest.mark.parametrize("keys", [[], ["q"], ["", "q"]])
def test_who_quits_has_judged_nothing(
    run: Run, ledger: Path, monkeypatch: pytest.MonkeyPatch, keys: list[str]
) -> None:
    type_keys(monkeypatch, *keys)
    result = run("review", "--ledger", ledger)
    assert result.status == 0
    assert "0 pairs judged, 1 pair left" in result.err
    assert judgements(ledger) == []


def test_what_nobody_judged_cannot_be_taken_back(run: Run, ledger: Path) -> None:
    result = run("entities", "--take-back", pair_id(ledger, "same"), "--ledger", ledger)
    assert result.status == 3
    assert "nobody has judged them" in result.err


def test_what_the_file_declares_is_changed_there(run: Run, ledger: Path, folder: Path) -> None:
    (folder / "entities.toml").write_text(
        '[[entity]]\nname = "Marran Rights Centre"\nnames = ["MRC"]\n', "utf-8"
    )
    run("entities", "--split", pair_id(ledger, "same"), "--ledger", ledger)  # links anew
    assert ["MRC", "Marran Rights Centre"] in [sorted(n) for n in names_of(run, ledger, "MRC")]
    with SqliteStore(ledger, read_only=True) as store:
        (declared,) = store.read(NamePair, basis="declared")
    result = run("entities", "--split", declared.id, "--ledger", ledger)
    assert result.status == 3
    assert "entities.toml" in result.err


def test_only_one_thing_is_done_at_a_time(run: Run, ledger: Path) -> None:
    result = run("entities", "--split", "a", "--explain", "b", "--ledger", ledger)
    assert result.status == 2
