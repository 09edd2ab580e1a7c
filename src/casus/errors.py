"""Everything that Casus raises on purpose. Each message is one line that says what and where."""

from __future__ import annotations


class CasusError(Exception):
    """The root: a mistake in what we were given, never in the program. The command line prints it and exits with 2.

    CasusError
    ├── InputError      a report, file or option that cannot be used
    ├── LedgerError     a ledger that cannot be opened, or written to
    ├── NotFoundError   no claim, incident or judgement with such an id
    └── ResourceError   an entry of resources/ or a gazetteer layer that does not hold together
    """


class InputError(CasusError):
    """A report, file or option that cannot be used."""


class LedgerError(CasusError):
    """A ledger that cannot be opened, read or written."""


class NotFoundError(CasusError):
    """No claim, incident, report or judgement with such an id."""


class ResourceError(CasusError):
    """An entry of `resources/` or a gazetteer layer that does not hold together."""
