"""The layer of attributions: read by the trained taggers where their weights are there, else by the rules.

Which weights: the environment's `CASUS_ATTRIBUTION`, "polnear" (the default), "open" (trained without PolNeAR, which
has no licence text) or "rules" (none).
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from casus.errors import InputError
from casus.extract.attribution_antecedents import antecedents
from casus.extract.attribution_labels import Stretch
from casus.extract.attribution_model import Relation, Taggers, shipped
from casus.extract.attribution_page import Page, lay_out
from casus.model.claim import Attribution
from casus.model.span import Span
from casus.text.analysis import Sentence

SETTING = "CASUS_ATTRIBUTION"
VARIANTS = ("polnear", "open", "rules")


def read_attributions(
    text: str, analysed: Sequence[Sentence], by_rules: Sequence[Attribution] = (), variant: str | None = None
) -> tuple[Attribution, ...]:
    """Who says what in a text, in order of the cues.

    `by_rules` is what the rules read, and the answer where the weights of the variant are not there. `variant` None is
    the one that the environment names. Raises InputError where there is no such variant.
    """
    taggers = _taggers(variant or chosen())
    if taggers is None:
        return tuple(by_rules)
    page = lay_out(text, analysed)
    return tuple(_completed(one, by_rules) for one in attributions_of(page, taggers.read(page)))


def _completed(one: Attribution, by_rules: Sequence[Attribution]) -> Attribution:
    """An attribution without content takes what the rules read at the same cue."""
    if one.content or one.cue is None:
        return one
    cue = one.cue
    same = (other for other in by_rules if other.cue is not None and other.cue.overlaps(cue) and other.content)
    found = next(same, None)
    return replace(one, content=found.content) if found is not None else one


def chosen() -> str:
    """The variant that the environment names. Raises InputError where there is none such."""
    named = os.environ.get(SETTING) or VARIANTS[0]
    if named not in VARIANTS:
        raise InputError(f"{SETTING}={named}: the readers of attributions are {', '.join(VARIANTS)}")
    return named


@cache
def _taggers(variant: str) -> Taggers | None:
    return None if variant == "rules" else shipped(variant)


def attributions_of(page: Page, relations: Sequence[Relation]) -> tuple[Attribution, ...]:
    """Relations of a page in characters, with the voices that they come through and whom their sources stand for."""
    meant = antecedents(page, [relation.source for relation in relations])
    return tuple(
        Attribution(
            source=_span(page, relation.source),
            cue=_span(page, relation.cue),
            content=tuple(page.span(*piece) for piece in relation.content),
            through=_through(page, relation, relations),
            antecedent=_span(page, stands_for),
        )
        for relation, stands_for in zip(relations, meant, strict=True)
    )


def _span(page: Page, stretch: Stretch | None) -> Span | None:
    return page.span(*stretch) if stretch is not None else None


def _through(page: Page, inner: Relation, relations: Sequence[Relation]) -> tuple[Span, ...]:
    """The sources of the attributions in whose content this one stands, the nearest first."""
    around = [
        (last - first, outer.source)
        for outer in relations
        for first, last in outer.content
        if outer.source is not None
        and outer.source != inner.source
        and first <= inner.cue[0]
        and inner.cue[1] <= last
        and (inner.source is None or first <= inner.source[0] <= last)
    ]
    return tuple(dict.fromkeys(page.span(*source) for _, source in sorted(around)))
