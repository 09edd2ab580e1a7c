"""A batch that is killed and started again ends with exactly the same ledger."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from casus.store.ledger import open_ledger
from tests.store.test_ledger import contents

ROOT = Path(__file__).resolve().parents[2]
NUMBER = 1000


def start(path: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.synthetic", str(path), str(NUMBER)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def run_until(path: Path, reports: int) -> None:
    """Kill the batch the moment it has said that so many reports are in."""
    with start(path) as batch:
        assert batch.stdout is not None
        for line in batch.stdout:
            if int(line) == reports:
                batch.send_signal(signal.SIGKILL)
                break
        batch.stdout.read()
        assert batch.wait() == -signal.SIGKILL


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    path = tmp_path_factory.mktemp("whole") / "ledger.db"
    with start(path) as batch:
        batch.communicate()
    return contents(path)


def test_killed_three_times_it_ends_with_the_same_content(tmp_path, whole):
    path = tmp_path / "ledger.db"
    # A run counts what was there already; the last two die at the first new reports and in the midst of them.
    for reports in (137, 138, 777):
        run_until(path, reports)
        with open_ledger(str(path)) as ledger:
            stored = list(ledger.reports())
        assert stored == [f"made-{at}" for at in range(len(stored))], "no report is missing between others"
        assert reports <= len(stored) <= NUMBER
    with start(path) as batch:
        batch.communicate()
    assert len(whole["report"]) == NUMBER
    assert contents(path) == whole


def test_two_at_once_make_one_ledger(tmp_path, whole):
    path = tmp_path / "ledger.db"
    with start(path) as one, start(path) as two:
        one.communicate()
        two.communicate()
    assert (one.returncode, two.returncode) == (0, 0)
    assert contents(path) == whole
    assert [left.name for left in tmp_path.iterdir()] == ["ledger.db"]


def test_killed_while_it_is_made_leaves_no_half_ledger(tmp_path):
    path = tmp_path / "ledger.db"
    for wait in (0.25, 0.35, 0.45, 0.55):
        with start(path) as batch:
            try:
                batch.wait(wait)
            except subprocess.TimeoutExpired:
                batch.kill()
            batch.communicate()
        if path.exists():
            open_ledger(str(path)).close()
    open_ledger(str(path), create=True).close()
