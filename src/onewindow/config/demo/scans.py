"""Pictures of what applicants brought, so that a reviewer of the demo city has something to look at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from onewindow.catalogue import schema
from onewindow.documents.printing.legible import FONT_DIRECTORY
from onewindow.people.register import PartyFacts

MIME = "image/jpeg"
SIZE = (744, 1052)
"""A4 at 90 dots an inch."""
PAPER, INK, FAINT = 248, 40, 228
MARGIN, LINE, IN_A_LINE = 70, 40, 26


def scan(material: schema.Material, facts: PartyFacts) -> bytes:
    """A grey JPEG that says which material it stands for, of whom, and that it is a specimen (演示样张)."""
    picture = Image.new("L", SIZE, PAPER)
    draw = ImageDraw.Draw(picture)
    for top in range(140, SIZE[1], 260):
        draw.text((SIZE[0] / 2, top), "演示样张", FAINT, font=_font(96), anchor="mm")
    draw.rectangle((MARGIN / 2, MARGIN / 2, SIZE[0] - MARGIN / 2, SIZE[1] - MARGIN / 2), outline=INK, width=2)
    top = 2 * MARGIN
    for text, size in _lines(material, facts):
        draw.text((MARGIN, top), text, INK, font=_font(size))
        top += LINE + size // 2
    held = BytesIO()
    picture.save(held, "JPEG", quality=60)
    return held.getvalue()


def _lines(material: schema.Material, facts: PartyFacts) -> Iterator[tuple[str, int]]:
    yield from ((line, 30) for line in _folded(material.name, 20))
    yield f"申请人：{facts.name}", 22
    yield f"地址：{facts.address}", 22
    if material.issuer:
        yield f"出具单位：{material.issuer}", 22
    yield from ((line, 22) for line in _folded(material.sample or material.requirement, IN_A_LINE))


def _folded(text: str, length: int) -> Iterator[str]:
    return (text[start : start + length] for start in range(0, len(text), length))


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONT_DIRECTORY / "NotoSansSC-Regular.otf", size)
