"""Every page of the project: its links lead somewhere, its commands exist, its examples are true.

A page is run from top to bottom in a folder of its own that holds the bundled reports
(``examples/``) and the demo's ledger (``demo.db``). Of a fenced block in

- ``sh``: each command of ours is parsed, and run where what it reads is there;
- ``console``: the command behind ``$`` is run, and must print what stands under it. A last line
  ``…`` says that more follows. ``pytest tests/docs --update-golden`` writes the pages anew;
- ``python``: the block is run.
"""

from __future__ import annotations

import contextlib
import io
import re
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
import pytest
import typer

from reportedly.cli import main
from reportedly.cli.app import app

ROOT = Path(__file__).resolve().parents[2]
SKIPPED = {"out", "build", "dist", "node_modules"}
PAGES = sorted(
    path.relative_to(ROOT).as_posix()
    for path in ROOT.rglob("*.md")
    if not any(part in SKIPPED or part.startswith(".") for part in path.relative_to(ROOT).parts)
)
# A reader follows these from top to bottom: no command of theirs may be left untried.
TOURS = ("README.md", "docs/ten-minutes.md")
COMMAND: Any = typer.main.get_command(app)
# Of captures. Wide enough for sentences, narrow enough for a code host's page.
COLUMNS = "88"
MORE = "…"
# When a report was read is the one thing in a capture that changes from run to run.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]* src=\"([^\"]+)\"")


@dataclass(frozen=True)
class Block:
    """A fenced block: its language, its text, and where that begins in the page."""

    language: str
    text: str
    start: int


