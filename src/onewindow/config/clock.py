"""The only place where the time is asked. A demo may run as of another moment by ONEWINDOW_CLOCK_OFFSET seconds."""

from __future__ import annotations

import os
from datetime import datetime, timedelta

from onewindow.core.calendar import SHANGHAI


def now() -> datetime:
    """Server time in Asia/Shanghai, to the microsecond."""
    return datetime.now(SHANGHAI) + timedelta(seconds=float(os.environ.get("ONEWINDOW_CLOCK_OFFSET", "0")))


def offset_to(as_of: datetime) -> float:
    """Seconds to add to the real time so that it is `as_of` now."""
    return (as_of - datetime.now(SHANGHAI)).total_seconds()
