"""Who is named does not decide what is read: names are hidden from the network."""

from datetime import date

from casus.extract.model_names import cut, hidden
from casus.extract.model_pieces import NAMED, PARTY, PLACE, Cutter
from casus.model.report import Report
from casus.pipeline import ground

VOCABULARY = ["[PAD]", *("[unused]",) * 99, "[UNK]", "[CLS]", "[SEP]", "the", "said", "shelled", "near", "and", "us"]


def seen(text):
    report = Report("r", text, date(2025, 5, 8))
    return cut(Cutter(VOCABULARY), text, hidden(text, ground(report)))


def test_each_name_is_one_piece_that_keeps_its_place_in_the_text():
    text = "The Indian army shelled Hamas fighters near Poonch"
    pieces = seen(text)
    words = [text[start:end] for start, end in pieces.offsets]
    assert words == ["The Indian army", "shelled", "Hamas fighters", "near", "Poonch"]
    assert [pieces.ids[n] for n in (0, 2, 4)] == [PARTY, PARTY, PLACE]
    assert {pieces.shapes[n] for n in (0, 2, 4)} == {NAMED}


def test_exchanged_names_look_the_same():
    pairs = (
        ("India said Pakistan shelled Poonch", "Pakistan said India shelled Kupwara"),
        ("the army shelled militants", "the militants shelled soldiers"),
        ("the security forces shelled rebels", "the rebels shelled security personnel"),
        ("India shelled the road to Tal Afar", "India shelled the road to Mosul"),
        ("Reuters said Russian troops shelled Kharkiv", "the BBC said Ukrainian troops shelled Belgorod"),
    )
    for left, right in pairs:
        assert [n for n in seen(left).ids if n != 103] == [n for n in seen(right).ids if n != 103]


def test_a_pronoun_is_no_country():
    assert VOCABULARY.index("us") in seen("India said near us").ids
