"""How the trained reader is made: `python -m training make`; see ../MODEL_CARD.md."""
