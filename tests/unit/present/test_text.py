from __future__ import annotations

import io

import pytest
from rich.console import Console, RenderableType

from reportedly.present import text, views
from reportedly.present.annotate import document_view
from reportedly.present.material import Material, gather
from reportedly.records import Problem, Span
from tests.small_ledger import FIRST_TEXT, document, quantity, source, statement
from tests.small_ledger import claim as make_claim


def printed(renderable: RenderableType, *, width: int = 120, is_terminal: bool = False) -> str:
    out = io.StringIO()
    console = Console(
        file=out, width=width, force_terminal=is_terminal, highlight=False, markup=False,
        color_system="standard" if is_terminal else None,
    )  # fmt: skip
    console.print(renderable)
    return out.getvalue()


@pytest.mark.parametrize("width", [40, 60, 80, 96, 110, 200])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(
    material: Material, width: int
) -> None:
    out = printed(text.claims_table(views.claim_rows(material), width=width), width=width)
    assert max(len(line.rstrip()) for line in out.splitlines()) <= width
    folded = "".join(out.split())
    for words in ("300", "$1,800", "nearly", "31dead", "(negated)", "Holm", "Ostra"):
        assert words in folded


def test_every_claim_says_who_says_it(material: Material) -> None:
    out = printed(text.claims_table(views.claim_rows(material), width=60), width=200)
    assert "Harbour Agency › Norland's president, Ada Holm" in out
    assert "Harbour Agency (itself)" in out
    assert "The defence ministry of Karsia (denies)" in out


def test_a_question_lists_competing_answers_and_who_does_not_count(material: Material) -> None:
    out = printed(text.questions_list(views.question_views(material)), width=150)
    assert "at least 300  read as 300 or more" in out
    assert "not counted as independent: Harbour Agency › the agency's own sources" in out
    assert "2 answers, 1 independent voice · range 300–4,000 · credibility cannot tell" in out


def test_a_claim_is_shown_in_context_with_its_chain(material: Material) -> None:
    row = views.claim_rows(material)[0]
    document_ = material.documents[row.document_id]
    spoken = next(s for s in views.statement_views(document_, material) if s.id == row.statement_id)
    number = material.claims[row.id].quantity
    assert number is not None
    context = text.context_text(document_.text, [row.evidence_span], [number.span])
    out = printed(text.claim_details(row, spoken, context, ()), width=150)
    assert "told reporters on Friday that [at least 300 hired fighters" in out
    assert "1  Harbour Agency (media) reports" in out
    assert "2  Norland's president, Ada Holm (person) asserts “told”" in out
    assert "characters 61 to 177" in out


def test_second_hand_is_said() -> None:
    first = document(FIRST_TEXT, title="T", publisher="P", published="2024-05-03", path="p")
    outer = source(FIRST_TEXT, "Holm", "person")
    inner = source(FIRST_TEXT, "the government of Vell", "government")
    spoken = statement(
        first, "the flights", (outer, "said", "asserts"), (inner, "confirmed", "confirms")
    )
    made = make_claim(spoken, first, "the flights", None, event="confirm", role=None)
    material = gather([first, spoken, made])
    row = views.claim_rows(material)[0]
    assert row.is_second_hand
    assert row.who == "P › Holm › the government of Vell"
    view = views.statement_views(first, material)[0]
    shown = printed(text.claim_details(row, view, text.context_text(FIRST_TEXT, []), ()))
    assert "at second hand" in shown


def test_a_working_is_numbered(material: Material) -> None:
    out = printed(text.findings_list(views.finding_views(material.findings.values(), material)))
    assert "✓ holds  28 killed and 62 wounded or missing are 30 percent of 300" in out
    assert "1. 28 + 62 = 90" in out
    assert "2. 90 ÷ 300 = 30 %" in out
    assert out.index("worth a look") < out.index("✓ holds")


def test_markup_and_escapes_of_a_report_stay_text() -> None:
    hostile = "[bold red]A \x1b[31mspokesman[/bold red] said 5 died :smile:"
    report = document(hostile, title="[link=x]T\x1b]0;", publisher="P\x07", published="x", path="p")
    who = source(hostile, "A \x1b[31mspokesman", "unnamed")
    spoken = statement(report, "5 died", (who, "said", "asserts"))
    made = make_claim(spoken, report, "5 died", quantity(hostile, "5", 5, 5))
    material = gather([report, spoken, made])
    rows = views.claim_rows(material)
    out = printed(text.claims_table(rows, width=150), width=150, is_terminal=True)
    out += printed(text.claims_table(rows, width=50), width=50, is_terminal=True)
    out += printed(text.document_details(document_view(report, material), rows, width=150))
    out += printed(text.documents_table([report], counts={}, width=150), is_terminal=True)
    out += printed(text.context_text(hostile, [Span(start=0, end=9)]), is_terminal=True)
    problem = Problem(stage="s", subject="\x1b[2J", code="empty", message="[red]\x9b")
    out += printed(text.problems_list([problem]))
    assert "\x1b[31mspokesman" not in out
    assert "\x1b]0;" not in out
    assert "\x1b[2J" not in out
    assert "\x9b" not in out
    assert "⟨U+001B⟩" in out
    assert "[red]" in out


def test_a_long_context_is_cut_and_says_so() -> None:
    body = "word " * 400
    shown = text.context_text(body, [Span(start=1000, end=1004)]).plain
    assert shown.startswith(("…", "word"))
    assert len(shown) < 700
    assert "[word]" in shown


def test_a_search_hit_marks_what_was_found() -> None:
    hit = text.found_text(
        "…the old\nmarket hall…", (Span(start=9, end=15),), kind="document", id="a" * 16, label="L"
    )
    out = printed(hit, is_terminal=True)
    assert "\x1b[1;7mmarket\x1b[0m" in out
    assert "the old market hall" in printed(hit)
