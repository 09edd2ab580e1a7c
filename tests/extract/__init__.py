"""Tests of the reader. `check` stands in a module of its own, and its assertions shall still be told in full."""

import pytest

pytest.register_assert_rewrite("tests.extract.reading")
