"""How well places are read: resolution on LGL and TR-News, recognition on TR-News, places of our own gold claims."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from casus.ground.places import read_places, resolve_spans
from casus.ground.places_links import kilometres
from casus.model.place import Place
from casus.model.reading import Reading
from casus.reference.gazetteer import Gazetteer, open_gazetteer

_NEAR_KM = 161.0


def measure(shared: Path) -> dict[str, float]:
    """Every figure for places that `shared` allows: shares from 0 to 1, and articles per CPU-second."""
    gazetteer = open_gazetteer()
    out: dict[str, float] = {}
    for name in ("lgl", "tr_news"):
        out[f"{name}_acc161"] = _accuracy(list(_lines(shared / f"data/geo/{name}.jsonl.gz")), gazetteer)
    news = list(_lines(shared / "data/geo/tr_news.jsonl.gz"))
    out |= _recognition(news, gazetteer)
    # TR-News counts peoples' names ("Israeli") as places; Casus does not, unless asked.
    with_peoples = _recognition(news, gazetteer, demonyms=True)
    out |= {f"{name}_with_demonyms": value for name, value in with_peoples.items() if name.startswith("tr_news")}
    for name in ("cep_dev", "articles_dev"):
        out |= _gold(shared / "gold", name, gazetteer)
    return out


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _accuracy(texts: list[dict[str, Any]], gazetteer: Gazetteer) -> float:
    """Share of gold toponyms resolved within 161 km of the gold coordinates, spans given; unanswered is wrong."""
    right = asked = 0
    for item in texts:
        gold = [place for place in item["places"] if place["lat"] is not None]
        read = resolve_spans(item["text"], [(place["start"], place["end"]) for place in gold], gazetteer)
        by_span = {(one.span.start, one.span.end): one.value for one in read if one.span}
        asked += len(gold)
        right += sum(_close(by_span.get((place["start"], place["end"])), place) for place in gold)
    return right / max(1, asked)


def _close(place: Place | None, gold: dict[str, Any]) -> bool:
    if place is None or place.lat is None or place.lon is None:
        return False
    return kilometres(place.lat, place.lon, float(gold["lat"]), float(gold["lon"])) <= _NEAR_KM


def _recognition(texts: list[dict[str, Any]], gazetteer: Gazetteer, *, demonyms: bool = False) -> dict[str, float]:
    """Precision, recall and F1 of spans on any overlap; speed over the same texts."""
    hit_gold = all_gold = hit_read = all_read = words = 0
    begun = time.process_time()
    read = [read_places(item["text"], gazetteer, demonyms=demonyms) for item in texts]
    seconds = time.process_time() - begun
    for item, found in zip(texts, read, strict=True):
        gold = [(place["start"], place["end"]) for place in item["places"]]
        spans = [(one.span.start, one.span.end) for one in found if one.span]
        hit_gold += sum(any(start < end2 and start2 < end for start2, end2 in spans) for start, end in gold)
        hit_read += sum(any(start < end2 and start2 < end for start2, end2 in gold) for start, end in spans)
        all_gold, all_read, words = all_gold + len(gold), all_read + len(spans), words + len(item["text"].split())
    precision, recall = hit_read / max(1, all_read), hit_gold / max(1, all_gold)
    return {
        "tr_news_precision": precision,
        "tr_news_recall": recall,
        "tr_news_f1": 2 * precision * recall / max(1e-9, precision + recall),
        "places_articles_per_second": words / 450 / max(1e-9, seconds),
    }


def _gold(folder: Path, name: str, gazetteer: Gazetteer) -> dict[str, float]:
    """Of the places in gold claims: found among the readings, and there with the right country and province."""
    items = {item["id"]: item["text"] for item in _lines(folder / f"{name}.items.jsonl")}
    named = found = country = admin1 = with_admin1 = 0
    for item in _lines(folder / f"{name}.gold.jsonl"):
        readings = read_places(items[item["id"]], gazetteer)
        for place in _places(item):
            named += 1
            best = _best(place["name"], readings)
            if best is None:
                continue
            found += 1
            country += best.value.country == place["country"]
            if place["admin1"]:
                with_admin1 += 1
                admin1 += best.value.admin1 == place["admin1"]
    return {
        f"{name}_place_found": found / max(1, named),
        f"{name}_place_country": country / max(1, found),
        f"{name}_place_admin1": admin1 / max(1, with_admin1),
    }


def _places(item: dict[str, Any]) -> list[dict[str, Any]]:
    unique = {json.dumps(claim["place"]): claim["place"] for claim in item["claims"] if claim.get("place")}
    return list(unique.values())


def _best(name: str, readings: tuple[Reading[Place], ...]) -> Reading[Place] | None:
    same = [one for one in readings if one.value.name.casefold() == name.casefold()]
    part = [
        one
        for one in readings
        if one.value.name.casefold() in name.casefold() or name.casefold() in one.value.name.casefold()
    ]
    return next(iter(same or part), None)


if __name__ == "__main__":
    for figure, value in measure(Path(__file__).resolve().parents[2] / "shared").items():
        print(f"{figure:32} {value:8.3f}")
