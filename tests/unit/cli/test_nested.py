"""``show`` of a question that is part of another: the other is named, and not shown whole."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from reportedly.records import Claim, Feature, Link, Question, record_id
from reportedly.store.sqlite import SqliteStore
from tests.small_ledger import make_records
from tests.unit.cli.conftest import LINKED, Run


@pytest.fixture
def nested(tmp_path: Path) -> tuple[Path, Question, Question]:
    """Returns a ledger in which one question is part of another, and both: inner, outer."""
    records = make_records()
    outer, inner = (r for r in records if isinstance(r, Question))
    unasked = next(
        r.id for r in records
        if isinstance(r, Claim) and r.id not in {*outer.claim_ids, *inner.claim_ids}
    )  # fmt: skip
    outer = replace(outer, claim_ids=tuple(sorted({*outer.claim_ids, unasked})))
    why = Feature(name="time", value=1.0, detail="the larger count is of a long time")
    link = Link(
        id=record_id("link", "nested"), left=inner.claim_ids[0], right=unasked, kind="subset-of",
        score=0.6, features=(why,),
    )  # fmt: skip
    made = [outer if getattr(r, "id", None) == outer.id else r for r in (*records, link)]
    path = tmp_path / "nested.db"
    with SqliteStore(path) as store:
        store.write(r for r in made if not isinstance(r, LINKED))
        links = [r for r in made if isinstance(r, LINKED)]
        store.replace_links(links, made_from=store.linked_state().current, made_by="hand")
    return path, inner, outer


def test_show_names_the_wider_and_the_narrower_question(
    run: Run, nested: tuple[Path, Question, Question]
) -> None:
    path, inner, outer = nested
    shown = " ".join(run("show", inner.id, "--ledger", path).out.split())
    assert f"part of: {outer.title}" in shown
    assert "the larger count is of a long time" in shown
    shown = " ".join(run("show", outer.id, "--ledger", path).out.split())
    assert f"has as a part: {inner.title}" in shown
    listed = " ".join(run("questions", "--ledger", path).out.split())
    assert listed.count("part of: ") == 1


def test_show_as_json_gives_the_link_and_the_other_question(
    run: Run, nested: tuple[Path, Question, Question]
) -> None:
    path, inner, outer = nested
    for asked, other in ((inner, outer), (outer, inner)):
        lines = run("show", asked.id, "--json", "--ledger", path).out.splitlines()
        told = [json.loads(line) for line in lines]
        assert told[0]["id"] == asked.id
        assert "subset-of" in {line["kind"] for line in told if line["type"] == "link"}
        assert [line["id"] for line in told if line["type"] == "question"] == [asked.id, other.id]


def test_the_page_of_one_question_does_not_hold_the_other(
    run: Run, nested: tuple[Path, Question, Question], tmp_path: Path
) -> None:
    path, inner, outer = nested
    page = tmp_path / "page.html"
    run("report", "--question", inner.id, "--output", page, "--ledger", path)
    written = page.read_text(encoding="utf-8")
    assert f"Part of: {outer.title}" in written
    assert f'id="question-{outer.id}"' not in written
