"""Intermediaries of 江州市 and the short ways of tests to them: who applies, who is registered, who was chosen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from onewindow.core.numbers.uscc import make_uscc
from onewindow.core.roles import Actor
from onewindow.intermediaries.commands import engage, record, register
from onewindow.intermediaries.commands.engaging import Choice
from onewindow.intermediaries.entry import Entry, Offer, Qualification, Tie
from onewindow.intermediaries.models import Engagement, Intermediary
from onewindow.people.register import PartyFacts
from tests.stories.conftest import actor, at

ITEM, SERVICE = "gonggong-changsuo-weisheng", "hygiene_test"
"""公共场所卫生许可 of the health agency (wsjk) asks for 公共场所卫生检测, at most 10 working days."""
CMA = Qualification("检验检测机构资质认定证书", "CMA-2026-001", date(2027, 6, 30))
TIED = Tie("wsjk", "subordinate", "该局所属的事业单位。")
OFFER = Offer(SERVICE, 8, 60_000, "份", CMA.number)


FIRST_DAY, THEN = at(2, 9), at(4, 9)


def entry(serial: int = 1, **changes: Any) -> Entry:
    """江检 of the city, which tests hygiene within 8 working days for 600 yuan a report."""
    whole = Entry(
        name=f"江州市第{serial}检测有限公司", number=make_uscc("990102", 9000 + serial), address="江州市临江区桐花路8号",
        phone="0990-1239000", qualifications=(CMA,), ties=(), offers=(OFFER,), declared=True,
    )  # fmt: skip
    return replace(whole, **changes)


def registrar() -> Actor:
    """于洋 of 江州市行政审批局, who records."""
    return actor("yu2")


def second() -> Actor:
    """廖晓燕 of the same office, who decides."""
    return actor("liao2")


def applied(serial: int = 1, when: datetime = FIRST_DAY, **changes: Any) -> UUID:
    return UUID(record("xzsp", entry(serial, **changes), by=registrar(), at=when)["intermediary"])


def registered(serial: int = 1, when: datetime = FIRST_DAY, **changes: Any) -> Intermediary:
    key = applied(serial, when, **changes)
    register(key, by=second(), at=when)
    return Intermediary.objects.get(pk=key)


def choice(chosen: UUID | None, client: PartyFacts, **changes: Any) -> Choice:
    whole = Choice(ITEM, SERVICE, chosen, client, quantity=1, fee=58_000, own=True)
    return replace(whole, **changes)


def engaged(chosen: Intermediary, client: PartyFacts, when: datetime = THEN, **changes: Any) -> Engagement:
    answer = engage(choice(chosen.pk, client, **changes), by=actor("wang"), at=when)
    return Engagement.objects.get(no=answer["engagement"])
