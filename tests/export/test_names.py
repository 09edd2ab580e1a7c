"""Victims' names are withheld wherever they stand, and nobody else's are."""

import io
from dataclasses import replace

import pytest

from casus.export.formats import FORMATS
from casus.export.names import WITHHELD, withhold, withhold_from_findings, withhold_from_reports
from casus.export.page import write_page
from casus.model.account import Finding, Weighed
from casus.model.codes import EventType, Harm
from casus.model.count import Count
from casus.model.report import Report
from casus.model.toll import Toll

from .factory import MACH, Said, claim, ledger, reports, weighed
from .pages import page

NAMES = ("Dost Karim", "Adil", "Farhan")


def told(text: str, names: tuple[str, ...], source: str | None = None, key: str = "r1") -> Weighed:
    report = Report(key, text)
    toll = Toll(Harm.KILLED, Count.exactly(1), "man", named=names)
    return weighed("i1", (claim(report, text, Said(EventType.ATTACK, source, tolls=(toll,))),))


def quote(one: Weighed) -> str:
    return withhold([one])[0].incident.claims[0].quote


@pytest.mark.parametrize("name", FORMATS)
def test_no_format_gives_a_name_away(name):
    out = io.StringIO()
    loss = FORMATS[name].write(ledger(), reports(), out)
    assert not [victim for victim in NAMES if victim in out.getvalue()]
    assert any("withheld" in line for line in loss.lines())


@pytest.mark.parametrize("name", FORMATS)
def test_names_stand_where_asked_for(name):
    out = io.StringIO()
    loss = FORMATS[name].write(ledger(), reports(), out, names=True)
    assert ("Dost Karim Baloch" in out.getvalue()) == (name != "geojson" or "commander" in out.getvalue())
    assert WITHHELD not in out.getvalue()
    assert not any("withheld" in line for line in loss.lines())


def test_the_page_gives_no_name_away_unless_asked():
    out, asked = io.StringIO(), io.StringIO()
    write_page(page(), out)
    write_page(page(names=True), asked)
    assert not [victim for victim in (*NAMES, "adil-farhan") if victim in out.getvalue()]
    assert "Adil Farhan" in asked.getvalue()


def test_the_group_keeps_its_name_though_a_victim_shares_a_word_with_it():
    one = told(
        "Dost Karim Baloch died, the Baloch Liberation Army said.", ("Dost Karim Baloch",), "Baloch Liberation Army"
    )
    assert quote(one) == f"{WITHHELD} died, the Baloch Liberation Army said."


def test_a_family_name_alone_is_withheld_too():
    one = told("Adil Farhan was shot. Farhan was 40; Farhana lives on Farhan Street.", ("Adil Farhan",))
    assert quote(one) == f"{WITHHELD} was shot. {WITHHELD} was 40; Farhana lives on Farhan Street."


def test_a_name_broken_over_lines_or_in_capitals_is_withheld():
    assert quote(told("ADIL\nFARHAN is dead", ("Adil Farhan",))) == f"{WITHHELD} is dead"


def test_a_name_of_one_word_spares_other_peoples_names():
    one = told("Imran died, Imran Khan said.", ("Imran",), "Imran Khan")
    assert quote(one) == f"{WITHHELD} died, Imran Khan said."


def test_a_full_name_is_withheld_in_other_reports_too():
    first = told("Adil Farhan died.", ("Adil Farhan",))
    other = replace(told("Prayers for Adil Farhan.", (), key="r2"))
    assert withhold([first, other])[1].incident.claims[0].quote == f"Prayers for {WITHHELD}."


def test_titles_addresses_and_findings_give_no_name_away():
    one = told("Adil Farhan died.", ("Adil Farhan",))
    report = Report("r1", "Adil Farhan died.", title="Adil Farhan is dead", url="https://x.example/adil-farhan-is-dead")
    plain = withhold_from_reports([one], {"r1": report})["r1"]
    assert (plain.title, plain.url, plain.text) == (f"{WITHHELD} is dead", None, "")
    finding = Finding("sum", None, "Farhan is named twice", (one.incident.claims[0].id,))
    assert withhold_from_findings([one], [finding])[0].text == f"{WITHHELD} is named twice"


def test_a_place_read_as_a_victim_by_mistake_is_not_blackened():
    report = Report("r1", "Two died in Mach.")
    toll = Toll(Harm.KILLED, Count.exactly(2), "people", named=("Mach",))
    said = Said(EventType.ATTACK, place=MACH, tolls=(toll,))
    assert quote(weighed("i1", (claim(report, report.text, said),))) == report.text


def test_without_victims_nothing_changes():
    plain = tuple(one for one in ledger() if one.incident.id != "i-mach")
    assert withhold(plain) == plain
