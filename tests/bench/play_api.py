"""Plays lives over HTTP through the API: `python -m tests.bench.play_api SEAT PORT FORMS`."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

from tests.bench.browser import System
from tests.bench.labels import Labels, applicant
from tests.bench.seat import answer_rounds

FIRST_SEAT = 60
"""The players of commands and pages have the seats below."""


class Systems:
    """The hall's system and the agency's, each with its token."""

    def __init__(self, port: int, forms: dict[str, Any], labels: Labels) -> None:
        self.hall, self.agency = (
            System(port, forms["tokens"]["hall"]),
            System(port, forms["tokens"]["agency"]),
        )
        self.intake: dict[str, Any] = forms["intake_by_api"]
        self.labels = labels

    def life(self, seat: int, serial: int) -> Iterator[tuple[str, Callable[[], Any]]]:
        name, number = applicant(FIRST_SEAT + seat, serial)
        form = self.intake["form"] | {"name": name, "id_no": number}
        body = self.intake | {
            "party": self.intake["party"] | {"name": name, "number": number},
            "form": {field: value for field, value in form.items() if field in self.intake["form"]},
        }
        kept: dict[str, Any] = {}
        yield "receive", lambda: kept.update(_once(self.hall, "cases", body, "wang"))
        no = kept["case"]
        papers = {"papers": self.labels.barcodes(no)}
        yield "open_sheet", lambda: kept.update(_once(self.hall, "material-sheets", papers, "wang"))
        yield (
            "sign_sheet",
            lambda: _once(self.agency, f"material-sheets/{kept['sheet']}/signature", {"missing": []}, "zhao"),
        )
        yield from self._review(f"cases/{no}")
        yield from self._issue(no)

    def _review(self, case: str) -> Iterator[tuple[str, Callable[[], Any]]]:
        opinion = {"verdict": "grant", "opinion": "材料齐全，现场符合要求。"}
        decision = {"verdict": "grant", "reasons": "符合许可条件，准予许可。"}
        yield "accept", lambda: _once(self.agency, f"{case}/acceptance", None, "zhao")
        yield "propose", lambda: _once(self.agency, f"{case}/proposal", opinion, "zhao")
        yield "decide", lambda: _once(self.agency, f"{case}/decision", decision, "sun")
        yield "make_result", lambda: _once(self.agency, f"{case}/results", {"fields": {}}, "zhao")

    def _issue(self, no: str) -> Iterator[tuple[str, Callable[[], Any]]]:
        results = self.labels.results(no)
        kept: dict[str, Any] = {}
        sending = {"results": [key for key, _, _ in results]}
        yield "send_results", lambda: kept.update(_once(self.agency, "result-sheets", sending, "zhao"))
        receipt = {"mismatches": [], "shelf": "A-03"}
        yield (
            "receive_results",
            lambda: _once(self.hall, f"result-sheets/{kept['sheet']}/receipt", receipt, "qian"),
        )
        handing = {
            "receiver": "李秀英", "relationship": "法定代表人", "identity_seen": True, "collected": results[0][1],
        }  # fmt: skip
        yield "hand_out", lambda: _once(self.hall, f"cases/{no}/handing-out", handing, "qian")
        yield "return_receipt", lambda: _once(self.hall, "receipt-returns", {"cases": [no]}, "qian")
        yield "archive", lambda: _once(self.agency, f"cases/{no}/archive", None, "zhao")


def _once(system: System, path: str, body: object, acting: str) -> dict[str, Any]:
    return system.post(path, body, acting=acting, key=uuid4().hex)


def main(seat: int, port: int, forms: Path) -> None:
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as connection:
        systems = Systems(port, json.loads(forms.read_text("utf-8")), Labels(connection))
        answer_rounds(lambda serial: systems.life(seat, serial), 0)


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
