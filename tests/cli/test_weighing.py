"""The commands that weigh: explain, and the rows of a tally."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from casus.model.claim import Parsed
from casus.model.reading import Reading
from casus.model.report import Report
from casus.store.ledger import open_ledger
from casus.weigh.policies import POLICIES
from tests.cli.conftest import DAY, MACH, Run, claim, claim_ids, killed, reports
from tests.cli.test_asking import bombing, incidents


def test_explain_prints_origins_steps_and_reasons(run: Run, ledger: Path) -> None:
    one = bombing(run, ledger)
    ran = run("explain", one["id"], "--ledger", ledger)
    assert (ran.status, ran.err) == (0, "")
    for words in (
        "3 origins",
        "the rebels says 6 (perpetrator's side)",
        "Officials says 4",
        "low 4: the lowest of any origin",
        "rests on",
        "under the other policies",
        *POLICIES,
    ):
        assert words in ran.out, words


def test_explain_a_claim_is_its_incident(run: Run, ledger: Path) -> None:
    whole = run("explain", bombing(run, ledger)["id"], "--ledger", ledger, "--json")
    of_claim = run("explain", claim_ids()["Officials"], "--ledger", ledger, "--json")
    assert json.loads(of_claim.out) == json.loads(whole.out)
    told = json.loads(whole.out)
    assert [one["policy"] for one in told["estimates"]] == list(POLICIES)
    assert all(one["steps"] for one in told["estimates"])
    claims = {used["claim"] for one in told["estimates"] for used in one["used"] + one["set_aside"]}
    assert claims == {claim_ids()["Six"], claim_ids()["Officials"]}


def test_explain_under_one_policy(run: Run, ledger: Path) -> None:
    ran = run("explain", bombing(run, ledger)["id"], "--ledger", ledger, "--policy", "interest-aware/1")
    assert "killed 4 (4 to 6)" in ran.out
    assert "moves only the high bound" in ran.out
    assert "under the other policies" not in ran.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("wire",), "wire is a report"),
        (("zzz",), "no incident, claim or report"),
        (("zzz", "--policy", "mine"), "'mine'"),
        ((), "Missing argument 'ID'"),
    ],
)
def test_explain_what_is_not_there_is_one_line(run: Run, ledger: Path, arguments: tuple[str, ...], said: str) -> None:
    ran = run("explain", *arguments, "--ledger", ledger)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_tally_in_rows_carries_the_ledgers_hash(run: Run, ledger: Path) -> None:
    ran = run("tally", "--ledger", ledger, "--each", "month", "--each", "side")
    assert ran.status == 0
    header, row = ran.out.splitlines()[:2]
    assert header.split() == ["month", "side", "killed", "incidents", "no", "figure"]
    assert row.split()[:2] == ["2025-05", "state"]
    told = json.loads(run("tally", "--ledger", ledger, "--each", "actor", "--json").out)
    assert sum(one["best"] for one in told["rows"]) == told["best"]
    assert (told["ledger"]["claims"], told["ledger"]["judgements"]) == (4, 0)
    assert told["ledger"]["hash"] in ran.out


def test_a_judgement_changes_the_ledgers_hash(run: Run, ledger: Path) -> None:
    before = json.loads(run("tally", "--ledger", ledger, "--json").out)["ledger"]["hash"]
    ids = claim_ids()
    assert run("judge", "same", ids["Six"], ids["Officials"], "--why", "one bomb", "--ledger", ledger).status == 0
    assert json.loads(run("tally", "--ledger", ledger, "--json").out)["ledger"]["hash"] != before


@pytest.mark.parametrize(
    ("options", "figure"),
    [
        (("--place", "Mach"), 4),
        (("--place", "Balochistan"), 4),
        (("--place", "Pakistan"), 4),
        (("--place", "Sindh"), 0),
        (("--side", "state"), 4),
        (("--side", "civilians"), 0),
    ],
)
def test_a_tally_of_a_place_or_a_side(run: Run, ledger: Path, options: tuple[str, ...], figure: int) -> None:
    ran = run("tally", "--ledger", ledger, *options, "--json")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out)["best"] == figure


def test_a_sum_of_nothing_is_unknown(run: Run, ledger: Path) -> None:
    assert "killed unknown: nothing is in the sum" in run("tally", "--ledger", ledger, "--country", "IN").out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--place", "Nowhere at All"), "the gazetteer has no 'Nowhere at All'"),
        (("--place", "Quetta", "--country", "IN"), "the gazetteer has no 'Quetta' in IN"),
        (("--each", "mood"), "'mood'"),
        (("--side", "angels"), "'angels'"),
    ],
)
def test_a_tally_of_what_is_not_there_is_one_line(run: Run, ledger: Path, options: tuple[str, ...], said: str) -> None:
    ran = run("tally", "--ledger", ledger, *options)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_check_finds_a_place_outside_its_province(run: Run, tmp_path: Path) -> None:
    wire, local = reports()
    place = Reading(replace(MACH, admin1="Sindh"), "Mach", None, "hand")
    told = Parsed(wire.report, tuple(replace(one, place=place) for one in wire.claims))
    with open_ledger(str(tmp_path / "x.db"), create=True) as opened:
        opened.add(told, "hand/1")
        opened.add(local, "hand/1")
    ran = run("check", "--ledger", tmp_path / "x.db")
    assert "disagrees  Mach, Sindh, PK has coordinates in Balochistan, PK: outside its province" in ran.out
    kinds = [one["kind"] for one in json.loads(run("check", "--ledger", tmp_path / "x.db", "--json").out)]
    assert kinds.count("place_outside_province") == 1


def test_show_tells_who_gave_a_figure_up_and_how_it_went_from_day_to_day(run: Run, tmp_path: Path) -> None:
    where, when = Reading(MACH, "Mach", None, "hand"), Reading(DAY, "7 May", None, "hand")
    with open_ledger(str(tmp_path / "x.db"), create=True) as opened:
        for day, number, word in ((8, 5, "Five"), (11, 9, "Nine")):
            text = f"{word} guards died when a bomb hit a convoy in Mach on 7 May."
            report = Report(f"r{day}", text, date(2025, 5, day), "Valley Herald")
            opened.add(
                Parsed(report, (claim(report, text, 1, tolls=killed(number), place=where, when=when),)), "hand/1"
            )
    (one,) = incidents(run, tmp_path / "x.db")
    shown = run("show", one["id"], "--ledger", tmp_path / "x.db").out
    assert "given up by Valley Herald (11 May 2025)" in shown
    assert "Valley Herald: 5 (8 May 2025), raised to 9 (11 May 2025)" in shown
    (history,) = one["account"]["histories"]
    assert [step["change"] for step in history["steps"]] == ["first", "raised"]
    five = next(held for held in one["account"]["fields"][3]["values"] if held["value"].startswith("5"))
    assert (five["since"], five["until"], len(five["revised_by"])) == ("2025-05-08", "2025-05-08", 1)
    assert one["account"]["voices"] == {"claims": 2, "origins": 1, "independent": 1, "parties": 0}
    assert [label["label"] for label in one["account"]["labels"]] == ["single_source"]
