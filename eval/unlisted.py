"""How often do the intervals of the estimates from lists hold the truth, and how often not?

::

    python -m eval.unlisted --sets 20 --persons 1000

Persons are drawn by lot onto four lists, so many times, from fixed seeds: once all alike, once of
two classes of which one is three times as likely to be on every list. Each set is given to both
families of models. The table shows, for each kind of person and family, in how many sets the
interval held the true number, how many were refused, how many intervals had no upper end, and the
middle one of the figures.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from statistics import median_low

from numpy.random import PCG64, Generator

from reportedly.assess.multiple_systems import estimate_unlisted
from reportedly.estimation import CaptureCounts, CapturePattern

# Chances of being on each list: of persons who are all alike, and of the class listed less often.
ALIKE = (0.35, 0.30, 0.25, 0.20)
SELDOM = (0.15, 0.12, 0.10, 0.13)
TIMES_AS_LIKELY = 3
FIRST_SEED = 1000
KINDS = ("all alike", "two classes")
FAMILIES = ("log-linear", "two classes")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one family of models made of one set: figure and interval, ``None`` where refused."""

    kind: str
    family: str
    figure: int | None
    low: int | None
    high: int | None

    def holds(self, persons: int) -> bool:
        """Tells whether the interval holds the true number; an open end goes on for ever."""
        is_below = self.high is not None and self.high < persons
        return self.low is not None and self.low <= persons and not is_below


def draw_set(kind: str, persons: int, seed: int) -> CaptureCounts:
    """Returns the lists that chance makes of so many persons."""
    generator = Generator(PCG64(seed))
    found: Counter[tuple[int, ...]] = Counter()
    for person in range(persons):
        is_often = kind == "two classes" and person < persons // 2
        chances = SELDOM if kind == "two classes" else ALIKE
        drawn = generator.uniform(size=len(chances))
        times = TIMES_AS_LIKELY if is_often else 1
        found[tuple(int(d < times * c) for d, c in zip(drawn, chances, strict=True))] += 1
    patterns = (CapturePattern(lists=p, count=n) for p, n in sorted(found.items()) if any(p))
    return CaptureCounts(lists=("A", "B", "C", "D"), patterns=tuple(patterns))


def outcomes(sets: int, persons: int) -> Iterator[Outcome]:
    """Yields what each family of models makes of each set."""
    for kind in KINDS:
        for seed in range(FIRST_SEED, FIRST_SEED + sets):
            made = estimate_unlisted(draw_set(kind, persons, seed), has_classes=True)
            for family, part in zip(FAMILIES, (made, made.latent_classes), strict=True):
                figure, low, high = (
                    (None, None, None) if part is None else (part.estimate, part.low, part.high)
                )
                yield Outcome(kind=kind, family=family, figure=figure, low=low, high=high)


def table(found: Iterable[Outcome], persons: int) -> Iterator[str]:
    """Yields the table, a line for each kind of person and family of models."""
    rows: dict[tuple[str, str], list[Outcome]] = {}
    for outcome in found:
        rows.setdefault((outcome.kind, outcome.family), []).append(outcome)
    yield "| Persons | Models | Held the truth | Refused | No upper end | Median figure |"
    yield "|---|---|---|---|---|---|"
    for (kind, family), own in rows.items():
        figures = [outcome.figure for outcome in own if outcome.figure is not None]
        holding = sum(1 for outcome in own if outcome.holds(persons))
        is_open = sum(1 for o in own if o.figure is not None and o.high is None)
        middle = f"{median_low(figures):,}" if figures else "–"
        refused = len(own) - len(figures)
        yield f"| {kind} | {family} | {holding} of {len(own)} | {refused} | {is_open} | {middle} |"


def main(arguments: list[str] | None = None) -> int:
    """Prints the table; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m eval.unlisted", description=__doc__)
    parser.add_argument("--sets", type=int, default=20, help="sets of each kind")
    parser.add_argument("--persons", type=int, default=1000, help="persons of each set")
    given = parser.parse_args(arguments)
    if given.sets < 1 or given.persons < 1:
        parser.error("--sets and --persons must be 1 or more")
    for line in table(outcomes(given.sets, given.persons), given.persons):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
