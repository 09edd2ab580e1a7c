"""Settings that hold for every test."""

import pytest
from hypothesis import settings

from casus.reference.gazetteer import open_gazetteer

# A property that holds slowly on a busy machine still holds: the benchmarks measure speed, the tests do not.
settings.register_profile("casus", deadline=None)
settings.load_profile("casus")


@pytest.fixture(scope="session", autouse=True)
def _gazetteer() -> None:
    """Build the gazetteer before any test, so that no command says on stderr that it does."""
    open_gazetteer()
