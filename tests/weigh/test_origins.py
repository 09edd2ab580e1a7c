"""Voices counted by origin, not by page."""

from dataclasses import replace

from casus.model.actor import Actor
from casus.model.codes import Side
from casus.weigh.origins import origins, shared_words

from .factory import REBELS, claim, incident, reports, toll

WIRE = "A cart bomb went off beside the gate of the old castle on Wednesday and three of the guards died at once"


def names(*claims, **known):
    return [one.name for one in origins(incident(*claims), reports(*claims, **known))]


def test_ten_papers_that_quote_one_spokesman_are_one_origin():
    told = [claim(f"c{at}", toll(12), source=REBELS, report=f"r{at}") for at in range(10)]
    assert len(names(*told)) == 1


def test_a_group_its_initials_and_its_spokesman_are_one_origin():
    spokesman = Actor("Rupert", None, "XA", Side.NONSTATE, parent="t:fzm")
    told = [claim("c1", source=REBELS), claim("c2", source=spokesman)]
    assert len(names(*told)) == 1
    told = [claim("c1", source=Actor("Free Zenda Movement")), claim("c2", source=Actor("FZM"))]
    assert len(names(*told)) == 1


def test_the_military_is_the_only_military_that_speaks():
    told = [claim("c1", source=Actor("Ruritania's military")), claim("c2", source=Actor("military"), report="r2")]
    assert names(*told) == ["Ruritania's military"]
    assert len(names(*told, claim("c3", source=Actor("Syldavia's military")))) == 3


def test_a_paper_is_one_origin_over_its_reports_and_an_unknown_one_is_its_report():
    told = [claim(f"c{at}", report=f"r{at}") for at in range(3)]
    assert names(*told, publishers={"r0": "Herald", "r1": "Herald", "r2": None}) == ["Herald", "report r2"]


def test_wire_copies_are_one_origin():
    told = [claim("c1", report="r1"), claim("c2", report="r2"), claim("c3", report="r3")]
    known = reports(*told)
    known["r1"] = replace(known["r1"], text=WIRE)
    known["r2"] = replace(known["r2"], text=f"{WIRE}, our correspondent writes.")
    assert len(origins(incident(*told), known)) == 2


def test_shared_words_is_a_share_of_the_shorter_text():
    assert shared_words(WIRE, WIRE + " and more besides that was never in the first") == 1.0
    assert shared_words(WIRE, "nothing of the kind was ever said by anyone here") == 0.0
    assert shared_words("too short", WIRE) == 0.0
