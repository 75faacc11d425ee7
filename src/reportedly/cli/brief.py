"""The command that writes the brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.output import as_utf8, counted, print_json, say
from reportedly.cli.progress import waiting

if TYPE_CHECKING:
    from reportedly.present.material import Material
    from reportedly.store.base import Store

STANDARD_OUTPUT = Path("-")
HTML_ENDINGS = frozenset({".html", ".htm"})


def brief(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION", help="Its id; the beginning will do.", show_default=False
        ),
    ] = None,
    is_all: Annotated[
        bool, typer.Option("--all", help="All questions that ask for a measure, in one brief.")
    ] = False,
    output: Annotated[
        Path,
        typer.Option(
            "-o", "--output", metavar="FILE",
            help="The file to write, .md or .html; - prints Markdown.",
        ),
    ] = STANDARD_OUTPUT,
    title: Annotated[
        str | None,
        typer.Option("--title", metavar="TEXT", help="The brief's title.", show_default=False),
    ] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print it as one JSON object.")
    ] = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:  # fmt: skip
    """Write a brief: who claims what, who confirms or denies it, what to ask.

    Every sentence is made from records and carries footnotes to the characters of the reports that
    it rests on. A name that ends in .html gives a page, any other Markdown.
    """
    from reportedly import __version__
    from reportedly.cli.ledger import open_to_read
    from reportedly.cli.read import now
    from reportedly.present.brief import make_brief
    from reportedly.present.brief_pages import to_html, to_markdown
    from reportedly.present.prose import long_day

    if (question is None) == (not is_all):
        raise typer.BadParameter("give the id of one question, or --all.", param_hint="QUESTION")
    with open_to_read(ledger, config) as store, waiting("reading the ledger"):
        material, ids = _chosen(store, question)
    heading = title or (material.questions[ids[0]].title if question else "What the reports claim")
    view = make_brief(
        material, ids, title=heading, made_on=long_day(now()[:10]), version=__version__
    )
    if as_json:
        print_json([view])
    elif output == STANDARD_OUTPUT:
        _print(to_markdown(view))
    else:
        is_page = output.suffix.lower() in HTML_ENDINGS
        _write(to_html(view) if is_page else to_markdown(view), output)
        say(f"wrote {output}: {counted(len(ids), 'question')}, {counted(len(view.notes), 'note')}")


def _chosen(store: Store, question: str | None) -> tuple[Material, list[str]]:
    """Returns the material of the brief, and the ids of its questions in the order of telling."""
    from reportedly.cli.ledger import add_question, everything, find_record
    from reportedly.present.material import Material, add, gather
    from reportedly.present.views import UNMEASURED, question_views
    from reportedly.records import Finding, Question

    if question is None:
        material = gather(everything(store))
        views = question_views(material)
        measured = [view.id for view in views if material.questions[view.id].role not in UNMEASURED]
        return material, measured
    material = Material()
    found: Question = find_record(store, question, (Question,))
    add_question(found, store, material)
    for finding in store.read(Finding):
        add(finding, material)
    return material, [found.id]


def _print(text: str) -> None:
    import sys

    as_utf8(sys.stdout)
    sys.stdout.write(text)


def _write(text: str, output: Path) -> None:
    from reportedly.errors import ReportedlyError

    unfinished = output.with_name(f".{output.name}.unfinished")
    try:
        try:
            unfinished.write_text(text, encoding="utf-8")
            unfinished.replace(output)
        finally:
            unfinished.unlink(missing_ok=True)
    except OSError as error:
        raise ReportedlyError(
            f"the brief can't be written to {output} ({error.strerror}): choose another place "
            "with -o, or make room"
        ) from error
