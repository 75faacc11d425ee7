from __future__ import annotations

import json
from itertools import product
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.assess.log_linear import fit, hierarchical_models, make_table, profile
from reportedly.assess.multiple_systems import estimate_unlisted
from reportedly.estimation import CaptureCounts, CapturePattern

SHARED = Path(__file__).resolve().parents[3] / ".." / "shared" / "bench" / "mse" / "kosovo.json"


def counts_of(lists: str, **persons: int) -> CaptureCounts:
    """Makes counts from patterns: ``counts_of("ABC", A=20, AB=5, ABC=1)``."""
    return CaptureCounts(
        lists=tuple(lists),
        patterns=tuple(
            CapturePattern(lists=tuple(int(name in pattern) for name in lists), count=count)
            for pattern, count in persons.items()
        ),
    )


def independent(total: int, *shares: float) -> CaptureCounts:
    """Makes the counts that independent lists would give on average."""
    patterns = []
    for pattern in product((0, 1), repeat=len(shares)):
        chance = np.prod([s if on else 1 - s for on, s in zip(pattern, shares, strict=True)])
        if any(pattern):
            patterns.append(CapturePattern(lists=pattern, count=round(total * float(chance))))
    return CaptureCounts(lists=tuple("ABCDE"[: len(shares)]), patterns=tuple(patterns))


def test_there_are_as_many_hierarchical_models_as_the_literature_counts() -> None:
    assert [sum(1 for _ in hierarchical_models(n)) for n in (3, 4, 5)] == [8, 113, 6893]


def test_a_model_holds_what_its_interactions_hold() -> None:
    for model in hierarchical_models(4):
        for group in model:
            parts = [group - {place} for place in group]
            assert all(part in model for part in parts if len(part) > 1)


def test_two_independent_pairs_give_the_textbook_figure() -> None:
    # Of independent lists the unseen of a third follow: 1,000 persons, half on each list.
    table = make_table([(p.lists, p.count) for p in independent(1000, 0.5, 0.5, 0.5).patterns], 3)
    found = fit(frozenset(), table)
    assert found is not None
    assert found.unseen == pytest.approx(125, rel=1e-6)


def test_a_saturated_model_reproduces_its_cells() -> None:
    # With all pairs, what is unseen is the product of odd patterns over that of even ones.
    counts = {(1, 0, 0): 60, (0, 1, 0): 50, (0, 0, 1): 40, (1, 1, 0): 20, (1, 0, 1): 15,
              (0, 1, 1): 12, (1, 1, 1): 6}  # fmt: skip
    pairs = frozenset(frozenset(pair) for pair in [(0, 1), (0, 2), (1, 2)])
    found = fit(pairs, make_table(list(counts.items()), 3))
    assert found is not None
    assert found.unseen == pytest.approx(60 * 50 * 40 * 6 / (20 * 15 * 12), rel=1e-6)


def test_a_model_with_nobody_behind_an_interaction_has_no_estimate() -> None:
    table = make_table([((1, 0, 0), 9), ((0, 1, 0), 9), ((0, 0, 1), 9), ((1, 0, 1), 5)], 3)
    assert fit(frozenset([frozenset([0, 1])]), table) is None


def test_the_profile_is_highest_about_where_the_fit_is() -> None:
    table = make_table([(p.lists, p.count) for p in independent(800, 0.4, 0.3, 0.5).patterns], 3)
    found = fit(frozenset(), table)
    assert found is not None
    top = profile(frozenset(), table, found.unseen)
    assert top > profile(frozenset(), table, found.unseen * 0.8)
    assert top > profile(frozenset(), table, found.unseen * 1.25)


@settings(max_examples=15, deadline=None)
@given(
    st.integers(min_value=600, max_value=5000),
    st.lists(st.floats(min_value=0.25, max_value=0.7), min_size=3, max_size=3),
)
def test_independent_lists_find_the_whole(total: int, shares: list[float]) -> None:
    made = estimate_unlisted(independent(total, *shares))
    assert made.estimate is not None
    assert made.low is not None
    assert made.high is not None
    assert made.observed <= made.low <= made.estimate <= made.high
    assert made.low <= total <= made.high
    assert any(model.depends == () for model in made.models)


