"""Which nodes share a key with which, after some have changed; and the keys that too many share."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from reportedly.link.edges import key_number
from reportedly.link.keys import Facts, block_keys
from reportedly.linkage import Linkage, NodeKey


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocks:
    """The keys of some nodes and all nodes that share them, as they are now.

    ``keys`` are the keys of the changed nodes; these are the touched ones and those of the keys
    that have come to be shared by too many, or are so no longer. ``holders`` are the nodes by
    key. ``cut`` and ``were_cut`` are the keys of touched nodes that too many share now and before;
    ``too_common`` are all known ones.
    """

    keys: Mapping[str, Collection[int]]
    holders: Mapping[int, Collection[str]]
    too_common: frozenset[int]
    cut: frozenset[int]
    were_cut: frozenset[int]
    touched: Collection[str]

    def partners(self, node_id: str) -> set[str]:
        """Returns the nodes that a changed node is to be compared with."""
        found = set().union(
            *(self.holders[key] for key in self.keys[node_id] if key not in self.too_common)
        )
        found.discard(node_id)
        return found

    def rows(self) -> Iterator[NodeKey]:
        """Yields the keys of the touched nodes, to be kept."""
        for node_id in self.touched:
            for key in self.keys[node_id]:
                yield NodeKey(key=key, node_id=node_id)


def open_blocks(
    linkage: Linkage, facts: Mapping[str, Facts], gone: Collection[str], max_group: int
) -> Blocks:
    """Returns the blocks of a ledger in which some nodes are new or differ, and some are gone."""
    keys: dict[str, Collection[int]] = {
        node_id: tuple({key_number(key): None for key in block_keys(known)})
        for node_id, known in facts.items()
    }
    touched = {*facts, *gone}
    numbers = {number for found in keys.values() for number in found}
    numbers.update(row.key for row in linkage.rows(NodeKey, "node_id", touched))
    before = _holders(linkage, numbers)
    after: dict[int, set[str]] = {key: held - touched for key, held in before.items()}
    for node_id, found in keys.items():
        for number in found:
            after.setdefault(number, set()).add(node_id)
    were = frozenset(key for key, held in before.items() if len(held) > max_group)
    are = frozenset(key for key, held in after.items() if len(held) > max_group)
    turned = {node for key in were ^ are for node in after.get(key, ())} - touched
    others: dict[str, list[int]] = defaultdict(list)
    for row in linkage.rows(NodeKey, "node_id", turned):
        others[row.node_id].append(row.key)
    farther = {key for found in others.values() for key in found} - after.keys()
    beyond = _holders(linkage, farther)
    return Blocks(
        keys={**keys, **others},
        holders={**after, **beyond},
        too_common=are | {key for key, held in beyond.items() if len(held) > max_group},
        cut=are,
        were_cut=were,
        touched=facts.keys(),
    )


def _holders(linkage: Linkage, numbers: Collection[int]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    for row in linkage.rows(NodeKey, "key", numbers):
        found[row.key].add(row.node_id)
    return dict(found)
