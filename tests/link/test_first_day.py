"""Reports of the first days that the calendar has are linked like any others."""

from dataclasses import replace
from datetime import date

from casus.link.incidents import link
from casus.model.report import Report
from casus.pipeline import parse_report


def test_a_report_of_the_first_day_of_the_calendar():
    report = Report("old", "Gunmen killed four villagers near Kupwara.", date(2025, 5, 8))
    claims = [replace(claim, when=None) for claim in parse_report(report).claims]
    assert len(link(claims, {"old": replace(report, published=date.min)})) == 1
