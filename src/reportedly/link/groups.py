"""Groups of things that belong together, grown by joining pairs (union-find)."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Groups(Generic[T]):
    """Disjoint groups of members, found by path compression; order of joining does not matter."""

    def __init__(self, members: Iterable[T]) -> None:
        """Starts with each member in a group of its own."""
        self._parent = {member: member for member in members}

    def find(self, member: T) -> T:
        """Returns the representative of a member's group."""
        root = member
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[member] != root:
            self._parent[member], member = root, self._parent[member]
        return root

    def holds(self, member: T) -> bool:
        """Tells whether something is a member."""
        return member in self._parent

    def join(self, left: T, right: T) -> None:
        """Makes the groups of two members one; the first one's representative stays."""
        a, b = self.find(left), self.find(right)
        if a != b:
            self._parent[b] = a

    def as_lists(self) -> list[list[T]]:
        """Returns the groups, each with its members, in the order the members were given."""
        found: dict[T, list[T]] = {}
        for member in self._parent:
            found.setdefault(self.find(member), []).append(member)
        return list(found.values())
