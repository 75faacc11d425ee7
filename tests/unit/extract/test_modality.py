"""How far a clause is meant as fact."""

from __future__ import annotations

import pytest

from reportedly.extract.modality import clause_modality
from reportedly.extract.nlp import parse

CLAUSES = [
    ("The army sent 300 men.", "sent", "actual"),
    ("The army did not send any men.", "send", "negated"),
    ("The army never sent men.", "sent", "negated"),
    ("The army will send 300 men.", "send", "planned"),
    ("The army plans to send 300 men.", "send", "planned"),
    ("The men are to be sent north.", "sent", "planned"),
    ("The men are destined to be sent north.", "sent", "planned"),
    ("The army may send 300 men.", "send", "hypothetical"),
    ("If the army sends men, the truce ends.", "sends", "conditional"),
    ("If these counts are right, that would be a third of the unit.", "be", "conditional"),
    ("The army regularly shells the valley.", "shells", "habitual"),
    ("The army said that 300 men were sent.", "sent", "actual"),
    ("The president, who may resign, sent 300 men.", "sent", "actual"),
]


@pytest.mark.parametrize(("sentence", "predicate", "modality"), CLAUSES)
def test_modality(sentence: str, predicate: str, modality: str) -> None:
    (parsed,) = parse([sentence])
    token = next(t for t in parsed.doc if t.text == predicate)
    assert clause_modality(token) == modality
