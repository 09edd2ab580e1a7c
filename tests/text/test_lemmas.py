import pytest

from casus.reference.resources import load_tsv
from casus.text.lemmas import lemma

RULES = """killed VBD kill;planted VBN plant;exploded VBD explode;raided VBN raid;fired VBD fire;seized VBN seize
died VBD die;shelled VBD shell;kidnapped VBN kidnap;wounded VBN wound;buried VBN bury;evacuated VBN evacuate
captured VBN capture;clashes VBZ clash;bodies NNS body;casualties NNS casualty;forces NNS force
tribesmen NNS tribesman;car-bombs NNS car-bomb;firing VBG fire;planning VBG plan;striking VBG strike
besieged VBN besiege;freed VBN free;controlled VBN control;deadliest JJS deadly;largest JJS large
bigger JJR big;Taliban NNP Taliban;Bombed VBD bomb;1970s NNS 1970s"""


@pytest.mark.parametrize("case", RULES.replace("\n", ";").split(";"))
def test_rules(case):
    word, tag, expected = case.split()
    assert lemma(word, tag) == expected


@pytest.mark.parametrize("name", ["text/irregular.tsv", "text/lemmas.tsv"])
def test_every_row_is_its_own_example(name):
    wrong = [row for row in load_tsv(name) if lemma(row["form"], row["tag"]) != row["lemma"]]
    if name == "text/lemmas.tsv":  # a row of irregular.tsv goes first
        wrong = [row for row in wrong if (row["form"], row["tag"]) not in IRREGULAR]
    assert not wrong


IRREGULAR = {(row["form"], row["tag"]) for row in load_tsv("text/irregular.tsv")}


def test_no_row_twice():
    rows = [(row["form"], row["tag"]) for row in load_tsv("text/irregular.tsv")]
    assert len(rows) == len(set(rows))
