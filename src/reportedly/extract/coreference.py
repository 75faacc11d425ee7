"""Who "he", "the minister", "MRC" or "the group" is: rules inside one report, no guess outside.

A reading is given only where the rules leave one candidate ahead; otherwise it is ``None``.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.extract.cues import attribution_words
from reportedly.extract.entities import Entity, build_cast, spoken_name
from reportedly.extract.layout import Layout
from reportedly.extract.nations import nations_beside, share_nation
from reportedly.extract.sources import source_kind, source_span

if TYPE_CHECKING:
    from spacy.tokens import Token

MALE = frozenset({"he", "his", "him", "himself"})
FEMALE = frozenset({"she", "her", "hers", "herself"})
PLURAL = frozenset({"they", "their", "them", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
_GROUP_NOUNS = frozenset(
    {"group", "organisation", "organization", "watchdog", "monitor", "agency", "newspaper",
     "movement", "party", "faction", "militia", "network", "charity", "outlet", "paper", "body"}
)  # fmt: skip

_OUTLETS = frozenset({"agency", "newspaper", "outlet", "paper", "broadcaster", "channel"})
# "the head fighter" after "the head of the brigade": an office named once more in other words.
_OFFICES = frozenset({"head", "chief", "leader", "commander", "director", "chairman"})

# One who leads men under arms is called any of these.
_COMMANDS = frozenset({"head", "chief", "leader", "commander"})
# Offices that one person of a country holds; "the French leader" may be any of them.
LEADERS = frozenset({"president", "leader", "premier", "chancellor", "king", "minister", "queen"})

# Sentences further back than this are too far for a pronoun, and for a description.
PRONOUN_REACH = 4
DESCRIPTION_REACH = 40


@dataclass(slots=True)
class References:
    """The cast of a report with what is needed to look a mention up."""

    layout: Layout
    cast: list[Entity]
    at_token: dict[int, Entity]
    sentence_of: list[int]
    spoken: dict[int, Entity]
    timeline: list[tuple[int, int]]  # (token, number in the cast), sorted
    numbers: dict[int, int]  # by identity: two entries may read alike

    def paragraphs_between(self, left: int, right: int) -> int:
        """Returns how many paragraphs after the left token's the right token's comes."""
        starts = self.layout.paragraph_starts
        offsets = self.layout.starts
        return bisect_left(starts, offsets[right] + 1) - bisect_left(starts, offsets[left] + 1)

    def before(self, token: int, sentences: int) -> list[tuple[int, Entity]]:
        """Returns each entry mentioned before a token, its last mention there, latest first."""
        here = self.sentence_of[token]
        found: dict[int, int] = {}
        for index in range(bisect_left(self.timeline, (token, -1)) - 1, -1, -1):
            mention, number = self.timeline[index]
            if here - self.sentence_of[mention] > sentences:
                break
            found.setdefault(number, mention)
        return [(mention, self.cast[number]) for number, mention in found.items()]


def build_references(layout: Layout) -> References:
    """Returns the cast of a report: the named, and the persons known by description only."""
    cast = build_cast(layout)
    at_token: dict[int, Entity] = {}
    for entity in cast:
        for start, end in entity.ranges:
            for index in range(start, end):
                at_token.setdefault(index, entity)
    sentence_of: list[int] = []
    number = -1
    for token in layout.tokens:
        if token.is_sent_start or number < 0:
            number += 1
        sentence_of.append(number)
    references = References(layout, cast, at_token, sentence_of, {}, [], {})
    _add_described(references)
    references.numbers.update((id(entity), number) for number, entity in enumerate(cast))
    references.timeline = sorted(
        (start, number) for number, entity in enumerate(cast) for start in entity.mentions
    )
    return references


def _add_described(references: References) -> None:
    """Adds the persons known by description: "one of the fighters", "the head of the brigade".

    A bare "the source" is the last one called so, if there was one.
    """
    words = attribution_words()
    starts = {start: e for e in references.cast for start in e.mentions}
    last_called: dict[str, Entity] = {}
    for token in references.layout.tokens:
        named = starts.get(token.i)
        if named is not None:
            last_called.update(dict.fromkeys(named.roles, named))
        if token.pos_ not in {"NOUN", "NUM", "PRON"} or token.i in references.at_token:
            continue
        lemma = token.lemma_.lower()
        if lemma not in words.unnamed_words and lemma not in words.person_titles:
            continue
        if token.dep_ not in {"nsubj", "nsubjpass", "pobj", "dobj", "attr"}:
            continue
        if any(c.dep_ == "appos" and c.i in references.at_token for c in token.children):
            continue
        person = _person_in_apposition(references, token)
        if person is not None:
            person.roles.add(lemma)
            references.at_token[token.i] = person
            if token.dep_ in {"nsubj", "nsubjpass"}:
                person.subject_mentions.update({token.i, *person.mentions[:1]})
            continue
        known = last_called.get(lemma) if _is_bare_definite(token) else None
        if known is not None and not known.is_plural:
            known.mentions.append(token.i)
            entity = known
        else:
            entity = _described_entity(references.layout, token, lemma in words.person_titles)
            references.cast.append(entity)
        if token.dep_ in {"nsubj", "nsubjpass"}:
            entity.subject_mentions.add(token.i)
        references.at_token.setdefault(token.i, entity)
        last_called[lemma] = entity


def _person_in_apposition(references: References, noun: Token) -> Entity | None:
    """Returns the person in "the mayor of Selm, Lio Marsh", which the parser hung on the town."""
    start, end = source_span(noun, set())
    found = references.at_token.get(end - 1)
    if found is None or not found.is_named or found.label not in {"PERSON", "NAME"}:
        return None
    for first, last in found.ranges:
        if last == end and start < first - 1 and references.layout.tokens[first - 1].text == ",":
            return found
    return None


def _is_bare_definite(noun: Token) -> bool:
    """Tells whether a noun stands with "the" and nothing else: it was spoken of before."""
    children = [c for c in noun.children if c.dep_ not in {"det", "punct", "case"}]
    return not children and noun.tag_ == "NN" and any(c.lower_ == "the" for c in noun.children)


def _described_entity(layout: Layout, noun: Token, is_title: bool) -> Entity:
    """Returns a new entry for a person or group known by description only."""
    start, end = source_span(noun, set())
    while start < noun.i and start in layout.datelines:
        start += 1
    span = layout.span(start, end)
    name = " ".join(layout.text[span.start : span.end].split()).partition(" (")[0]
    is_plural = noun.tag_ in {"NNS", "NNPS"} or noun.lower_ in {"both", "many", "several", "some"}
    children = list(noun.children)
    is_definite = any(c.dep_ in {"det", "poss"} and c.lower_ not in {"a", "an"} for c in children)
    has_of = any(c.dep_ == "prep" and c.lower_ == "of" for c in children)
    is_office = is_title and has_of
    name = name.partition(",")[0] if is_office else name
    return Entity(
        name=name.removeprefix("the ").removeprefix("The ") if is_office else name,
        label="PERSON",
        is_named=is_office and is_definite and not is_plural,
        names={name},
        roles={noun.lemma_.lower()},
        is_plural=is_plural,
        mentions=[noun.i],
    )


def resolve(references: References, head: Token) -> Entity | None:
    """Returns the entry that a source's head noun stands for, or ``None``."""
    lower = head.lower_
    if lower in MALE | FEMALE | PLURAL | NEUTER:
        return _pronoun(references, head)
    named = _named(references, head)
    if named is not None and named.label not in {"PERSON", "NAME"}:
        named = _person_at_end(references, head) or named
    if named is not None and named.is_named:
        return named
    described = _described(references, head)
    if described is None and named is None:
        proper = (head, *(c for c in head.children if c.dep_ == "appos"))
        found = next((t for t in proper if t.pos_ == "PROPN"), None)
        return _new_name(references, found) if found is not None else None
    return described or named


