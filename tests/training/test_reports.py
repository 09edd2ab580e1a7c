"""Older reports get back the capitals that the wire took."""

import gzip
import json
from pathlib import Path

import pytest

from training.reports import recased, reports

CASING = {"the": "the", "rebels": "rebels", "attacked": "attacked", "vale": "Vale", "said": "said", "un": "UN"}


def test_each_word_is_written_as_it_mostly_is_and_a_sentence_begins_with_a_capital():
    given = 'THE REBELS ATTACKED VALE. "THE UN," ARDEN SAID.'
    assert recased(given, CASING) == 'The rebels attacked Vale. "The UN," Arden said.'
    assert recased("", CASING) == ""


def shared(folder: Path, raw: str) -> Path:
    """A folder of data with one message, one document and a portal of one item."""
    for name in ("muc4", "re3d/Someone", "cep"):
        (folder / "data" / name).mkdir(parents=True)
    with gzip.open(folder / "data/muc4/texts.json.gz", "wt", encoding="utf-8") as out:
        json.dump({"DEV-1": raw, "TST1-1": raw}, out)
    with gzip.open(folder / "data/cep/flat_2002_2026.jsonl.gz", "wt", encoding="utf-8") as out:
        out.write(json.dumps({"text": "On Monday the rebels attacked a town."}) + "\n")
    document = {"_id": "A1", "text": " A raid ended. "}
    (folder / "data/re3d/Someone/documents.json").write_text(json.dumps(document) + "\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("dateline", "day"), [("VALE, 3 JAN 90 --", "1990-01-03"), ("VALE, 31 FEB 90 --", None), ("VALE --", None)]
)
def test_a_message_keeps_its_dateline_and_paragraphs_and_the_test_half_stays_out(tmp_path, dateline, day):
    raw = f"\n\n   {dateline} [TEXT] THE REBELS ATTACKED\nVALE.\n\n   A TOWN BURNS.\n\n\n"
    found = dict(reports(shared(tmp_path, raw)))
    assert set(found) == {"muc4:DEV-1", "re3d:A1"}
    assert found["muc4:DEV-1"]["published"] == day
    assert found["muc4:DEV-1"]["text"].endswith("-- The rebels attacked Vale.\n\nA town Burns.")
    assert found["re3d:A1"] == {"text": "A raid ended.", "published": None}
