"""Words and turns that reports met later use: verbs taken for nouns, verdicts, protests around harm, towns taken."""

from __future__ import annotations

import pytest

from .reading import Case, case, check, want

CASES = [
    # Verbs that the tagger takes for nouns
    case(
        "Chadian government troops and allied militia retake Moundou, the last stronghold of the group.",
        want("seizure", by=["chadian government troops", "allied militia"], on=["moundou"], place="Moundou"),
    ),
    case("Hundreds of people rally in southern Lund in support of the strikers.", want("protest")),
    case(
        "Two people are killed and nine are wounded when a bomb explodes outside a courthouse in Wana, Pakistan.",
        want("bombing", place="Wana"),
    ),
    case(
        "Chadian special forces, with Sudanese naval help, seize a Libyan oil tanker in the North Sea.",
        want("seizure", by=["chadian special forces"], on=["libyan oil tanker"]),
    ),
    case(
        "The Chadian military targets the Vellmora Refinery with drones and causes a fire at the facility.",
        want("air_strike", by=["chadian military"], on=["vellmora refinery"], weapon="drones"),
    ),
    case(
        "Police in Chad arrest over 1,300 people amid calls for calm.",
        want("arrest", by=["police"], tolls=["1301+ arrested people unknown"]),
    ),
    # The one word of a sentence that can be its verb
    case(
        "Militants of the Dune Front reportedly seize control of Vellmora village in eastern Chad.",
        want("seizure", by=["militants of the dune front"], on=["vellmora village"]),
    ),
    case(
        "The Chadian destroyer Heron and the 4th Marine Brigade stop and seize control of the ship Orla.",
        want("seizure", on=["orla"]),
    ),
    case("The leaders of Chad and Libya plan to sign a joint declaration.", want("agree", by=["chad", "libya"])),
    case(
        "Police in Lund, Sweden, arrest 59 members of a militant group.",
        want("arrest", by=["police"], tolls=["59 arrested members unknown"]),
    ),
    # Who goes on to speak, and who announced what a list holds
    case(
        "Chad says that its representative office in Moundou will stay, rejecting Libya's decision to close it.",
        want("reject", by=["chad"], on=["libya"]),
    ),
    case(
        "Chad announces several measures including closing the border with Libya and expelling two Libyan diplomats.",
        want("sanction", by=["chad"], on=["libya"]),
        want("reject", by=["chad"]),
    ),
    case(
        "Omar Dell, the Chadian president, says that 600 sailors are stranded in the strait and calls for restraint.",
        want("appeal", by=["omar dell"]),
    ),
    # What is told as the reason
    case(
        "Chad cuts gas supplies to Libya, following Libya's rejection of a price increase.",
        want("sanction", by=["chad"], on=["libya"]),
        want("reject", by=["libya"], scope="background"),
    ),
    case(
        "Sudan receives eleven men deported from Chad.",
        want("sanction", by=["chad"], on=["men"]),
    ),
    # Emergencies over violence, and not over a flood
    case(
        "The Chadian president declares a state of emergency after an ambush.",
        want("move_other", by=["chadian president"]),
    ),
    case("Chad declares a state of emergency after floods kill twenty people."),
    # Measures told where they end, causes that nobody has told of, sums brought up to date
    case(
        "Chad lifts sanctions on Libya that were imposed in 2021.",
        want("move_other", by=["chad"]),
        want("sanction", by=["chad"], on=["libya"], scope="background"),
    ),
    case(
        "The Orla refinery in Moundou shuts down after a drone strike that causes a fire.",
        want("air_strike", place="Moundou"),
    ),
    case("The Orla refinery in Moundou shuts down after the recent drone strikes."),
    case(
        "The Chadian health ministry updates the total casualties to 2,167 killed and 7,061 injured.",
        want("attack", scope="aggregate", tolls=["2167 killed - unknown", "7061 injured - unknown"]),
    ),
    case("The Chadian health ministry updates the death toll of the earthquake to 300 people."),
    # Charges: a treaty broken, whom a measure falls on
    case(
        "Libyan deputy minister Omar Dell says that Chad has violated the terms of the memorandum.",
        want("accuse", by=["omar dell"], on=["chad"]),
    ),
    case(
        "Chad imposes sanctions on the Dune Front, accusing them of arming rebels.",
        want("sanction", by=["chad"], on=["dune front"]),
        want("accuse", by=["chad"], on=["dune front"]),
    ),
    # Hostages held, soldiers who come, a drone taken
    case("Three gunmen held hostages in a bank in Lund.", want("abduction", by=["gunmen"])),
    case("Two hundred Chadian soldiers have entered the valley.", want("mobilize", by=["chadian soldiers"])),
    case("The Chadian Navy seizes an underwater drone of Libya.", want("seizure", by=["chadian navy"])),
    # Wholes and shares, a verb and its noun apart
    case(
        "The Chadian army announces that it has nearly captured all of Moundou.",
        want("seizure", on=["moundou"], place="Moundou", stance="claims_responsibility"),
    ),
    case("The Chadian army has regained stable control of the capital.", want("seizure", by=["chadian army"])),
    case("The rebels claim the takeover of the town of Moundou.", want("seizure", by=["rebels"], on=["moundou"])),
    # Harm of a people, with nobody named who did it
    case(
        "At least nine Libyans are killed while waiting for bread in Moundou.",
        want("attack", tolls=["9+ killed libyans unknown"]),
    ),
    case("At least nine people are killed while waiting for bread in Moundou."),
    # What a strike destroys is no second deed, nor whom raiders take along
    case("A depot in Moundou is destroyed in a Libyan missile strike.", want("shelling", by=["libya"], on=["depot"])),
    case(
        "Gunmen attack a mine near Moundou, killing three guards and abducting two miners.",
        want("attack", by=["gunmen"], on=["mine"]),
    ),
    # Verdicts, and the deed that they are about
    case(
        "A court in Moundou sentences Idris Kone to life in prison for assassinating the mayor in 2022.",
        want("arrest", by=["court"], on=["idris kone"]),
        want("attack", scope="background", by=["idris kone"], on=["mayor"], days="2022-01-01/2022-12-31"),
    ),
    case("Idris Kone is convicted of murder in Moundou.", want("arrest", on=["idris kone"], place="Moundou")),
    case("Prosecutors charge Idris Kone with terrorism.", want("arrest", on=["idris kone"], stance="asserts")),
    case("Idris Kone pleads guilty to 16 charges of murder.", want("arrest", on=["idris kone"])),
    case("Six suspects have been remanded in custody over a riot in Moundou.", want("arrest", on=["suspects"])),
    case("A former minister, Idris Kone, is charged with fraud in Moundou."),
    case("Police in Moundou dismantle a drug-trafficking ring, arresting six suspects."),
    # A toll of a war
    case(
        "The death toll from the war in Sudan has surpassed 2,000 people.",
        want("attack", scope="aggregate", place="Sudan"),
    ),
    # Two sides after "between"
    case(
        "Clashes break out in Moundou between rebels and soldiers.",
        want("armed_clash", by=["rebels", "soldiers"], place="Moundou"),
    ),
    # Protests
    case(
        "Four people are killed during protests over prices in Lund.",
        want("attack", tolls=["4 killed people unknown"]),
        want("protest", place="Lund"),
    ),
    case("Thousands gather in Lund to demand elections.", want("protest", place="Lund")),
    case("A series of protests took place in Lund.", want("protest", scope="aggregate", place="Lund")),
    case("Protesters blockaded highways around Lund.", want("protest", by=["protesters"])),
    # What sinks by somebody's hand, and what sinks
    case("The navy sinks two Libyan patrol boats.", want("destruction", by=["navy"], on=["libyan patrol boats"])),
    case("A boat sinks off Libya, killing nine migrants."),
]


@pytest.mark.parametrize("one", CASES, ids=lambda one: one.text[:60])
def test_unseen(one: Case) -> None:
    check(one)