def _new_name(references: References, head: Token) -> Entity | None:
    """Returns the entry of a capitalised source that the parser saw no name in."""
    mention = spoken_name(references.layout, head)
    if mention is None:
        return None
    for entity in references.cast:
        if entity.is_named and mention.name in entity.names:
            return entity
    entity = Entity(
        name=mention.name, label=mention.label, is_named=True, names={mention.name},
        mentions=[mention.start],
    )  # fmt: skip
    references.numbers[id(entity)] = len(references.cast)
    references.cast.append(entity)
    for index in range(mention.start, mention.end):
        references.at_token.setdefault(index, entity)
    return entity


def _named(references: References, head: Token) -> Entity | None:
    """Returns the entry named by the head itself, by its apposition, or by its compound."""
    entity = references.at_token.get(head.i)
    if entity is not None and entity.is_named:
        return entity
    for child in head.children:
        found = references.at_token.get(child.i)
        if found is None or not found.is_named:
            continue
        if child.dep_ == "appos" or (child.dep_ == "compound" and head.lower_ in _GROUP_NOUNS):
            return found  # "the VNA news agency"
        if child.dep_ == "compound" and found.label == "PERSON" and child.i < head.i:
            is_title = head.lemma_.lower() in attribution_words().person_titles
            if is_title and child.i == head.i - 1:
                return found  # "Jane Roe spokesman for the agency", the comma lost
    if entity is not None:
        return entity
    if head.lemma_.lower() in attribution_words().person_titles:
        person = _person_in_apposition(references, head)
        if person is not None:
            return person
    return _loose_apposition(references, head)


