"""The report page: one self-contained HTML file that an analyst would put before a chief."""

from __future__ import annotations

from casus.export.page.record import Page
from casus.export.page.whole import map_box, write_page

__all__ = ["Page", "map_box", "write_page"]
