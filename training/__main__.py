"""`python -m training make`: from ../shared and the labels to the shipped files of the trained reader."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str]) -> int:
    """Run one command; 2 where something that it needs is missing."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    commands = parser.add_subparsers(required=True)
    make = commands.add_parser("make", help="train and write resources/reader/")
    make.add_argument("--shared", type=Path, default=ROOT.parent / "shared", help="the folder of data")
    make.add_argument("--labels", type=Path, default=ROOT / "training" / "labels", help="the folder of labels")
    make.add_argument("--out", type=Path, default=ROOT / "resources" / "reader", help="where the files go")
    make.add_argument("--muc4", type=Path, default=ROOT / "bench" / "muc4_reader", help="where those of MUC-4 go")
    make.add_argument("--work", type=Path, default=ROOT / ".tools" / "reader", help="where trained networks are kept")
    make.add_argument("--without-fold", type=int, metavar="N", help="keep one sixth of the labels for measuring")
    options = parser.parse_args(arguments)
    try:
        from training.reader.make import make as run  # noqa: PLC0415  torch is there for this command alone
    except ModuleNotFoundError as gone:
        print(f"training: no package {gone.name}; see requirements/train.txt", file=sys.stderr)
        return 2
    try:
        run(options.shared, options.labels, options.out, options.muc4, options.work, options.without_fold)
    except (OSError, ValueError) as fault:
        print(f"training: {fault}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print(f"training: stopped; the same command goes on with what is kept in {options.work}", file=sys.stderr)
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
