"""The report page: everything is on it, nothing leaves it, nothing of a report becomes markup."""

import io
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from casus.export.page import map_box, write_page
from casus.export.page.html import Html, anchor, escape, tag
from casus.model.codes import EventType, Grade
from casus.model.place import Place
from casus.model.report import Report
from casus.model.when import When

from .factory import MACH, Said, claim, ledger, reports, weighed
from .pages import many, page

HOSTILE = (
    "</script><script>alert(1)</script><img src=http://evil.example/x onerror=alert(2)>"
    '"\' style="\N{RIGHT-TO-LEFT OVERRIDE}&\0'
)


def html_of(shown):
    out = io.StringIO()
    write_page(shown, out)
    return out.getvalue()


class Elements(HTMLParser):
    """All elements and attributes of a page, and whether they close as they should."""

    VOID = frozenset({"meta", "link", "br", "hr", "input"})

    def __init__(self, text):
        super().__init__()
        self.found, self.open, self.words = [], [], []
        self.feed(text)
        self.close()

    def handle_starttag(self, name, attrs):
        self.found.append((name, dict(attrs)))
        if name not in self.VOID:
            self.open.append(name)

    def handle_endtag(self, name):
        assert self.open.pop() == name

    def handle_data(self, data):
        self.words.append(data)


def hostile_page():
    report = Report("r<1>", HOSTILE, date(2025, 5, 7), HOSTILE, HOSTILE, "javascript:alert(3)")
    said = Said(
        EventType.ATTACK,
        HOSTILE,
        by=(HOSTILE,),
        at=(HOSTILE,),
        place=replace(MACH, name=HOSTILE, admin1=HOSTILE),
        when=When.day(date(2025, 5, 7)),
    )
    one = weighed('i"1', (claim(report, HOSTILE, said),), why=(HOSTILE,), texts={report.id: report})
    return page(title=HOSTILE, weighed=(one,), reports={report.id: report}, tallies=(), findings=())


@pytest.mark.parametrize("make", [page, hostile_page], ids=["demo", "hostile"])
def test_the_page_asks_nothing_of_any_server(make):
    text = html_of(make())
    elements = Elements(text)
    assert elements.open == []
    csp = next(attrs["content"] for _, attrs in elements.found if attrs.get("http-equiv"))
    assert csp.startswith("default-src 'none'")
    for name, attrs in elements.found:
        assert name not in {"img", "iframe", "object", "embed", "video", "audio", "base", "image", "use"}
        assert not {"src", "srcset", "action", "poster", "background", "xlink:href", "style"} & set(attrs)
        assert not [key for key in attrs if key.startswith("on")]
        link = attrs.get("href", "")
        assert (
            not link or link.startswith(("#", "data:,")) or (name == "a" and link.startswith(("https://", "http://")))
        )
    style = re.search(r"<style>(.*?)</style>", text, re.S).group(1)
    assert not re.search(r"@import|url\((?!#)", style)


def test_hostile_words_stay_words():
    elements = Elements(html_of(hostile_page()))
    assert [name for name, _ in elements.found].count("script") == 1
    assert any("<script>alert(1)" in words for words in elements.words)


def test_every_incident_has_a_section_and_every_link_a_goal():
    elements = Elements(html_of(page()))
    ids = [attrs["id"] for _, attrs in elements.found if "id" in attrs]
    assert len(ids) == len(set(ids))
    assert {anchor("incident", one.incident.id) for one in ledger()} <= set(ids)
    goals = {attrs["href"][1:] for _, attrs in elements.found if attrs.get("href", "").startswith("#")}
    assert goals <= set(ids)


def test_every_quote_stands_with_its_report_and_offsets():
    text = html_of(page(names=True))
    for one in ledger():
        for each in one.incident.claims:
            assert escape(each.quote) in text
            assert f"characters {each.span.start}–{each.span.end}" in text


