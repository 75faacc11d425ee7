"""Which words of a report are names of places: candidates from the gazetteer, weighed by evidence.

The parser's own names are evidence among others, for it misses many towns and takes persons for
places. Every run of capitalised words is looked up, longest name first; a candidate is taken when
the weights of its evidence (``data/toponym_weights.toml``) add up to more than nothing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from reportedly.extract.gazetteer import Entry, abbreviations, demonyms, find, region_keys
from reportedly.extract.gazetteer_build import fold_name
from reportedly.extract.toponym_evidence import (
    Kind,
    Toponym,
    Words,
    context_words,
    count_votes,
    evidence_for,
)

# The longest name looked up, in tokens; "Republic of Bosnia and Herzegovina" has five.
MAX_TOKENS = 7


def candidates(words: Words) -> Iterator[tuple[Toponym, dict[str, float]]]:
    """Yields every name that may be a place, longest first where names overlap, with evidence."""
    spans = dict(_spans(words))
    spans |= _listed_counties(words, spans)
    known = find(spans.values())
    people = demonyms()
    demonym_entries = find({people[n] for n in _demonym_forms(words, people)})
    votes = count_votes(words)
    taken = [False] * len(words.words)
    kind: Kind
    for toponym in _abbreviations(words):
        yield toponym, {"abbreviation": 1.0}
        for i in range(toponym.start_token, toponym.end_token):
            taken[i] = True
    defined = _defined_abbreviations(words, spans, known)
    spans |= defined
    for toponym in _dotted_prefixes(words):
        yield toponym, {"abbreviation": 1.0}
    for (start, end), key in spans.items():
        if any(taken[start:end]):
            continue
        name = _name(words, start, end)
        shown = name if not words.upper else name.title()
        if shown in people:
            large = (e for e in demonym_entries.get(people[shown], ()) if e.kind != "city")
            entries, kind = tuple(islice(large, 1)), "demonym"
        else:
            fitting = known.get(key, ())
            if (start, end) not in defined:
                fitting = _fitting(fitting, name, words)
            entries, kind = fitting, "place"
        if len(entries) == 0 or _is_road(words, end):
            continue
        for i in range(start, end):
            taken[i] = True
        begin = words.starts[start]
        toponym = Toponym(start, end, begin, begin + len(name), name, key, kind, entries)
        yield toponym, evidence_for(words, toponym, votes)


def _is_road(words: Words, end: int) -> bool:
    """Tells whether the name that ends here is that of a road: "Decatur Boulevard"."""
    if end >= len(words.words) or words.upper or not words.capital[end]:
        return False
    return words.words[end].casefold().rstrip(".") in context_words()["road_words"]


def _name(words: Words, start: int, end: int) -> str:
    last = end - 1
    return words.text[words.starts[start] : words.starts[last] + len(words.words[last])]


def _spans(words: Words) -> Iterator[tuple[tuple[int, int], str]]:
    """Yields the token spans that may be names, by start and longest first, with their keys."""
    inside = context_words()["inside"]
    capital = words.capital if not words.upper else [w[0].isalpha() for w in words.words]
    tokens = words.words
    size = len(tokens)
    never = context_words()["generic_names"]
    for start in range(size):
        if tokens[start] in ("The", "THE", "the"):
            continue
        if not capital[start] and tokens[start] not in ("al", "el", "ash", "ad", "ar"):
            continue
        end = start + 1
        ends = [end] if capital[start] else []
        while end < size and end - start < MAX_TOKENS and end not in words.sentence_starts:
            if capital[end]:
                ends.append(end + 1)
            elif tokens[end] not in inside:
                break
            end += 1
        for end in reversed(ends):
            if end - start > 1 or tokens[start].casefold() not in never:
                yield (start, end), fold_name(_name(words, start, end))


def _defined_abbreviations(
    words: Words,
    spans: Mapping[tuple[int, int], str],
    known: Mapping[str, tuple[Entry, ...]],
) -> dict[tuple[int, int], str]:
    """Returns the places of abbreviations that the report defines: "Nagorno Karabakh (NK)"."""
    tokens = words.words
    keys: dict[str, str] = {}
    for (start, end), key in spans.items():
        if key in known and tokens[end : end + 1] == ["("] and tokens[end + 2 : end + 3] == [")"]:
            short = tokens[end + 1]
            initials = "".join(w[0] for w in tokens[start:end] if w[0].isalpha())
            if short.isupper() and len(short) > 1 and initials.upper() == short:
                keys[short] = key
    if len(keys) == 0:
        return {}
    return {(i, i + 1): keys[word] for i, word in enumerate(tokens) if word in keys}


def _listed_counties(
    words: Words, spans: Mapping[tuple[int, int], str]
) -> dict[tuple[int, int], str]:
    """Returns the keys of counties in a list: "Clay, Grant and Douglas counties"."""
    found: dict[tuple[int, int], str] = {}
    tokens = words.words
    if "counties" not in tokens and "Counties" not in tokens:
        return {}
    regions = region_keys()
    ending: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for span in spans:
        ending[span[1]].append(span)
    for at, word in enumerate(tokens):
        if word not in ("counties", "Counties"):
            continue
        end = at
        while end in ending:
            start = max(s for s, _ in ending[end])  # the shortest: one word before "counties"
            if start > 0 and words.capital[start - 1] and tokens[start - 1].isalpha():
                start = min((s for s, _ in ending[end] if s >= start - 1), default=start)
            if spans[start, end] in regions:  # "Indiana counties": those of the state
                break
            found[start, end] = f"{spans[start, end]} county"
            end = start
            while end > 0 and tokens[end - 1] in (",", "and", "&", "or"):
                end -= 1
            if end == start:
                break
    return found


def _demonym_forms(words: Words, people: Mapping[str, str]) -> Iterator[str]:
    tokens = words.words
    if words.upper:
        tokens = [w.title() for w in tokens]
    for i, word in enumerate(tokens):
        if word in people:
            yield word
        for size in (2, 3):
            joined = " ".join(tokens[i : i + size])
            if joined in people:
                yield joined


def _fitting(entries: tuple[Entry, ...], name: str, words: Words) -> tuple[Entry, ...]:
    """Returns the entries that a name as written can stand for.

    Short keys are acronyms: "US" is the country, "us" and "Us" are not; no town of two or three
    letters is taken for "In" or "Who".
    """
    if len(entries) == 0:
        return ()
    letters = [c for c in name if c.isalpha()]
    if len(letters) <= 3:
        dotted = "." in name
        upper = name.isupper() and (dotted or not words.upper)
        entries = tuple(e for e in entries if (e.kind != "city") == upper or not upper)
        if not upper:
            entries = tuple(e for e in entries if e.kind == "city" and len(letters) == 3)
    return entries


def _abbreviations(words: Words) -> Iterator[Toponym]:
    """Yields the abbreviated regions: "Conn.", "W.Va.", and "CT" after a city and a comma."""
    pattern, keys = abbreviations()
    position = {start: i for i, start in enumerate(words.starts)}
    text = words.text
    for match in pattern.finditer(text):
        yield from _abbreviation(words, position, match.start(), match.end(), keys[match.group()])
    if not words.upper:
        for match in _POSTAL.finditer(text):
            yield from _abbreviation(
                words, position, match.start(1), match.end(1), "~" + match.group(1).casefold()
            )


# "U.K.-based", "U.S.-led": the tokeniser keeps these in one.
_DOTTED_PREFIX = re.compile(r"((?:[A-Z]\.){2,}|[A-Z]{2,4})-[a-z]")
_POSTAL = re.compile(r"[a-z], ([A-Z]{2})\b(?!\.[A-Z])")


def _abbreviation(
    words: Words, position: Mapping[int, int], start: int, end: int, key: str
) -> Iterator[Toponym]:
    first = position.get(start)
    if first is None or (entries := find([key]).get(key)) is None:
        return
    last = first + 1
    while last < len(words.starts) and words.starts[last] < end:
        last += 1
    yield Toponym(first, last, start, end, words.text[start:end], key, "abbreviation", entries)


def _dotted_prefixes(words: Words) -> Iterator[Toponym]:
    """Yields the countries at the head of a compound that is one token: "U.K.-based"."""
    for i, word in enumerate(words.words):
        if "-" not in word or (match := _DOTTED_PREFIX.match(word)) is None:
            continue
        name = match.group(1)
        key = fold_name(name)
        entries = tuple(e for e in find([key]).get(key, ()) if e.kind != "city")
        if len(entries) > 0:
            start = words.starts[i]
            yield Toponym(i, i + 1, start, start + len(name), name, key, "abbreviation", entries)


def unlisted(words: Words, found: Sequence[Toponym]) -> Iterator[Toponym]:
    """Yields names of places that the gazetteer does not know.

    What the parser takes for a place (buildings and roads after a preposition of place only), and
    what the text itself calls one: "the village of Zorvania".
    """
    taken = {i for toponym in found for i in range(toponym.start_token, toponym.end_token)}
    for start, end in (*_tagged(words), *_called(words)):
        if any(i in taken for i in range(start, end)):
            continue
        taken.update(range(start, end))
        name = _name(words, start, end)
        begin = words.starts[start]
        yield Toponym(start, end, begin, begin + len(name), name, fold_name(name), "place", ())


def _tagged(words: Words) -> Iterator[tuple[int, int]]:
    """Yields the token spans that the parser takes for places, without articles and marks."""
    lists = context_words()
    tokens = words.words
    for span in words.doc.ents:
        if span.label_ not in ("GPE", "LOC", "FAC"):
            continue
        start, end = span.start, span.end
        while start < end and (tokens[start].casefold() == "the" or not tokens[start][0].isalnum()):
            start += 1
        while end > start and tokens[end - 1] in ("'s", "’s", "'", "’", ",", "."):
            end -= 1
        if start >= end or not (words.upper or any(words.capital[start:end])):
            continue
        before = _before(words, start)
        if span.label_ == "FAC" and before not in lists["locative"] and before not in ("on", "of"):
            continue
        yield start, end


def _called(words: Words) -> Iterator[tuple[int, int]]:
    """Yields the names that the text calls a town, a village, a district …: "the town of X"."""
    if words.upper:
        return
    kinds = context_words()["settlements"]
    tokens, capital = words.words, words.capital
    size = len(tokens)
    for at in range(1, size - 1):
        if tokens[at] != "of" or tokens[at - 1] not in kinds or not capital[at + 1]:
            continue
        end = at + 2
        while end < size and (
            capital[end] or (tokens[end] == "-" and end + 1 < size and tokens[end + 1][0].isalpha())
        ):
            end += 1
        if end - at - 1 <= MAX_TOKENS and tokens[at + 1].isalpha():
            yield at + 1, end


def _before(words: Words, start: int) -> str:
    """Returns the word before a name, the article left out."""
    before = words.words[start - 1].casefold() if start > 0 else ""
    if before == "the" and start > 1:
        return words.words[start - 2].casefold()
    return before
