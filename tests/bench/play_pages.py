"""Plays lives over HTTP through the pages: `python -m tests.bench.play_pages SEAT PORT FORMS`."""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests.bench.browser import Browser
from tests.bench.labels import Labels, applicant
from tests.bench.seat import answer_rounds

ITEM = "shipin-jingying"
FIRST_SEAT = 50
"""The commands' players have the seats below."""
Fields = dict[str, str | list[str]]


class Hall:
    """Window, reviewer, decider and counter, each at a browser of their own."""

    def __init__(self, port: int, forms: dict[str, Any], labels: Labels) -> None:
        sessions = forms["sessions"]
        self.wang, self.zhao, self.sun, self.qian = (
            Browser(port, sessions[name]) for name in ("wang", "zhao", "sun", "qian")
        )
        self.intake: Fields = forms["intake"]
        self.labels = labels

    def life(self, seat: int, serial: int) -> Iterator[tuple[str, Callable[[], Any]]]:
        no, sheet = "", ""

        def receive() -> None:
            nonlocal no
            no = self._take_in(seat, serial).split("/")[3]

        def open_sheet() -> None:
            nonlocal sheet
            sheet = _once(self.wang, "/desk/handover/", {"paper": barcodes}).split("/")[3]

        yield "receive", receive
        barcodes = self.labels.barcodes(no)
        yield "open_sheet", open_sheet
        got: Fields = {f"paper-{barcode}": "got" for barcode in barcodes}
        yield "sign_sheet", lambda: _once(self.zhao, f"/review/sheets/{sheet}/", got)
        yield from self._review(no)
        yield from self._issue(no)

    def _take_in(self, seat: int, serial: int) -> str:
        name, number = applicant(FIRST_SEAT + seat, serial)
        party: Fields = {
            "party.name": name,
            "party.number": number,
            "draft": f"{int(time.time()):010d}-{uuid4().hex}",
        }
        return _once(self.wang, f"/desk/intake/{ITEM}/", self.intake | party)

    def _review(self, no: str) -> Iterator[tuple[str, Callable[[], Any]]]:
        case = f"/review/cases/{no}"
        opinion: Fields = {
            "verdict": "grant",
            "opinion-grant": "材料齐全，现场符合要求，符合许可条件，准予许可。",
        }
        fine: Fields = {name: "ok" for name in self.intake if name.startswith("state-")}
        yield "accept", lambda: _once(self.zhao, f"{case}/acceptance/", {})
        yield "propose", lambda: _once(self.zhao, f"{case}/proposal/", opinion | fine)
        yield "decide", lambda: _once(self.sun, f"{case}/decision/", opinion)
        yield "make_result", lambda: _once(self.zhao, f"{case}/results/", {})
        made = [row[0] for row in self.labels.results(no)]
        yield "send_results", lambda: _once(self.zhao, "/review/results/sending/", {"results": made})

    def _issue(self, no: str) -> Iterator[tuple[str, Callable[[], Any]]]:
        rows = self.labels.results(no)
        checked: Fields = {"shelf": "A-03", **{f"check-{row[0]}": "right" for row in rows}}
        yield "receive_results", lambda: _once(self.qian, f"/issue/sheets/{rows[0][2]}/", checked)
        handed: Fields = {
            "receiver": "李秀英", "relationship": "法定代表人", "identity_seen": "on",
            "collect": rows[0][1],
        }  # fmt: skip
        yield "hand_out", lambda: _once(self.qian, f"/issue/cases/{no}/hand-out/", handed)
        yield "return_receipt", lambda: _once(self.qian, "/issue/receipts/", {"receipts": [no]})
        yield "archive", lambda: _once(self.zhao, f"/review/archive/{no}/", {})


def _once(browser: Browser, address: str, fields: Fields) -> str:
    return browser.post(address, fields | {"submission": uuid4().hex})


def main(seat: int, port: int, forms: Path) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        hall = Hall(port, json.loads(forms.read_text("utf-8")), Labels(connection))
        answer_rounds(lambda serial: hall.life(seat, serial), 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
