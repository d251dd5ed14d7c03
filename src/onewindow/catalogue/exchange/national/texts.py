"""What provinces write into a text column: plain lines, or the HTML of an editor."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_TAGS = re.compile(r"<[a-zA-Z/!]|&[a-z#0-9]+;")
_BREAKS = frozenset({"br", "p", "div", "li", "tr", "table", "h1", "h2", "h3", "h4", "h5", "h6"})
_UNSEEN = frozenset({"script", "style"})
_NUMBER = re.compile(r"^(?:[（(]?[0-9一二三四五六七八九十]{1,3}[)）.、．]|[①-⑳])\s*(?!\d)")


def plain(text: str) -> str:
    """The text as a person reads it, line by line, without what is only markup."""
    if _TAGS.search(text):
        reader = _Reader()
        reader.feed(text)
        reader.close()
        text = "".join(reader.parts)
    lines = (re.sub(r"[ \t\u00a0\u3000]+", " ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def lines(text: str) -> list[str]:
    """The points of a text, one a line, without the numbers before them."""
    points = (_NUMBER.sub("", line).strip() for line in plain(text).split("\n"))
    return [point for point in points if point]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unseen += tag in _UNSEEN
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self.unseen -= tag in _UNSEEN and self.unseen > 0
        if tag in _BREAKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.parts.append(data)
