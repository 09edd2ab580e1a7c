"""Bytes to reports: text, HTML, JSON lines, CSV. `fetch.py` is the only file that opens a socket."""
