"""The figures beside their floors and targets."""

from __future__ import annotations

import pkgutil
import time
import tomllib
import traceback
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import bench

FLOORS = Path(__file__).parent / "floors.toml"


@dataclass(frozen=True, slots=True)
class Limit:
    """What a figure must not fall below (`floor`) or rise above (`most`), and what it is meant to reach."""

    floor: float | None = None
    most: float | None = None
    target: float | None = None

    def holds(self, figure: float) -> bool:
        """Whether a figure keeps within."""
        return (self.floor is None or figure >= self.floor) and (self.most is None or figure <= self.most)

    def reached(self, figure: float) -> bool:
        """Whether a figure is where it is meant to be; without a target, within its limits is where."""
        if self.target is None:
            return self.holds(figure)
        return figure <= self.target if self.most is not None else figure >= self.target


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of every benchmark by figure, and the benchmarks that take long."""

    by_benchmark: Mapping[str, Mapping[str, Limit]]
    slow: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One figure on the board."""

    benchmark: str
    name: str
    figure: float
    limit: Limit

    @property
    def fell(self) -> bool:
        """Whether the figure broke its floor (or ceiling)."""
        return not self.limit.holds(self.figure)

    def line(self) -> str:
        """The row as it is printed."""
        bound = self.limit.floor if self.limit.most is None else self.limit.most
        word = "floor" if self.limit.most is None else "most "
        held = f"{word} {bound:10.3f}" if bound is not None else " " * 16
        meant = f"target {self.limit.target:10.3f}" if self.limit.target is not None else " " * 17
        state = "FELL" if self.fell else "ok" if self.limit.reached(self.figure) else "ok, below target"
        return f"{self.benchmark:10s} {self.name:44s} {self.figure:10.3f}  {held}  {meant}  {state}"


@dataclass(frozen=True, slots=True)
class Skipped:
    """A benchmark without figures, and why."""

    benchmark: str
    why: str
    broke: bool = False

    def line(self) -> str:
        """The row as it is printed."""
        return f"{self.benchmark:10s} {'BROKE' if self.broke else 'not measured'}: {self.why}"


def benchmarks(but: Collection[str] = ()) -> tuple[str, ...]:
    """Every module of this folder that measures, apart from those named."""
    modules = sorted(module.name for module in pkgutil.iter_modules(bench.__path__))
    return tuple(name for name in modules if name not in but and not name.startswith("_") and _measures(name))


def _measures(name: str) -> bool:
    # Looked up in the text: importing every benchmark would cost the libraries of all of them.
    return "\ndef measure(" in (Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8") and name != "board"


def floors(path: Path = FLOORS) -> Limits:
    """Read the limits of `floors.toml`."""
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    slow = tuple(table.pop("slow", ()))
    return Limits({name: {key: Limit(**limit) for key, limit in part.items()} for name, part in table.items()}, slow)


def measure(name: str, shared: Path, limits: Limits) -> list[Row | Skipped]:
    """Run one benchmark; its figures beside their limits, and last the seconds that it took."""
    began = time.monotonic()
    try:
        figures = import_module(f"bench.{name}").measure(shared)
    except FileNotFoundError as fault:
        return [Skipped(name, f"{fault.filename or fault} is not there")]
    except Exception as fault:  # noqa: BLE001  the rim: one broken benchmark must not hide the others' figures
        traceback.print_exc()
        return [Skipped(name, f"{type(fault).__name__}: {fault}", broke=True)]
    known = limits.by_benchmark.get(name, {})
    rows: list[Row | Skipped] = [
        Row(name, key, float(figure), known.get(key, Limit())) for key, figure in figures.items()
    ]
    gone = [key for key in known if key not in figures]
    rows += [Skipped(name, f"{key!r} has a floor and was not measured") for key in gone]
    rows.append(Row(name, "(seconds it took)", time.monotonic() - began, Limit()))
    return rows
