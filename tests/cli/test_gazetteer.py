"""`casus gazetteer`: layers from the command line."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from casus.reference.gazetteer import open_gazetteer
from tests.cli.conftest import Run

TABLE = "name,lat,lon,country\nZorbagh Dand,26.2,63.1,PK\nNowhere,0,0,PK\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of its own that holds the built gazetteer already."""
    built = open_gazetteer().path
    folder = tmp_path / "cache"
    folder.mkdir()
    (folder / built.name).symlink_to(built)
    monkeypatch.setenv("CASUS_CACHE", str(folder))
    return folder


def table(tmp_path: Path, content: str = TABLE) -> Path:
    file = tmp_path / "my sites.csv"
    file.write_text(content, encoding="utf-8")
    return file


def test_add_list_find_remove(run: Run, cache: Path, tmp_path: Path) -> None:
    added = run("gazetteer", "add", table(tmp_path))
    assert (added.status, added.err) == (0, "")
    assert "my-sites: 1 places of a table file" in added.out
    assert "1 bad lines skipped" in added.out
    assert "coordinates (0, 0)" in added.out
    listed = run("gazetteer", "list")
    assert "my-sites" in listed.out
    assert (cache / "layer-my-sites.db").exists()
    found = json.loads(run("gazetteer", "find", "zorbagh dand", "--json").out)
    assert [(one["country"], one["layer"], one["admin1"]) for one in found] == [("PK", "my-sites", None)]
    assert run("gazetteer", "remove", "my-sites").status == 0
    assert run("gazetteer", "find", "Zorbagh Dand").status == 2
    assert "no layers" in run("gazetteer", "list").out


def test_find_tells_what_a_name_may_mean(run: Run) -> None:
    said = run("gazetteer", "find", "Mach").out
    assert "Mach (Balochistan, PK)  town" in said


def test_json(run: Run, cache: Path, tmp_path: Path) -> None:
    added = json.loads(run("gazetteer", "add", table(tmp_path), "--name", "x", "--json").out)
    assert (added["name"], added["rows"], added["skipped"], added["reasons"][0]["line"]) == ("x", 1, 1, 2)
    assert json.loads(run("gazetteer", "list", "--json").out) == [added]
    assert cache.is_dir()


@pytest.mark.parametrize("content", ["name,lat,lon\nA,99,10\n", "", "no table\n"])
def test_nothing_usable_is_one_line_and_status_2(run: Run, cache: Path, tmp_path: Path, content: str) -> None:
    said = run("gazetteer", "add", table(tmp_path, content))
    assert (said.status, said.out, said.err.count("\n")) == (2, "", 1)
    assert not list(cache.glob("layer-*"))


def test_missing_things_are_told(run: Run, cache: Path, tmp_path: Path) -> None:
    assert run("gazetteer", "add", tmp_path / "none.csv").status == 2
    assert run("gazetteer", "remove", "none").status == 2
    assert cache.is_dir()


def test_a_broken_layer_is_listed_as_broken(run: Run, cache: Path) -> None:
    (cache / "layer-bad.db").write_bytes(b"no database")
    assert "broken" in run("gazetteer", "list").out
    assert "casus gazetteer remove bad" in run("gazetteer", "find", "Mach").err
    assert run("gazetteer", "remove", "bad").status == 0


def test_a_stop_by_hand_leaves_no_layer(cache: Path, tmp_path: Path) -> None:
    file = tmp_path / "long.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write("name,lat,lon\n")
        out.writelines(f"Village {number:x} east,10,{number % 170 + 0.5}\n" for number in range(400_000))
    code = f"from casus.cli.main import run; run(['gazetteer', 'add', {str(file)!r}])"
    going = subprocess.Popen(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, env={**os.environ, "CASUS_CACHE": str(cache)}
    )
    deadline = time.monotonic() + 20
    while not list(cache.glob("*.part")) and time.monotonic() < deadline:
        time.sleep(0.02)
    going.send_signal(signal.SIGINT)
    _out, said = going.communicate(timeout=20)
    assert going.returncode == 130
    assert "no layer was written" in said
    assert not list(cache.glob("layer-*"))
