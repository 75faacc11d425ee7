"""Slips of wording that bear on a number: units said twice, confirmations heard at second hand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from reportedly.affiliations import is_own_state, names_in_report
from reportedly.assess.reading import make_finding, source_name
from reportedly.records import ClaimInContext, Finding, Hop, Step

# A sign or code with the word for the same thing behind it: "$1,800 dollars".
CURRENCY_WORDS = {
    "USD": re.compile(r"\bdollars?\b", re.I),
    "EUR": re.compile(r"\beuros?\b", re.I),
    "GBP": re.compile(r"\bpounds?\b", re.I),
    "JPY": re.compile(r"\byen\b", re.I),
}
# Who can be asked whether they confirmed it.
CONFIRMING = frozenset({"person", "government", "armed-group", "organisation"})
PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i"})
SIGN = re.compile(r"[$€£¥]|\b(?:USD|EUR|GBP|JPY)\b")


def check_doubled_units(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields the sums of money whose currency is said twice, as a sign and as a word."""
    for item in items:
        quantity = item.claim.quantity
        if quantity is None or quantity.unit not in CURRENCY_WORDS:
            continue
        word = CURRENCY_WORDS[quantity.unit].search(f"{quantity.raw} {quantity.counted or ''}")
        sign = SIGN.search(quantity.raw)
        if word is None or sign is None:
            continue
        is_within = word.group() in quantity.raw
        words = quantity.raw if is_within else f"{quantity.raw} {quantity.counted}"
        yield make_finding(
            "unit said twice",
            f"“{words}” names the currency twice, as “{sign.group()}” and as “{word.group()}”. "
            "Another currency may have been converted; the number was taken as it stands.",
            [item],
            [Step(text=f"{sign.group()} · {word.group()}", result=f"{quantity.unit}, twice")],
            "worth a look",
        )


def check_second_hand(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields who is said, by another source only, to have confirmed something.

    "X says that Y confirmed it" is X's word. An outlet that quotes Y is no such case, nor is a Y
    who is heard in the same report without X, nor the state that the report shows X to speak for:
    its president saying that France confirms is France speaking.
    """
    names = names_in_report({item.statement.id: item.statement for item in items}.values())
    heard = {
        (source_name(item.statement.chain[1].source), item.claim.event)
        for item in items
        if len(item.statement.chain) == 2 and item.statement.stance != "declines"
    }
    seen: dict[tuple[str, str], list[ClaimInContext]] = {}
    for item in items:
        chain = item.statement.chain
        pair = second_hand_pair(chain)
        if pair is None or is_own_state(chain[-2].source, chain[-1].source, names):
            continue
        if (pair[1], item.claim.event) not in heard:
            seen.setdefault(pair, []).append(item)
    for (outer, inner), claims in seen.items():
        yield make_finding(
            "second-hand confirmation",
            f"Only {outer} says that {inner} confirmed this; {inner} is not heard on it in the "
            f"report. It counts as {outer}’s word.",
            claims,
            [Step(text=f"{outer} → {inner}", result=f"one voice: {outer}")],
            "worth a look",
        )


def second_hand_pair(chain: Sequence[Hop]) -> tuple[str, str] | None:
    """Returns who says so, and who is said to have confirmed, where a chain holds such a case."""
    inner = chain[-1] if chain else None
    if inner is None or len(chain) < 3 or inner.stance != "confirms":
        return None
    outer = chain[-2].source
    if outer.kind == "media" or source_name(outer) == source_name(inner.source):
        return None
    if outer.kind == "unnamed" or inner.source.kind not in CONFIRMING:
        return None  # "the reactions confirm that": nobody is named who could be asked
    if {source_name(outer).lower(), source_name(inner.source).lower()} & PRONOUNS:
        return None
    return source_name(outer), source_name(inner.source)
