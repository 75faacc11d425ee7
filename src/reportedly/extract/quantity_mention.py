"""The mention of a quantity: the record, and where it stands in the parse."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from reportedly.extract.expressions import Change
from reportedly.records import Quantity, Span

QuantityKind = Literal[
    "count", "money", "percent", "share", "measure", "vague", "comparison", "zero"
]


@dataclass(frozen=True, slots=True)
class QuantityMention:
    """A quantity with its place in the parse.

    ``start_token`` and ``end_token`` are the tokens of ``quantity.span``; ``head`` is the token of
    the counted noun (of the whole, for a share), or of the participle that stands for it ("28
    killed"). ``numeral`` covers the number words alone, ``unit_words`` the words of the unit as
    written. ``each`` keeps "each" apart from ``quantity.per``. ``antecedent`` are the words that
    an ellipsis stands for ("62 others": "mercenaries").
    """

    quantity: Quantity
    start_token: int
    end_token: int
    head: int | None
    change: Change | None
    concept: tuple[str, ...]
    kind: QuantityKind
    each: bool = False
    antecedent: str | None = None
    numeral: Span | None = None
    unit_words: str | None = None
