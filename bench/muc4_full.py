"""A template of five roles as the 24 slots of the original keys.

What does not follow from the five roles and the text keeps the keys' own mark for nothing, "-" ("*" where the kind of
incident leaves a slot no room).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bench.muc4_slots import OF_ROLE

ORDER = (
    "message_id template date location type stage instr_id instr_type perp_cat perp_ind perp_org perp_conf phys_id "
    "phys_type phys_num phys_nation phys_effect phys_total hum_name hum_desc hum_type hum_num hum_nation hum_effect "
    "hum_total"
).split()
"""The slots as the keys write them; the message's own id stands before the 24."""


def slots(template: Mapping[str, Any], docid: str, number: int) -> dict[str, list[str]]:
    """The slots of one template, each a list of fills as the keys write them."""
    made: dict[str, list[str]] = {slot: ["-"] for slot in ORDER}
    made |= {"message_id": [docid], "template": [str(number)], "stage": ["ACCOMPLISHED"]}
    made["type"] = [template["incident_type"].upper()]
    for role, slot in OF_ROLE.items():
        fills = [_fill(entity) for entity in template[role]]
        made[slot] = fills or ["-"]
    return made


def _fill(entity: Sequence[str]) -> str:
    return " / ".join('"' + mention.upper().replace('"', '\\"') + '"' for mention in entity)
