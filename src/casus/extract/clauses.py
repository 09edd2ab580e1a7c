"""Clauses: a verb with who does it, to whom, and the prepositional phrases that hang on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from casus.extract.asides import skip_aside, step_back, who_says
from casus.extract.lists import noun_list, nouns_with
from casus.extract.phrases import Chunk, Kind
from casus.extract.prepositions import EITHER, Phrase, phrases_from
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles
from casus.text.tokens import Token

# "…, with monitors reporting that", "…, and India suspending the treaty": the participle has a subject of its own.
_BEFORE_OWN = frozenset({"with", "and"})
_STEPPED_OVER = frozenset(
    {Kind.PREPOSITION, Kind.ADVERB, Kind.QUOTE, Kind.ADJECTIVE, Kind.CLOSE, Kind.TIME, Kind.COMMA}
)
# "forced thousands to flee": those who are forced do what follows.
_CAUSING = frozenset({"force", "prompt", "cause", "compel", "lead", "drive", "oblige"})
_LIST_OF_THREE = [Kind.NOUN, Kind.COMMA, Kind.NOUN, Kind.COMMA, Kind.AND]
_BE = frozenset({"be", "get"})
_RELATIVE = frozenset({"who", "which", "that"})


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb group with its participants. All numbers are indices of chunks of the sentence, `head` of a token.

    `link` is the word that ties the clause to the one before ("after", "that", "who"), None for a main clause.
    """

    verb: int
    head: int
    lemma: str
    passive: bool
    finite: bool
    negated: bool
    modal: str | None
    tag: str
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    complement: int | None = None
    link: str | None = None
    host: int | None = None
    infinitive: bool = False

    def governed(self, *prepositions: str) -> tuple[int, ...]:
        """The nouns after any of these prepositions."""
        return tuple(noun for phrase in self.phrases if phrase.preposition in prepositions for noun in phrase.nouns)


@dataclass(slots=True)
class _Verb:
    """What the verb group itself says, before its participants are looked for."""

    lemma: str
    tag: str
    passive: bool
    finite: bool
    negated: bool
    modal: str | None
    infinitive: bool
    words: list[str] = field(default_factory=list)


