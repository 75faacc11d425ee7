"""What a claim is about, read off its record, and the keys under which claims meet.

Linking never compares every claim with every other. Each claim gets a few keys, coarse enough
that claims which answer one question share one, and narrow enough that few others do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from reportedly.link.surroundings import Surroundings
from reportedly.link.words import WORD, name_words, nationality_words, singular
from reportedly.populations import population_of
from reportedly.records import Claim, ClaimInContext, Place, Role, Time

# Days behind an event in which the news still report on it: a report without a date for the event
# speaks of the last two weeks. A guess; features say so.
NEWS_DAYS = 14
# A window in which first and last day lie so far apart is a period ("in the last month", a war),
# not an event. Those of a calendar month do not: it is often all that is said of an event's day.
EVENT_DAYS = 31
# More people than this are not killed or hurt in one incident: such a count is of a war or a year
# (the same ceiling as for the figures of a report's main event).
LARGEST_INCIDENT = 5_000

PEOPLE_ROLES: frozenset[Role] = frozenset(
    {"killed", "injured", "missing", "killed-or-injured", "injured-or-missing", "captured",
     "displaced", "transferred", "deployed", "recruited", "participants"}
)  # fmt: skip
# Stands before the key of a person whom a report shows in no office: a private name is no key by
# which claims of two reports come together.
PRIVATE = "private: "
EPOCH = date(1970, 1, 1)
# Names and counted nouns come again and again in a ledger; reading each once took linking
# 16,000 made-up claims from 5.2 to 2.9 seconds. A bound keeps memory flat.
REMEMBERED = 1 << 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Population:
    """Who or what is counted: its noun, the class of people it names, and nationalities."""

    noun: str | None
    kind: str | None
    nationalities: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Days, as numbers since 1970, in which the counted thing happened; ``None``: open.

    ``is_said`` is false where the report gives no time and the window is inferred from the date
    of the report.
    """

    first: int | None
    last: int | None
    is_said: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What a claim is about: two claims with equal scopes answer the same question."""

    role: Role
    unit: str | None
    per: str | None
    reality: str
    counting: str
    population: Population
    places: tuple[Place, ...]
    origins: tuple[Place, ...]
    window: Window
    as_of: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """A claim in context with its scope, its voice and the places around it.

    ``nearby`` are the places of the other claims of its statement, ``report_places`` the names of
    all places in its report.

    ``narrow_places`` are those narrower than a country, ``report_counts`` the counts of people that
    the report gives, ``main_place`` the place that most of these are at.

    ``documents`` are the reports that make this very claim: word for word the same scope, number
    and voice. They are compared as one. ``surroundings`` are the words around the number of the
    one that stands for them, ``None`` where they are not known.
    """

    item: ClaimInContext
    scope: Scope
    report_places: frozenset[str]
    nearby: tuple[Place, ...]
    voice: str | None
    documents: frozenset[str]
    narrow_places: frozenset[str] = frozenset()
    report_counts: frozenset[str] = frozenset()
    main_place: str | None = None
    surroundings: Surroundings | None = None


def scope_of(item: ClaimInContext) -> Scope | None:
    """Returns what a claim is about; ``None`` where it answers no question of how many or much.

    A number that measures nothing we know ("40 beds") asks no question; a pay does. Nor does one
    that the sentence negates ("it does not divide the 62"), unless somebody denies or retracts it.
    """
    claim = item.claim
    role = role_of(claim)
    if claim.modality == "negated" and item.statement.stance not in {"denies", "retracts"}:
        return None
    if claim.quantity is None or role is None or role == "other":
        return None
    as_of = as_of_day(item)
    return Scope(
        role=role,
        unit=unit_of(claim),
        per=claim.quantity.per,
        reality=reality_of(claim),
        counting=claim.counting
        if claim.counting in {"increment", "subset", "cumulative"}
        else "total",
        population=counted_population(claim.quantity.counted),
        places=main_places(claim),
        origins=tuple(p for p in claim.places if p.role in {"from", "via"}),
        window=window_of(claim.time, as_of),
        as_of=as_of,
    )


def role_of(claim: Claim) -> Role | None:
    """Returns what a claim measures; money per head or per month is pay, whatever the verb."""
    quantity = claim.quantity
    if claim.role == "other" and quantity is not None and quantity.per is not None:
        unit = quantity.unit
        return "paid" if unit is not None and len(unit) == 3 and unit.isupper() else "other"
    return claim.role


def unit_of(claim: Claim) -> str | None:
    """Returns what a claim's number is of; the killed and the displaced are people, said or not."""
    unit = None if claim.quantity is None else claim.quantity.unit
    return "person" if unit is None and claim.role in PEOPLE_ROLES else unit


