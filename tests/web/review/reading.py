"""What a page of the review desk says, read from its text."""

from __future__ import annotations

import re
from html import unescape

from django.test import Client

from onewindow.cases.models import Case


def text(client: Client, url: str) -> str:
    """The page as a reader sees it: no tags, one space between words."""
    response = client.get(url)
    assert response.status_code == 200, response.status_code
    return plain(response.content.decode())


def plain(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page))).strip()


def value(page: str, name: str) -> str:
    """What stands in the field of that name."""
    box = re.search(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', page)
    area = re.search(rf'<textarea[^>]*name="{re.escape(name)}"[^>]*>([^<]*)<', page)
    assert box or area, name
    if area:
        return unescape(area.group(1)).strip("\r\n")
    return unescape("".join(re.findall(r'value="([^"]*)"', box.group(0)))) if box else ""


def checked(page: str, name: str) -> list[str]:
    """Which of the radios or boxes of that name are ticked."""
    inputs = re.findall(rf'<input[^>]*name="{re.escape(name)}"[^>]*>', page)
    return [unescape(re.findall(r'value="([^"]*)"', one)[0]) for one in inputs if " checked" in one]


def ticks(no: str, **others: str) -> dict[str, str]:
    """Every material in order, but those named."""
    lines = {line.material: "ok" for line in Case.objects.get(no=no).submissions.all()}
    return {f"state-{material}": state for material, state in (lines | others).items()}
