"""Which words may be a cue: somebody is said there to say, think or want something. Features of each word for that."""

from __future__ import annotations

from casus.extract.attribution_page import Line, Page, speaks
from casus.extract.clauses import Clause
from casus.extract.phrases import Kind

_START = ("<s>", "<s>", "<s>")
_END = ("</s>", "</s>", "</s>")


def cue_features(page: Page, line: Line) -> list[list[str]]:
    """The features of each word of a line: words, tags and lemmas around it, and what its chunk is."""
    looks = [_START, _START, *[(t.lower, t.tag, t.lemma.lower()) for t in line.tokens], _END, _END]
    rows = _by_chunk(page, line)
    for at, row in enumerate(rows):
        (word2, tag2, _), (word1, tag1, lemma1), (word, tag, lemma), (next1, tag3, lemma3), (next2, tag4, lemma4) = (
            looks[at : at + 5]
        )
        row.extend(
            (
                "w" + word,
                "l" + lemma,
                "t" + tag,
                "<" + word1,
                ">" + next1,
                "<t" + tag1,
                ">t" + tag3,
                "<<" + word2,
                ">>" + next2,
                "<l" + lemma1,
                ">l" + lemma3,
                f"tt{tag1} {tag}",
                f"tu{tag} {tag3}",
                f"t3{tag1} {tag} {tag3}",
                f"t2{tag2} {tag1}",
                f"u2{tag3} {tag4}",
                f"wl{lemma1} {lemma}",
                f"wr{lemma} {lemma3}",
                f"lt{lemma} {tag}",
                f"l3{lemma1} {lemma} {lemma3}",
                f"wt{lemma} {tag3}",
                f"wu{lemma} {tag3} {tag4}",
                "s" + word[-3:],
                f"ww{word} {next1}",
                f"w3{lemma3} {lemma4}",
            )
        )
    if rows:
        rows[0].append("first")
        rows[-1].append("last")
    return rows


def _by_chunk(page: Page, line: Line) -> list[list[str]]:
    """Features that the words of a chunk share, and where in the chunk each stands."""
    clauses = {clause.verb: clause for clause in line.clauses}
    kinds = ["^", "^", *[part.kind.value for part in line.chunks], "$", "$"]
    some = any(page.quoted[at] >= 0 for at in range(line.first, line.end))
    rows: list[list[str]] = []
    for number, part in enumerate(line.chunks):
        before2, before, kind, after, after2 = kinds[number : number + 5]
        lemma = line.tokens[part.head].lemma.lower()
        left = _nearest(line, number, -1)
        state = f"{page.quoted[line.first + part.first] >= 0:d}{some:d}"
        shared = [
            "k" + kind,
            f"kk{before}{kind}{after}",
            f"k5{before2}{before}{kind}{after}{after2}",
            "nl" + left,
            "nr" + _nearest(line, number, 1),
            f"hl{lemma} {left}",
            f"hr{lemma} {after}{after2}",
            "q" + state,
            f"ql{lemma} {state}",
        ]
        if number in clauses:
            shared += _of_clause(line, clauses[number], lemma)
        for at in range(part.first, part.last + 1):
            place = ("h" if at == part.head else "") + ("b" if at == part.first else "")
            rows.append([*shared, f"p{kind}{place}" + ("e" if at == part.last else "")])
    return rows


def _of_clause(line: Line, clause: Clause, lemma: str) -> list[str]:
    """Features of a verb: its voice, who does it, whether something follows."""
    subject = clause.subjects[0] if clause.subjects else None
    who = speaks(line, subject) if subject is not None else "-"
    found = [
        f"c{clause.passive:d}{clause.finite:d}{clause.infinitive:d}",
        "cs" + who,
        f"cl{clause.link}",
        f"cs{who} {lemma}",
        f"cp{lemma} {clause.passive:d}",
        f"co{lemma} {bool(clause.objects):d}",
    ]
    if subject is not None:
        found.append("ch" + line.tokens[line.chunks[subject].head].lemma.lower())
    return found


def _nearest(line: Line, number: int, step: int) -> str:
    """The sort of the nearest noun on one side, or "verb" where a verb comes first."""
    at = number + step
    while 0 <= at < len(line.chunks):
        if line.chunks[at].kind is Kind.NOUN:
            return speaks(line, at)
        if line.chunks[at].kind is Kind.VERB:
            return "verb"
        at += step
    return "none"
