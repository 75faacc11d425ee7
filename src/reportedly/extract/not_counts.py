"""Numbers that count nothing: dates, years, clock times, phone numbers, names, addresses.

Two looks. :func:`find_masks` sees the text alone and marks the stretches in which no number counts
("12 June 2018", "9:01 p.m.", "+1 202 555 0100", "2013–14"). :func:`is_name_or_year` sees one number
in its parse: "Brigade 36", "the 1994 ceasefire", "Article 5" against "in 2014 rebels …" and
"2,000 rebels".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.extract.lexicon import read_table

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from reportedly.extract.expressions import Expression

# Named entities whose numbers are part of the name.
_NAME_TYPES = frozenset(
    {"PRODUCT", "ORG", "LAW", "FAC", "EVENT", "WORK_OF_ART", "PERSON", "GPE", "LOC", "LANGUAGE"}
)
_NUMBER_TYPES = frozenset({"CARDINAL", "QUANTITY", "MONEY", "PERCENT"})


@dataclass(frozen=True, slots=True)
class _Patterns:
    masks: re.Pattern[str]
    date: re.Pattern[str]
    model: re.Pattern[str]
    counted: re.Pattern[str]
    designators: frozenset[str]
    year_cues: frozenset[str]
    headline_verbs: frozenset[str]


@cache
def _patterns() -> _Patterns:
    table = read_table("not_counts.toml")
    nouns = read_table("counted_nouns.toml")
    people = nouns["person"]
    month = "(?:" + "|".join(sorted(table["months"], key=len, reverse=True)) + r")\b\.?"
    day = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:1[5-9]|20)\d{2}"
    span = rf"{day}(?:\s?(?:[-–/]|to|and|or)\s?{day})?"
    streets = "|".join(table["streets"])
    return _Patterns(
        masks=re.compile(
            rf"""
            https?://\S{{1,300}} | www\.\S{{1,200}}
          | [\w.+-]{{1,64}}@[\w.-]{{1,64}} | [\#@]\w{{1,60}}
          | \b\d{{4}}-\d\d-\d\d(?:[t ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?z?)?
          | \b\d{{1,2}}[/.]\d{{1,2}}[/.](?:\d{{4}}|\d\d)(?!\.?\d)
          | (?<![\w-])\d\d-\d\d-\d{{4}}(?!\d)
          | (?<![\w.,]) {year}\s?[-–/]\s?(?:\d\d|{year})(?![\d,.]\d|\d)(?!\s*(?:people|men)\b)
          | \b\d{{1,2}}(?:[:.]\d\d)?\s?(?:a\.?m\b|p\.?m\b)\.?
          | \b\d{{1,2}}:\d\d(?::\d\d)?(?:\s?(?:gmt|utc|est|edt|pt|et|cet|local))?
          | \b\d{{4}}\s?(?:gmt|utc|local\s+time|hours\s+(?:gmt|local))
          | (?<=\bat\s)\d{{4}}(?:\s?(?:hours|hrs)\b|(?=\s?\[\d{{4}}))
          | \b(?:\d{{1,2}}|[a-z]{{3,6}})\s+o['’]?\s?clock
          | \+\d[\d\s().-]{{6,20}}\d | (?<![\w.,-])\(?\d{{3}}\)?[-.\s]\d{{3}}[-.]\d{{4}}\b
          | \b(?:tel|phone|call|fax)\.?:?\s+[\d\s().+-]{{5,20}}
          | \b\d+(?:\.\d+){{3,}}\b | \bv\d+(?:\.\d+)+ | (?<==["'])\d+(?=["'])
          | (?<![\d.,])\d{{1,5}}\s+(?:[a-z]+\s+){{1,2}}(?:{streets})\b\.?(?=\s*(?:,|\.|in\b|\n|$))
          | ^[ \t]{{0,8}}\(?\d{{1,2}}[.)](?=\s)
          | \b(?:last|top|bottom|final)[- ](?:16|32|64|eight|four|sixteen)\b
            (?=[\s-]+(?:tie|match|clash|game|round|appearance|draw|spot))
            """,
            re.VERBOSE | re.MULTILINE,
        ),
        date=re.compile(
            rf"(?<![\w.,-])(?:{span}\s+(?:of\s+)?{month}(?:,?\s+{year}\b|\s+\d\d(?=\s*(?:-|–|\(|\[|$)))?"
            rf"|{month},?\s+{year}\b|{month}\s+(?:of\s+)?{span}(?![\w%]|[.,]\d|\s*%)(?:,?\s+{year}\b)?"
            rf"|{month}\s+of\s+{year}\b)"
        ),
        # "A-37 planes", "the UH - 60": also where an upper-case text has no other sign of a name
        model=re.compile(
            rf"(?<![\w-])(?!(?:{'|'.join(table['short_words'])})\b)"
            r"(?:[A-Z]-|[A-Z]{1,2}\s?-\s?)\d{1,3}[A-Z]?\b(?![.,]\d|-)"
        ),
        counted=re.compile(
            r"\s+(?:[a-z-]+\s+)?(?:more|others?|" + "|".join(_plural(w) for w in people) + r")\b"
        ),
        designators=frozenset(table["designators"]),
        year_cues=frozenset(table["year_cues"]),
        headline_verbs=frozenset(nouns["headline_verbs"]),
    )


def _plural(word: str) -> str:
    """Returns the regular plural of a noun, or the noun itself where it has another."""
    if word.endswith("man"):
        return re.escape(word[:-3]) + "men"
    if word in {
        "people",
        "dead",
        "wounded",
        "injured",
        "missing",
        "police",
        "personnel",
        "staff",
        "troops",
    }:
        return re.escape(word)
    return re.escape(word[:-1]) + "ies" if word[-1] == "y" else re.escape(word) + "s"


def find_masks(text: str, lowered: str) -> tuple[tuple[int, int], ...]:
    """Returns the stretches of a text in which no number counts, in order.

    "May" and "March" with a small letter are a verb ("may 20 people"), and a day directly followed
    by a word for people is no day ("in June 12 civilians").
    """
    if not any(c.isdigit() for c in text) and "clock" not in lowered:
        return ()
    patterns = _patterns()
    found = [match.span() for match in patterns.masks.finditer(lowered)]
    found += [match.span() for match in patterns.model.finditer(text)]
    for match in patterns.date.finditer(lowered):
        said = re.search(r"[a-z]{3,}", match.group())
        is_verb = (
            said is not None
            and said.group() in {"may", "march", "mar", "sep"}
            and text[match.start() + said.start()].islower()
        )
        is_counted = match.group()[0].isalpha() and patterns.counted.match(lowered, match.end())
        if not is_verb and not is_counted:
            found.append(match.span())
    return tuple(sorted(found))


def is_name_or_year(doc: Doc, first: int, last: int, expression: Expression) -> bool:
    """Tells whether the number in tokens ``[first, last)`` names or dates something.

    A number with a unit, a sign, a bound or a decimal counts; so does one before a plural noun.
    """
    if expression.unit is not None:
        return False
    token = doc[first]
    if expression.number.is_plain and _is_year_value(expression):
        return _is_year(doc, first, last, expression)
    if (
        first > 0
        and (expression.low < 0 or len(doc[first - 1]) == 1)
        and doc[first - 1].text.isupper()
    ):
        return doc[first - 1].text not in {"A", "I"}  # "VORAX -19", "K 500"
    if (
        first > doc[first].sent.start + 2
        and doc[first - 1].text == "-"
        and expression.relation == "="
    ):
        model = doc[first - 2]
        if len(model) <= 3 and model.is_alpha and model.text.isupper():
            return True  # "three UH - 60 helicopters"
    if token.ent_type_ in _NAME_TYPES and token.ent_iob_ == "I" and doc[first - 1].tag_ == "NNP":
        return expression.relation == "=" and doc[first - 1].ent_type_ not in {"GPE", "LOC"}
    if expression.relation != "=" or expression.number.low != int(expression.number.low):
        return False
    if _has_plural_noun(doc, last) and not _is_within_name(doc, first, last):
        return False
    return _is_named(doc, first, last, token)


def _is_year_value(expression: Expression) -> bool:
    """Tells whether a bare number can be a year: four figures from 1500 to 2100; or two of them."""
    return 1500 <= expression.low <= expression.high <= 2100


def _is_year(doc: Doc, first: int, last: int, expression: Expression) -> bool:
    """Tells whether a bare four-figure number is a year here."""
    token = doc[first]
    before = doc[first - 1].lower_ if first > 0 else ""
    is_modern = expression.number.low >= 1900
    if expression.relation not in {"=", "~"}:
        return token.ent_type_ == "DATE"
    if first > 0 and doc[first - 1].tag_ == "NNP" and not _has_plural_noun(doc, last):
        return True  # "the Press Act 1974", "Euro 2020"
    if before == "during":
        return True
    if _has_plural_noun(doc, last, is_near=True):
        return before in {"in", "since", "until", "during", "the"} and is_modern
    if token.ent_type_ == "DATE":
        return True
    if not is_modern:
        return before in {"in", "since", "until", "by"} and token.ent_type_ not in _NUMBER_TYPES
    following = doc[last] if last < len(doc) else None
    is_before_noun = following is not None and following.tag_ in {"NN", "NNP", "JJ", "NNPS"}
    is_alone = following is None or following.is_punct or following.tag_ in {"IN", "CC", "TO", "RB"}
    return (
        before in _patterns().year_cues
        or is_before_noun
        or (is_alone and expression.relation == "=")
    )


_ADJECTIVE_TAGS = frozenset({"JJ", "JJR", "JJS", "VBN", "VBG"})


def _has_plural_noun(doc: Doc, index: int, *, is_near: bool = False) -> bool:
    """Tells whether a plural noun (or "people", "others", "more") follows, over its modifiers.

    ``is_near`` allows adjectives only: "2019 review pictures" is of a year, "2019 armed men" no.
    """
    for token in doc[index : index + 4]:
        if token.tag_ in {"NNS", "NNPS"} or token.lower_ in _PLURALS:
            return True
        if token.tag_ in _ADJECTIVE_TAGS:
            continue
        if is_near or token.tag_ not in {"NN", "NNP", "HYPH"}:
            return False
    return False


# Nouns without a plural in -s, and what stands for them.
_PLURALS = frozenset(
    {"people", "personnel", "police", "more", "others", "troops", "men", "staff", "crew",
     "aircraft", "dead", "wounded", "injured", "missing", "killed"}
)  # fmt: skip


def _is_within_name(doc: Doc, first: int, last: int) -> bool:
    """Tells whether a number stands between the words of a name: "Kestrel 11 Pro cameras"."""
    if first == 0 or doc[first - 1].ent_type_ in {"GPE", "LOC", "DATE", "TIME", "NORP"}:
        return False
    before = doc[first - 1]
    is_name_before = before.tag_ in {"NNP", "NN"} and any(c.isupper() for c in before.text)
    if before.tag_ == "NNP" and (before.dep_ == "nmod" or doc[first].head.i == first - 1):
        return doc[first].dep_ == "nummod"  # "Kestrel 100 jets": the name has the number
    return is_name_before and last < len(doc) and doc[last].tag_ == "NNP"


def _is_named(doc: Doc, first: int, last: int, token: Token) -> bool:
    """Tells whether a small number is part of a name: "Brigade 36", "Boeing 737", "Group of 20"."""
    if first == 0:
        return False
    before = doc[first - 1]
    following = doc[last] if last < len(doc) else None
    is_noun_next = following is not None and (
        (following.tag_ in {"NNS", "NNPS", "VBN", "JJ"} and not following.like_num)
        or following.lower_ in _PLURALS
    )
    if before.lower_ == "of" and first > 1 and doc[first - 2].text in {"Group", "League", "Gang"}:
        return True
    if before.lower_ in _patterns().designators and not (is_noun_next and before.tag_ != "NNP"):
        is_subject = following is not None and following.tag_ in {"CC", "VBD", "VBN", "VBP"}
        is_determined = first > 1 and doc[first - 2].tag_ == "DT" and before.text.islower()
        return before.tag_ != "DT" and not (is_subject and is_determined)  # "that day 5 died"
    if _is_headline_verb(before):
        return False
    if before.is_punct or before.is_space or not any(c.isupper() for c in before.text):
        return False
    is_in_name = token.ent_type_ in _NAME_TYPES and token.ent_iob_ != "B"
    is_name_word = before.tag_ in {"NNP", "NN"}
    is_singular = following is not None and following.tag_ in {"NN", "NNP"} and is_name_word
    if token.ent_type_ in _NUMBER_TYPES and is_noun_next and not is_singular:
        return False
    is_proper = before.tag_ in {"NNP", "NNPS"} or (is_singular and before.text[0].isupper())
    is_after_name = is_proper and before.ent_type_ not in {"DATE", "TIME"}
    return is_in_name or (is_after_name and (is_singular or not is_noun_next))


def _is_headline_verb(token: Token) -> bool:
    """Tells whether a capitalised word is a verb of a headline, in any form: "Raids Kill 22"."""
    word = token.lower_
    return any(word[: len(word) - cut] in _patterns().headline_verbs for cut in range(4))


_OLDEST = 115


def is_age(doc: Doc, first: int, last: int, expression: Expression) -> bool:
    """Tells whether a bare number is somebody's age: "aged 34", "Sana, 34,", "she was 34"."""
    value = expression.number.low
    if not 0 < value <= _OLDEST or value != int(value) or first == 0:
        return False
    before = doc[first - 1]
    if before.lower_ in {"aged", "age", "ages"}:
        return True
    following = doc[last] if last < len(doc) else None
    is_closed = following is None or following.is_punct
    if before.text in {",", "("} and is_closed and following is not None and first > 1:
        name = doc[first - 2]
        is_full_name = name.tag_ == "NNP" and first > 2 and doc[first - 3].tag_ == "NNP"
        is_told_of = name.tag_ == "NNP" and last + 1 < len(doc) and doc[last + 1].lower_ == "who"
        is_person = name.ent_type_ == "PERSON" or is_full_name or is_told_of
        return following.text in {",", ")", ";"} and is_person
    token = doc[last - 1]
    if (
        not is_closed
        and following is not None
        and following.lower_ not in {"by", "when", "at", "and", "in", "on"}
    ):
        return False
    if token.head.lemma_ not in {"be", "turn"} or token.dep_ not in {
        "attr",
        "acomp",
        "npadvmod",
        "dobj",
    }:
        return False
    return any(_is_somebody(child) for child in token.head.lefts if child.dep_ == "nsubj")


def _is_somebody(token: Token) -> bool:
    """Tells whether a subject is one person: "he", "she", "who", or a person's name."""
    return token.lower_ in {"he", "she", "who", "i"} or token.ent_type_ == "PERSON"
