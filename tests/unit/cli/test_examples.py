from __future__ import annotations

from pathlib import Path

import pytest

import reportedly
from reportedly.cli.examples import find_examples, manifest, read_examples
from reportedly.errors import InputError
from reportedly.records import Snapshot


def test_every_example_of_the_manifest_is_there_with_its_metadata() -> None:
    folder = find_examples()
    entries = manifest(folder)
    snapshots = list(read_examples(folder))
    assert len(snapshots) == len(entries) >= 12
    for entry, snapshot in zip(entries, snapshots, strict=True):
        assert isinstance(snapshot, Snapshot)
        assert snapshot.path.endswith(entry["file"])
        assert snapshot.publisher == entry.get("publisher")


def test_examples_are_found_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "reportedly"
    (package / "examples").mkdir(parents=True)
    (package / "examples" / "manifest.toml").write_text("report = []")
    monkeypatch.setattr(reportedly, "__file__", str(package / "__init__.py"))
    assert find_examples() == package / "examples"


def test_missing_examples_say_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reportedly, "__file__", str(tmp_path / "a" / "b" / "__init__.py"))
    with pytest.raises(InputError, match="install reportedly again"):
        find_examples()
