"""The grounds on which names are one: a person's word, the lists, reports' own words, likeness.

Each ground gives pairs with their reasons. Only the word of a person joins names here; the others
join where ``entity_groups.py`` lets them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from reportedly.link.entity_groups import Edge, Groundwork, Pair, edge_of, known_edge, pair_of
from reportedly.link.groups import Groups
from reportedly.link.likeness import SAME, UNSURE, Name, compare_names
from reportedly.link.name_candidates import candidate_pairs
from reportedly.link.name_parts import name_key, spells
from reportedly.link.organisations import KnownEntity, Listing, known_entities, listings_of
from reportedly.records import (
    Feature,
    Judgement,
    JudgementVerdict,
    Problem,
    Sameness,
    SamenessBasis,
)


def latest_verdicts(judgements: Iterable[Judgement]) -> dict[Pair, JudgementVerdict]:
    """Returns the latest verdict on each pair of names; a withdrawn one counts as none."""
    found: dict[Pair, JudgementVerdict] = {}
    for judgement in sorted(judgements, key=lambda j: (j.at, j.id)):
        if judgement.kind == "names" and len(judgement.target) == 2:
            found[pair_of(*judgement.target)] = judgement.verdict
    return {pair: verdict for pair, verdict in found.items() if verdict != "withdrawn"}


# -- the word of a person ----------------------------------------------------------------------


def join_persons_word(
    state: Groundwork,
    declarations: Mapping[str, tuple[Listing, ...]],
    declared: Sequence[KnownEntity],
) -> list[Problem]:
    """Joins what people say is one, and notes what they say is not; returns where they clash."""
    same = [pair for pair, verdict in state.judged.items() if verdict == "same"]
    same += [pair_of(edge.left, edge.right) for edge in declared_edges(state, declarations)]
    different = [
        pair for pair, verdict in state.judged.items() if verdict in {"different", "unsure"}
    ]
    final = {pair for pair, verdict in state.judged.items() if verdict == "different"}
    for entity in declared:
        for name in entity.different:
            pair = pair_of(name_key(entity.name), name_key(name))
            if all(key in state.names for key in pair):
                final.add(pair)
    for left, right in (*different, *final):
        state.apart[left].add(right)
        state.apart[right].add(left)
    trial: Groups[str] = Groups(sorted(state.names))
    for left, right in sorted(same):
        trial.join(left, right)
    clashing = sorted(pair for pair in final if trial.find(pair[0]) == trial.find(pair[1]))
    roots = {trial.find(left) for left, _ in clashing}
    state.disputed.update(key for key in state.names if trial.find(key) in roots)
    for left, right in sorted(same):
        if left not in state.disputed:
            state.join(left, right)
    return [_clash(pair, trial, state) for pair in clashing]


def _clash(pair: Pair, trial: Groups[str], state: Groundwork) -> Problem:
    """Returns the problem of two names that people hold to be two, and one by way of others."""
    root = trial.find(pair[0])
    others = sorted(key for key in state.disputed if trial.find(key) == root and key not in pair)
    left, right = (state.names[key].form for key in pair)
    by_way = ", ".join(f"“{state.names[key].form}”" for key in others) or "the same judgements"
    return Problem(
        stage="link",
        subject=f"names: {pair[0]} · {pair[1]}",
        code="judgements-clash",
        message=(
            f"“{left}” and “{right}” are to be different, but judgements or entities.toml make "
            f"them one by way of {by_way}. None of these names is joined until that is settled: "
            "look with `reportedly entities --all --explain`, then `--split` or `--take-back` one "
            "of the pairs, or correct entities.toml."
        ),
    )


def judged_edges(state: Groundwork) -> Iterator[Edge]:
    """Yields the pairs that people judged, with what the names themselves say."""
    for (left, right), verdict in sorted(state.judged.items()):
        if verdict in ("same", "different", "unsure"):
            words = {
                "same": "a person judged them to be one",
                "different": "a person judged them to be two",
                "unsure": "a person looked and could not say",
            }
            feature = Feature(name="judgement", value=1.0, detail=words[verdict])
            known = compare_names(state.names[left], state.names[right])
            features = (feature, *(known.features if known is not None else ()))
            yield edge_of((left, right), "judgement", verdict, 1.0, features)


def declared_edges(
    state: Groundwork, declarations: Mapping[str, tuple[Listing, ...]]
) -> Iterator[Edge]:
    """Yields the pairs of entities.toml; a name that two entities claim is joined to neither."""
    for key, listings in sorted(declarations.items()):
        if len(listings) == 1 and listings[0].key != key:
            pair = pair_of(key, listings[0].key)
            if pair not in state.judged:
                yield known_edge(pair, "declared", listings[0])


# -- what is listed, spelled out, alike ----------------------------------------------------------


def set_anchors(state: Groundwork, declarations: Mapping[str, tuple[Listing, ...]]) -> None:
    """Notes the main names of listed and declared entities, with their kind: no two become one."""
    for listings in declarations.values():
        state.anchors.update({listing.key: listing.kind for listing in listings})
    for entity in known_entities():
        key = name_key(entity.name)
        if key not in declarations:
            state.anchors[key] = entity.kind
    for key in state.table.names:
        if key not in declarations and not state.names[key].is_person:
            for listing in listings_of(key, is_abbreviation=state.names[key].is_short):
                state.anchors.setdefault(listing.key, listing.kind)


def listed_edges(
    state: Groundwork, declarations: Mapping[str, tuple[Listing, ...]]
) -> tuple[list[Edge], dict[str, set[str]]]:
    """Returns the pairs of the list; and the abbreviations, which reports may spell otherwise."""
    edges = []
    ambiguous: dict[str, set[str]] = {}
    readings = state.table.readings
    for key in sorted(state.table.names):
        name = state.names[key]
        if name.is_person or key in declarations:
            continue
        listings = listings_of(key, is_abbreviation=name.is_short)
        if len(listings) == 1 and listings[0].key == key:
            continue
        if len(listings) == 1 and not (name.is_short and key in readings):
            edges.append(known_edge(pair_of(key, listings[0].key), "listed", listings[0]))
        elif listings:
            ambiguous[key] = {listing.key for listing in listings}
    return edges, ambiguous


def likeness_edges(state: Groundwork) -> tuple[list[Edge], list[Problem]]:
    """Returns the pairs of names that are alike, with what too many names have in common."""
    present = frozenset(state.table.names)
    names = [name for name in state.names.values() if name.key not in state.disputed]
    pairs, problems = candidate_pairs(names, present)
    edges = []
    for left, right in sorted(pairs):
        if _are_listed_alike(state.names[left], state.names[right]):
            continue
        likeness = compare_names(state.names[left], state.names[right])
        if likeness is not None and likeness.score >= UNSURE:
            verdict: Sameness = "same" if likeness.score >= SAME else "unsure"
            edges.append(
                edge_of((left, right), "likeness", verdict, likeness.score, likeness.features)
            )
    return edges, problems


def _are_listed_alike(left: Name, right: Name) -> bool:
    """Tells whether the list says of both what they are: then likeness has nothing to add."""
    mine, theirs = (
        () if name.is_person else listings_of(name.key, is_abbreviation=name.is_short)
        for name in (left, right)
    )
    return len(mine) > 0 and len(theirs) > 0


def reading_edges(state: Groundwork, ambiguous: Mapping[str, set[str]]) -> list[Edge]:
    """Returns the pairs that reports spell out: an abbreviation, a shorter name.

    An abbreviation counts once it stands for one entity only, whether reports or the list say so.
    """
    edges: list[Edge] = []
    for alias in sorted({*state.table.readings, *ambiguous}):
        name = state.table.names.get(alias)
        told = {
            full: reports
            for full, reports in state.table.readings.get(alias, {}).items()
            if spells(alias, full) or reports >= 2  # a slip is made once
        }
        fulls = {*told, *ambiguous.get(alias, set())}
        if name is None or alias in fulls or len(fulls) == 0:
            continue
        is_one = len({state.groups.find(full) for full in fulls}) == 1
        for full in sorted(fulls):
            reports = told.get(full, 0)
            basis: SamenessBasis = "reports" if reports else "listed"
            detail = (
                f"{reports} report{' uses' if reports == 1 else 's use'} both for one source"
                if reports
                else f"{name.form} is listed as a name of {state.names[full].form}"
            )
            if not is_one:
                detail += "; elsewhere it stands for another"
            feature = Feature(name="spelled-out", value=float(reports), detail=detail)
            verdict: Sameness = "same" if is_one else "unsure"
            score = 0.95 if is_one else 0.6
            edges.append(edge_of(pair_of(alias, full), basis, verdict, score, (feature,)))
    return edges