def read(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(text: str) -> list[Block]:
    return [Block(m.group(1), m.group(2), m.start(2)) for m in FENCED.finditer(text)]


def commands(text: str) -> Iterator[list[str]]:
    """Yields the words of each command in the lines of a shell, without its comments."""
    for line in text.replace("\\\n", " ").splitlines():
        words = shlex.split(line.removeprefix("$ "), comments=True)
        command: list[str] = []
        for word in [*words, "&&"]:
            if word in {"&&", "||", "|", ";"}:
                yield command
                command = []
            else:
                command.append(word)


def own_commands(text: str) -> list[list[str]]:
    """Returns the command lines of ours in a block, without the program's name."""
    return [words[1:] for words in commands(text) if words[:1] == ["reportedly"]]


def parsed(words: list[str]) -> click.Context | None:
    """Returns the parsed command; raises if a command or option is not known."""
    arguments = [word for word in words[: (*words, ">").index(">")] if word != "--debug"]
    if arguments[0].startswith("-"):
        known = {o for p in COMMAND.params for o in p.opts} | {"-h", "--help"}
        assert set(arguments) <= known, f"no such option of the program: {arguments}"
        return None
    name, *rest = arguments
    assert name in COMMAND.commands, f"no such command: reportedly {name}"
    context: click.Context = COMMAND.commands[name].make_context(name, rest)
    return context


def can_run(words: list[str]) -> bool:
    """Tells whether what a command reads is in the current folder."""
    context = parsed(words)
    if context is None or context.info_name in {"demo", "doctor"}:
        return True
    paths = context.params.get("paths")
    if paths is not None:
        return all(Path(path).exists() for path in paths)
    return Path(str(context.params["ledger"] or "reportedly.db")).exists()


def run(words: list[str]) -> str:
    """Returns what a command prints, both streams as a terminal shows them."""
    *arguments, target = words if ">" in words[-2:] else [*words, ""]
    screen, file = io.StringIO(), io.StringIO()
    with (
        contextlib.redirect_stdout(file if target else screen),
        contextlib.redirect_stderr(screen),
        pytest.raises(SystemExit) as ended,
    ):
        main(arguments[:-1] if target else arguments)
    assert ended.value.code in {0, None}, f"reportedly {shlex.join(words)}: {screen.getvalue()}"
    if target:
        Path(target).write_text(file.getvalue(), "utf-8")
    return screen.getvalue().strip("\n")


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Returns a folder with the bundled reports and the ledger that the demo makes of them."""
    folder = tmp_path_factory.mktemp("docs")
    (folder / "examples").symlink_to(ROOT / "examples")
    (folder / "reportedly.toml").write_text("workers = 1\n")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        run(["demo", "--ledger", "demo.db", "-o", "demo.html"])
    return folder


@pytest.fixture
def folder(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns a copy of that folder, as the current one."""
    own = tmp_path / "page"
    shutil.copytree(demo, own, symlinks=True)
    monkeypatch.chdir(own)
    monkeypatch.setenv("COLUMNS", COLUMNS)
    return own


def shown(command: str, told: str) -> str:
    """Returns what a command prints, cut where the page cuts it."""
    lines = run(own_commands(command)[0]).split("\n")
    told_lines = told.rstrip("\n").split("\n")
    assert told_lines[0] != MORE, f"{command}: show at least one line of it"
    if told_lines[-1] == MORE and len(lines) >= len(told_lines):
        lines = [*lines[: len(told_lines) - 1], MORE]
    moment = MOMENT.search(told)
    printed = "\n".join(lines) + "\n"
    return MOMENT.sub(moment.group(), printed) if moment else printed


@pytest.mark.parametrize(
    "page", [page for page in PAGES if re.search("^```(sh|console|python)", read(page), re.M)]
)
def test_a_page_can_be_followed(page: str, folder: Path, update_golden: bool) -> None:
    text = fresh = read(page)
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks(text):
        if block.language == "python":
            with contextlib.redirect_stdout(io.StringIO()):
                exec(compile(block.text, page, "exec"), namespace)  # noqa: S102  # our own pages
        elif block.language == "sh":
            for words in own_commands(block.text):
                if can_run(words):
                    run(words)
                else:
                    assert page not in TOURS, f"{page}: can't be tried: {shlex.join(words)}"
        elif block.language == "console":
            command, _, told = block.text.partition("\n")
            now = shown(command, told)
            fresh = fresh.replace(block.text, f"{command}\n{now}")
            assert update_golden or now == told, f"{page}: {command} prints something else now"
    if update_golden and fresh != text:
        (ROOT / page).write_text(fresh, "utf-8")


@pytest.mark.parametrize("page", PAGES)
def test_every_command_on_a_page_exists(page: str) -> None:
    for block in blocks(read(page)):
        if block.language in {"sh", "console"}:
            lines = block.text.split("\n")
            typed = lines if block.language == "sh" else [x for x in lines if x.startswith("$ ")]
            for words in own_commands("\n".join(typed)):
                parsed(words)


def anchors(page: Path) -> set[str]:
    """Returns the anchors that a code host gives the headings of a page."""
    text = FENCED.sub("", page.read_text("utf-8"))
    headings = re.findall(r"^#+ (.*)$", text, flags=re.MULTILINE)
    plain = [re.sub(r"\[([^]]*)\]\([^)]*\)|[`*]", r"\1", heading) for heading in headings]
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in plain}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_inside_the_project_leads_somewhere(page: str) -> None:
    dead = []
    for match in LINK.finditer(FENCED.sub("", read(page))):
        target = match.group(1) or match.group(2)
        if re.match(r"[a-z]+:", target):
            continue
        path, _, anchor = target.partition("#")
        there = (ROOT / page).parent / path if path else ROOT / page
        if not there.exists() or (anchor and anchor not in anchors(there)):
            dead.append(target)
    assert dead == []


def targets() -> set[str]:
    """Returns the targets that the Makefile explains."""
    return set(re.findall(r"^([a-z-]+):.*## ", read("Makefile"), flags=re.MULTILINE))


def test_the_readme_names_every_make_target() -> None:
    assert set(re.findall(r"`make ([a-z-]+)`", read("README.md"))) == targets()


@pytest.mark.parametrize("page", PAGES)
def test_every_make_target_on_a_page_exists(page: str) -> None:
    text = read(page)
    typed = "\n".join(block.text for block in blocks(text) if block.language == "sh")
    named = re.findall(r"`make ([a-z-]+)`", text) + re.findall(r"^make ([a-z-]+)", typed, re.M)
    assert set(named) <= targets()


def test_pictures_are_small() -> None:
    for picture in (ROOT / "docs" / "images").iterdir():
        assert picture.stat().st_size < 400_000, picture.name
