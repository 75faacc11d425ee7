"""Parts inside a report: a part against its total, and parts that make up a total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.assess.labels import telling_words
from reportedly.assess.reading import (
    allowed,
    counts_people,
    figure_words,
    kind_counted,
    labelled_words,
    make_finding,
    number_of,
    plain,
    raw_words,
    speaker,
    speaker_key,
    start_of,
)
from reportedly.assess.scopes import differences, explained
from reportedly.records import ClaimInContext, Finding, Step, Verdict

# A sum of parts this near to a stated total was meant to be that total.
NEAR_SHARE = 0.15
# What is so many times larger than a total is no part of it that was counted wrong.
OTHER_COUNT = 8.0
# A list of this many counts behind a total is meant to share it out; two may be examples.
MANY_PARTS = 3


def check_parts(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each count that is said to be a part, whether it fits into its total.

    Parts that are added up are left out: whether they make up the total says more.
    """
    added_up = {part.claim.id for finding in check_sums(items) for part in _named(finding, items)}
    for index, part in enumerate(items):
        if part.claim.counting != "subset" or not counts_people(part):
            continue
        if part.claim.id in added_up:
            continue
        whole = _whole_of(part, items[:index], items[index + 1 :])
        if whole is None:
            continue
        a, b = allowed(part), allowed(whole)
        if a is None or b is None:
            continue
        fits = a.low <= b.high
        if fits and not _is_larger(whole, part):
            continue  # "more than 280" has room for 5,000, and yet nobody means it
        if not fits and not _can_be_misfit(part, whole):
            continue
        found = differences(part, whole, is_part=True)
        if fits and found:
            continue  # "2,978 in 1988; 1,200 in 1987": no part, though it were small enough
        verdict: Verdict = "holds" if fits else "cannot tell" if found else _misfit(part, whole)
        relation = "fits into" if fits else "is more than"
        extra = "" if fits else explained(found)
        yield make_finding(
            "part of a total",
            f"{speaker(part)}: the part ({labelled_words(part)}) {relation} the total "
            f"({labelled_words(whole)}).{extra}",
            [part, whole],
            [
                Step(
                    text=f"{raw_words(part)} ≤ {raw_words(whole)}?",
                    result="yes" if fits else "no",
                )
            ],
            verdict,
        )


