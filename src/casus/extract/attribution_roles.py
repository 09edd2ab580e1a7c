"""Given a likely cue: is it one, who is its source, and which words are its content? Features of each word for that.

Two kinds: what a word says whatever the cue is (`plain_features`, worked out once a line), and where it stands
seen from the cue (`role_features`): on which side, how far in words and chunks, across which commas, verbs and
quotation marks, and what its chunk is to the cue's verb.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from casus.extract.attribution_labels import Stretch
from casus.extract.attribution_page import Line, Page, speaks
from casus.extract.attribution_window import MARKS, opens_with_mark, window

Rows = list[list[str]]

_STEPS = (0, 1, 2, 3, 4, 5, 8, 13, 20, 30)
_BUCKETS = [str(_STEPS[bisect_left(_STEPS, distance)]) for distance in range(31)]
_SMALL_AFTER = frozenset("that to by of about for as on whether if what how in with against , . :".split())
_BY_WORD = frozenset({"IN", "CC", "WDT", "DT"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LINKING = frozenset({"WDT", "WP", "WRB"})
_NEAR = 4  # words from the cue that are still told how likely they are to be one


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a cue. `likely` is the first stage's rank, "0" to "9"."""

    first: int
    last: int
    likely: str

    @property
    def stretch(self) -> Stretch:
        """Its words."""
        return self.first, self.last


@dataclass(frozen=True, slots=True)
class Found:
    """What the first stage found on a page: candidates in order, how likely each word is, and words of any of them."""

    candidates: tuple[Candidate, ...]
    likely: Sequence[str]
    within: frozenset[int]


@dataclass(frozen=True, slots=True)
class _View:
    """The page as one candidate sees it. `shape` is its tags, `setting` what stands right before and after it."""

    page: Page
    found: Found
    cue: Candidate
    line: int
    roles: dict[int, str]
    lemma: str
    shape: str
    setting: str
    after: str
    inside: str
    last_word: str
    subject: str


def _bucket(distance: int) -> str:
    return _BUCKETS[distance] if distance < 31 else "99"


def plain_features(page: Page, line: Line) -> Rows:
    """Features of each word of a line that hold for every cue."""
    words = ["<s>", *[token.lower for token in line.tokens], "</s>"]
    tags = ["<s>", "<s>", *[token.tag for token in line.tokens], "</s>", "</s>"]
    rows: Rows = []
    for at, token in enumerate(line.tokens):
        before, word, after = words[at : at + 3]
        tag2, tag1, tag, next1, next2 = tags[at : at + 5]
        kind = _kind(page, line, at)
        rows.append(
            [
                "w" + word,
                "t" + tag,
                "<" + before,
                ">" + after,
                f"tt{tag1} {tag}",
                f"tu{tag} {next1}",
                f"t3{tag1} {tag} {next1}",
                f"t2{tag2} {tag1}",
                f"u2{next1} {next2}",
                "k" + kind,
                f"wx{before} {word}",
                f"wy{word} {after}",
                "l" + token.lemma.lower(),
            ]
        )
    return rows


def _kind(page: Page, line: Line, at: int) -> str:
    """The kind of a word's chunk and the word's place in it; for a quotation mark whether it opens or closes."""
    part = line.chunks[page.chunk_of[line.first + at]]
    if line.tokens[at].text in MARKS:
        first = line.first + at
        opens = "o" if at + 1 < len(line.tokens) and page.quoted[first + 1] >= 0 else ""
        return part.kind.value + opens + ("c" if at and page.quoted[first - 1] >= 0 else "")
    return part.kind.value + ("b" if at == part.first else "") + ("e" if at == part.last else "")


def role_features(page: Page, plain: Sequence[Rows], found: Found, cue: Candidate) -> tuple[int, Rows]:
    """The number of the first word of a cue's window, and the features of each word in it.

    `plain` holds the plain features of every line of the page.
    """
    first, last = window(page, cue.first)
    view = _view(page, found, cue)
    rows: Rows = []
    for number in range(first, last + 1):
        rows += _own_line(view, plain[number]) if number == view.line else _other_line(view, plain[number], number)
    return page.lines[first].first, rows


