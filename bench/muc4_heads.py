"""What the network of MUC-4 tells, in the order of its outputs: roles, classes of a mention by slot, links."""

from __future__ import annotations

from collections.abc import Mapping

from bench.muc4_templates import ROLES

SEEN = (*ROLES, "Person", "Place")
"""The roles that the network tags: the five of the benchmark, people by description, and where it was."""

TYPES = ("attack", "bombing", "kidnapping", "arson", "robbery", "forced work stoppage")
"""The kinds of incident."""

CLASSES: Mapping[str, tuple[str, ...]] = {
    "type": tuple(kind.upper() for kind in TYPES),
    "stage": ("ACCOMPLISHED", "ATTEMPTED", "THREATENED"),
    "perp_cat": ("TERRORIST ACT", "STATE-SPONSORED VIOLENCE"),
    "perp_conf": (
        "REPORTED AS FACT",
        "SUSPECTED OR ACCUSED",
        "SUSPECTED OR ACCUSED BY AUTHORITIES",
        "CLAIMED OR ADMITTED",
        "POSSIBLE",
    ),
    "instr_type": (
        "BOMB",
        "GUN",
        "DYNAMITE",
        "EXPLOSIVE",
        "MACHINE GUN",
        "VEHICLE BOMB",
        "MORTAR",
        "RIFLE",
        "AERIAL BOMB",
        "TORTURE",
        "GRENADE",
        "CUTTING DEVICE",
    ),
    "phys_type": (
        "OTHER",
        "COMMERCIAL",
        "ENERGY",
        "TRANSPORT VEHICLE",
        "GOVERNMENT OFFICE OR RESIDENCE",
        "COMMUNICATIONS",
        "ORGANIZATION OFFICE",
        "FINANCIAL",
        "CIVILIAN RESIDENCE",
        "DIPLOMAT OFFICE OR RESIDENCE",
        "TRANSPORTATION ROUTE",
        "LAW ENFORCEMENT FACILITY",
    ),
    "phys_effect": ("SOME DAMAGE", "DESTROYED", "NO DAMAGE"),
    "hum_type": (
        "CIVILIAN",
        "POLITICAL FIGURE",
        "GOVERNMENT OFFICIAL",
        "LAW ENFORCEMENT",
        "LEGAL OR JUDICIAL",
        "ACTIVE MILITARY",
        "SECURITY GUARD",
        "FORMER GOVERNMENT OFFICIAL",
        "FORMER ACTIVE MILITARY",
        "DIPLOMAT",
    ),
    "hum_effect": ("DEATH", "INJURY", "NO INJURY OR DEATH", "NO INJURY", "REGAINED FREEDOM"),
}
"""The set fills of the keys that the network tells of a mention, by slot; rarer ones it does not."""

OF_EACH = ("type", "stage", "perp_cat")
"""The slots that every mention of a template answers for; the others belong to the roles of OF_ONE."""

OF_ONE: Mapping[str, tuple[str, ...]] = {
    "PerpOrg": ("perp_conf",),
    "Target": ("phys_type", "phys_effect"),
    "Victim": ("hum_type", "hum_effect"),
    "Person": ("hum_type", "hum_effect"),
    "Weapon": ("instr_type",),
}

LINK = 48
"""How many numbers say to which template a mention belongs, and as many to which entity: alike where it is one."""


def places() -> dict[str, slice]:
    """Where each slot's classes stand among the network's."""
    found: dict[str, slice] = {}
    start = 0
    for slot, values in CLASSES.items():
        found[slot] = slice(start, start + len(values))
        start += len(values)
    return found


WIDTH = sum(map(len, CLASSES.values()))
"""How many classes there are."""