def _loose_apposition(references: References, head: Token) -> Entity | None:
    """Returns the last name in a noun's apposition, wherever the parser hung it.

    "by the watchdog, the Zaruna-based Marran Rights Centre (MRC)".
    """
    tokens = references.layout.tokens
    after = head.i + 1
    if head.pos_ != "NOUN" or after >= len(tokens) or tokens[after].text != ",":
        return None
    for index in range(source_span(head, set())[1] - 1, after, -1):
        found = references.at_token.get(index)
        if found is not None and found.is_named and found.label in {"PERSON", "ORG"}:
            return found
    return None


def _person_at_end(references: References, head: Token) -> Entity | None:
    """Returns the person that "Rights Centre director Jane Roe" ends in."""
    start, end = source_span(head, set())
    found = references.at_token.get(end - 1)
    if found is None or found.label != "PERSON" or not found.is_named or end - start > 12:
        return None
    tokens = references.layout.tokens
    if any(t.text == "," or t.pos_ == "CCONJ" for t in tokens[head.i : end]):
        return None
    title = end - 1
    while title > head.i and references.at_token.get(title) is found:
        title -= 1
    is_office = tokens[title].lower_ in attribution_words().person_titles
    return found if is_office and tokens[title - 1].pos_ in {"PROPN", "NOUN"} else None


def _described(references: References, head: Token) -> Entity | None:
    """Returns the entry that a definite description stands for: "the minister", "the group"."""
    if head.pos_ not in {"NOUN", "PROPN"} or head.tag_ in {"NNS", "NNPS"}:
        return None
    determiner = next((c for c in head.children if c.dep_ == "det"), None)
    if determiner is None or determiner.lower_ not in {"the", "this", "that"}:
        return None
    if any(c.dep_ in {"prep", "relcl"} for c in head.children):
        return None
    called = {head.lower_} | {c.lower_ for c in head.children if c.dep_ in {"compound", "amod"}}
    here = references.sentence_of[head.i]
    # "the main opposition group" is another one; "the Britain-based monitoring group" may be it.
    is_plain = all(
        c.lower_.endswith("ing") or c.lower_ == "based" or c.pos_ == "PUNCT"
        for c in head.children
        if c.dep_ in {"amod", "compound", "nmod"}
    )
    # "the defence minister" is not the foreign minister just named.
    offices = (called - {head.lower_}) & attribution_words().person_titles
    offices -= _OFFICES
    nations = set(nations_beside(head))
    if nations and head.lower_ in LEADERS:
        return _leader(references, head, nations)
    best: tuple[int, Entity] | None = None
    for mention, entity in references.before(head.i, DESCRIPTION_REACH):
        distance = here - references.sentence_of[mention]
        if entity.is_plural or not offices <= entity.roles:
            continue
        fits = head.lower_ in entity.roles or (
            distance <= 2
            and entity.label == "PERSON"
            and (
                bool(called & entity.roles & _OFFICES)
                or (head.lower_ in _COMMANDS and bool(entity.roles & _COMMANDS))
            )
        )
        if not fits and head.lower_ in _OUTLETS and is_plain:
            fits = source_kind(None, entity.name, entity.label) == "media"
        if not fits and head.lower_ in _GROUP_NOUNS and is_plain:
            fits = entity.label in {"ORG", "NAME"} and mention in references.spoken
        if fits and (best is None or mention > best[0]):
            best = (mention, entity)
    return best[1] if best is not None else None


