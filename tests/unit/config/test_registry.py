"""Finding stages by name."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import metadata
from typing import Any

import pytest

from reportedly import registry
from reportedly.errors import ConfigError
from tests.toys import ToyExtract


@pytest.fixture
def entry_points(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """Pretends that other packages bring stages: name -> target."""
    targets: dict[str, str] = {}

    def of_group(*, group: str) -> list[metadata.EntryPoint]:
        assert group == "reportedly.stages"
        return [metadata.EntryPoint(name, value, group) for name, value in targets.items()]

    monkeypatch.setattr(metadata, "entry_points", of_group)
    registry._from_entry_points.cache_clear()
    yield targets
    registry._from_entry_points.cache_clear()


@pytest.mark.parametrize("name", registry.BUILT_IN)
def test_every_built_in_stage_is_found_under_its_own_name(name: str) -> None:
    assert registry.find(name).name == name


def test_an_unknown_name_lists_the_known(entry_points: dict[str, str]) -> None:
    entry_points["toy-extract"] = "tests.toys:ToyExtract"
    with pytest.raises(
        ConfigError, match=r"no stage 'guess'.*ingest, fingerprint, .*assess, toy-extract"
    ):
        registry.find("guess")


def test_other_packages_bring_stages(entry_points: dict[str, str]) -> None:
    entry_points["toy-extract"] = "tests.toys:ToyExtract"
    assert registry.find("toy-extract") is ToyExtract


def test_ours_can_not_be_replaced(entry_points: dict[str, str]) -> None:
    entry_points["ingest"] = "tests.toys:ToyIngest"
    assert registry.find("ingest").__module__.startswith("reportedly.")
    assert registry.known_names() == tuple(registry.BUILT_IN)


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ("nowhere.at_all:Stage", "can't be loaded from nowhere"),
        ("tests.toys:Nothing", "can't be loaded"),
        ("tests.toys:toy_plan", "lacks name, version, consumes"),
        ("tests.unit.config.test_registry:Bare", "no dataclass of settings"),
        ("tests.toys:ToyExtract", "calls itself 'toy-extract'"),
    ],
)
def test_what_is_no_stage_is_refused(entry_points: dict[str, str], target: str, said: str) -> None:
    entry_points["mine"] = target
    with pytest.raises(ConfigError, match=said):
        registry.find("mine")


class Bare:
    name: Any = "mine"
    version = consumes = produces = group_by = None
