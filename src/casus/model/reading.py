"""Words of a report beside what we resolve them to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

from casus.model.span import Span

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Rival(Generic[T]):
    """Another value that the same words could have had, and how it was ranked."""

    value: T
    score: float


@dataclass(frozen=True, slots=True)
class Reading(Generic[T]):
    """A value, the words it came from, who resolved it and how sure it ranks.

    `span` is None where the value follows from no words of its own (the day of a fresh, undated report, say);
    `rule` then names the convention. `score` is a rank from 0 to 1, no probability.
    """

    value: T
    text: str
    span: Span | None
    rule: str
    score: float = 1.0
    rivals: tuple[Rival[T], ...] = ()