def test_persons_who_differ_bias_it_downwards_as_the_warning_says() -> None:
    # Half of 1,000 persons are three times as likely to be listed as the others, on every list.
    often = independent(500, 0.3, 0.45, 0.375, 0.225)
    seldom = independent(500, 0.1, 0.15, 0.125, 0.075)
    both = CaptureCounts(lists=often.lists, patterns=(*often.patterns, *seldom.patterns))
    made = estimate_unlisted(both)
    assert (made.high or 0) < 1000
    assert any("make the figure too low" in warning for warning in made.warnings)


def test_the_names_and_order_of_lists_do_not_matter() -> None:
    counts = independent(900, 0.5, 0.3, 0.4)
    turned = CaptureCounts(
        lists=("Z", "Y", "X"),
        patterns=tuple(
            CapturePattern(lists=p.lists[::-1], count=p.count) for p in reversed(counts.patterns)
        ),
    )
    one, other = estimate_unlisted(counts), estimate_unlisted(turned)
    assert (one.low, one.estimate, one.high) == (other.low, other.estimate, other.high)


def test_weights_add_up_and_each_model_keeps_its_own_interval() -> None:
    made = estimate_unlisted(independent(900, 0.5, 0.3, 0.4))
    assert sum(model.weight for model in made.models) == pytest.approx(1, abs=0.01)
    assert made.models[0].bic_above_best == 0
    assert all(model.low <= model.estimate <= model.high for model in made.models)


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        (counts_of("AB", A=90, B=80, AB=30), "at least three are needed"),
        (counts_of("ABCDEF", ABCDEF=50), "at most five"),
        (counts_of("ABC", A=50, B=40, AB=30), "nobody is on the list C"),
        (counts_of("ABC", A=50, B=40, C=20, AC=30, BC=25), "A and B share nobody"),
        (counts_of("ABC", A=50, B=40, C=9, AB=4, AC=3, BC=2), "9 persons are on more than one"),
    ],
)
def test_it_is_refused_with_the_reason(counts: CaptureCounts, told: str) -> None:
    made = estimate_unlisted(counts)
    assert made.refused is not None
    assert told in made.refused
    assert (made.estimate, made.low, made.high, made.models) == (None, None, None, ())
    assert made.observed == sum(pattern.count for pattern in counts.patterns)


def test_dependence_few_shared_and_many_unseen_are_warned_of() -> None:
    made = estimate_unlisted(counts_of("ABC", A=400, B=380, C=300, AB=90, AC=3, BC=12, ABC=1))
    told = "\n".join(made.warnings)
    assert "only 4 on both A and C" in told
    assert "not to be checked here" in told
    assert "more persons are unlisted than listed" in told


@pytest.mark.reads_shared
@pytest.mark.skipif(not SHARED.is_file(), reason="the benchmark data is not beside the project")
def test_on_the_published_lists_the_choice_of_model_is_shown() -> None:
    data = json.loads(SHARED.read_text("utf-8"))
    made = estimate_unlisted(
        CaptureCounts(
            lists=tuple(data["lists"]),
            patterns=tuple(
                CapturePattern(lists=tuple(p["in"]), count=p["n"]) for p in data["patterns"]
            ),
        )
    )
    published = data["published"]
    assert made.models_fitted == 113
    assert [model.estimate for model in made.models[:2]] == [10357, 12741]
    assert made.models[1].bic_above_best < 0.2
    assert published["low"] <= (made.estimate or 0) <= published["high"]
    assert (made.low or 0) < 10357
    assert (made.high or 0) > 12741
    # As wide as the choice: wider than the best model alone, which is the published interval.
    assert (made.high or 0) > made.models[0].high
    assert made.models[0].low == pytest.approx(published["low"], rel=0.01)
    assert made.models[0].high == pytest.approx(published["high"], rel=0.01)
    assert "the choice of model decides" in made.warnings[0]
