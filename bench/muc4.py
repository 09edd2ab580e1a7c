"""MUC-4: templates of Latin American terrorism, the one public document-level benchmark of this task.

    python -m bench.muc4 predict DOCS.jsonl OUT.jsonl [--reader rules|model|both] [--full]
    python -m bench.muc4 score GOLD.jsonl PRED.jsonl [--full]

DOCS has lines with "docid" and "doctext"; OUT gets for each {"docid", "templates": [{"incident_type", "PerpInd",
"PerpOrg", "Target", "Victim", "Weapon"}]}: a role is a list of entities, an entity a list of mentions. With --full a
template has the 24 slots of the original keys, each a list of fills. Score prints CEAF-REE by role, CEAF-RME in both
forms and the official score over type and roles; with --full the official score over all slots. Files may be gzipped.
Learned on train, tuned on dev; a figure of the test half is never tuned to.
"""

from __future__ import annotations

import argparse
import json
import sys
import zlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.muc4_ceaf import ree, rme_phi3, rme_subset
from bench.muc4_pairing import Tally
from bench.muc4_predict import answers, predict, trained
from bench.muc4_slots import Key, from_roles, key, official
from bench.muc4_templates import Template, fills, lines, load, numbered, objects, record, template


def measure(shared: Path) -> dict[str, float]:
    """The figures of the dev half."""
    folder = shared / "data" / "muc4"
    documents = [json.loads(line) for line in lines(folder / "templates_dev.jsonl.gz")]
    gold = load(folder / "templates_dev.jsonl.gz")
    found = list(answers([(item["docid"], item["doctext"]) for item in documents]))
    given = {one.docid: tuple(template(value) for value in one.roles) for one in found}
    table = figures(gold, given)
    keys = load_keys(folder / "keys_full.json.gz")
    slots = {one.docid: [made for value in one.slots if (made := key(value))] for one in found}
    table["official, all slots"] = official({docid: keys[docid] for docid in slots}, slots)
    return {name: tally.f1 for name, tally in table.items()}


def figures(gold: Mapping[str, Sequence[Template]], given: Mapping[str, Sequence[Template]]) -> dict[str, Tally]:
    """Every figure of templates of five roles."""
    table = {f"ceaf-ree {role}": tally for role, tally in ree(gold, given).items()}
    table["ceaf-rme subset"] = rme_subset(gold, given)
    table["ceaf-rme phi-3"] = rme_phi3(gold, given)
    table["official, type and roles"] = official(
        {name: [from_roles(one) for one in found] for name, found in gold.items()},
        {name: [from_roles(one) for one in found] for name, found in given.items()},
    )
    return table


def load_keys(path: Path) -> dict[str, list[Key]]:
    """Templates of 24 slots by document: of lines with "docid" and "templates", or of one object of such lists.

    Raises ValueError, saying where, for what is neither.
    """
    found: dict[str, list[Key]] = {}
    for where, docid, templates in _listed(path):
        try:
            found[docid] = [made for one in objects(templates) if (made := key(fills(one))) is not None]
        except ValueError as fault:
            raise ValueError(f"{where}: {fault}") from fault
    return found


def _listed(path: Path) -> Iterator[tuple[str, str, Any]]:
    """Where each document's templates stand, its id, and what is there."""
    if path.name.removesuffix(".gz").endswith(".json"):
        whole = record("".join(lines(path)), str(path), ())
        for name, part in whole.items():
            if not isinstance(part, dict):
                raise ValueError(f"{path}: {name} is no object")  # noqa: TRY004  it is a file's fault, no caller's
            yield from ((f"{path}, document {docid}", docid, templates) for docid, templates in part.items())
        return
    for where, line in numbered(path):
        item = record(line, where, ("docid", "templates"))
        yield where, str(item["docid"]), item["templates"]


def load_documents(path: Path) -> tuple[list[tuple[str, str]], list[str]]:
    """The id and text of each line, and what is wrong with the lines that have none."""
    found: list[tuple[str, str]] = []
    faults: list[str] = []
    for where, line in numbered(path):
        try:
            item = record(line, where, ("docid", "doctext"))
        except ValueError as fault:
            faults.append(str(fault))
        else:
            found.append((str(item["docid"]), str(item["doctext"])))
    return found, faults


def _score(options: argparse.Namespace) -> int:
    if options.full:
        gold, given = load_keys(options.first), load_keys(options.second)
        wanted = {docid: gold[docid] for docid in gold if docid in given}
        table = {"official, all slots": official(wanted, given)}
    else:
        table = figures(load(options.first), load(options.second))
    print(f"{'':28s}{'precision':>10s}{'recall':>10s}{'f1':>10s}")
    for name, tally in table.items():
        print(f"{name:28s}{tally.precision:10.4f}{tally.recall:10.4f}{tally.f1:10.4f}")
    return 0


def _predict(options: argparse.Namespace) -> int:
    """Write the templates of every document that can be read, and name the lines of the others."""
    from casus.cli.progress import counted  # noqa: PLC0415  training reads keys without the program's libraries

    documents, faults = load_documents(options.first)
    if options.second.exists() and options.second.samefile(options.first):
        raise ValueError(f"{options.second} is the file of documents: name another for the templates")
    if options.reader == "both" and trained() is None:
        _say("the trained reader's files are not there: reading by rules alone")
    with options.second.open("w", encoding="utf-8") as out:
        for made in counted(predict(documents, reader=options.reader, full=options.full), "documents"):
            out.write(json.dumps(made, ensure_ascii=False) + "\n")
    for fault in faults:
        _say(fault)
    return 2 if faults else 0


def _say(words: str) -> None:
    print(f"muc4: {words}", file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; 2 where a file or a line of it cannot be read, 130 where it was stopped."""
    parser = argparse.ArgumentParser(prog="python -m bench.muc4", description=__doc__.split("\n")[0])
    commands = parser.add_subparsers(required=True)
    for name, run in (("predict", _predict), ("score", _score)):
        command = commands.add_parser(name)
        command.add_argument("first", type=Path, metavar="DOCS.jsonl" if name == "predict" else "GOLD.jsonl")
        command.add_argument("second", type=Path, metavar="OUT.jsonl" if name == "predict" else "PRED.jsonl")
        command.add_argument("--full", action="store_true", help="the 24 slots of the original keys")
        if name == "predict":
            command.add_argument("--reader", choices=("rules", "model", "both"), default="both")
        command.set_defaults(run=run)
    options = parser.parse_args(arguments)
    try:
        return int(options.run(options))
    except KeyboardInterrupt:
        _say("stopped; what was read before is written")
        return 130
    except (EOFError, OSError, ValueError, zlib.error) as fault:
        _say(str(fault))
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
