"""A figure in a reporter's words against the same figure in the speaker's own.

Reports give a figure twice: once retold, once quoted. What the retelling changes (the number, its
bound, the label of those counted, whether it is fact or intention) is the reporter's, not the
speaker's.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportedly.assess.labels import WORD, telling_words
from reportedly.assess.reading import (
    allowed,
    figure_words,
    kind_counted,
    make_finding,
    number_of,
    speaker,
    speaker_key,
    start_of,
)
from reportedly.assess.scopes import differences
from reportedly.intervals import number_text
from reportedly.records import ClaimInContext, Finding, Step, Verdict

# Two numbers of one speaker that differ by more than this factor are two facts, not one retold.
RETOLD_FACTOR = 1.5
# A list of counts gives several of one kind; two numbers must be this near in the text.
NEAR_CHARACTERS = 1500


def check_paraphrases(items: Sequence[ClaimInContext]) -> Iterator[Finding]:
    """Yields, for each figure that a report retells and quotes of one speaker, what changed.

    *Holds* if nothing did. A retelling that leaves words out says less, and holds; one that adds a
    word, or swaps one, is worth a look.
    """
    quoted = [item for item in items if item.statement.mode == "quoted" and _is_figure(item)]
    told = set()
    for retold in items:
        if retold.statement.mode != "reported" or not _is_figure(retold):
            continue
        own_words = _same_figure(retold, quoted)
        if own_words is None:
            continue
        # A headline and the lead that say the same are one retelling.
        retelling = (own_words.claim.id, _words(retold).lower(), retold.claim.modality)
        if retelling not in told:
            told.add(retelling)
            yield _finding(retold, own_words)


def _is_figure(item: ClaimInContext) -> bool:
    return (
        len(item.statement.chain) > 1
        and item.claim.role not in {None, "other"}
        and number_of(item) is not None
    )


def _same_figure(retold: ClaimInContext, quoted: Sequence[ClaimInContext]) -> ClaimInContext | None:
    """Returns the quoted figure that a retold one stands for: equal, or the nearest alike."""
    alike = [
        item
        for item in quoted
        if speaker_key(item) == speaker_key(retold)
        and item.claim.role == retold.claim.role
        and abs(start_of(item) - start_of(retold)) <= NEAR_CHARACTERS
        and not _are_two_facts(item, retold)
        and _is_one_size(item, retold)
    ]
    return min(
        alike,
        key=lambda item: (
            number_of(item) != number_of(retold),
            abs(start_of(item) - start_of(retold)),
            item.claim.id,
        ),
        default=None,
    )


def _are_two_facts(one: ClaimInContext, other: ClaimInContext) -> bool:
    """Tells whether place, time, kind of count or kind of people differ.

    Names of people may: that a retelling calls them otherwise is what is looked for.
    """
    a, b = kind_counted(one), kind_counted(other)
    if a is not None and b is not None and a != b:
        return True
    return any(not d.startswith("people") for d in differences(one, other))


def _is_one_size(one: ClaimInContext, other: ClaimInContext) -> bool:
    a, b = number_of(one), number_of(other)
    if a is None or b is None:
        return False
    if a == b:
        return True
    # Unlike numbers are one figure retold only if both name the same people.
    same_words = telling_words(_counted(one)) == telling_words(_counted(other))
    is_named = len(telling_words(_counted(one))) > 0
    return same_words and is_named and 0 < max(a, b) <= RETOLD_FACTOR * min(a, b)


def _finding(retold: ClaimInContext, quoted: ClaimInContext) -> Finding:
    steps = [_number_step(retold, quoted), _bound_step(retold, quoted)]
    steps += [_label_step(retold, quoted), _modality_step(retold, quoted)]
    changed = [step.text.split(":")[0] for step in steps if step.result.startswith("differ")]
    verdict: Verdict = "worth a look" if changed else "holds"
    ends = f"the {' and the '.join(changed)} differ" if changed else "nothing is changed"
    if len(changed) == 1:
        ends = f"the {changed[0]} differs"
    return make_finding(
        "paraphrase against quotation",
        f"{speaker(retold)} is retold with “{_words(retold)}” and quoted with “{_words(quoted)}”: "
        f"{ends}.",
        [retold, quoted],
        steps,
        verdict,
    )


def _number_step(retold: ClaimInContext, quoted: ClaimInContext) -> Step:
    a, b = number_of(retold) or 0.0, number_of(quoted) or 0.0
    text = f"number: {number_text(a)} retold, {number_text(b)} quoted"
    return Step(text=text, result="the same" if a == b else "differs")


def _bound_step(retold: ClaimInContext, quoted: ClaimInContext) -> Step:
    text = f"bound: “{_raw(retold)}” retold, “{_raw(quoted)}” quoted"
    if _relation(retold) == _relation(quoted):
        return Step(text=text, result="the same")
    a, b = allowed(retold), allowed(quoted)
    apart = "differs"
    if a is not None and b is not None and a.high == b.high == float("inf"):
        apart = f"differs: {number_text(a.low)} and above, {number_text(b.low)} and above"
    return Step(text=text, result=apart)


def _label_step(retold: ClaimInContext, quoted: ClaimInContext) -> Step:
    text = f"label: “{_counted(retold)}” retold, “{_counted(quoted)}” quoted"
    told, said = telling_words(_counted(retold)), telling_words(_counted(quoted))
    added = [word for word in WORD.findall(_counted(retold)) if word.lower() in told - said]
    if not added:
        return Step(text=text, result="the same" if told == said else "less is said, not other")
    return Step(text=text, result=f"differs: only the retelling has “{' '.join(added)}” here")


def _modality_step(retold: ClaimInContext, quoted: ClaimInContext) -> Step:
    a, b = retold.claim.modality, quoted.claim.modality
    return Step(
        text=f"modality: {a} retold, {b} quoted", result="the same" if a == b else "differs"
    )


def _words(item: ClaimInContext) -> str:
    quantity = item.claim.quantity
    if quantity is not None and quantity.counted:
        return f"{quantity.raw} {quantity.counted}"
    return figure_words(item)


def _raw(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.raw


def _counted(item: ClaimInContext) -> str:
    return "" if item.claim.quantity is None else item.claim.quantity.counted or ""


def _relation(item: ClaimInContext) -> str | None:
    return None if item.claim.quantity is None else item.claim.quantity.relation
