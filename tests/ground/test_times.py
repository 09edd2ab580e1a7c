"""What reports say of time, and the days that follow from it."""

from __future__ import annotations

from datetime import date

import pytest

from casus.ground.times import read_times
from casus.model.codes import TimeKind

DAY = date(2025, 5, 8)  # a Thursday


def days(text: str, published: date | None = DAY) -> dict[str, str | None]:
    """The expressions of a text with their stretches, written short."""
    found = {}
    for reading in read_times(text, published):
        when = reading.value.when
        found[reading.text] = (
            None if when is None else when.first.isoformat() if when.days == 1 else "/".join(when.iso())
        )
    return found


CASES = [
    # weekdays, by the tense of the nearest verb
    ("The convoy was hit on Tuesday.", {"Tuesday": "2025-05-06"}),
    ("The convoy was hit on Thursday.", {"Thursday": "2025-05-08"}),
    ("The ministers will meet on Friday.", {"Friday": "2025-05-09"}),
    ("The ministers met last Thursday.", {"last Thursday": "2025-05-01"}),
    ("Early on Thursday gunmen stormed the post.", {"Early on Thursday": "2025-05-08"}),
    ("Monday's attack came as talks were due on Wednesday.", {"Monday": "2025-05-05", "Wednesday": "2025-05-07"}),
    ("The truce was extended until Sunday.", {"Sunday": "2025-05-11"}),
    ("On Tuesday the mayor extended the curfew.", {"Tuesday": "2025-05-06"}),
    ("They died in a fire due to shelling on Saturday.", {"Saturday": "2025-05-03"}),
    ("According to police on Saturday, it may have killed ten.", {"Saturday": "2025-05-03"}),
    (
        "It went off at 7:37 p.m. (1437 GMT) on Wednesday.",
        {"7:37 p.m.": "2025-05-07", "1437 GMT": "2025-05-07", "Wednesday": "2025-05-07"},
    ),
    ("By Tuesday, 12 bodies had been found.", {"Tuesday": "2025-05-06"}),
    # days by number
    ("They signed it on the 3rd of April.", {"the 3rd of April": "2025-04-03"}),
    ("They signed it on 3 April 2024.", {"3 April 2024": "2024-04-03"}),
    ("Planes hit on Sept. 11, 2001.", {"Sept. 11, 2001": "2001-09-11"}),
    ("The deadline is May 20.", {"May 20": "2025-05-20"}),
    ("They were attacked on May 20.", {"May 20": "2024-05-20"}),
    ("Raids since July 6 have cost 42 lives.", {"July 6": "2024-07-06/2025-05-08"}),
    ("It rained on Monday, 5 May.", {"Monday, 5 May": "2025-05-05"}),
    ("Friday, January 4, 2019", {"Friday, January 4, 2019": "2019-01-04"}),
    ("In May 25 people were killed.", {"May": "2025-05-01/2025-05-08"}),
    # stretches
    ("Clashes between 3 and 5 March killed ten.", {"3": "2025-03-03/2025-03-05", "5 March": "2025-03-03/2025-03-05"}),
    (
        "They fought from 12 April to 15 April 2025.",
        {"12 April": "2025-04-12/2025-04-15", "15 April 2025": "2025-04-12/2025-04-15"},
    ),
    (
        "They fought from Monday to Wednesday.",
        {"Monday": "2025-05-05/2025-05-07", "Wednesday": "2025-05-05/2025-05-07"},
    ),
    ("On the night of May 6-7 it struck.", {"May 6": "2025-05-06/2025-05-07", "7": "2025-05-06/2025-05-07"}),
    # months and years
    ("In March, the group hijacked a train.", {"March": "2025-03-01/2025-03-31"}),
    ("The group hijacked a train in November.", {"November": "2024-11-01/2024-11-30"}),
    ("The group will begin its campaign in March.", {"March": "2026-03-01/2026-03-31"}),
    ("Raiders have burned 30 farms in 2025.", {"2025": "2025-01-01/2025-05-08"}),
    ("Earlier this year they fought.", {"Earlier this year": "2025-01-01/2025-05-08"}),
    (
        "They fought last month and last year.",
        {"last month": "2025-04-01/2025-04-30", "last year": "2024-01-01/2024-12-31"},
    ),
    ("He died in the 1980s.", {"the 1980s": "1980-01-01/1989-12-31"}),
    # weeks
    ("Two attacks this week killed 14.", {"this week": "2025-05-05/2025-05-08"}),
    ("Attacks last week killed 14.", {"last week": "2025-04-28/2025-05-04"}),
    ("They will meet next week.", {"next week": "2025-05-12/2025-05-18"}),
    ("Attacks last weekend killed 14.", {"last weekend": "2025-05-03/2025-05-04"}),
    # counted from the day of the telling
    ("They met yesterday, police said today.", {"yesterday": "2025-05-07", "today": "2025-05-08"}),
    ("Drones struck overnight.", {"overnight": "2025-05-07/2025-05-08"}),
    ("Shells fell last night.", {"last night": "2025-05-07/2025-05-08"}),
    ("The army killed 12 in the past 24 hours.", {"the past 24 hours": "2025-05-07/2025-05-08"}),
    ("They came three days ago.", {"three days ago": "2025-05-05"}),
    ("They came about a month ago.", {"about a month ago": "2025-04-01/2025-04-15"}),
    ("They came nine months prior.", {"nine months prior": "2024-08-01/2024-08-31"}),
    ("The raid comes weeks after the truce.", {"weeks": "2025-03-13/2025-04-24"}),
    ("Talks are to be held in the coming days.", {"the coming days": "2025-05-09/2025-05-15"}),
    ("He recently visited the town.", {"recently": None}),
    # counted from the last day told
    (
        "On April 22 gunmen shot ten. The same day, a bomb went off. A day earlier, a truck burned.",
        {"April 22": "2025-04-22", "The same day": "2025-04-22", "A day earlier": "2025-04-21"},
    ),
    ("It fell on 22 April. Two days later, troops came.", {"22 April": "2025-04-22", "Two days later": "2025-04-24"}),
    (
        "It fell on 22 April. Hours later, they fled.",
        {"22 April": "2025-04-22", "Hours later": "2025-04-22/2025-04-23"},
    ),
    (
        "It fell on 22 April. They fled the following day.",
        {"22 April": "2025-04-22", "the following day": "2025-04-23"},
    ),
    ("Nine died, up from eight a day earlier.", {"a day earlier": "2025-05-06/2025-05-07"}),
    ("The cabinet fell after weeks of protests.", {"weeks": "2025-03-13/2025-05-08"}),
    # names
    ("Since 9/11 much has changed.", {"9/11": "2001-09-11/2025-05-08"}),
    ("Hamas led the October 7, 2023, attack.", {"October 7, 2023": "2023-10-07"}),
    ("Hamas led the October 7 attack.", {"October 7": None}),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_days(text, expected):
    assert days(text) == expected


NO_DATES = [
    "A 37-year-old man and a woman aged 20 were hurt.",
    "He was 20 years old and a boy of six.",
    "A Boeing 737, an F-16 and an AK-47 were seen.",
    "The second blast may march on.",
    "The Sun reported that the spring was dry.",
    "Prime Minister May said so, and Mrs May left.",
    "Troops march in the streets.",
    "More than 2000 people fled, and 1500 rebels came.",
    "A woman in her late 60s left Easter Island.",
    "She set a record of 3:42.66 in the quarter-finals.",
    "The Daily Post wrote of it.",
    "The shares fell 5.39 points.",
]


@pytest.mark.parametrize("text", NO_DATES)
def test_no_dates(text):
    assert read_times(text, DAY) == ()


VALUES = [
    ("A two-day curfew was set.", TimeKind.DURATION, "P2D"),
    ("A 48-hour truce was set.", TimeKind.DURATION, "PT48H"),
    ("They fought for three hours.", TimeKind.DURATION, "PT3H"),
    ("They fought for sixteen weeks.", TimeKind.DURATION, "P16W"),
    ("They fought for 2 1/2 years.", TimeKind.DURATION, "P2Y6M"),
    ("They fought for a few months.", TimeKind.DURATION, "PXM"),
    ("They march every Friday.", TimeKind.SET, "XXXX-WXX-5"),
    ("They march daily.", TimeKind.SET, "P1D"),
    ("The annual march began.", TimeKind.SET, "P1Y"),
    ("The device blew up at around 14:00 local time, on Wednesday.", TimeKind.TIME, "2025-05-07T14:00"),
    ("It went off on Saturday evening.", TimeKind.TIME, "2025-05-03TEV"),
    ("It went off at 6am on 3 May.", TimeKind.TIME, "2025-05-03T06:00"),
    ("It went off in the summer of 2014.", TimeKind.DATE, "2014-SU"),
    ("It went off in the 19th century.", TimeKind.DATE, "18"),
    ("It is now closed.", TimeKind.DATE, "PRESENT_REF"),
]


@pytest.mark.parametrize(("text", "kind", "value"), VALUES, ids=[text for text, _, _ in VALUES])
def test_values(text, kind, value):
    (reading,) = read_times(text, DAY)
    assert (reading.value.kind, reading.value.value) == (kind, value)


def test_without_publication_nothing_is_resolved():
    text = "They met on Tuesday, yesterday and last week; in March; on July 6; two days ago; overnight."
    found = days(text, None)
    assert len(found) == 7
    assert set(found.values()) == {None}


def test_a_headline_date_anchors_a_text_without_publication():
    text = "Friday, January 4, 2019\n\nGunmen killed four on Monday. Yesterday they left."
    assert days(text, None)["Monday"] == "2018-12-31"
    assert days(text, None)["Yesterday"] == "2019-01-03"


def test_a_dateline_anchors_a_text_without_publication():
    assert days("QUETTA, Pakistan (AP), March 12, 2025 – It fell on Tuesday.", None)["Tuesday"] == "2025-03-11"


def test_a_weekday_is_bounded_by_the_days_that_the_text_names():
    text = "On 3 March 2019 they signed. On Tuesday it broke. By 9 April 2019 it was dead."
    assert days(text, None)["Tuesday"] == "2019-03-03/2019-04-09"


def test_one_other_day_does_not_make_a_weekday():
    assert days("He was born on 5 May 1970 and killed on Friday.", None)["Friday"] is None


def test_a_history_takes_its_year_from_the_sentence_that_sets_it():
    text = (
        "In 1917 the front moved. In March 1917 it broke. In 1918 it moved again. In June 1918 it broke. "
        "On 8 August they came. By 1919 all was over. In 1920 they wrote of it."
    )
    assert days(text, date(2009, 12, 19))["8 August"] == "1918-08-08"


def test_a_publication_in_the_future_is_like_any_other():
    assert days("It fell on Tuesday.", date(2125, 5, 10))["Tuesday"] == "2125-05-08"


@pytest.mark.parametrize("text", ["", "\n\n", "31 February 2025", "99/99/9999", "5000000 years ago", "12 Decembers"])
def test_odd_texts(text):
    for reading in read_times(text, DAY):
        assert reading.span is not None


@pytest.mark.parametrize("edge", [date.min, date.max])
def test_the_ends_of_the_calendar(edge):
    text = "Yesterday, tomorrow, last week, next year, two decades ago, in recent weeks, on Tuesday, last winter."
    for reading in read_times(text, edge):
        assert reading.span is not None
