"""A template of five roles as the 24 slots of the original keys.

What follows from the roles and the text by a plain rule is filled (instrument types by their words, the country that
is named first, who is a civilian); what does not keeps the keys' own mark for nothing, "-".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bench.muc4_slots import OF_ROLE
from casus.reference.countries import countries

ORDER = (
    "message_id template date location type stage instr_id instr_type perp_cat perp_ind perp_org perp_conf phys_id "
    "phys_type phys_num phys_nation phys_effect phys_total hum_name hum_desc hum_type hum_num hum_nation hum_effect "
    "hum_total"
).split()
"""The slots as the keys write them; the message's own id stands before the 24."""

# The key's types of instruments and of things hit, by words of their names; the first that fits counts.
INSTRUMENTS = {
    "VEHICLE BOMB": "car bomb|truck bomb|car-bomb",
    "DYNAMITE": "dynamite",
    "MACHINE GUN": "machine|submachine",
    "MORTAR": "mortar",
    "RIFLE": "rifle|ak-47|m-16",
    "GRENADE": "grenade",
    "ROCKET": "rocket",
    "MINE": "mine",
    "MOLOTOV COCKTAIL": "molotov",
    "BOMB": "bomb",
    "EXPLOSIVE": "explosive|charge|tnt",
    "GUN": "gun|pistol|weapon|firearm|bullet|shot|caliber",
}
THINGS = {
    "ENERGY": "pipeline|power|electric|pylon|oil|energy|tower",
    "TRANSPORT VEHICLE": "vehicle|car|bus|truck|plane|train|helicopter|motorcycle|ambulance|jeep",
    "FINANCIAL": "bank",
    "COMMUNICATIONS": "radio|newspaper|telephone|station|daily|television|antenna",
    "DIPLOMAT OFFICE OR RESIDENCE": "embassy|consulate",
    "LAW ENFORCEMENT FACILITY": "police|jail|prison",
    "TRANSPORTATION ROUTE": "bridge|road|highway|railroad",
    "CIVILIAN RESIDENCE": "house|home|residence|apartment",
    "ORGANIZATION OFFICE": "office|headquarters",
    "GOVERNMENT OFFICE OR RESIDENCE": "government|ministry|city hall|mayor|palace",
    "COMMERCIAL": "hotel|shop|store|restaurant|plant|company|factory|supermarket|warehouse",
}
PEOPLE = {
    "LAW ENFORCEMENT": "police|policem",
    "LEGAL OR JUDICIAL": "judge|attorney|prosecutor|lawyer|magistrate",
    "GOVERNMENT OFFICIAL": "president|minister|mayor|governor|senator|official",
    "POLITICAL FIGURE": "leader|candidate|party|politician|deputy",
    "ACTIVE MILITARY": "soldier|sergeant|captain|lieutenant|army|military",
}
STATE = re.compile(r"\b(?:army|soldiers?|military|troops|police|armed forces|air force|battalion|government)\b")
REACH = 60
"""How many characters round a name tell who it is."""


def slots(template: Mapping[str, Any], docid: str, number: int, text: str) -> dict[str, list[str]]:
    """The slots of one template of a message, each a list of fills as the keys write them."""
    low = text.lower()
    made: dict[str, list[str]] = {slot: ["-"] for slot in ORDER}
    made |= {"message_id": [docid], "template": [str(number)], "stage": ["ACCOMPLISHED"]}
    made["type"] = [template["incident_type"].upper()]
    for role, slot in OF_ROLE.items():
        made[slot] = [_quoted(entity) for entity in template[role]] or ["-"]
    made["location"] = [_country(low) or "-"]
    doers = " ".join(entity[0] for role in ("PerpInd", "PerpOrg") for entity in template[role])
    made["perp_cat"] = ["STATE-SPONSORED VIOLENCE" if STATE.search(doers.lower()) else "TERRORIST ACT"]
    made["perp_conf"] = _each(template["PerpOrg"], lambda _: "REPORTED AS FACT")
    made["instr_type"] = _each(template["Weapon"], lambda name: _kind(INSTRUMENTS, name))
    made["phys_type"] = _each(template["Target"], lambda name: _kind(THINGS, name) or "OTHER")
    made["phys_num"] = _each(template["Target"], lambda name: "PLURAL" if name.endswith("s") else "1")
    made["hum_type"] = _each(template["Victim"], lambda name: _kind(PEOPLE, _around(low, name)) or "CIVILIAN")
    made["hum_num"] = _each(template["Victim"], lambda _: "1")
    if template["incident_type"] in ("attack", "bombing"):
        made["hum_effect"] = _each(template["Victim"], lambda _: "DEATH")
    return made


def _quoted(entity: Sequence[str]) -> str:
    return " / ".join('"' + mention.upper().replace('"', '\\"') + '"' for mention in entity)


def _each(entities: Sequence[Sequence[str]], kind: Any) -> list[str]:  # noqa: ANN401  a name to a kind or None
    found = [(kind(entity[0].lower()), entity) for entity in entities]
    return [f"{value}: {_quoted(entity)}" for value, entity in found if value] or ["-"]


def _kind(table: Mapping[str, str], words: str) -> str | None:
    return next((kind for kind, shapes in table.items() if re.search(rf"\b(?:{shapes})", words)), None)


def _around(text: str, name: str) -> str:
    at = text.find(name)
    return text[max(0, at - REACH) : at + len(name) + REACH] if at >= 0 else ""


def _country(text: str) -> str | None:
    """The country that is named first."""
    found = [(text.find(one.name.lower()), one.name.upper()) for one in countries().values()]
    return min(((at, name) for at, name in found if at >= 0), default=(0, None))[1]
