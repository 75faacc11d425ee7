"""A claim whose statement is quoted, reported, or mixed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from reportedly.records import ClaimInContext


def with_mode(item: ClaimInContext, mode: Any) -> ClaimInContext:
    """Returns the claim with the mode of its statement changed."""
    return replace(item, statement=replace(item.statement, mode=mode))
