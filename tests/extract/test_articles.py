"""What a full article tells over several sentences: who speaks on, and what a later sentence leaves unsaid."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case(
        "Gunmen killed five soldiers in Kech, a spokesman for the army, Jan Holt, said.",
        want("attack", source="jan holt", by=["gunmen"], tolls=["5 killed soldiers state"]),
    ),
    case(
        "Gunmen killed five soldiers in Kech, the governor, Anna Berg, told reporters.",
        want("attack", source="anna berg", by=["gunmen"], tolls=["5 killed soldiers state"]),
    ),
    case(
        "QUETTA, Pakistan (Wire) - Nine guards were killed on Tuesday when gunmen attacked their post near Turbat.",
        want("attack", place="Turbat", days="2025-05-06/2025-05-06", tolls=["9 killed guards state"]),
    ),
    case(
        "A source in Quetta said on Wednesday that gunmen had killed five soldiers in Turbat.",
        want("attack", source="source", place="Turbat", days="2025-05-06/2025-05-07"),
    ),
    case(
        "Gunmen killed five soldiers in Turbat on Monday. Police said on Wednesday that they had killed five soldiers.",
        want("attack", source=None, days="2025-05-05/2025-05-05"),
        want("attack", source="police", days="2025-05-05/2025-05-05"),
    ),
    case(
        "A suicide bomber blew himself up outside a garage rented by clerks in Turbat on Monday, killing nine people.",
        want("suicide_bombing", by=["suicide bomber"], place="Turbat", tolls=["9 killed people unknown"]),
    ),
    case(
        "At least 80 people have been killed by the security forces since the revolt of March 2022.",
        want("attack", scope="aggregate", days="2022-03-01/2025-05-08"),
    ),
    case(
        "A bomb exploded in Turbat on Monday. A nurse said that seven corpses had been found in a ditch.",
        want("bombing", source=None, tolls=[]),
        want("bombing", incident=1, source="nurse", place="Turbat", tolls=["7 killed - unknown"]),
    ),
    case(
        "A bomb exploded in Turbat, killing eleven people. The mayor said that four of the victims were guards.",
        want("bombing", source=None, tolls=["11 killed people unknown"]),
        want("bombing", incident=1, source="mayor", tolls=["4 killed guards state"]),
    ),
    case(
        "A bomb exploded in Turbat, killing 30 people. A witness put the dead at 33.",
        want("bombing", source=None, tolls=["30 killed people unknown"]),
        want("bombing", incident=1, source="witness", tolls=["33 killed - unknown"]),
    ),
    case(
        "A bomb exploded in Turbat on Monday. A minister had spoken of eight dead.",
        want("bombing", source=None, tolls=[]),
        want("bombing", incident=1, source="minister", tolls=["8 killed - unknown"]),
    ),
    case(
        "Two guards were shot dead near Turbat on Monday. A trade body, the Vale Guild, blamed Lund rebels for "
        "the shooting of the guards. The Lund Senate denied the charge and said that it had come under attack near "
        "Quetta on Sunday.",
        want("attack", source=None, place="Turbat"),
        want("attack", source="vale guild", stance="accuses", by=["lund rebels"], incident=1),
        want("attack", source="lund senate", stance="denies", by=["lund rebels"], incident=1, place="Turbat"),
        want("attack", source="lund senate", stance="asserts", place="Quetta", days="2025-05-04/2025-05-04"),
    ),
    case(
        "Workers burned two barns in Turbat on Monday. A growers' union blamed the workers for the burning.",
        want("destruction", source=None),
        want("destruction", source="growers' union", stance="accuses", by=["workers"], incident=1),
    ),
    case(
        "The Lund Circle, a relief body, called on the army to spare a bridge.",
        want("appeal", source="lund circle", by=["lund circle"], on=["army"], realis="called_for"),
    ),
    case(
        "A local official, Anna Berg, urged the army to reopen the road.",
        want("appeal", source="anna berg", by=["anna berg"], on=["army"]),
    ),
    case(
        "A bomb killed three soldiers in Bannu on Tuesday, the army said. Police put the toll at five.",
        want("bombing", incident=1, source="army", tolls=["3 killed soldiers state"]),
        want("bombing", incident=1, source="police", tolls=["5 killed - unknown"]),
    ),
]


@pytest.mark.parametrize("one", CASES, ids=[one.text[:60] for one in CASES])
def test_articles(one: Case) -> None:
    check(one)
