"""Casus reads reporting on armed conflict and keeps a ledger of who says what happened.

    import casus

    parsed = casus.parse(text, published="2025-05-08")   # claims, days, places and attributions of one text
    with casus.open("ledger.db") as ledger:              # what `casus read` keeps
        view = casus.view(ledger)                        # incidents, contested accounts, estimates

`read_times`, `read_places`, `read_counts` and `read_actors` each read one kind of thing from a plain text.

Names are imported when they are first used: `import casus` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from casus.errors import CasusError
    from casus.ground.actors import read_actors
    from casus.ground.counts import read_counts
    from casus.ground.places import read_places
    from casus.ground.times import read_times
    from casus.model.account import Definition, Tally, Weighed
    from casus.model.claim import Claim, Parsed
    from casus.model.incident import Incident
    from casus.model.report import Report
    from casus.pipeline import View, parse, view
    from casus.store.ledger import open_ledger as open  # noqa: A004  the contract's name
    from casus.weigh.tally import tally

__version__ = "0.1.0"

__all__ = [
    "CasusError",
    "Claim",
    "Definition",
    "Incident",
    "Parsed",
    "Report",
    "Tally",
    "View",
    "Weighed",
    "open",
    "parse",
    "read_actors",
    "read_counts",
    "read_places",
    "read_times",
    "tally",
    "view",
]

_HOMES = {
    "CasusError": "casus.errors:CasusError",
    "Claim": "casus.model.claim:Claim",
    "Definition": "casus.model.account:Definition",
    "Incident": "casus.model.incident:Incident",
    "Parsed": "casus.model.claim:Parsed",
    "Report": "casus.model.report:Report",
    "Tally": "casus.model.account:Tally",
    "View": "casus.pipeline:View",
    "Weighed": "casus.model.account:Weighed",
    "open": "casus.store.ledger:open_ledger",
    "parse": "casus.pipeline:parse",
    "read_actors": "casus.ground.actors:read_actors",
    "read_counts": "casus.ground.counts:read_counts",
    "read_places": "casus.ground.places:read_places",
    "read_times": "casus.ground.times:read_times",
    "tally": "casus.weigh.tally:tally",
    "view": "casus.pipeline:view",
}


def __getattr__(name: str) -> object:
    """Import a public name from its home when it is first asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module 'casus' has no attribute {name!r}")
    module, _, attribute = _HOMES[name].partition(":")
    value: object = getattr(import_module(module), attribute)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
