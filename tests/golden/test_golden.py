"""Every golden case: all claims of it, field by field. What the reader still gets wrong is marked in the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.golden_cases import Case, GoldenError, cases, differences, read_case

CASES = cases()


def marked(case: Case):
    known = (pytest.mark.xfail(strict=True, reason=case.known),) if case.known else ()
    return pytest.param(case, id=case.id, marks=known)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_golden(case: Case) -> None:
    wrong = differences(case, read_case(case))
    assert not wrong, "\n".join((case.text, *wrong))


def test_there_are_enough_of_each_trap() -> None:
    assert len(CASES) >= 120
    traps = [case.trap for case in CASES]
    assert min(traps.count(trap) for trap in set(traps)) >= 15


def test_no_text_is_there_twice() -> None:
    assert len({case.text for case in CASES}) == len(CASES)


WHOLE = """trap = "T"
[[case]]
id = "one"
title = "a title"
published = 2025-05-08
text = "Police said gunmen killed two soldiers."
why = "Because."
[[case.claim]]
event_type = "attack"
source = "police"
tolls = ["2 killed soldiers state"]
"""


@pytest.mark.parametrize(
    ("good", "bad", "says"),
    [
        ('why = "Because."\n', "", "a.toml, case one: lacks why"),
        ("[[case.claim]]", 'colour = "red"\n[[case.claim]]', "case one: does not know colour"),
        ('event_type = "attack"\n', "", "claim 1: has no event_type"),
        ('"attack"', '"assault"', "event_type 'assault' is none of armed_clash"),
        ("2 killed soldiers state", "two soldiers", "toll 'two soldiers' is not like"),
        ('source = "police"', 'source = "medics"', "source 'medics' does not stand in the text"),
        ('source = "police"', 'place = "Quetta, Pakistan"', "place 'Quetta, Pakistan' is not like"),
        ('source = "police"', 'date = "May"', "claim 1: date:"),
        ('source = "police"', "answers = 2", "answers 2, and there is no such claim"),
        ('source = "police"', "covers = [3]", "covers [3], and there is no such happening"),
        ('source = "police"', 'open = ["colour"]', "does not know colour"),
        ('source = "police"', "source = police", "a.toml: Invalid value"),
        ("2025-05-08", '"Thursday"', "published is no day"),
    ],
)
def test_a_case_not_well_made_says_what_is_wrong(tmp_path: Path, good: str, bad: str, says: str) -> None:
    assert good in WHOLE
    (tmp_path / "a.toml").write_text(WHOLE.replace(good, bad), encoding="utf-8")
    with pytest.raises(GoldenError) as fault:
        cases(tmp_path)
    assert says in str(fault.value)


def test_two_cases_of_one_name(tmp_path: Path) -> None:
    for name in ("a.toml", "b.toml"):
        (tmp_path / name).write_text(WHOLE, encoding="utf-8")
    with pytest.raises(GoldenError, match="two cases are called one"):
        cases(tmp_path)


def test_every_difference_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text(WHOLE.replace('"police"', '"police"\nhedged = true'), encoding="utf-8")
    (case,) = cases(tmp_path)
    said = case.claims[0].said
    assert differences(case, (said,)) == ()
    assert differences(case, ()) == (
        "missing: event_type='attack', source='police', hedged=True, date='2025-05-07/2025-05-08', "
        "tolls=('2 killed soldiers state',)",
    )
    assert len(differences(case, (said, said))) == 1
