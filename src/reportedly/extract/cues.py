"""The words that report speech: verbs and nouns with their stance and the frames they report in.

A *cue* is the word that makes an attribution: "said", "according to", "his claim that". Words are
data (``data/cue_verbs.txt``, ``data/cue_nouns.txt``, ``data/attribution.toml``); this module reads
them once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, cast, get_args

from reportedly.records import SourceKind, Stance


@dataclass(frozen=True, slots=True)
class CueWord:
    """A reporting word: its stance, and the frames in which it reports (see the data file)."""

    lemma: str
    stance: Stance
    frames: frozenset[str]


@dataclass(frozen=True, slots=True)
class AttributionWords:
    """Word lists of ``data/attribution.toml``, each lower case."""

    source_heads: Mapping[str, SourceKind]
    unnamed_words: frozenset[str]
    agencies: frozenset[str]
    government_words: frozenset[str]
    armed_words: frozenset[str]
    media_words: frozenset[str]
    media_endings: tuple[str, ...]
    person_titles: frozenset[str]
    male_words: frozenset[str]
    female_words: frozenset[str]
    hedge_adverbs: Mapping[str, Stance]
    hedge_modals: frozenset[str]
    hedge_words: frozenset[str]
    hedged_verbs: Mapping[str, Stance]
    naming_verbs: frozenset[str]
    seeming_verbs: frozenset[str]
    toll_nouns: frozenset[str]
    holding_verbs: frozenset[str]
    statement_nouns: frozenset[str]
    inference_verbs: frozenset[str]
    continuing_verbs: frozenset[str]
    plain_verbs: frozenset[str]
    plural_modifiers: frozenset[str]
    number_nouns: frozenset[str]
    body_words: frozenset[str]
    loose_titles: frozenset[str]
    count_documents: frozenset[str]
    loss_nouns: frozenset[str]
    not_speakers: frozenset[str]
    ranks: frozenset[str]


@cache
def cue_verbs() -> Mapping[str, CueWord]:
    """Returns the reporting verbs by lemma. Raises ``ValueError`` on an unknown stance."""
    return _read_cues("cue_verbs.txt")


@cache
def cue_nouns() -> Mapping[str, CueWord]:
    """Returns the reporting nouns by lemma. Raises ``ValueError`` on an unknown stance."""
    return _read_cues("cue_nouns.txt")


@cache
def attribution_words() -> AttributionWords:
    """Returns the other word lists of attribution."""
    table = tomllib.loads(_data("attribution.toml"))
    heads = {
        word: cast(SourceKind, kind)
        for kind, words in table.pop("source_heads").items()
        for word in words
    }
    return AttributionWords(
        source_heads=heads,
        hedge_adverbs=_stances(table.pop("hedge_adverbs")),
        hedged_verbs=_stances(table.pop("hedged_verbs")),
        media_endings=tuple(table.pop("media_endings")),
        **{name: frozenset(words) for name, words in table.items()},
    )


def _stances(table: dict[str, Any]) -> dict[str, Stance]:
    return {word: _stance(stance) for stance, words in table.items() for word in words}


def _read_cues(name: str) -> dict[str, CueWord]:
    cues: dict[str, CueWord] = {}
    for line in _data(name).splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        lemma, stance, *frames = line.split()
        cues[lemma] = CueWord(lemma=lemma, stance=_stance(stance), frames=frozenset(frames))
    return cues


def _stance(name: str) -> Stance:
    if name not in get_args(Stance):
        raise ValueError(f"a word list of attribution names an unknown stance: {name!r}")
    return cast(Stance, name)


def _data(name: str) -> str:
    return files("reportedly.extract").joinpath("data", name).read_text("utf-8")
