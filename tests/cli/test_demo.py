"""`casus demo`: what the sample is meant to show."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_the_demo_tells_who_says_what(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    began = time.process_time()
    ran = run("demo")
    assert (ran.status, ran.err) == (0, "")
    for words in (
        "accuses",
        "denies",
        "No answer",
        "Estimate",
        "independent-range/1",
        "Balochistan, Pakistan",
        "May 2025",
    ):
        assert words in ran.out, words
    assert time.process_time() - began < 20
    assert (tmp_path / "demo" / "page.html").read_text(encoding="utf-8").startswith("<!")
    commands = [line.split()[1:] for line in ran.out.splitlines() if line.startswith("  casus ")]
    assert len(commands) == 3
    for command in commands:
        again = run(*command)
        assert again.status == 0, again.err


def test_the_demo_runs_again(run: Run, tmp_path: Path) -> None:
    first, second = run("demo", "--folder", tmp_path / "x"), run("demo", "--folder", tmp_path / "x")
    assert (second.status, second.out) == (0, first.out)


def test_a_demo_that_cannot_be_written_is_one_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x").write_text("a file")
    ran = run("demo", "--folder", tmp_path / "x")
    assert ran.status == 2
    assert ran.err.startswith(f"casus: {tmp_path / 'x'}: the demo cannot be written there")


def test_the_sample_is_read_whole(run: Run, tmp_path: Path) -> None:
    assert run("demo", "--folder", tmp_path).status == 0
    out = tmp_path / "claims.jsonl"
    assert run("export", "jsonl", out, "--ledger", tmp_path / "ledger.db").status == 0
    claims = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert {"asserts", "accuses", "denies", "no_comment"} <= {claim["stance"] for claim in claims}
