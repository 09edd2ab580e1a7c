"""The rules read the acts that only the trained reader sees: a hint gives words and kind, the rules the rest."""

from __future__ import annotations

from datetime import date

import pytest

from casus.extract.rules import RuleExtractor
from casus.model.claim import Claim
from casus.model.codes import EventType
from casus.model.hint import Hint
from casus.model.report import Report
from casus.model.span import Span
from casus.pipeline import ground

TEXT = "Chad mothballs the joint airline with Sudan in Moundou."


def read(text: str, *hints: Hint) -> tuple[Claim, ...]:
    report = Report("r1", text, date(2025, 6, 10))
    return RuleExtractor().read(report, ground(report), hints).claims


def hint(text: str, word: str, kind: EventType) -> Hint:
    start = text.index(word)
    return Hint(Span(start, start + len(word)), kind, 0.875, "model/1")


def test_without_a_hint_nothing_is_read():
    assert read(TEXT) == ()


def test_the_rules_read_around_the_words_of_a_hint():
    (claim,) = read(TEXT, hint(TEXT, "mothballs", EventType.SANCTION))
    assert claim.event_type is EventType.SANCTION
    assert [one.value.name for one in claim.perpetrators] == ["Chad"]
    assert claim.place is not None
    assert claim.place.value.name == "Moundou"


def test_the_claim_says_who_saw_its_act_and_how_sure_it_was():
    (claim,) = read(TEXT, hint(TEXT, "mothballs", EventType.SANCTION))
    assert (claim.origin, claim.score) == ("rules/1+model/1", 0.875)


def test_what_the_rules_read_themselves_stays_theirs():
    text = "Gunmen killed three farmers near Moundou, Chad."
    assert read(text, hint(text, "killed", EventType.ATTACK)) == read(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Sudan accuses Chad of sheltering rebels.", "accuses"),
        ("Three people are killed when a bus overturns near Moundou, Chad.", "overturns"),
    ],
    ids=["a word of saying", "an accident"],
)
def test_some_hints_are_not_taken(text: str, word: str):
    assert read(text, hint(text, word, EventType.DESTRUCTION)) == read(text)
