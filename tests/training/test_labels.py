"""Labels are kept as offsets, and give back the words that they were made of."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.labels_pack import HERE, packed, texts, unpacked

SHARED = Path(__file__).resolve().parent.parent.parent.parent / "shared"
TEXT = "Police say gunmen killed three officers near Vale. The gunmen fled, police say."
CLAIM = {
    "incident": 1,
    "event_type": "attack",
    "act": "killed",
    "source": "Police",
    "perpetrators": ["gunmen"],
    "targets": ["officers"],
    "place": {"name": "Vale", "admin1": None, "country": None},
    "tolls": [{"harm": "killed", "low": 3, "high": 3, "who": "officers", "side": "state", "named": ["Vale"]}],
}


def test_a_claim_comes_back_as_it_was():
    assert unpacked(packed(CLAIM, TEXT), TEXT) == CLAIM


def test_no_word_of_the_text_is_kept():
    kept = json.dumps(packed(CLAIM, TEXT))
    assert not any(word in kept for word in ("Police", "gunmen", "officers", "Vale"))


def test_a_name_is_found_nearest_to_its_act():
    later = {"incident": 1, "event_type": "attack", "act": "fled", "perpetrators": ["gunmen"]}
    assert packed(later, TEXT)["perpetrators"] == [[TEXT.rindex("gunmen"), TEXT.rindex("gunmen") + 6]]


def test_a_name_that_does_not_stand_there_is_told():
    with pytest.raises(ValueError, match="'rebels' does not stand in the text"):
        packed({**CLAIM, "perpetrators": ["rebels"]}, TEXT)


@pytest.mark.skipif(not SHARED.is_dir(), reason=f"the labelled texts are not here: {SHARED}")
def test_every_label_stands_in_its_item():
    items = texts(SHARED)
    for path in sorted(HERE.rglob("*.jsonl")):
        for line in map(json.loads, path.read_text("utf-8").splitlines()):
            text = items[line["id"]]["text"]
            claims = [unpacked(claim, text) for claim in line["claims"]]
            assert all(claim["act"] and packed(claim, text)["event_type"] == claim["event_type"] for claim in claims)
