"""Grades -> renderables for the terminal: a table of many, the whole reasoning of one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.grading import reliability_scale
from reportedly.present.grades import AnswerGrade, GradeView, SourceGrade, grade_words
from reportedly.present.phrases import UNKNOWN, credibility_words
from reportedly.present.reliability import Judged, Letter
from reportedly.present.text import SHORT_ID
from reportedly.present.visible import one_line


def grades_table(
    views: Sequence[GradeView], titles: Mapping[str, str], *, width: int
) -> RenderableType:
    """Returns a line for each question: its grade, the condition, who judged; for any width."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", width=min(width, 140))
    for name in ("Question", "Grade", "Since", "Id"):
        table.add_column(name, overflow="fold", vertical="top")
    for view in views:
        by = f" (judged by {view.judged.by})" if view.judged else ""
        table.add_row(
            Text(one_line(titles[view.question_id])),
            Text(f"{view.credibility} {view.monitor}{by}"),
            Text(view.because),
            Text(view.question_id[:SHORT_ID], style="dim"),
        )
    return table


def grade_details(view: GradeView, title: str) -> RenderableType:
    """Returns the whole reasoning of one grade: in force, by the rules, by answer, by source."""
    head = Text(one_line(title), style="bold")
    head.append(f"  {view.question_id[:SHORT_ID]}", style="not bold dim")
    parts: list[RenderableType] = [head, Text(f"Credibility {grade_words(view)}")]
    if view.judged is not None:
        parts.append(Text(_judged_line(view.judged)))
        parts.append(Text(f"By the rules: {credibility_words(view.own)}, since {view.because}"))
    parts += [Text(), Text("Answers", style="bold"), *map(_answer_line, view.answers)]
    parts += list(_lines("Sources", map(_source_line, view.sources)))
    parts += list(_lines("Reasons", view.reasons))
    parts += list(_lines("What would change it", view.would_change))
    return Padding(Group(*parts), (0, 0, 1, 0), expand=False)


def reliability_table(rows: Iterable[tuple[str, Letter]]) -> RenderableType:
    """Returns a line for each source: its letter, whose it is, and why."""
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold")
    for name in ("Source", "Reliability", "By", "Why"):
        table.add_column(name, overflow="fold", vertical="top")
    for name, found in rows:
        judged = found.judged
        through = None if found.through is None else f"given to “{found.through}”"
        told = (through, judged.reason if judged else None, found.conflict)
        table.add_row(
            Text(one_line(name)),
            Text(f"{found.letter} ({reliability_scale()[found.letter]})"),
            Text(f"{judged.by}, {judged.on}" if judged else "nobody yet"),
            Text("; ".join(words for words in told if words)),
        )
    return table


def _answer_line(answer: AnswerGrade) -> RenderableType:
    words = "revised since" if answer.credibility is None else credibility_words(answer.credibility)
    line = Text(f"– {answer.words}: ")
    line.append(f"{words}, {answer.monitor}" if answer.monitor and answer.credibility else words)
    if answer.pairs:
        line.append(f" ({', '.join(answer.pairs)})", style="dim")
    return Padding(line, (0, 0, 0, 2), expand=False)


def _source_line(source: SourceGrade) -> str:
    who = "no reliability set" if source.judged is None else _judged_line(source.judged)
    through = "" if source.through is None else f"; given to “{source.through}”"
    conflict = "" if source.conflict is None else f"; {source.conflict}"
    return f"{source.source}: {source.reliability} ({source.words}); {who}{through}{conflict}"


def _judged_line(judged: Judged) -> str:
    reason = f": {judged.reason}" if judged.reason else ", no reason given"
    since = f"; since then {judged.since}: look again" if judged.since else ""
    return f"judged by {judged.by or UNKNOWN} on {judged.on}{reason}{since}"


def _lines(title: str, lines: Iterable[str]) -> Iterator[RenderableType]:
    told = list(lines)
    if told:
        yield Text()
        yield Text(title, style="bold")
    for line in told:
        yield Padding(Text(f"– {one_line(line)}"), (0, 0, 0, 2), expand=False)
