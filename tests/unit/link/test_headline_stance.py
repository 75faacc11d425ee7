from __future__ import annotations

import pytest

from reportedly.link.headline_stance import headline_stance, read_headline

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


@pytest.mark.parametrize(
    ("claim", "headline", "reason"),
    [
        ("14 people were killed in Selmak", "Harvest begins in Selmak", "other-subject"),
        ("14 people were killed in Selmak", "Prices of bread rise again", "other-subject"),
        ("14 people were killed in Selmak", "20 people killed in Selmak", "other-number"),
        ("fourteen people were killed in Selmak", "Twenty killed in Selmak", "other-number"),
        ("The bridge has fallen", "Council meets on the budget", "other-subject"),
    ],
)
def test_a_headline_that_speaks_of_something_else_takes_no_stance(
    claim: str, headline: str, reason: str
) -> None:
    reading = read_headline(claim, headline)
    assert reading.stance is None
    assert reading.feature.name == reason


@pytest.mark.parametrize(
    "headline",
    ["Shells kill 14 in Selmak", "Fourteen people killed at market of Selmak", "Selmak: killings",
     "People killed in Selmak", "14 reported killed in Selmak"],
)  # fmt: skip
def test_a_headline_on_the_claim_is_read_by_its_words(headline: str) -> None:
    claim = "14 people were killed in Selmak"
    assert read_headline(claim, headline) == headline_stance(claim, headline)
