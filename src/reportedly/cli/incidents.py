"""Commands on what reports are about: incidents, and how headlines stand to what is claimed."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli import options
from reportedly.cli.output import counted, print_json, say
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import waiting


def incidents(
    is_all: Annotated[
        bool, typer.Option("--all", help="Also those with one report, or without any number.")
    ] = False,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """List incidents: which reports are mainly about one, how many each report gives, where, when.

    The counts are the reports' own; the incident's are their lower median, never a sum. Questions
    go finer: they keep apart who says what of whom.
    """
    from reportedly.cli.ledger import add_document, open_to_read
    from reportedly.present.incidents import incidents_list
    from reportedly.present.material import Material
    from reportedly.records import Document
    from reportedly.run.incidents import incidents_in

    with open_to_read(ledger, config) as store, waiting("comparing reports"):
        found = incidents_in(store)
        told = [
            i
            for i in found
            if is_all or (len(i.reports) > 1 and (i.killed is not None or i.injured is not None))
        ]
        if as_json:
            print_json(told)
            return
        material = Material()
        for report in (report for incident in told for report in incident.reports):
            for document in store.read(Document, id=report.document_id):
                add_document(document, store, material)
    if told:
        show_on_screen(incidents_list(told, material))
    left = len(found) - len(told)
    more = f"; {left:,} more with one report or no number (--all)" if left else ""
    say(f"{counted(len(told), 'incident')}{more}")


def headlines(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION", help="Its id; the beginning will do.", show_default=False
        ),
    ] = None,
    claim: Annotated[
        str | None,
        typer.Option(
            "--claim", metavar="TEXT", show_default=False,
            help="A claim in your words: list every headline that speaks of it.",
        ),
    ] = None,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:  # fmt: skip
    """Show how headlines stand to a claim: told as fact, passed on, or against it.

    With QUESTION each report's headline is held beside what the report itself claims: a headline
    may tell as fact what the report attributes. Headlines are read by their words alone.
    """
    from reportedly.cli.ledger import add_document, find_record, open_to_read
    from reportedly.present.incidents import headlines_list
    from reportedly.present.material import Material
    from reportedly.records import Document, Question
    from reportedly.run.headlines import headlines_on, headlines_on_question

    if (question is None) == (claim is None):
        raise typer.BadParameter("give a QUESTION, or a claim with --claim TEXT.")
    with open_to_read(ledger, config) as store, waiting("reading headlines"):
        if question is not None:
            asked: Question = find_record(store, question, (Question,))
            found = list(headlines_on_question(store, asked))
        else:
            found = list(headlines_on(store, str(claim)))
        if as_json:
            print_json(found)
            return
        material = Material()
        for headline in found:
            for document in store.read(Document, id=headline.document_id):
                add_document(document, store, material)
    if found:
        show_on_screen(headlines_list(found, material))
    say(counted(len(found), "headline"))
