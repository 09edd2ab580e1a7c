"""A number said of people harmed, and to whom the harm was done."""

from __future__ import annotations

from dataclasses import dataclass

from casus.model.codes import Harm, Side
from casus.model.count import Count
from casus.model.span import Span


@dataclass(frozen=True, slots=True)
class Toll:
    """`count` people of `who` came to `harm`.

    `part_of` is the index, in the claim's list, of the total that this toll is a part of; such a toll never adds to it.
    `named` holds victims' names; exports leave them out unless asked for. `span` is where the number stands.
    """

    harm: Harm
    count: Count
    who: str | None = None
    side: Side = Side.UNKNOWN
    part_of: int | None = None
    named: tuple[str, ...] = ()
    span: Span | None = None
    rule: str = ""
