"""Commands that take reports in: ``read`` without a ledger, ``add`` and ``remove`` with one."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reportedly.cli import options
from reportedly.cli.output import (
    EXIT_BUG,
    EXIT_INTERRUPTED,
    EXIT_NOTHING_READ,
    counted,
    print_json,
    say,
    tell_problems,
)
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import Tally, follow, waiting

if TYPE_CHECKING:
    from reportedly.config import Configuration
    from reportedly.present.material import Material
    from reportedly.records import Problem, Snapshot
    from reportedly.store.base import Store


def read(
    paths: options.Paths,
    as_json: options.AsJson = False,
    published: options.Published = None,
    publisher: options.Publisher = None,
    title: options.Title = None,
    url: options.Url = None,
    workers: options.Workers = None,
    max_chars: options.MaxChars = None,
    model: options.Model = None,
    fast: options.Fast = None,
    strict: options.Strict = None,
    config: options.Config = None,
) -> None:
    """Read reports and print who claims what; keep nothing.

    Exit status 0 with problems on standard error; 3 when nothing could be read at all.
    """
    configuration = _configuration(
        config, workers=workers, max_chars=max_chars, model=model, fast=fast, strict=strict
    )
    inputs = _snapshots(paths, published=published, publisher=publisher, title=title, url=url)
    records = _read_records(inputs, configuration, is_linked=not as_json)
    seen = _Seen()
    if as_json:
        print_json(record for record in seen.note(records) if _is_told(record))
    else:
        from reportedly.present.material import gather

        with waiting("reading"):
            material = gather(seen.note(records))
        _show_material(material)
    tell_problems(seen.problems, seen.paths)
    _exit_with(has_crash=seen.has_crash, nothing_read=seen.documents == 0)


def add(
    paths: options.Paths,
    ledger: options.Ledger = None,
    published: options.Published = None,
    publisher: options.Publisher = None,
    title: options.Title = None,
    url: options.Url = None,
    workers: options.Workers = None,
    max_chars: options.MaxChars = None,
    model: options.Model = None,
    fast: options.Fast = None,
    entities: options.Entities = None,
    strict: options.Strict = None,
    config: options.Config = None,
) -> None:
    """Read reports into the ledger, link and check them.

    Adding twice changes nothing. A run that was stopped goes on where it was.
    """
    configuration = _configuration(
        config, ledger=ledger, workers=workers, max_chars=max_chars, model=model,
        fast=fast, entities=entities, strict=strict,
    )  # fmt: skip
    inputs = _snapshots(paths, published=published, publisher=publisher, title=title, url=url)
    tally = add_to_ledger(inputs, configuration, total=_total(paths))
    _exit_with(has_crash=tally.has_crash, nothing_read=tally.read + tally.skipped == 0)


def remove(
    document: Annotated[
        str, typer.Argument(metavar="DOCUMENT", help="The report's id, or the beginning of it.")
    ],
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:
    """Take a report out of the ledger."""
    from reportedly.cli.ledger import find_record, open_to_read
    from reportedly.present.phrases import document_label
    from reportedly.records import Document
    from reportedly.run.linking import link
    from reportedly.store.sqlite import SqliteStore

    with open_to_read(ledger, config) as store:
        found: Document = find_record(store, document, (Document,))
    configuration = _configuration(config, ledger=ledger)
    tally = Tally()
    with SqliteStore(configuration.settings.ledger) as store:
        store.remove(found.id)
        follow(link(store, configuration.plan), tally)
    tell_problems(tally.problems)
    say(f"removed {found.id}: {document_label(found)}")


def add_to_ledger(
    inputs: Iterable[Snapshot | Problem],
    configuration: Configuration,
    *,
    total: int | None = None,
) -> Tally:
    """Adds reports to the ledger of the settings, links, and says what was done."""
    from reportedly.cli.ledger import paths_of
    from reportedly.run import driver, linking
    from reportedly.run.pool import make_runner
    from reportedly.store.sqlite import SqliteStore

    settings = configuration.settings
    tally = Tally()
    runner = make_runner(settings.workers)
    with SqliteStore(settings.ledger) as store:
        try:
            follow(
                driver.add(
                    inputs, store, configuration.plan, runner, strict=settings.strict, total=total
                ),
                tally,
            )
            tell_problems(tally.problems, paths_of(tally.problems, store))
            follow(linking.link(store, configuration.plan, strict=settings.strict), tally)
        except KeyboardInterrupt:
            say(
                f"stopped; {counted(tally.read, 'report')} of this run are in {settings.ledger}. "
                "The same command goes on from there."
            )
            raise typer.Exit(EXIT_INTERRUPTED) from None
        say(_summary(tally, store, settings.ledger))
    return tally


def _summary(tally: Tally, store: Store, path: Path) -> str:
    from reportedly.records import Claim, Document, Question

    done = tally.words()
    if tally.problems:
        done += f", {counted(len(tally.problems), 'problem')}"
    holds = ", ".join(
        counted(store.count(kind), noun)
        for kind, noun in ((Document, "report"), (Claim, "claim"), (Question, "question"))
    )
    return f"{done}; {path} holds {holds}"


def _configuration(config: Path | None, **flags: Any) -> Configuration:
    from reportedly.config import load_configuration

    return load_configuration(flags, config=config)


def _snapshots(
    paths: Sequence[str],
    *,
    published: str | None,
    publisher: str | None,
    title: str | None,
    url: str | None,
) -> Iterator[Snapshot | Problem]:
    from reportedly.ingest.dates import parse_date
    from reportedly.ingest.snapshots import GivenMetadata, read_snapshots

    given = GivenMetadata(
        url=url,
        title=title,
        publisher=publisher,
        published=parse_date(published) if published is not None else None,
    )
    return read_snapshots(paths, given=given, retrieved=now(), stdin=sys.stdin.buffer)


def now() -> str:
    """Returns the time now, as records hold it: the stages know no clock."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _read_records(
    inputs: Iterable[Snapshot | Problem], configuration: Configuration, *, is_linked: bool
) -> Iterator[object]:
    from reportedly.run.driver import read_only
    from reportedly.run.pool import make_runner

    settings = configuration.settings
    return read_only(
        inputs,
        configuration.plan,
        make_runner(settings.workers),
        strict=settings.strict,
        is_linked=is_linked,
    )


