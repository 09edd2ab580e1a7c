"""The codebook is current, and every code of a claim is defined and shown."""

from __future__ import annotations

from enum import StrEnum

import pytest

from bench.golden_cases import Said, cases
from casus.model.codes import Aspect, EventType, Harm, Realis, Scope, Side, Stance, Sum
from casus.reference.resources import load_toml
from training.codebook import NAMES, TARGET, page

VOCABULARIES: dict[str, type[StrEnum]] = {
    "event_type": EventType,
    "stance": Stance,
    "aspect": Aspect,
    "scope": Scope,
    "sum_of": Sum,
    "realis": Realis,
    "harm": Harm,
    "side": Side,
}
CODES = load_toml("codes.toml")
CASES = {case.id: case for case in cases()}


def test_the_page_is_current() -> None:
    assert TARGET.read_text(encoding="utf-8") == page(), "run python -m training.codebook"


def test_every_code_is_defined_in_its_order() -> None:
    assert list(CODES) == list(VOCABULARIES) == list(NAMES)
    for name, codes in VOCABULARIES.items():
        assert [code for code in CODES[name] if code != "_about"] == list(codes)


@pytest.mark.parametrize(
    ("name", "code"), [(name, code.value) for name, codes in VOCABULARIES.items() for code in codes]
)
def test_the_example_of_a_code_has_it(name: str, code: str) -> None:
    claims = [one.said for one in CASES[CODES[name][code]["example"]].claims]
    assert any(has(said, name, code) for said in claims)


def has(said: Said, name: str, code: str) -> bool:
    if name in ("harm", "side"):
        return any(code in toll.split(" <")[0].split()[1:] for toll in said.tolls)
    return getattr(said, name) == code
