"""Writes docs/policies.md from the tables and the code: `python -m tests.weigh.policies_doc`. A test compares."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from casus.export.words import figure
from casus.model.codes import Grade, Harm, Label
from casus.reference.resources import load_toml
from casus.weigh.policies import POLICIES
from casus.weigh.setting import grade_words, label_words, policy_words
from casus.weigh.weigh import weigh

from .factory import ARMY, HOSPITAL, POLICE, REBELS, claim, incident, reports, toll

PATH = Path(__file__).resolve().parent.parent.parent / "docs" / "policies.md"
_CLAIMING = {"source": REBELS, "stance": "claims_responsibility", "by": [REBELS]}

CASES = (
    ("a hospital says 12, a paper in its own voice 12, police 9", [
        claim("c1", toll(12, who="people", side="unknown"), source=HOSPITAL),
        claim("c2", toll(12, who="people", side="unknown"), report="r2"),
        claim("c3", toll(9, who="people", side="unknown"), source=POLICE, report="r3"),
    ]),
    ("the group that did it says 15 guards; nobody else gives a number", [claim("c1", toll(15), **_CLAIMING)]),
    ("the group says 15 guards, a paper says 9", [
        claim("c1", toll(15), **_CLAIMING),
        claim("c2", toll(9), report="r2"),
    ]),
    ("a paper says 3 guards, the army, whose guards they were, says 5", [
        claim("c1", toll(3, who="Ruritanian guards"), report="r1"),
        claim("c2", toll(5, who="Ruritanian guards"), source=ARMY, stance="accuses", by=[REBELS], report="r2"),
    ]),
    ("one paper says at least 10, another 12", [
        claim("c1", toll(10, -1, who="people", side="unknown")),
        claim("c2", toll(12, who="people", side="unknown"), report="r2"),
    ]),
    ("one paper says 4, another 7", [
        claim("c1", toll(4, who="people", side="unknown")),
        claim("c2", toll(7, who="people", side="unknown"), report="r2"),
    ]),
    ("a paper says 8 guards, and hedges; nobody else gives a number", [claim("c1", toll(8), hedged=True)]),
    ("a paper says 11 people, among them 4 policemen", [
        claim("c1", toll(11, who="people", side="mixed"), toll(4, who="policemen", part_of=0)),
    ]),
    ("a paper says 12 guards; the army denies it; another paper sums up 40 in the week", [
        claim("c1", toll(12)),
        claim("c2", toll(12), source=ARMY, stance="denies", report="r2"),
        claim("c3", toll(40), scope="aggregate", report="r3"),
    ]),
    ("a paper says 6, and two days later 9", [
        claim("c1", toll(6, who="people", side="unknown"), report="r1"),
        claim("c2", toll(9, who="people", side="unknown"), report="r2"),
    ]),
)  # fmt: skip
_ONE_PAPER = {"publishers": dict.fromkeys(("r1", "r2"), "Herald"), "days_of": {"r1": "2025-05-08", "r2": "2025-05-10"}}


def render() -> str:
    """The whole page."""
    return "\n".join(_page()) + "\n"


_HEAD = """
Written by `python -m tests.weigh.policies_doc` from `resources/policies.toml` and the code; a test compares.
`casus explain ID` prints the derivation of a figure step by step, with the claims it rests on and those set aside. A
policy that was released is never changed: a new version stands beside it.
"""
_BEFORE = """
Before any policy looks, these are set aside: what a source denies, doubts or does not comment on; figures that the same
source revised; sums over several happenings; what another report only recalls, where somebody tells it as news; what is
only planned, threatened or called for; parts of a total. Where every toll says whose people it counts, soldiers are
compared with soldiers and civilians with civilians, and the groups add up.
"""
_SIDES = """
Sides divide a figure and never add to it: the parts told of a total (“11 people, among them four policemen”) give the
sides theirs, and what no part tells of is of unknown side. Every policy's sides add up to its figure.
"""


def _page() -> Iterator[str]:
    yield "# Policies, labels and grades\n"
    yield from (f"{_folded(words)}\n" for words in (_HEAD, _BEFORE, _SIDES))
    yield "## The policies\n"
    for name in POLICIES:
        yield f"### `{name}`: {policy_words(name)[0]}\n"
        yield _folded(policy_words(name)[1])
        yield f"\nUse: {load_toml('policies.toml')['policy'][name]['use']}.\n"
    yield "## What they make of the same words\n"
    yield f"| what is said | {' | '.join(f'`{name}`' for name in POLICIES)} |"
    yield "|---|" + "---|" * len(POLICIES)
    for words, claims in CASES:
        yield f"| {words} | {' | '.join(_figures(words, claims))} |"
    yield "\n“(4 to 7)” behind a figure are low and high. “Up to 15” has no low and no best: it is in no sum.\n"
    yield "## Labels\n"
    yield "An incident bears every label that fits it; `uncontested` only where no other does.\n"
    yield from (f"- `{label.value}`: {label_words(label)}." for label in Label)
    yield "\n## Grades\n"
    yield "After the grades of Airwars, for any incident. Origins with one stake count as one.\n"
    yield from (f"- `{grade.value}`: {grade_words(grade)}." for grade in Grade)


def _folded(text: str) -> str:
    """Words in lines of at most 118 characters."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) > 117:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    return "\n".join([*lines, line])


def _figures(words, claims):
    known = reports(*claims, **(_ONE_PAPER if "later" in words else {}))
    made = weigh(incident(*claims), known)
    for name in POLICIES:
        found = made.estimate(Harm.KILLED, name)
        yield figure(found.low, found.best, found.high)


if __name__ == "__main__":
    PATH.write_text(render(), encoding="utf-8")
