"""Checks over several reports: what each report brings to them, and what stands together.

Such a check is told in two functions: what a report brings, under keys that tie it to others, and
which findings come of all that stands under one key. So a finding depends on the reports of its
key alone, and a report more asks for the keys that it has a part in, not for the whole ledger.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from reportedly.linkage import CheckKey, CheckReach
from reportedly.records import ClaimInContext, Finding, record_id

Key = tuple[object, ...]
Report = Sequence[ClaimInContext]
Told = TypeVar("Told")
Offered = TypeVar("Offered")


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought(Generic[Told]):
    """What one report brings under a key, and under which keys others offer what it is set against.

    Two reports that bring something under one key are checked together.
    """

    key: Key
    told: Told
    against: tuple[Key, ...] = ()


def offers_nothing(_: Report) -> Iterator[tuple[Key, Any]]:
    """Yields nothing: most checks compare like with like."""
    yield from ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckAcross(Generic[Told, Offered]):
    """A check over reports.

    ``brought`` reads a report's claims, in the order of the text; ``findings`` makes of all that
    was brought under one key, and of all that is offered under the keys that this is set against,
    what there is to say. Neither may follow the order of the reports.
    """

    name: str
    brought: Callable[[Report], Iterator[Brought[Told]]]
    findings: Callable[[Sequence[Told], Mapping[Key, Sequence[Offered]]], Iterator[Finding]]
    offered: Callable[[Report], Iterator[tuple[Key, Offered]]] = offers_nothing


@dataclass(slots=True, kw_only=True)
class Board:
    """What some reports bring to the checks, by the numbers of the keys."""

    checks: Sequence[CheckAcross[Any, Any]]
    brought: dict[int, list[tuple[str, CheckAcross[Any, Any], Brought[Any]]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    offered: dict[int, list[tuple[str, Any]]] = field(default_factory=lambda: defaultdict(list))

    def put(self, document_id: str, items: Report) -> None:
        """Adds what one report brings; each report once."""
        for check in self.checks:
            for brought in check.brought(items):
                number = key_number(check.name, "brought", brought.key)
                self.brought[number].append((document_id, check, brought))
            for key, offer in check.offered(items):
                self.offered[key_number(check.name, "offered", key)].append((document_id, offer))

    def numbers(self) -> set[int]:
        """Returns the numbers of all keys under which something stands."""
        return {*self.brought, *self.offered}

    def against(self, numbers: Collection[int]) -> set[int]:
        """Returns the keys that what was brought under some keys is set against."""
        return {
            key_number(check.name, "offered", key)
            for number in numbers
            for _, check, brought in self.brought.get(number, ())
            for key in brought.against
        }

    def findings(self, number: int) -> dict[str, Finding]:
        """Returns the findings under one key, by id."""
        standing = sorted(self.brought.get(number, ()), key=lambda entry: entry[0])
        if len(standing) == 0:
            return {}
        check = standing[0][1]
        offered = {
            key: [offer for _, offer in sorted(self._offers(check, key), key=lambda o: o[0])]
            for _, _, brought in standing
            for key in brought.against
        }
        found: dict[str, Finding] = {}
        for finding in check.findings([brought.told for _, _, brought in standing], offered):
            found.setdefault(finding.id, finding)
        return found

    def rows(self) -> Iterator[CheckKey | CheckReach]:
        """Yields what stands where, to be kept."""
        for number, entries in self.brought.items():
            for document_id in {document_id for document_id, _, _ in entries}:
                yield CheckKey(key=number, document_id=document_id)
            reaches = {
                (key_number(check.name, "offered", key), document_id)
                for document_id, check, brought in entries
                for key in brought.against
            }
            for key, document_id in reaches:
                yield CheckReach(key=key, reached=number, document_id=document_id)
        for number, offers in self.offered.items():
            for document_id in {document_id for document_id, _ in offers}:
                yield CheckKey(key=number, document_id=document_id)

    def _offers(self, check: CheckAcross[Any, Any], key: Key) -> Sequence[tuple[str, Any]]:
        return self.offered.get(key_number(check.name, "offered", key), ())


def key_number(*parts: object) -> int:
    """Returns a key as a 63-bit number, which any database holds."""
    return int(record_id("check-key", *parts), 16) >> 1
