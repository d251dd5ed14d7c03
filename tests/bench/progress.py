"""What the bench is doing, on standard error, with the time since it began."""

from __future__ import annotations

import sys
import time

_began = time.monotonic()


def say(what: str) -> None:
    print(f"[{time.monotonic() - _began:6.1f} s] {what}", file=sys.stderr, flush=True)