def clauses(tokens: Sequence[Token], chunks: Sequence[Chunk]) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order of their verbs."""
    made: list[Clause] = []
    for index, part in enumerate(chunks):
        if part.kind is Kind.VERB:
            made.append(_clause(tokens, chunks, index, made))
    return tuple(_sharing(chunks, made, index) for index in range(len(made)))


def _sharing(chunks: Sequence[Chunk], made: Sequence[Clause], index: int) -> Clause:
    """ "targeting and killing the commander": both verbs have the object."""
    clause = made[index]
    if clause.objects or index + 1 >= len(made):
        return clause
    after = made[index + 1]
    joined = after.verb == clause.verb + 2 and chunks[clause.verb + 1].kind is Kind.AND and after.tag == clause.tag
    if clause.passive:  # "was attacked and beaten by a man"
        return replace(clause, phrases=after.phrases) if joined and after.passive else clause
    return replace(clause, objects=after.objects, phrases=after.phrases) if joined else clause


def _verb(tokens: Sequence[Token], chunk: Chunk) -> _Verb:
    group = tokens[chunk.first : chunk.last + 1]
    head = tokens[chunk.head]
    helped = [token for token in group[:-1] if token.tag in ("VBD", "VBP", "VBZ", "VB", "VBN", "VBG")]
    has_be = any(token.lemma in _BE for token in helped)
    has_have = any(token.lemma == "have" for token in helped)
    modal = next((token.lower for token in group if token.tag == "MD"), None)
    return _Verb(
        lemma=head.lemma,
        tag=head.tag,
        passive=(has_be and head.tag != "VBG") or (head.tag == "VBN" and not has_have and len(group) <= 2),
        finite=group[0].tag in ("VBD", "VBP", "VBZ", "MD") or modal is not None,
        negated=any(token.lower in ("not", "n't", "never") for token in group),
        modal=modal,
        infinitive=group[0].tag == "TO",
    )


def _clause(tokens: Sequence[Token], chunks: Sequence[Chunk], index: int, before: list[Clause]) -> Clause:
    verb = _verb(tokens, chunks[index])
    if verb.tag == "VBN" and not verb.finite and _plain_past(chunks, index):
        verb.tag, verb.finite, verb.passive = "VBD", True, False
    host = before[-1] if before else None
    subjects, link = _subjects(tokens, chunks, index, verb, before)
    subjects = _agreeing(tokens, chunks, index, subjects, before) or subjects
    objects, phrases, complement = _after(tokens, chunks, index)
    return Clause(
        verb=index,
        head=chunks[index].head,
        lemma=verb.lemma,
        passive=verb.passive,
        finite=verb.finite,
        negated=verb.negated,
        modal=verb.modal,
        tag=verb.tag,
        subjects=subjects,
        objects=objects,
        phrases=phrases,
        complement=complement,
        link=link,
        host=len(before) - 1 if host is not None else None,
        infinitive=verb.infinitive,
    )


def _agreeing(
    tokens: Sequence[Token], chunks: Sequence[Chunk], index: int, subjects: tuple[int, ...], before: Sequence[Clause]
) -> tuple[int, ...]:
    """ "Orlov says that talks have failed and calls for calm": a verb in -s goes on with the one, not with the many."""
    many = bool(subjects) and all(tokens[chunks[chunk].head].tag in ("NNS", "NNPS") for chunk in subjects)
    joined = any(part.kind is Kind.AND for part in chunks[max(0, index - 2) : index])
    if tokens[chunks[index].first].tag != "VBZ" or not many or not joined:
        return ()
    said = next((one for one in reversed(before) if one.tag == "VBZ" and one.finite and one.link != "complement"), None)
    return said.subjects if said is not None and said.lemma not in _BE else ()


def _plain_past(chunks: Sequence[Chunk], index: int) -> bool:
    """A bare participle with an object right after it is a past tense: "the blast … killed 17 people"."""
    alone = chunks[index].first == chunks[index].last
    return alone and index + 1 < len(chunks) and chunks[index + 1].kind is Kind.NOUN


def _subjects(
    tokens: Sequence[Token], chunks: Sequence[Chunk], index: int, verb: _Verb, before: list[Clause]
) -> tuple[tuple[int, ...], str | None]:
    """Who does it (or, in the passive, suffers it), and the word that links the clause."""
    at = index - 1
    while at >= 0 and chunks[at].kind in (Kind.ADVERB, Kind.QUOTE, Kind.TIME):
        at -= 1
    if at >= 0 and chunks[at].kind is Kind.LINK:
        word = tokens[chunks[at].head].lower
        if word in ("who", "which", "that", "whose"):
            return _antecedent(tokens, chunks, at - 1, person=word in ("who", "whose")), word
        return (before[-1].subjects if before else ()), word
    if not verb.finite:
        return _of_participle(tokens, chunks, at, verb, before)
    if at >= 0 and chunks[at].kind in (Kind.AND, Kind.VERB) and before:
        return _joined(chunks, at, verb, before).subjects, None
    office = who_says(tokens, chunks, at) if before and lexicon().cues.at((verb.lemma,), 0) is not None else None
    return ((office,), None) if office is not None else _finite_subjects(tokens, chunks, at, before)


def _joined(chunks: Sequence[Chunk], at: int, verb: _Verb, before: list[Clause]) -> Clause:
    """The clause that "and" joins a verb to: in "says that Chad has armed, and calls for talks" it is "says"."""
    last = before[-1]
    main = before[last.host] if last.host is not None else last
    comma = at > 0 and chunks[at].kind is Kind.AND and chunks[at - 1].kind is Kind.COMMA
    told = last.link == "complement" and verb.tag != last.tag and verb.tag == main.tag
    return main if comma and told else last


def _of_participle(
    tokens: Sequence[Token], chunks: Sequence[Chunk], at: int, verb: _Verb, before: list[Clause]
) -> tuple[tuple[int, ...], str | None]:
    """ "a bomb planted by …" hangs on its noun; "…, killing two" and "to kill two" share the subject before."""
    link = tokens[chunks[at].head].lower if at >= 0 and chunks[at].kind is Kind.PREPOSITION else None
    if at >= 0 and chunks[at].kind is Kind.NOUN and verb.tag == "VBN" and not verb.infinitive:
        return nouns_with(tokens, chunks, at), "participle"
    if (
        at >= 0
        and chunks[at].kind is Kind.NOUN
        and verb.tag == "VBG"
        and before
        and _object_or_of_it(chunks, at, before[-1])
    ):
        return (at,), "participle"
    if verb.tag == "VBG" and (whose := _with_its_own(tokens, chunks, at)) is not None:
        return (whose,), "with"
    opens = not before or (at > 0 and chunks[at - 1].kind is Kind.QUOTE)
    if verb.tag == "VBG" and at >= 0 and chunks[at].kind is Kind.NOUN and opens:
        return (at,), "participle"
    if before and verb.infinitive and before[-1].lemma in _CAUSING and before[-1].objects:
        return before[-1].objects, "to"
    if verb.infinitive and at >= 0 and chunks[at].kind is Kind.NOUN and _is_plan(tokens, chunks[at]):
        return (at,), "to"
    if before:
        told = _past_reduced(chunks, at, verb, before)
        return told.subjects, link or ("to" if verb.infinitive else "participle")
    if at > 0 and chunks[at].kind is Kind.COMMA and chunks[at - 1].kind is Kind.NOUN:
        return (at - 1,), "participle"  # "The paper, citing a source, reported"
    return (), link


def _with_its_own(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> int | None:
    """ "…, with a faction of the group claiming it": the noun that a participle has to itself after "with"."""
    while at > 1 and tokens[chunks[at - 1].head].lower == "of" and chunks[at - 2].kind is Kind.NOUN:
        at -= 2
    own = at > 0 and chunks[at].kind is Kind.NOUN and tokens[chunks[at - 1].head].lower in _BEFORE_OWN
    return at if own else None


def _is_plan(tokens: Sequence[Token], part: Chunk) -> bool:
    """ "Israel's plan to annex": whose plan it is would do it."""
    owned = any(token.tag == "POS" for token in tokens[part.first : part.head])
    return owned and tokens[part.head].lemma.lower() in roles().plan


def _past_reduced(chunks: Sequence[Chunk], at: int, verb: _Verb, before: list[Clause]) -> Clause:
    """ "A bomb went off in a shop used by soldiers, killing two": what killed is the bomb, not the shop."""
    last = before[-1]
    reduced = last.link == "participle" and last.tag == "VBN" and not last.finite
    if not reduced or verb.tag != "VBG" or at < 0 or chunks[at].kind is not Kind.COMMA:
        return last
    return next((one for one in reversed(before) if one.finite), last)


def _object_or_of_it(chunks: Sequence[Chunk], at: int, before: Clause) -> bool:
    """ "showed a group of men attacking a car": who attacks is the object, or the noun that it is a group of."""
    grouped = at >= 2 and at - 2 in before.objects and chunks[at - 1].kind is Kind.PREPOSITION
    return at in before.objects or (grouped and at in before.governed("of"))


def _finite_subjects(
    tokens: Sequence[Token], chunks: Sequence[Chunk], at: int, before: list[Clause]
) -> tuple[tuple[int, ...], str | None]:
    shared = _of_chain(chunks, at, before)
    if shared is not None:
        return shared, None
    position = skip_aside(chunks, at)
    while position >= 0:
        part = chunks[position]
        if part.kind is Kind.NOUN:
            reduced = _object_of_reduced(position, before)
            if reduced is not None:
                return reduced.subjects, None
            governor = chunks[position - 1] if position else None
            word = tokens[governor.head].lower if governor and governor.kind is Kind.PREPOSITION else None
            first = _after_objects(chunks, _list_start(tokens, chunks, position), position, before)
            subject = _past_places(tokens, chunks, position)
            if word is None and first == position and subject != position:
                position = subject
                continue
            clause_word = word in EITHER and tokens[part.head].lower != "part"
            if word is None or clause_word or first < position:
                return _listed(tokens, chunks, first, position)
            position -= 2
        elif part.kind in _STEPPED_OVER:
            position = step_back(chunks, position)
        elif part.kind is Kind.VERB:
            reduced = next((clause for clause in before if clause.verb == position), None)
            if reduced is not None and not reduced.finite and reduced.subjects and reduced.link == "participle":
                return reduced.subjects, None
            if reduced is None or reduced.link not in ("who", "which", "that"):
                return (reduced.subjects if reduced else ()), None
            position = _before_relative(chunks, position)  # "the crew of a ship that was attacked have died"
        else:
            break
    return (), None


def _before_relative(chunks: Sequence[Chunk], at: int) -> int:
    """The chunk before the word that opens the relative clause whose verb stands at a chunk."""
    while at >= 0 and chunks[at].kind is not Kind.LINK:
        at -= 1
    return at - 1


def _of_chain(chunks: Sequence[Chunk], at: int, before: list[Clause]) -> tuple[int, ...] | None:
    """ "killed two officers, wounded nine others": verbs in a row share their subject."""
    if at < 1 or chunks[at].kind is not Kind.COMMA or not before or not before[-1].finite or not before[-1].objects:
        return None
    commas = [i for i in range(before[-1].verb, at) if chunks[i].kind is Kind.COMMA]
    return before[-1].subjects if not commas and before[-1].objects[-1] == at - 1 else None


def _object_of_reduced(position: int, before: list[Clause]) -> Clause | None:
    """ "A man accused of killing three women was arrested": the women are no subject."""
    last = before[-1] if before else None
    reduced = last is not None and not last.finite and position in last.objects and bool(last.subjects)
    if last is not None and lexicon().cues.at((last.lemma,), 0) is not None:
        return None  # "asserting the attacks were carried out": what is said has its own subject
    if last is not None and last.finite and last.link in _RELATIVE and position in last.objects and last.subjects:
        host = before[last.host] if last.host is not None else None  # "men held in a camp that burnt two tents flee"
        return host if host is not None and host.link == "participle" and host.subjects else last
    return last if reduced and last is not None and last.link in ("of", "participle", "with", "for", "to") else None


def _list_start(tokens: Sequence[Token], chunks: Sequence[Chunk], position: int) -> int:
    """The first chunk of "eight civilians and two policemen", where the list itself is not governed."""
    first = position
    if first >= 5 and [part.kind for part in chunks[first - 5 : first]] == _LIST_OF_THREE:
        first -= 3  # "an officer, a guard, and the driver"
        while first >= 2 and chunks[first - 1].kind is Kind.COMMA and chunks[first - 2].kind is Kind.NOUN:
            first -= 2
    pair = first
    while first >= 2 and chunks[first - 1].kind is Kind.AND and chunks[first - 2].kind is Kind.NOUN:
        first = pair = first - 2
        while first >= 2 and chunks[first - 1].kind is Kind.COMMA and chunks[first - 2].kind is Kind.NOUN:
            first -= 2
    if not _governed(tokens, chunks, first):
        return first
    return position if _governed(tokens, chunks, pair) else pair  # "After talks, A and B agree"


def _governed(tokens: Sequence[Token], chunks: Sequence[Chunk], first: int) -> bool:
    before = chunks[first - 1] if first else None
    return before is not None and before.kind is Kind.PREPOSITION and tokens[before.head].lower not in EITHER


def _after_objects(chunks: Sequence[Chunk], first: int, last: int, before: list[Clause]) -> int:
    """ "…, killing ten people, witnesses and medics said": the object of the verb before opens no list of speakers."""
    taken = before and first in before[-1].objects and before[-1].verb == first - 1
    comma = first + 2 <= last and chunks[first + 1].kind is Kind.COMMA
    return first + 2 if taken and comma else first


def _in_governed_list(tokens: Sequence[Token], chunks: Sequence[Chunk], position: int) -> bool:
    """ "the ministers of Iran and Saudi Arabia met": the second name is governed too."""
    if position < 3 or chunks[position - 1].kind is not Kind.AND:
        return False
    three = [part.kind for part in chunks[max(0, position - 5) : position]] == _LIST_OF_THREE
    last = position - 3 if three else position - 2  # "Chad, Mali, and Niger"
    if chunks[last].kind is not Kind.NOUN:
        return False
    return _governed(tokens, chunks, last) or _governed_names(tokens, chunks, last)


def _governed_names(tokens: Sequence[Token], chunks: Sequence[Chunk], first: int) -> bool:
    """ "Leaders from Germany, France and Poland met": names all, after a noun that nothing governs."""
    while chunks[first].kind is Kind.NOUN and tokens[chunks[first].head].tag in ("NNP", "NNPS"):
        if first < 2 or chunks[first - 1].kind is not Kind.COMMA:
            opens = first >= 2 and chunks[first - 2].kind is Kind.NOUN and not _governed(tokens, chunks, first - 2)
            return opens and _governed(tokens, chunks, first)
        first -= 2
    return False


def _past_places(tokens: Sequence[Token], chunks: Sequence[Chunk], position: int) -> int:
    """The chunk to go on from where a noun is no subject but the end of what describes one; else its own."""
    governor = _governor_of_places(tokens, chunks, position)
    if governor is not None:
        return governor - 1
    return _before_list(chunks, position) if _in_governed_list(tokens, chunks, position) else position


_WITHIN = frozenset({"in", "near", "at", "outside"})


def _governor_of_places(tokens: Sequence[Token], chunks: Sequence[Chunk], position: int) -> int | None:
    """ "Police in Aden, Yemen say", "Raids on Vale and Mora, Arlen, kill two": the wider place is no subject.

    The preposition before the towns; None where the noun is no wider place.
    """
    if position < 4 or chunks[position - 1].kind is not Kind.COMMA or not _all_proper(tokens, chunks[position]):
        return None
    enclosed = position + 1 < len(chunks) and chunks[position + 1].kind is Kind.COMMA
    at = position - 2
    if enclosed and chunks[at - 1].kind is Kind.AND and _all_proper(tokens, chunks[at]):
        at -= 2
    governor = chunks[at - 1] if at > 1 else None
    if governor is None or governor.kind is not Kind.PREPOSITION or chunks[at - 2].kind is not Kind.NOUN:
        return None
    led = tokens[governor.head].lower in _WITHIN or (enclosed and tokens[governor.head].lower == "on")
    return at - 1 if led and tokens[chunks[at].head].tag == "NNP" else None


def _all_proper(tokens: Sequence[Token], part: Chunk) -> bool:
    return part.kind is Kind.NOUN and all(tokens[at].tag == "NNP" for at in range(part.first, part.last + 1))


def _before_list(chunks: Sequence[Chunk], position: int) -> int:
    while position >= 0 and chunks[position].kind is not Kind.PREPOSITION:
        position -= 1
    return position - 1


def _listed(
    tokens: Sequence[Token], chunks: Sequence[Chunk], first: int, last: int
) -> tuple[tuple[int, ...], str | None]:
    nouns = tuple(i for i in range(first, last + 1) if chunks[i].kind is Kind.NOUN)
    link = None
    if first > 0 and chunks[first - 1].kind in (Kind.LINK, Kind.PREPOSITION):
        link = tokens[chunks[first - 1].head].lower
        if link == "that" and chunks[first - 1].kind is Kind.LINK:
            link = "complement"  # "says that it …": no relative clause
    return nouns, link


def _antecedent(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int, *, person: bool) -> tuple[int, ...]:
    """The noun before a relative clause; "an attack in Gao, Mali, on Monday that killed": no place kills."""
    while at >= 0 and chunks[at].kind is not Kind.NOUN:
        at -= 1
    named = at
    while not person and at >= 2 and _only_where(tokens, chunks, at):
        at -= 2
        while at > 0 and chunks[at].kind is not Kind.NOUN:
            at -= 1
    found = at if at >= 0 and chunks[at].kind is Kind.NOUN else named
    return (found,) if found >= 0 else ()


def _only_where(tokens: Sequence[Token], chunks: Sequence[Chunk], at: int) -> bool:
    """Whether a noun is a name after "in" or a comma."""
    before = chunks[at - 1]
    placed = before.kind is Kind.COMMA or (
        before.kind is Kind.PREPOSITION and tokens[before.head].lower in ("in", "near", "at", "outside")
    )
    return placed and tokens[chunks[at].head].tag == "NNP"


def _after(
    tokens: Sequence[Token], chunks: Sequence[Chunk], index: int
) -> tuple[tuple[int, ...], tuple[Phrase, ...], int | None]:
    """Objects, prepositional phrases and predicate adjective after a verb, up to the next verb or break."""
    at = index + 1
    while at < len(chunks) and chunks[at].kind in (Kind.ADVERB, Kind.QUOTE, Kind.TIME):
        at += 1
    objects: tuple[int, ...] = ()
    if at < len(chunks) and chunks[at].kind is Kind.NOUN:
        objects = noun_list(chunks, at, tokens=tokens)
        at = objects[-1] + 1
    complement = None
    while at < len(chunks) and chunks[at].kind in (Kind.ADVERB, Kind.ADJECTIVE, Kind.TIME):
        complement = at if chunks[at].kind is Kind.ADJECTIVE else complement
        at += 1
    return objects, phrases_from(tokens, chunks, at), complement
