"""Stage: ClaimInContext -> Question, Origin, Link. The one step over the whole ledger.

Claims of one signature (the same scope, number and voice) are one node. Nodes that share a key
are compared; pairs that agree are joined, best first, unless that would bring claims together
that cannot answer one question. It reads records only, never a text.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, TypeVar

from reportedly.intervals import interval_of, overlaps
from reportedly.link.copies import copied_pairs
from reportedly.link.groups import Groups
from reportedly.link.keys import (
    Facts,
    block_keys,
    day_text,
    main_places,
    place_key,
    report_places,
    scope_of,
)
from reportedly.link.origins import Names, Voice, claim_voices, key_of, origins_of, read_names
from reportedly.link.relations import relate, subset_links
from reportedly.link.scores import RuledOut, compare
from reportedly.link.stances import stances_by_cluster
from reportedly.link.titles import title_of
from reportedly.records import (
    ClaimInContext,
    Event,
    Feature,
    Link,
    Origin,
    Place,
    Problem,
    Question,
    record_id,
)

T = TypeVar("T", bound=str)
NUMBER = re.compile(r"\d[\d,.]*")

# How much each feature weighs in the order of joining. Place tells most: the news of one week
# speak of many places and few kinds of events. Chosen by hand on the bundled examples.
WEIGHTS = {"place": 1.5, "time": 1.0, "population": 1.0, "counting": 0.5}
SAME_NUMBER = 0.5
COMPATIBLE_NUMBER = 0.2


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkClaims:
    """Returns the questions that claims answer, the voices behind them and how claims compare.

    ``max_group`` is how many different claims may share a key before that key is given up, with a
    Problem; the claims may still meet under a narrower one. ``max_related`` is how many different
    answers of a question are compared each with each.
    """

    name: ClassVar[str] = "link"
    version: ClassVar[int] = 1
    consumes: ClassVar[type] = ClaimInContext
    produces: ClassVar[tuple[type, ...]] = (Question, Origin, Link)
    group_by: ClassVar[str | None] = None
    max_group: int = 300
    max_related: int = 40

    def __call__(
        self, batch: Sequence[ClaimInContext], /
    ) -> Iterator[Question | Origin | Link | Problem]:
        """Yields every question with its origins and links, then the links of parts to totals."""
        items = sorted(batch, key=lambda item: item.claim.id)
        names = read_names(items)
        voices = claim_voices(items)
        nodes, members = make_nodes(items, names, voices)
        edges, problems = find_edges(nodes, self.max_group)
        yield from problems
        clusters = [
            [item for node in cluster for item in members[node]]
            for cluster in join_nodes(nodes, edges)
        ]
        stances = stances_by_cluster(items, clusters, names)
        for number, cluster in enumerate(clusters):
            claims = sorted((*cluster, *stances.get(number, ())), key=lambda i: i.claim.id)
            question = make_question(claims)
            copies = copied_pairs(
                {
                    i.fingerprint.document_id: i.fingerprint
                    for i in claims
                    if i.fingerprint is not None
                }.values()
            )
            origins = origins_of(question.id, claims, voices, names, copies)
            yield question
            yield from origins
            yield from relate(claims, origins, copies, max_related=self.max_related)
        yield from subset_links(items)


def make_nodes(
    items: Sequence[ClaimInContext], names: Names, voices: Mapping[str, Voice | None]
) -> tuple[list[Facts], list[list[ClaimInContext]]]:
    """Returns one node for each different claim, and the claims behind each node."""
    by_document: dict[str, list[ClaimInContext]] = defaultdict(list)
    for item in items:
        by_document[item.document_id].append(item)
    places = {key: report_places(group) for key, group in by_document.items()}
    beside: dict[str, dict[str, Place]] = defaultdict(dict)
    shares: dict[str, list[str]] = defaultdict(list)
    for item in items:
        for place in main_places(item.claim):
            beside[item.statement.id].setdefault(place_key(place.name), place)
        if item.claim.quantity is not None and item.claim.quantity.share_of is not None:
            shares[item.statement.id].append(item.claim.quantity.share_of)
    nodes: dict[object, list[tuple[ClaimInContext, Facts]]] = defaultdict(list)
    for item in items:
        scope = scope_of(item)
        quantity = item.claim.quantity
        if scope is None or quantity is None or is_whole_of_share(item, shares):
            continue
        voice = voices[item.claim.id]
        key = None if voice is None else key_of(voice, names)
        nearby = tuple(beside[item.statement.id].values())
        signature = (
            scope.role, scope.unit, scope.per, scope.reality, scope.counting, scope.population,
            tuple(place_key(p.name) for p in scope.places), scope.window, scope.as_of,
            places[item.document_id], tuple(beside[item.statement.id]), key,
            quantity.low, quantity.high, quantity.relation,
        )  # fmt: skip
        facts = Facts(
            item=item,
            scope=scope,
            report_places=places[item.document_id],
            nearby=nearby,
            voice=key,
            documents=frozenset({item.document_id}),
        )
        nodes[signature].append((item, facts))
    grouped = sorted(nodes.values(), key=lambda group: group[0][0].claim.id)
    return [_as_one(group) for group in grouped], [[item for item, _ in g] for g in grouped]


def is_whole_of_share(item: ClaimInContext, shares: Mapping[str, Sequence[str]]) -> bool:
    """Tells whether a number is only the whole of a percentage ("a third of a 300-man force")."""
    quantity = item.claim.quantity
    return quantity is not None and any(
        quantity.raw in NUMBER.findall(words) for words in shares.get(item.statement.id, ())
    )


def _as_one(group: Sequence[tuple[ClaimInContext, Facts]]) -> Facts:
    first = group[0][1]
    return Facts(
        item=first.item,
        scope=first.scope,
        report_places=first.report_places,
        nearby=first.nearby,
        voice=first.voice,
        documents=frozenset(item.document_id for item, _ in group),
    )


Edge = tuple[float, int, int]


def find_edges(nodes: Sequence[Facts], max_group: int) -> tuple[list[Edge], list[Problem]]:
    """Returns the pairs of nodes that agree, best first, and the keys that were too common."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for number, node in enumerate(nodes):
        for key in dict.fromkeys(block_keys(node)):
            blocks[key].append(number)
    edges: dict[tuple[int, int], float] = {}
    seen: set[tuple[int, int]] = set()
    problems = []
    for key, numbers in blocks.items():
        if len(numbers) > max_group:
            problems.append(_too_large(key, len(numbers), max_group))
            continue
        for i, left in enumerate(numbers):
            for right in numbers[i + 1 :]:
                if (left, right) in seen:
                    continue
                seen.add((left, right))
                features = compare(nodes[left], nodes[right])
                if not isinstance(features, RuledOut):
                    edges[left, right] = _score(features, nodes[left], nodes[right])
    ordered = sorted((-score, left, right) for (left, right), score in edges.items())
    return ordered, sorted(problems, key=lambda problem: problem.subject)


