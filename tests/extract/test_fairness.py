"""Swap two parties in a report, and the reading must swap and nothing else.

A report is read as it stands and with the two names in each other's place; the second reading, with the names put back,
must be the first.
"""

from __future__ import annotations

import re

import pytest

from .reading import read, summary

STATES = [("India", "Pakistan"), ("Russia", "Ukraine"), ("Israel", "Iran"), ("Sudan", "Chad"), ("Rwanda", "Burundi")]
FIGHTERS = [("soldiers", "rebels"), ("soldiers", "militants"), ("troops", "insurgents")]
GROUPS = [("Hamas", "Israel"), ("Israel", "Hamas"), ("Hezbollah", "Israel")]

OF_STATES = [
    "X accused Y of shelling a village, a charge Y denied.",
    "X accused Y of shelling a village.",
    "X denied that it had attacked a hospital and blamed Y.",
    "X said it struck a depot overnight.",
    "X fired missiles at Y on Monday.",
    "X imposed sanctions on Y.",
    "X closed its border with Y.",
    "X expelled three diplomats of Y.",
    "X and Y agreed to a ceasefire.",
    "X and Y exchanged fire along the border, killing four soldiers.",
    "X rejected an offer by Y.",
    "X urged Y to stop the attacks.",
    "X threatened to attack Y.",
    "X summoned the ambassador of Y over the strike.",
    "X released 40 prisoners to Y.",
    "Officials in the region said X had bombed a market, killing nine people.",
    "According to the United Nations, X attacked a convoy, killing five drivers.",
    "X confirmed that Y had shot down one of its drones.",
    "A drone attack by X killed six people.",
    "X sent troops to the border with Y.",
]
ADJECTIVES = [  # each adjective with its country
    (("Indian", "India"), ("Pakistani", "Pakistan")),
    (("Russian", "Russia"), ("Ukrainian", "Ukraine")),
    (("Israeli", "Israel"), ("Iranian", "Iran")),
    (("Sudanese", "Sudan"), ("Chadian", "Chad")),
    (("Turkish", "Turkey"), ("Syrian", "Syria")),
    (("Armenian", "Armenia"), ("Azerbaijani", "Azerbaijan")),
]
OF_NATIONS = [
    "One X drone attack killed six people on Monday.",
    "X drones killed two people and wounded five.",
    "X drones hit a Y fuel depot overnight.",
    "X forces shelled a Y village, killing four people.",
    "X soldiers killed nine villagers.",
    "X air strikes killed nine children.",
    "Two X soldiers were killed in a Y attack.",
    "The X army said Y forces shelled a village.",
    "The X army said it shot down 12 Y drones.",
    "X officials accused Y troops of killing six farmers.",
    "The X foreign minister met the Y president.",
    "X and Y troops clashed on the border.",
    "One missile attack by X forces hit a hospital.",
    "X warplanes bombed a Y port.",
    "X artillery hit a Y market, killing three people, Y officials said.",
    "X police arrested three Y citizens.",
    "The X navy seized a Y ship.",
    "X missiles hit a Y airbase.",
]
OF_FIGHTERS = [
    "The X killed nine villagers near the bridge on Monday.",
    "Nine villagers were killed by the X near the bridge.",
    "Police said the X killed nine villagers.",
    "The X attacked a convoy, wounding four drivers.",
    "The X clashed with the Y, killing three villagers.",
    "The X burned 20 homes.",
    "The X abducted 15 students from a school.",
    "The X raped six women, witnesses said.",
    "Suspected X killed a judge.",
    "A bomb planted by the X killed four children.",
    "The X seized a village from the Y.",
    "The X freed four hostages.",
]
OF_GROUPS = [
    "X fired rockets at a town, medics said.",
    "X freed four hostages.",
    "X agreed to a ceasefire with Y.",
    "X said it attacked a convoy, killing two drivers.",
    "X accused Y of killing five medics.",
    "X rejected a ceasefire.",
    "X blamed Y for a strike on a school.",
]


def swapped(text: str, left: str, right: str) -> str:
    """`text` with the letters X and Y standing for two names."""
    return re.sub(r"\b[XY]\b", lambda letter: left if letter.group() == "X" else right, text)


