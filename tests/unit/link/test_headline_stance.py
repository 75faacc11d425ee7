from __future__ import annotations

import pytest

from reportedly.link.headline_stance import headline_stance

CLAIM = "The Orvanian minister has resigned"


@pytest.mark.parametrize(
    ("headline", "stance"),
    [
        ("Minister of Orvania steps down", "for"),
        ("Orvania's minister leaves ministers’ council", "for"),
        ("Minister has not resigned", "against"),
        ("Office denies resignation of minister", "against"),
        ("Resignation of minister was a hoax", "against"),
        ("Minister blasts rumours of resignation", "against"),
        ("Minister reportedly resigned", "observing"),
        ("Has the minister resigned?", "observing"),
        ("Minister “resigned over budget”", "observing"),
        ("Minister 'gone for good'", "observing"),
        ("Aide: minister gone for good", "observing"),
    ],
)
def test_words_of_a_headline_tell_its_stance(headline: str, stance: str) -> None:
    reading = headline_stance(CLAIM, headline)
    assert reading.stance == stance
    assert reading.feature.detail


def test_a_negative_claim_is_borne_out_by_its_own_words() -> None:
    assert headline_stance("The minister was not hurt", "Minister not hurt").stance == "for"
