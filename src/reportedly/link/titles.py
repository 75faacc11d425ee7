"""The title of a question: a sentence that a person would write."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date

from reportedly.link.keys import (
    EVENT_DAYS,
    LARGEST_INCIDENT,
    Facts,
    Scope,
    Window,
    day_text,
    nationality_of,
    scope_of,
)
from reportedly.link.name_parts import name_key
from reportedly.link.organisations import listed_names
from reportedly.link.words import WORD, singular
from reportedly.records import ClaimInContext, Role

# What was measured, as the verb phrase of a question about people or things.
VERBS: dict[Role, str] = {
    "killed": "were killed",
    "injured": "were injured",
    "missing": "were missing",
    "killed-or-injured": "were killed or injured",
    "injured-or-missing": "were injured or missing",
    "captured": "were captured",
    "displaced": "were displaced",
    "transferred": "were transferred",
    "deployed": "were deployed",
    "recruited": "were recruited",
    "participants": "took part",
    "destroyed": "were destroyed or damaged",
}
PLANNED: dict[Role, str] = {
    "killed": "would be killed",
    "transferred": "were to be transferred",
    "deployed": "were to be deployed",
    "recruited": "were to be recruited",
    "participants": "were to take part",
    "displaced": "were to be displaced",
    "captured": "were to be captured",
}
# What leads to a place; others are killed or hurt at one, whatever they were on their way to.
MOVES: frozenset[Role] = frozenset({"displaced", "transferred", "deployed", "recruited"})
COLLECTIVES = frozenset({"force", "army", "unit", "contingent", "garrison", "troop"})
# Nouns that say of those counted no more than that they are people.
NO_KIND_OF_PEOPLE = frozenset(
    {"life", "death", "body", "dead", "wounded", "injured", "casualty", "victim", "person",
     "member", "injury", "fatality", "martyr", "martyred"}
)  # fmt: skip
# Common nouns that end a place's name and ask for an article.
PLACE_NOUNS = frozenset(
    {"region", "zone", "bridge", "market", "district", "valley", "border", "area", "front"}
)
# Countries that are spoken of with an article.
WITH_ARTICLE = frozenset(
    {"us", "u.s", "u.s.", "usa", "united states", "uk", "u.k", "u.k.", "united kingdom", "uae",
     "united arab emirates", "netherlands", "philippines", "gambia", "maldives", "bahamas"}
)  # fmt: skip
# A toll of more than an incident, at a month or year that ended so long before it was told, is of
# all that came since: "since the war began in March 2011".
LONG_AGO_DAYS = 365
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def title_of(
    claims: Sequence[ClaimInContext], scopes: Sequence[Scope], nodes: Sequence[Facts]
) -> str:
    """Returns a question's title, such as "How many fighters were transferred to Aleppo?".

    Where no claim says a place, it is one that the words beside them name; else the title says of
    what place the reports are. ``nodes`` are the facts of the different claims.
    """
    scope = scopes[0]
    where, when = where_words(claims, scopes) or beside_words(nodes), when_words(claims, scopes)
    asked = " ".join(part for part in (_body(scope, claims, scopes), where, when) if part)
    told = "" if where else report_words(nodes)
    if not where and not when and scope.role in VERBS:
        told += told_words(scopes)
    if not told:
        return f"{asked}?"
    return f"{asked}{told}?" if asked.endswith("spoken of") else f"{asked}, as told{told}?"


def _body(scope: Scope, claims: Sequence[ClaimInContext], scopes: Sequence[Scope]) -> str:
    if scope.role == "share" or scope.unit == "percent":
        return f"What share of {_share_of(claims)} is spoken of"
    if scope.role == "paid" or (scope.unit is not None and _is_currency(scope.unit)):
        each = "each" in _pers(claims) or any(
            target.name.lower().startswith("each") for i in claims for target in i.claim.targets
        )
        period = next((f" a {p}" for p in sorted(_pers(claims)) if p != "each"), "")
        return f"How much {'is each paid' if each else 'is paid'}{period}"
    people = who_words(claims, scopes)
    if scope.role == "population":
        return f"How many {people} are there"
    verbs = PLANNED if scope.reality in {"planned", "conditional", "hypothetical"} else VERBS
    verb = verbs.get(scope.role) or VERBS.get(scope.role)
    if verb is None:
        return f"How many {people} are spoken of"
    if scope.counting == "increment":
        return f"How many more {people} {verb}"
    if scope.counting == "subset" and not any(
        s.population.kind in {"children", "women"} for s in scopes
    ):
        return f"How many of the {people} {verb} (a part of the total)"
    if scope.counting == "cumulative" and all(s.counting == "cumulative" for s in scopes):
        return f"How many {people} {verb} in all"
    return f"How many {people} {verb}"


def who_words(claims: Sequence[ClaimInContext], scopes: Sequence[Scope]) -> str:
    """Returns the plural noun for those counted: the one most claims use, "people" if none does.

    A nationality is named only where every claim that has one has the same.
    """
    nouns = Counter(
        noun
        for item in claims
        if (quantity := item.claim.quantity) is not None
        and quantity.counted is not None
        and (noun := _plural(quantity.counted)) is not None
    )
    if not nouns:
        return "people" if any(s.unit == "person" for s in scopes) else "things"
    noun = min(nouns, key=lambda n: (-nouns[n], n))
    nationalities = {n for s in scopes for n in s.population.nationalities}
    if len(nationalities) == 1 and noun != "people":
        adjective = next(iter(nationalities)).capitalize()
        if all(s.population.nationalities for s in scopes) and adjective + "s" != noun:
            return f"{adjective} {noun}"
    return noun


def where_words(claims: Sequence[ClaimInContext], scopes: Sequence[Scope]) -> str:
    """Returns where, from the place that most claims name: "to Goris", "in Selmak", or nothing.

    A place that no gazetteer knows counts only where no other is named that is narrower than a
    country, and where nothing tells that its name is something else's.
    """
    places = Counter((p.name, p.role) for s in scopes for p in s.places)
    broad = {p.name for s in scopes for p in s.places if p.precision in {"country", "area"}}
    known = {p.name for s in scopes for p in s.places if p.precision is not None}
    if not known - broad:
        others = _other_names(claims)
        known |= {name for name, _ in places if _may_be_place(name, others)}
    is_move = scopes[0].role in MOVES
    named = [pair for pair in places if pair[0] in known and (is_move or pair[1] != "to")]
    if not named:
        return ""
    # Where they were brought says more than what it is near; a town more than a country.
    order = {"to": 0, "at": 1, "near": 2}
    name, role = min(named, key=lambda p: (order[p[1]], p[0] in broad, -places[p], p))
    return f"{_preposition(scopes, name, role)} {_with_article(name)}"


def beside_words(nodes: Sequence[Facts]) -> str:
    """Returns where, by the words beside the claims: places of other claims of their statements.

    Only places narrower than a country that a gazetteer knows: of the others, not even the claims
    that name them say more than that the event has to do with them.
    """
    places = Counter(
        (place.name, place.precision == "exact")
        for node in nodes
        for place in node.nearby
        if place.precision not in {None, "country", "area"} and place.role in {"at", "near"}
    )
    if not places:
        return ""
    name, is_exact = min(places, key=lambda p: (-places[p], p))
    return f"{'at' if is_exact else 'in'} {_with_article(name)}"


def _other_names(claims: Sequence[ClaimInContext]) -> set[str]:
    """Returns the keys of those who act, suffer, speak or are counted: they are no places."""
    return {
        name_key(name)
        for item in claims
        for name in (
            *(() if item.claim.quantity is None else (item.claim.quantity.counted or "",)),
            *(who.name for who in (*item.claim.actors, *item.claim.targets)),
            *(hop.source.name for hop in item.statement.chain),
        )
    }


def _may_be_place(name: str, others: set[str]) -> bool:
    """Tells whether a name that no gazetteer knows may be a place's: no digits, nobody's name."""
    words = WORD.findall(name)
    if not words or any(character.isdigit() for character in name):
        return False
    key = name_key(name)
    return key not in others and key not in listed_names() and nationality_of(words[-1]) is None


def when_words(claims: Sequence[ClaimInContext], scopes: Sequence[Scope]) -> str:
    """Returns when, if the claims give one day, one period or a start: "on 4 May 2023"."""
    windows = Counter(s.window for s in scopes if s.window.is_said)
    if not windows:
        return ""
    days = Counter(w for w in windows if w.first is not None and w.first == w.last)
    if days:
        day = min(days, key=lambda w: (-windows[w], w.first or 0)).first
        return "" if day is None else f"on {date_words(day_text(day))}"
    window = min(windows, key=lambda w: (-windows[w], w.first or 0, w.last or 0))
    if window.first is None:
        return ""
    if window.last is None or _is_start(window, claims, scopes):
        told = max((s.as_of for s in scopes if s.as_of is not None), default=window.first)
        return f"since {_start_words(day_text(window.first), day_text(told))}"
    return _period_words(window.first, window.last)


def _is_start(window: Window, claims: Sequence[ClaimInContext], scopes: Sequence[Scope]) -> bool:
    """Tells whether a month or year that was said is that in which the counting began."""
    if window.last is None:
        return False
    told = [s.as_of for s in scopes if s.window == window and s.as_of is not None]
    is_long_ago = bool(told) and min(told) - window.last > LONG_AGO_DAYS
    return is_long_ago and any(
        item.claim.quantity is not None and (item.claim.quantity.low or 0.0) > LARGEST_INCIDENT
        for item in claims
        if (scope := scope_of(item)) is not None and scope.window == window
    )


def _start_words(iso: str, told: str) -> str:
    """Returns a start in words: the first of a month is the month, of a year gone by the year."""
    if iso[5:] == "01-01" and iso[:4] != told[:4]:
        return iso[:4]
    return f"{MONTHS[int(iso[5:7]) - 1]} {iso[:4]}" if iso[8:] == "01" else date_words(iso)


def _period_words(start: int, end: int) -> str:
    """Returns a period of more than a day: "in 2022", "in May 2023", "between 4 May …"."""
    first, last = day_text(start), day_text(end)
    if first[:4] == last[:4] and first[5:] == "01-01" and last[5:] == "12-31":
        return f"in {first[:4]}"
    if first[:7] == last[:7] and end - start >= EVENT_DAYS - 4:
        return f"in {MONTHS[int(first[5:7]) - 1]} {first[:4]}"
    if end - start > EVENT_DAYS:
        return f"in {first[:4]}–{last[:4]}" if first[:4] != last[:4] else f"in {first[:4]}"
    return f"between {date_words(first)} and {date_words(last)}"


def report_words(nodes: Sequence[Facts]) -> str:
    """Returns of what place the reports are, where nothing says more: "in a report on Selmak"."""
    places = Counter(node.main_place for node in nodes if node.main_place is not None)
    if not places:
        return ""
    name = _with_article(min(places, key=lambda p: (-places[p], p)))
    documents = {document for node in nodes for document in node.documents}
    return f" in a report on {name}" if len(documents) == 1 else f" in reports on {name}"


def told_words(scopes: Sequence[Scope]) -> str:
    """Returns when the claims were told, for a question that says neither where nor when."""
    days = sorted({s.as_of for s in scopes if s.as_of is not None})
    if not days:
        return ""
    first, last = (date_words(day_text(day)) for day in (days[0], days[-1]))
    return f" on {first}" if first == last else f" from {first} to {last}"


def date_words(iso: str) -> str:
    """Returns an ISO date as "4 May 2023"."""
    day = date.fromisoformat(iso)
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def _plural(counted: str) -> str | None:
    """Returns the head noun of a counted phrase in the plural: "ISIS fighters" is "fighters"."""
    words = WORD.findall(counted)
    lowered = [word.lower() for word in words]
    if "of" in lowered[1:]:
        words = words[: lowered.index("of", 1)]
    if not words:
        return None
    head = words[-1]
    if nationality_of(head) is not None:
        return head if head.endswith("s") else f"{head}s"
    noun = singular(head.lower())
    if noun in {"them", "whom", "those", "other", "others"}:
        return "people" if noun.startswith("other") else None
    if noun in COLLECTIVES or noun.endswith("force"):
        return "fighters"
    if noun in NO_KIND_OF_PEOPLE:
        return "people"
    return head.lower() if head.lower() != noun else _add_s(noun)


def _add_s(noun: str) -> str:
    irregular = {
        "people": "people",
        "child": "children",
        "police": "police",
        "personnel": "personnel",
    }
    if noun in irregular:
        return irregular[noun]
    if noun.endswith("man"):
        return noun[:-3] + "men"
    if noun.endswith("y") and noun[-2:-1] not in set("aeiou"):
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def _share_of(claims: Sequence[ClaimInContext]) -> str:
    wholes = Counter(
        i.claim.quantity.share_of
        for i in claims
        if i.claim.quantity is not None and i.claim.quantity.share_of is not None
    )
    return min(wholes, key=lambda w: (-wholes[w], w)) if wholes else "the whole"


def _pers(claims: Sequence[ClaimInContext]) -> set[str]:
    found: set[str] = set()
    for item in claims:
        if item.claim.quantity is not None and item.claim.quantity.per is not None:
            found.update(WORD.findall(item.claim.quantity.per.lower()))
    return found - {"and", "per", "a", "of", "them"}


def _preposition(scopes: Sequence[Scope], name: str, role: str) -> str:
    if role == "near":
        return "near"
    if role == "to":
        return "to"
    precise = {p.precision for s in scopes for p in s.places if p.name == name}
    return "at" if precise == {"exact"} else "in"


def _with_article(name: str) -> str:
    """Adds the article that a common noun in a name asks for: "the old market of Selmak"."""
    last = name.lower().rpartition(" ")[2]
    is_common = name.partition(" ")[0].isalpha() and name[:1].islower()  # not "al-Orran"
    needs = last in PLACE_NOUNS or is_common or name.lower() in WITH_ARTICLE
    return f"the {name}" if needs and not name.lower().startswith("the ") else name


def _is_currency(unit: str) -> bool:
    return len(unit) == 3 and unit.isupper()
