"""Shards come out the same whoever reads them: after a killed worker, a lost file, a scheduler that started again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from casus import engines
from casus.cli.main import status_of
from casus.errors import InputError
from casus.model.report import Report
from casus.shards import Reading, Shards, read_shard, split

TEXTS = (
    "A car bomb killed nine people outside a courthouse in Quetta on Tuesday, police said.",
    "The army said on Wednesday that it had no comment on the courthouse bombing in Quetta.",
    "Nothing of note took place in the valley.",
)


def reports(number: int = 24) -> Iterator[Report]:
    for at in range(number):
        yield Report(f"r{at}", TEXTS[at % 3], date(2025, 5, 8), "Hill Post")


def laid_out(tmp_path: Path) -> Shards:
    return split(reports(), tmp_path / "work", Reading(), size=4)


def finish(shards: Shards, engine: engines.Engine, out: Path) -> bytes:
    for _ in engine(shards):
        pass
    with out.open("w", encoding="utf-8", newline="") as stream:
        assert list(shards.join(stream)) == []
    return out.read_bytes()


@pytest.fixture(scope="module")
def straight(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What `casus parse` writes without shards."""
    folder = tmp_path_factory.mktemp("straight")
    rows = [
        {"id": one.id, "text": one.text, "published": "2025-05-08", "publisher": one.publisher} for one in reports()
    ]
    (folder / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert status_of(["parse", str(folder / "in.jsonl"), "-o", str(folder / "out.jsonl")]) == 0
    return (folder / "out.jsonl").read_bytes()


def test_the_same_as_without_shards(tmp_path: Path, straight: bytes) -> None:
    assert finish(laid_out(tmp_path), engines.local(2), tmp_path / "out.jsonl") == straight


def test_a_lost_file_is_made_again(tmp_path: Path, straight: bytes) -> None:
    shards = laid_out(tmp_path)
    finish(shards, engines.local(1), tmp_path / "out.jsonl")
    kept = sorted((tmp_path / "work").iterdir())
    kept[0].unlink()
    kept[3].unlink()
    again = laid_out(tmp_path)
    assert again == shards
    assert len(again.waiting()) == 1
    assert finish(again, engines.local(1), tmp_path / "out.jsonl") == straight


def test_what_is_taken_away_meanwhile_is_said_in_one_line(tmp_path: Path) -> None:
    shards = laid_out(tmp_path)
    for path in (tmp_path / "work").iterdir():
        path.unlink()
    with pytest.raises(InputError, match="taken away"):
        list(engines.local(1)(shards))


def test_a_killed_worker(tmp_path: Path, straight: bytes) -> None:
    shards = laid_out(tmp_path)
    killed = threading.Event()

    def kill_one() -> None:
        """The first child of this process that is a spawned worker."""
        until = time.monotonic() + 60
        while time.monotonic() < until and not killed.is_set():
            for task in Path(f"/proc/{os.getpid()}/task").iterdir():
                for child in (task / "children").read_text().split():
                    if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text():
                        os.kill(int(child), signal.SIGKILL)
                        killed.set()
                        return
            time.sleep(0.01)

    if not Path("/proc/self/task").exists():
        pytest.skip("the children of a process are not listed on this system")
    thread = threading.Thread(target=kill_one)
    thread.start()
    assert finish(shards, engines.local(2), tmp_path / "out.jsonl") == straight
    thread.join()
    assert killed.is_set()


def test_the_command_goes_on_and_leaves_nothing_behind(tmp_path: Path, straight: bytes) -> None:
    rows = [
        {"id": one.id, "text": one.text, "published": "2025-05-08", "publisher": one.publisher} for one in reports()
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    work = tmp_path / "work"
    command = ["parse", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), "--work", str(work)]
    assert status_of([*command, "--jobs", "1"]) == 0
    assert (tmp_path / "out.jsonl").read_bytes() == straight
    assert not work.exists()


def test_dask_that_is_not_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "in.jsonl").write_text('{"id": "a", "text": "b"}\n')
    command = ["parse", str(tmp_path / "in.jsonl"), "-o", str(tmp_path / "out.jsonl"), "--engine", "dask"]
    assert status_of(command) == 2
    assert "--scheduler" in capsys.readouterr().err


def test_a_cluster_that_loses_a_worker_and_its_scheduler(tmp_path: Path, straight: bytes) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed (pip install 'casus[cluster]')")
    address = "tcp://127.0.0.1:18786"
    scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "18786", "--no-dashboard")
    workers = [start("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny") for _ in range(2)]
    try:
        shards = laid_out(tmp_path)
        done = engines.dask(address)(shards)
        next(done)
        workers[0].kill()
        next(done)
        scheduler.kill()
        scheduler.wait()
        workers[1].kill()
        scheduler = start("scheduler", "--host", "127.0.0.1", "--port", "18786", "--no-dashboard")
        workers.append(start("worker", address, "--nthreads", "1", "--no-dashboard", "--no-nanny"))
        for _ in done:
            pass
        with (tmp_path / "out.jsonl").open("w", encoding="utf-8", newline="") as stream:
            assert list(shards.join(stream)) == []
        assert (tmp_path / "out.jsonl").read_bytes() == straight
    finally:
        for process in (scheduler, *workers):
            process.kill()
            process.wait()


def start(*arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "distributed.cli.dask_" + arguments[0], *arguments[1:]]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_a_shard_is_read_alike_by_anybody(tmp_path: Path) -> None:
    shards = laid_out(tmp_path)
    text = shards.text(shards.names[0])
    assert read_shard(text, Reading()) == read_shard(text, Reading())
    assert len(read_shard(text, Reading(("claims",)))) < len(read_shard(text, Reading()))
