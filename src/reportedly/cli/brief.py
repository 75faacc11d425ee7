"""The command that writes the brief."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.output import STANDARD_OUTPUT, counted, print_json, say, write_whole
from reportedly.cli.progress import waiting

if TYPE_CHECKING:
    from reportedly.present.material import Material
    from reportedly.store.base import Store

HTML_ENDINGS = frozenset({".html", ".htm"})
MARKDOWN_ENDINGS = frozenset({".md", ".markdown", ".txt"})


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
    it rests on. The ending of FILE says what is written: .html a page, .md or .txt Markdown.
    """
    from reportedly import __version__
    from reportedly.cli.ledger import open_to_read
    from reportedly.cli.read import now
    from reportedly.errors import ConfigError
    from reportedly.present.brief import make_brief
    from reportedly.present.brief_pages import to_html, to_markdown
    from reportedly.present.prose import long_day

    if (question is None) == (not is_all):
        raise typer.BadParameter("give the id of one question, or --all.", param_hint="QUESTION")
    is_page = output.suffix.lower() in HTML_ENDINGS
    if not is_page and output != STANDARD_OUTPUT and output.suffix.lower() not in MARKDOWN_ENDINGS:
        raise ConfigError(f"-o {output}: the name must end in .md, .txt or .html")
    with open_to_read(ledger, config) as store, waiting("reading the ledger"):
        material, ids = _chosen(store, question)
    heading = title or (material.questions[ids[0]].title if question else "What the reports claim")
    view = make_brief(
        material, ids, title=heading, made_on=long_day(now()[:10]), version=__version__
    )
    if as_json:
        print_json([view])
        return
    write_whole(to_html(view) if is_page else to_markdown(view), output, what="the brief")
    if output != STANDARD_OUTPUT:
        say(f"wrote {output}: {counted(len(ids), 'question')}, {counted(len(view.notes), 'note')}")


def _chosen(store: Store, question: str | None) -> tuple[Material, list[str]]:
    """Returns the material of the brief, and the ids of its questions in the order of telling."""
    from reportedly.cli.ledger import add_estimates, add_question, everything, find_record
    from reportedly.present.material import Material, add, gather
    from reportedly.present.views import measured, question_views
    from reportedly.records import Finding, Question

    if question is None:
        material = gather(everything(store))
        add_estimates(material, store, sides={})
        return material, measured(question_views(material), material)
    material = Material()
    found: Question = find_record(store, question, (Question,))
    add_question(found, store, material)
    for finding in store.read(Finding):
        add(finding, material)
    add_estimates(material, store, sides={})
    return material, [found.id]
