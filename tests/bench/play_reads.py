"""Reads pages over HTTP: `python -m tests.bench.play_reads SEAT PORT FILE`; each line it is told names page and seconds."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path

from tests.bench.browser import Browser


def main(seat: int, port: int, file: Path) -> None:
    made = json.loads(file.read_text("utf-8"))
    _say({"ready": True})
    for line in sys.stdin:
        seconds, _, name = line.strip().partition(" ")
        page = made["pages"][name]
        sessions = [made["sessions"][page["who"]]] if page["who"] else page["sessions"]
        browser = Browser(port, sessions[seat % len(sessions)])
        place, took, size = seat, list[float](), 0
        began, until = time.perf_counter(), time.perf_counter() + float(seconds)
        while time.perf_counter() < until:
            place += 1
            asked = time.perf_counter()
            size = len(browser.get(page["addresses"][place % len(page["addresses"])]))
            took.append(time.perf_counter() - asked)
        _say({"took": took, "seconds": time.perf_counter() - began, "characters": size})


def _say(what: dict[str, object]) -> None:
    print(json.dumps(what), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
