"""Predictions for the NewsQuant and Recognizers number sets, from the product's quantities.

Only a mapping of names. The sets want one value under a bound where our record has an open end;
``up`` and ``down`` where we keep a change; units by long names ("percentage", "dollar per month",
"eligible pensioner" for a counted noun); vague plurals as wide as their makers chose.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from reportedly.extract.nlp import ParsedDocument, parse
from reportedly.extract.quantities import QuantityMention, find_quantities
from reportedly.extract.units import all_units

_RELATIONS = {"=": "=", "range": "=", "~": "~", ">": ">", ">=": ">", "<": "<", "<=": "<"}

_ABOUT = re.compile(r"(?:~|≈|about|around|roughly|some|approximately)", re.IGNORECASE)

# The set's widths for vague plurals (its README): the word's own value up to ten times that.
_VAGUE = {
    "dozens": (12.0, 120.0),
    "tens of thousands": (1e4, 1e5),
    "tens of millions": (1e7, 1e8),
    "hundreds of thousands": (1e5, 1e6),
    "hundreds of millions": (1e8, 1e9),
    "hundreds": (1e2, 1e3),
    "thousands": (1e3, 1e4),
    "millions": (1e6, 1e7),
    "billions": (1e9, 1e10),
}


def predict(records: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Yields ``{"id", "quantities"}`` for each ``{"id", "text"}``, in order."""
    rows = list(records)
    for row, parsed in zip(rows, parse(str(row["text"]) for row in rows), strict=True):
        yield {"id": row["id"], "quantities": list(quantities_of(parsed, kind=row.get("kind")))}


def quantities_of(parsed: ParsedDocument, *, kind: str | None = None) -> Iterator[dict[str, Any]]:
    """Yields the quantities of a parsed text under the set's names."""
    mentions = [m for m in find_quantities(parsed) if m.numeral is not None]
    is_end = False
    for index, mention in enumerate(mentions):
        if is_end:
            is_end = False
            continue
        following = mentions[index + 1] if index + 1 < len(mentions) else None
        is_end = _is_change_range(parsed.text, mention, following)
        pair = following if is_end else None
        if _is_unmarked(mention):
            continue
        row = _row(mention, pair)
        is_bound = row["low"] != row["high"] or row["relation"] in {"<", ">"}
        if kind != "numberrange" or is_bound:
            yield row


def _row(mention: QuantityMention, pair: QuantityMention | None) -> dict[str, Any]:
    """Returns one quantity under the set's names; ``pair`` is the end of a "from … to …" change."""
    quantity, numeral = mention.quantity, mention.numeral
    low = quantity.low if quantity.low is not None else quantity.high
    high = quantity.high if quantity.high is not None else quantity.low
    relation = _RELATIONS[quantity.relation]
    if pair is not None:
        values = [v for v in (low, pair.quantity.low) if v is not None]
        low, high = min(values), max(values)
        mention_unit = _unit(pair)
    else:
        mention_unit = _unit(mention)
    if mention.kind == "vague":
        words = " ".join(quantity.raw.lower().split())
        low, high = next((v for k, v in _VAGUE.items() if words.endswith(k)), (low, high))
        relation = "=" if relation == "~" else relation
    if quantity.relation == "range" and _ABOUT.match(quantity.raw):
        relation = "~"
    if mention.change is not None and relation in {"=", "~"}:
        relation = mention.change
    return {
        "start": numeral.start if numeral is not None else quantity.span.start,
        "end": numeral.end if numeral is not None else quantity.span.end,
        "low": low,
        "high": high,
        "relation": relation,
        "unit": mention_unit,
        "concept": list(mention.concept),
    }


def _is_unmarked(mention: QuantityMention) -> bool:
    """Tells whether the set does not mark such words: "several", "a few"."""
    return mention.kind == "vague" and not mention.quantity.raw.lower().endswith(tuple(_VAGUE))


def _is_change_range(
    text: str, mention: QuantityMention, following: QuantityMention | None
) -> bool:
    """Tells whether two numbers are told as "from … to …": the set has them as one range."""
    if following is None or "range" in {mention.quantity.relation, following.quantity.relation}:
        return False
    between = text[mention.quantity.span.end : following.quantity.span.start]
    before = text[: mention.quantity.span.start][-12:].lower()
    return between.strip() == "to" and before.endswith("from ")


@cache
def _unit_names() -> dict[str, str]:
    """Returns the set's name of each of our unit codes."""
    return {unit.code: unit.name for unit in all_units()} | {
        "times": "count",
        "penny": "penny",
        "fraction": "",
    }


def _unit(mention: QuantityMention) -> str:
    """Returns the set's unit: a unit's long name, or the counted noun with its modifiers."""
    quantity = mention.quantity
    code = quantity.unit
    if mention.kind in {"money", "percent", "measure"} and code is not None:
        name = _unit_names().get(code, code)
    elif quantity.counted is not None or mention.antecedent is not None:
        name = _noun(mention)
    else:
        return ""
    if quantity.per not in {None, "each"}:
        name = f"{name} per {quantity.per}"
    return name


def _noun(mention: QuantityMention) -> str:
    """Returns the words for what is counted, without the small words that the set leaves out."""
    words = mention.antecedent or mention.quantity.counted or ""
    return " ".join(re.sub(r"\b(?:and|or|more)\b", " ", words).split())
