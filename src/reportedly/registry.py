"""Name -> stage class. Ours are in one dictionary; others come by entry point.

A package adds a stage with::

    [project.entry-points."reportedly.stages"]
    translate = "their_package.translation:Translate"

Nothing is imported before it is asked for.
"""

from __future__ import annotations

import dataclasses
import importlib
from functools import cache
from importlib import metadata

from reportedly.errors import ConfigError
from reportedly.stage import AnyStage

ENTRY_POINT_GROUP = "reportedly.stages"

BUILT_IN: dict[str, str] = {
    "ingest": "reportedly.ingest.documents:Ingest",
    "fingerprint": "reportedly.link.fingerprints:FingerprintDocuments",
    "extract": "reportedly.extract.claims:ExtractClaims",
    "copies": "reportedly.link.copies:FindCopies",
    "link": "reportedly.link.questions:LinkClaims",
    "check": "reportedly.assess.arithmetic:CheckReport",
    "compare": "reportedly.assess.comparing:CompareReports",
    "assess": "reportedly.assess.grades:AssessQuestions",
}

STAGE_ATTRIBUTES = ("name", "version", "consumes", "produces", "group_by")


def known_names() -> tuple[str, ...]:
    """Returns the names of all stages, ours first, then those of other packages in order."""
    return (*BUILT_IN, *sorted(_from_entry_points().keys() - BUILT_IN.keys()))


def find(name: str) -> type[AnyStage]:
    """Returns the class of the stage with that name. Ours can't be replaced by an entry point."""
    target = BUILT_IN.get(name) or _from_entry_points().get(name)
    if target is None:
        raise ConfigError(
            f"there is no stage {name!r}. Known stages: {', '.join(known_names())}. Correct the "
            "name in the plan, or install the package that brings the stage."
        )
    module_name, _, class_name = target.partition(":")
    try:
        stage_class = getattr(importlib.import_module(module_name), class_name)
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            f"the stage {name!r} can't be loaded from {target}: {error}. Reinstall the package "
            "that brings it, or leave the stage out of the plan."
        ) from error
    check_stage_class(name, target, stage_class)
    return stage_class  # type: ignore[no-any-return] # an imported name has no type


def check_stage_class(name: str, target: str, stage_class: object) -> None:
    """Raises a :class:`ConfigError` unless the class keeps the stage protocol's outer form."""
    lacking = [attribute for attribute in STAGE_ATTRIBUTES if not hasattr(stage_class, attribute)]
    if lacking:
        raise ConfigError(f"the stage {name!r} ({target}) lacks {', '.join(lacking)}.")
    if not dataclasses.is_dataclass(stage_class):
        raise ConfigError(f"the stage {name!r} ({target}) is no dataclass of settings.")
    if getattr(stage_class, "name", None) != name:
        raise ConfigError(
            f"the stage registered as {name!r} ({target}) calls itself "
            f"{getattr(stage_class, 'name', None)!r}; the two must agree."
        )


@cache
def _from_entry_points() -> dict[str, str]:
    return {point.name: point.value for point in metadata.entry_points(group=ENTRY_POINT_GROUP)}
