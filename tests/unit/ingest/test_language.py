"""English is read; another language is named only where it is certain."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ingest.language import detect_language

ENGLISH = "The ministry said on Monday that at least twelve villagers had left their homes."


@pytest.mark.parametrize(
    "text",
    [
        ENGLISH,
        ENGLISH.upper(),
        "NORTHPORT, 3 JAN 31 -- THE REGIONAL COMMAND SAID THAT FIFTY PEASANTS LEFT THE VALLEY.",
        "The village of Santa María de los Ángeles del Río was shelled, Governor Núñez said.",
        ENGLISH + " “Мы не стреляли”, the commander wrote. " + ENGLISH,
        (ENGLISH + "\r\n") * 5_000,
    ],
)
def test_english_in_its_guises(text: str) -> None:
    assert detect_language(text) == "en"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le ministère a déclaré lundi que douze villageois avaient quitté leurs maisons."),
        ("de", "Das Ministerium teilte am Montag mit, dass zwölf Bewohner das Dorf verließen."),
        ("es", "El ministerio dijo el lunes que doce vecinos habían abandonado sus casas."),
        ("ru", "Министерство заявило в понедельник, что двенадцать жителей покинули дома."),
        ("uk", "Міністерство заявило в понеділок, що дванадцять мешканців залишили домівки."),
        ("ar", "قالت الوزارة يوم الاثنين إن اثني عشر قرويا على الأقل غادروا منازلهم قرب النهر."),
        ("tr", "Bakanlık pazartesi günü en az on iki köylünün evlerini terk ettiğini açıkladı."),
        ("he", "המשרד מסר ביום שני כי לפחות שנים עשר כפריים עזבו את בתיהם לאחר ההפגזה ליד הנהר."),
    ],
)  # fmt: skip
def test_other_languages(language: str, text: str) -> None:
    assert detect_language(text) == language
    assert detect_language(text.upper()) == language
    assert detect_language((text + "\n") * 500) == language


@pytest.mark.parametrize(
    "text", ["", " ", "12", "Ja.", "Oui", "\x00\x01", "😀" * 50, "3-1-4 " * 40]
)
def test_what_is_too_short_to_tell_is_left_open(text: str) -> None:
    assert detect_language(text) is None


@given(st.text())
def test_no_text_makes_it_fail(text: str) -> None:
    assert detect_language(text) in {None, "en"} or len(text) >= 60
