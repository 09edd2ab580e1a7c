"""Claims made by hand, with no reader in between."""

from datetime import UTC, date, datetime

from casus.model.actor import Actor
from casus.model.claim import Claim
from casus.model.codes import EventType, Harm, Precision, Verdict
from casus.model.count import Count
from casus.model.judgement import Anchor, Judgement
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When


def read(value, text=""):
    return Reading(value, text, None, "by hand")


def days(first, last=None, words="on that day"):
    """`words` "no words": the day follows from a convention."""
    span = None if words == "no words" else Span(0, len(words))
    return Reading(When(date.fromisoformat(first), date.fromisoformat(last or first)), words, span, "by hand")


def place(name, **known):
    precision = Precision(known.pop("precision", "exact"))
    return read(Place(name, precision=precision, **known))


def actors(*names):
    return tuple(read(Actor(name)) for name in names)


def killed(low, high=None, harm="killed"):
    return (Toll(Harm(harm), Count(low, None if high == -1 else high if high is not None else low)),)


def claim(name, report="r1", incident=1, act="bombing", **known):
    quote = known.pop("quote", name)
    return Claim(name, report, incident, EventType(act), quote, Span(0, len(quote)), **known)


def judge(left, right, verdict, day=1, who="ana"):
    anchors = [Anchor(one.id, one.report_id, one.span, one.event_type) for one in (left, right)]
    recorded = datetime(2025, 6, day, tzinfo=UTC)
    return Judgement(f"j{day}", anchors[0], anchors[1], Verdict(verdict), "as I read it", who, recorded)
