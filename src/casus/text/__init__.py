"""Tools for text: sentences, tokens, tags, quotes. Pure functions from strings to small values."""