def main_places(claim: Claim) -> tuple[Place, ...]:
    """Returns the places where a claim's event was, or where it led."""
    return tuple(place for place in claim.places if place.role in {"at", "to", "near"})


def reality_of(claim: Claim) -> str:
    """Returns ``actual``, or the way in which the claim is not about what has happened."""
    # "No soldiers were captured" answers how many were.
    return "actual" if claim.modality in {"actual", "habitual", "negated"} else claim.modality


@lru_cache(maxsize=REMEMBERED)
def counted_population(counted: str | None) -> Population:
    """Returns who is counted, from the words: "300 Syrian fighters" counts combatants, Syrian."""
    if counted is None:
        return Population(noun=None, kind=None, nationalities=frozenset())
    words = WORD.findall(counted)
    nationalities = frozenset(stem for word in words if (stem := nationality_of(word)) is not None)
    # "members of the group": the head stands before "of".
    head_words = words[: [w.lower() for w in words].index("of")] if "of" in words[1:] else words
    head = head_words[-1] if head_words else None
    noun = singular(head.lower()) if head is not None else None
    if noun in nationality_words().ambiguous:
        return Population(noun=None, kind=None, nationalities=nationalities)
    if head is not None and nationality_of(head) is not None:
        noun = None
    return Population(noun=noun, kind=population_of(counted), nationalities=nationalities)


def nationality_of(word: str) -> str | None:
    """Returns a nationality in the singular and lower case, or ``None`` if the word names none."""
    lists = nationality_words()
    if not word[:1].isupper() or word.isupper():
        return None
    stem = singular(word.lower())
    if stem in lists.not_nationalities or len(stem) < 4:
        return None
    if stem.endswith("s") and stem[:-1] in lists.irregular:
        return stem[:-1]  # "Azeris"
    return stem if stem in lists.irregular or stem.endswith(lists.endings) else None


def day_number(iso: str | None) -> int | None:
    """Returns an ISO date (its time of day left aside) as days since 1970."""
    if iso is None:
        return None
    try:
        return (date.fromisoformat(iso[:10]) - EPOCH).days
    except ValueError:
        return None


def day_text(day: int) -> str:
    """Returns a day number as an ISO date."""
    return (EPOCH + timedelta(days=day)).isoformat()


def as_of_day(item: ClaimInContext) -> int | None:
    """Returns the day at which a claim was made: when it was said, else when it was published.

    A day that is before the event, or after the report, is not when it was said ("on Sunday", in a
    report that was dated before it was finished).
    """
    said, time = item.statement.said_at, item.claim.time
    published = day_number(item.published)
    if said is not None and said.precision in {"day", "minute"}:
        day = day_number(said.last or said.first)
        happened = None if time is None else day_number(time.first)
        if day is None or (happened is not None and day < happened):
            return published
        if published is None or 0 <= published - day <= EVENT_DAYS:
            return day
    return published


def window_of(time: Time | None, as_of: int | None) -> Window:
    """Returns the days of a claim's time; where none is said, the weeks before it was made."""
    first = day_number(time.first) if time is not None else None
    last = day_number(time.last) if time is not None else None
    if first is None and last is None:
        return Window(first=None if as_of is None else as_of - NEWS_DAYS, last=as_of, is_said=False)
    return Window(first=first, last=last, is_said=True)