def _leader(references: References, head: Token, nations: set[str]) -> Entity | None:
    """Returns the one person with such a title of such a country: "the French leader"."""
    titles = LEADERS if head.lower_ == "leader" else {head.lower_}
    found = [
        entity
        for _, entity in references.before(head.i, DESCRIPTION_REACH)
        if entity.label == "PERSON"
        and entity.is_named
        and entity.roles & titles
        and share_nation(entity.nations, nations)
    ]
    return found[0] if len(found) == 1 else None


def _pronoun(references: References, pronoun: Token) -> Entity | None:
    """Returns the entry a pronoun stands for: the most salient that fits, close enough."""
    lower = pronoun.lower_
    here = references.sentence_of[pronoun.i]
    if lower in NEUTER:
        subject = _subject_before(references, pronoun)
        if subject is not None:
            return references.at_token.get(subject.i) or _as_described(references, subject)
    best: tuple[float, int, Entity] | None = None
    for mention, entity in references.before(pronoun.i, PRONOUN_REACH):
        if not _agrees(entity, lower):
            continue
        distance = here - references.sentence_of[mention]
        score = -float(distance) - 0.5 * references.paragraphs_between(mention, pronoun.i)
        if mention in entity.subject_mentions:
            score += 1.5
        inside = references.layout.quotation_of[mention]
        if inside >= 0 and inside != references.layout.quotation_of[pronoun.i]:
            score -= 2.0
        if mention in references.spoken:
            score += 0.5
        if not entity.is_named:
            score -= 0.25
        if best is None or (score, mention) > (best[0], best[1]):
            best = (score, mention, entity)
    return best[2] if best is not None else None


def _subject_before(references: References, pronoun: Token) -> Token | None:
    """Returns the subject of the sentence before, where it is a thing in the singular."""
    tokens = references.layout.tokens
    here = references.sentence_of[pronoun.i]
    for index in range(pronoun.i - 1, -1, -1):
        distance = here - references.sentence_of[index]
        if distance > 1:
            return None
        token = tokens[index]
        if token.dep_ not in {"nsubj", "nsubjpass"} or token.head.dep_ != "ROOT":
            continue
        if token.tag_ not in {"NN", "NNP"} or token.ent_type_ == "PERSON":
            return None
        return token
    return None


def _as_described(references: References, head: Token) -> Entity:
    """Returns an entry for a thing known by its description only."""
    start, end = source_span(head, set())
    span = references.layout.span(start, end)
    name = " ".join(references.layout.text[span.start : span.end].split())
    return Entity(name=name, label="", is_named=False, names={name})


def _agrees(entity: Entity, pronoun: str) -> bool:
    if pronoun in MALE | FEMALE:
        if entity.label != "PERSON" or entity.is_plural:
            return False
        wanted = "male" if pronoun in MALE else "female"
        return entity.gender in {None, wanted}
    if pronoun in NEUTER:
        return entity.label in {"ORG", "GPE"}
    return entity.is_plural or entity.label == "ORG"


def note_speaker(references: References, head: Token, entity: Entity | None) -> None:
    """Records that a source spoke here: it is salient for the pronouns that follow."""
    if entity is None:
        return
    number = references.numbers.get(id(entity))
    if number is not None:
        insort(references.timeline, (head.i, number))
    if head.dep_ in {"nsubj", "nsubjpass"}:
        entity.subject_mentions.add(head.i)
    references.spoken[head.i] = entity
    if entity.gender is None and entity.label == "PERSON":
        lower = head.lower_
        entity.gender = "male" if lower in MALE else "female" if lower in FEMALE else None
