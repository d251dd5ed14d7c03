"""The load: clients that take matters through their lives over HTTP, until they are told to end.

    python -m tests.kills.lives FOLDER PORT CLIENTS     FOLDER holds facts.json; each client writes its record there

A client ends at the first step after `FOLDER/end` is there, and only with an answer to what it had sent.
"""

from __future__ import annotations

import json
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.kills.browser import Answer, Astray, Browser, Fields
from tests.kills.forms import ITEM, applicant, photograph
from tests.kills.record import Record

PEOPLE = ("wang", "zhao", "sun", "qian")
OPINION = "材料齐全，符合条件，准予许可。"
PROBLEM, REQUIREMENT = "平面图未标注操作间位置", "请补充标注后的平面图"


class Ended(Exception):
    """Somebody has told the clients to end."""


@dataclass
class Client:
    """One client at work: its people's computers, and the matter in hand."""

    number: int
    facts: dict[str, Any]
    computers: dict[str, Browser]
    end: Path
    serial: int = 0
    no: str = ""

    def work(self) -> None:
        try:
            for computer in self.computers.values():
                computer.sign_in()
            for nth in range(1_000_000):
                self.serial, self.no = self.number * 100_000 + nth + 1, ""
                self._one_life(nth)
        except (Ended, Astray):
            return

    def _one_life(self, nth: int) -> None:
        self._intake(photograph() if nth % 4 == 0 else b"")
        if nth % 3 == 1:
            self._supplement()
        if nth % 2 == 0:
            self._hand_over()
        self._review()
        if nth % 2 == 0:
            self._issue()

    def _intake(self, photo: bytes) -> None:
        company = applicant(self.serial)
        address = f"/desk/intake/{ITEM}/"
        page = self._look("wang", address)
        fields = {
            **self.facts["intake"], **{name: page.field(name) for name in ("submission", "draft", "end")},
            "act": "finish", "party.number": company.number, "party.name": company.name,
            "party.phone": company.phone, "party.address": company.address,
            "party.legal_person": company.legal_person, "return_by": "window",
        }  # fmt: skip
        led = self._act("wang", "receive", address, fields, file=photo)
        self.no = led.removesuffix("/received/").rsplit("/", 1)[1]

    def _supplement(self) -> None:
        """The agency asks once for everything, the window tells the applicant, the applicant brings it."""
        faulty, *fine = self.facts["materials"]
        self._act("zhao", "notice", f"/review/cases/{self.no}/supplement/", {
            "step": "issue", **{f"state-{material}": "ok" for material in fine}, f"state-{faulty}": "fault",
            f"problem-{faulty}": PROBLEM, f"requirement-{faulty}": REQUIREMENT,
        })  # fmt: skip
        page = self._look("wang", f"/desk/cases/{self.no}/")
        (notice, *_) = page.all(r'href="(/desk/notices/[0-9a-f-]{36}/)"')
        self._act("wang", "serve", notice, {"method": "window", "receiver": "李秀英"})
        address = f"/desk/cases/{self.no}/supplement/"
        page = self._look("wang", address)
        hidden = {name: page.field(name) for name in ("submission", "draft")}
        self._act("wang", "supply", address, {**hidden, f"state-{faulty}": "original_seen"})

    def _hand_over(self) -> None:
        """The papers on a sheet to the agency, which counts and signs."""
        self._look("wang", "/desk/handover/")
        sheet = self._act("wang", "hand", "/desk/handover/", {"codes": self.no}).rstrip("/").rsplit("/", 1)[1]
        address = f"/review/sheets/{sheet}/"
        barcodes = self._look("zhao", address).all(r'data-barcode="([^"]+)"')
        self._act("zhao", "sign", address, {f"paper-{barcode}": "got" for barcode in barcodes})

    def _review(self) -> None:
        case = f"/review/cases/{self.no}/"
        self._act("zhao", "accept", f"{case}acceptance/", self._hidden("zhao", case))
        judged = {f"state-{material}": "ok" for material in self.facts["materials"]}
        verdict = {"verdict": "grant", "opinion-grant": OPINION}
        self._act("zhao", "propose", f"{case}proposal/", {**self._hidden("zhao", case), **verdict, **judged})
        self._act("sun", "decide", f"{case}decision/", {**self._hidden("sun", case), **verdict})

    def _issue(self) -> None:
        """Made, sent to the counter, compared there, and handed out."""
        self._act("zhao", "make", f"/review/cases/{self.no}/results/", {})
        row = rf'name="results" value="([0-9a-f-]{{36}})"(?:(?!</tr>).)*?/review/cases/{self.no}/'
        results = self._look("zhao", "/review/results/").all(row)
        led = self._act("zhao", "send", "/review/results/sending/", {"results": results})
        address = f"/issue/sheets/{led.rsplit('#', 1)[1]}/"
        checks = self._look("qian", address).all(r'name="(check-[0-9a-f-]{36})"')
        self._act("qian", "take", address, {**dict.fromkeys(checks, "right"), "shelf": "A-01"})
        signed = {"receiver": "李秀英", "relationship": "委托代理人", "identity_seen": "1"}
        self._act("qian", "hand_out", f"/issue/cases/{self.no}/hand-out/", signed)

    def _hidden(self, who: str, address: str) -> dict[str, str]:
        return {"submission": self._look(who, address).field("submission")}

    def _look(self, who: str, address: str) -> Answer:
        if self.end.exists():
            raise Ended
        return self.computers[who].get(address)

    def _act(self, who: str, verb: str, address: str, fields: Fields, *, file: bytes = b"") -> str:
        if self.end.exists():
            raise Ended
        return self.computers[who].submit(verb, address, fields, serial=self.serial, case=self.no, file=file)


def clients(folder: Path, port: int, many: int) -> list[Client]:
    facts = json.loads((folder / "facts.json").read_text(encoding="utf-8"))
    made = []
    for number in range(1, many + 1):
        record = Record(folder / f"client-{number}.jsonl")
        computers = {who: Browser(port, record, who, facts["posts"][who]) for who in PEOPLE}
        made.append(Client(number, facts, computers, folder / "end"))
    return made


def watched(work: Callable[[], None], record: Record) -> Callable[[], None]:
    """A client that fails for a reason of its own is in the record too, or nobody would miss it."""

    def run() -> None:
        try:
            work()
        except (ValueError, IndexError, TimeoutError, AttributeError) as fault:
            record.odd("client", f"{type(fault).__name__}: {fault}")
            raise

    return run


def main() -> None:
    folder, port, many = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    threads = [
        threading.Thread(target=watched(client.work, client.computers["wang"].record))
        for client in clients(folder, port, many)
    ]
    for thread in threads:
        thread.start()
        time.sleep(0.05)
    for thread in threads:
        thread.join()


if __name__ == "__main__":
    main()