@lru_cache(maxsize=REMEMBERED)
def place_key(name: str) -> str:
    """Returns a place's name in lower case without an article."""
    words = [word.lower() for word in WORD.findall(name)]
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 1 else words)


def report_places(items: Sequence[ClaimInContext]) -> frozenset[str]:
    """Returns the names of all the places in the claims of one report."""
    return frozenset(place_key(place.name) for item in items for place in item.claim.places)


def narrow_places(items: Sequence[ClaimInContext]) -> frozenset[str]:
    """Returns the names of the places narrower than a country in the claims of one report."""
    return frozenset(
        place_key(place.name)
        for item in items
        for place in item.claim.places
        if place.precision not in {"country", "area"}
    )


def report_counts(items: Sequence[ClaimInContext]) -> frozenset[str]:
    """Returns the counts of more than one person in the claims of one report: "28 killed".

    A bound counts as its number: "at least 28" and "28" are told as one figure.
    """
    found = set()
    for item in items:
        quantity, role = item.claim.quantity, item.claim.role
        if quantity is not None and role in PEOPLE_ROLES:
            number = quantity.low or quantity.high
            if number is not None and number > 1:
                found.add(f"{number:.0f} {role}")
    return frozenset(found)


def main_place(items: Sequence[ClaimInContext]) -> str | None:
    """Returns the place at which most counts of people in the claims of one report are.

    Of places that a gazetteer knows, and one narrower than a country if there is any; of equals the
    one named first.
    """
    counted = [
        (item.claim.evidence.start, place)
        for item in items
        if item.claim.role in PEOPLE_ROLES
        for place in main_places(item.claim)
        if place.precision is not None
    ]
    narrow = [found for found in counted if found[1].precision not in {"country", "area"}]
    often = Counter(place.name for _, place in narrow or counted)
    first = {place.name: -start for start, place in sorted(counted, key=lambda x: -x[0])}
    return max(often, key=lambda name: (often[name], first[name], name), default=None)


def block_keys(facts: Facts) -> Iterator[tuple[object, ...]]:
    """Yields the keys of a claim; claims that share none are never compared.

    By place and fortnight, by country and week, by voice and month (but for private persons), and
    by report. Neighbouring periods are both given, so that no claim falls between two.
    """
    scope = facts.scope
    base = (scope.role, scope.unit, scope.reality)
    day = scope.as_of if scope.as_of is not None else scope.window.last
    around = (*scope.places, *facts.nearby)
    names = {place_key(place.name) for place in around} or set(facts.report_places)
    for name in sorted(names):
        for period in _periods(day, NEWS_DAYS):
            yield ("place", *base, name, period)
    for country in sorted({p.country for p in around if p.country is not None}):
        for period in _periods(day, 7):
            yield ("country", *base, country, scope.population.kind, period)
    if facts.voice is not None and not facts.voice.startswith(PRIVATE):
        for period in _periods(day, EVENT_DAYS):
            yield ("voice", *base, facts.voice, period)
    for document in sorted(facts.documents):
        yield ("report", *base, document)


def _periods(day: int | None, length: int) -> tuple[int | None, ...]:
    return (None,) if day is None else (day // length, day // length + 1)


@lru_cache(maxsize=REMEMBERED)
def name_tokens(name: str) -> tuple[str, ...]:
    """Returns the words of a name in lower case, without titles, articles and prepositions."""
    lists = name_words()
    words = [word.lower() for word in WORD.findall(name.replace("’s", "").replace("'s", ""))]
    # "Foreign Minister Oren Talley" is Talley; the foreign and the defence ministry are two.
    is_body = not lists.bodies.isdisjoint(words)
    dropped = lists.small_words if is_body else lists.titles | lists.small_words
    kept = tuple(word.replace(".", "") for word in words if word not in dropped)
    return kept or tuple(words)