def _total(paths: Sequence[str]) -> int | None:
    """Returns how many reports there are, where counting them costs nothing."""
    from reportedly.ingest.corpora import is_corpus

    if any(path == "-" or is_corpus(path) or Path(path).is_dir() for path in paths):
        return None
    return len(paths)


class _Seen:
    """What passed by on its way to the screen: how much, and what went wrong."""

    def __init__(self) -> None:
        self.documents = 0
        self.problems: list[Problem] = []
        self.paths: dict[str, str] = {}

    def note(self, records: Iterable[object]) -> Iterator[object]:
        from reportedly.records import Document, Problem

        for record in records:
            if isinstance(record, Problem):
                self.problems.append(record)
            if isinstance(record, Document):
                self.documents += 1
                self.paths.update({record.id: record.path} if record.path is not None else {})
            yield record

    @property
    def has_crash(self) -> bool:
        return any(problem.code == "crash" for problem in self.problems)


def _is_told(record: object) -> bool:
    """Tells whether ``read --json`` prints a record: all but what only linking needs."""
    from reportedly.present.jsonlines import TYPE_NAMES

    return type(record) in TYPE_NAMES


def _show_material(material: Material) -> None:
    from rich.text import Text

    from reportedly.cli.main_figures import add_main_figures
    from reportedly.cli.output import console
    from reportedly.present.main_figures import main_figures_list
    from reportedly.present.text import claims_table, findings_list
    from reportedly.present.views import claim_rows, finding_views

    add_main_figures(material)
    figures = main_figures_list(material)
    if figures is not None:
        show_on_screen(figures)
    rows = claim_rows(material)
    if rows:
        show_on_screen(claims_table(rows, width=console().width))
    findings = finding_views(material.findings.values(), material)
    if findings:
        show_on_screen(Text("Checks", style="bold"), Text(), findings_list(findings))
    read_count = counted(len(material.documents), "report")
    say(
        f"{read_count}, {counted(len(material.statements), 'statement')}, "
        f"{counted(len(rows), 'claim')}"
    )


def _exit_with(*, has_crash: bool, nothing_read: bool) -> None:
    if has_crash:
        raise typer.Exit(EXIT_BUG)
    if nothing_read:
        say("error: nothing could be read; the lines above say why")
        raise typer.Exit(EXIT_NOTHING_READ)
