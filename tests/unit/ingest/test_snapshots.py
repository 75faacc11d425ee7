"""Paths become snapshots: in order, once each, and nothing in a folder stops the rest."""

from __future__ import annotations

import hashlib
import io
import os
from pathlib import Path

import pytest

from reportedly.errors import InputError
from reportedly.ingest.snapshots import GivenMetadata, ReadLimits, read_snapshots
from reportedly.records import Problem, Snapshot

Item = Snapshot | Problem


def read(*paths: Path | str, **options: object) -> list[Item]:
    return list(read_snapshots([str(path) for path in paths], **options))  # type: ignore[arg-type]


def found(items: list[Item], root: Path) -> list[tuple[str, str]]:
    """Returns for each item its path below the root, and its content or its code."""
    return [
        (os.path.relpath(item.path, root), item.content.decode())
        if isinstance(item, Snapshot)
        else (os.path.relpath(item.subject, root), item.code)
        for item in items
    ]


def test_a_file_is_a_snapshot_with_what_was_given(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"one\r\n")
    given = GivenMetadata(
        published="2031-03-06", publisher="The Example", title="T", url="https://x.example/",
        authors=("Ann",),
    )  # fmt: skip
    assert read(path, given=given, retrieved="2031-04-01") == [
        Snapshot(
            id=hashlib.sha256(b"one\r\n").hexdigest(), content=b"one\r\n", path=str(path),
            retrieved="2031-04-01", published="2031-03-06", publisher="The Example", title="T",
            url="https://x.example/", authors=("Ann",),
        )
    ]  # fmt: skip


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b.txt", "a/2.txt", "a/1.txt", ".hidden", ".git/x", "c/.x"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    assert found(read(tmp_path), tmp_path) == [
        ("a/1.txt", "a/1.txt"), ("a/2.txt", "a/2.txt"), ("b.txt", "b.txt")
    ]  # fmt: skip
    assert found(read(tmp_path / ".hidden"), tmp_path) == [(".hidden", ".hidden")]


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    assert found(read(tmp_path), tmp_path) == [(".", "empty")]


def test_links_are_followed_and_loops_end(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    (folder / "deep" / "a.txt").write_text("one")
    (folder / "deep" / "up").symlink_to(folder)
    (folder / "here").symlink_to(folder / "here")
    (folder / "gone").symlink_to(tmp_path / "nowhere")
    (tmp_path / "b.txt").write_text("two")
    (folder / "link.txt").symlink_to(tmp_path / "b.txt")
    assert found(read(folder), folder) == [
        ("deep/a.txt", "one"), ("gone", "dangling-link"), ("here", "dangling-link"),
        ("link.txt", "two"),
    ]  # fmt: skip


def test_a_named_link_that_leads_nowhere_does_not_stop_the_rest(tmp_path: Path) -> None:
    (tmp_path / "gone").symlink_to("nowhere")
    (tmp_path / "a.txt").write_text("one")
    items = read(tmp_path / "gone", tmp_path / "a.txt")
    assert found(items, tmp_path) == [("gone", "dangling-link"), ("a.txt", "one")]


def test_a_path_that_is_not_there_stops_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    with pytest.raises(InputError, match=r"nowhere\.txt") as caught:
        read_snapshots([str(tmp_path / "a.txt"), str(tmp_path / "nowhere.txt")])
    assert caught.value.exit_code == 3
    with pytest.raises(InputError, match="standard input"):
        read_snapshots(["-"])


def test_the_same_bytes_twice_are_one_snapshot_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one")
    (tmp_path / "b.txt").write_text("one")
    (tmp_path / "c.jsonl").write_text('{"text": "x"}\n{"text": "x"}\n')
    items = read(tmp_path)
    assert found(items, tmp_path)[1:] == [
        ("b.txt", "duplicate"), ("c.jsonl:1", '{"text":"x"}'), ("c.jsonl:2", "duplicate")
    ]  # fmt: skip
    assert isinstance(items[1], Problem)
    assert str(tmp_path / "a.txt") in items[1].message


def test_only_so_many_hashes_are_remembered(tmp_path: Path) -> None:
    rows = [f'{{"text": "{number}"}}' for number in (1, 2, 3, 1)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows))
    few, many = ReadLimits(remembered=2), ReadLimits(remembered=3)
    assert all(isinstance(item, Snapshot) for item in read(tmp_path, limits=few))
    assert isinstance(read(tmp_path, limits=many)[-1], Problem)


def test_a_large_file_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 101)
    (tmp_path / "b.txt").write_bytes(b"x" * 100)
    items = read(tmp_path, limits=ReadLimits(max_bytes=100))
    assert found(items, tmp_path) == [("a.txt", "too-large"), ("b.txt", "x" * 100)]


def test_a_file_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    locked = tmp_path / "a.txt"
    locked.write_text("one")
    locked.chmod(0)
    if os.access(locked, os.R_OK):  # the superuser reads all; this one not even they can
        locked.unlink()
        locked.symlink_to("/proc/self/mem")
    (tmp_path / "b.txt").write_text("two")
    assert found(read(tmp_path), tmp_path) == [("a.txt", "unreadable"), ("b.txt", "two")]


def test_a_pipe_in_a_folder_does_not_block(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a")
    (tmp_path / "b.txt").write_text("two")
    assert found(read(tmp_path), tmp_path) == [("a", "unsupported-format"), ("b.txt", "two")]


def test_file_names_that_are_not_utf8_are_printable(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/caf\xe9.txt"
    with open(name, "wb") as stream:  # noqa: PTH123 # a name of bytes
        stream.write(b"one")
    (item,) = read(tmp_path)
    assert isinstance(item, Snapshot)
    assert item.path.endswith("caf\\xe9.txt")


def test_standard_input_is_a_text_or_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("file")
    items = read("-", tmp_path, stdin=io.BytesIO(b"one\n"))
    assert next(item.path for item in items if isinstance(item, Snapshot)) == "-"
    corpus = b'{"text": "one"}\n{"text": "two"}\n' + b'{"text": "%s"}\n' % (b"x" * 500_000)
    items = read("-", stdin=io.BytesIO(corpus))
    assert [item.path for item in items if isinstance(item, Snapshot)] == ["-:1", "-:2", "-:3"]
    items = read("-", stdin=io.BytesIO(b'{"title": "x",\n"text": "y"}'))
    assert [item.path for item in items if isinstance(item, Snapshot)] == ["-"]


def test_standard_input_has_the_same_limit(tmp_path: Path) -> None:
    items = read("-", stdin=io.BytesIO(b"x" * 101), limits=ReadLimits(max_bytes=100))
    assert [item.code for item in items if isinstance(item, Problem)] == ["too-large"]


def test_standard_input_that_breaks_is_told() -> None:
    class Broken(io.RawIOBase):
        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            raise OSError(5, "Input/output error")

    items = read("-", stdin=io.BufferedReader(Broken()))
    assert [item.code for item in items if isinstance(item, Problem)] == ["unreadable"]


def test_a_binary_file_named_as_a_corpus_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_bytes(b"PK\x03\x04" + b"\x00" * 50)
    assert found(read(tmp_path), tmp_path) == [("a.csv", "binary")]


def test_reading_can_stop_in_the_middle_of_a_corpus(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "one"}\n{"text": "two"}\n')
    items = read_snapshots([str(tmp_path)])
    assert isinstance(next(items), Snapshot)
    items.close()  # type: ignore[attr-defined]  # a generator; its files must be closed by this
