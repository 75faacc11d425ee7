"""The trained tagger of attributions: finds cues, then the source and content of each cue.

A small encoder reads windows of whole paragraphs and tells the cues; for each cue, the joiner
labels the words of its paragraph as source, content or neither, and the best sequence of labels is
taken (Viterbi over a linear chain, Lafferty, McCallum, Pereira 2001). One window is read at a time,
by one thread: what is found in a report does not depend on the reports beside it.

Weights and how they came about: ``docs/model-cards/attribution-tagger.md``; they are made by
``training/attribution.py``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.extract.drafts import Attribution
from reportedly.extract.layout import Layout
from reportedly.extract.tagger_input import (
    Words,
    pair_features,
    read_words,
    windows,
)

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL = "attribution_tagger"
SHARED = 0.3  # of the words of the shorter content: more, and two readings are of the same words
Floats = np.ndarray[Any, np.dtype[np.float32]]
Stretch = tuple[int, int]
# The labels of a word, seen from a cue: outside, begins or continues the source, the content.
OUTSIDE, BEGINS_SOURCE, IN_SOURCE, BEGINS_CONTENT, IN_CONTENT = range(5)


@dataclass(frozen=True, slots=True)
class Tagger:
    """The tagger's two networks, its word pieces, and what was settled when it was trained.

    ``threshold`` is how likely a cue must be, ``supported_threshold`` where the rules see one too.
    """

    encoder: InferenceSession
    joiner: InferenceSession
    tokenizer: Tokenizer
    labels: dict[str, dict[str, int]]
    transitions: Floats
    first: Floats
    last: Floats
    threshold: float
    supported_threshold: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One attribution as the tagger reads it, in words ``[start, end)``; ``score`` is the cue's."""

    cue: Stretch
    source: Stretch | None
    content: tuple[Stretch, ...]
    score: float


@cache
def load_tagger() -> Tagger:
    """Returns the tagger, loaded once per process; about 0.2 seconds and 70 MB."""
    import onnxruntime
    from tokenizers import Tokenizer

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    with as_file(files("reportedly.extract") / "data" / MODEL) as folder:
        settings = json.loads((folder / "settings.json").read_text(encoding="utf-8"))
        encoder, joiner = (
            onnxruntime.InferenceSession(
                str(folder / name), options, providers=["CPUExecutionProvider"]
            )
            for name in ("encoder.onnx", "joiner.onnx")
        )
        tokenizer = Tokenizer.from_file(str(Path(folder) / "tokenizer.json"))
    return Tagger(
        encoder=encoder,
        joiner=joiner,
        tokenizer=tokenizer,
        labels=settings["labels"],
        transitions=np.array(settings["transitions"], dtype=np.float32),
        first=np.array(settings["first"], dtype=np.float32),
        last=np.array(settings["last"], dtype=np.float32),
        threshold=settings["threshold"],
        supported_threshold=settings["supported_threshold"],
    )


