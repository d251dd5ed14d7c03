"""What is wrong with a number that a person typed."""

import re
import unicodedata

from onewindow.core.refusal import Refusal

_GAPS = re.compile(r"[\s\-‐‑‒–—―−·]+")


class NumberFault(Refusal):
    """A number that cannot be right; the message tells the person what to look at and never repeats it."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(code, message, status=422)


def as_typed(text: str) -> str:
    """The number without gaps and dashes, full-width characters made plain, in capitals."""
    return _GAPS.sub("", unicodedata.normalize("NFKC", text)).upper().replace("×", "X")
