"""Which place a name stands for: the other places of the report, containment, home ground, size.

All names of a report are settled together. Each possible place starts with a prior (how large and
how commonly so called); then each is supported by the likely places of the other names that lie
near it, contain it or lie in it, and by the publisher's ground. A few rounds settle it: the
regions that a report is about win over large namesakes elsewhere. One sense per document.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from reportedly.extract.gazetteer import Entry
from reportedly.extract.toponym_evidence import Toponym

# Chosen on the development half of the public toponym corpora, by resolution within 161 km.
EXPONENT = 0.45  # of the population, in the prior
ALTERNATE_NAME = 0.05  # a place that is called so in other languages, or was once
SPREAD_KM = 70.0  # how far support by nearness reaches
FAR_SHARE, FAR_KM = 0.1, 300.0  # and its long tail: the towns of a war are not all neighbours
SAME_REGION, SAME_COUNTRY, CONTAINED, IN_COUNTRY = 0.3, 0.03, 1.0, 0.15
UNSUPPORTED = 0.03  # what a place has without any support
UNSUPPORTED_LARGE = 0.06  # the same of countries and areas: reports name them out of the blue
POWER = 1.3  # how strongly support counts against the prior
GROUND = 1.5  # the publisher's home ground, in mentions
HOME_COUNTRY = 4.0  # how much likelier a place of the publisher's country is
ROUNDS = 4
MAX_SENSES = 14  # of one name; the rest are hamlets
MAX_ALL = 900  # of one document: keeps the square matrix small

_WEIGHT_OF_KIND = {
    "country": 1e9,
    "region": 2e6,
    "area": 3e6,
    "historic": 3e6,
    "site": 1e6,
    "county": 3e4,
}


@dataclass(frozen=True, slots=True)
class Ground:
    """Where the publisher is at home: a country by its web address, a point where it is known."""

    country: str | None = None
    region: str | None = None
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Sense:
    """The place that a name was found to stand for, and the support the report gives it."""

    entry: Entry
    support: float
    others: float  # how many other names could have supported it


def resolve(
    toponyms: Sequence[Toponym],
    likelihoods: Sequence[float],
    containers: Mapping[int, Entry],
    ground: Ground,
) -> tuple[Sense | None, ...]:
    """Returns the sense of each toponym, None where the gazetteer has none.

    ``likelihoods`` tell how likely each is a place at all: that is its voice about the others.
    ``containers`` gives, by the toponym's position in the sequence, the place that the text says it
    lies in ("Paris, Texas").
    """
    names: dict[tuple[str, int], list[Entry]] = {}
    voices: dict[tuple[str, int], float] = defaultdict(float)
    keys: list[tuple[str, int] | None] = []
    by_id = {entry.id: entry for entry in containers.values()}
    said = {toponyms[i].key: entry.id for i, entry in containers.items()}
    for toponym, likelihood in zip(toponyms, likelihoods, strict=True):
        if len(toponym.entries) == 0:
            keys.append(None)
            continue
        container = by_id.get(said.get(toponym.key, 0))
        key = (toponym.key, container.id if container else 0)
        keys.append(key)
        voices[key] += likelihood
        if key not in names:
            names[key] = _senses(toponym.entries, container)
    chosen = _settle(names, voices, ground)
    return tuple(None if key is None else chosen[key] for key in keys)


def lies_in(entry: Entry, container: Entry) -> bool:
    """Tells whether a place lies in a region or country, as GeoNames says."""
    if entry.id == container.id or entry.kind in ("country", "area", "historic"):
        return False
    if container.kind == "country":
        return entry.country == container.country
    if container.kind == "region" and entry.kind in ("city", "site", "county"):
        if container.region is not None:
            return entry.country == container.country and entry.region == container.region
        return entry.country == container.country
    return False


def _senses(entries: Sequence[Entry], container: Entry | None) -> list[Entry]:
    """Returns what a name may stand for: inside its container if the text gives one."""
    if container is not None:
        inside = [entry for entry in entries if lies_in(entry, container)]
        if len(inside) > 0:
            return inside[:MAX_SENSES]
    return sorted(entries, key=lambda e: (-_prior(e), e.id))


def _prior(entry: Entry) -> float:
    """Returns how likely a place is meant, whatever the report is about."""
    weight = _WEIGHT_OF_KIND.get(entry.kind, 0.0) or entry.population + 300.0
    return float(weight**EXPONENT) * (ALTERNATE_NAME if entry.rank == 2 else 1.0)


def _settle(
    names: Mapping[tuple[str, int], list[Entry]],
    voices: Mapping[tuple[str, int], float],
    ground: Ground,
) -> dict[tuple[str, int], Sense]:
    if len(names) == 0:
        return {}
    most = max(1, min(MAX_SENSES, MAX_ALL // len(names)))
    ordered = list(names)
    kept = [_nearest_first(names[key], most, ground) for key in ordered]
    flat = [entry for entries in kept for entry in entries]
    owner = np.repeat(np.arange(len(kept)), [len(entries) for entries in kept])
    starts = np.concatenate(([0], np.cumsum([len(entries) for entries in kept])[:-1]))
    prior = np.array([_prior(e) * _home(e, ground) for e in flat])
    weight = np.sqrt(np.array([voices[key] for key in ordered], dtype=float))[owner]
    kernel = support_matrix(flat)
    kernel[owner[:, None] == owner[None, :]] = 0.0
    large = np.array([_LEVEL[e.kind] >= 2 for e in flat])
    base = np.where(large, UNSUPPORTED_LARGE, UNSUPPORTED) + GROUND * _ground_support(flat, ground)
    share = prior / np.add.reduceat(prior, starts)[owner]
    support = base
    for _ in range(ROUNDS):
        support = base + kernel @ (share * weight)
        scored = prior * support**POWER
        share = scored / np.add.reduceat(scored, starts)[owner]
    best = {}
    heard = sum(voices.values())
    for number, key in enumerate(ordered):
        first = int(starts[number])
        size = len(kept[number])
        winner = int(np.argmax(share[first : first + size]))
        best[key] = Sense(kept[number][winner], float(support[first + winner]), heard - voices[key])
    return best


def _nearest_first(entries: list[Entry], most: int, ground: Ground) -> list[Entry]:
    """Returns the likeliest senses, those of the publisher's region among them."""
    if len(entries) <= most or ground.country is None:
        return entries[:most]
    home = [e for e in entries[most:] if e.country == ground.country and e.region == ground.region]
    return entries[: max(1, most - len(home))] + home[: most - 1]


