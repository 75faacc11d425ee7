"""A plan -> which of its stages read reports, which compare them, and the key of each stage.

No stage is known by name here: what a stage consumes says where it belongs.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib import metadata

from reportedly.config import Plan
from reportedly.errors import ConfigError
from reportedly.records import (
    Claim,
    ClaimInContext,
    Document,
    Fingerprint,
    QuestionInContext,
    Snapshot,
    Statement,
    record_id,
)
from reportedly.stage import AnyStage

# Stages that consume these work on one report alone; the others need the whole ledger.
REPORT_INPUTS = (Snapshot, Document, Statement, Claim)
LEDGER_INPUTS = (Fingerprint, ClaimInContext, QuestionInContext)


def report_stages(plan: Plan) -> tuple[AnyStage, ...]:
    """Returns the stages that work on one report alone, in the plan's order."""
    _check_inputs(plan)
    return tuple(stage for stage in plan.stages if stage.consumes in REPORT_INPUTS)


def ledger_stages(plan: Plan) -> tuple[AnyStage, ...]:
    """Returns the stages that need the whole ledger, in the plan's order."""
    _check_inputs(plan)
    return tuple(stage for stage in plan.stages if stage.consumes in LEDGER_INPUTS)


def is_whole(stage: AnyStage) -> bool:
    """Tells whether a stage needs all claims, or all fingerprints, at once: ungrouped."""
    return stage.consumes in (Fingerprint, ClaimInContext) and stage.group_by is None


def stage_keys(stages: Sequence[AnyStage]) -> dict[str, str]:
    """Returns a key for each stage: it changes with the stage, and with any that it builds on.

    Hashed are name, version, settings, the version of the model that it loads, and the key of the
    last stage before it that produces what it consumes.
    """
    keys: dict[str, str] = {}
    for position, stage in enumerate(stages):
        before = [s for s in stages[:position] if stage.consumes in s.produces]
        keys[stage.name] = record_id(
            "stage",
            stage.name,
            stage.version,
            repr(stage),
            _model_version(getattr(stage, "model", None)),
            keys[before[-1].name] if before else None,
        )
    return keys


def linking_key(plan: Plan) -> str:
    """Returns one key for all stages that need the whole ledger."""
    return record_id("linking", *stage_keys(ledger_stages(plan)).values())


@cache
def _model_version(model: str | None) -> str | None:
    if model is None:
        return None
    try:
        return metadata.version(model)
    except (metadata.PackageNotFoundError, ValueError):
        return None


def _check_inputs(plan: Plan) -> None:
    for stage in plan.stages:
        if stage.consumes not in (*REPORT_INPUTS, *LEDGER_INPUTS):
            raise ConfigError(
                f"the stage {stage.name!r} consumes {stage.consumes.__name__} records, which no "
                "run can give it. Leave it out of the plan."
            )
