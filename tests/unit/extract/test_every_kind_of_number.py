"""Every kind of number that reports print, one by one, end to end through the extract stage.

Each row is a sentence and what one of its numbers must come to; each kind has two rows or more.
"""

from __future__ import annotations

from functools import cache

import pytest

from reportedly.extract.claims import ExtractClaims
from reportedly.extract.not_counts import find_masks
from reportedly.records import Claim, Document


@cache
def counted(text: str) -> tuple[Claim, ...]:
    """Returns the claims of a text that have a quantity."""
    document = Document(
        id="d", path=None, url=None, title=None, publisher="The Daily Example", authors=(),
        published="2023-05-06", modified=None, retrieved=None, language="en", text=text,
        text_sha256="", snapshot_sha256="",
    )  # fmt: skip
    made = ExtractClaims()([document])
    return tuple(m for m in made if isinstance(m, Claim) and m.quantity is not None)


def intervals(text: str) -> list[tuple[float | None, float | None, str]]:
    """Returns the interval and the relation of each quantity, in text order."""
    return [
        (c.quantity.low, c.quantity.high, c.quantity.relation)
        for c in counted(text)
        if c.quantity is not None
    ]


# text, low, high, relation, unit
NUMBERS = [
    # digits
    ("Shells killed 28 people in Corrin.", 28, 28, "=", "person"),
    ("The ministry counted 12,400 returning families.", 12400, 12400, "=", "household"),
    ("The convoy brought 3.5 tonnes of flour.", 3.5, 3.5, "=", "tonne"),
    # words
    ("Twenty-eight people were killed in Corrin.", 28, 28, "=", "person"),
    ("The raid left a hundred and five soldiers dead.", 105, 105, "=", "person"),
    ("Two thousand three hundred villagers fled.", 2300, 2300, "=", "person"),
    # mixed
    ("The war displaced 2.5 million people.", 2500000, 2500000, "=", "person"),
    ("The state owes 3 billion dollars.", 3e9, 3e9, "=", "USD"),
    ("Some 14 thousand villagers fled.", 14000, 14000, "~", "person"),
    ("The camp holds 40k people.", 40000, 40000, "=", "person"),
    # dozen, scores and other vague counts
    ("A dozen people were killed.", 12, 12, "=", "person"),
    ("Two dozen soldiers were captured.", 24, 24, "=", "person"),
    ("Half a dozen guards were wounded.", 6, 6, "=", "person"),
    ("Dozens of villagers were killed.", 24, 99, "~", "person"),
    ("Several dozen shepherds were detained.", 36, 99, "~", "person"),
    ("Scores of people were wounded.", 40, 99, "~", "person"),
    ("The blast hurt scores of shoppers.", 40, 99, "~", "person"),
    ("Hundreds of villagers fled.", 200, 999, "~", "person"),
    ("Thousands of people were displaced.", 2000, 9999, "~", "person"),
    ("Hundreds of thousands of people were displaced.", 200000, 999999, "~", "person"),
    ("The war drove hundreds of thousands from their homes.", 200000, 999999, "~", "person"),
    ("Tens of thousands of people marched.", 20000, 99999, "~", "person"),
    ("Millions of people have fled.", 2000000, 9999999, "~", "person"),
    ("Several hundred fighters were captured.", 300, 999, "~", "person"),
    # "300-man"
    ("Velia sent a 300-man unit to Corrin.", 300, 300, "=", "person"),
    ("A 12-member crew was captured.", 12, 12, "=", "person"),
    ("A five-strong patrol was killed.", 5, 5, "=", "person"),
    # shares
    ("Two-thirds of the houses were destroyed.", 2 / 3, 2 / 3, "=", "fraction"),
    ("The fire took three quarters of the crop.", 0.75, 0.75, "=", "fraction"),
    ("Half of the recruits deserted.", 0.5, 0.5, "=", "fraction"),
    ("1 in 5 children goes hungry.", 0.2, 0.2, "=", "fraction"),
    ("One in three families has left the town.", 1 / 3, 1 / 3, "=", "fraction"),
    ("Nine out of 10 houses were destroyed.", 0.9, 0.9, "=", "fraction"),
    ("Prices rose by 30 percent.", 30, 30, "=", "percent"),
    ("Some 12.5% of the voters stayed at home.", 12.5, 12.5, "~", "percent"),
    # ranges
    ("Between five and six guards were wounded.", 5, 6, "range", "person"),
    ("From 300 to 500 fighters were captured.", 300, 500, "range", "person"),
    ("The raid killed 5-7 people.", 5, 7, "range", "person"),
    ("The raid killed 5–7 people.", 5, 7, "range", "person"),
    ("About 50 to 60 families fled.", 50, 60, "range", "household"),
    ("Some 50 to 60 soldiers were wounded.", 50, 60, "range", "person"),
    ("Four or five men were detained.", 4, 5, "range", "person"),
    ("Two to three million people were displaced.", 2e6, 3e6, "range", "person"),
    ("The army will send $2 to $3 million.", 2e6, 3e6, "range", "USD"),
    # a zero in words
    ("There were no casualties.", 0, 0, "=", "person"),
    ("No civilians were killed in the raid.", 0, 0, "=", "person"),
    ("None of the 30 miners was killed.", 0, 0, "=", "person"),
    ("Nobody was hurt in the blast.", 0, 0, "=", "person"),
    ("The strike caused zero casualties.", 0, 0, "=", "person"),
    # what stands for a number
    ("The shell killed 12 people and wounded 62 others.", 62, 62, "=", "person"),
    ("Two guards were killed and another 12 were wounded.", 12, 12, "=", "person"),
    ("Both soldiers were killed.", 2, 2, "=", "person"),
    ("Two guards were hit. Both died.", 2, 2, "=", "person"),
    # money
    ("The militia paid $1,800.", 1800, 1800, "=", "USD"),
    ("The fund gave 40 million euros.", 4e7, 4e7, "=", "EUR"),
    ("The fund gave €40 million.", 4e7, 4e7, "=", "EUR"),
    ("The mayor paid £300.", 300, 300, "=", "GBP"),
    ("They took 5,000 Turkish lira.", 5000, 5000, "=", "TRY"),
    # coordination
    ("The raid left 28 killed and 62 wounded.", 28, 28, "=", "person"),
    ("The raid left 28 killed and 62 wounded.", 62, 62, "=", "person"),
    ("Four women and two children were killed.", 4, 4, "=", "person"),
    ("Four women and two children were killed.", 2, 2, "=", "person"),
    ("In the two towns 5 and 6 guards were wounded respectively.", 5, 5, "=", "person"),
    ("In the two towns 5 and 6 guards were wounded respectively.", 6, 6, "=", "person"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "low", "high", "relation", "unit"), NUMBERS)
