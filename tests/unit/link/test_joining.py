"""When groups of claims are one: hardly a pair between them may be ruled out."""

from __future__ import annotations

import pytest

from reportedly.link.edges import pair_of
from reportedly.link.joining import Clashes, join_nodes
from reportedly.link.keys import Facts
from reportedly.link.nodes import make_nodes
from reportedly.link.voices import claim_voices, read_names
from reportedly.records import ClaimInContext
from tests.making import make_item, make_quantity


def facts_of(*items: ClaimInContext) -> dict[str, Facts]:
    """Returns the facts of some claims by the report of each."""
    nodes = make_nodes(items, read_names(items), claim_voices(items))
    return {node.facts.item.document_id: node.facts for node in nodes.values()}


@pytest.mark.parametrize(("agreeing", "are_one"), [(3, False), (11, True)])
def test_one_misread_claim_parts_few_and_not_many(agreeing: int, are_one: bool) -> None:
    """All say fourteen; one is read as of soldiers, and one says that they were civilians."""
    bare = make_quantity("14", None)
    plain = [make_item(bare, f"Voice {n}", report=f"plain {n}") for n in range(agreeing)]
    soldiers = make_item(make_quantity("14", "soldiers"), "Ivo Stern", report="soldiers")
    civilians = make_item(make_quantity("14", "civilians"), "Max Reed", report="civilians")
    facts = facts_of(*plain, soldiers, civilians)
    edges = {pair_of("plain 0", f"plain {n}"): 3.0 for n in range(1, agreeing)}
    edges[pair_of("plain 0", "soldiers")] = 2.0
    edges[pair_of("plain 0", "civilians")] = 1.0
    groups = join_nodes(facts, edges, Clashes(facts=facts))
    group = next(group for group in groups if "soldiers" in group)
    assert len(group) == agreeing + (2 if are_one else 1)
    assert ("civilians" in group) is are_one


def test_two_towns_stay_apart_whatever_joins_them() -> None:
    towns = [
        make_item("14", f"Voice {n}", report=f"{town} {n}", place=town, day="2023-05-04")
        for n in range(4)
        for town in ("Selmak", "Varrow")
    ]
    vague = make_item("14", "Max Reed", report="vague", places=(), day="2023-05-04")
    facts = facts_of(*towns, vague)
    edges = {pair_of("vague", name): 1.0 for name in facts if name != "vague"}
    for town in ("Selmak", "Varrow"):
        edges |= {pair_of(f"{town} 0", f"{town} {n}"): 2.0 for n in range(1, 4)}
    groups = join_nodes(facts, edges, Clashes(facts=facts))
    assert not any("Selmak 0" in group and "Varrow 0" in group for group in groups)
