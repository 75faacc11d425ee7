"""Precision of the checks on the findings judged by hand, by kind and verdict.

::

    python -m eval.findings.score
    python -m eval.findings.score --draw 2
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from math import sqrt
from pathlib import Path
from typing import Any

LABELS = Path(__file__).with_name("labels.jsonl")
# The 97.5th percentile of the normal distribution, for intervals of 95 percent.
NORMAL_95 = 1.959964


def read_labels(path: Path = LABELS, *, draw: int | None = None) -> tuple[Mapping[str, Any], ...]:
    """Returns the judged findings, of one draw or of all."""
    lines = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return tuple(label for label in lines if draw in {None, label["draw"]})


def wilson(right: int, judged: int) -> tuple[float, float]:
    """Returns the 95 percent interval of a share (Wilson 1927): sound for few cases too."""
    if judged == 0:
        return 0.0, 1.0
    share, square = right / judged, NORMAL_95**2
    middle = share + square / (2 * judged)
    width = NORMAL_95 * sqrt(share * (1 - share) / judged + square / (4 * judged**2))
    below = 1 + square / judged
    return max(0.0, (middle - width) / below), min(1.0, (middle + width) / below)


def table(labels: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    """Returns the rows of the table, as Markdown: each kind and verdict, each verdict, all."""
    groups: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for label in labels:
        kind, verdict, is_right = label["kind"], label["verdict"], label["right"]
        for key in ((kind, verdict), ("all", verdict), ("all", "all")):
            groups[key].append(is_right)
    rows = ["| kind | verdict | right | judged | precision | 95 % |", "|---|---|---|---|---|---|"]
    for (kind, verdict), judged in sorted(groups.items(), key=lambda g: (g[0][0] == "all", g[0])):
        low, high = wilson(sum(judged), len(judged))
        rows.append(
            f"| {kind} | {verdict} | {sum(judged)} | {len(judged)} | "
            f"{sum(judged) / len(judged):.2f} | {low:.2f} to {high:.2f} |"
        )
    return tuple(rows)


def main(arguments: Sequence[str] | None = None) -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--draw", type=int, help="only the findings of this draw")
    given = parser.parse_args(arguments)
    sys.stdout.writelines(f"{row}\n" for row in table(read_labels(draw=given.draw)))


if __name__ == "__main__":
    main()
