"""Parts of a count and the words for them: "six of the dead were children", "members of a crew"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.extract.counting import is_behind_whole, partitive_whole
from reportedly.extract.participants import name_tokens
from reportedly.extract.quantity_mention import QuantityMention

if TYPE_CHECKING:
    from spacy.tokens import Doc

# How far behind "of them" the noun of the part may stand ("six of them were young children").
PART_REACH = 4
# Nouns that say nothing of who is counted without the words behind their "of".
EMPTY_NOUNS = frozenset({"member", "members", "head", "heads", "part", "representatives"})
# Longest name taken in behind such a noun, in tokens.
LONGEST_NAME = 8


def with_part_words(doc: Doc, mention: QuantityMention) -> QuantityMention:
    """Returns the mention with the words for whom it counts, where they stand behind "of".

    "Six of them (were) children", "six of the dead were rebel fighters", "of those killed six were
    children", "two members of a family".
    """
    counted = mention.quantity.counted
    name = _named_part(doc, mention)
    if name is None and counted is not None and mention.head is not None:
        name = _with_owner(doc, mention.head, counted)
    if name is None:
        return mention
    return replace(mention, quantity=replace(mention.quantity, counted=name))


def is_stray(mention: QuantityMention, following: QuantityMention | None) -> bool:
    """Tells whether a bare number runs into the next count: "2016 Five guards were killed".

    Dates and counters of web pages, left over beside the text, count nothing.
    """
    return (
        following is not None
        and mention.quantity.counted is None
        and mention.end_token == following.start_token
        and following.quantity.unit == "person"
    )


def is_of_none(doc: Doc, mention: QuantityMention) -> bool:
    """Tells whether a number stands behind "none of": of them nothing happened to any."""
    first = max(0, mention.start_token - 3)
    before = [t.lower_ for t in doc[first : mention.start_token]]
    return mention.kind != "zero" and before[:2] in (["none", "of"], ["neither", "of"])


def _named_part(doc: Doc, mention: QuantityMention) -> str | None:
    start = mention.end_token
    behind = is_behind_whole(doc, start)
    if behind is not None:
        start, needs_verb = behind, doc[start + 1].lower_ not in {"them", "whom"}
    elif mention.quantity.counted is None and partitive_whole(doc, mention.start_token) is not None:
        needs_verb = True
    else:
        return None
    first: int | None = None
    for token in doc[start : start + PART_REACH]:
        if token.pos_ == "AUX" and token.lemma_ == "be":
            needs_verb = False
        elif needs_verb:
            return None
        elif token.pos_ in {"NOUN", "PROPN"}:
            first = token.i if first is None else first
            if token.dep_ != "compound" and token.tag_ not in {"NNP", "NN"}:
                return doc[first : token.i + 1].text
        elif token.pos_ == "ADJ":
            first = token.i if first is None else first
        elif token.pos_ not in {"ADV", "AUX"}:
            break
        else:
            first = None
    if first is None:
        return None
    nouns = [t for t in doc[first : start + PART_REACH] if t.pos_ in {"NOUN", "PROPN"}]
    return doc[first : nouns[-1].i + 1].text if nouns else None


def _with_owner(doc: Doc, head: int, counted: str) -> str | None:
    """Returns "members of a crew" for "members", or ``None`` where nothing is to be added."""
    noun = doc[head]
    if noun.lower_ not in EMPTY_NOUNS or head + 1 >= len(doc) or doc[head + 1].lower_ != "of":
        return None
    end = min(name_tokens(noun)[1], head + 1 + LONGEST_NAME)
    return f"{counted} {' '.join(doc[head + 1 : end].text.split())}" if end > head + 2 else None