def _view(page: Page, found: Found, cue: Candidate) -> _View:
    number = page.line_of[cue.first]
    line = page.lines[number]
    first, last = cue.first - line.first, cue.last - line.first
    roles = _to_the_verb(line, first, last)
    before = page.chunk_of[cue.first] - 1
    after = _after(line, last + 1)
    opens = "M" if opens_with_mark(line) else "q" if line.opens >= 0 else "-"
    inside = "i" if page.quoted[cue.first] >= 0 else "o"
    words = line.tokens[first : last + 1]
    main = next((word for word in reversed(words) if word.tag.startswith("VB")), words[-1])
    return _View(
        page=page,
        found=found,
        cue=cue,
        line=number,
        roles=roles,
        lemma=main.lemma.lower(),
        shape="".join(word.tag[:2] for word in words[-3:]),
        setting=(line.chunks[before].kind.value if before >= 0 else "^") + after + opens + inside,
        after=after,
        inside=inside,
        last_word=words[-1].lower,
        subject=next((speaks(line, chunk) for chunk, role in roles.items() if role.endswith("S")), "-"),
    )


def _after(line: Line, at: int) -> str:
    """What follows the cue: a small word itself, a quotation mark, or the first letters of a tag."""
    if at >= len(line.tokens):
        return "$"
    token = line.tokens[at]
    if token.lower in _SMALL_AFTER:
        return token.lower
    return "Q" if token.text in MARKS else token.tag[:2]


def _to_the_verb(line: Line, first: int, last: int) -> dict[int, str]:
    """What each chunk is to the clause whose verb lies in words `first` to `last`: S, O, or P and a preposition."""
    found: dict[int, str] = {}
    for clause in line.clauses:
        verb = line.chunks[clause.verb]
        if verb.first <= last and first <= verb.last:
            voice = "p" if clause.passive else ""
            for phrase in clause.phrases:
                for noun in phrase.nouns:
                    found.setdefault(noun, f"{voice}P{phrase.preposition}")
            found.update(dict.fromkeys(clause.objects, voice + "O"))
            found.update(dict.fromkeys(clause.subjects, voice + "S"))
    return found


def _quote_state(view: _View, word: int, mark: bool) -> str:
    """In the cue's own quotation, in another, at a mark, or outside."""
    quoted = view.page.quoted[word]
    if quoted < 0:
        return "m" if mark else "o"
    return "c" if quoted == view.page.quoted[view.cue.first] else "q"


def _own_line(view: _View, plain: Rows) -> Rows:
    line = view.page.lines[view.line]
    first, last = view.cue.first - line.first, view.cue.last - line.first
    between = _between(view, line, first, last)
    rows: Rows = []
    for at, base in enumerate(plain):
        if first <= at <= last:
            row = base + _of_cue(view, line.first + at)
        else:
            row = base + _of_side(view, line, at, between[at], base)
        _edges(row, view, at, len(plain), "L0")
        rows.append(row)
    return rows


def _of_cue(view: _View, word: int) -> list[str]:
    """Features of a word of the candidate itself."""
    likely, cue = view.found.likely, view.cue
    row = [
        "C",
        "Cl" + view.lemma,
        "Cp" + cue.likely,
        f"Cp{cue.likely}{view.inside}",
        "Cg" + view.setting,
        "Cs" + view.subject,
        f"Cs{view.subject} {view.lemma}",
        "Ch" + view.shape,
        "Cn" + view.after,
        f"Cn{view.lemma} {view.after}",
        "cp" + likely[word],
        f"cp{likely[word - 1] if word else ''},{likely[word]},{likely[word + 1] if word + 1 < len(likely) else ''}",
    ]
    if word == cue.first:
        row.append("Cb")
    if word == cue.last:
        row.append("Ce")
    return row


