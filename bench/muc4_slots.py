"""The official slot score of MUC-4 (Chinchor 1992, M92-1002 and M92-1044), without its interactive part.

Templates of the key and the response are aligned: a pair must agree on the incident's type, at least in part, and on
something of the perpetrators, the physical targets or the human targets. Every fill is correct (1), partial (1/2),
incorrect, missing or spurious; recall is credit over correct + partial + incorrect + missing, precision over correct +
partial + incorrect + spurious. All templates: the fills of a template without a partner are missing or spurious.
Optional templates and fills ("?") are never missing. What a person judged there is decided by words here: a string is
partly right where its words lie within the key's or hold them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.muc4_pairing import Tally, pair
from bench.muc4_templates import ROLES, Template, normal

STRINGS = frozenset("instr_id perp_ind perp_org phys_id hum_name hum_desc".split())
TYPED = frozenset("type stage instr_type perp_cat perp_conf phys_type phys_effect hum_type hum_effect".split())
PLAIN = frozenset("date location phys_num phys_nation phys_total hum_num hum_nation hum_total".split())
SLOTS = STRINGS | TYPED | PLAIN
"""The scored slots: the 24 of a template without message and template number."""
MAPPING = frozenset("perp_ind perp_org phys_id phys_type hum_name hum_desc hum_type".split())
OF_ROLE = dict(zip(ROLES, ("perp_ind", "perp_org", "phys_id", "hum_name", "instr_id"), strict=True))
EMPTY = ("-", "*", "")


@dataclass(frozen=True, slots=True)
class Fill:
    """One answer: the values that are right, whose it is (the strings behind its colon), and whether it must be."""

    values: tuple[str, ...]
    of: tuple[str, ...] = ()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Key:
    """One template as the official score sees it."""

    slots: Mapping[str, tuple[Fill, ...]]
    optional: bool = False


def fill(text: str) -> Fill | None:
    """Read one fill of the original keys: `DEATH: "PRIEST" / "FATHER"`, `? "GUNMEN"`; None for "-" and "*"."""
    bare = text.strip()
    optional = bare.startswith("?")
    value, _, owner = _outside(bare.lstrip("? "), ":")
    values = tuple(_plain(part) for part in _parts(value, "/") if _plain(part) not in EMPTY)
    if not values:
        return None
    return Fill(values, tuple(_plain(part) for part in _parts(owner, "/") if part.strip()), optional)


def _plain(part: str) -> str:
    return " ".join(part.replace('\\"', "").replace('"', "").strip(" ()?").upper().split())


def _outside(text: str, mark: str) -> tuple[str, str, str]:
    """The text before and behind the first mark that stands in no quotation."""
    found = re.match(rf'((?:\\"|"(?:\\.|[^"\\])*"|[^"{mark}])*){mark}(.*)', text, re.DOTALL)
    return (found[1], mark, found[2]) if found else (text, "", "")


def _parts(text: str, mark: str) -> list[str]:
    return re.findall(rf'(?:\\"|"(?:\\.|[^"\\])*"|[^"{mark}])+', text)


def key(values: Mapping[str, Sequence[str]]) -> Key | None:
    """Read one template of the original keys; None for the empty template of an irrelevant message.

    The location is one value, colons and all.
    """
    read: dict[str, tuple[Fill, ...]] = {}
    for slot in sorted(SLOTS):
        texts = [text.replace(":", "|") if slot == "location" else text for text in values.get(slot, ())]
        read[slot] = tuple(one for text in texts if (one := fill(text)) is not None)
    if not read["type"]:
        return None
    return Key(read, "OPTIONAL" in " ".join(values.get("template", ())).upper())


def from_roles(template: Template) -> Key:
    """A template of five roles as a key: type and role strings; an entity given is judged by its first mention."""
    slots: dict[str, tuple[Fill, ...]] = {"type": (Fill(tuple(kind.upper() for kind in template.kinds)),)}
    for role, slot in OF_ROLE.items():
        slots[slot] = tuple(Fill(tuple(text.upper() for text in entity)) for entity in template.roles[role])
    return Key(slots)


def credit(slot: str, wanted: Fill, got: Fill) -> float:
    """1, 1/2 or 0 for one fill against one of the key's."""
    worth = max(_alike(slot, value, got.values[0]) for value in wanted.values)
    if not wanted.of or slot == "perp_conf":
        return worth
    owned = bool(got.of) and max(_alike("hum_name", value, got.of[0]) for value in wanted.of) > 0
    return worth if owned else worth / 2 if worth == 1 else 0.0


def _alike(slot: str, wanted: str, got: str) -> float:
    if normal(wanted) == normal(got):
        return 1.0
    if slot == "location":
        return 0.5 if wanted.split("|", maxsplit=1)[0].strip() == got.split("|", maxsplit=1)[0].strip() else 0.0
    if slot == "date":
        return (
            0.5 if set(re.findall(r"\d\d [A-Z]{3} \d\d", wanted)) & set(re.findall(r"\d\d [A-Z]{3} \d\d", got)) else 0.0
        )
    if slot in STRINGS:
        ours, theirs = set(normal(got).split()), set(normal(wanted).split())
        return 0.5 if ours and theirs and (ours <= theirs or theirs <= ours) else 0.0
    return 0.0


def slot_tally(slot: str, wanted: Sequence[Fill], got: Sequence[Fill]) -> Tally:
    """The credit of one slot of two aligned templates."""
    if not wanted and not got:
        return Tally()
    worth = [[credit(slot, one, other) for other in got] for one in wanted]
    chosen = pair(worth)
    total = sum(worth[row][column] for row, column in chosen)
    met = {row for row, _ in chosen}
    unmet = [one for n, one in enumerate(wanted) if n not in met]
    # A wrong answer where one was wanted is incorrect: it counts once on either side.
    possible = len(chosen) + max(sum(not one.optional for one in unmet), min(len(unmet), len(got) - len(chosen)))
    return Tally(total, total, len(got), possible)


def template_tally(wanted: Key | None, got: Key | None) -> Tally:
    """The credit of two aligned templates, or of one without a partner."""
    total = Tally()
    for slot in sorted(SLOTS):
        ours = got.slots.get(slot, ()) if got else ()
        theirs = wanted.slots.get(slot, ()) if wanted else ()
        if wanted and not got and wanted.optional:
            continue
        total += slot_tally(slot, theirs, ours)
    return total


def may_pair(wanted: Key, got: Key) -> bool:
    """Whether two templates agree on the type and on something of who did it, what or whom it hit."""

    def agree(slot: str) -> bool:
        pairs = ((one, other) for one in wanted.slots.get(slot, ()) for other in got.slots.get(slot, ()))
        return any(credit(slot, one, other) > 0 for one, other in pairs)

    return agree("type") and any(agree(slot) for slot in MAPPING)


def official(gold: Mapping[str, Sequence[Key]], given: Mapping[str, Sequence[Key]]) -> Tally:
    """Recall, precision and F of all templates."""
    total = Tally()
    for document, wanted in gold.items():
        got = given.get(document, ())
        worth = [
            [template_tally(one, other).right + 1e-6 if may_pair(one, other) else 0.0 for other in got]
            for one in wanted
        ]
        chosen = pair(worth)
        rows, columns = {row for row, _ in chosen}, {column for _, column in chosen}
        total += sum((template_tally(wanted[row], got[column]) for row, column in chosen), Tally())
        total += sum((template_tally(one, None) for n, one in enumerate(wanted) if n not in rows), Tally())
        total += sum((template_tally(None, one) for n, one in enumerate(got) if n not in columns), Tally())
    return total