def _home(entry: Entry, ground: Ground) -> float:
    return HOME_COUNTRY if ground.country is not None and entry.country == ground.country else 1.0


def support_matrix(entries: Sequence[Entry]) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    """Returns how much each place speaks for each other one: nearness, containment."""
    latitude = np.radians([e.latitude for e in entries])
    longitude = np.radians([e.longitude for e in entries])
    x = np.cos(latitude) * np.cos(longitude)
    y = np.cos(latitude) * np.sin(longitude)
    z = np.sin(latitude)
    points = np.stack([x, y, z])
    chord = np.clip(points.T @ points, -1.0, 1.0)
    distance = np.arccos(chord) * 6371.0
    near = np.exp(-distance / SPREAD_KM) + FAR_SHARE * np.exp(-distance / FAR_KM)
    country = _codes([e.country or f"-{i}" for i, e in enumerate(entries)])
    region = _codes(
        [f"{e.country}.{e.region}" if e.region else f"-{i}" for i, e in enumerate(entries)]
    )
    kind = np.array([_LEVEL[e.kind] for e in entries])
    same_country = country[:, None] == country[None, :]
    same_region = region[:, None] == region[None, :]
    small = kind == 0
    contains = (kind[:, None] == 1) & small[None, :] & same_region
    holds = (kind[:, None] == 2) & (kind[None, :] < 2) & same_country
    both_local = small[:, None] & small[None, :]
    matrix = np.where(both_local, near, 0.0)
    matrix = np.maximum(matrix, np.where(same_region & both_local, SAME_REGION, 0.0))
    matrix = np.maximum(matrix, np.where(same_country, SAME_COUNTRY, 0.0))
    matrix = np.maximum(matrix, np.where(contains | contains.T, CONTAINED, 0.0))
    return np.asarray(np.maximum(matrix, np.where(holds | holds.T, IN_COUNTRY, 0.0)))


_LEVEL = {"city": 0, "site": 0, "county": 0, "region": 1, "country": 2, "area": 3, "historic": 3}


def _codes(values: Sequence[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    known: dict[str, int] = {}
    return np.array([known.setdefault(value, len(known)) for value in values])


def _ground_support(
    entries: Sequence[Entry], ground: Ground
) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    if ground.latitude is None or ground.longitude is None:
        return np.zeros(len(entries))
    here = Entry(
        0, "", ground.latitude, ground.longitude, ground.country, ground.region, 0, "city", 0
    )
    return np.asarray(support_matrix([*entries, here])[-1, :-1])
