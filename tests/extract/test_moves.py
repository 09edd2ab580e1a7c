"""Moves of states and groups: sanctions, troops, talks, deals, appeals, releases, arrests."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    case("The United States imposed sanctions on Russia.", want("sanction", by=["united states"], on=["russia"])),
    case(
        "India closed its border with Pakistan and expelled three diplomats.",
        want("sanction", incident=1, by=["india"], on=["pakistan"]),
        want("reject", incident=2, by=["india"]),
    ),
    case("China sent warships to the Taiwan Strait.", want("mobilize", by=["china"], place="Taiwan Strait")),
    case("Iran and Oman held talks in Muscat.", want("consult", by=["iran", "oman"], on=[], place="Muscat")),
    case("France urged Israel to allow aid into Gaza.", want("appeal", by=["france"], on=["israel"], stance="asserts")),
    case(
        "Armenia and Azerbaijan signed a peace treaty in Washington.",
        want("agree", by=["armenia", "azerbaijan"], on=[], place="Washington"),
    ),
    case("Hamas released four hostages on Monday.", want("release", by=["hamas"], tolls=["4 freed hostages unknown"])),
    case(
        "Israel freed 90 Palestinian prisoners.",
        want("release", by=["israel"], tolls=["90 freed palestinian prisoners unknown"]),
    ),
    case("Israeli troops withdrew from Rafah on Sunday.", want("withdraw", by=["israeli troops"], place="Rafah")),
    case(
        "Police arrested five men in Lahore over ties to rebels.",
        want("arrest", by=["police"], tolls=["5 arrested men unknown"]),
    ),
    case("The rebels rejected a ceasefire.", want("reject", by=["rebels"])),
    case("Ukraine rejected a demand by Russia to leave Donetsk.", want("reject", by=["ukraine"])),
    case("Japan summoned the Chinese ambassador over the drones.", want("protest", by=["japan"])),
    case(
        "Protesters clashed with police in Nairobi on Tuesday.",
        want("violence_other", by=["protesters", "police"], on=[]),
    ),
    case(
        "Poland accused Belarus of spying.",
        want("accuse", source="poland", stance="accuses", by=["poland"], on=["belarus"]),
    ),
    case("Chad closed its border with Sudan.", want("sanction", by=["chad"], on=["sudan"])),
    case("A court in Paris sentenced two militants to life in prison.", want("arrest", place="Paris")),
    # whom a move is towards, where the verb has nobody for object
    case("Chad rejected a Sudanese peace plan.", want("reject", by=["chad"], on=["sudan"])),
    case("Chad rejected President Ivan Orlov's proposal.", want("reject", by=["chad"], on=["ivan orlov"])),
    case(
        "Sudan demanded that Chad and Libya close two camps.",
        want("appeal", realis="called_for", source="sudan", by=["sudan"], on=["chad", "libya"]),
    ),
    case(
        "The rebels threatened to cut ties with Chad and Niger.",
        want("threaten", realis="threatened", source="rebels", by=["rebels"], on=["chad", "niger"]),
    ),
    case("Finland gave Chad a grant.", want("aid", by=["finland"], on=["chad"])),
    case("Ukraine received tanks from Poland.", want("aid", by=["poland"], on=["ukraine"])),
    # moves of unseen reports
    case("Chad denied Sudan the use of an airbase in Moundou.", want("reject", by=["chad"], on=["sudan"])),
    case("The Chadian Foreign Office issues sanctions against gangs.", want("sanction", on=["gangs"])),
    case("The Guard says the strait will remain closed until the war ends.", want("sanction", by=["guard"])),
    case("The embassy in Lund warns its citizens to leave.", want("appeal", by=["embassy"], on=["citizens"])),
    case("Chad launches a missile test over the lake.", want("mobilize", by=["chad"])),
    case("Chad signs an order imposing sanctions on Sudan.", want("sanction", by=["chad"], on=["sudan"])),
    case("The Chadian army vowed to avenge the dead.", want("threaten", realis="threatened", by=["chadian army"])),
    case("A Sudanese drone entered Chadian airspace.", want("move_other", by=["sudan"], on=["chad"])),
    case("Chad pledges €50 million in food to Sudan.", want("aid", realis="planned", by=["chad"], on=["sudan"])),
    case("Chad opened talks with Sudan in Geneva.", want("consult", by=["chad", "sudan"], on=[])),
    case(
        "Negotiations between Chad and Libya are planned for July.",
        want("consult", realis="planned", by=["chad", "libya"]),
    ),
    case(
        "The planned talks between Chad and Sudan have been cancelled.",
        want("consult", realis="attempted", by=["chad", "sudan"]),
    ),
    case("Chad ends its defence pact with Sudan.", want("sanction", by=["chad"], on=["sudan"])),
    case("Forty Sudanese men are deported to Libya.", want("sanction", by=[], on=["sudanese men"])),
    case("The mission urged both camps to make peace.", want("appeal", by=["mission"])),
    case("A drone crosses the border, prompting Chad to scramble fighter jets.", want("mobilize", by=["chad"])),
    case("Chad agrees to a ceasefire with Sudan.", want("ceasefire", by=["chad", "sudan"], on=[])),
    case("The Chadian army completes its withdrawal to the lines.", want("withdraw", by=["chadian army"], on=[])),
    case("Chad and Sudan sign a $2.5 billion agreement.", want("agree", by=["chad", "sudan"], on=[])),
    case("Chad recognised Somaliland.", want("move_other", by=["chad"], on=["somaliland"])),
    case("Chad and Sudan conclude a pact on trade.", want("agree", source=None, by=["chad", "sudan"], on=[])),
    case("The Chadian president holds a call with Ali Orlov.", want("consult", on=[])),
    case(
        "Chad cancels the visit, citing violations of the truce by Sudan.",
        want("reject", by=["chad"]),
        want("accuse", source="chad", stance="accuses", by=["chad"], on=["sudan"]),
    ),
    case(
        "A third round of negotiations between Libyan and Chadian envoys will open on Friday.",
        want("consult", realis="planned", by=["libya", "chadian envoys"]),
    ),
    # calls and refusals that no verb of calling or refusing tells
    case(
        "The Chadian minister said that the rebels must leave the town.",
        want("appeal", realis="called_for", by=["chadian minister"], on=["rebels"]),
    ),
    case("Sudan said it will not accept the plan.", want("reject", realis="happened", by=["sudan"])),
    # what is to come: own measures are planned, own violence and conditions are a threat
    case("Sudan said it will close its border with Chad.", want("sanction", realis="planned", on=["chad"])),
    case("Sudan agreed to lift its sanctions on Chad.", want("move_other", realis="planned", on=["chad"])),
    case(
        "Sudan said it will withdraw its troops from Chad unless the rebels disarm.",
        want("threaten", realis="threatened", by=["sudan"]),
    ),
    case("The rebels swore to fight the army.", want("threaten", realis="threatened", by=["rebels"], on=["army"])),
    case("Sudan declared a ceasefire for next weekend.", want("ceasefire", realis="planned", by=["sudan"], on=[])),
    case("Sudan lifted the sanctions that it imposed on Chad.", want("move_other", by=["sudan"], on=["chad"])),
    case("Chad withdrew from the International Criminal Court.", want("move_other", by=["chad"])),
    # who makes the move
    case(
        "The Chadian minister Anna Berg announces a ban on Sudanese ships.",
        want("sanction", realis="planned", source="anna berg", by=["chad"]),
    ),
    case("Sudanese and Chadian ministers met in Geneva.", want("consult", by=["sudan", "chadian ministers"])),
    case("Chad, Sudan, and Libya signed a pact.", want("agree", by=["chad", "sudan", "libya"], on=[])),
    case("Khartoum closed its border with Chad.", want("sanction", by=["khartoum"], on=["chad"])),
    case("The U.S. imposed sanctions on Chad.", want("sanction", by=["u.s."], on=["chad"])),
    # the tense that the tagger takes for a participle
    case("The army lifted Friday a blockade on Chadian lorries.", want("move_other", by=["army"])),
    case("Police arrest more than 70 rebels in the capital.", want("arrest", by=["police"])),
    case("Russia began a military exercise in the Baltic Sea.", want("mobilize", by=["russia"], place="Baltic Sea")),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_moves(one: Case) -> None:
    check(one)
