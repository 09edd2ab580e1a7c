"""HTML and SVG as values. Words are always escaped: only `tag` and `joined` make markup."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, Union


@dataclass(frozen=True, slots=True)
class Html:
    """Markup that needs no escaping any more."""

    text: str


Child: TypeAlias = Union["Html", str, int, Iterable["Child"], None]
Attribute: TypeAlias = str | int | float | bool | None

_VOID = frozenset({"meta", "link", "br", "hr", "input"})
# Control characters, which HTML forbids, and lone surrogates, which no file of text can hold.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff]")


def escape(text: str) -> str:
    """Words as they may stand between tags and inside attributes."""
    return html.escape(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", text), quote=True)


def tag(name: str, /, *children: Child, **attributes: Attribute) -> Html:
    """An element. `class_` is `class`, `stroke_width` is `stroke-width`; None and False leave an attribute out."""
    opening = name + "".join(map(_attribute, attributes, attributes.values()))
    return Html(f"<{opening}>" if name in _VOID else f"<{opening}>{joined(*children).text}</{name}>")


def joined(*children: Child) -> Html:
    """Children one after the other, without an element around them."""
    return Html("".join(_rendered(child) for child in children))


def between(separator: str, children: Iterable[Child]) -> Html:
    """Children with words between them; empty ones are left out."""
    parts = [text for child in children if (text := _rendered(child))]
    return Html(escape(separator).join(parts))


def short(number: float) -> str:
    """A coordinate of a drawing, to a tenth."""
    text = f"{number:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def anchor(kind: str, key: str) -> str:
    """The page's id of an incident, claim or report: letters that are safe in ids and links."""
    return kind + "-" + re.sub(r"[^A-Za-z0-9_-]", lambda found: f".{ord(found.group()):x}", key)


def _rendered(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child.text
    if isinstance(child, (str, int)):
        return escape(str(child))
    return "".join(_rendered(one) for one in child)


def _attribute(name: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    key = name.rstrip("_").replace("_", "-")
    if value is True:
        return f" {key}"
    return f' {key}="{escape(value if isinstance(value, str) else short(value))}"'
