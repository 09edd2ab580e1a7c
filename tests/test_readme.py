"""Every command of the README runs, in the README's order, and so does its Python."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from casus.cli.main import status_of
from casus.pipeline import view
from casus.store.ledger import open_ledger

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[list[str]]:
    lines = [line for block in blocks("sh") for line in block.splitlines()]
    return [shlex.split(line, comments=True) for line in lines if line.strip()]


def test_the_readme_opens_with_the_two_commands() -> None:
    assert [command[:2] for command in commands()[:2]] == [["./run", "demo"], ["./run", "test"]]


def test_every_command_is_one_of_runs() -> None:
    assert {tuple(command[:1]) for command in commands()} == {("./run",)}
    assert {command[1] for command in commands()} <= {"demo", "test", "casus"}


def ids() -> dict[str, str]:
    """What ID, A and B stand for."""
    with open_ledger("casus.db") as ledger:
        seen = view(ledger)
    most = max(seen.incidents, key=lambda incident: len(incident.claims))
    return {"ID": most.id, "A": seen.claims[0].id, "B": seen.claims[1].id}


def test_the_commands_run_in_order(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("CASUS_LEDGER", raising=False)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "resources").symlink_to(ROOT / "resources")
    known: dict[str, str] = {}
    for command in commands():
        if command[1] == "test":
            continue  # this very run
        if not known and (tmp_path / "casus.db").exists():
            known = ids()
        arguments = command[1:] if command[1] == "demo" else command[2:]
        assert status_of([known.get(word, word) for word in arguments]) == 0, shlex.join(command)
    for block in blocks("python"):
        subprocess.run([sys.executable, "-c", block], check=True, cwd=tmp_path, capture_output=True)


def test_every_file_it_names_is_there() -> None:
    for name in re.findall(r"\]\(([^)#]+)\)", README):
        assert "://" in name or (ROOT / name).exists(), name
    for name in re.findall(r"`((?:src|resources|bench|docs|requirements)/[^` ]*)`", README):
        assert (ROOT / name).exists(), name
