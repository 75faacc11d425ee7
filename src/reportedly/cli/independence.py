"""Commands on independence: which reports share text, and who is one voice behind a question."""

from __future__ import annotations

from typing import Annotated

import typer

from reportedly.cli import options
from reportedly.cli.output import console, counted, print_json, say
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import waiting


def copies(
    document: options.DocumentId = None,
    is_whole: Annotated[
        bool, typer.Option("--whole", help="Show passages in full, however long.")
    ] = False,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """List reports that share text, with the passages side by side.

    Those that share most come first. Which report was published first is told where the dates tell
    it; both may have their text from a third.
    """
    from reportedly.cli.ledger import find_record, open_to_read, warn_if_stale
    from reportedly.present.copies import copies_list, copy_views
    from reportedly.records import Copy, Document

    with open_to_read(ledger, config) as store:
        warn_if_stale(store)
        if document is None:
            found = list(store.read(Copy))
        else:
            about = find_record(store, document, (Document,)).id
            found = [*store.read(Copy, left=about), *store.read(Copy, right=about)]
        if as_json:
            print_json(found)
            return
        with waiting("reading the ledger"):
            wanted = dict.fromkeys(id_ for copy in found for id_ in (copy.left, copy.right))
            reports = {id_: d for id_ in wanted for d in store.read(Document, id=id_)}
    views = copy_views(found, reports)
    if views:
        show_on_screen(copies_list(views, width=console().width, is_whole=is_whole))
    noun = "pair" if len(views) == 1 else "pairs"
    say(f"{len(views):,} {noun} of reports that share text")


def origins(
    question: Annotated[
        str, typer.Argument(metavar="QUESTION", help="Its id; the beginning will do.")
    ],
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Show who is one voice behind a question: the reports of each, and why they are one."""
    from reportedly.cli.ledger import add_claims, find_record, open_to_read, warn_if_stale
    from reportedly.present.material import Material
    from reportedly.present.origins import origins_list, origins_view
    from reportedly.records import Origin, Question

    with open_to_read(ledger, config) as store:
        warn_if_stale(store)
        asked = find_record(store, question, (Question,))
        found = list(store.read(Origin, question_id=asked.id))
        if as_json:
            print_json(found)
            return
        material = Material()
        add_claims(asked.claim_ids, store, material)
    show_on_screen(origins_list(origins_view(asked, found, material)))
    say(counted(len(found), "independent voice"))