def nations_apart(value: object, left: tuple[str, str], right: tuple[str, str], *, turned: bool) -> object:
    """A summary with each adjective and country as "(X)" or "(Y)", so that "Israel" and "Ukrainian" compare."""
    if isinstance(value, list):
        return sorted(str(nations_apart(one, left, right, turned=turned)) for one in value)
    if not isinstance(value, str):
        return value
    for nation, letter in ((left, "Y" if turned else "X"), (right, "X" if turned else "Y")):
        value = re.sub(rf"\b(?:{'|'.join(nation)})\b", f"({letter})", value, flags=re.IGNORECASE)
    return value


def put_back(value: object, left: str, right: str) -> object:
    """A summary with the two names exchanged, wherever they stand."""
    if isinstance(value, str):
        marked = value
        for name, mark in ((left, "\x00"), (right, "\x01")):
            marked = marked.replace(name, mark).replace(name.lower(), mark)
        return marked.replace("\x00", right.lower()).replace("\x01", left.lower())
    if isinstance(value, list):
        return [put_back(one, left, right) for one in value]
    return value


def readings(template: str, left: str, right: str) -> tuple[list[dict[str, object]], list[dict[str, object]]]:
    first = [summary(claim) for claim in read(swapped(template, left, right))]
    other = [summary(claim) for claim in read(swapped(template, right, left))]
    straight = [{key: _small(value) for key, value in claim.items()} for claim in first]
    back = [{key: _small(put_back(value, left, right)) for key, value in claim.items()} for claim in other]
    return straight, back


def _small(value: object) -> object:
    if isinstance(value, list):
        return sorted(str(one).lower() for one in value)
    return value.lower() if isinstance(value, str) else value


def sides_apart(claims: list[dict[str, object]]) -> list[dict[str, object]]:
    """Without the words that say on whose side the harmed stand: soldiers are a state's, rebels are not."""
    words = (" nonstate", " state")
    for claim in claims:
        for word in words:
            claim["tolls"] = [str(toll).replace(word, "") for toll in claim["tolls"]]
    return claims


@pytest.mark.parametrize("template", OF_STATES)
@pytest.mark.parametrize(("left", "right"), STATES)
def test_states(template: str, left: str, right: str) -> None:
    straight, back = readings(template, left, right)
    assert straight
    assert back == straight


@pytest.mark.parametrize("template", OF_FIGHTERS)
@pytest.mark.parametrize(("left", "right"), FIGHTERS)
def test_soldiers_and_rebels(template: str, left: str, right: str) -> None:
    straight, back = readings(template, left, right)
    assert straight
    assert sides_apart(back) == sides_apart(straight)


@pytest.mark.parametrize("template", OF_GROUPS)
@pytest.mark.parametrize(("left", "right"), GROUPS)
def test_states_and_groups(template: str, left: str, right: str) -> None:
    straight, back = readings(template, left, right)
    assert straight
    assert back == straight


@pytest.mark.parametrize("template", OF_NATIONS)
@pytest.mark.parametrize(("left", "right"), ADJECTIVES)
def test_nations(template: str, left: tuple[str, str], right: tuple[str, str]) -> None:
    shown = [
        [
            {key: nations_apart(value, left, right, turned=turned) for key, value in summary(claim).items()}
            for claim in read(swapped(template, first[0], second[0]))
        ]
        for first, second, turned in ((left, right, False), (right, left, True))
    ]
    assert shown[0]
    assert shown[0] == shown[1]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("A bomb killed four people in Quetta.", "A strike wounded two people in Kherson."),
        ("Gunmen killed nine farmers in Zamfara.", "Rebels abducted six nurses in Goma."),
    ],
)
def test_the_order_of_two_happenings_changes_their_order_only(first: str, second: str) -> None:
    def shown(text: str) -> list[str]:
        return sorted(str({k: v for k, v in summary(claim).items() if k != "incident"}) for claim in read(text))

    assert len(shown(f"{first} {second}")) == 2
    assert shown(f"{first} {second}") == shown(f"{second} {first}")
