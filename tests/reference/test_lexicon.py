"""Every entry of the word tables is read right in its own example, from the text to the claim."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from casus.extract.model_names import hidden
from casus.ground.counts import number, read_counts
from casus.model.claim import Claim
from casus.model.codes import Aspect, EventType, Harm, Side, Stance
from casus.model.count import Count
from casus.model.report import Report
from casus.pipeline import ground, parse
from casus.reference import lexicon as module
from casus.reference import resources
from casus.reference.lexicon import lexicon
from casus.reference.resources import load_toml, load_tsv
from casus.reference.roles import roles

Row = dict[str, str]

KEYS = {  # the columns that make a row of its own
    "acts": ("word", "pos", "type"),
    "harms": ("word", "pos"),
    "people": ("word",),
    "weapons": ("word",),
    "cues": ("word", "pos"),
    "hedges": ("word",),
    "accidents": ("word", "pos"),
}
MAY_BE_EMPTY = {"weapons": {"type"}}
CODES = {
    "acts": ("type", EventType),
    "harms": ("harm", Harm),
    "people": ("side", Side),
    "cues": ("stance", Stance),
}
# Where a set of roles shows in what is read from its example.
ROLES = {
    "office": lambda claim: claim.source is not None and claim.source.value.name == "Anna Berg",
    "power": lambda claim: claim.event_type is EventType.REJECT and names(claim) == ["rebels"],
    "speaker": lambda claim: claim.source is not None and claim.source.value.name.lower() == "medics",
    "writing": lambda claim: claim.event_type is EventType.DESTRUCTION and names(claim) == [],
    "blameless": lambda claim: claim.source is not None and claim.stance is Stance.ASSERTS and names(claim) == [],
    "wrong": lambda claim: claim.event_type is EventType.ACCUSE and names(claim) == ["Hamas"],
    "stripped": lambda claim: names(claim) == ["gunmen"],
    "unit": lambda claim: claim.stance is Stance.CLAIMS_RESPONSIBILITY,
    "backing": lambda claim: claim.aspect is Aspect.BACKING,
    "backer": lambda claim: claim.aspect is Aspect.BACKING,
    "member": lambda claim: names(claim) == ["Hezbollah"],
    "outlet": lambda claim: claim.through == ("Radio Okapi",),
    "government": lambda claim: claim.source is not None and claim.source.value.side is Side.STATE,
    "anaphor": lambda claim: claim.stance is Stance.CLAIMS_RESPONSIBILITY,
    "seizable": lambda claim: claim.event_type is EventType.SEIZURE,
    "refused": lambda claim: claim.event_type is EventType.REJECT,
    "outrage": lambda claim: claim.event_type is EventType.ARREST,
    "plan": lambda claim: claim.event_type is EventType.SEIZURE and names(claim) == ["Chad"],
    "site": lambda claim: claim.place is not None and claim.place.value.name == "Mach",
}


# Sets by which a sentence tells nothing.
NOTHING = ("firm", "crime", "abstract", "stricken")

# Sets that only the trained reader asks for: words that it sees though they could name somebody.
SEEN = ("describing",)


def rows(table: str) -> list[Row]:
    return list(load_tsv(f"lexicon/{table}.tsv"))


def each(table: str):
    return pytest.mark.parametrize("row", rows(table), ids=lambda row: f"{row['word']}-{row.get('pos', '')}")


@cache
def claims(example: str) -> tuple[Claim, ...]:
    return parse(example, published="2025-05-08", reader="rules").claims


def names(claim: Claim) -> list[str]:
    return [reading.value.name for reading in claim.perpetrators]


@each("acts")
def test_an_act_gives_a_claim_of_its_type(row: Row) -> None:
    assert row["type"] in [claim.event_type.value for claim in claims(row["example"])]


@each("harms")
def test_a_word_of_harm_gives_a_toll(row: Row) -> None:
    assert row["harm"] in [toll.harm.value for claim in claims(row["example"]) for toll in claim.tolls]


@each("people")
def test_a_noun_of_people_gives_the_side(row: Row) -> None:
    tolls = [toll for claim in claims(row["example"]) for toll in claim.tolls]
    assert tolls
    assert tolls[0].side.value == row["side"]


@each("weapons")
def test_a_means_is_the_weapon_and_gives_its_type(row: Row) -> None:
    read = claims(row["example"])
    stem = row["word"].lower().split()[-1][:-1]  # "grenade" stands as "grenades", "knife" as "knives"
    somebody = row["word"].split()[-1] in lexicon().people  # a bomber acts, and is no means
    assert somebody or any(claim.weapon is not None and stem in claim.weapon.value.lower() for claim in read)
    assert not row["type"] or row["type"] in [claim.event_type.value for claim in read]


@each("cues")
def test_a_word_of_saying_gives_a_source(row: Row) -> None:
    assert any(claim.source is not None for claim in claims(row["example"]))


@each("hedges")
def test_an_unsure_word_hedges_a_claim(row: Row) -> None:
    assert any(claim.hedged for claim in claims(row["example"]))


@each("accidents")
def test_an_accident_gives_no_claim(row: Row) -> None:
    assert claims(row["example"]) == ()


VAGUE = [row for row in load_toml("lexicon/numbers.toml")["vague"] if row["words"] not in ("two dozen", "three dozen")]


@pytest.mark.parametrize("row", VAGUE, ids=lambda row: row["words"])
def test_a_vague_word_is_its_range(row: dict) -> None:
    first = read_counts(row["example"])[0]
    assert first.value == Count(row["low"], row.get("high"))
    assert row["words"] in first.text.lower()


RANGES = {
    "least": Count(12, None),
    "above": Count(13, None),
    "most": Count(0, 12),
    "below": Count(0, 11),
    "about": Count(12, 12, approx=True),
    "exact": Count(12, 12),
}


@pytest.mark.parametrize("row", load_toml("lexicon/numbers.toml")["operator"], ids=lambda row: row["words"])
def test_an_operator_makes_its_range(row: dict) -> None:
    first = read_counts(row["example"])[0]
    assert first.value == RANGES[row["range"]]
    assert row["words"] in first.text.lower()


@pytest.mark.parametrize(("word", "value"), load_toml("lexicon/numbers.toml")["words"].items())
def test_a_number_word_is_its_value(word: str, value: int) -> None:
    assert number(word) == value


@pytest.mark.parametrize("name", ROLES)
def test_a_set_of_roles_shows_in_its_example(name: str) -> None:
    (entry,) = load_toml("lexicon/roles.toml")[name]
    assert any(ROLES[name](claim) for claim in claims(entry["example"]))


@pytest.mark.parametrize("name", NOTHING)
def test_deals_of_firms_arrests_for_fraud_and_figures_of_speech_are_no_claim(name: str) -> None:
    (entry,) = load_toml("lexicon/roles.toml")[name]
    assert claims(entry["example"]) == ()


@pytest.mark.parametrize("name", SEEN)
def test_a_word_that_describes_is_not_hidden_as_a_name(name: str) -> None:
    (entry,) = load_toml("lexicon/roles.toml")[name]
    text = entry["example"]
    assert all(word in text for word in entry["words"].split())
    found = hidden(text, ground(Report("r", text, None)))
    assert not {word.span.of(text) for word in found} & set(entry["words"].split())


def test_every_set_of_roles_is_tested() -> None:
    assert set(load_toml("lexicon/roles.toml")) == {*ROLES, *NOTHING, *SEEN}
    assert all(word == word.lower() for field in ROLES for word in getattr(roles(), field))


@pytest.mark.parametrize("table", KEYS)
def test_no_row_stands_twice(table: str) -> None:
    keys = [tuple(row[column].lower() for column in KEYS[table]) for row in rows(table)]
    assert [key for key in keys if keys.count(key) > 1] == []


@pytest.mark.parametrize("table", KEYS)
def test_every_column_is_filled(table: str) -> None:
    for row in rows(table):
        assert None not in row, row
        empty = {column for column, value in row.items() if not (value or "").strip()}
        assert empty <= MAY_BE_EMPTY.get(table, set()), row
        assert all(value == value.strip() for value in row.values()), row


@pytest.mark.parametrize("table", KEYS)
def test_every_example_is_a_short_report(table: str) -> None:
    assert all(row["example"].endswith(".") and row["example"].count(".") <= 2 for row in rows(table))


@pytest.mark.parametrize("table", CODES)
def test_every_code_is_known(table: str) -> None:
    column, codes = CODES[table]
    assert {row[column] for row in rows(table)} <= {code.value for code in codes}


@pytest.mark.parametrize("table", CODES)
def test_an_unknown_code_is_refused(table: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(resources.folder() / "lexicon", tmp_path / "lexicon")
    column, codes = CODES[table]
    path = tmp_path / "lexicon" / f"{table}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    at = next(i for i, line in enumerate(lines) if not line.startswith("#"))
    place = lines[at].split("\t").index(column)
    cells = lines[at + 1].split("\t")
    assert cells[place] in {code.value for code in codes}
    lines[at + 1] = "\t".join([*cells[:place], "no such code", *cells[place + 1 :]])
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.setattr(resources, "folder", lambda: tmp_path)
    with pytest.raises(ValueError, match="no such code"):
        module.lexicon.__wrapped__()


def test_the_longest_entry_stands_first() -> None:
    lemmas = ["the", "suicide", "car", "bombing"]
    assert [entry.word for _, entry in lexicon().act_nouns.every(lemmas, 1)] == ["suicide car bombing"]
    assert lexicon().act_nouns.at(lemmas, 0) is None
