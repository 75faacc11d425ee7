"""Views -> renderables for the terminal.

A wide terminal gets tables; a narrow one gets the same as short blocks, since a table of seven
columns can't be read in 60. What is said by weight or colour is always said in words too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.present import phrases
from reportedly.present.annotate import DocumentView
from reportedly.present.nested_text import nested_lines
from reportedly.present.views import (
    AnswerView,
    ClaimRow,
    FindingView,
    HopView,
    LinkView,
    QuestionView,
    StatementView,
)
from reportedly.present.visible import one_line, one_line_within, shortened, visible
from reportedly.records import Document, Problem, Span

# Below this width the seven columns of the claims table hold a word or two each: blocks instead.
TABLE_WIDTH = 96
EVIDENCE_LIMIT = 160
# How much of the report is shown around a claim, to either side, if the paragraph is long.
CONTEXT_CHARACTERS = 280
SHORT_ID = 8

VERDICT_STYLES = {
    "holds": "green",
    "does not hold": "bold red",
    "worth a look": "yellow",
    "cannot tell": "dim",
}


def claims_table(rows: Sequence[ClaimRow], *, width: int) -> RenderableType:
    """Returns claims as a table, or as blocks where the terminal is narrow."""
    if width < TABLE_WIDTH:
        return Group(*(_claim_block(row) for row in rows))
    table = _table("Who says", "Number", "What", "Where and when", "In the report's words", "Id")
    for row in rows:
        table.add_row(
            _who_cell(row),
            _number_cell(row),
            _role_cell(row, joiner="\n"),
            _where_cell(row),
            Text(shortened(row.evidence, EVIDENCE_LIMIT), style="italic"),
            Text(row.id[:SHORT_ID], style="dim"),
        )
    for column, ratio in zip(table.columns, (5, 4, None, 5, 7, None), strict=True):
        column.ratio = ratio
    table.columns[2].width = len("(hypothetical)")
    table.columns[-1].min_width = SHORT_ID
    return table


def _claim_block(row: ClaimRow) -> RenderableType:
    head = _who_cell(row)
    head.append(f"  {row.id[:SHORT_ID]}", style="dim")
    facts = Text()
    facts.append_text(_number_cell(row) if row.number != phrases.UNKNOWN else Text(""))
    for part in (_role_cell(row), Text(row.where), Text(row.when)):
        if part.plain != phrases.UNKNOWN:
            facts.append(" · " if facts.plain else "")
            facts.append_text(part)
    words = Text(f"“{shortened(row.evidence, EVIDENCE_LIMIT)}”", style="italic")
    return _spaced(Group(head, _indented(facts, 2), _indented(words, 2)))


def _who_cell(row: ClaimRow) -> Text:
    text = Text()
    names = row.who.split(phrases.CHAIN_ARROW)
    text.append(phrases.CHAIN_ARROW.join([*names[:-1], ""]), style="dim")
    text.append(names[-1], style="bold")
    if row.mode == "editorial":
        text.append(" (itself)", style="dim")
    elif row.stance not in {"asserts", "reports"}:
        text.append(f" ({row.stance})")
    return text


def _number_cell(row: ClaimRow) -> Text:
    text = Text()
    if row.raw == phrases.UNKNOWN:
        return text.append(phrases.UNKNOWN, style="dim")
    before, _, after = row.number.partition(row.raw)
    text.append(before)
    text.append(row.raw, style="bold")
    return text.append(after)


def _where_cell(row: ClaimRow) -> Text:
    """Returns places and time, a line each, as they fit a narrow column."""
    places = row.where.replace(phrases.PLACE_ARROW, f"\n{phrases.PLACE_ARROW.lstrip()}")
    lines = [part.replace("; ", "\n") for part in (places, row.when) if part != phrases.UNKNOWN]
    return Text("\n".join(lines) or phrases.UNKNOWN)


def _role_cell(row: ClaimRow, *, joiner: str = " ") -> Text:
    text = Text(row.role)
    for caveat in row.caveats:
        text.append(f"{joiner}({caveat})", style="yellow")
    return text


def documents_table(
    documents: Iterable[Document], *, counts: dict[str, tuple[int, int]], width: int
) -> RenderableType:
    """Returns the reports with how many statements and claims each has."""
    if width < TABLE_WIDTH:
        return Group(*(_document_block(d, counts.get(d.id, (0, 0))) for d in documents))
    table = _table("Report", "Publisher", "Published", "Statements", "Claims", "Id")
    for document in documents:
        statements, claims = counts.get(document.id, (0, 0))
        table.add_row(
            Text(phrases.document_label(document)),
            Text(one_line(document.publisher or phrases.UNKNOWN)),
            Text(phrases.day_words(document.published)),
            str(statements),
            str(claims),
            Text(document.id[:SHORT_ID], style="dim"),
        )
    for position in (3, 4):
        table.columns[position].justify = "right"
    return table


def _document_block(document: Document, counts: tuple[int, int]) -> RenderableType:
    head = Text(phrases.document_label(document), style="bold")
    head.append(f"  {document.id[:SHORT_ID]}", style="not bold dim")
    facts = f"{phrases.byline(document)} · {counts[0]} statements · {counts[1]} claims"
    return _spaced(Group(head, _indented(Text(facts), 2)))


def questions_list(views: Iterable[QuestionView]) -> RenderableType:
    """Returns questions with their competing answers and who gives them."""
    return Group(*(_spaced(question_block(view)) for view in views))


def question_block(view: QuestionView) -> RenderableType:
    """Returns one question with its answers, a line for each voice."""
    parts: list[RenderableType] = [_question_head(view)]
    parts.extend(nested_lines("part of", view.part_of))
    if not view.is_assessed:
        parts.append(Text("  not assessed yet; the claims are", style="dim"))
        parts.extend(_indented(_claim_line(row), 2) for row in view.claims)
        return Group(*parts)
    for answer in view.answers:
        parts.extend(_answer_lines(answer))
    parts.append(_standing_line(view))
    return Group(*parts)


def _question_head(view: QuestionView) -> Text:
    head = Text(view.title, style="bold")
    head.append(f"  {view.id[:SHORT_ID]}", style="not bold dim")
    return head


def _answer_lines(answer: AnswerView) -> Iterator[RenderableType]:
    head = Text("  ▪ ")
    head.append(answer.words, style="bold")
    if one_line(answer.reading) != answer.words:
        head.append(f"  read as {answer.reading}", style="dim")
    yield head
    for voice in answer.voices:
        line = Text(voice.source)
        line.append(f"  {voice.pair}" if voice.pair else "")
        line.append(f"  in {_and_more(voice.reports)}", style="dim")
        yield _indented(line, 6)
    if answer.uncounted:
        speakers = tuple(dict.fromkeys(row.who for row in answer.uncounted))
        line = Text("not counted as independent: ", style="dim")
        line.append(_and_more(speakers))
        yield _indented(line, 6)


def _standing_line(view: QuestionView) -> RenderableType:
    voices = {voice.id for answer in view.answers for voice in answer.voices}
    line = Text(f"{len(view.answers)} answer{_s(view.answers)}")
    line.append(f", {len(voices)} independent voice{_s(voices)}")
    line.append(f" · range {view.range} · credibility {view.credibility}")
    return _indented(line, 2)


def question_details(view: QuestionView) -> RenderableType:
    """Returns all about one question: scope, answers, reasons, and how its claims compare."""
    parts: list[RenderableType] = [_question_head(view)]
    parts.extend(_pair(name, value) for name, value in view.scope)
    parts.extend(nested_lines("part of", view.part_of, with_reasons=True))
    parts.extend(nested_lines("has as a part", view.parts, with_reasons=True))
    parts.append(Text())
    for answer in view.answers:
        parts.extend(_answer_lines(answer))
        for voice in answer.voices:
            parts.extend(_indented(Text(f"one voice: {w}", style="dim"), 8)
                         for w in voice.why)  # fmt: skip
    if view.is_assessed:
        parts += [Text(), _standing_line(view)]
    parts.extend(_bullets("Reasons", view.reasons))
    parts.extend(_bullets("What would change it", view.would_change))
    if view.claims:
        parts += [Text(), Text("Claims", style="bold")]
        parts.extend(_indented(_claim_line(row), 2) for row in view.claims)
    parts.extend(_link_lines(view.links))
    return Group(*parts)


def _claim_line(row: ClaimRow) -> Text:
    line = Text()
    line.append(row.id[:SHORT_ID], style="dim")
    line.append("  ")
    line.append_text(_who_cell(row))
    line.append(": ")
    line.append_text(_number_cell(row))
    line.append(f" {row.role}")
    return line


def _link_lines(links: Sequence[LinkView]) -> Iterator[RenderableType]:
    if links:
        yield Text()
        yield Text("How these claims compare", style="bold")
    for link in links:
        line = Text("  ")
        line.append(link.left.id[:SHORT_ID], style="dim")
        line.append(f" {link.kind} ", style="bold")
        line.append(link.right.id[:SHORT_ID], style="dim")
        yield line
        for reason in link.reasons:
            yield _indented(Text(reason, style="dim"), 6)


def findings_list(views: Iterable[FindingView]) -> RenderableType:
    """Returns checks with their working as numbered steps."""
    return Group(*(_spaced(finding_block(view)) for view in views))


def finding_block(view: FindingView) -> RenderableType:
    """Returns one check: verdict, result in words, and the working that a pencil can follow."""
    head = Text()
    head.append(f"{view.sign} {view.verdict}", style=VERDICT_STYLES[view.verdict])
    head.append(f"  {view.statement}", style="bold")
    head.append(f"  {view.id[:SHORT_ID]}", style="dim")
    steps = Table.grid(padding=(0, 1))
    steps.add_column(justify="right", style="dim")
    for number, (text, result) in enumerate(view.steps, start=1):
        line = Text(text)
        if result:
            line.append(" = " if _is_sum(text) else " → ", style="dim")
            line.append(result, style="bold")
        steps.add_row(f"{number}.", line)
    return Group(head, _indented(steps, 2))


def _is_sum(text: str) -> bool:
    return not text.endswith(("=", ":")) and any(sign in text for sign in "+×÷−")


def claim_details(
    row: ClaimRow, statement: StatementView, context: Text, links: Sequence[LinkView]
) -> RenderableType:
    """Returns all about one claim: what it says, the words in context, and the chain."""
    head = Text("Claim ", style="bold")
    head.append(row.id, style="not bold dim")
    parts: list[RenderableType] = [head, _pair("Who says", row.who)]
    if row.is_second_hand:
        parts.append(_pair("", "at second hand: the origin itself is not heard here"))
    parts += [
        _pair("How", _manner(statement)),
        _pair("Number", row.number),
        _pair("Read as", row.reading),
        _pair("What", ", ".join([row.role, *row.caveats])),
        _pair("Where", row.where),
        _pair("When", row.when),
        _pair("Report", f"{row.report} ({row.byline})"),
        _pair("", f"characters {row.evidence_span.start} to {row.evidence_span.end}"),
        Text(),
        Text("In the report", style="bold"),
        _indented(context, 2),
        *_chain_lines(statement.hops),
        *_link_lines(links),
    ]
    return Group(*parts)


def statement_details(statement: StatementView, context: Text) -> RenderableType:
    """Returns all about one statement: who, how, the words in context, the chain, its claims."""
    head = Text("Statement ", style="bold")
    head.append(statement.id, style="not bold dim")
    parts: list[RenderableType] = [
        head,
        _pair("Who says", statement.who),
        _pair("How", _manner(statement)),
        Text(),
        Text("In the report", style="bold"),
        _indented(context, 2),
        *_chain_lines(statement.hops),
    ]
    if statement.claims:
        parts += [Text(), Text("Claims", style="bold")]
        parts.extend(_indented(_claim_line(row), 2) for row in statement.claims)
    return Group(*parts)


def _manner(statement: StatementView) -> str:
    words = [statement.stance, statement.mode]
    if statement.is_negative:
        words.append("says that it is not so")
    if statement.said_at:
        words.append(f"said {statement.said_at}")
    words.extend(f"hedged “{hedge}”" for hedge in statement.hedges)
    return ", ".join(words)


def _chain_lines(hops: Sequence[HopView]) -> Iterator[RenderableType]:
    yield Text()
    yield Text("Chain, from the publisher to the origin", style="bold")
    for number, hop in enumerate(hops, start=1):
        line = Text(f"{number}  ")
        line.append(hop.name, style="bold")
        line.append(f" ({hop.kind}) {hop.stance}")
        if hop.cue is not None:
            line.append(f" “{hop.cue}”", style="italic")
        if hop.said_as is not None:
            line.append(f", here called “{hop.said_as}”", style="dim")
        yield _indented(line, 2 * number)


def context_text(text: str, spans: Sequence[Span], strong: Sequence[Span] = ()) -> Text:
    """Returns the paragraph around some spans with these marked, ``strong`` ones more.

    Marks are set by weight *and* by brackets, so that they survive a terminal without colour.
    """
    if len(spans) == 0:
        return Text()
    first, last = min(s.start for s in spans), max(s.end for s in spans)
    start = max(text.rfind("\n\n", 0, first) + 1, first - CONTEXT_CHARACTERS, 0)
    stop = text.find("\n\n", last)
    end = min(stop if stop >= 0 else len(text), last + CONTEXT_CHARACTERS)
    shown = Text("…" if start > 0 and not text[start - 1].isspace() else "")
    cuts = sorted({start, end, *(e for s in [*spans, *strong] for e in (s.start, s.end))})
    for a, b in pairwise(cuts):
        marked = any(s.start <= a and b <= s.end for s in spans)
        is_strong = any(s.start <= a and b <= s.end for s in strong)
        shown.append("[" if any(a == s.start for s in spans) else "")
        style = "bold reverse" if is_strong else "underline" if marked else ""
        shown.append(visible(text[a:b]).lstrip("\n"), style=style)
        shown.append("]" if any(b == s.end for s in spans) else "")
    shown.append("…" if end < len(text) and not text[end].isspace() else "")
    return shown


def document_details(view: DocumentView, rows: Sequence[ClaimRow], *, width: int) -> RenderableType:
    """Returns all about one report: where it came from, its statements, its claims."""
    parts: list[RenderableType] = [Text(view.label, style="bold")]
    parts.extend(_pair(name, value, width=26) for name, value in view.details)
    parts += [Text(), Text("Statements", style="bold")]
    for statement in view.statements:
        line = Text(f"{statement.id[:SHORT_ID]}  ", style="dim")
        line.append(statement.who, style="not dim bold")
        line.append(f" ({statement.stance}): ", style="not dim")
        line.append(shortened(statement.words, EVIDENCE_LIMIT), style="not dim italic")
        parts.append(_indented(line, 2))
    if rows:
        parts += [Text(), Text("Claims", style="bold"), claims_table(rows, width=width)]
    if view.problems:
        parts += [Text(), Text("Problems", style="bold"), problems_list(view.problems)]
    return Group(*parts)


def finding_details(view: FindingView) -> RenderableType:
    """Returns one check with its working and the claims that went into it."""
    parts: list[RenderableType] = [finding_block(view), Text(), Text("Claims", style="bold")]
    parts.extend(_indented(_claim_line(row), 2) for row in view.claims)
    return Group(*parts)


def found_text(
    excerpt: str, marks: Sequence[Span], *, kind: str, id: str, label: str
) -> RenderableType:
    """Returns a place that a search found, with the words that it was found by marked."""
    head = Text(f"{kind} {id[:SHORT_ID]}", style="dim")
    head.append(f"  {label}", style="not dim bold")
    line = Text()
    position = 0
    for mark in marks:
        line.append(one_line_within(excerpt[position : mark.start]))
        line.append(one_line_within(excerpt[mark.start : mark.end]), style="bold reverse")
        position = mark.end
    line.append(one_line_within(excerpt[position:]))
    return _spaced(Group(head, _indented(line, 2)))


def problems_list(
    problems: Iterable[Problem], paths: Mapping[str, str] | None = None
) -> RenderableType:
    """Returns problems, a line each; ``paths`` as in :func:`problem_line`."""
    return Group(*(Text(problem_line(problem, paths)) for problem in problems))


def problem_line(problem: Problem, paths: Mapping[str, str] | None = None) -> str:
    """Returns a problem as one plain line: ``code: subject: message``.

    ``paths`` are those of documents by id: people know the file that they gave, not its id.
    """
    subject = (paths or {}).get(problem.subject, problem.subject)
    return f"{problem.code}: {one_line(subject)}: {one_line(problem.message)}"


def doctor_sheet(
    checks: Iterable[tuple[str, str, bool]], settings: Iterable[tuple[str, str, str, str]]
) -> RenderableType:
    """Returns what is installed, as ``(name, value, is well)``, and the settings.

    A setting is ``(name, value, where it came from, help)``.
    """
    installed = Table.grid(padding=(0, 2, 0, 0))
    for column in range(3):
        installed.add_column(overflow="fold", no_wrap=column < 2)
    for name, value, is_well in checks:
        sign = Text("✓", style="green") if is_well else Text("✗", style="bold red")
        installed.add_row(sign, Text(name), Text(visible(value)))
    chosen = Table.grid(padding=(0, 2, 0, 0))
    for name, value, where, meaning in settings:
        line = Text(visible(value), style="bold")
        line.append(f" (from {where})", style="not bold")
        line.append(f"\n{meaning}", style="not bold dim")
        chosen.add_row(Text("•"), Text(name), line)
    return Group(installed, Text(), Text("Settings", style="bold"), chosen)


def _indented(renderable: RenderableType, level: int) -> RenderableType:
    return Padding(renderable, (0, 0, 0, level), expand=False)


def _spaced(renderable: RenderableType) -> RenderableType:
    return Padding(renderable, (0, 0, 1, 0), expand=False)


def _table(*names: str) -> Table:
    table = Table(
        box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0), expand=True,
        leading=1,
    )  # fmt: skip
    for name in names:
        table.add_column(name, vertical="top", overflow="fold")
    return table


def _pair(name: str, value: str, *, width: int = 10) -> RenderableType:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(width=width, style="dim", no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(Text(name), Text(value))
    return grid


def _bullets(title: str, lines: Sequence[str]) -> Iterator[RenderableType]:
    if lines:
        yield Text()
        yield Text(title, style="bold")
    for line in lines:
        yield _indented(Text(f"– {line}"), 2)


def _and_more(names: Sequence[str], *, limit: int = 4) -> str:
    if len(names) <= limit:
        return ", ".join(names)
    return f"{', '.join(names[:limit])} and {len(names) - limit} more"


def _s(things: Iterable[object]) -> str:
    return "" if len(list(things)) == 1 else "s"