def tag_attributions(layout: Layout, rules: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Returns the attributions that the tagger finds, by the order of the cues.

    ``rules`` are those of the rules, which the tagger reads beside the words.
    """
    tagger = load_tagger()
    words = read_words(layout, rules, tagger.tokenizer, tagger.labels)
    found = []
    for reading in read_attributions(tagger, words):
        is_supported = any(True for _ in words.rules_of(reading.cue))
        if reading.score < tagger.threshold and not is_supported:
            continue
        spans = [
            tuple(
                layout.span(int(words.token[a]), int(words.token[b - 1]) + 1) for a, b in stretches
            )
            for stretches in (
                [reading.source] if reading.source is not None else [],
                [reading.cue],
                reading.content,
            )
        ]
        found.append(Attribution(source=spans[0], cue=spans[1], content=spans[2], rule="tagger"))
    return tuple(found)


def read_attributions(tagger: Tagger, words: Words) -> Iterator[Reading]:
    """Yields what the tagger reads in a report, window by window, by the order of the cues.

    Of readings that share words of their contents, the likelier one is kept.
    """
    for window in windows(words):
        inputs = {"ids": window.ids[None], "features": window.features[None]}
        cue_scores, projected = tagger.encoder.run(None, inputs)
        likely = _softmax(cue_scores[0][window.starts])
        of_words = projected[0][window.starts]
        for part in window.parts:
            inside = slice(part[0] - window.word, part[1] - window.word)
            cues = list(_cues(likely[inside], part[0], tagger.supported_threshold))
            if cues:
                yield from _apart(_joined(tagger, words, of_words[inside], part, cues))


def _cues(likely: Floats, offset: int, threshold: float) -> Iterator[tuple[Stretch, float]]:
    """Yields the cues of a part: they begin where a cue is likely, and run on while they do."""
    word = 0
    while word < len(likely):
        score = 1.0 - float(likely[word, 0])
        start, word = word, word + 1
        if score < threshold:
            continue
        while word < len(likely) and int(likely[word].argmax()) == 2:
            word += 1
        yield (start + offset, word + offset), score


def _joined(
    tagger: Tagger,
    words: Words,
    projected: Floats,
    part: Stretch,
    cues: Sequence[tuple[Stretch, float]],
) -> Iterator[Reading]:
    start = part[0]
    (scores,) = tagger.joiner.run(
        None,
        {
            "first": projected[[cue[0] - start for cue, _ in cues]],
            "last": projected[[cue[1] - 1 - start for cue, _ in cues]],
            "words": projected,
            "features": np.stack([pair_features(words, cue, part) for cue, _ in cues]),
        },
    )
    for labels, (cue, score) in zip(best_labels(tagger, scores), cues, strict=True):
        sources = list(_stretches(labels, start, BEGINS_SOURCE, IN_SOURCE))
        content = tuple(_stretches(labels, start, BEGINS_CONTENT, IN_CONTENT))
        if content:
            source = min(sources, key=lambda s: _gap(s, cue), default=None)
            yield Reading(cue=cue, source=source, content=content, score=score)


def _apart(readings: Iterable[Reading]) -> list[Reading]:
    """Returns the readings whose contents no likelier one shares, and that are in none."""
    kept: list[tuple[Reading, set[int]]] = []
    for reading in sorted(readings, key=lambda r: (-r.score, r.cue)):
        own = {word for start, end in reading.content for word in range(start, end)}
        if not any(
            len(own & held) > SHARED * min(len(own), len(held))
            or reading.cue[0] in held
            or other.cue[0] in own
            for other, held in kept
        ):
            kept.append((reading, own))
    return sorted((reading for reading, _ in kept), key=lambda r: r.cue)


def best_labels(tagger: Tagger, scores: Floats) -> np.ndarray[Any, np.dtype[np.int64]]:
    """Returns the best sequence of labels for each cue; scores have shape (cues, words, labels)."""
    count, length, _ = scores.shape
    best = scores[:, 0] + tagger.first
    back = np.zeros((length, *best.shape), dtype=np.int64)
    for word in range(1, length):
        through = best[:, :, None] + tagger.transitions
        back[word] = through.argmax(axis=1)
        best = through.max(axis=1) + scores[:, word]
    labels = np.zeros((count, length), dtype=np.int64)
    labels[:, -1] = (best + tagger.last).argmax(axis=1)
    rows = np.arange(count)
    for word in range(length - 1, 0, -1):
        labels[:, word - 1] = back[word, rows, labels[:, word]]
    return labels


def _stretches(
    labels: np.ndarray[Any, np.dtype[np.int64]], offset: int, begins: int, goes_on: int
) -> Iterator[Stretch]:
    start: int | None = None
    for position, label in enumerate([*labels.tolist(), OUTSIDE]):
        if start is not None and label != goes_on:
            yield start + offset, position + offset
            start = None
        if label == begins:
            start = position
    # A stretch always begins: the transitions rule out "continues" after anything else.


def _gap(stretch: Stretch, cue: Stretch) -> int:
    return max(stretch[0] - cue[1], cue[0] - stretch[1])


def _softmax(scores: Floats) -> Floats:
    raised: Floats = np.exp(scores - scores.max(axis=-1, keepdims=True))
    likely: Floats = raised / raised.sum(axis=-1, keepdims=True)
    return likely
