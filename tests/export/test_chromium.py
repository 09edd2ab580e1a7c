"""The page in a real browser: it is drawn, its filter works, and no request leaves it."""

import re
import shutil
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from casus.export.page import write_page

from .pages import page
from .test_page import hostile_page

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here to show the page in")
QUIET = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"]
QUIET += ["--disable-background-networking", "--disable-component-update", "--virtual-time-budget=3000"]


def dom_of(path, folder):
    """The page as the browser has it after its script has run."""
    command = [CHROMIUM, *QUIET, f"--user-data-dir={folder / 'profile'}", "--dump-dom", path.as_uri()]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=True).stdout


@pytest.fixture
def trap():
    """A server on this machine that notes every request."""
    asked = []

    class Trap(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_response(204)
            self.end_headers()

        def log_message(self, *args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Trap)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_the_script_runs_and_shows_the_filter(tmp_path):
    path = tmp_path / "page.html"
    with path.open("w", encoding="utf-8") as out:
        write_page(page(), out)
    dom = dom_of(path, tmp_path)
    assert "All 11 incidents are shown." in dom
    assert re.search(r'<form id="filter"[^>]*>', dom).group().count("hidden") == 0


def test_the_filter_hides_what_does_not_fit_and_says_so(tmp_path):
    path = tmp_path / "page.html"
    with path.open("w", encoding="utf-8") as out:
        write_page(page(), out)
    typed = """<script>const t = document.getElementById("f-text"); t.value = "hospital";
    t.dispatchEvent(new Event("input"));</script>"""
    path.write_text(path.read_text(encoding="utf-8").replace("</body>", typed + "</body>"), encoding="utf-8")
    dom = dom_of(path, tmp_path)
    assert "Filtered: 1 of 11 incidents are shown." in dom
    shown = re.findall(r'<article id="([^"]+)" class="incident"', dom)
    assert shown == ["incident-i-mach"]


def test_no_request_leaves_the_page(tmp_path, trap):
    address, asked = trap
    path = tmp_path / "page.html"
    with path.open("w", encoding="utf-8") as out:
        write_page(hostile_page(), out)
    text = path.read_text(encoding="utf-8").replace("http://evil.example", address)
    path.write_text(text, encoding="utf-8")
    assert address in text
    dom_of(path, tmp_path)
    assert asked == []


def test_the_trap_catches_what_asks(tmp_path, trap):
    address, asked = trap
    path = tmp_path / "page.html"
    path.write_text(f'<img src="{address}/i">', encoding="utf-8")
    dom_of(path, tmp_path)
    assert asked == ["/i"]


def test_even_markup_that_slipped_in_could_ask_for_nothing(tmp_path, trap):
    """The page's own policy forbids it: were an escape ever forgotten, still no request would leave."""
    address, asked = trap
    path = tmp_path / "page.html"
    with path.open("w", encoding="utf-8") as out:
        write_page(page(), out)
    slipped = f'<img src="{address}/i"><link rel=stylesheet href="{address}/s"><script src="{address}/j"></script>'
    path.write_text(path.read_text(encoding="utf-8").replace("<main>", "<main>" + slipped), encoding="utf-8")
    dom_of(path, tmp_path)
    assert asked == []
