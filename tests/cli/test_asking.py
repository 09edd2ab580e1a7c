"""The commands that ask a ledger: incidents, show, tally, check, judge, export, report."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from casus.cli.finding import Names
from tests.cli.conftest import WIRE, Run, claim_ids


def incidents(run: Run, ledger: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run("incidents", "--ledger", ledger, "--json").out.splitlines()]


def bombing(run: Run, ledger: Path) -> dict[str, Any]:
    return next(one for one in incidents(run, ledger) if one["event_type"] == "bombing")


def test_incidents_in_a_table(run: Run, ledger: Path) -> None:
    ran = run("incidents", "--ledger", ledger)
    assert ran.status == 0
    header, first, second = ran.out.splitlines()
    assert header.split() == ["id", "day", "place", "act", "killed", "grade", "claims", "reports"]
    assert "2025-05-07" in first
    assert "Mach, PK" in first
    assert "sum over several" in second
    assert "not told" in second


def test_incidents_as_json_have_the_keys_of_the_contract(run: Run, ledger: Path) -> None:
    for one in incidents(run, ledger):
        assert {"id", "event_type", "when", "place", "claims", "reports", "account", "estimates"} <= one.keys()


def test_an_empty_ledger_says_so(run: Run, tmp_path: Path) -> None:
    empty = tmp_path / "in.jsonl"
    empty.write_text('{"id": "a", "text": "The library opens a new reading room on Monday morning."}\n')
    assert run("read", empty, "--ledger", tmp_path / "x.db").status == 0
    assert run("incidents", "--ledger", tmp_path / "x.db").out.startswith("no incidents: 1 reports")


def test_show_an_incident_prints_every_voice_and_quote(run: Run, ledger: Path) -> None:
    one = bombing(run, ledger)
    ran = run("show", one["id"][:6], "--ledger", ledger)
    assert ran.status == 0
    assert "the rebels · claims responsibility" in ran.out
    assert "Officials · says" in ran.out
    assert "gave no comment" in ran.out
    for quote in ("Six guards died when a bomb hit a convoy", "Officials put the toll at four"):
        start = WIRE.text.index(quote)
        assert f"“{quote}" in ran.out
        assert f"Northern Wire, 8 May 2025, wire, characters {start} to " in ran.out
    assert "\x1b" not in ran.out


def test_show_a_claim_and_a_report(run: Run, ledger: Path) -> None:
    rebels = claim_ids()["Six"]
    ran = run("show", rebels[:8], "--ledger", ledger)
    assert "killed 6 (guards)" in ran.out
    assert "one of the claims on incident" in ran.out
    assert json.loads(run("show", rebels, "--ledger", ledger, "--json").out)["id"] == rebels
    ran = run("show", "wire", "--ledger", ledger)
    assert WIRE.text in ran.out
    assert "Bomb hits convoy" in ran.out


@pytest.mark.parametrize(("beginning", "said"), [("zzz", "no incident, claim or report"), ("c", "ids begin with 'c'")])
def test_show_what_is_not_there_or_not_one_is_one_line(run: Run, ledger: Path, beginning: str, said: str) -> None:
    ran = run("show", beginning, "--ledger", ledger)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_a_tally_carries_its_definition(run: Run, ledger: Path) -> None:
    asked = ("tally", "--ledger", ledger, "--country", "pk", "--admin1", "Balochistan", "--from", "2025-05")
    ran = run(*asked, "--to", "2025-05")
    assert ran.status == 0
    for words in ("killed", "May 2025", "Balochistan, Pakistan", "every act", "independent-range/1", "1 incident"):
        assert words in ran.out
    told = json.loads(run(*asked, "--to", "2025-05", "--json").out)
    assert told["definition"]["when"] == ["2025-05-01", "2025-05-31"]
    assert told["definition"]["country"] == "PK"
    assert told["low"] <= told["best"] <= told["high"]
    assert len(told["counted"]) == 1


def test_a_sum_is_in_no_tally(run: Run, ledger: Path) -> None:
    told = json.loads(run("tally", "--ledger", ledger, "--json").out)
    assert told["best"] < 10


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--country", "Pakistan"), "two letters"),
        (("--country", "XX"), "no country"),
        (("--from", "May"), "no day like"),
        (("--from", "2025-13"), "no day like"),
        (("--from", "2025-05", "--to", "2025-04"), "lies after"),
        (("--type", "sadness"), "sadness"),
    ],
)
def test_a_tally_of_nonsense_is_one_line(run: Run, ledger: Path, options: tuple[str, ...], said: str) -> None:
    ran = run("tally", "--ledger", ledger, *options)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_check_notes_the_sum(run: Run, ledger: Path) -> None:
    ran = run("check", "--ledger", ledger)
    assert ran.status == 0
    assert "aggregate" in ran.out
    assert isinstance(json.loads(run("check", "--ledger", ledger, "--json").out), list)


def test_a_judgement_splits_and_its_withdrawal_joins(run: Run, ledger: Path) -> None:
    ids = claim_ids()
    before = len(incidents(run, ledger))
    pair = (ids["Six"], ids["Officials"])
    ran = run("judge", "different", *pair, "--why", "two convoys", "--who", "Ana", "--ledger", ledger)
    assert ran.status == 0
    assert "now in two incidents" in ran.out
    assert len(incidents(run, ledger)) == before + 1
    (judged,) = json.loads(run("judge", "list", "--json", "--ledger", ledger).out)
    assert (judged["verdict"], judged["why"], judged["who"]) == ("different", "two convoys", "Ana")
    assert run("judge", "withdraw", judged["id"], "--ledger", ledger).status == 0
    assert len(incidents(run, ledger)) == before
    assert "withdrawn" in run("judge", "list", "--ledger", ledger).out


def test_same_and_unsure_are_recorded(run: Run, ledger: Path) -> None:
    ids = claim_ids()
    for verdict in ("same", "unsure"):
        ran = run("judge", verdict, ids["Six"], ids["Officials"], "--why", "one bomb", "--ledger", ledger)
        assert ran.status == 0, ran.err
    assert len(json.loads(run("judge", "list", "--json", "--ledger", ledger).out)) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("same", "Six", "Six", "--why", "x"), "itself"),
        (("same", "Six", "Officials", "--why", "  "), "needs a reason"),
        (("same", "Six", "Officials"), "--why"),
        (("same", "Six", "nobody", "--why", "x"), "no claim"),
        (("withdraw", "j99"), "j99"),
    ],
)
def test_a_judgement_that_cannot_be_is_one_line(run: Run, ledger: Path, arguments: tuple[str, ...], said: str) -> None:
    ids = claim_ids()
    ran = run("judge", *(ids.get(one, one) for one in arguments), "--ledger", ledger)
    assert ran.status == 2
    assert said in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize("form", ["csv", "jsonl", "incidents", "geojson", "claims-csv"])
def test_export_writes_and_says_what_was_lost(run: Run, ledger: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"out.{form}"
    ran = run("export", form, out, "--ledger", ledger)
    assert ran.status == 0
    assert ran.out == ""
    assert "written" in ran.err
    text = out.read_text(encoding="utf-8")
    assert "Ali Khan" not in text
    if form == "csv":
        assert len(list(csv.DictReader(text.splitlines()))) == 2
    if form == "geojson":
        assert json.loads(text)["type"] == "FeatureCollection"
    assert run("export", form, "-", "--ledger", ledger).out.replace("\r", "") == text.replace("\r", "")


def test_names_are_in_an_export_when_asked_for(run: Run, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert run("export", "jsonl", out, "--ledger", ledger, "--names").status == 0
    assert "Ali Khan" in out.read_text(encoding="utf-8")


def test_an_unknown_format_is_one_line(run: Run, ledger: Path) -> None:
    ran = run("export", "papyrus", "-", "--ledger", ledger)
    assert ran.status == 2
    assert "'csv'" in ran.err
    assert ran.err.count("\n") == 1


def test_report_writes_a_page_that_asks_nothing_of_a_server(run: Run, ledger: Path, tmp_path: Path) -> None:
    out = tmp_path / "page.html"
    ran = run("report", ledger, "-o", out, "--title", "One day in May")
    assert ran.status == 0
    page = out.read_text(encoding="utf-8")
    assert "One day in May" in page
    assert "Officials put the toll at four" in page
    assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no pseudo-terminals")
def test_show_is_coloured_on_a_terminal(ledger: Path) -> None:
    import pty  # noqa: PLC0415  (not on Windows)

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "casus", "show", claim_ids()["Officials"], "--ledger", str(ledger)]
    with subprocess.Popen(command, stdout=theirs, stderr=theirs, env={**os.environ, "TERM": "xterm-256color"}) as child:
        assert child.wait(timeout=60) == 0
    os.close(theirs)
    shown = os.read(ours, 100_000).decode()
    os.close(ours)
    assert re.search(r"\x1b\[30;43mOfficials put the toll at four", shown)


def test_ids_are_shortened_as_far_as_they_differ() -> None:
    assert Names.of(["i1234567", "i1234599"]).short("i1234567") == "i123456"
    assert Names.of(["i1234567", "i9"]).short("i1234567") == "i12345"


def test_link_links_what_is_new_and_all_of_it_again(run: Run, ledger: Path) -> None:
    first = run("link", "--ledger", ledger, "--json")
    assert json.loads(first.out)["new"] == 4
    assert "nothing is new" in run("link", "--ledger", ledger).out
    assert "4 claims linked, 2 incidents made anew" in run("link", "--ledger", ledger, "--again").out


def test_asking_of_a_past_day(run: Run, ledger: Path) -> None:
    assert "no incidents" in run("incidents", "--ledger", ledger, "--on", "2001-01-01").out
    assert "killed unknown: nothing is in the sum" in run("tally", "--ledger", ledger, "--on", "2001").out
