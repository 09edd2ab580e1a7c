"""What `import casus` promises: about a dozen names, imported when they are first used."""

from __future__ import annotations

import subprocess
import sys

import pytest

import casus


def test_every_public_name_is_there() -> None:
    for name in casus.__all__:
        assert getattr(casus, name).__doc__, name


def test_public_names_are_sorted_and_few() -> None:
    assert casus.__all__ == sorted(casus.__all__)
    # A dozen for the ledger, and the four readers that are of use alone.
    assert len(casus.__all__) <= 17
    assert set(casus.__all__) <= set(dir(casus))


def test_each_reader_is_of_use_alone() -> None:
    text = "At least 12 people were killed in Quetta on Wednesday, the Islamic State said."
    assert [reading.value.low for reading in casus.read_counts(text)] == [12]
    assert [reading.value.name for reading in casus.read_places(text)] == ["Quetta"]
    assert [reading.text for reading in casus.read_times(text)] == ["Wednesday"]
    assert [reading.value.id for reading in casus.read_actors(text)] == ["isis"]


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nonsense"):
        casus.nonsense  # noqa: B018


def test_importing_casus_imports_nothing_else() -> None:
    code = "import sys, casus; print(sorted(m for m in sys.modules if m.startswith(('casus', 'sqlalchemy', 'click'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['casus']"


def test_parse_reads_a_text() -> None:
    text = "Gunmen killed four farmers near Quetta on Wednesday, police said."
    parsed = casus.parse(text, published="2025-05-08")
    assert parsed.report.text == text
    assert all(claim.span.of(text) == claim.quote for claim in parsed.claims)


def test_parse_refuses_a_day_that_is_none() -> None:
    with pytest.raises(casus.CasusError, match="no day like 2025-05-08"):
        casus.parse("Gunmen killed four farmers.", published="yesterday")
