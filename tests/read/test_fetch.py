"""Against a real server on this machine."""

from __future__ import annotations

import socket
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from casus.errors import InputError
from casus.model.report import Report
from casus.read.fetch import fetch
from casus.read.sources import read_input
from casus.read.values import Fault
from tests.read.test_sources import PAGE, TEXT

ANSWERS = {
    "/mill": ("text/html; charset=utf-8", PAGE.encode()),
    "/mill.txt": ("text/plain", TEXT.encode()),
    "/list": ("application/json", b'[{"id": "1", "text": "a"}]'),
    "/lines.jsonl": ("application/octet-stream", b'{"id": "1", "text": "a"}\n{"id": "2", "text": "b"}\n'),
    "/paper.pdf": ("application/pdf", b"%PDF-1.7"),
    "/empty": ("text/html", b""),
    "/large": ("text/plain", b"x" * 200_000),
}


class Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/mill")
            self.end_headers()
        elif self.path == "/file":
            self.send_response(302)
            self.send_header("Location", "file:///etc/hostname")
            self.end_headers()
        elif self.path == "/slow":
            time.sleep(1)
        elif self.path in ANSWERS:
            self.answer(*ANSWERS[self.path])
        else:
            self.send_error(404)

    def answer(self, kind: str, body: bytes) -> None:
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@pytest.fixture(scope="module")
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as httpd, pytest.MonkeyPatch.context() as patch:
        patch.setenv("no_proxy", "127.0.0.1")
        threading.Thread(target=httpd.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{httpd.server_port}"
        httpd.shutdown()


def test_pages_and_where_they_moved(server):
    (report,) = read_input(f"{server}/mill")
    assert report.title == "Two guards killed at mill"
    assert report.url == f"{server}/mill"
    assert report.id.startswith("127.0.0.1-")
    (moved,) = read_input(f"{server}/moved")
    assert moved.url == f"{server}/mill"
    assert moved.text == report.text


def test_other_kinds(server):
    (plain,) = read_input(f"{server}/mill.txt", publisher="P")
    assert (plain.text, plain.publisher, plain.url) == (TEXT, "P", f"{server}/mill.txt")
    assert [report.id for report in read_input(f"{server}/list")] == ["1"]
    assert [report.id for report in read_input(f"{server}/lines.jsonl")] == ["1", "2"]


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/none", "the server answered 404 Not Found"),
        ("/empty", "an empty file"),
        ("/paper.pdf", "PDF is not read yet"),
        ("/file", "the server answered 302"),
    ],
)
def test_what_cannot_be_read(server, path, said):
    (fault,) = read_input(server + path)
    assert isinstance(fault, Fault)
    assert fault.message.startswith(said)
    assert "\n" not in str(fault)


def test_limits(server):
    with pytest.raises(InputError, match="more than 100,000 bytes"):
        fetch(f"{server}/large", limit=100_000)
    with pytest.raises(InputError, match="timed out"):
        fetch(f"{server}/slow", timeout=0.2)


def test_nobody_there():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for url in (f"http://127.0.0.1:{port}/", "http://", "http://[", "http://a b/", "http://127.0.0.1:99999/"):
        (fault,) = read_input(url)
        assert isinstance(fault, Fault), url
        assert not isinstance(fault, Report)
        assert "\n" not in str(fault)


def test_only_http():
    with pytest.raises(InputError, match="only http"):
        fetch("file:///etc/hostname")
