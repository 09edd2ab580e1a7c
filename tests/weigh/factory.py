"""Claims, reports and incidents made by hand, with no reader and no linker in between."""

from datetime import date

from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import EventType, Harm, Precision, Realis, Scope, Side, Stance
from casus.model.count import Count
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When

ARMY = Actor("Ruritanian army", "t:army", "XA", Side.STATE)
REBELS = Actor("Free Zenda Movement", "t:fzm", "XA", Side.NONSTATE)
SYLDAVIA = Actor("Syldavia", "t:syldavia", "XB", Side.STATE)
POLICE = Actor("police", None, "XA", Side.STATE)
HOSPITAL = Actor("hospital in Zenda")
ZENDA = Place("Zenda", "XA", "Hentzau", 50.0, 14.0, "t:1")
HENTZAU = Place("Hentzau", "XA", "Hentzau", precision=Precision.PROVINCE)


def read(value, text=""):
    return Reading(value, text, None, "by hand")


def toll(low, high=None, who="guards", side="state", harm="killed", **known):
    """`high` None: just so many; -1: open."""
    count = Count(low, None if high == -1 else low if high is None else high)
    return Toll(Harm(harm), count, who, Side(side), **known)


def days(first, last=None):
    return When(date.fromisoformat(first), date.fromisoformat(last or first))


MAY_7 = days("2025-05-07")


def claim(name, *tolls, report="r1", source=None, stance="asserts", by=(), act="bombing", when=MAY_7, **known):
    place = known.pop("place", ZENDA)
    quote = known.pop("quote", f"words of {name}")
    return Claim(
        name,
        report,
        known.pop("number", 1),
        EventType(act),
        quote,
        Span(0, len(quote)),
        source=read(source) if source else None,
        stance=Stance(stance),
        scope=Scope(known.pop("scope", Scope.INCIDENT)),
        tolls=tuple(tolls),
        perpetrators=tuple(read(actor) for actor in by),
        targets=tuple(read(one) for one in known.pop("targets", ())),
        place=read(place) if place else None,
        when=read(when) if when else None,
        **known,
    )


def incident(*claims, name="i1", scope="incident", realis="happened", when=..., place=...):
    first = claims[0]
    return Incident(
        name,
        first.event_type,
        Scope(scope),
        Realis(realis),
        (first.when.value if first.when else None) if when is ... else when,
        (first.place.value if first.place else None) if place is ... else place,
        tuple(claims),
    )


def reports(*claims, day="2025-05-08", publishers=None, days_of=None):
    """A report for each claim's report id; `publishers` and `days_of` by report id."""
    names = {one.report_id for one in claims}
    found = {}
    for name in names:
        published = date.fromisoformat((days_of or {}).get(name, day))
        found[name] = Report(name, f"text of {name}", published, (publishers or {}).get(name, f"paper {name}"))
    return found
