"""Settings that hold for every test."""

from hypothesis import settings

# A property that holds slowly on a busy machine still holds: the benchmarks measure speed, the tests do not.
settings.register_profile("casus", deadline=None)
settings.load_profile("casus")
