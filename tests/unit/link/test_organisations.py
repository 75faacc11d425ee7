"""Lists of entities: what a file may hold, and what is told of one that can't be used."""

from __future__ import annotations

import pytest

from reportedly.errors import ConfigError
from reportedly.link.name_parts import name_key
from reportedly.link.organisations import KnownEntity, known_entities, listed_names, read_entities


def test_a_file_declares_entities() -> None:
    text = """
    [[entity]]
    name = "Marran Rights Centre"
    kind = "organisation"
    names = ["MRC"]
    different = ["Marran Rights Council"]

    [[entity]]
    name = "Selmak Watch"
    """
    assert read_entities(text, "mine.toml") == (
        KnownEntity(
            name="Marran Rights Centre", kind="organisation", names=("MRC",),
            different=("Marran Rights Council",),
        ),
        KnownEntity(name="Selmak Watch", kind=None),
    )  # fmt: skip


def test_an_empty_file_declares_nothing() -> None:
    assert read_entities("# nobody yet\n", "mine.toml") == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[[entity]\nname = 1", r"mine\.toml is not valid TOML.*line 1"),
        (
            '[[entity]]\nname = "Oak"\n\n[[entity]]\nkind = "media"',
            r"line 4: it needs its main name",
        ),
        ('[[entity]]\nname = "…"', r"line 1: it needs its main name"),
        (
            '\n[[entity]]\nname = "Oak"\nkind = "paper"',
            r"line 2: kind can't be 'paper'. It is one of",
        ),
        ('[[entity]]\nname = "Oak"\nnames = "B"', r"line 1: names is a list of names"),
        ('[[entity]]\nname = "Oak"\nnames = [1]', r"line 1: names is a list of names"),
        ('[[entity]]\nname = "Oak"\nalias = ["B"]', r"line 1: unknown alias. It has: different"),
        (
            '[[entity]]\nname = "Oak Front"\nnames = ["Birch"]\ndifferent = ["the Birch"]',
            r"line 1: the Birch stands under names and under different",
        ),
        (
            '[[entity]]\nname = "Oak Front"\n[[entity]]\nname = "The Oak Front"',
            r"The Oak Front is declared in line 1 and again in line 3",
        ),
        ('[entity]\nname = "Oak"', r"one pair of brackets"),
        ('[[person]]\nname = "Oak"', r"unknown person. The file is a list of \[\[entity\]\]"),
    ],
)
def test_what_is_wrong_in_a_file_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(ConfigError, match=told):
        read_entities(text, "mine.toml")


def test_the_list_has_names_of_its_own_for_each_entry() -> None:
    assert len(known_entities()) > 150
    for entity in known_entities():
        assert entity.kind is not None, entity.name
        assert len({name_key(entity.name)}) == 1


def test_only_abbreviations_stand_under_two_entries() -> None:
    shared = {key for key, listings in listed_names().items() if len(set(listings)) > 1}
    assert all(len(key) <= 4 for key in shared), shared
