"""Whom "he", "the group" and "the spokesman" stand for within a report, where that is clear."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from casus.extract.attribution_labels import Stretch
from casus.extract.attribution_page import Line, Page, speaks
from casus.extract.phrases import PROPER, Kind
from casus.reference.roles import roles
from casus.text.abbreviations import abbreviations

_REACH = 8  # sentences that a pronoun looks back over; "the spokesman" looks back over twice as many
_CLOSE = 2  # sentences in which "the group" must be the only body named
_ONE = frozenset({"he", "she"})
_MANY = frozenset({"they", "it"})
_RELATIVE = frozenset({"who", "which", "that"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})


@dataclass(frozen=True, slots=True)
class _Mention:
    """Words that name a person or a body. `acts`: it speaks, or is a verb's subject or object."""

    first: int
    last: int
    person: bool
    named: bool
    source: bool
    acts: bool


def antecedents(page: Page, sources: Sequence[Stretch | None]) -> list[Stretch | None]:
    """For each source the words in the report that it stands for; None where it names itself, or it is not clear."""
    spoken = {source for source in sources if source is not None}
    mentions = sorted(_mentions(page, spoken), key=lambda mention: mention.first)
    found: dict[Stretch, Stretch | None] = {}
    for source in sorted(spoken):
        found[source] = _antecedent(page, source, mentions, found)
    return [found[source] if source is not None else None for source in sources]


def _mentions(page: Page, spoken: set[Stretch]) -> Iterator[_Mention]:
    """Everybody named in the text, and every source that is no pronoun."""
    for source in spoken:
        sort = _sort(page, source)
        if sort is not None:
            yield _Mention(*source, person=sort == "person", named=_named(page, source), source=True, acts=True)
    for line in page.lines:
        actors = {number for clause in line.clauses for number in (*clause.subjects, *clause.objects)}
        for number, part in enumerate(line.chunks):
            place = (line.first + part.first, line.first + part.last)
            if part.kind is Kind.NOUN and speaks(line, number) == "name" and not any(_meet(place, s) for s in spoken):
                person = _is_name_of_one(line, part.first, part.head)
                yield _Mention(*place, person=person, named=True, source=False, acts=number in actors)


def _antecedent(
    page: Page, source: Stretch, mentions: Sequence[_Mention], found: dict[Stretch, Stretch | None]
) -> Stretch | None:
    word = page.words[source[0]].lower
    alone = source[0] == source[1]
    if alone and word in _RELATIVE:
        return _before_relative(page, source)
    if alone and word in _ONE:
        return _nearest(page, source, [m for m in mentions if m.person], found)
    if alone and word in _MANY:
        return _nearest(page, source, [m for m in mentions if not m.person and m.source], found)
    if word in _DEFINITE and not _named(page, source):
        return _described(page, source, mentions)
    return None


def _nearest(
    page: Page, source: Stretch, mentions: Sequence[_Mention], found: dict[Stretch, Stretch | None]
) -> Stretch | None:
    """The last who spoke before, else the only one who was named; None where others were named since."""
    line = page.line_of[source[0]]
    near = [m for m in mentions if m.last < source[0] and line - page.line_of[m.first] <= _REACH]
    speaking = [m for m in near if m.source]
    chosen = speaking[-1] if speaking else near[-1] if near else None
    if chosen is None:
        return None
    begun = page.line_of[chosen.first]
    since = [
        m for m in near if m.named and (m.first > chosen.last if chosen.source else page.line_of[m.first] >= begun)
    ]
    own = {page.words[at].lower for at in range(chosen.first, chosen.last + 1)}
    others = {page.words[m.last].lower for m in since} - own
    if len(others) > (1 if chosen.source else 0):
        return None
    stretch = (chosen.first, chosen.last)
    return found.get(stretch) or stretch


def _described(page: Page, source: Stretch, mentions: Sequence[_Mention]) -> Stretch | None:
    """ "The spokesman" is the one said to be a spokesman before; "the group" the last body that spoke."""
    head = _head(page, source)
    line = page.line_of[source[0]]
    before = [m for m in mentions if m.last < source[0] and line - page.line_of[m.first] <= 2 * _REACH]
    for mention in reversed(before):
        words = {page.words[at].lemma.lower() for at in range(mention.first, mention.last + 1)}
        if mention.named and head in words:
            return mention.first, mention.last
    if head not in roles().anaphor:
        return None
    near = [m for m in before if m.named and m.acts and not m.person and line - page.line_of[m.first] <= _CLOSE]
    names = {page.words[m.last].lower for m in near}
    return (near[-1].first, near[-1].last) if len(names) == 1 else None


def _before_relative(page: Page, source: Stretch) -> Stretch | None:
    """ "the minister, who said": the noun before."""
    line = page.lines[page.line_of[source[0]]]
    number = page.chunk_of[source[0]] - 1
    while number >= 0 and line.chunks[number].kind is Kind.COMMA:
        number -= 1
    if number < 0 or line.chunks[number].kind is not Kind.NOUN:
        return None
    return line.first + line.chunks[number].first, line.first + line.chunks[number].last


def _sort(page: Page, source: Stretch) -> str | None:
    """Whether a source is one person or a body; None for a pronoun or a thing."""
    line = page.lines[page.line_of[source[0]]]
    number = page.chunk_of[source[0]]
    sort = speaks(line, number)
    part = line.chunks[number]
    if sort == "person":
        return "person"
    if sort == "name":
        return "person" if _is_name_of_one(line, part.first, part.head) else "body"
    return "body" if sort == "speaker" else None


def _is_name_of_one(line: Line, first: int, head: int) -> bool:
    """Whether a name looks like a person's: a title before it, or two or three names without an article."""
    tokens = line.tokens[first : head + 1]
    titles = abbreviations().titles
    if any(token.text in titles or token.lower in roles().office for token in tokens):
        return True
    return all(token.tag in PROPER for token in tokens) and 2 <= len(tokens) <= 3 and tokens[0].tag == "NNP"


def _head(page: Page, source: Stretch) -> str:
    line = page.lines[page.line_of[source[0]]]
    part = line.chunks[page.chunk_of[source[0]]]
    return line.tokens[part.head].lemma.lower()


def _named(page: Page, source: Stretch) -> bool:
    return any(page.words[at].tag in PROPER for at in range(source[0], source[1] + 1))


def _meet(one: Stretch, other: Stretch) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]
