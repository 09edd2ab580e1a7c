"""Who acts or speaks: a state, a force, a group, a sub-unit, a person."""

from __future__ import annotations

from dataclasses import dataclass

from casus.model.codes import Side


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody as the text names them, with the entry of `resources/actors` where one was found.

    `name` is the shortest string that names them, resolved within the report ("the group" becomes the group's name).
    `id` is None for somebody whom the register does not know. `country` is ISO 3166-1 alpha-2 of a state actor or of
    the state a group fights in. `parent` is the id of the body that a sub-unit or a spokesman belongs to.
    """

    name: str
    id: str | None = None
    country: str | None = None
    side: Side = Side.UNKNOWN
    parent: str | None = None
