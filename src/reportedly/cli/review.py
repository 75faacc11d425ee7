"""The command that asks a person about pairs of names, one key each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import options
from reportedly.cli.assess import By, Reason
from reportedly.cli.entities import judge_pair, relink
from reportedly.cli.output import counted, print_json, say
from reportedly.cli.output import show as show_on_screen

if TYPE_CHECKING:
    from reportedly.records import JudgementVerdict, NamePair
    from reportedly.store.base import Store

KEYS: Mapping[str, JudgementVerdict] = {"x": "same", "n": "different", "u": "unsure"}
QUIT = "q"
PROMPT = "x same · n different · u unsure · q quit > "
# Reports shown for either name: enough to see who is meant.
SHOWN_REPORTS = 2


def review(
    limit: Annotated[
        int, typer.Option("--limit", metavar="N", min=1, help="Ask about so many pairs at most.")
    ] = 50,
    is_again: Annotated[
        bool, typer.Option("--again", help="Also those that somebody could not decide.")
    ] = False,
    reason: Reason = None,
    by: By = None,
    as_json: options.AsJson = False,
    ledger: options.Ledger = None,
    own: options.Entities = None,
    config: options.Config = None,
) -> None:
    """Go through pairs of names that may be one source: x same, n different, u unsure, q quit.

    The likeliest come first. Each answer is kept at once; the ledger is linked anew at the end.
    The keys may also come from standard input, one a line. --json lists the pairs and asks nothing.
    """
    from reportedly.cli.ledger import open_to_read

    with open_to_read(ledger, config) as store:
        pairs = open_pairs(store, is_again=is_again)
        left = len(pairs) - limit
        pairs = pairs[:limit]
        if as_json:
            print_json(pairs)
            return
        reports = _reports_of(pairs, store)
    judged = 0
    for number, pair in enumerate(pairs, 1):
        _show_pair(pair, f"{number} of {len(pairs)}", reports)
        verdict = _ask()
        if verdict is None:
            break
        judge_pair(pair, verdict, by=by, reason=reason, ledger=ledger, config=config)
        judged += 1
    more = f"; {left:,} more (--limit)" if left > 0 else ""
    say(f"{counted(judged, 'pair')} judged, {counted(len(pairs) - judged, 'pair')} left{more}")
    if judged:
        relink(ledger, own, config)


def open_pairs(store: Store, *, is_again: bool) -> list[NamePair]:
    """Returns the pairs that nobody has decided, likeliest first, one for each two entities."""
    from reportedly.records import Entity, NamePair

    entity_of = {key: entity.id for entity in store.read(Entity) for key in entity.keys}
    found = (
        pair
        for pair in store.read(NamePair, verdict="unsure")
        if is_again or pair.basis != "judgement"
    )
    asked: dict[tuple[str, ...], NamePair] = {}
    for pair in sorted(found, key=lambda pair: (-pair.score, pair.left, pair.right)):
        sides = sorted(entity_of.get(key, key) for key in (pair.left, pair.right))
        asked.setdefault(tuple(sides), pair)
    return list(asked.values())


def _reports_of(pairs: Iterable[NamePair], store: Store) -> dict[str, list[str]]:
    """Returns, by the key of a name, the labels of a few reports that it stands in."""
    from reportedly.present.phrases import document_label
    from reportedly.records import Document, Entity

    wanted = {key for pair in pairs for key in (pair.left, pair.right)}
    found: dict[str, list[str]] = {}
    for entity in store.read(Entity):
        keys = wanted.intersection(entity.keys)
        if not keys:
            continue
        labels = [
            document_label(document)
            for document_id in entity.document_ids[:SHOWN_REPORTS]
            for document in store.read(Document, id=document_id)
        ]
        left = len(entity.document_ids) - len(labels)
        told = [*labels, f"{left:,} more"] if left else labels
        found.update((key, told) for key in keys)
    return found


def _show_pair(pair: NamePair, place: str, reports: Mapping[str, list[str]]) -> None:
    from rich.text import Text

    from reportedly.present.entity_text import pair_details

    show_on_screen(Text(f"\n{place}", style="dim"), pair_details(pair, ()))
    for key, name in ((pair.left, pair.left_name), (pair.right, pair.right_name)):
        if key in reports:
            show_on_screen(Text(f"  {name}, in: {'; '.join(reports[key])}", style="dim"))


def _ask() -> JudgementVerdict | None:
    """Returns what the person at the keyboard, or the next line of the input, says of a pair."""
    while True:
        key = _read_key()
        if key in ("", QUIT):
            return None
        if key in KEYS:
            return KEYS[key]
        say(f"{key!r} is none of the keys: x same, n different, u unsure, q quit")


def _read_key() -> str:
    """Returns one key, in lower case: pressed on a terminal, else the next line; "" at the end."""
    sys.stderr.write(PROMPT)
    sys.stderr.flush()
    if not sys.stdin.isatty():
        line = sys.stdin.readline()
        sys.stderr.write("\n")
        return line.strip().lower() or (" " if line else "")
    import click

    key = click.getchar().lower()
    sys.stderr.write(f"{key}\n")
    return key
