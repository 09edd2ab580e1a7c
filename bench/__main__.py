"""`python -m bench`: print the board; exit with 1 where a figure fell below its floor."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from bench.board import Row, Skipped, benchmarks, floors, measure

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("names", nargs="*", help="benchmarks to run (default: all)")
    parser.add_argument("--quick", action="store_true", help="without those that take long")
    parser.add_argument("--json", action="store_true", help="print the figures as JSON")
    parser.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder of data")
    options = parser.parse_args(arguments)
    if not options.shared.is_dir():
        print(f"no figures: there is no folder {options.shared}", file=sys.stderr)
        return 0
    limits = floors()
    unknown = set(options.names) - set(benchmarks())
    if unknown:
        parser.error(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(benchmarks())}")
    rows: list[Row | Skipped] = []
    for name in options.names or benchmarks(limits.slow if options.quick else ()):
        measured = measure(name, options.shared, limits)
        rows += measured
        if not options.json:
            print("\n".join(row.line() for row in measured), flush=True)
    figures = [row for row in rows if isinstance(row, Row)]
    if options.json:
        print(json.dumps({f"{row.benchmark}: {row.name}": row.figure for row in figures}, indent=1))
    fell = [row for row in figures if row.fell]
    broke = [row for row in rows if isinstance(row, Skipped) and row.broke]
    if fell:
        print(f"FELL: {len(fell)} of {len(figures)} figures are below their floor", file=sys.stderr)
    if broke:
        print(f"BROKE: {', '.join(row.benchmark for row in broke)}", file=sys.stderr)
    return int(bool(fell or broke))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
