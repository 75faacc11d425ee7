"""Bytes become text in the right encoding, and every guess is owned up to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.ingest.characters import odd_character_notices
from reportedly.ingest.decode import declared_encoding, decode

QUOTED = "The minister said “at least 300” men – and “not one more” – had left; it’s over.\r\n" * 4
# any text that its encoding can hold, and that does not begin with a byte-order mark of its own
unicode_texts = st.text(st.characters(exclude_categories=["Cs"])).filter(
    lambda text: not text.startswith(("\ufeff", "\x00"))
)


def codes(content: bytes, *, is_markup: bool = False) -> list[str]:
    return [notice.code for notice in decode(content, is_markup=is_markup).notices]


@given(unicode_texts)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_marked_text_comes_back_as_it_was(encoding: str, text: str) -> None:
    decoded = decode(text.encode(encoding))
    assert decoded.text == text
    assert decoded.notices == ()


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"], include_characters="\r\n\t")))
def test_unmarked_utf8_comes_back_as_it_was(text: str) -> None:
    if not text.startswith("\ufeff"):
        assert decode(text.encode("utf-8")).text == text
        assert codes(text.encode("utf-8")) == []


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_wide_encodings_are_told_by_their_nul_bytes(encoding: str) -> None:
    decoded = decode(QUOTED.encode(encoding))
    assert (decoded.text, decoded.encoding) == (QUOTED, encoding)
    assert [notice.code for notice in decoded.notices] == ["encoding-guessed"]


def test_a_marked_text_with_broken_bytes_is_kept_with_a_notice() -> None:
    decoded = decode("fine".encode("utf-16") + b"x")
    assert decoded.text == "fine\ufffd"
    assert codes("fine".encode("utf-16") + b"x") == ["odd-characters"]


@pytest.mark.parametrize("encoding", ["cp1252", "mac-roman"])
def test_curly_quotes_of_old_encodings_are_quotes(encoding: str) -> None:
    decoded = decode(QUOTED.encode(encoding))
    assert (decoded.text, decoded.encoding) == (QUOTED, encoding)
    assert [notice.code for notice in decoded.notices] == ["encoding-guessed"]
    assert {"cp1252": "Windows-1252", "mac-roman": "Mac Roman"}[encoding] in (
        decoded.notices[0].message
    )


def test_latin_1_names_are_right_and_the_guess_is_told() -> None:
    text = "The mayor of Málaga, José Núñez, met the Übergangsrat in Zürich on Friday."
    decoded = decode(text.encode("latin-1"))
    assert decoded.text == text
    assert [notice.code for notice in decoded.notices] == ["encoding-guessed"]


def test_another_script_is_guessed_by_its_letters() -> None:
    text = "Министр заявил, что не менее трёхсот человек покинули город. " * 5
    decoded = decode(text.encode("cp1251"))
    assert decoded.text == text
    assert [notice.code for notice in decoded.notices] == ["encoding-guessed"]


def test_a_few_words_of_another_script_are_not_called_accents() -> None:
    text = "The sign at the gate said Осторожно and Закрыто in red, the guard told us. " * 3
    decoded = decode(text.encode("cp1251"))
    assert decoded.text == text


def test_bytes_that_windows_1252_does_not_define_are_kept_as_controls() -> None:
    decoded = decode(b"The caf\xe9 was \x81 closed on Monday, they said, and so was the other.")
    assert "café was \x81 closed" in decoded.text
    assert [n.code for n in odd_character_notices(decoded.text)] == ["odd-characters"]


def test_a_few_broken_bytes_do_not_make_utf8_something_else() -> None:
    content = QUOTED.encode() + b"one \xff byte"
    decoded = decode(content)
    assert decoded.text == QUOTED + "one \ufffd byte"
    assert codes(content) == ["odd-characters"]


def test_a_declared_encoding_counts_in_markup_only() -> None:
    page = "<meta charset='iso-8859-2'>Šešelj i čovjek".encode("iso-8859-2")
    assert decode(page, is_markup=True).text.endswith("Šešelj i čovjek")
    assert codes(page, is_markup=True) == []
    assert codes(page) == ["encoding-guessed"]


def test_pages_that_say_latin_1_are_read_as_browsers_read_them() -> None:
    page = '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">“So”'
    assert decode(page.encode("cp1252"), is_markup=True).text == page


def test_utf8_that_says_it_is_something_else_is_read_as_utf8_and_told() -> None:
    page = '<?xml version="1.0" encoding="windows-1252"?><p>“So”</p>'
    assert decode(page.encode(), is_markup=True).text == page
    assert codes(page.encode(), is_markup=True) == ["encoding-guessed"]


@pytest.mark.parametrize(
    "name", ["rot13", "base64", "unicode_escape", "utf-7", "idna", "no-such", "utf-16"]
)
def test_declared_names_that_are_no_character_set_are_ignored(name: str) -> None:
    assert declared_encoding(f"<meta charset={name}>".encode()) is None


def test_double_encoded_text_is_told_and_not_repaired() -> None:
    broken = QUOTED.replace("”", "’").encode().decode("cp1252")
    notices = odd_character_notices(decode(broken.encode()).text)
    assert [notice.code for notice in notices] == ["odd-characters"]
    assert "â€œ" in notices[0].message
    assert decode(broken.encode()).text == broken


@pytest.mark.parametrize(
    "text",
    ["Café “É” – £5, 30°, naïve, façade, “CAFÉ”, São Tomé, Ærø, Đorđe", QUOTED, "Ã la carte"],
)
def test_correct_text_is_not_called_double_encoded(text: str) -> None:
    assert odd_character_notices(text) == ()


def test_odd_characters_are_counted_and_located() -> None:
    (notice,) = odd_character_notices("ab\u200fcd\u200eef\x00")
    assert "2 text direction marks, first at character 2" in notice.message
    assert "1 NUL character, first at character 8" in notice.message


def test_emoji_and_persian_joiners_are_not_odd() -> None:
    assert odd_character_notices("\U0001f469\u200d\U0001f692 می\u200cروم") == ()


@given(st.binary(max_size=300), st.booleans())
def test_any_bytes_decode_to_storable_text(content: bytes, is_markup: bool) -> None:
    decode(content, is_markup=is_markup).text.encode("utf-8")
