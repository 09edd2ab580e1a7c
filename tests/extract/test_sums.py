"""Which tolls are sums: every entry of `resources/lexicon/sums.toml` by its own example, and by one that is no sum."""

from __future__ import annotations

import pytest

from casus.model.codes import Scope, Sum
from casus.reference.resources import load_toml

from .reading import read

ENTRIES = load_toml("lexicon/sums.toml")
SUMS = {
    "series": Sum.SEVERAL,
    "several": Sum.SEVERAL,
    "running": Sum.RUNNING,
    "war": Sum.RUNNING,
    "stretch": Sum.PERIOD,
    "rate": Sum.RATE,
}


@pytest.mark.parametrize("name", SUMS)
def test_an_entry_makes_its_sum(name):
    claims = read(ENTRIES[name]["example"])
    assert [(claim.scope, claim.sum_of) for claim in claims] == [(Scope.AGGREGATE, SUMS[name])]


@pytest.mark.parametrize("name", SUMS)
def test_like_words_are_no_sum(name):
    claims = read(ENTRIES[name]["not"])
    assert claims
    assert not any(claim.scope is Scope.AGGREGATE for claim in claims)


def test_every_entry_is_tested():
    assert set(ENTRIES) == set(SUMS)
