"""Commands that make something of the ledger: the dossier, the demo, the doctor's sheet."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli import options
from reportedly.cli.output import (
    EXIT_BUG,
    STANDARD_OUTPUT,
    console,
    counted,
    print_line,
    say,
    write_whole,
)
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import waiting

if TYPE_CHECKING:
    from reportedly.present.material import Material
    from reportedly.store.base import Store

# A page with more reports than this is slow in a browser; it is made all the same, and said.
MANY_REPORTS = 300
# How many questions the demo shows: the rest are in its dossier.
DEMO_QUESTIONS = 12

Output = Annotated[
    Path,
    typer.Option("-o", "--output", metavar="FILE", help="The file to write; - prints it."),
]


def report(
    output: Output = Path("dossier.html"),
    question: Annotated[
        str | None,
        typer.Option(
            "--question", metavar="ID", help="Only this question, and the reports that answer it.",
            show_default=False,
        ),
    ] = None,
    document: options.DocumentId = None,
    sides: options.Sides = None,
    lists: options.Lists = None,
    title: Annotated[
        str, typer.Option("--title", metavar="TEXT", help="The dossier's title.")
    ] = "Dossier",
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:  # fmt: skip
    """Write the dossier, one HTML file.

    It holds the brief, the questions with their answers and estimates, the checks with their
    working, the copies, the claims, and the reports with every statement and number marked. It
    needs no network and runs no script.
    """
    from reportedly.cli.ledger import add_estimates, find_record, open_to_read
    from reportedly.cli.lists_file import estimate_lists
    from reportedly.cli.sides_file import for_all_names, read_sides_file
    from reportedly.errors import ConfigError
    from reportedly.records import Question

    if lists is not None and question is None:
        raise ConfigError("--lists needs --question: the one that the lists bear on")
    unlisted = None if lists is None else estimate_lists(lists)[1]
    declared = {} if sides is None else read_sides_file(sides)
    with open_to_read(ledger, config) as store, waiting("reading the ledger"):
        material = _selected(store, question=question, document=document)
        add_estimates(material, store, sides=for_all_names(declared, material))
        if unlisted is not None and question is not None:
            asked = find_record(store, question, (Question,))
            material.unlisted[asked.id] = unlisted
    if len(material.documents) > MANY_REPORTS:
        say(
            f"note: {counted(len(material.documents), 'report')} make a large page; --question or "
            "--document takes a part"
        )
    _write_dossier(material, output, title=title)


def demo(
    ledger: Annotated[
        Path | None,
        typer.Option(
            "--ledger", metavar="FILE", show_default=False,
            help="The ledger's file. [default: a temporary one]",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", show_default=False,
            help="The dossier's file. [default: beside the ledger]",
        ),
    ] = None,
    config: options.Config = None,
) -> None:  # fmt: skip
    """Read the bundled examples and show what comes of them."""
    from reportedly.cli.examples import find_examples, manifest, read_examples
    from reportedly.cli.ledger import add_estimates, everything
    from reportedly.cli.read import add_to_ledger
    from reportedly.config import load_configuration
    from reportedly.present.material import gather
    from reportedly.store.sqlite import SqliteStore

    path = ledger or _temporary_folder() / "demo.db"
    page = output or path.with_suffix(".html")
    folder = find_examples()
    configuration = load_configuration({"ledger": path}, config=config)
    say(f"reading {len(manifest(folder))} example reports from {folder}")
    tally = add_to_ledger(read_examples(folder), configuration, total=len(manifest(folder)))
    with SqliteStore(path, read_only=True) as store:
        material = gather(everything(store))
        add_estimates(material, store, sides={})
    _show_demo(material)
    _write_dossier(material, page, title="What the example reports say")
    _say_next(material, path, page)
    if tally.has_crash:
        raise typer.Exit(EXIT_BUG)


def doctor(
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Show what is installed, and the settings in force."""
    from reportedly.cli import doctor as sheet
    from reportedly.config import explain_settings, load_settings

    flags = {"ledger": ledger}
    checks = list(sheet.examine(load_settings(flags, config=config)))
    explained = explain_settings(flags, config=config)
    if as_json:
        _print_objects(sheet.as_json(checks, explained))
    else:
        from reportedly.present.text import doctor_sheet

        show_on_screen(
            doctor_sheet(
                [(check.name, check.value, check.is_well) for check in checks],
                [(s.name, str(s.value), s.where, s.help) for s in explained],
            )
        )
    if not all(check.is_well for check in checks):
        raise typer.Exit(EXIT_BUG)


