"""The commands on incidents and headlines: what they list, tell as JSON, and refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from reportedly.config import default_plan
from reportedly.present.jsonlines import make_schema
from reportedly.records import Claim, Document, Question, Span, Statement
from reportedly.run.linking import link
from reportedly.store.sqlite import SqliteStore
from tests.making import make_item, make_place
from tests.unit.cli.conftest import Run

# Title, the words of the report, its count of killed.
REPORTS = {
    "ash": ("Shells kill 14 in Selmak, monitor says", "14 died as shells struck the market"),
    "birch": ("14 killed as shells strike market of Selmak", "14 died as shells struck the market"),
    "cedar": ("Army denies that shells struck market", "14 died as shells struck the market"),
    "fir": ("Harvest begins in Goris", "5 died as the bridge of the old road collapsed at dawn"),
    "oak": ("Ferry sinks off Varrow", "31 drowned when a ferry sank in high waves"),
    "elm": ("Fire in mill of Halm", "8 workers lost their lives in the fire of a paper mill"),
    "yew": ("Miners lost at Tarn", "6 miners perished as water broke into a shaft"),
}
PLACES = {"fir": "Goris", "oak": "Varrow", "elm": "Halm", "yew": "Tarn"}

STRIKE = "Stalls burned for hours, and the hospital of the quarter asked for blood in the evening."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A linked ledger: three reports of one strike, and others of one incident each."""
    path = tmp_path / "incidents.db"
    records: list[object] = []
    for name, (title, words) in REPORTS.items():
        place = PLACES.get(name, "Selmak")
        text = f"{words}. {'' if name in PLACES else STRIKE}"
        number = words.split()[0]
        item = make_item(
            f"at least {number}" if name == "ash" else number, f"{name.title()} Rask", report=name,
            day="2023-05-04", evidence=Span(start=0, end=len(words)),
            places=(make_place(place, precision="city"),),
        )  # fmt: skip
        records += [
            Document(
                id=name, path=f"{name}.txt", url=None, title=title, publisher=name.title(),
                authors=(), published="2023-05-05", modified=None, retrieved=None, language="en",
                text=text, text_sha256=name, snapshot_sha256=name,
            ),
            item.statement,
            item.claim,
        ]  # fmt: skip
    with SqliteStore(path) as store:
        for kind in (Document, Statement, Claim):
            store.write(r for r in records if isinstance(r, kind))
        list(link(store, default_plan(), strict=True))
    return path


def question(ledger: Path, place: str) -> str:
    with SqliteStore(ledger, read_only=True) as store:
        return next(q.id for q in store.read(Question) if place in q.places)


def lines(out: str) -> list[dict[str, Any]]:
    validator = jsonschema.Draft202012Validator(make_schema())
    found = [json.loads(line) for line in out.splitlines()]
    for line in found:
        validator.validate(line)
    return found


def test_incidents_are_listed_with_what_each_report_says(run: Run, ledger: Path) -> None:
    result = run("incidents", "--ledger", ledger)
    assert result.status == 0
    assert "Selmak, 4 May 2023" in result.out
    assert "14 killed (the lower median of 3 reports)" in result.out
    assert "at least 14 killed" in result.out  # as the report has it
    assert "one incident, by the two least alike" in result.out
    assert "Goris" not in result.out
    assert "1 incident; 4 more" in result.err


def test_all_incidents_hold_every_report_once(run: Run, ledger: Path) -> None:
    told = lines(run("incidents", "--all", "--json", "--ledger", ledger).out)
    reports = [report["document_id"] for incident in told for report in incident["reports"]]
    assert sorted(reports) == sorted(REPORTS)
    assert [len(incident["reports"]) for incident in told] == [3, 1, 1, 1, 1]
    assert all(r["claim_ids"] for incident in told for r in incident["reports"] if r["killed"])


def test_headlines_are_held_beside_what_their_reports_claim(run: Run, ledger: Path) -> None:
    asked = question(ledger, "Selmak")
    told = lines(run("headlines", asked, "--json", "--ledger", ledger).out)
    assert {line["document_id"]: line["stance"] for line in told} == {
        "ash": "observing", "birch": "for", "cedar": "against",
    }  # fmt: skip
    shown = run("headlines", asked, "--ledger", ledger)
    assert "told as fact" in shown.out
    assert "passed on: “says” passes it on" in shown.out
    assert "against it: “denies” rejects it" in shown.out
    assert "the report: The Birch Paper › Birch Rask" in shown.out
    assert "3 headlines" in shown.err


def test_a_headline_on_something_else_is_said_to_be(run: Run, ledger: Path) -> None:
    shown = run("headlines", question(ledger, "Goris"), "--ledger", ledger)
    assert "does not speak of it" in shown.out


def test_a_claim_in_words_meets_the_headlines_that_speak_of_it(run: Run, ledger: Path) -> None:
    told = lines(
        run("headlines", "--claim", "14 killed in Selmak", "--json", "--ledger", ledger).out
    )
    assert {line["document_id"] for line in told} >= {"ash", "birch"}
    assert "fir" not in {line["document_id"] for line in told}
    assert {line["claim_id"] for line in told} == {None}
    nothing = run("headlines", "--claim", "A ship ran aground", "--ledger", ledger)
    assert (nothing.status, nothing.out.strip()) == (0, "")


def test_a_question_or_a_claim_is_needed_and_not_both(run: Run, ledger: Path) -> None:
    assert run("headlines", "--ledger", ledger).status == 2
    assert run("headlines", "abc", "--claim", "text", "--ledger", ledger).status == 2
    assert run("headlines", "no-such-id", "--ledger", ledger).status == 3