def test_who_denies_who_did_not_answer_and_what_is_unknown_are_said():
    words = " ".join("".join(Elements(html_of(page())).words).split())
    assert "denied or doubted by Islamabad" in words
    assert "Gave no comment: New Delhi" in words
    assert "unknown, which is not 0" in words
    assert "evidence: none given" in words
    assert "No figure known, so in no sum (they are no zeros), 1 incident" in words
    assert "low 17 · best 21 · high 21" in words


def test_the_same_page_has_the_same_bytes():
    assert html_of(page()) == html_of(page())


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"weighed": (), "reports": {}, "tallies": (), "findings": ()}, "The ledger holds no incident."),
        ({"weighed": (ledger()[5],)}, "there is no map"),
        ({"towns": ()}, "No borders are drawn."),
        ({"made": None}, "Figures under"),
        ({"policy": "no such policy/9"}, "unknown"),
    ],
)
def test_what_is_lacking_is_said(changes, said):
    assert said in html_of(page(**changes))


def test_an_incident_without_day_and_place_is_shown():
    report = Report("r", "Shots were fired.")
    one = weighed("i", (claim(report, report.text, Said(EventType.ATTACK)),), grade=Grade.WEAK)
    text = html_of(page(weighed=(one,), reports={}, tallies=(), findings=()))
    assert "there is no map" in text
    assert "there is no timeline" in text
    assert "Shots were fired." in text


def test_reports_that_no_incident_cites_give_neither_title_nor_address():
    text = html_of(page(weighed=(ledger()[5],), tallies=(), findings=()))
    assert "adil-farhan-mach" not in text
    assert "local-0508" in text


def test_five_hundred_incidents_stay_under_five_megabytes():
    incidents, texts = many(500)
    assert len(html_of(page(weighed=incidents, reports=texts)).encode()) < 5_000_000


def test_the_box_of_the_map_holds_the_acts_of_violence():
    south, west, north, east = map_box(ledger())
    assert south < 26.0 < 29.9 < north
    assert west < 63.0 < 67.4 < east < 90
    assert map_box(()) is None


@pytest.mark.parametrize(("lat", "lon"), [(0.0, 0.0), (89.9, 180.0), (-90.0, -180.0), (91.0, 0.0), (None, 5.0)])
def test_odd_coordinates_do_no_harm(lat, lon):
    report = Report("r", "Shots were fired.")
    said = Said(EventType.ATTACK, place=Place("There", lat=lat, lon=lon))
    assert "There" in html_of(page(weighed=(weighed("i", (claim(report, report.text, said),)),)))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1), st.dates(), st.dates(), st.floats(-90, 90), st.floats(-180, 180))
def test_any_words_days_and_places_give_a_whole_page(words, one, other, lat, lon):
    report = Report(words, words, None, words, words, words)
    when = When(min(one, other), max(one, other))
    said = Said(EventType.ATTACK, words, by=(words,), place=Place(words, words, words, lat, lon), when=when)
    told = weighed(words, (claim(report, words, said),), (1, 2, None), texts={words: report})
    text = html_of(page(title=words, weighed=(told, ledger()[0]), reports={words: report, **reports()}, towns=()))
    assert Elements(text).open == []
    text.encode("utf-8")


def test_only_markup_of_our_own_is_not_escaped():
    assert tag("p", "<b>", Html("<b></b>"), title='"').text == '<p title="&quot;">&lt;b&gt;<b></b></p>'
    assert tag("input", hidden=True, value=None).text == "<input hidden>"


def test_labels_voices_and_figures_from_day_to_day_stand_beside_the_grade():
    shown = "".join(Elements(html_of(page())).words)
    assert "Number contested: the group: 12, the hospital: 9" in shown
    assert "3 origins, 1 party: " in shown
    assert "Baloch Liberation Army, killed: 9 (7 May 2025), raised to 12 (8 May 2025)" in shown
