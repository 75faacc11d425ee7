"""Where a publisher is at home: by its name or web address, or the country of its domain.

A local paper names the towns around it without their state: its ground decides among namesakes.
Of agencies and papers that write of the whole world only the country is used, as a weak hint.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from reportedly.extract.gazetteer import find, table_rows
from reportedly.extract.gazetteer_build import fold_name
from reportedly.extract.resolution import Ground

# Country-code endings of web addresses; the open ones (.co, .tv, .io, .me …) tell nothing.
_NO_COUNTRY = frozenset(
    {"co", "tv", "io", "me", "ai", "fm", "to", "cc", "ly", "gl", "gg", "ws", "eu", "su"}
)


def home_ground(publisher: str | None, url: str | None) -> Ground:
    """Returns the publisher's home ground as far as its name or address tells it."""
    for text in (url, publisher):
        if text is not None:
            ground = _listed(text) or _by_ending(text)
            if ground is not None:
                return ground
    return Ground()


def _listed(text: str) -> Ground | None:
    outlets = _outlets()
    host = _host(text)
    while "." in host:
        if host in outlets:
            return _ground(*outlets[host])
        host = host.partition(".")[2]
    key = text.strip().casefold()
    return _ground(*outlets[key]) if key in outlets else None


@cache
def _ground(city: str, region: str, country: str, scope: str) -> Ground:
    """Returns the ground of an outlet: its city's if it is a local one, else its country."""
    if scope == "local":
        key = fold_name(city)
        for entry in find([key]).get(key, ()):
            if (entry.kind, entry.country, entry.region) == ("city", country, region):
                return Ground(country, region, entry.latitude, entry.longitude)
    return Ground(country=country)


@cache
def _outlets() -> Mapping[str, tuple[str, str, str, str]]:
    """Returns city, region, country and scope by web domain and by name."""
    found: dict[str, tuple[str, str, str, str]] = {}
    for domain, names, city, region, country, scope in table_rows("outlets.tsv"):
        for key in (domain, *names.casefold().split("|")):
            found.setdefault(key, (city, region, country, scope))
    return found


def _host(address: str) -> str:
    _, _, rest = address.rpartition("//")
    return re.split(r"[/:]", rest, maxsplit=1)[0].strip().casefold()


def _by_ending(address: str) -> Ground | None:
    host = _host(address)
    ending = host.rsplit(".", 1)[-1] if "." in host and " " not in host else ""
    if len(ending) != 2 or not ending.isalpha() or ending in _NO_COUNTRY:
        return None
    return Ground(country="GB" if ending == "uk" else ending.upper())
