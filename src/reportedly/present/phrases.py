"""Parts of records put into words: numbers, intervals, dates, places, chains.

The words a report used are always given as it used them; a reading stands beside them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from reportedly.grading import credibility_scale
from reportedly.present.visible import one_line
from reportedly.records import Claim, Document, Hop, Place, Quantity, Relation, Source, Time

UNKNOWN = "–"
CHAIN_ARROW = " › "
PLACE_ARROW = " → "
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# A movement is told in the order it is made; where something stands or happens comes after.
MOVEMENT_ROLES = ("from", "via", "to")
STANDING_ROLES = ("at", "near")

INTERVAL_WORDS: dict[Relation, str] = {
    "=": "{}",
    ">=": "{} or more",
    ">": "more than {}",
    "<=": "{} or fewer",
    "<": "fewer than {}",
    "~": "about {}",
    "range": "{}",
}


def credibility_words(credibility: str) -> str:
    """Returns a grade of the Admiralty code with its meaning: ``4 of 6 (doubtful)``."""
    meaning = credibility_scale().get(credibility)
    return one_line(credibility) if meaning is None else f"{credibility} of 6 ({meaning})"


def number(value: float) -> str:
    """Returns a number as people write it: ``4,000``, ``2.3``."""
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:,.4f}".rstrip("0").rstrip(".")


def interval(
    low: float | None, high: float | None, relation: Relation, *, unit: str | None = None
) -> str:
    """Returns what an interval says, in words: ``300 or more``, ``about 24–99``, ``no figure``."""
    if low is None and high is None:
        return "no figure"
    if low is not None and high is not None:
        figures = number(low) if low == high else f"{number(low)}–{number(high)}"
        words = INTERVAL_WORDS["~" if relation == "~" else "="]
    elif low is not None:
        figures, words = number(low), INTERVAL_WORDS[">" if relation == ">" else ">="]
    else:
        figures, words = number(high or 0), INTERVAL_WORDS["<" if relation == "<" else "<="]
    return words.format(_with_unit(figures, unit))


def _with_unit(figures: str, unit: str | None) -> str:
    if unit is None or unit == "person":
        return figures
    if unit == "percent":
        return f"{figures} %"
    if len(unit) == 3 and unit.isupper():
        return f"{unit} {figures}"
    return f"{figures} {unit}"


def quantity_words(quantity: Quantity) -> str:
    """Returns the number as stated, with what is counted: ``at least 300 ISIS fighters``.

    What the number's own words or the words for the whole say already is not said twice.
    """
    words = [quantity.raw]
    said = f"{quantity.raw} {quantity.share_of or ''}".casefold()
    if quantity.counted is not None and quantity.counted.casefold() not in said:
        words.append(quantity.counted)
    if quantity.share_of is not None:
        words.append(f"of {quantity.share_of}")
    if quantity.per is not None and quantity.per.casefold() not in said.split():
        each = quantity.per in {"each", "apiece"}
        words.append(quantity.per if each else f"per {quantity.per}")
    return one_line(" ".join(words))


def quantity_reading(quantity: Quantity) -> str:
    """Returns the interval that the number's words allow, in words."""
    words = interval(quantity.low, quantity.high, quantity.relation, unit=quantity.unit)
    return one_line(words)


def source_name(source: Source) -> str:
    """Returns the fullest name that the report gives for a source."""
    return one_line(source.resolved_name or source.name)


def chain_words(chain: Iterable[Hop]) -> str:
    """Returns who says it, outermost first: ``AsiaNews › the president``."""
    names: list[str] = []
    for hop in chain:
        name = source_name(hop.source)
        if not names or names[-1] != name:
            names.append(name)
    return CHAIN_ARROW.join(names) or UNKNOWN


def role_words(claim: Claim) -> str:
    """Returns what is measured (``injured or missing``), or the event where nothing is."""
    return (claim.role or claim.event or UNKNOWN).replace("-", " ")


