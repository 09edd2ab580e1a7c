"""The entry point: help, versions, and what becomes of errors."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest

from casus import __version__
from casus.cli import check
from casus.cli.main import Commands, casus
from casus.errors import LedgerError
from tests.cli.conftest import Run


def real(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "casus", *arguments], capture_output=True, text=True, check=False, **options
    )


def test_version(run: Run) -> None:
    assert run("--version").out == f"casus {__version__}\n"


@pytest.mark.parametrize("arguments", [(), ("--help",), ("-h",)])
def test_help_lists_every_command(run: Run, arguments: tuple[str, ...]) -> None:
    ran = run(*arguments)
    assert ran.status == 0
    assert all(f"\n  {name} " in ran.out for name in Commands.helps)


@pytest.mark.parametrize("name", Commands.helps)
def test_the_one_line_help_is_the_commands_own(name: str) -> None:
    command = casus.get_command(click.Context(casus), name)
    assert command is not None
    assert (command.help or "").split("\n\n", maxsplit=1)[0].replace("\n", " ") == Commands.helps[name]


@pytest.mark.parametrize("name", Commands.helps)
def test_every_command_has_help(run: Run, name: str) -> None:
    ran = run(name, "--help")
    assert ran.status == 0
    assert f"Usage: casus {name}" in ran.out


def test_help_imports_no_library_but_click() -> None:
    code = (
        "import sys, contextlib, io\nfrom casus.cli.main import status_of\n"
        "with contextlib.redirect_stdout(io.StringIO()): status_of(['--help'])\n"
        "print([m for m in ('sqlalchemy', 'rich', 'trafilatura', 'alembic', 'casus.pipeline') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_parse_imports_no_sqlalchemy() -> None:
    code = "import sys, casus.cli.parse; print('sqlalchemy' in sys.modules, 'trafilatura' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False False"


@pytest.mark.parametrize(
    "arguments", [["nonsense"], ["--nonsense"], ["show"], ["tally", "--harm", "sad"], ["judge", "x"]]
)
def test_a_wrong_command_line_is_one_line(run: Run, arguments: list[str]) -> None:
    ran = run(*arguments)
    assert ran.status == 2
    assert ran.err.startswith("casus: ")
    assert ran.err.count("\n") == 1
    assert "--help" in ran.err


def test_an_error_of_the_users_is_one_line(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_where: str) -> None:
        raise LedgerError("x.db: broken")

    monkeypatch.setattr(check, "open_ledger", fail)
    ran = run("check")
    assert (ran.status, ran.err) == (2, "casus: x.db: broken\n")


def test_an_error_of_ours_says_so(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_where: str) -> None:
        raise KeyError("lost\nkey")

    monkeypatch.setattr(check, "open_ledger", fail)
    ran = run("check")
    assert ran.status == 1
    assert ran.err.startswith("casus: an error of ours: KeyError: ")
    assert ran.err.count("\n") == 1
    monkeypatch.setenv("CASUS_DEBUG", "1")
    assert "Traceback" in run("check").err


def test_stopping_says_that_nothing_is_lost(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_where: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check, "open_ledger", stop)
    ran = run("check")
    assert ran.status == 130
    assert ran.err.lstrip() == "stopped; what was read is kept. Run the same command to go on.\n"


def test_a_reader_that_leaves_is_no_error(ledger: Path) -> None:
    command = f"'{sys.executable}' -m casus show wire --ledger '{ledger}' | true"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=True)
    assert done.stderr == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_under_stdout_is_one_line(ledger: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "casus", "incidents", "--ledger", str(ledger)],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr.startswith("casus: No space left on device")
    assert done.stderr.count("\n") == 1


def test_the_module_runs() -> None:
    done = real("--version")
    assert (done.returncode, done.stdout) == (0, f"casus {__version__}\n")


def test_a_plain_locale_is_no_trouble(ledger: Path) -> None:
    done = real("show", "wire", "--ledger", str(ledger), env={**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0"})
    assert done.returncode == 0, done.stderr
