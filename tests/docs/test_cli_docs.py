from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer

from reportedly.cli.app import COMMANDS, app

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "cli.md"
COMMAND = typer.main.get_command(app)


def sections() -> dict[str, str]:
    parts = re.split(r"^## ", PAGE.read_text("utf-8"), flags=re.MULTILINE)[1:]
    return {part.split("\n", 1)[0]: part.split("\n", 1)[1] for part in parts}


def rows(section: str) -> dict[str, str]:
    """Returns the documented arguments and options with their meaning."""
    found = re.findall(r"^\| `([^`]+)` \| (.*) \|$", section, flags=re.MULTILINE)
    return {label.split(" ")[0].rstrip(","): meaning for label, meaning in found}


def test_every_command_has_its_section_and_no_section_lacks_its_command() -> None:
    documented = [title.split()[1] for title in sections() if title.startswith("reportedly ")]
    assert documented == [name for name, _ in COMMANDS]


@pytest.mark.parametrize("name", [name for name, _ in COMMANDS])
def test_a_section_says_what_the_help_says(name: str) -> None:
    section = sections()[f"reportedly {name}"]
    command = COMMAND.commands[name]  # type: ignore[attr-defined]  # a group has commands
    told = " ".join(section.split())
    assert " ".join((command.help or "").split()) in told
    expected = {}
    for parameter in command.params:
        if parameter.name == "help":
            continue
        is_argument = parameter.param_type_name == "argument"
        label = parameter.metavar if is_argument else parameter.opts[0]
        expected[label] = " ".join((parameter.help or "").split())
    assert rows(section) == expected


def test_the_programs_own_options_are_documented() -> None:
    expected = {p.opts[0] for p in COMMAND.params if p.name != "help"}
    assert set(rows(sections()["Options of the program"])) == expected


def test_every_documented_exit_status_is_one_the_code_has() -> None:
    from reportedly import errors
    from reportedly.cli import output

    statuses = {
        kind.exit_code
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, errors.ReportedlyError)
    }
    documented = {
        int(s) for s in re.findall(r"^\| (\d+) \|", PAGE.read_text("utf-8"), re.MULTILINE)
    }
    assert documented == statuses | {0, output.EXIT_INTERRUPTED}
