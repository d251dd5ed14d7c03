"""One complete promised life as its commands, in the order in which a hall gives them.

Import it only after `django.setup()`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.receive import receive
from onewindow.cases.intake import Intake
from onewindow.cases.models import Paper
from onewindow.core.numbers.uscc import make_uscc
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import archive, hand_out, return_receipt
from onewindow.issuance.commands.make import make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from onewindow.sql.reading import fetch
from tests.stories.conftest import MONDAY, actor, at, filled, intake_of

ITEM = "shipin-jingying"
COMMANDS = (
    "receive", "open_sheet", "sign_sheet", "accept", "propose", "decide", "make_result", "send_results",
    "receive_results", "hand_out", "return_receipt", "archive",
)  # fmt: skip
WEEKS = (0, 1, 2, 3, 10, 11, 13, 14, 18, 19, 20, 21)
"""Weeks after the stories' Monday without a holiday in 2026: a day's sheets have numbers to 9,999 only."""
SERIALS_A_SEAT = 1_000_000
Act = Callable[[], Any]


@dataclass
class Cast:
    """Who acts: window, reviewer, decider, counter."""

    wang: Any = field(default_factory=lambda: actor("wang"))
    zhao: Any = field(default_factory=lambda: actor("zhao"))
    sun: Any = field(default_factory=lambda: actor("sun"))
    qian: Any = field(default_factory=lambda: actor("qian"))


def company(seat: int, serial: int) -> PartyFacts:
    """An applicant whom nobody else in this run has."""
    return PartyFacts(
        kind="organisation", name=f"江州市第{seat}区{serial}小吃店", number=make_uscc("990102", seat * SERIALS_A_SEAT + serial),
        phone="13900000001", address="江州市临江区渡口街12号", legal_person="李秀英",
    )  # fmt: skip


def moment(day: int, hour: int, minute: int, serial: int) -> datetime:
    """That time in one of the weeks, some milliseconds on, so that no two lives of a seat share their times."""
    week = WEEKS[serial // 100 % len(WEEKS)]
    return at(day, hour, minute) + timedelta(weeks=week, milliseconds=serial % 60_000)


def life(cast: Cast, party: PartyFacts, serial: int) -> Iterator[tuple[str, Act]]:
    """Name and act of each command; what the next one must know is looked up between two acts."""
    wang, zhao, sun, qian = cast.wang, cast.zhao, cast.sun, cast.qian
    kept: dict[str, Any] = {}

    def when(day: int, hour: int, minute: int = 0) -> datetime:
        return moment(day, hour, minute, serial)

    def keep(name: str, act: Act) -> Act:
        return lambda: kept.__setitem__(name, act())

    intake = replace(pattern(), party=party, form=filled(pattern().guide, party))
    yield "receive", keep("case", lambda: receive(intake, by=wang, at=when(MONDAY.day, 9, 30)))
    no = kept["case"]["case"]
    barcodes = [paper.barcode for paper in fetch(papers_of, no)]
    yield "open_sheet", keep("sheet", lambda: open_sheet(barcodes, by=wang, at=when(2, 14)))
    yield "sign_sheet", lambda: sign_sheet(kept["sheet"]["sheet"], by=zhao, at=when(2, 14, 30))
    yield "accept", lambda: accept(no, by=zhao, at=when(3, 10))
    opinion, reasons = "材料齐全，现场符合要求。", "符合许可条件，准予许可。"
    yield "propose", lambda: propose(no, verdict="grant", opinion=opinion, by=zhao, at=when(4, 10))
    yield "decide", lambda: decide(no, verdict="grant", reasons=reasons, by=sun, at=when(5, 10))
    yield "make_result", lambda: make_result(no, {}, by=zhao, at=when(5, 11))
    ids, collected = results_of(no)
    yield "send_results", keep("results", lambda: send_results(ids, by=zhao, at=when(5, 15)))
    yield (
        "receive_results",
        lambda: receive_results(kept["results"]["sheet"], {}, shelf="A-03", by=qian, at=when(5, 16)),
    )
    yield "hand_out", lambda: hand_out(
        no, receiver="李秀英", relationship="法定代表人", identity_seen=True, collected=collected, by=qian, at=when(6, 9)
    )  # fmt: skip
    yield "return_receipt", lambda: return_receipt(no, by=qian, at=when(6, 15))
    yield "archive", lambda: archive(no, by=zhao, at=when(9, 9, 30))


@cache
def pattern() -> Intake:
    """An intake of the item, read once: what a door reads before a command is not the command's."""
    return intake_of(ITEM, company(0, 0))


def results_of(no: str) -> tuple[list[UUID], list[str]]:
    """The results made for a case, and what is collected when they are handed out."""
    made = fetch(made_for, no)
    return [result.id for result in made], [entry["name"] for result in made[:1] for entry in result.collect]


def papers_of(no: str) -> QuerySet[Paper]:
    return Paper.objects.filter(case__no=no)


def made_for(no: str) -> QuerySet[Result]:
    return Result.objects.filter(case__no=no)
