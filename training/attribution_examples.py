"""Annotated articles as the tagger is trained on them: windows with the labels of their words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from tokenizers import Tokenizer

from reportedly.extract.attribution import rule_attributions
from reportedly.extract.layout import lay_out
from reportedly.extract.nlp import load, parse
from reportedly.extract.tagger_input import (
    Integers,
    Window,
    Words,
    read_words,
    windows,
    words_of,
)
from reportedly.records import Span

Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Article:
    """An article's words, and its attributions in words."""

    words: Words
    attributions: tuple[dict[str, tuple[Stretch, ...]], ...]


@dataclass(frozen=True, slots=True)
class CueExample:
    """One cue with the part it stands in, and the labels of the part's words."""

    cue: Stretch
    part: Stretch
    labels: Integers


@dataclass(frozen=True, slots=True)
class Example:
    """A window with the cue labels of its words, and its cues."""

    words: Words
    window: Window
    cue_labels: Integers
    cues: tuple[CueExample, ...]


def parser_labels() -> dict[str, dict[str, int]]:
    """Returns numbers for the tags and roles of the parser; 0 is kept for what is unknown."""
    nlp = load()
    tags = [*sorted(nlp.get_pipe("tagger").labels), "_SP"]  # type: ignore[attr-defined]
    roles = sorted({*nlp.get_pipe("parser").labels, "ROOT", "dep"})  # type: ignore[attr-defined]
    return {
        name: {label: number for number, label in enumerate(labels, 1)}
        for name, labels in (("tag", tags), ("role", roles))
    }


def read_articles(path: Path, tokenizer: Tokenizer) -> Iterator[Article]:
    """Yields the articles of a PolNeAR file, parsed and read by the rules, by their ids."""
    with path.open(encoding="utf-8") as lines:
        rows: list[dict[str, Any]] = sorted(map(json.loads, lines), key=lambda row: row["id"])
    labels = parser_labels()
    for row, parsed in zip(rows, parse(row["text"] for row in rows), strict=True):
        layout = lay_out(parsed)
        words = read_words(layout, rule_attributions(layout), tokenizer, labels)
        yield Article(
            words=words,
            attributions=tuple(
                {
                    role: words_of(
                        layout, words, [Span(start=a, end=b) for a, b in sorted(given[role])]
                    )
                    for role in ("source", "cue", "content")
                }
                for given in row["attributions"]
            ),
        )


def examples(article: Article, size: int) -> Iterator[Example]:
    """Yields the windows of an article, each of at most ``size`` pieces, with their labels."""
    for window in windows(article.words, size):
        start, end = window.parts[0][0], window.parts[-1][1]
        cue_labels = np.zeros(end - start, dtype=np.int64)
        cues = []
        for attribution in article.attributions:
            cue = _cue_in(attribution["cue"], window.parts)
            if cue is None:
                continue
            (first, last), part = cue
            cue_labels[first - start : last - start] = 2
            cue_labels[first - start] = 1
            labels = _labels(attribution, part)
            cues.append(CueExample(cue=(first, last), part=part, labels=labels))
        yield Example(words=article.words, window=window, cue_labels=cue_labels, cues=tuple(cues))


def _cue_in(spans: Sequence[Stretch], parts: Sequence[Stretch]) -> tuple[Stretch, Stretch] | None:
    """Returns a cue with the part that it begins in, cut where the part ends."""
    if len(spans) == 0:
        return None
    first, last = spans[0][0], spans[-1][1]
    part = next((p for p in parts if p[0] <= first < p[1]), None)
    return ((first, min(last, part[1])), part) if part is not None else None


def _labels(attribution: dict[str, tuple[Stretch, ...]], part: Stretch) -> Integers:
    labels = np.zeros(part[1] - part[0], dtype=np.int64)
    for role, begins in (("content", 3), ("source", 1)):
        for first, last in attribution[role]:
            inside = max(first, part[0]) - part[0], min(last, part[1]) - part[0]
            if inside[0] < inside[1]:
                labels[inside[0] : inside[1]] = begins + 1
                labels[inside[0]] = begins
    return labels
