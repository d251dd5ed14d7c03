"""What a reader can see of a text: every character is printed, or named by its code point, never an empty box."""

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TypeAlias

import pylopdf_fonts_zh_cn

FONT_DIRECTORY = Path(pylopdf_fonts_zh_cn.__file__).parent
GLYPHS = Path(__file__).with_name("glyphs.txt")
FONT_FILES = ("NotoSerifSC-Regular.otf", "NotoSansSC-Regular.otf")

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json] | None"

# Controls and formats act unseen: a right-to-left override in a name would turn the paper's words round.
_UNSEEN = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
_NEWLINES = re.compile(r"\r\n?")
_IDEOGRAPH = "\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_UNBROKEN = re.compile(rf"[^\s{_IDEOGRAPH}]{{24,}}")
_ZERO_WIDTH_SPACE = "\u200b"


@cache
def printable() -> frozenset[int]:
    """Code points that one of the two embedded fonts can draw.

    They stand in glyphs.txt beside this file as ranges: reading the fonts themselves would cost each
    process 40 MB. A test holds the file against the fonts.
    """
    points: set[int] = set()
    for word in GLYPHS.read_text("ascii").split():
        first, _, last = word.partition("-")
        points.update(range(int(first, 16), int(last or first, 16) + 1))
    return frozenset(points)


def legible(text: str) -> str:
    """The text with unprintable characters as 〔U+XXXXX〕 and with room to break in words of 24 characters or more."""
    lines = _NEWLINES.sub("\n", text).replace("\t", "    ")
    shown = "".join(ch if ch == "\n" or _drawn(ch) else f"〔U+{ord(ch):04X}〕" for ch in lines)
    return _UNBROKEN.sub(lambda word: _ZERO_WIDTH_SPACE.join(word.group()), shown)


def legible_throughout(value: Json) -> Json:
    """`legible` applied to every string inside a JSON value; keys are ours and stay."""
    if isinstance(value, str):
        return legible(value)
    if isinstance(value, list):
        return [legible_throughout(entry) for entry in value]
    if isinstance(value, dict):
        return {key: legible_throughout(entry) for key, entry in value.items()}
    return value


def drawable(svg: str) -> str:
    """A picture whose letters are all in the fonts: what is not stands as 〓."""
    return "".join(ch if ch == "\n" or _drawn(ch) else "〓" for ch in svg)


def _drawn(ch: str) -> bool:
    return ord(ch) in printable() and unicodedata.category(ch) not in _UNSEEN