def test_a_number_is_read_as_said(
    text: str, low: float, high: float, relation: str, unit: str | None
) -> None:
    found: list[object] = [
        (c.quantity.low, c.quantity.high, c.quantity.relation, c.quantity.unit)
        for c in counted(text)
        if c.quantity is not None
    ]
    assert (pytest.approx(low), pytest.approx(high), relation, unit) in found


# Each bound that a report puts before a number: low, high, relation of "BOUND 40".
BOUNDS = [
    ("at least", 40, None, ">="), ("no fewer than", 40, None, ">="),
    ("no less than", 40, None, ">="), ("more than", 40, None, ">"), ("over", 40, None, ">"),
    ("upwards of", 40, None, ">"), ("up to", None, 40, "<="), ("as many as", None, 40, "<="),
    ("no more than", None, 40, "<="), ("at most", None, 40, "<="), ("fewer than", None, 40, "<"),
    ("less than", None, 40, "<"), ("under", None, 40, "<"), ("not even", None, 40, "<"),
    ("nearly", 40, 40, "~"), ("almost", 40, 40, "~"), ("some", 40, 40, "~"),
    ("about", 40, 40, "~"), ("around", 40, 40, "~"), ("an estimated", 40, 40, "~"),
    ("exactly", 40, 40, "="), ("only", 40, 40, "="), ("a total of", 40, 40, "="),
]  # fmt: skip


