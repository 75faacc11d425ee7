from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from reportedly.assess.latent_classes import estimate_classes, profiles
from reportedly.assess.log_linear import Table, fit, make_table, profile
from reportedly.assess.multiple_systems import estimate_unlisted
from reportedly.estimation import CaptureCounts, CapturePattern, LatentClassEstimate
from reportedly.present.estimates import lists_details

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "bench" / "mse" / "kosovo.json"
OFTEN = (0.6, 0.5, 0.7, 0.4)
SELDOM = (0.15, 0.2, 0.1, 0.25)


def table_of(*classes: tuple[int, tuple[float, ...]]) -> Table:
    """Returns what lists would give on average of classes: persons and their chance by list."""
    lists = len(classes[0][1])
    patterns = []
    for pattern in product((0, 1), repeat=lists):
        persons = 0.0
        for total, shares in classes:
            chances = [s if on else 1 - s for on, s in zip(pattern, shares, strict=True)]
            persons += total * float(np.prod(chances))
        if any(pattern):
            patterns.append((pattern, round(persons)))
    return make_table(patterns, lists)


def counts_of(table: Table) -> CaptureCounts:
    return CaptureCounts(
        lists=tuple("ABCDE"[: table.cells.shape[1]]),
        patterns=tuple(
            CapturePattern(lists=tuple(int(on) for on in cell), count=int(count))
            for cell, count in zip(table.cells, table.counts, strict=True)
        ),
    )


def ends(made: LatentClassEstimate) -> tuple[int, int, float]:
    assert made.estimate is not None
    assert made.low is not None
    return made.low, made.estimate, float("inf") if made.high is None else made.high


@pytest.fixture(scope="module")
def two_classes() -> Table:
    return table_of((20_000, OFTEN), (20_000, SELDOM))


def test_two_classes_are_found_where_the_log_linear_models_fail(two_classes: Table) -> None:
    made = estimate_classes(two_classes, best_bic=0.0)
    low, estimate, high = ends(made)
    assert low <= 40_000 <= high
    assert estimate == pytest.approx(40_000, rel=0.02)
    independent = fit(frozenset(), two_classes)
    assert independent is not None
    assert independent.unseen + two_classes.observed < low


def test_of_one_class_it_gives_what_independent_lists_give() -> None:
    table = table_of((20_000, OFTEN))
    unseen = np.array([500.0, 1500.0, 3000.0])
    of_classes = profiles(table, unseen)
    of_lists = [profile(frozenset(), table, float(number)) for number in unseen]
    # One class is a case of two: it never fits better, and at the true number both fit alike.
    assert all(of_classes >= np.array(of_lists) - 1e-6)
    truth = 20_000 * float(np.prod([1 - share for share in OFTEN]))
    both = profiles(table, np.array([truth]))[0], profile(frozenset(), table, truth)
    assert both[0] == pytest.approx(both[1], abs=0.5)


def test_three_lists_are_refused_with_the_reason() -> None:
    made = estimate_classes(table_of((2_000, OFTEN[:3])), best_bic=0.0)
    assert made.estimate is None
    assert "at least four" in (made.refused or "")


def test_an_end_that_the_lists_do_not_set_is_open_and_warned_of() -> None:
    few = table_of((500, (0.45, 0.36, 0.3, 0.39)), (500, (0.15, 0.12, 0.1, 0.13)))
    made = estimate_unlisted(counts_of(few), has_classes=True)
    assert made.latent_classes is not None
    assert made.latent_classes.high is None
    assert any("set no upper end" in warning for warning in made.warnings)
    low, _, high = ends(made.latent_classes)
    assert low <= 1000 <= high
    console = Console(width=120)
    with console.capture() as captured:
        console.print(lists_details(made))
    told = captured.get()
    assert "two classes of persons" in told
    assert "no upper end" in told


def test_the_second_family_is_made_only_when_asked(two_classes: Table) -> None:
    assert estimate_unlisted(counts_of(two_classes)).latent_classes is None


@pytest.mark.reads_shared
@pytest.mark.skipif(not SHARED.is_file(), reason="the benchmark data is not beside the project")
def test_on_the_published_lists_it_fits_worse_and_agrees() -> None:
    data = json.loads(SHARED.read_text("utf-8"))
    table = make_table([(tuple(p["in"]), p["n"]) for p in data["patterns"]], len(data["lists"]))
    made = estimate_classes(table, best_bic=-46430.03)
    low, estimate, high = ends(made)
    published = data["published"]
    assert published["low"] <= estimate <= published["high"]
    assert low < published["estimate"] < high
    assert (made.bic_above_best or 0) > 50
