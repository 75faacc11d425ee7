"""Scores the stance of labelled cues, with its bootstrap interval.

::

    python -m eval.stance.score              accuracy of stance and polarity, by stance
    python -m eval.stance.score --misses     and every cue that is read wrongly

Each labelled cue is given to the product's own reading of stance, on the product's own parse.
Whether the product finds the cue is measured by the attribution benchmark, not here.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportedly.extract.chains import cue_token
from reportedly.extract.drafts import Attribution
from reportedly.extract.layout import lay_out
from reportedly.extract.nlp import parse
from reportedly.extract.stance import stance_of
from reportedly.records import Span

HERE = Path(__file__).parent
SHARED = HERE.parents[1] / ".." / "shared" / "bench" / "casualties_fakes" / "dev.jsonl"
RESAMPLES = 1000


@dataclass(frozen=True, slots=True)
class Label:
    """One cue by offsets, and how the source stands to what it says, as a reader sees it."""

    source: str
    document: str
    start: int
    end: int
    stance: str
    polarity: str


@dataclass(frozen=True, slots=True)
class Scored:
    """A label beside what the product reads; ``cue`` are the words of the cue, for the misses."""

    label: Label
    cue: str
    stance: str
    polarity: str

    @property
    def is_right(self) -> bool:
        """Tells whether the stance is the reader's."""
        return self.stance == self.label.stance


def read_labels(path: Path = HERE / "labels.jsonl") -> tuple[Label, ...]:
    """Returns the labels, in the order of the file."""
    return tuple(Label(**row) for row in _rows(path))


def read_texts(labels: Sequence[Label], shared: Path = SHARED) -> dict[tuple[str, str], str]:
    """Returns the texts of the labels by source and document; those not at hand are left out."""
    wanted = {(label.source, label.document) for label in labels}
    files = {"own": HERE / "texts.jsonl", "casualties_fakes": shared}
    return {
        (source, row["id"]): row["text"]
        for source, path in files.items()
        if path.exists()
        for row in _rows(path)
        if (source, row["id"]) in wanted
    }


def read_cues(labels: Sequence[Label], texts: dict[tuple[str, str], str]) -> tuple[Scored, ...]:
    """Returns each label whose text is at hand with the stance that the product reads."""
    of_text: dict[tuple[str, str], list[Label]] = defaultdict(list)
    for label in labels:
        of_text[label.source, label.document].append(label)
    found = []
    keys = sorted(texts)
    for key, parsed in zip(keys, parse(texts[key] for key in keys), strict=True):
        layout = lay_out(parsed)
        for label in of_text[key]:
            span = Span(start=label.start, end=label.end)
            cue = Attribution(source=(), cue=(span,), content=(), rule="labelled")
            tokens = [layout.tokens[i] for i in layout.tokens_in(span)]
            stance, polarity = stance_of(cue_token(layout, cue), tokens)
            words = parsed.text[label.start : label.end]
            found.append(Scored(label=label, cue=words, stance=stance, polarity=polarity))
    return tuple(found)


def accuracy(scored: Sequence[Scored]) -> float:
    """Returns the share of cues whose stance is the reader's, 0 to 1."""
    return sum(each.is_right for each in scored) / len(scored)


def interval(scored: Sequence[Scored], seed: int = 0) -> tuple[float, float]:
    """Returns the 95 percent bootstrap interval of the accuracy, cues resampled."""
    rng = random.Random(seed)  # noqa: S311 - resampling, no secret
    drawn = sorted(accuracy(rng.choices(scored, k=len(scored))) for _ in range(RESAMPLES))
    return drawn[int(0.025 * RESAMPLES)], drawn[int(0.975 * RESAMPLES)]


def main() -> None:
    """Prints the accuracy, its interval, and a line for each stance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true")
    misses = parser.parse_args().misses
    labels = read_labels()
    texts = read_texts(labels)
    scored = read_cues(labels, texts)
    low, high = interval(scored)
    polarity = sum(each.polarity == each.label.polarity for each in scored) / len(scored)
    print(f"{len(scored)} of {len(labels)} cues: their texts are at hand")
    print(f"stance    {accuracy(scored):.3f} [{low:.3f}, {high:.3f}]")
    print(f"polarity  {polarity:.3f}")
    for stance, count in Counter(each.label.stance for each in scored).most_common():
        right = sum(each.is_right for each in scored if each.label.stance == stance)
        print(f"  {stance:<10} {right:>3} of {count}")
    if misses:
        for each in scored:
            if not each.is_right or each.polarity != each.label.polarity:
                print(f"{each.label}: {each.cue!r} read as {each.stance}, {each.polarity}")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


if __name__ == "__main__":
    main()
