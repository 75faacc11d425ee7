"""The command that estimates: what the voices allow, and what lists of persons say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.output import as_utf8, console, counted, print_line, say
from reportedly.cli.output import show as show_on_screen
from reportedly.cli.progress import waiting

if TYPE_CHECKING:
    from reportedly.estimation import Estimate, ListEstimate
    from reportedly.present.material import Material

EXPORTS = (".csv", ".json")


def estimate(
    question: Annotated[
        str | None,
        typer.Argument(
            metavar="QUESTION", help="Its id; the beginning will do.", show_default=False
        ),
    ] = None,
    sides: options.Sides = None,
    lists: options.Lists = None,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", show_default=False,
            help="Write low, best and high with how each was obtained: .csv or .json.",
        ),
    ] = None,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    config: options.Config = None,
) -> None:  # fmt: skip
    """Show what the voices of a question allow: low, best, high, and how each was obtained.

    There is a best figure only where the voices allow one. Without QUESTION a line for each
    question that several claims answer. Lists of persons are used as counts: no name is kept.
    """
    from reportedly.cli.ledger import names_of_sources
    from reportedly.cli.lists_file import estimate_lists
    from reportedly.cli.sides_file import for_all_names, read_sides_file
    from reportedly.errors import ConfigError

    if output is not None and output.suffix.lower() not in EXPORTS:
        raise ConfigError(f"-o {output}: the name must end in .csv or .json")
    if lists is not None and question is None:
        raise ConfigError("--lists needs the QUESTION that the lists bear on")
    capture, unlisted = (None, None) if lists is None else estimate_lists(lists)
    declared = {} if sides is None else read_sides_file(sides)
    names = names_of_sources(ledger, config)
    found = _estimates(question, for_all_names(declared, names), ledger, config)
    if output is not None:
        _export(found, output)
    if as_json:
        _print_json(found, unlisted)
    else:
        _show(found, unlisted, is_one=question is not None)
    if capture is not None and capture.ignored:
        say(f"note: columns of {lists} that were not used: {', '.join(capture.ignored)}")
    _tell_silent(declared, names, found)
    if question is None:
        say(counted(len(found), "estimate"))


def _estimates(
    question: str | None, sides: Mapping[str, str], ledger: Path | None, config: Path | None
) -> list[Estimate]:
    from reportedly.cli.ledger import find_record, open_to_read, warn_if_stale
    from reportedly.records import Question
    from reportedly.run.estimating import estimate_all, estimate_question

    with open_to_read(ledger, config) as store, waiting("reading the ledger"):
        warn_if_stale(store)
        if question is None:
            return list(estimate_all(store, sides=sides))
        asked = find_record(store, question, (Question,))
        return [estimate_question(store, asked, sides=sides)]


def _tell_silent(sides: Mapping[str, str], names: Material, found: Sequence[Estimate]) -> None:
    """Says which declared sources give no number here: a slip in a name must not go unseen."""
    from reportedly.present.reliability import all_names

    speaking = all_names((voice.source for made in found for voice in made.voices), names)
    silent = sorted(sides.keys() - speaking.keys())
    if silent:
        say(f"note: declared, but no voice with a number here: {', '.join(silent)}")


def _show(found: Sequence[Estimate], unlisted: ListEstimate | None, *, is_one: bool) -> None:
    from reportedly.present.estimates import estimate_details, estimates_table, lists_details

    if is_one:
        show_on_screen(*(estimate_details(made) for made in found))
    elif found:
        show_on_screen(estimates_table(found, width=console().width))
    if unlisted is not None:
        show_on_screen(lists_details(unlisted))


def _print_json(found: Sequence[Estimate], unlisted: ListEstimate | None) -> None:
    import sys

    from reportedly.present.estimates import to_objects
    from reportedly.present.jsonlines import dump_line

    as_utf8(sys.stdout)
    for made in to_objects(found, unlisted):
        print_line(dump_line(made))


def _export(found: Sequence[Estimate], output: Path) -> None:
    from reportedly.errors import ReportedlyError
    from reportedly.present.estimates import export_csv, export_json

    is_csv = output.suffix.lower() == ".csv"
    try:
        output.write_text(export_csv(found) if is_csv else export_json(found), encoding="utf-8")
    except OSError as error:
        raise ReportedlyError(
            f"{output} can't be written ({error.strerror}): choose another place with -o"
        ) from error
    say(f"wrote {output} ({counted(len(found), 'estimate')})")