def join_nodes(nodes: Sequence[Facts], edges: Sequence[Edge]) -> list[list[int]]:
    """Returns the groups of nodes that answer one question.

    Edges are taken best first. Two groups are joined only if no node of the one is ruled out with
    a node of the other: a claim without a place must not pull two towns together.
    """
    groups: Groups[int] = Groups(range(len(nodes)))
    held: dict[int, list[int]] = {number: [number] for number in range(len(nodes))}
    clashes: dict[tuple[int, int], bool] = {}

    def clash(left: int, right: int) -> bool:
        pair = (left, right) if left < right else (right, left)
        if pair not in clashes:
            result = compare(nodes[pair[0]], nodes[pair[1]])
            clashes[pair] = isinstance(result, RuledOut) and result.is_hard
        return clashes[pair]

    for _, left, right in edges:
        a, b = groups.find(left), groups.find(right)
        if a == b or any(clash(x, y) for x in held[a] for y in held[b]):
            continue
        groups.join(a, b)
        held[a] += held.pop(b)
    return sorted(sorted(group) for group in groups.as_lists())


def make_question(claims: Sequence[ClaimInContext]) -> Question:
    """Returns the question that these claims answer, with its title in plain words.

    Its id is made from the smallest id of its numbered claims: it stays while that claim does.
    """
    scopes = [scope for item in claims if (scope := scope_of(item)) is not None]
    names = Counter(place.name for scope in scopes for place in scope.places)
    nouns = Counter(
        item.claim.quantity.counted
        for item in claims
        if item.claim.quantity is not None and item.claim.quantity.counted is not None
    )
    said = [scope.window for scope in scopes if scope.window.is_said]
    firsts = [w.first for w in said if w.first is not None]
    lasts = [w.last for w in said if w.last is not None]
    events: Counter[Event] = Counter(i.claim.event for i in claims if i.claim.event is not None)
    return Question(
        id=record_id("question", min(i.claim.id for i in claims if i.claim.quantity is not None)),
        title=title_of(claims, scopes),
        event=_most_common(events),
        role=scopes[0].role,
        population=_most_common(nouns),
        places=tuple(name for name, _ in sorted(names.items(), key=lambda x: (-x[1], x[0]))),
        first=day_text(min(firsts)) if firsts else None,
        last=day_text(max(lasts)) if lasts else None,
        claim_ids=tuple(item.claim.id for item in claims),
    )


def _score(features: Sequence[Feature], left: Facts, right: Facts) -> float:
    score = sum(WEIGHTS[feature.name] * feature.value for feature in features)
    one, other = left.item.claim.quantity, right.item.claim.quantity
    if one is not None and other is not None:
        a, b = interval_of(one), interval_of(other)
        if a is not None and b is not None and overlaps(a, b):
            score += SAME_NUMBER if a == b else COMPATIBLE_NUMBER
    return round(score, 6)


def _too_large(key: tuple[object, ...], size: int, limit: int) -> Problem:
    words = ", ".join(str(part) for part in key if part is not None)
    return Problem(
        stage="link",
        subject=words,
        code="group-too-large",
        message=(
            f"{size} different claims share the key “{words}”; the limit is {limit}. They were "
            "compared under narrower keys only, so claims that answer one question may stand in "
            "two. Raise the limit in the plan, or link a narrower set of reports."
        ),
    )


def _most_common(counts: Counter[T]) -> T | None:
    return min(counts, key=lambda name: (-counts[name], name)) if counts else None
