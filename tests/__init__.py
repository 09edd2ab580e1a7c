"""Tests mirror src/casus; `strategies` makes values of the model for property tests."""
