"""A made-up ledger in the manner of May 2025 in Balochistan, weighed by hand: the export room meets no other room.

Victims' names and the reports' words are invented. `ledger()` gives the incidents, `reports()` the reports.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from casus.model.account import (
    Account,
    AccountField,
    Estimate,
    Held,
    History,
    Holder,
    Labelled,
    Origin,
    Step,
    Used,
    Voices,
    Weighed,
)
from casus.model.actor import Actor
from casus.model.claim import Claim, claim_id
from casus.model.codes import Change, EventType, Grade, Harm, Label, Precision, Realis, Scope, Side, Stance
from casus.model.count import Count
from casus.model.incident import Incident
from casus.model.place import Place
from casus.model.reading import Reading
from casus.model.report import Report
from casus.model.span import Span
from casus.model.toll import Toll
from casus.model.when import When

POLICY = "independent-range/1"
OTHER_POLICY = "conservative/1"
BLA = "Baloch Liberation Army"
ARMY = "Pakistan's military"

WIRE = Report(
    "wire-0508",
    "The Baloch Liberation Army said on Thursday that it had carried out two bombings in Balochistan a day "
    'earlier. Its "Special Tactical Operations Squad" blew up an army convoy near Mach. '
    "The group put the dead at 12 soldiers, among them a commander, Dost Karim Baloch, and a subedar, Adil Farhan. "
    "A second remote-controlled device reportedly killed two men of a bomb disposal team at Kulag Tigran in "
    "Kech the same day, the group said. "
    "Together the two attacks killed 14 soldiers, by its count. "
    "On Tuesday a roadside bomb had killed seven soldiers elsewhere in the province. "
    "By one count, armed groups have killed more than 200 people in Balochistan and Khyber Pakhtunkhwa this year.",
    date(2025, 5, 8),
    "Northern Wire",
    "Separatists say they bombed army twice in a day",
    "https://wire.example/2025/05/08/two-bombings",
)
LOCAL = Report(
    "local-0508",
    "QUETTA: A hospital official in Quetta said that at least 10 bodies had been brought in from the Mach "
    "blast; two more soldiers were being treated. "
    "Funeral prayers for Adil Farhan were held in his village, and Farhan leaves three children. "
    "In March, BLA fighters seized a train on its way to Quetta.",
    date(2025, 5, 8),
    "Quetta Courier",
    "Bodies from Mach blast reach Quetta",
    "https://courier.example/adil-farhan-mach",
)
ARMY_NOTE = Report(
    "army-0506",
    "RAWALPINDI, 6 May. Terrorists of the so-called BLA struck a vehicle of the security forces with an "
    'improvised explosive device. Seven soldiers embraced martyrdom. "The attack was carried out by an Indian '
    'proxy", the statement said. It gave no evidence.',
    date(2025, 5, 6),
    "Military press office",
    None,
    None,
)
DAILY = Report(
    "daily-0509",
    "There was no comment from New Delhi on the charge, nor from the Baloch Liberation Army. "
    "The shooting near Pahalgam on April 22 left 26 people dead; India says Pakistan backs the gunmen, and "
    "Islamabad denies it. "
    "India said that it was suspending parts of the Indus Waters Treaty. "
    "In New York, the UN secretary-general called on both sides to show restraint. "
    "Villagers in Panjgur said that shells had fallen on a hamlet overnight and that people were hurt; nobody "
    "could say how many. "
    "Gunmen stopped a bus outside Kalat and took away three passengers, police said.",
    date(2025, 5, 9),
    "The Daily Meridian",
    "Delhi silent as Islamabad points across the border",
    "https://meridian.example/delhi-silent",
)


@cache
def reports() -> dict[str, Report]:
    """The reports of the made-up ledger."""
    return {report.id: report for report in (WIRE, LOCAL, ARMY_NOTE, DAILY)}


@dataclass(frozen=True)
class Said:
    """What a claim of the made-up ledger holds beside its quote."""

    act: EventType
    source: str | None = None
    stance: Stance = Stance.ASSERTS
    by: tuple[str, ...] = ()
    at: tuple[str, ...] = ()
    weapon: str | None = None
    place: Place | None = None
    when: When | None = None
    tolls: tuple[Toll, ...] = ()
    hedged: bool = False
    evidence: str | None = None
    extra: dict[str, object] = field(default_factory=dict)


def claim(report: Report, quote: str, said: Said, ordinal: int = 0) -> Claim:
    """A claim whose quote stands verbatim in its report."""
    start = report.text.index(quote)
    span = Span(start, start + len(quote))

    def read(value):
        return Reading(value, quote, span, "by hand")

    return Claim(
        id=claim_id(report.id, quote, said.act, ordinal),
        report_id=report.id,
        incident=1,
        event_type=said.act,
        quote=quote,
        span=span,
        source=read(Actor(said.source)) if said.source else None,
        stance=said.stance,
        hedged=said.hedged,
        perpetrators=tuple(read(Actor(name)) for name in said.by),
        targets=tuple(read(name) for name in said.at),
        weapon=read(said.weapon) if said.weapon else None,
        place=read(said.place) if said.place else None,
        when=read(said.when) if said.when else None,
        tolls=said.tolls,
        evidence=said.evidence,
        origin="rules/1",
        **said.extra,
    )


def killed(low: int, high: int | None, who: str = "soldiers", **more) -> Toll:
    return Toll(Harm.KILLED, Count(low, high), who, Side.STATE, **more)


def holder(one: Claim, report: Report | None) -> Holder:
    interested = one.source is not None and one.source.value.name in {BLA, ARMY, "India", "Islamabad"}
    return Holder(
        source=one.source.value.name if one.source else None,
        publisher=report.publisher if report else None,
        report_id=one.report_id,
        claim_id=one.id,
        stance=one.stance,
        quote=one.quote,
        span=one.span,
        published=report.published if report else None,
        interest="perpetrator's side" if interested else None,
        hedged=one.hedged,
    )


def account(key: str, claims: Sequence[Claim], texts: dict[str, Report]) -> Account:
    """Every value that somebody holds, grouped as the weigh room does."""
    table: dict[str, dict[str, list[Claim]]] = {}
    for one in claims:
        if one.stance in (Stance.NO_COMMENT, Stance.DENIES):
            continue
        for name, values in (
            ("perpetrator", [reading.value.name for reading in one.perpetrators]),
            ("killed", [str(toll.count) for toll in one.tolls_of(Harm.KILLED)]),
            ("injured", [str(toll.count) for toll in one.tolls_of(Harm.INJURED)]),
        ):
            for value in values:
                table.setdefault(name, {}).setdefault(value, []).append(one)
    denied = [one for one in claims if one.stance is Stance.DENIES]
    return Account(
        key,
        tuple(AccountField(name, _held(name, values, denied, texts)) for name, values in table.items()),
        tuple(holder(one, texts.get(one.report_id)) for one in claims if one.stance is Stance.NO_COMMENT),
    )


def _held(name, values, denied, texts) -> tuple[Held, ...]:
    found = []
    for value, claims in values.items():
        against = [d for d in denied if name == "perpetrator" and any(p.value.name == value for p in d.perpetrators)]
        held = tuple(holder(one, texts.get(one.report_id)) for one in claims)
        since = min((one.published for one in held if one.published), default=None)
        found.append(Held(value, held, tuple(holder(one, texts.get(one.report_id)) for one in against), since))
    return tuple(found)


def weighed(
    key: str,
    claims: Iterable[Claim],
    figures: tuple[int | None, int | None, int | None] | None = None,
    grade: Grade = Grade.WEAK,
    why: tuple[str, ...] = ("one voice only",),
    scope: Scope = Scope.INCIDENT,
    texts: dict[str, Report] | None = None,
    realis: Realis = Realis.HAPPENED,
) -> Weighed:
    """An incident of these claims with a figure of the killed."""
    told = tuple(claims)
    place = next((one.place.value for one in told if one.place), None)
    when = next((one.when.value for one in told if one.when), None)
    names = dict.fromkeys(one.source.value.name if one.source else "the report" for one in told)
    texts = reports() if texts is None else texts
    origins = tuple(Origin(n, "perpetrator's side" if n in {BLA, ARMY} else None, (told[0].id,)) for n in names)
    return Weighed(
        incident=Incident(key, told[0].event_type, scope, realis, when, place, told),
        account=replace(account(key, told, texts), voices=_voices(told, origins), labels=_labels(origins)),
        estimates=_estimates(told, figures) if figures else (),
        grade=grade,
        grade_reasons=why,
        origins=origins,
    )


def _voices(claims: Sequence[Claim], origins: Sequence[Origin]) -> Voices:
    stakes = {one.interest for one in origins if one.interest}
    free = sum(one.interest is None for one in origins)
    return Voices(len(claims), len(origins), free + len(stakes), len(origins) - free)


def _labels(origins: Sequence[Origin]) -> tuple[Labelled, ...]:
    label = Label.SINGLE_SOURCE if len(origins) == 1 else Label.UNCONTESTED
    return (Labelled(label, f"told by {' and '.join(one.name for one in origins)}"),)


def _estimates(claims: tuple[Claim, ...], figures) -> tuple[Estimate, ...]:
    low, best, high = figures
    tolls = [(one, toll) for one in claims for toll in one.tolls_of(Harm.KILLED)]
    used = tuple(Used(one.id, str(toll.count), "a figure of its own") for one, toll in tolls[:1])
    aside = tuple(
        Used(one.id, str(toll.count), "a count still running: it bounds from below") for one, toll in tolls[1:]
    )
    return (
        Estimate(POLICY, Harm.KILLED, low, best, high, used, aside),
        Estimate(OTHER_POLICY, Harm.KILLED, low, low, high, used, aside),
    )


MAY_7 = When.day(date(2025, 5, 7))
FRESH = When(date(2025, 5, 8), date(2025, 5, 9))
MACH = Place("Mach", "PK", "Balochistan", 29.8637, 67.3300, "geonames:1171123", Precision.DISTRICT)
KECH = Place("Kulag Tigran", "PK", "Balochistan", 26.0031, 63.0440, "casus:kulag-tigran", Precision.NEAR)
PROVINCE = Place("Balochistan", "PK", "Balochistan", 28.5, 65.5, "geonames:1183606", Precision.PROVINCE)
PAHALGAM = Place("Pahalgam", "IN", "Jammu and Kashmir", 34.0159, 75.3150, "geonames:1260685", Precision.NEAR, "near")
PANJGUR = Place("Panjgur", "PK", "Balochistan", 26.9644, 64.0903, "geonames:1167821")
KALAT = Place("Kalat", "PK", "Balochistan", 29.0225, 66.5911, "geonames:1175021", Precision.NEAR, "outside")
NEW_YORK = Place("New York", "US", "New York", 40.7143, -74.006, "geonames:5128581")
NOWHERE = Place("Directorate headquarters", "PK")


def _mach() -> Weighed:
    bomb = Said(EventType.BOMBING, BLA, Stance.CLAIMS_RESPONSIBILITY, place=MACH, when=MAY_7)
    by = {"by": (BLA, "Special Tactical Operations Squad"), "at": ("army convoy",), "weapon": "remote-controlled bomb"}
    toll = killed(12, 12, named=("Dost Karim Baloch", "Adil Farhan"))
    body = Toll(Harm.KILLED, Count.at_least(10), "bodies")
    hurt = Toll(Harm.INJURED, Count(2, 2), "soldiers", Side.STATE)
    hospital = Said(EventType.BOMBING, "a hospital official in Quetta", place=MACH, when=MAY_7, tolls=(body, hurt))
    squad = 'Its "Special Tactical Operations Squad" blew up an army convoy near Mach.'
    count = WIRE.text[WIRE.text.index("The group put") : WIRE.text.index("A second")].strip()
    made = weighed(
        "i-mach",
        (
            claim(WIRE, squad, _with(bomb, **by)),
            claim(WIRE, count, _with(bomb, by=(BLA,), tolls=(toll,))),
            claim(LOCAL, LOCAL.text[: LOCAL.text.index(" Funeral")], hospital),
            claim(
                LOCAL,
                "Funeral prayers for Adil Farhan were held in his village, and Farhan leaves three children.",
                Said(EventType.BOMBING, place=MACH),
            ),
        ),
        (10, 12, 12),
        Grade.FAIR,
        ("two origins of different interest tell of it", "a hospital and the group give different figures"),
    )
    steps = (
        Step(date(2025, 5, 7), Count(9, 9), Change.FIRST, ()),
        Step(date(2025, 5, 8), Count(12, 12), Change.RAISED, ()),
    )
    disputed = (
        Labelled(Label.CONTESTED_NUMBER, "the group: 12, the hospital: 9"),
        Labelled(Label.DENIED, "by the army"),
    )
    told = replace(made.account, labels=disputed, histories=(History(BLA, Harm.KILLED, steps),))
    return replace(made, account=told)


def _with(said: Said, **changes) -> Said:
    return replace(said, **changes)


def _kech() -> Weighed:
    quote = WIRE.text[WIRE.text.index("A second") : WIRE.text.index(" Together")]
    said = Said(
        EventType.BOMBING,
        BLA,
        Stance.CLAIMS_RESPONSIBILITY,
        (BLA,),
        ("bomb disposal team",),
        "remote-controlled device",
        KECH,
        MAY_7,
        (killed(2, 2, "men"),),
        True,
    )
    return weighed("i-kech", (claim(WIRE, quote, said),), (0, 2, 2), why=("one voice, and an interested one",))


def _tuesday() -> Weighed:
    base = Said(
        EventType.BOMBING, place=PROVINCE, when=When.day(date(2025, 5, 6)), weapon="improvised explosive device"
    )
    own = _with(base, tolls=(killed(7, 7),), at=("soldiers",))
    struck = ARMY_NOTE.text[ARMY_NOTE.text.index("Terrorists") : ARMY_NOTE.text.index(" Seven")]
    silence = "There was no comment from New Delhi on the charge, nor from the Baloch Liberation Army."
    asked = {"stance": Stance.NO_COMMENT}
    return weighed(
        "i-tuesday",
        (
            claim(WIRE, "On Tuesday a roadside bomb had killed seven soldiers elsewhere in the province.", own),
            claim(ARMY_NOTE, struck, _with(base, source=ARMY, stance=Stance.ACCUSES, by=(BLA,))),
            claim(ARMY_NOTE, "Seven soldiers embraced martyrdom.", _with(base, source=ARMY, tolls=(killed(7, 7),))),
            claim(
                ARMY_NOTE,
                '"The attack was carried out by an Indian proxy", the statement said. It gave no evidence.',
                _with(base, source=ARMY, stance=Stance.ACCUSES, by=("India",), evidence="none given"),
            ),
            claim(DAILY, silence, _with(base, source="New Delhi", by=("India",), **asked)),
            claim(DAILY, silence, _with(base, source=BLA, by=(BLA,), **asked), 1),
        ),
        (7, 7, 7),
        Grade.CONTESTED,
        ("who did it is held in two ways: Baloch Liberation Army, India", "the toll is told by two origins alike"),
    )


def _pahalgam() -> Weighed:
    base = Said(EventType.ATTACK, place=PAHALGAM, when=When.day(date(2025, 4, 22)))
    people = Toll(Harm.KILLED, Count.exactly(26), "people")
    accuse = "India says Pakistan backs the gunmen, and Islamabad denies it."
    return weighed(
        "i-pahalgam",
        (
            claim(DAILY, "The shooting near Pahalgam on April 22 left 26 people dead", _with(base, tolls=(people,))),
            claim(DAILY, accuse, _with(base, source="India", stance=Stance.ACCUSES, by=("Pakistan",))),
            claim(DAILY, accuse, _with(base, source="Islamabad", stance=Stance.DENIES, by=("Pakistan",)), 1),
        ),
        (26, 26, 26),
        Grade.CONTESTED,
        ("one side accuses, the other denies",),
        Scope.BACKGROUND,
    )


def _sums() -> tuple[Weighed, ...]:
    both = Said(
        EventType.BOMBING,
        BLA,
        Stance.CLAIMS_RESPONSIBILITY,
        (BLA,),
        place=PROVINCE,
        when=MAY_7,
        tolls=(killed(14, 14),),
    )
    year = Said(
        EventType.ATTACK,
        "one count",
        by=("armed groups",),
        when=When(date(2025, 1, 1), date(2025, 5, 8)),
        place=PROVINCE,
        tolls=(Toll(Harm.KILLED, Count.at_least(201), "people", Side.MIXED),),
    )
    train = Said(
        EventType.HIJACKING, by=("BLA",), at=("train",), when=When(date(2025, 3, 1), date(2025, 3, 31)), place=PROVINCE
    )
    total = WIRE.text[WIRE.text.index("By one count") :]
    return (
        weighed(
            "i-both",
            (claim(WIRE, "Together the two attacks killed 14 soldiers, by its count.", both),),
            (14, 14, 14),
            scope=Scope.AGGREGATE,
        ),
        weighed("i-year", (claim(WIRE, total, year),), (201, 201, None), scope=Scope.AGGREGATE),
        weighed(
            "i-train",
            (claim(LOCAL, "In March, BLA fighters seized a train on its way to Quetta.", train),),
            scope=Scope.BACKGROUND,
        ),
    )


def _others() -> tuple[Weighed, ...]:
    shells = Said(
        EventType.SHELLING,
        "villagers in Panjgur",
        place=PANJGUR,
        when=FRESH,
        at=("hamlet",),
        tolls=(Toll(Harm.INJURED, Count.at_least(2), "people"),),
    )
    bus = Said(
        EventType.ABDUCTION,
        "police",
        by=("gunmen",),
        at=("bus",),
        place=KALAT,
        when=FRESH,
        tolls=(Toll(Harm.ABDUCTED, Count.exactly(3), "passengers"),),
    )
    treaty = Said(
        EventType.SANCTION, "India", by=("India",), at=("Pakistan",), when=When(date(2025, 4, 22), date(2025, 5, 9))
    )
    appeal = Said(
        EventType.APPEAL,
        "UN secretary-general",
        by=("UN secretary-general",),
        at=("Pakistan", "India"),
        when=FRESH,
        place=NEW_YORK,
    )
    hamlet = DAILY.text[DAILY.text.index("Villagers") : DAILY.text.index(" Gunmen")]
    taken = weighed("i-kalat", (claim(DAILY, DAILY.text[DAILY.text.index("Gunmen") :], bus),))
    three = Estimate(POLICY, Harm.ABDUCTED, 3, 3, 3)
    return (
        weighed("i-panjgur", (claim(DAILY, hamlet, shells),), (None, None, None), why=("villagers alone tell of it",)),
        Weighed(taken.incident, taken.account, (three,), Grade.FAIR, ("police tell of it",), taken.origins),
        weighed(
            "i-treaty",
            (claim(DAILY, "India said that it was suspending parts of the Indus Waters Treaty.", treaty),),
            grade=Grade.CONFIRMED,
            why=("the actor says so itself",),
        ),
        weighed(
            "i-appeal",
            (claim(DAILY, "In New York, the UN secretary-general called on both sides to show restraint.", appeal),),
            grade=Grade.CONFIRMED,
            why=("the speaker is quoted",),
            realis=Realis.CALLED_FOR,
        ),
    )


@cache
def ledger() -> tuple[Weighed, ...]:
    """The incidents of the made-up ledger."""
    return (_mach(), _kech(), _tuesday(), *_others(), _pahalgam(), *_sums())
