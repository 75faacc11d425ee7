"""Settings and plan: where values come from, and what is refused."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import pytest
import typer

from reportedly.cli.app import app
from reportedly.config import (
    DEFAULT_STAGES,
    Settings,
    default_plan,
    explain_settings,
    load_configuration,
    load_settings,
)
from reportedly.errors import ConfigError
from reportedly.extract.nlp import DEFAULT_MODEL
from reportedly.registry import find

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "settings.md"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder: Path, text: str, name: str = "reportedly.toml") -> Path:
    path = folder / name
    path.write_text(text)
    return path


def test_later_sources_win(folder: Path) -> None:
    assert load_settings(environment={}) == Settings()
    write(folder, 'ledger = "file.db"\nworkers = 2\nmax_chars = 10')
    environment = {"REPORTEDLY_LEDGER": "environment.db", "REPORTEDLY_WORKERS": "3"}
    flags = {"ledger": Path("flag.db"), "model": None}
    assert load_settings(flags, environment=environment) == Settings(
        ledger=Path("flag.db"), workers=3, max_chars=10
    )


def test_the_environment_is_read_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTEDLY_LEDGER", "mine.db")
    monkeypatch.setenv("REPORTEDLY_STRICT", "")
    assert load_settings() == Settings(ledger=Path("mine.db"))


def test_each_value_says_where_it_came_from(folder: Path) -> None:
    write(folder, "workers = 2")
    explained = {
        setting.name: setting
        for setting in explain_settings(
            {"max_chars": 5}, environment={"REPORTEDLY_MODEL": "en_other"}
        )
    }
    assert {name: setting.where for name, setting in explained.items()} == {
        "ledger": "default",
        "workers": "reportedly.toml",
        "max_chars": "--max-chars",
        "model": "REPORTEDLY_MODEL",
        "entities": "default",
        "fast": "default",
        "strict": "default",
    }
    assert explained["workers"].value == 2
    assert all(setting.help.endswith(".") for setting in explained.values())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour = 1", r"reportedly\.toml: unknown setting colour\. Known settings: ledger"),
        ('workers = "many"', r"workers can't be 'many' \(reportedly\.toml\)"),
        ("workers = -1", r"workers is -1 \(reportedly\.toml\); it must be at least 0"),
        ("max_chars = 0", r"max_chars is 0 .* at least 1"),
        ("workers =", r"not valid TOML"),
        ("stage = 1", r"\[\[stage\]\] tables"),
        ("[stage]\nuse = 'extract'", r"two brackets"),
        ("stage = []", r"the plan has no stage"),
        ("[[stage]]\nname = 'extract'", r"needs its name: use"),
        ("[[stage]]\nuse = 'guess'", r"there is no stage 'guess'\. Known stages: ingest"),
        ("[[stage]]\nuse = 'link'\ncolour = 1", r"'link' has no setting colour\. It has: max_"),
        ("[[stage]]\nuse = 'link'\nmax_group = 'x'", r"max_group can't be 'x' \(stage 'link'"),
    ],
)
def test_what_is_wrong_in_the_file_is_told(folder: Path, text: str, said: str) -> None:
    write(folder, text)
    with pytest.raises(ConfigError, match=said):
        load_configuration(environment={})


def test_wrong_values_from_elsewhere_are_told_with_their_place() -> None:
    with pytest.raises(ConfigError, match=r"workers can't be 'x' \(REPORTEDLY_WORKERS\)"):
        load_settings(environment={"REPORTEDLY_WORKERS": "x"})
    with pytest.raises(ConfigError, match=r"workers is -2 \(--workers\)"):
        load_settings({"workers": -2}, environment={})


def test_a_named_file_must_be_there(folder: Path) -> None:
    with pytest.raises(ConfigError, match=r"mine\.toml can't be read"):
        load_settings(config=folder / "mine.toml", environment={})
    path = write(folder, "workers = 7", "mine.toml")
    assert load_settings(config=path, environment={}).workers == 7


def test_a_file_that_is_no_text_is_told(folder: Path) -> None:
    (folder / "reportedly.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="not valid TOML"):
        load_settings(environment={})


def test_the_default_plan_has_all_stages_with_their_own_defaults() -> None:
    plan = default_plan()
    assert tuple(stage.name for stage in plan.stages) == DEFAULT_STAGES
    assert plan.stages == tuple(find(name)() for name in DEFAULT_STAGES)
    assert Settings().model == DEFAULT_MODEL


def test_settings_reach_the_stages_that_have_them_and_the_plan_wins(folder: Path) -> None:
    write(
        folder,
        'max_chars = 100\n[[stage]]\nuse = "ingest"\n[[stage]]\nuse = "extract"\nmax_chars = 50\n',
    )
    plan = load_configuration({"model": "en_other"}, environment={}).plan
    ingest, extract = (vars_of(stage) for stage in plan.stages)
    assert ingest == {}
    assert extract == {"model": "en_other", "max_chars": 50, "fast": False}


def vars_of(stage: Any) -> dict[str, Any]:
    return dataclasses.asdict(stage)


def test_the_page_of_settings_tells_of_each_with_its_default_and_help() -> None:
    rows = dict(re.findall(r"^\| `(\w+)` \| (.+) \|$", PAGE.read_text(), re.MULTILINE))
    settings = {setting.name: setting for setting in dataclasses.fields(Settings)}
    assert rows.keys() == settings.keys()
    for name, setting in settings.items():
        default = str(setting.default).lower() if name in {"strict", "fast"} else setting.default
        assert rows[name] == (
            f"`{default}` | `--{name.replace('_', '-')}` | `REPORTEDLY_{name.upper()}` | "
            f"{setting.metadata['help']}"
        )


def test_every_option_that_the_page_names_is_one_of_some_command() -> None:
    commands = typer.main.get_command(app).commands  # type: ignore[attr-defined]  # it is a group
    known = {option for c in commands.values() for p in c.params for option in p.opts}
    named = set(re.findall(r"`(--[a-z-]+)`", PAGE.read_text()))
    assert len(named) >= len(dataclasses.fields(Settings))
    assert named <= known


def test_the_examples_of_the_page_work(folder: Path) -> None:
    examples = re.findall(r"```toml\n(.*?)```", PAGE.read_text(), re.DOTALL)
    assert examples
    for example in examples:
        write(folder, example)
        assert load_configuration(environment={}).plan.stages
