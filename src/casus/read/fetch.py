"""The only file that opens a socket."""

from __future__ import annotations

import http.client
import time
import urllib.error
import urllib.request
from dataclasses import dataclass

from casus.errors import InputError

MAX_BYTES = 50_000_000
TIMEOUT = 30.0
"""Seconds without a byte, and (four times that) for the whole."""

HEADERS = {"User-Agent": "casus/0.1", "Accept": "text/html, text/plain, application/json;q=0.9, */*;q=0.1"}


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: where redirects led to, the media type, the bytes."""

    url: str
    media_type: str
    body: bytes


def fetch(url: str, *, timeout: float = TIMEOUT, limit: int = MAX_BYTES) -> Fetched:
    """Get one http(s) address. Raises InputError, one line, where that fails, takes too long or is too large."""
    if not url.lower().startswith(("http://", "https://")):
        raise InputError("only http and https addresses are fetched")
    try:
        request = urllib.request.Request(url, headers=HEADERS)  # noqa: S310 - the scheme was looked at above
        with urllib.request.urlopen(request, timeout=timeout) as reply:  # noqa: S310
            body = _body(reply, limit, time.monotonic() + 4 * timeout)
            return Fetched(reply.url, reply.headers.get_content_type(), body)
    except urllib.error.HTTPError as fault:
        raise InputError(f"the server answered {fault.code} {fault.reason}") from fault
    except urllib.error.URLError as fault:
        raise InputError(f"cannot be fetched ({_line(fault.reason)})") from fault
    except (OSError, ValueError, http.client.HTTPException) as fault:
        raise InputError(f"cannot be fetched ({_line(fault) or type(fault).__name__})") from fault


def _body(reply: http.client.HTTPResponse, limit: int, until: float) -> bytes:
    parts, size = [], 0
    while chunk := reply.read(1 << 16):
        parts.append(chunk)
        size += len(chunk)
        if size > limit:
            raise InputError(f"more than {limit:,} bytes, the limit of what is fetched")
        if time.monotonic() > until:
            raise InputError("cannot be fetched (it takes too long)")
    return b"".join(parts)


def _line(reason: object) -> str:
    return " ".join(str(reason).split())[:200]
