from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from reportedly.link.copies import compare
from reportedly.link.fingerprints import fingerprint

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MANIFEST: list[dict[str, Any]] = tomllib.loads((EXAMPLES / "manifest.toml").read_text("utf-8"))[
    "report"
]
FILES = [report["file"] for report in MANIFEST]


def words_of(name: str) -> list[str]:
    text = (EXAMPLES / name).read_text("utf-8")
    return re.findall(r"\w[\w'’-]*", re.sub(r"<head>.*</head>|<[^>]+>", " ", text, flags=re.DOTALL))


def test_the_manifest_lists_every_report_once() -> None:
    there = {path.name for path in EXAMPLES.iterdir() if path.suffix in {".txt", ".html"}}
    assert sorted(FILES) == sorted(there)
    assert len(FILES) >= 14


@pytest.mark.parametrize("report", MANIFEST, ids=FILES)
def test_every_report_has_its_metadata(report: dict[str, Any]) -> None:
    assert set(report) == {"file", "title", "publisher", "published", "url"}
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", report["published"])
    assert re.fullmatch(r"https://[a-z.-]+\.example/\S+", report["url"])


@pytest.mark.parametrize("name", FILES)
def test_every_report_is_short_and_plain(name: str) -> None:
    assert 100 <= len(words_of(name)) <= 250
    assert "\ufffd" not in (EXAMPLES / name).read_text("utf-8")


def test_the_readme_speaks_of_every_report() -> None:
    readme = (EXAMPLES / "README.md").read_text("utf-8")
    for name in FILES:
        assert name in readme or name.rsplit("-", maxsplit=2)[0].split("-")[0] in readme
    for name in (n for n in FILES if n.startswith("karabakh")):
        assert name in readme


def test_the_three_copies_are_copies_and_the_other_reports_are_not() -> None:
    prints = {
        name: fingerprint(name, " ".join(words_of(name))) for name in FILES if name.endswith(".txt")
    }
    wire = prints.pop("selmak-01-lantern-wire.txt")
    found = {name: compare(wire, other) for name, other in prints.items()}
    copied = {name for name, copy in found.items() if copy is not None and copy.kind == "near"}
    assert copied == {
        "selmak-02-courier-copy.txt",
        "selmak-03-gazette-cut.txt",
        "selmak-04-channel-word.txt",
    }
