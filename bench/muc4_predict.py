"""Which reader gives a document's templates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from bench.muc4_full import slots
from bench.muc4_rules import templates
from casus.model.report import Report


def predict(
    documents: Sequence[tuple[str, str]], *, reader: str = "both", full: bool = False
) -> Iterator[dict[str, Any]]:
    """The line of each document (its id and text), in the form that `python -m bench.muc4` writes.

    Raises ValueError for a reader that there is none of.
    """
    if reader not in ("rules", "model", "both"):
        raise ValueError(f"there is no reader {reader!r}")
    for docid, text in documents:
        found = templates(Report(docid, text))
        yield {"docid": docid, "templates": [slots(one, docid, n) for n, one in enumerate(found, 1)] if full else found}