@pytest.mark.parametrize(("bound", "low", "high", "relation"), BOUNDS)
@pytest.mark.parametrize(
    "frame",
    [
        "{} 40 people were killed in Corrin.",
        "Shells killed {} 40 people, the mayor said.",
        "The raid left {} forty soldiers wounded.",
    ],
)
def test_a_bound_is_kept(
    frame: str, bound: str, low: float | None, high: float | None, relation: str
) -> None:
    filled = frame.format(bound)
    text = filled[0].upper() + filled[1:]
    assert intervals(text) == [(low, high, relation)]


@pytest.mark.parametrize(
    ("text", "low", "high", "relation"),
    [
        ("40 or more people were killed.", 40, None, ">="),
        ("40-plus people were killed.", 40, None, ">="),
        ("40 people or fewer were killed.", None, 40, "<="),
        ("40 or so people were killed.", 40, 40, "~"),
        ("At least dozens of people were killed.", 24, None, ">="),
        ("More than two dozen people were killed.", 24, None, ">"),
        ("At least 40 to 50 people were killed.", 40, None, ">="),
        ("Up to 2.5 million people were displaced.", None, 2500000, "<="),
        ("Well over a hundred people were killed.", 100, None, ">"),
    ],
)
def test_a_bound_stands_anywhere(
    text: str, low: float | None, high: float | None, relation: str
) -> None:
    assert intervals(text) == [(low, high, relation)]


@pytest.mark.parametrize(
    ("text", "relation"),
    [
        ("The true toll is much higher than reported.", ">"),
        ("The number of dead is far higher than the ministry says.", ">"),
        ("The real losses are lower than the army says.", "<"),
        ("The toll was far lower than rebels claimed.", "<"),
    ],
)
def test_a_comparison_without_a_number_is_kept(text: str, relation: str) -> None:
    assert (None, None, relation) in intervals(text)


@pytest.mark.parametrize(
    ("text", "low", "unit", "per"),
    [
        ("The recruits get $1,800 a month each.", 1800, "USD", "month"),
        ("Each fighter was paid $1,500 per month.", 1500, "USD", "month"),
        ("Fighters earn 50 dollars a day.", 50, "USD", "day"),
        ("The families got 300 euros each.", 300, "EUR", "each"),
        ("The camp needs 20 tonnes of flour per day.", 20, "tonne", "day"),
        ("Some 40 people cross the river every day.", 40, "person", "day"),
        ("The clinic treats 12 patients a week.", 12, "person", "week"),
    ],
)
def test_a_rate_says_per_what(text: str, low: float, unit: str, per: str) -> None:
    found = [(c.quantity.low, c.quantity.unit, c.quantity.per) for c in counted(text) if c.quantity]
    assert found == [(low, unit, per)]


@pytest.mark.parametrize(
    ("text", "low", "whole"),
    [
        ("30 percent of the recruits deserted.", 30, "recruits"),
        ("About 80% of the houses were destroyed.", 80, "houses"),
        ("Two-thirds of the villagers fled.", 2 / 3, "villagers"),
        ("Half of the town lies in ruins.", 0.5, "town"),
        ("1 in 5 children goes hungry.", 0.2, "children"),
        ("One in three families has left.", 1 / 3, "families"),
    ],
)
def test_a_share_says_of_what(text: str, low: float, whole: str) -> None:
    ((found, share_of),) = [
        (c.quantity.low, c.quantity.share_of) for c in counted(text) if c.quantity
    ]
    assert found == pytest.approx(low)
    assert share_of is not None
    assert share_of.split()[-1] == whole
    assert {c.role for c in counted(text)} == {"share"}


