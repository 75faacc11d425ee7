"""The program: its commands, and the one edge where errors become messages and exit codes."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from reportedly.cli import (
    assess,
    brief,
    check,
    entities,
    estimate,
    incidents,
    independence,
    look,
    make,
    read,
    review,
)
from reportedly.cli.output import EXIT_BUG, EXIT_INTERRUPTED

HELP = """Reads news reports of armed conflict and keeps the ledger of who claimed what, how many,
on whose word.

Begin with: reportedly demo"""

app = typer.Typer(
    name="reportedly",
    help=HELP,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

# In the order of a day's work; --help lists them so.
COMMANDS = (
    ("read", read.read),
    ("add", read.add),
    ("documents", look.documents),
    ("claims", look.claims),
    ("questions", look.questions),
    ("show", look.show),
    ("incidents", incidents.incidents),
    ("headlines", incidents.headlines),
    ("check", check.check),
    ("explain", check.explain),
    ("assess", assess.assess),
    ("judge", assess.judge),
    ("reliability", assess.reliability),
    ("estimate", estimate.estimate),
    ("origins", independence.origins),
    ("copies", independence.copies),
    ("entities", entities.entities),
    ("review", review.review),
    ("search", look.search),
    ("problems", look.problems),
    ("report", make.report),
    ("brief", brief.brief),
    ("remove", read.remove),
    ("demo", make.demo),
    ("doctor", make.doctor),
)
for _name, _function in COMMANDS:
    app.command(_name)(_function)


def _print_version(is_asked: bool) -> None:
    if is_asked:
        from reportedly import __version__

        sys.stdout.write(f"reportedly {__version__}\n")
        raise typer.Exit


@app.callback()
def options(
    version: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version."
        ),
    ] = False,
    debug: Annotated[
        bool, typer.Option("--debug", help="Show the traceback of an error, and the log.")
    ] = False,
) -> None:  # fmt: skip
    """Takes the options of the program itself; ``main`` acts on ``--debug``."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command line and exits with its status; ``--debug`` may stand anywhere in it."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    options_end = given.index("--") if "--" in given else len(given)
    is_debug = "--debug" in given[:options_end]
    left = [a for i, a in enumerate(given) if a != "--debug" or i > options_end]
    if is_debug:
        import logging

        logging.basicConfig(level=logging.INFO, stream=sys.stderr)
    try:
        app(args=left, prog_name="reportedly")
    except BrokenPipeError:
        _leave_quietly()
    except KeyboardInterrupt:
        sys.stderr.write("stopped\n")
        sys.exit(EXIT_INTERRUPTED)
    except Exception as error:  # the edge: every error ends as a message here
        if is_debug:
            raise
        sys.exit(_explain(error))


def _explain(error: Exception) -> int:
    """Prints an error in words; returns the exit status for it."""
    from reportedly.errors import ReportedlyError
    from reportedly.present.visible import visible

    if isinstance(error, ReportedlyError):
        sys.stderr.write(f"error: {visible(str(error))}\n")
        return error.exit_code
    sys.stderr.write(
        f"error: a bug of reportedly: {type(error).__name__}: {visible(str(error))}\n"
        "Run the same command with --debug to see where, and please report it.\n"
    )
    return EXIT_BUG


def _leave_quietly() -> None:
    """Ends without a word when nobody reads on (``| head``)."""
    import os

    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(0)
