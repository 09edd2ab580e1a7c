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
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.muc4_ceaf import ree, rme_phi3, rme_subset
from bench.muc4_pairing import Tally
from bench.muc4_predict import answers, predict
from bench.muc4_slots import Key, from_roles, key, official
from bench.muc4_templates import Template, lines, load, template


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
    """Templates of 24 slots by document: of lines with "docid" and "templates", or of one object of such lists."""
    if path.name.removesuffix(".gz").endswith(".json"):
        whole: Mapping[str, Any] = json.loads("".join(lines(path)))
        listed = {docid: found for part in whole.values() for docid, found in part.items()}
    else:
        listed = {item["docid"]: item["templates"] for item in map(json.loads, lines(path))}
    return {docid: [one for one in map(key, found) if one is not None] for docid, found in listed.items()}


def _score(options: argparse.Namespace) -> None:
    if options.full:
        gold, given = load_keys(options.first), load_keys(options.second)
        wanted = {docid: gold[docid] for docid in gold if docid in given}
        table = {"official, all slots": official(wanted, given)}
    else:
        table = figures(load(options.first), load(options.second))
    print(f"{'':28s}{'precision':>10s}{'recall':>10s}{'f1':>10s}")
    for name, tally in table.items():
        print(f"{name:28s}{tally.precision:10.4f}{tally.recall:10.4f}{tally.f1:10.4f}")


def _predict(options: argparse.Namespace) -> None:
    documents = [json.loads(line) for line in lines(options.first)]
    pairs = [(str(item["docid"]), str(item["doctext"])) for item in documents]
    with options.second.open("w", encoding="utf-8") as out:
        for made in predict(pairs, reader=options.reader, full=options.full):
            out.write(json.dumps(made, ensure_ascii=False) + "\n")


def main(arguments: Sequence[str]) -> int:
    """Run one of the commands; 2 where a file cannot be read."""
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
        options.run(options)
    except (KeyError, OSError, ValueError) as fault:
        print(f"muc4: {fault}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
