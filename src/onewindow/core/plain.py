"""Text as it is taken in and kept: composed (NFC), one kind of line end, and nothing in it that nobody can see."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n?|[\u0085\u2028\u2029\v\f]")
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f"  # controls; tab and line feed stay
    "\u00ad\u034f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"  # unseen, or turning text round
    "\U000e0000-\U000e007f\ud800-\udfff\ufdd0-\ufdef"  # tags, halves of a pair, no characters
    + "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
    + "]"
)
_JOINING = "[\u0600-\u109f\u1780-\u18af\ua840-\ua87f\ufe0f\u2600-\u27bf\U0001f000-\U0001faff]"
_JOINERS = re.compile(f"(?<!{_JOINING})[\u200c\u200d]+|[\u200c\u200d]+(?!{_JOINING})")
"""Joiners belong between letters of scripts that join (Uyghur, Tibetan, Mongolian) and in pictures; nowhere else."""


def plain(text: str) -> str:
    """The text as a reader means it. Rare characters, private ones and those newer than this program stay."""
    if text.isascii() and text.isprintable():
        return text
    seen = _JOINERS.sub("", _UNSEEN.sub("", _LINE_ENDS.sub("\n", text)))
    return unicodedata.normalize("NFC", seen)
