"""The options that several commands share, each with its one help text."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files, folders, corpora (.jsonl, .csv), or - for standard input.",
        show_default=False,
    ),
]
Ledger = Annotated[
    Path | None,
    typer.Option(
        "--ledger", metavar="FILE", help="The ledger's file. [default: reportedly.db]",
        show_default=False,
    ),
]  # fmt: skip
Config = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE",
        help="Settings and plan. [default: reportedly.toml, if there is one]", show_default=False,
    ),
]  # fmt: skip
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")]
Published = Annotated[
    str | None,
    typer.Option(
        "--published", metavar="DATE", help="When the reports were published: 2020-10-02.",
        show_default=False,
    ),
]  # fmt: skip
Publisher = Annotated[
    str | None,
    typer.Option("--publisher", metavar="NAME", help="Who published them.", show_default=False),
]
Title = Annotated[
    str | None, typer.Option("--title", metavar="TEXT", help="Their title.", show_default=False)
]
Url = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="Their address.", show_default=False)
]
Workers = Annotated[
    int | None,
    typer.Option(
        "--workers", metavar="N",
        help="Processes that read reports; 0 is as many as suit this machine.",
        show_default=False,
    ),
]  # fmt: skip
Strict = Annotated[
    bool | None,
    typer.Option(
        "--strict", help="Stop at the first crash of a stage, not go on without it.",
        show_default=False,
    ),
]  # fmt: skip
MaxChars = Annotated[
    int | None,
    typer.Option(
        "--max-chars", metavar="N",
        help="Keep, but do not read, texts longer than this many characters.",
        show_default=False,
    ),
]  # fmt: skip
Model = Annotated[
    str | None,
    typer.Option(
        "--model", metavar="NAME", help="The parser: the name of an installed spaCy pipeline.",
        show_default=False,
    ),
]  # fmt: skip
Fast = Annotated[
    bool | None,
    typer.Option(
        "--fast", help="Leave the trained attribution tagger out: quicker, less is attributed.",
        show_default=False,
    ),
]  # fmt: skip
Entities = Annotated[
    Path | None,
    typer.Option(
        "--entities", metavar="FILE",
        help="Your own list of who is who. [default: entities.toml, if there is one]",
        show_default=False,
    ),
]  # fmt: skip
Sides = Annotated[
    Path | None,
    typer.Option(
        "--sides", metavar="FILE", show_default=False,
        help="Who speaks for which side (TOML): adds the range by side.",
    ),
]  # fmt: skip
Lists = Annotated[
    Path | None,
    typer.Option(
        "--lists", metavar="FILE", show_default=False,
        help="Matched lists of persons (CSV): adds how many are on no list.",
    ),
]  # fmt: skip
DocumentId = Annotated[
    str | None,
    typer.Option(
        "--document", metavar="ID", help="Only this report; the beginning of its id will do.",
        show_default=False,
    ),
]  # fmt: skip