def caveats(claim: Claim) -> tuple[str, ...]:
    """Returns what a reader must know before using the figure: not a total, planned, derived."""
    found: list[str] = []
    if claim.quantity is not None and claim.quantity.is_derived:
        found.append("derived")
    if claim.counting is not None and claim.counting != "total":
        found.append(claim.counting)
    if claim.modality != "actual":
        found.append(claim.modality)
    if claim.polarity == "negative" and "negated" not in found:
        found.append("negated")
    return tuple(found)


def places_words(places: Sequence[Place]) -> str:
    """Returns the places with their roles: ``from Aleppo → via Gaziantep → to the front; at …``."""
    moves = [[p for p in places if p.role == role] for role in MOVEMENT_ROLES]
    stands = [p for role in STANDING_ROLES for p in places if p.role == role]
    told = PLACE_ARROW.join(
        f"{stage[0].role} {', '.join(one_line(place.name) for place in stage)}"
        for stage in moves
        if stage
    )
    parts = [told] if told else []
    parts.extend(f"{place.role} {one_line(place.name)}" for place in stands)
    return "; ".join(parts) or UNKNOWN


def place_detail(place: Place) -> str:
    """Returns where the gazetteer puts a place: coordinates and how much ground the name covers."""
    if place.lat is None or place.lon is None:
        return "not in the gazetteer"
    parts = [f"{place.lat:.2f}, {place.lon:.2f}"]
    if place.precision is not None:
        parts.append(place.precision)
    if place.country is not None:
        parts.append(place.country)
    return ", ".join(parts)


def time_words(time: Time | None) -> str:
    """Returns a time as said and as read: ``on Thursday (1 Oct 2020)``."""
    if time is None:
        return UNKNOWN
    read = days_words(time.first, time.last)
    said = one_line(time.raw)
    if time.span is None:
        return f"{read} (not said; inferred)" if read else UNKNOWN
    if not read or read == said:
        return said
    return f"{said} ({read})" if said else read


def days_words(first: str | None, last: str | None) -> str:
    """Returns an interval of days in words: ``21–27 Sep 2020``; empty where it is unknown."""
    if first is None and last is None:
        return ""
    if last is None:
        return f"since {day_words(first)}"
    if first is None:
        return f"until {day_words(last)}"
    if first == last:
        return day_words(first)
    return _range_words(first, last)


def day_words(day: str | None) -> str:
    """Returns an ISO date as people write it: ``1 Oct 2020``, with the hour where it has one."""
    if day is None:
        return UNKNOWN
    parsed = _parsed_day(day)
    if parsed is None:
        return one_line(day)
    hour = f", {day[11:16]}" if len(day) >= 16 else ""
    return f"{parsed.day} {MONTHS[parsed.month - 1]} {parsed.year}{hour}"


def _range_words(first: str, last: str) -> str:
    a, b = _parsed_day(first), _parsed_day(last)
    if a is None or b is None or len(first) > 10 or len(last) > 10:
        return f"{day_words(first)} – {day_words(last)}"
    if (a.month, a.day, b.month, b.day) == (1, 1, 12, 31):
        return str(a.year) if a.year == b.year else f"{a.year}–{b.year}"
    if (a.year, a.month) == (b.year, b.month):
        return f"{a.day}–{b.day} {MONTHS[b.month - 1]} {b.year}"
    if a.year == b.year:
        return f"{a.day} {MONTHS[a.month - 1]} – {b.day} {MONTHS[b.month - 1]} {b.year}"
    return f"{day_words(first)} – {day_words(last)}"


def _parsed_day(day: str) -> date | None:
    try:
        return date.fromisoformat(day[:10])
    except ValueError:
        return None


def document_label(document: Document) -> str:
    """Returns what to call a report: its title, or its file's name, or its id."""
    if document.title is not None and document.title.strip():
        return one_line(document.title)
    if document.path is not None and document.path.strip("/"):
        return one_line(document.path.rstrip("/").rsplit("/", 1)[-1])
    return document.id


def byline(document: Document) -> str:
    """Returns who published a report, and when: ``The Example, 2 Oct 2020``."""
    publisher = one_line(document.publisher) if document.publisher else "publisher unknown"
    published = day_words(document.published) if document.published else "undated"
    return f"{publisher}, {published}"
