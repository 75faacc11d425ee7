"""Claims put into words for the brief: figures with what they count, places, days, quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from reportedly.populations import population_words
from reportedly.present import phrases, prose
from reportedly.present.brief_writer import Writer, templates, word_list
from reportedly.present.visible import one_line, shortened
from reportedly.records import Claim, Place, Quantity, Statement

QUOTED_CHARACTERS = 220
# In the order in which a journey is told.
MOVES = ("from", "via", "to")
STANDS = ("in", "at", "near")
# Who is counted so has come from somewhere; of the others "from" tells where they are at home.
MOVED = frozenset({"transferred", "displaced", "deployed", "recruited"})


def figure_clause(claim: Claim) -> str:
    """Returns a claim's number in a clause, with what a reader must know before using it."""
    if claim.quantity is None:
        return "it was so"
    clauses = templates()["figure"]
    last = (claim.quantity.counted or "").casefold().split(" ")[-1]
    is_nominal = last in word_list("nominal") and claim.role is not None
    clause = clauses["nominal"] if is_nominal else clauses[claim.role or "other"]
    is_moved = claim.role in MOVED
    come_from = "" if is_moved else where_words(p for p in claim.places if p.role == "from")
    figure = f"{wording(claim) if is_nominal else _guarded(wording(claim))}{come_from}"
    words = clause.format(figure=figure, role=phrases.role_words(claim))
    if claim.quantity.low == claim.quantity.high == 1:
        words = words.replace(" were ", " was ")
    notes = [templates()["caveat"].get(caveat, "") for caveat in phrases.caveats(claim)]
    rest = claim.places if is_moved else [p for p in claim.places if p.role != "from"]
    told = f"{words}{where_words(rest)}"
    return f"{told} ({prose.listed([n for n in notes if n])})" if any(notes) else told


def where_words(places: Iterable[Place]) -> str:
    """Returns the places as they follow a clause: " from Aleppo in Syria to Sirte".

    A country stands behind the places of it that are named in the same role. Where a journey is
    told, places that it is no step of are left to the footnote.
    """
    told: dict[str, list[Place]] = {}
    for place in places:
        role = "in" if place.role == "at" and place.precision != "exact" else place.role
        told.setdefault(role, []).append(place)
    moves = "".join(f" {role} {_place_names(told[role])}" for role in MOVES if role in told)
    stands = "".join(f" {role} {_place_names(told[role])}" for role in STANDS if role in told)
    return moves or stands


def _place_names(places: Sequence[Place]) -> str:
    countries = [p for p in places if p.precision == "country" and p.country is not None]
    wide = [
        c for c in countries if any(p.country == c.country for p in places if p not in countries)
    ]
    if len(wide) != 1:
        return prose.listed(list(dict.fromkeys(one_line(place.name) for place in places)))
    inside = [p for p in places if p.country == wide[0].country and p not in wide]
    others = [p for p in places if p not in wide and p not in inside]
    names = [prose.listed(list(dict.fromkeys(one_line(place.name) for place in inside)))]
    names[0] += f" in {one_line(wide[0].name)}"
    return prose.listed([*names, *dict.fromkeys(one_line(place.name) for place in others)])


def wording(claim: Claim) -> str:
    """Returns a claim's number with what it counts, as it stands inside a sentence."""
    if claim.quantity is None:
        return ""
    words = prose.figure_words(claim.quantity, of_after=word_list("of_after"))
    rest, _, last = words.rpartition(" ")
    # "14 Civilians" stood in a heading.
    is_heading = last.istitle() and last.endswith("s") and last.lower() in population_words()
    return f"{rest} {last.lower()}" if is_heading else words


def _guarded(words: str) -> str:
    """Returns words with those that take a side in quotation marks: they are the source's."""
    return " ".join(
        f"“{word}”" if word.casefold() in word_list("loaded") else word for word in words.split(" ")
    )


def adds_nothing(other: Claim, first: Claim) -> bool:
    """Tells whether a wording says no more than the first: the same number, of nobody else."""
    if other.quantity is None or first.quantity is None:
        return other.quantity is first.quantity
    if _reading(other.quantity) != _reading(first.quantity):
        return False
    extra = set(wording(other).casefold().split()) - set(
        one_line(other.quantity.raw).casefold().split()
    )
    return extra <= set(wording(first).casefold().split())


def _reading(quantity: Quantity) -> tuple[object, ...]:
    return quantity.low, quantity.high, quantity.relation


def wordings(claims: Sequence[Claim], writer: Writer, *, is_dated: bool = False) -> str:
    """Returns the wordings of some claims in quotes, each once, with the footnotes of all."""
    groups: dict[str, list[Claim]] = {}
    for claim in claims:
        groups.setdefault(wording(claim), []).append(claim)
    told = []
    for words, own in groups.items():
        days = dict.fromkeys(prose.long_day(day_of(claim, writer)) for claim in own)
        dated = ", ".join(day for day in days if day is not None) if is_dated else ""
        told.append(f"“{words}”{f' ({dated})' if dated else ''}{writer.cite(own)}")
    return prose.listed(told)


def quoted(statement: Statement, writer: Writer) -> str:
    """Returns the words of what was said, shortened, without quotation marks around them."""
    text = writer.material.documents[statement.document_id].text
    start, end = statement.content[0].start, statement.content[-1].end
    words = shortened(text[start:end], QUOTED_CHARACTERS).strip("“”\"' ")
    return words if words.endswith("..") else words.rstrip(".,;:")


def is_vague(claim: Claim) -> bool:
    """Tells whether a claim compares ("much higher") and gives no number."""
    return claim.quantity is not None and claim.quantity.low is claim.quantity.high is None


def is_bound(claim: Claim) -> bool:
    """Tells whether a claim gives only a bound: "at least 14"."""
    quantity = claim.quantity
    return quantity is not None and (quantity.low is None) != (quantity.high is None)


def claims_of(claim_ids: Iterable[str], writer: Writer) -> tuple[Claim, ...]:
    """Returns the named claims, reports by date, claims as they stand in the text."""
    material = writer.material
    found = (material.claims[id_] for id_ in claim_ids if id_ in material.claims)
    return in_time([c for c in found if c.document_id in material.documents], writer)


def in_time(claims: Iterable[Claim], writer: Writer) -> tuple[Claim, ...]:
    """Returns claims by the day on which they were made, then as they stand in the text."""
    return tuple(
        sorted(
            claims,
            key=lambda c: (day_of(c, writer) or "9999", c.document_id, c.evidence.start, c.id),
        )
    )


def day_of(claim: Claim, writer: Writer) -> str | None:
    """Returns the day on which a claim was made: the one it names, else that of the report."""
    published = writer.material.documents[claim.document_id].published
    return said_on(claim, writer) or (None if published is None else published[:10])


def said_on(claim: Claim, writer: Writer) -> str | None:
    """Returns the day on which somebody said it, as the report names it."""
    published = writer.material.documents[claim.document_id].published
    said = writer.material.statements[claim.statement_id].said_at
    if said is None or said.precision != "day" or said.last is None:
        return None
    # A day after the report's is the day of something else.
    return said.last[:10] if published is None or said.last[:10] <= published[:10] else None


def on_day(claim: Claim, writer: Writer, *, is_known: bool = False) -> str:
    """Returns when a claim was made as a sentence begins: "On 4 May 2023 ", "" if not known.

    ``is_known`` leaves out the day of the report, where it is told already.
    """
    said, day = said_on(claim, writer), prose.long_day(day_of(claim, writer))
    if day is None or (is_known and said is None):
        return ""
    return templates()["day"]["reported" if said is None else "said"].format(day=day)
