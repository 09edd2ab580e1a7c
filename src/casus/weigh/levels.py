"""Whether a place is another one, or may lie in it, as far as names, provinces and precision tell."""

from __future__ import annotations

from casus.model.codes import Precision
from casus.model.place import Place

_SPOT = frozenset({Precision.EXACT, Precision.NEAR})


def is_place(place: Place, asked: Place) -> bool:
    """Whether a place is the one that is asked for, or near it: one id, or one name in one province and country."""
    if place.id is not None and place.id == asked.id:
        return True
    names = {name.casefold() for name in (place.name, place.canonical) if name}
    wanted = {name.casefold() for name in (asked.name, asked.canonical) if name}
    return bool(names & wanted) and one_province(place, asked)


def one_province(left: Place, right: Place) -> bool:
    """Whether nothing says that two places lie in different countries or provinces."""
    if left.country and right.country and left.country != right.country:
        return False
    return left.admin1 is None or right.admin1 is None or left.admin1.casefold() == right.admin1.casefold()


def may_lie_in(place: Place, asked: Place) -> bool:
    """Whether a place is the one asked for, or one of the two is so wide that it may hold the other."""
    if is_place(place, asked):
        return True
    if not one_province(place, asked):
        return False
    wider = place.precision.breadth > asked.precision.breadth
    return wider or (asked.precision is Precision.DISTRICT and place.precision in _SPOT)
