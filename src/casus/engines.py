"""Who reads the shards: processes of this machine, or the workers of a Dask cluster. Either may lose a worker."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from importlib import import_module
from multiprocessing import get_context
from typing import Any

from casus.errors import InputError
from casus.pipeline import leave_interrupts_to_the_parent, prepare
from casus.shards import Shards, read_shard

Engine = Callable[[Shards], Iterator[str]]
"""Reads every shard that waits, keeps the results, and names each shard as it is done."""

_TRIES = 4  # a shard at which that many workers died is named, not tried again
_PATIENCE = 120.0  # seconds without a scheduler before we give up
_AT_ONCE = 4  # shards handed out for each worker


def local(jobs: int) -> Engine:
    """Processes of this machine."""

    def run(shards: Shards) -> Iterator[str]:
        prepare()  # the gazetteer is built here, before several processes try to
        tries: Counter[str] = Counter()
        while waiting := shards.waiting():
            try:
                yield from _in_processes(shards, waiting, jobs)
            except BrokenProcessPool:
                # One worker's death breaks the pool: what was at work is tried again in a new one.
                begun = shards.waiting()[: jobs * _AT_ONCE]
                tries.update(begun)
                _give_up(tries)

    return run


def _give_up(tries: Counter[str]) -> None:
    for name, number in tries.items():
        if number >= _TRIES:
            raise InputError(f"shard {name}: workers died {number} times while it was read")


def _in_processes(shards: Shards, waiting: list[str], jobs: int) -> Iterator[str]:
    # Spawned, not forked: the gazetteer's open file must not be shared.
    context = get_context("spawn")
    pool = ProcessPoolExecutor(jobs, mp_context=context, initializer=leave_interrupts_to_the_parent)
    left = iter(waiting)
    at_work: dict[Future[str], str] = {}
    try:
        while True:
            for name in left:
                at_work[pool.submit(read_shard, shards.text(name), shards.reading)] = name
                if len(at_work) >= jobs * _AT_ONCE:
                    break
            if not at_work:
                return
            for done in wait(at_work, return_when=FIRST_COMPLETED).done:
                shards.keep(at_work[done], done.result())
                yield at_work.pop(done)
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def dask(scheduler: str) -> Engine:
    """The workers of a Dask cluster, on which casus is installed; they need no common disk.

    Raises InputError where Dask is not installed or there is no scheduler.
    """
    try:
        distributed = import_module("distributed")
    except ImportError as fault:
        raise InputError("--engine dask needs Dask: pip install 'casus[cluster]'") from fault

    def run(shards: Shards) -> Iterator[str]:
        tries: Counter[str] = Counter()
        while shards.waiting():
            with _client(distributed, scheduler) as client:
                yield from _on_cluster(client, shards, tries)

    return run


def _client(distributed: Any, scheduler: str) -> Any:  # noqa: ANN401  (Dask is not there where the types are checked)
    """A client, waiting for a scheduler that is starting again."""
    until = time.monotonic() + _PATIENCE
    while True:
        try:
            return distributed.Client(scheduler, timeout=10, set_as_default=False)
        except (OSError, ValueError) as fault:
            if isinstance(fault, ValueError) or time.monotonic() > until:
                raise InputError(f"{scheduler}: no Dask scheduler answers there") from fault
            time.sleep(1)


def _on_cluster(client: Any, shards: Shards, tries: Counter[str]) -> Iterator[str]:  # noqa: ANN401
    """Hand out shards until all are done or the scheduler is lost."""
    left = iter(shards.waiting())
    at_work: dict[Any, str] = {}
    while True:
        for name in left:
            at_work[client.submit(read_shard, shards.text(name), shards.reading, pure=False, retries=_TRIES)] = name
            if len(at_work) >= _AT_ONCE * max(1, len(client.nthreads())):
                break
        if not at_work:
            return
        finished = [future for future in at_work if future.status != "pending"]
        for future in finished:
            name = at_work.pop(future)
            if future.status == "finished":
                shards.keep(name, future.result())
                yield name
            else:
                _lost(future, name, tries)
        if client.status != "running":
            return  # the scheduler is gone: a new client hands out again what waits
        if not finished:
            time.sleep(0.05)


def _lost(future: Any, name: str, tries: Counter[str]) -> None:  # noqa: ANN401
    """Count a shard that was lost with its worker or scheduler; what our own program raised is raised here."""
    fault = future.exception() if future.status == "error" else None
    if fault is not None and type(fault).__name__ != "KilledWorker":
        raise fault
    tries[name] += 1
    _give_up(tries)
