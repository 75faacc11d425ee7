"""Stage: ClaimInContext -> Entity, Question, Origin, Link. The one step over the whole ledger.

Claims of one signature (the same scope, number and voice) are one node (``nodes.py``). Nodes that
share a key are compared (``blocks.py``, ``edges.py``); pairs that agree are joined, best first,
unless that would bring claims together that cannot answer one question (``joining.py``). It reads
records only, never a text. What has changed in a ledger can be linked alone (``increments.py``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from reportedly.link.increments import Rules, relink
from reportedly.link.organisations import KnownEntity
from reportedly.linkage import Linkage, NothingKept, Relinked
from reportedly.records import (
    ClaimInContext,
    Entity,
    Judgement,
    Link,
    NamePair,
    Origin,
    Problem,
    Question,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClaims:
    """Returns the questions that claims answer, the voices behind them and how claims compare.

    ``max_group`` is how many different claims may share a key before that key is given up, with a
    Problem; the claims may still meet under a narrower one. ``max_related`` is how many different
    answers of a question are compared each with each. ``declared`` are the user's own entities,
    ``judgements`` what people said of names.
    """

    name: ClassVar[str] = "link"
    version: ClassVar[int] = 3
    consumes: ClassVar[type] = ClaimInContext
    produces: ClassVar[tuple[type, ...]] = (Entity, NamePair, Question, Origin, Link)
    group_by: ClassVar[str | None] = None
    max_group: int = 300
    max_related: int = 40
    declared: tuple[KnownEntity, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    def __call__(
        self, batch: Sequence[ClaimInContext], /
    ) -> Iterator[Entity | NamePair | Question | Origin | Link | Problem]:
        """Yields the entities, every question with its origins and links, then parts of totals."""
        reports: dict[str, list[ClaimInContext]] = defaultdict(list)
        for item in batch:
            reports[item.document_id].append(item)
        for made in self.relink(NothingKept(), reports).made:
            yield from made.records  # type: ignore[misc] # of the kinds in ``produces``

    def relink(
        self, linkage: Linkage, changed: Mapping[str, Sequence[ClaimInContext]], /
    ) -> Relinked:
        """Returns what changes in a linked ledger when some reports have changed.

        ``changed`` are their claims as they are now, by report; none for one that was removed.
        """
        rules = Rules(
            max_group=self.max_group,
            max_related=self.max_related,
            declared=self.declared,
            judgements=self.judgements,
        )
        return relink(linkage, changed, rules)
