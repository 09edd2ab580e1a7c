"""Phrases and clauses: noun phrases, verb groups, who did what to whom."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casus.extract.clauses import Clause
from casus.extract.phrases import Kind
from casus.extract.scene import Scene, scenes
from casus.model.report import Report
from casus.pipeline import ground
from casus.text.analysis import analyse

from .reading import scene


def phrases(text: str, kind: Kind = Kind.NOUN) -> list[str]:
    read = scene(text)
    return [read.words(index) for index, part in enumerate(read.chunks) if part.kind is kind]


def clause(read: Scene, verb: str) -> Clause:
    return next(one for one in read.clauses if read.tokens[one.head].lower == verb)


def words(read: Scene, chunks: tuple[int, ...]) -> list[str]:
    return [read.words(chunk) for chunk in chunks]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The three wounded guards left the burning village.", ["The three wounded guards", "the burning village"]),
        ("At least 12 masked gunmen fled.", ["At least 12 masked gunmen"]),
        (
            "The Balochistan Liberation Army struck an army convoy.",
            ["The Balochistan Liberation Army", "an army convoy"],
        ),
        ("She left.", ["She"]),
        ("Police and soldiers met a mob.", ["Police", "soldiers", "a mob"]),
        ("More than 1,200 villagers left two camps.", ["More than 1,200 villagers", "two camps"]),
        ("Pakistan's army shelled a post.", ["Pakistan's army", "a post"]),
    ],
)
def test_noun_phrases(text: str, expected: list[str]) -> None:
    assert phrases(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed a judge.", ["killed"]),
        ("A judge was killed.", ["was killed"]),
        ("A judge has been killed.", ["has been killed"]),
        ("The army will not withdraw its men.", ["will not withdraw"]),
        ("The army vowed to withdraw its men.", ["vowed", "to withdraw"]),
        ("A bomb hit a bus, killing two men and wounding four.", ["hit", "killing", "wounding"]),
        ("Rebels were driven back.", ["were driven"]),
    ],
)
def test_verb_groups(text: str, expected: list[str]) -> None:
    assert phrases(text, Kind.VERB) == expected


def test_who_did_what_to_whom() -> None:
    read = scene("Gunmen killed three guards near the bridge.")
    kill = clause(read, "killed")
    assert words(read, kill.subjects) == ["Gunmen"]
    assert words(read, kill.objects) == ["three guards"]
    assert words(read, kill.governed("near")) == ["the bridge"]
    assert (kill.finite, kill.passive, kill.negated, kill.modal, kill.link) == (True, False, False, None, None)


def test_the_passive_turns_it_round() -> None:
    read = scene("Three guards were killed by gunmen near the bridge.")
    kill = clause(read, "killed")
    assert kill.passive
    assert words(read, kill.subjects) == ["Three guards"]
    assert words(read, kill.governed("by")) == ["gunmen"]
    assert words(read, kill.governed("near")) == ["the bridge"]


def test_a_participle_shares_the_subject() -> None:
    read = scene("A bomb hit a bus, killing two men.")
    kill = clause(read, "killing")
    assert not kill.finite
    assert words(read, kill.subjects) == ["A bomb"]
    assert words(read, kill.objects) == ["two men"]
    assert read.clauses[kill.host].lemma == "hit"


def test_a_participle_that_describes_a_noun() -> None:
    read = scene("A bomb planted by rebels hit a bus.")
    plant = clause(read, "planted")
    assert plant.passive
    assert words(read, plant.subjects) == ["A bomb"]
    assert words(read, plant.governed("by")) == ["rebels"]
    assert words(read, clause(read, "hit").objects) == ["a bus"]


def test_a_relative_clause_takes_its_noun() -> None:
    read = scene("A blast that killed nine men shook the town.")
    kill = clause(read, "killed")
    assert kill.link == "that"
    assert words(read, kill.subjects) == ["A blast"]
    assert words(read, kill.objects) == ["nine men"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gunmen killed a judge and a guard.", ["a judge", "a guard"]),
        ("Gunmen killed a judge, two guards and a cook.", ["a judge", "two guards", "a cook"]),
        ("Gunmen killed a judge, two guards, and a cook.", ["a judge", "two guards", "a cook"]),
    ],
)
def test_lists_of_objects(text: str, expected: list[str]) -> None:
    read = scene(text)
    assert words(read, clause(read, "killed").objects) == expected


def test_two_verbs_share_a_subject() -> None:
    read = scene("Rebels stormed a post and burned two trucks.")
    assert words(read, clause(read, "stormed").objects) == ["a post"]
    assert words(read, clause(read, "burned").subjects) == ["Rebels"]
    assert words(read, clause(read, "burned").objects) == ["two trucks"]


def test_two_verbs_share_an_object() -> None:
    read = scene("The army spoke of targeting and killing a commander.")
    assert words(read, clause(read, "targeting").objects) == ["a commander"]


@pytest.mark.parametrize("word", ["when", "after", "before", "while", "as"])
def test_a_clause_of_time_keeps_its_own_subject(word: str) -> None:
    read = scene(f"Two guards died {word} rebels attacked a post.")
    attack = clause(read, "attacked")
    assert words(read, attack.subjects) == ["rebels"]
    assert words(read, attack.objects) == ["a post"]
    assert attack.link == word
    assert words(read, clause(read, "died").subjects) == ["Two guards"]


def test_negation_and_modals() -> None:
    read = scene("The army did not attack the post and may withdraw.")
    assert clause(read, "attack").negated
    assert clause(read, "withdraw").modal == "may"
    assert not clause(read, "withdraw").negated


@given(
    st.lists(
        st.sampled_from("the a two army rebels killed was by and , that who near to had not BLA ( ) ’s .".split()),
        max_size=25,
    )
)
def test_chunks_cover_every_word_once(parts: list[str]) -> None:
    report = Report("r", " ".join(parts))
    for read in scenes(report, ground(report), analyse(report.text)):
        covered = [at for part in read.chunks for at in range(part.first, part.last + 1)]
        assert covered == list(range(len(read.tokens)))
        assert all(part.first <= part.head <= part.last for part in read.chunks)
        for one in read.clauses:
            assert read.chunks[one.verb].kind is Kind.VERB
            assert one.host is None or 0 <= one.host < len(read.clauses)
            nouns = (*one.subjects, *one.objects, *(noun for phrase in one.phrases for noun in phrase.nouns))
            assert all(0 <= noun < len(read.chunks) for noun in nouns)
