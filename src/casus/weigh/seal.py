"""From which state of a ledger a figure comes: a hash that anybody with the same ledger can work out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from casus.model.account import Seal
from casus.model.claim import Claim
from casus.model.judgement import Judgement

_DIGITS = 16
_WIDTH = 1 << 256


def seal(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> Seal:
    """SHA-256, its first 16 hex digits, over the sum of the claims' hashes and the judgements that stand.

    The order of neither matters. See `digest`.
    """
    every = list(claims)
    return sealed(digest(every), len(every), judgements)


def digest(claims: Iterable[Claim]) -> int:
    """The sum, modulo 2^256, of a SHA-256 of each claim's id with its reader.

    A claim's id comes from its report, quote and act; with the reader's version it stands for all that was read. A sum,
    so that a ledger can keep it up to date by what was added and taken away.
    """
    return sum(_hash(f"{claim.id} {claim.origin}") for claim in claims) % _WIDTH


def changed(before: int, added: Iterable[Claim], gone: Iterable[Claim]) -> int:
    """A digest after claims were added and others taken away."""
    return (before + digest(added) - digest(gone)) % _WIDTH


def sealed(claims: int, number: int, judgements: Iterable[Judgement]) -> Seal:
    """The seal of claims given by their digest and their number, and of judgements."""
    judged = sorted(judgement.id for judgement in judgements if judgement.withdrawn is None)
    whole = _hash("\n".join([f"{claims:064x}", *judged]))
    return Seal(f"{whole:064x}"[:_DIGITS], number, len(judged))


def _hash(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest(), "big")
