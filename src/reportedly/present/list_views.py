"""What lists of persons say -> words: the figure with its models and warnings, or why none.

The terminal and the dossier lay out the same view. Nothing is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportedly.estimation import LatentClassEstimate, ListEstimate, ModelEstimate
from reportedly.grading import probability_words
from reportedly.present.visible import one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelView:
    """One model: its figure, the interval if it is right, what it weighs, and what it assumes."""

    figure: str
    range: str
    weight: str
    depends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListView:
    """What lists of persons say, in words; ``refused`` tells why there is no figure.

    ``classes`` is the second family of models, ``classes_refused`` why it gives no figure.
    """

    known: str
    refused: str | None
    figure: str
    range: str
    averaged: str
    models: tuple[ModelView, ...]
    classes: tuple[str, str] | None
    classes_refused: str | None
    warnings: tuple[str, ...]


def list_view(made: ListEstimate) -> ListView:
    """Returns what lists of persons say, in words."""
    names = one_line(", ".join(made.lists))
    classes = made.latent_classes
    return ListView(
        known=f"{made.observed:,} persons on {len(made.lists)} lists: {names}",
        refused=None if made.refused is None else one_line(made.refused),
        figure=f"{made.estimate or 0:,}",
        range=f"{made.level:.0%}: {made.low or 0:,} to {made.high or 0:,}",
        averaged=f"median of {made.models_fitted} models weighted by BIC; their weighted mean is "
        f"{made.mean or 0:,}",
        models=tuple(_model_view(model) for model in made.models),
        classes=None if classes is None or classes.estimate is None else _classes(classes),
        classes_refused=one_line(classes.refused) if classes and classes.refused else None,
        warnings=tuple(one_line(warning) for warning in made.warnings),
    )


def _model_view(model: ModelEstimate) -> ModelView:
    groups = "; ".join(" with ".join(group) for group in model.depends) or "independent lists"
    return ModelView(
        figure=f"{model.estimate:,}",
        range=f"{model.low:,} to {model.high:,} if it is right",
        weight=f"weight {model.weight:.3f}, {probability_words(model.weight)}, "
        f"BIC +{model.bic_above_best:.2f}",
        depends=one_line(groups),
    )


def _classes(made: LatentClassEstimate) -> tuple[str, str]:
    high = "no upper end" if made.high is None else f"{made.high:,}"
    fit = f"BIC {made.bic_above_best or 0:+,.2f} against the best log-linear model"
    return f"{made.estimate or 0:,}", f"{made.level:.0%}: {made.low or 0:,} to {high}; {fit}"
