"""How the shipped models and learned tables are made; run from the root: `python -m training.tagger`."""