def check_sums(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each total whose parts stand beside it, whether the parts make it up.

    Parts are counts of the same measure in the same statement, in different places or of different
    people, each smaller than the total. Only a sum near the total is spoken of: a list of counts
    beside a larger one need not be its parts.
    """
    for position, total in enumerate(items):
        number = number_of(total)
        if number is None or not counts_people(total) or total.claim.counting == "subset":
            continue
        if total.claim.role in {None, "other"}:
            continue
        for parts in (_run(items[position + 1 :], total), _run(items[:position][::-1], total)):
            if len(parts) < 2 or not _are_distinct(parts) or not _are_of(parts, total):
                continue
            finding = _sum_finding(total, parts, number)
            if finding is not None:
                yield finding
                break


def _named(finding: Finding, items: Sequence[ClaimInContext]) -> list[ClaimInContext]:
    """Returns the parts that a finding about a sum names, without the total in front."""
    return [item for item in items if item.claim.id in finding.claim_ids[1:]]


def _sum_finding(
    total: ClaimInContext, parts: Sequence[ClaimInContext], number: float
) -> Finding | None:
    values = [number_of(part) or 0.0 for part in parts]
    added = sum(values)
    difference = abs(added - number)
    if difference > max(1.0, NEAR_SHARE * number):
        return None
    said_parts = all(part.claim.counting == "subset" for part in parts)
    if added < number and (said_parts or _is_open(total)):
        return None  # "including" names some of them; "at least" leaves room for less than all
    if added == number - 1 and not _have_own_places(parts):
        return None  # "eight guards, four drivers and a cook" has one more, whom no number counts
    verdict: Verdict = "holds"
    if difference > 0:
        sure = added > number and (said_parts or len(parts) >= MANY_PARTS)
        verdict = "does not hold" if sure else "worth a look"
    ends = "which is the total" if difference == 0 else f"not {plain(number)}"
    return make_finding(
        "sum of parts",
        f"{speaker(total)}: {figure_words(total)}. The parts given beside it make "
        f"{plain(added)}, {ends}.",
        [total, *parts],
        [
            Step(text=" + ".join(plain(value) for value in values), result=plain(added)),
            Step(
                text=f"stated total: {raw_words(total)}",
                result="equal" if difference == 0 else f"differs by {plain(difference)}",
            ),
        ],
        verdict,
    )


def _run(items: Sequence[ClaimInContext], total: ClaimInContext) -> list[ClaimInContext]:
    """Returns the counts next to a total that may be its parts: an unbroken run of them."""
    number = number_of(total) or 0.0
    found: list[ClaimInContext] = []
    for item in items:
        value = number_of(item)
        same = (
            item.statement.id == total.statement.id
            # "five in the town, three in the village": the verb stands with the total only.
            and item.claim.role in {total.claim.role, "other", None}
            and counts_people(item)
            and _counts_alike(item, total)
        )
        if not same or value is None or value >= number:
            break
        found.append(item)
    return sorted(found, key=start_of)


def _counts_alike(part: ClaimInContext, total: ClaimInContext) -> bool:
    """Tells whether a count can be a part of a total by what it counts.

    "Seven … two articles on the six priests": articles are no part of people; and of a total of
    things only what is not named, or named alike, is a part ("nine houses: five in the town").
    """
    a, b = part.claim.quantity, total.claim.quantity
    if a is None or b is None or a.counted is None:
        return True
    if b.unit == "person":
        return a.unit == "person"
    return b.counted is None or _head_word(part) == _head_word(total)


def _are_distinct(parts: Sequence[ClaimInContext]) -> bool:
    """Tells whether no two parts can hold the same people: other places, or other people.

    Three bare numbers or more that are said to be parts ("five in the town, three in the village
    and two on the road") share out their total, even where a place was not read.
    """
    if _have_own_places(parts):
        return True
    counted = [part.claim.quantity.counted if part.claim.quantity else None for part in parts]
    if len(parts) >= MANY_PARTS and all(part.claim.counting == "subset" for part in parts):
        return not any(counted) or len(set(counted)) == len(parts)
    return None not in counted and len({str(c).lower() for c in counted}) == len(parts)


def _have_own_places(parts: Sequence[ClaimInContext]) -> bool:
    """Tells whether each part names a place, and no two the same."""
    places = [tuple(sorted(place.name for place in part.claim.places)) for part in parts]
    return all(places) and len(set(places)) == len(parts)


def _are_of(parts: Sequence[ClaimInContext], total: ClaimInContext) -> bool:
    """Tells whether counts can be parts of a total: all are said to be, or none and of its people.

    "129 soldiers and 116 rebels, including a commander" is a list, and "two women, a boy and a
    girl" too: neither shares out its first number.
    """
    said = {part.claim.counting == "subset" for part in parts}
    if len(said) > 1:
        return False
    kind = kind_counted(total)
    if said == {True} or kind in {None, "people"}:
        return True
    return all(kind_counted(part) in {None, kind} for part in parts)


def _is_open(item: ClaimInContext) -> bool:
    return _relation(item) in {">=", ">"}


def _relation(item: ClaimInContext) -> str | None:
    return None if item.claim.quantity is None else item.claim.quantity.relation


def _label(item: ClaimInContext) -> frozenset[str]:
    return telling_words(None if item.claim.quantity is None else item.claim.quantity.counted)


def _whole_of(
    part: ClaimInContext, before: Sequence[ClaimInContext], after: Sequence[ClaimInContext]
) -> ClaimInContext | None:
    """Returns the total that a part is of: the nearest in the statement, else before it.

    In the statement it may stand behind ("two children were among eight killed"). In another it
    must be the same speaker's, of no other place or time, and large enough.
    """
    beside = [item for item in before if _is_whole(item, part, is_beside=True)]
    behind = [item for item in after if _is_whole(item, part, is_beside=True)]
    if beside:
        return beside[-1]
    if behind:
        return behind[0]
    apart = [item for item in before if _is_whole(item, part, is_beside=False)]
    if not apart or differences(part, apart[-1], is_part=True) or not _is_larger(apart[-1], part):
        return None
    return apart[-1]


def _is_whole(item: ClaimInContext, part: ClaimInContext, *, is_beside: bool) -> bool:
    return (
        (item.statement.id == part.statement.id) == is_beside
        and (is_beside or speaker_key(item) == speaker_key(part))
        and item.claim.role == part.claim.role
        and (item.claim.counting != "subset" or _is_whole_of_list(item, part))
        and _measures(item, part)
        and counts_people(item)
        and _can_hold(item, part)
    )


def _measures(item: ClaimInContext, part: ClaimInContext) -> bool:
    """Tells whether two counts say what they measure, or are both of people.

    Of things without a measure ("two of whom", after "eight countries") nothing ties one to the
    other.
    """
    units = {c.claim.quantity.unit for c in (item, part) if c.claim.quantity is not None}
    return item.claim.role not in {None, "other"} or units == {"person"}


def _is_whole_of_list(item: ClaimInContext, part: ClaimInContext) -> bool:
    """Tells whether a count is itself a whole though it was read as a part.

    "19 people, six of them children, and 23 people, among them ten children": people have parts.
    """
    a, b = number_of(item), number_of(part)
    is_larger = a is not None and b is not None and a > b
    return kind_counted(item) == "people" != kind_counted(part) and is_larger


def _can_hold(whole: ClaimInContext, part: ClaimInContext) -> bool:
    """Tells whether the people of one count can be among those of another.

    Children are among civilians, not among fighters; and ten children are not among "10 children",
    which says the same again. A vague total ("dozens") is no total to check a part against.
    """
    a, b = kind_counted(whole), kind_counted(part)
    if allowed(whole) is None or (number_of(whole) is None and _relation(whole) == "~"):
        return False
    # "Four staff" are not among "four medical staff", nor "eight of them" among eight: said again.
    is_equal = number_of(whole) == number_of(part)
    if is_equal and (_head_word(part) in {"", _head_word(whole)}):
        return False
    if a in {None, "people"} or b in {None, "people"}:
        return True
    if a == b:
        return _label(whole) != _label(part)
    return a == "civilians" and b in {"children", "women"}


def _head_word(item: ClaimInContext) -> str:
    """Returns the last word for whom a claim counts, in small letters."""
    counted = None if item.claim.quantity is None else item.claim.quantity.counted
    return counted.lower().split()[-1] if counted else ""


def _is_larger(whole: ClaimInContext, part: ClaimInContext) -> bool:
    """Tells whether a total is larger as stated: an open bound has room for anything."""
    a, b = number_of(whole), number_of(part)
    return a is None or b is None or a >= b


def _can_be_misfit(part: ClaimInContext, whole: ClaimInContext) -> bool:
    """Tells whether a part that is larger than its total is one, and not another count.

    It has a name of its own; and one many times larger stands beside the total, not in it ("six
    of ours died, while more than sixty of theirs did"), unless it is a part by nature.
    """
    if whole.claim.role in {None, "other"} or not _has_own_name(part, whole):
        return False
    size, total = number_of(part) or 0.0, number_of(whole) or 0.0
    is_by_nature = kind_counted(part) in {"children", "women"}
    return is_by_nature or size <= OTHER_COUNT * total


def _misfit(part: ClaimInContext, whole: ClaimInContext) -> Verdict:
    """Returns the verdict on a part that is larger than its total.

    Children and women are people and civilians by nature. Whether fighters of some name are among
    the dead beside whom they stand only a reader can tell: of four such parts that were looked at,
    none was one.
    """
    is_sure = kind_counted(part) in {"children", "women"} and kind_counted(whole) in {
        "people", "civilians", None,
    }  # fmt: skip
    is_exact = _relation(part) == _relation(whole) == "="
    return "does not hold" if is_sure and is_exact else "worth a look"


def _has_own_name(part: ClaimInContext, whole: ClaimInContext) -> bool:
    """Tells whether a part is named other than its whole: "children" of "people".

    A larger "part" of the same name, or of none, is a count beside the other, or the whole itself.
    """
    kind = kind_counted(part)
    if kind not in {None, "people"} and kind != kind_counted(whole):
        return True
    return bool(_label(part) - _label(whole))