@pytest.mark.parametrize(
    "text",
    [
        # ordinals
        "The third convoy arrived.", "It was the 21st raid on Corrin.",
        # years and dates
        "The war began in 1994.", "The raid of 12 June 2018 is not forgotten.",
        "The 2014 accord is dead.",
        # clock times
        "The shelling began at 9:40 p.m.", "The shelling began at 14:30 GMT.",
        "The gates close at 6 o'clock.",
        # phone numbers
        "Call the clinic on +1 202 555 0100.", "Witnesses may call 202-555-0100.",
        # names of units, models, laws, roads
        "The 1st Brigade holds the ridge.", "The 36th Division left Corrin.",
        "Battalion 12 holds the ridge.", "A Boeing 737 landed in Corrin.",
        "The army bought the T-72 tank.", "Resolution 2254 was read out.",
        "Article 5 of the treaty binds Velia.", "Highway 60 is closed.",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_count_is_none(text: str) -> None:
    assert intervals(text) == []


# text, number, role
ROLES = [
    ("Shells killed 12 villagers.", 12, "killed"),
    ("12 people died in the blast.", 12, "killed"),
    ("The death toll stands at 12.", 12, "killed"),
    ("12 bodies were found in the well.", 12, "killed"),
    ("12 villagers were wounded.", 12, "injured"),
    ("The blast hurt 12 people.", 12, "injured"),
    ("12 miners are missing.", 12, "missing"),
    ("12 fishermen went missing at sea.", 12, "missing"),
    ("12 people were killed or wounded.", 12, "killed-or-injured"),
    ("The raid caused 12 casualties.", 12, "killed-or-injured"),
    ("12 people are injured or missing.", 12, "injured-or-missing"),
    ("12 miners were injured or missing after the blast.", 12, "injured-or-missing"),
    ("Rebels captured 12 soldiers.", 12, "captured"),
    ("12 men were arrested in Corrin.", 12, "captured"),
    ("Gunmen kidnapped 12 teachers.", 12, "captured"),
    ("The floods of shells displaced 12,000 people.", 12000, "displaced"),
    ("12,000 villagers fled to Velia.", 12000, "displaced"),
    ("Velia transferred 300 fighters to Corrin.", 300, "transferred"),
    ("300 men were flown from Velia to Corrin.", 300, "transferred"),
    ("Velia deployed 300 soldiers in Corrin.", 300, "deployed"),
    ("300 troops were stationed at the border.", 300, "deployed"),
    ("The firm recruited 300 men.", 300, "recruited"),
    ("300 villagers were hired as guards.", 300, "recruited"),
    ("300 students protested in Corrin.", 300, "participants"),
    ("300 fighters took part in the raid.", 300, "participants"),
    ("The firm paid $1,800 to each man.", 1800, "paid"),
    ("Recruits are paid 900 dollars.", 900, "paid"),
    ("Corrin is a town of 200,000 people.", 200000, "population"),
    ("The valley is home to 150,000 people.", 150000, "population"),
    ("Shells destroyed 40 houses.", 40, "destroyed"),
    ("40 tanks were destroyed in the valley.", 40, "destroyed"),
    ("40 percent of the crop was lost.", 40, "share"),
    ("A third of the houses is empty.", 1 / 3, "share"),
    ("The library holds 40 maps.", 40, "other"),
    ("The mayor bought 40 chairs.", 40, "other"),
]


@pytest.mark.parametrize(("text", "number", "role"), ROLES)
def test_a_number_measures_what_its_clause_says(text: str, number: float, role: str) -> None:
    found = [(c.quantity.low, c.role) for c in counted(text) if c.quantity]
    assert any(low == pytest.approx(number) and as_role == role for low, as_role in found)


# text, number, counting
COUNTINGS = [
    ("At least 20 people were killed in Corrin.", 20, "total"),
    ("The raid wounded 20 soldiers.", 20, "total"),
    ("12 more people were killed on Monday.", 12, "increment"),
    ("Another 12 people were killed on Monday.", 12, "increment"),
    ("A further 12 villagers were wounded.", 12, "increment"),
    ("20 people were killed, including 7 children.", 7, "subset"),
    ("Seven of the 20 dead were children.", 7, "subset"),
    ("The blast killed 20 people, 7 of them children.", 7, "subset"),
    ("Monday's deaths bring the toll to 120.", 120, "cumulative"),
    ("The death toll has risen to 120.", 120, "cumulative"),
    ("The blast brought the number of dead to 120.", 120, "cumulative"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "number", "counting"), COUNTINGS)
def test_a_count_tells_how_it_counts(text: str, number: float, counting: str) -> None:
    found = [(c.quantity.low, c.counting) for c in counted(text) if c.quantity]
    assert (number, counting) in found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Shells killed 12 civilians.", "civilians"),
        ("Velia sent 300 Syrian mercenaries to Corrin.", "Syrian mercenaries"),
        ("20 people were killed, including 7 children.", "children"),
        ("Four women and two children were killed.", "women"),
        ("12 pro-government fighters were captured.", "pro-government fighters"),
    ],
)
def test_a_count_names_the_population(text: str, words: str) -> None:
    assert words in [c.quantity.counted for c in counted(text) if c.quantity]


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("12 of the 20 passengers were killed.", 20, 12),
        ("Of the 20 passengers, 12 were killed.", 20, 12),
        ("Out of 20 passengers, 12 were killed.", 20, 12),
        ("Shells killed seven of the 30 miners.", 30, 7),
    ],
)
def test_what_happened_to_a_part_did_not_happen_to_the_whole(
    text: str, whole: float, part: float
) -> None:
    roles = {c.quantity.low: c.role for c in counted(text) if c.quantity}
    assert roles == {whole: "other", part: "killed"}


