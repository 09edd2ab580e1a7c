"""From which state of a ledger a figure comes: a hash that anybody with the same ledger can work out again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from casus.model.account import Seal
from casus.model.claim import Claim
from casus.model.judgement import Judgement

_DIGITS = 16


def seal(claims: Iterable[Claim], judgements: Iterable[Judgement]) -> Seal:
    """SHA-256, its first 16 hex digits, over the ids of claims with their readers, and of the judgements that stand.

    A claim's id comes from its report, quote and act; with the reader's version it stands for all that was read. The
    order of neither matters.
    """
    said = sorted(f"{claim.id} {claim.origin}" for claim in claims)
    judged = sorted(judgement.id for judgement in judgements if judgement.withdrawn is None)
    digest = hashlib.sha256("\n".join([*said, "", *judged]).encode("utf-8", "surrogatepass"))
    return Seal(digest.hexdigest()[:_DIGITS], len(said), len(judged))