def _selected(store: Store, *, question: str | None, document: str | None) -> Material:
    """Returns what the dossier is made from: all, or what belongs to one question or report."""
    from reportedly.cli.ledger import add_document, add_question, everything, find_record
    from reportedly.present.material import Material, add, gather
    from reportedly.records import Copy, Document, Finding, Question

    if question is None and document is None:
        return gather(everything(store))
    material = Material()
    if document is not None:
        add_document(find_record(store, document, (Document,)), store, material)
        own = set(material.claims)
        for found in store.read(Question):
            if question is None and not own.isdisjoint(found.claim_ids):
                add_question(found, store, material)
    if question is not None:
        add_question(find_record(store, question, (Question,)), store, material)
    for finding in store.read(Finding):
        if all(claim_id in material.claims for claim_id in finding.claim_ids):
            add(finding, material)
    for copy in store.read(Copy):
        if copy.left in material.documents and copy.right in material.documents:
            add(copy, material)
    return material


def _write_dossier(material: Material, output: Path, *, title: str) -> None:
    """Makes the dossier and writes it."""
    from reportedly import __version__
    from reportedly.cli.main_figures import add_main_figures
    from reportedly.cli.read import now
    from reportedly.present.dossier import make_dossier
    from reportedly.present.phrases import day_words

    add_main_figures(material)
    page = make_dossier(material, title=title, made_on=day_words(now()[:10]), version=__version__)
    write_whole(page, output, what="the dossier")
    if output != STANDARD_OUTPUT:
        say(f"wrote {output} ({len(page) / 1e6:.1f} MB)")


def _temporary_folder() -> Path:
    import tempfile

    return Path(tempfile.mkdtemp(prefix="reportedly-demo-"))


def _show_demo(material: Material) -> None:
    from rich.text import Text

    from reportedly.present.phrases import UNKNOWN
    from reportedly.present.text import claims_table, findings_list, questions_list
    from reportedly.present.views import claim_rows, finding_views, question_views

    width = console().width
    every_row = claim_rows(material)
    rows = [row for row in every_row if row.raw != UNKNOWN and row.role != "other"]
    open_questions = [view for view in question_views(material) if view.is_open]
    findings = finding_views(material.findings.values(), material)
    head = f"Claims with a measured number ({len(rows)} of {counted(len(every_row), 'claim')})"
    show_on_screen(Text(head, style="bold"), claims_table(rows, width=width))
    shown = open_questions[:DEMO_QUESTIONS]
    show_on_screen(
        Text(f"Open questions ({len(shown)} of {len(open_questions)})", style="bold"),
        Text(),
        questions_list(shown),
        Text(f"Checks ({len(findings)})", style="bold"),
        Text(),
        findings_list(findings),
    )


def _say_next(material: Material, ledger: Path, page: Path) -> None:
    where = f"--ledger {shlex.quote(str(ledger))}"
    first_claim: Any = next(iter(material.claims), "ID")
    print_line("")
    print_line(f"The dossier is {page}: open it in a browser. What to type next:")
    print_line(f"  reportedly questions {where}")
    print_line(f"  reportedly show {first_claim[:8]} {where}")
    print_line(f"  reportedly claims --role killed {where}")
    print_line(f"  reportedly check {where}")
    print_line("  reportedly add FOLDER_OF_YOUR_REPORTS && reportedly report -o dossier.html")


def _print_objects(objects: Any) -> None:
    from reportedly.present.jsonlines import dump_line

    for value in objects:
        print_line(dump_line(value))
