"""The closed vocabularies of a claim. Their meanings stand in the labelling guide and in `resources/codes.toml`."""

from __future__ import annotations

from enum import StrEnum


class EventType(StrEnum):
    """The kind of act; an act is given the narrowest kind that its words allow."""

    ARMED_CLASH = "armed_clash"
    ATTACK = "attack"
    BOMBING = "bombing"
    SUICIDE_BOMBING = "suicide_bombing"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    ABDUCTION = "abduction"
    HIJACKING = "hijacking"
    SEXUAL_VIOLENCE = "sexual_violence"
    MOB_VIOLENCE = "mob_violence"
    DESTRUCTION = "destruction"
    SEIZURE = "seizure"
    VIOLENCE_OTHER = "violence_other"
    PROTEST = "protest"
    ARREST = "arrest"
    THREATEN = "threaten"
    ACCUSE = "accuse"
    REJECT = "reject"
    SANCTION = "sanction"
    MOBILIZE = "mobilize"
    WITHDRAW = "withdraw"
    CEASEFIRE = "ceasefire"
    AGREE = "agree"
    CONSULT = "consult"
    RELEASE = "release"
    AID = "aid"
    APPEAL = "appeal"
    MOVE_OTHER = "move_other"

    @property
    def violent(self) -> bool:
        """Whether this is an act of violence, rather than a move of a state or group."""
        return self in VIOLENCE


VIOLENCE = frozenset(list(EventType)[: list(EventType).index(EventType.PROTEST)])


class Stance(StrEnum):
    """How the source stands to what the claim says (MUC-4 confidence, FactBank)."""

    ASSERTS = "asserts"
    CLAIMS_RESPONSIBILITY = "claims_responsibility"
    ACCUSES = "accuses"
    DENIES = "denies"
    CONFIRMS = "confirms"
    DOUBTS = "doubts"
    NO_COMMENT = "no_comment"


class Aspect(StrEnum):
    """What of a happening a stance is about: a party may confirm the blast and dispute the toll."""

    ACT = "act"
    RESPONSIBILITY = "responsibility"
    BACKING = "backing"
    TOLL = "toll"
    OWN_LOSSES = "own_losses"


class Scope(StrEnum):
    """What a claim covers: one happening, a sum over several, or an earlier one that is only recalled."""

    INCIDENT = "incident"
    AGGREGATE = "aggregate"
    BACKGROUND = "background"


class Sum(StrEnum):
    """What an aggregate adds up: several happenings, all of them up to now, those of a stated period, so many a day."""

    SEVERAL = "several"
    RUNNING = "running"
    PERIOD = "period"
    RATE = "rate"


class Realis(StrEnum):
    """Whether the act took place (MUC-4 stage of execution, ACE modality)."""

    HAPPENED = "happened"
    ATTEMPTED = "attempted"
    THREATENED = "threatened"
    PLANNED = "planned"
    CALLED_FOR = "called_for"


TOOK_PLACE = frozenset({Realis.HAPPENED, Realis.ATTEMPTED})
"""People die in attacks that fail, too."""


class Harm(StrEnum):
    """What befell the people that a toll counts."""

    KILLED = "killed"
    INJURED = "injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    ARRESTED = "arrested"
    DISPLACED = "displaced"
    FREED = "freed"


class Side(StrEnum):
    """Whose people a toll counts; `unknown` where the words do not say."""

    CIVILIANS = "civilians"
    STATE = "state"
    NONSTATE = "nonstate"
    MIXED = "mixed"
    UNKNOWN = "unknown"


FIGHTING = frozenset({Side.STATE, Side.NONSTATE})
KNOWN_SIDES = FIGHTING | {Side.CIVILIANS}


class Precision(StrEnum):
    """How exactly a place is known (UCDP `where_prec` is derived from it)."""

    EXACT = "exact"
    NEAR = "near"
    DISTRICT = "district"
    PROVINCE = "province"
    COUNTRY = "country"
    REGION = "region"

    @property
    def breadth(self) -> int:
        """How wide the area is that it leaves open: 0 for a spot to 4 for a country."""
        order = (Precision.DISTRICT, Precision.PROVINCE, Precision.REGION, Precision.COUNTRY)
        return order.index(self) + 1 if self in order else 0


class TimeKind(StrEnum):
    """The TIMEX3 type of a time expression (ISO-TimeML)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Verdict(StrEnum):
    """Whether two claims tell of one incident."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"


class Grade(StrEnum):
    """How well an incident stands, after the grades of Airwars; defined in `weigh/grade.py`."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


class Label(StrEnum):
    """What is disputed of an incident; defined in `weigh/labels.py`. One incident may bear several."""

    UNCONTESTED = "uncontested"
    SINGLE_SOURCE = "single_source"
    CONTESTED_NUMBER = "contested_number"
    CONTESTED_RESPONSIBILITY = "contested_responsibility"
    DENIED = "denied"
    DISCOUNTED = "discounted"


class Change(StrEnum):
    """What a source's newer figure does to its older one."""

    FIRST = "first"
    SAME = "same"
    RAISED = "raised"
    LOWERED = "lowered"
    NARROWED = "narrowed"
    WIDENED = "widened"


class Division(StrEnum):
    """By what a tally is divided into rows."""

    YEAR = "year"
    MONTH = "month"
    WEEK = "week"
    DAY = "day"
    COUNTRY = "country"
    ADMIN1 = "admin1"
    PLACE = "place"
    ACTOR = "actor"
    ACT = "act"
    SIDE = "side"
