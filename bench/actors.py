"""How many mentions of actors are resolved to an entry of the register, how rightly, and how fast."""

from __future__ import annotations

import gzip
import json
import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.claims import lines
from casus.ground.actors import read_actors
from casus.model.span import Span
from casus.reference.actors import actor_register
from casus.reference.lexicon import lexicon
from casus.reference.roles import roles

LABELS = Path(__file__).parent / "labels" / "actors_precision.tsv"
ITEMS = "data/cep/items_2025_2026.jsonl.gz"
_FURTHER = 500
_SEED = 2026
# Items of sport, arts, business and disasters tell of other actors.
_SECTIONS = ("Armed conflicts and attacks", "International relations", "Law and crime", "Politics and elections")
# What the proxy takes for a mention of an organised actor: capitalised words that end in a word for a body.
_BODY = re.compile(
    r"\b(?:[A-Z][\w’'.–-]*\s+(?:(?:of|for|the|and|al|de)\s+)*){1,6}"
    r"(?:[Aa]rm(?:y|ed [Ff]orces)|[Ff]orces?|[Pp]olice|[Mm]ilitary|[Gg]roup|[Nn]avy|[Ff]ront|[Bb]rigades?|[Mm]ovement|"
    r"[Mm]ilitias?|[Cc]artel|[Gg]uards?|[Cc]orps|[Aa]ir [Ff]orce|[Mm]inistry|[Gg]overnment|[Tt]roops|[Cc]ommand)\b"
)
# People and nobodies: "gunmen" stands for no organised actor, nor does a person's name.
_ORGANISED = re.compile(r"[A-Z]")


def measure(shared: Path) -> dict[str, float]:
    """Shares from 0 to 1, and megabytes per CPU-second.

    `gold names`: of the perpetrators and sources of cep_dev that name a state or an organised actor (no person, no
    lower-case word), those that the register knows by just that name. `gold bodies in text`: of those that are no
    countries, those that `read_actors` resolves where the text has them.
    `further mentions`: of 500 further items, the share of mentions, by the proxy of this file or by the register, that
    are resolved. `precision`: of the hand-checked readings, the share that is right.
    """
    out = _gold(shared / "gold")
    items = _items(shared / ITEMS)
    out |= _further(items)
    out |= _checked(items)
    out |= _speed([item["text"] for item in items])
    out["entries"] = float(len(actor_register().entries()))
    return out


def _items(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as stream:
        return [json.loads(line) for line in stream]


def _gold(folder: Path) -> dict[str, float]:
    texts = {item["id"]: item for item in lines(folder / "cep_dev.items.jsonl")}
    register = actor_register()
    asked = known = bodies = read = 0
    for item in lines(folder / "cep_dev.gold.jsonl"):
        text = texts[item["id"]]["text"]
        readings = {reading.text for reading in read_actors(text) if reading.value.id is not None}
        for name in sorted(_names(item)):
            asked += 1
            known += register.named(name) is not None or name in readings
            if register.government(name) is None:
                bodies += 1
                read += name in readings
    return {"gold names": known / max(1, asked), "gold bodies in text": read / max(1, bodies)}


def _names(item: dict[str, Any]) -> set[str]:
    """Perpetrators and sources that name an organised actor."""
    said = {claim["source"] for claim in item["claims"] if claim["source"]}
    done = {name for claim in item["claims"] for name in claim["perpetrators"]}
    return {name for name in said | done if _ORGANISED.search(name) and not _is_person(name) and not _is_anybody(name)}


def _is_anybody(name: str) -> bool:
    """Whether it is a capital at the head of a sentence only: "Police", "Protesters"."""
    return name.lower().rstrip("s") in lexicon().people.keys() | roles().speaker


def _is_person(name: str) -> bool:
    """Two to four words, all with a capital, of which none is a word for a body, nor a name that the register knows."""
    words = name.split()
    if actor_register().named(name) is not None or _BODY.search(f"A {name}"):
        return False
    return len(words) in (2, 3) and all(word[:1].isupper() for word in words)


def _further(items: list[dict[str, Any]]) -> dict[str, float]:
    chosen = [item for item in items if item.get("section") in _SECTIONS]
    asked = resolved = 0
    for item in random.Random(_SEED).sample(chosen, min(_FURTHER, len(chosen))):
        readings = [one for one in read_actors(item["text"]) if one.span is not None]
        spans = [one.span for one in readings if one.value.id is not None and one.span is not None]
        missed = [span for span in _proxies(item["text"]) if not any(span.overlaps(other) for other in spans)]
        asked += len(spans) + len(missed)
        resolved += len(spans)
    return {"further mentions": resolved / max(1, asked)}


def _proxies(text: str) -> Iterator[Span]:
    for match in _BODY.finditer(text):
        yield Span(match.start(), match.end())


def _checked(items: list[dict[str, Any]]) -> dict[str, float]:
    """Precision on the readings that were checked by hand; a reading that is given no more counts for nothing."""
    texts = {item["id"]: item["text"] for item in items}
    right = all_of_them = 0
    with LABELS.open(encoding="utf-8") as stream:
        rows = [line.rstrip("\n").split("\t") for line in stream if not line.startswith("#")]
    for key, start, end, actor_id, verdict in rows[1:]:
        if key not in texts:
            continue
        read = {(r.span.start, r.span.end): r.value.id for r in read_actors(texts[key]) if r.span is not None}
        given = read.get((int(start), int(end)))
        if given is None:
            continue
        all_of_them += 1
        right += (given == actor_id) == (verdict == "right")
    return {"precision": right / max(1, all_of_them), "precision, of how many": float(all_of_them)}


def _speed(texts: list[str]) -> dict[str, float]:
    """On articles of about 450 words, put together from the items."""
    joined = ["\n".join(texts[at : at + 9]) for at in range(0, 4500, 9)]
    size = sum(len(text.encode()) for text in joined) / 1e6
    register = actor_register()
    out = {}
    began = time.process_time()
    for text in joined:
        for _ in register.find(text):
            pass
    out["find, MB per CPU-second"] = size / (time.process_time() - began)
    began = time.process_time()
    for text in joined:
        read_actors(text)
    return out | {"read_actors, MB per CPU-second": size / (time.process_time() - began)}
