"""Spans to days, places and counts, with scores and rivals."""