def _of_side(view: _View, line: Line, at: int, between: tuple[str, str], base: list[str]) -> list[str]:
    """Features of another word of the cue's line: side, distance, role, what lies between."""
    word = line.first + at
    page, cue, token = view.page, view.cue, line.tokens[at]
    left = word < cue.first
    side = "B" if left else "A"
    distance = cue.first - word if left else word - cue.last
    chunk = page.chunk_of[word]
    steps = _bucket(page.chunk_of[cue.first] - chunk if left else chunk - page.chunk_of[cue.last])
    kind = base[9][1:]
    role = view.roles.get(chunk, "-")
    state = _quote_state(view, word, token.text in MARKS)
    marks, joints = between
    near = f"{side}{_bucket(distance)}"
    look = f"w{token.lower}" if not token.tag[0].isalpha() or token.tag in _BY_WORD else f"t{token.tag}"
    row = [
        side,
        "d" + near,
        f"D{near}{kind}",
        f"k{side}{steps}",
        f"K{side}{steps}{kind}",
        f"r{side}{role}",
        f"R{side}{role}{kind}",
        f"Rl{side}{role}{view.lemma}",
        f"Rg{side}{role}{view.setting}",
        f"l{side}{view.lemma}",
        f"L{side}{view.lemma}{kind}",
        f"Ld{side}{view.lemma}{steps}",
        f"h{side}{view.shape}",
        f"H{side}{view.shape}{steps}{kind}",
        f"g{side}{view.setting}",
        f"G{side}{view.setting}{kind}",
        f"Gd{side}{view.setting}{steps}",
        f"G{side}{view.setting}{look}",
        f"b{side}{marks}",
        f"B{side}{marks}{kind}",
        f"Bq{side}{marks}{state}",
        f"j{side}{joints}",
        f"J{side}{joints}{kind}{base[1]}",
        f"J{side}{joints}{base[3]}",
        f"J{side}{joints}{base[2]}",
        f"q{side}{state}{view.inside}",
        f"Q{side}{state}{view.inside}{kind}",
        f"n{side}{view.after}",
        f"N{side}{view.after}{marks}",
        f"W{side}{view.last_word}{base[1]}",
        f"s{side}{view.subject}{kind}",
        f"S{side}{view.subject}{steps}",
        "P" + cue.likely,
    ]
    if word in view.found.within:
        row.append("x" + side)
    if distance <= _NEAR:
        row += ["cp" + view.found.likely[word], f"cp{side}{distance}{view.found.likely[word]}"]
    return row


def _between(view: _View, line: Line, first: int, last: int) -> list[tuple[str, str]]:
    """For each word of the line what lies between it and the cue: verbs, commas, links, marks; joints, other cues."""
    found = [("", "")] * len(line.tokens)
    for places in (range(first - 1, -1, -1), range(last + 1, len(line.tokens))):
        verbs = commas = links = marks = joints = others = 0
        for at in places:
            token = line.tokens[at]
            found[at] = (
                f"{min(verbs, 2)}{min(commas, 2)}{min(links, 1)}{min(marks, 2)}",
                f"{min(verbs, 3)}{min(commas, 3)}{min(joints, 2)}{min(others, 2)}",
            )
            verbs += token.tag in _FINITE
            commas += token.text == ","
            marks += token.text in MARKS
            links += token.tag in _LINKING or token.lower == "that"
            joints += token.tag == "CC"
            others += line.first + at in view.found.within
    return found


def _other_line(view: _View, plain: Rows, number: int) -> Rows:
    """Features of the words of a line before or after the cue's."""
    line = view.page.lines[number]
    off = f"L{max(-3, min(3, number - view.line))}"
    rows: Rows = []
    for at, base in enumerate(plain):
        word = line.first + at
        state = _quote_state(view, word, line.tokens[at].text in MARKS)
        kind = base[9][1:]
        row = [
            *base,
            off,
            off + state,
            off + "k" + kind,
            off + "g" + view.setting,
            off + "l" + view.lemma,
            f"{off}{state}{kind}",
            f"{off}n{view.after}{state}",
            f"{off}g{view.setting}{state}",
        ]
        if word in view.found.within:
            row.append("xL")
        _edges(row, view, at, len(plain), off)
        rows.append(row)
    return rows


def _edges(row: list[str], view: _View, at: int, count: int, off: str) -> None:
    """Mark the first and the last two words of a line."""
    if at == 0:
        row += ["^", f"^{off}{view.setting}"]
    if at == count - 1:
        row += ["$", f"${off}{view.setting}"]
    if at == count - 2:
        row += ["$1", "$1" + row[3]]
