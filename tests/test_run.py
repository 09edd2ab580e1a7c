"""`./run` sets up an environment in a checkout of its own. No network: the lists are cut down to nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
pytestmark = pytest.mark.skipif(
    subprocess.run(
        [sys.base_prefix + "/bin/python3", "-m", "pip", "--version"], capture_output=True, check=False
    ).returncode
    != 0,
    reason="the Python under this environment has no pip",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A checkout whose path has a space in it, with locks that ask for no package."""
    here = tmp_path / "a place"
    (here / "requirements").mkdir(parents=True)
    (here / "src" / "casus").mkdir(parents=True)
    shutil.copy(ROOT / "run", here / "run")
    (here / "requirements" / "core.txt").write_text("# nothing\n")
    (here / "requirements" / "dev.txt").write_text("# nothing either\n")
    (here / "src" / "casus" / "__init__.py").write_text("")
    (here / "src" / "casus" / "__main__.py").write_text(
        "import os, sys\nprint(sys.argv[1:], os.environ['CASUS_CALLED'])\n"
    )
    return here


def call(checkout: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.base_prefix + "/bin/python3", str(checkout / "run"), *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd="/",
        env={**os.environ, **environment},
    )


def test_the_first_call_sets_up_and_the_next_does_not(checkout: Path) -> None:
    first = call(checkout, "casus", "incidents", "--ledger", "a b.db")
    assert first.returncode == 0, first.stderr
    assert first.stdout.startswith("['incidents', '--ledger', 'a b.db'] ")
    assert "Setting up" in first.stderr
    second = call(checkout, "casus", "x")
    assert (second.returncode, second.stderr) == (0, "")


def test_a_moved_checkout_still_runs(checkout: Path) -> None:
    assert call(checkout, "casus").returncode == 0
    moved = checkout.rename(checkout.parent / "elsewhere")
    again = call(moved, "casus", "x")
    assert (again.returncode, again.stderr) == (0, "")
    launched = subprocess.run(
        [str(moved / ".venv" / "bin" / "casus"), "y"], capture_output=True, text=True, check=False
    )
    assert "KeyError: 'CASUS_CALLED'" in launched.stderr  # it ran, outside ./run


def test_a_half_made_environment_is_made_again(checkout: Path) -> None:
    assert call(checkout, "casus").returncode == 0
    (checkout / ".venv" / "casus-setup.txt").write_text("unfinished\n")
    (checkout / ".venv" / "bin" / "python").unlink()
    again = call(checkout, "casus", "x")
    assert again.returncode == 0, again.stderr
    assert "Setting up" in again.stderr


def test_an_empty_folder_is_no_environment(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    assert call(checkout, "casus").returncode == 0


def test_somebody_elses_environment_is_moved_aside(checkout: Path) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv" / "pyvenv.cfg").write_text("home = /usr/bin\n")
    made = call(checkout, "casus")
    assert made.returncode == 0
    assert "was not made by ./run" in made.stderr
    assert len(list((checkout / ".tools").glob("venv-*/pyvenv.cfg"))) == 1


def test_another_list_makes_it_again(checkout: Path) -> None:
    assert call(checkout, "casus").returncode == 0
    (checkout / "requirements" / "core.txt").write_text("# nothing, newly\n")
    assert "Setting up" in call(checkout, "casus").stderr


def test_a_home_that_cannot_be_written_is_no_trouble(checkout: Path) -> None:
    assert call(checkout, "casus", HOME="/proc").returncode == 0


def test_a_package_that_cannot_be_had_is_one_line(checkout: Path) -> None:
    lock = "casus-does-not-exist==1 \\\n    --hash=sha256:" + "0" * 64 + "\n"
    (checkout / "requirements" / "core.txt").write_text(lock)
    failed = call(checkout, "casus", PIP_NO_INDEX="1")
    assert failed.returncode == 1
    said = failed.stderr.splitlines()
    assert said[-1].startswith("run: the packages were not installed")
    assert "Traceback" not in failed.stderr
    (checkout / "requirements" / "core.txt").write_text("# nothing\n")
    assert call(checkout, "casus").returncode == 0


def test_a_python_without_pip_is_told_what_to_install(checkout: Path) -> None:
    assert call(checkout, "casus").returncode == 0
    python = str(checkout / ".venv" / "bin" / "python")
    (checkout / "requirements" / "core.txt").write_text("# nothing, newly\n")
    failed = subprocess.run([python, "-S", str(checkout / "run"), "casus"], capture_output=True, text=True, check=False)
    assert failed.returncode == 1
    assert failed.stderr.strip().endswith("has no pip. On Debian or Ubuntu: apt install python3-pip")


@pytest.mark.parametrize("arguments", [[], ["help"], ["--help"]])
def test_help(checkout: Path, arguments: list[str]) -> None:
    done = call(checkout, *arguments)
    assert done.returncode == 0
    assert "./run demo" in done.stdout


def test_an_unknown_command_is_one_line(checkout: Path) -> None:
    done = call(checkout, "dance")
    assert (done.returncode, done.stderr) == (2, "run: no command 'dance'; there are demo, test and casus\n")
