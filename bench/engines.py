"""Two Dask workers against one process, in CPU-seconds: the machine's cores are shared with others.

The speed-up is the CPU-seconds of one process over those of the busiest of the three that work at once: the two workers
and the client, which lays the shards out and takes the results. It is what two free cores would give.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from importlib import import_module
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from bench.linking import ITEMS
from casus import engines
from casus.model.report import Report
from casus.shards import Reading, Shards, split

_ADDRESS = "tcp://127.0.0.1:18787"
_ARTICLES = 20_000 if os.environ.get("CASUS_SCALE") else 2_000


def measure(shared: Path) -> dict[str, float]:
    """CPU-seconds of both, and the speed-up."""
    try:
        distributed = import_module("distributed")
    except ImportError as fault:
        raise FileNotFoundError("distributed (pip install 'casus[cluster]')") from fault
    with tempfile.TemporaryDirectory() as folder:
        shards = split(_articles(shared), Path(folder) / "one", Reading())
        alone = _alone(shards)
        shards = split(_articles(shared), Path(folder) / "two", Reading())
        workers, client = _on_dask(distributed, shards)
    figures = {"articles": float(_ARTICLES), "one process, CPU-seconds": alone}
    figures |= {f"worker {at}, CPU-seconds": spent for at, spent in enumerate(workers, start=1)}
    figures["client, CPU-seconds"] = client
    return figures | {"speed-up by two workers": alone / max(*workers, client)}


def _articles(shared: Path) -> Iterator[Report]:
    with gzip.open(shared / ITEMS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for at, row in enumerate(islice(cycle(rows), _ARTICLES)):
        yield Report(f"{row['id']}-{at // len(rows)}", row["text"], date.fromisoformat(row["published"]))


def _alone(shards: Shards) -> float:
    """One process that reads all shards, with its own start."""
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom casus.shards import Reading, read_shard\n"
        "for path in sorted(Path(sys.argv[1]).glob('*.in.jsonl')):\n"
        "    read_shard(path.read_text(encoding='utf-8'), Reading())\n"
        "print(time.process_time())"
    )
    done = subprocess.run([sys.executable, "-c", code, str(shards.folder)], capture_output=True, text=True, check=True)
    return float(done.stdout)


def _on_dask(distributed: Any, shards: Shards) -> tuple[list[float], float]:  # noqa: ANN401
    started = [_start("scheduler", "--host", "127.0.0.1", "--port", _ADDRESS.rsplit(":", 1)[1], "--no-dashboard")]
    started += [_start("worker", _ADDRESS, "--nthreads", "1", "--no-dashboard", "--no-nanny") for _ in range(2)]
    try:
        with distributed.Client(_ADDRESS, timeout=60, set_as_default=False) as client:
            client.wait_for_workers(2)
            began = time.process_time()
            for _ in engines.dask(_ADDRESS)(shards):
                pass
            return list(client.run(time.process_time).values()), time.process_time() - began
    finally:
        for process in started:
            process.kill()
            process.wait()


def _start(what: str, *arguments: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", f"distributed.cli.dask_{what}", *arguments]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
