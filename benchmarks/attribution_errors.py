"""The errors of attribution by kind, with counts: what went wrong, and at what cue.

::

    python -m benchmarks.attribution_errors GOLD.jsonl PRED.jsonl

An attribution is right as the benchmark's main figure has it: contents that share half of their
characters, and sources that share one. A cue is matched to the cue it overlaps.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from reportedly.extract.cues import attribution_words, cue_nouns, cue_verbs
from reportedly.extract.nlp import load

SHOWN = 20
HALF = 0.5
Attribution = dict[str, list[list[int]]]


def errors(text: str, gold: Sequence[Attribution], given: Sequence[Attribution]) -> Iterator[str]:
    """Yields each error of an article: what went wrong and the words of the cue, tab between."""
    matched: set[int] = set()
    for wanted in gold:
        number = next(
            (n for n, each in enumerate(given) if _shared(text, wanted, each, "cue")), None
        )
        words = _words(text, wanted)
        if number is None:
            yield f"missed\t{words}"
            continue
        matched.add(number)
        found = given[number]
        if _likeness(text, wanted, found) < HALF:
            yield f"another content\t{words}"
        elif not _shared(text, wanted, found, "source") and (wanted["source"] or found["source"]):
            yield f"another source\t{words}"
    for number, each in enumerate(given):
        if number not in matched:
            yield f"not marked\t{_words(text, each)}"


def _words(text: str, attribution: Attribution) -> str:
    return " ".join(" ".join(text[a:b] for a, b in attribution["cue"]).split())


def _characters(text: str, spans: Sequence[Sequence[int]]) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if not text[i].isspace()}


def _shared(text: str, left: Attribution, right: Attribution, role: str) -> bool:
    return not _characters(text, left[role]).isdisjoint(_characters(text, right[role]))


def _likeness(text: str, left: Attribution, right: Attribution) -> float:
    one, other = (_characters(text, each["content"]) for each in (left, right))
    return len(one & other) / max(len(one | other), 1)


def kinds_of_cues(cues: Sequence[str]) -> Iterator[str]:
    """Yields the kind of each cue: by the word lists of the product, on the cue alone."""
    words = attribution_words()
    for doc in load().pipe(cues):
        lemmas = [token.lemma_.lower() for token in doc]
        verb = next((cue_verbs()[lemma] for lemma in lemmas if lemma in cue_verbs()), None)
        if any(token.lower_ in words.hedge_adverbs for token in doc):
            yield "a hedge"
        elif "accord" in lemmas or doc.text.lower().startswith("according"):
            yield "according to"
        elif verb is not None and "attitude" in verb.frames:
            yield "a verb of attitude"
        elif verb is not None and "reaction" in verb.frames:
            yield "a verb of judgement"
        elif {"say", "tell", "add"} & set(lemmas):
            yield "say, tell, add"
        elif verb is not None:
            yield "another listed verb"
        elif any(lemma in cue_nouns() for lemma in lemmas):
            yield "a listed noun"
        elif any(token.pos_ in {"VERB", "AUX"} for token in doc):
            yield "a verb in no list"
        else:
            yield "a noun or other word in no list"


def main() -> None:
    """Prints the most frequent kinds with their counts."""
    gold, given = (
        {row["id"]: row for row in map(json.loads, Path(name).read_text("utf-8").splitlines())}
        for name in sys.argv[1:3]
    )
    found: list[Any] = [
        error.split("\t")
        for key, article in gold.items()
        for error in errors(article["text"], article["attributions"], given[key]["attributions"])
    ]
    counted = Counter(
        (what, kind)
        for (what, _), kind in zip(found, kinds_of_cues([cue for _, cue in found]), strict=True)
    )
    print(f"{len(found)} errors")
    for (what, kind), count in counted.most_common(SHOWN):
        print(f"{count:>5}  {what}: {kind}")


if __name__ == "__main__":
    main()
