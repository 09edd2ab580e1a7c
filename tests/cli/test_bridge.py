"""`casus bridge`: our tally beside somebody else's rows."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.test_asking import bombing

HEADER = "date,country,province,location,killed,type,source\n"
ROWS = HEADER + (
    "2025-05-07,Pakistan,Balochistan,Mach,6,bombing,Northern Wire\n"
    "2025-05-07,Pakistan,Punjab,Lahore,3,attack,Valley Paper\n"
)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "theirs.csv"
    path.write_text(ROWS)
    return path


def test_a_bridge_says_where_the_difference_comes_from(run: Run, ledger: Path, outside: Path) -> None:
    ran = run("bridge", outside, "--ledger", ledger)
    assert (ran.status, ran.err) == (0, "")
    for words in (
        "== In both: 1",
        "-2 · bombing, 7 May 2025, Mach, Balochistan, PK · ours 4 (4 to 6), theirs 6",
        "matched: the same day, 7 May 2025; the same place, Mach; bombing here, bombing there; 6 killed in both",
        "theirs is what the rebels says; ours weighs others beside it",
        "== Theirs only: 1",
        "-3 · attack, 7 May 2025, Lahore, Punjab, PK · theirs 3 · line 3",
        "no incident of ours has these days and this place",
        "independent-range/1",
    ):
        assert words in ran.out, words


def test_a_bridge_as_json_and_as_a_table_adds_up(run: Run, ledger: Path, outside: Path, tmp_path: Path) -> None:
    ran = run("bridge", outside, "--ledger", ledger, "--json", "-o", tmp_path / "out.csv")
    told = json.loads(ran.out)
    assert (told["ours"], told["theirs"], told["difference"]) == (4, 9, -5)
    assert sum(line["difference"] for line in told["lines"]) == sum(told["parts"].values()) == -5
    assert told["lines"][0]["incident"] == bombing(run, ledger)["id"]
    assert told["ledger"]["claims"] == 4
    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert [row["part"] for row in rows] == ["both", "theirs only"]
    assert sum(int(row["difference"]) for row in rows) == -5


def test_a_bridge_under_another_policy_and_definition(run: Run, ledger: Path, outside: Path) -> None:
    asked = ("bridge", outside, "--ledger", ledger, "--json")
    told = json.loads(run(*asked, "--policy", "interest-aware/1", "--place", "Mach").out)
    assert (told["theirs"], told["definition"]["place"]["name"]) == (6, "Mach")
    (why, *_) = told["lines"][0]["why"]
    assert why == (
        "theirs is what the rebels says, which interest-aware/1 takes as: "
        "a party's word on its enemy's losses: moves only the high bound"
    )
    assert json.loads(run(*asked, "--country", "IN").out)["lines"] == []
    assert json.loads(run(*asked, "--from", "2025-06").out)["theirs"] == 0


def test_a_bad_row_is_named_and_the_rest_goes_on(run: Run, ledger: Path, outside: Path) -> None:
    outside.write_text(ROWS + "never,Pakistan,Punjab,Lahore,3,attack,x\n")
    ran = run("bridge", outside, "--ledger", ledger, "--json")
    assert ran.status == 2
    assert ran.err == f"casus: {outside}:line 4: first: 'never' is no day like 2025-05-08\n"
    assert len(json.loads(ran.out)["lines"]) == 2


def test_a_gzipped_table_and_standard_input(
    run: Run, ledger: Path, outside: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = tmp_path / "theirs.csv.gz"
    packed.write_bytes(gzip.compress(ROWS.encode()))
    plain = run("bridge", outside, "--ledger", ledger).out
    assert run("bridge", packed, "--ledger", ledger).out == plain
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(ROWS.encode())))
    assert run("bridge", "-", "--ledger", ledger).out == plain


def test_the_table_on_stdout_is_nothing_else(run: Run, ledger: Path, outside: Path) -> None:
    ran = run("bridge", outside, "--ledger", ledger, "-o", "-")
    assert ran.out.startswith("part,incident,their_id,their_line,what,")
    assert "==" not in ran.out


def test_only_so_many_lines_are_printed(run: Run, ledger: Path, outside: Path) -> None:
    outside.write_text(ROWS + "2025-05-06,Pakistan,Punjab,Lahore,2,attack,x\n")
    ran = run("bridge", outside, "--ledger", ledger, "--most", "1")
    assert "-2  1 more (-o FILE.csv holds them all)" in ran.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (HEADER, "no row in it that can be read"),
        ("colour,shape\nred,round\n", "neither ACLED nor UCDP GED by its columns"),
        ("", "no table of rows and columns"),
        (None, "No such file"),
    ],
)
def test_a_bridge_to_nowhere_is_one_line(run: Run, ledger: Path, tmp_path: Path, text: str | None, said: str) -> None:
    path = tmp_path / "x.csv"
    if text is not None:
        path.write_text(text)
    ran = run("bridge", path, "--ledger", ledger)
    assert (ran.status, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_no_name_of_a_victim_crosses_a_bridge(run: Run, ledger: Path, outside: Path) -> None:
    assert "Ali Khan" not in run("bridge", outside, "--ledger", ledger, "--json").out