@pytest.mark.parametrize(
    "text",
    [
        "Twelve passengers were killed. The rest were wounded.",
        "Of 20 passengers, 12 were killed and the rest were wounded.",
    ],
)
def test_the_rest_is_a_number_that_nobody_says(text: str) -> None:
    (rest,) = [c for c in counted(text) if c.role == "injured"]
    assert rest.quantity is not None
    assert rest.quantity.raw.lower() == "the rest"
    assert (rest.quantity.low, rest.quantity.high, rest.quantity.unit) == (None, None, "person")


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("In the past two, three mayors were killed.", [3]),
        ("Of the raids of the last five, two were in Corrin.", [2]),
        ("Of the next four, 12 men will guard the bridge.", [12]),
        ("In the past two days, three mayors were killed.", [3]),
        ("In the past two raids, three mayors were killed.", [2, 3]),
    ],
)
def test_a_bare_place_in_a_row_is_no_count(text: str, numbers: list[float]) -> None:
    assert [low for low, _, _ in intervals(text)] == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Holm, 56, who lost 2 sons, left Corrin.", [2]),
        ("Ada Holm, 56, who lost 2 sons, left Corrin.", [2]),
        ("Bo Rask, 34, who leads 300 men, was wounded.", [300]),
        ("The mayor met Rask, 34, who fled.", []),
        ("Shells killed Ada Holm, 56, a nurse.", [1]),
    ],
)
def test_an_age_behind_a_name_is_no_count(text: str, numbers: list[float]) -> None:
    assert sorted(low for low, _, _ in intervals(text) if low is not None) == numbers


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("The army lost three UH - 60 helicopters in Corrin.", [3]),
        ("The two A-37 planes bombed Corrin.", [2]),
        ("THREE UH - 60 HELICOPTERS AND TWO A-37 PLANES WERE LOST NEAR CORRIN.", [3, 2]),
        ("Rebels shot at two MI - 8 helicopters in Corrin.", [2]),
    ],
)
def test_a_model_set_with_spaces_is_a_name(text: str, numbers: list[float]) -> None:
    assert [low for low, _, _ in intervals(text)] == numbers


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Shells killed 12.", "killed"),
        ("The rebels hold 12.", "captured"),
        ("The war drove 12 from their homes.", "displaced"),
        ("The blast wounded at least 12.", "injured"),
    ],
)
def test_who_is_harmed_held_or_displaced_is_a_person(text: str, role: str) -> None:
    (claim,) = counted(text)
    assert claim.quantity is not None
    assert (claim.role, claim.quantity.low, claim.quantity.unit) == (role, 12, "person")


def test_two_of_the_wounded_who_died_are_dead() -> None:
    assert [c.role for c in counted("Two of the wounded died.")] == ["killed"]


def test_a_dash_behind_a_short_word_makes_no_model() -> None:
    text = "MOVING UP - 12 MEN AND TWO A-37 PLANES"
    assert [text[start:end] for start, end in find_masks(text, text.lower())] == ["A-37"]
