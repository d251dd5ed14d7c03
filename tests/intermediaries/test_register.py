"""Who comes onto the register, who decides it, and how somebody leaves it: no quota, no region, every tie disclosed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onewindow.core.refusal import Refusal
from onewindow.intermediaries.choosing import candidates, item_asking
from onewindow.intermediaries.commands import amend, record, refuse, register, resume, strike_off, suspend
from onewindow.intermediaries.entry import Offer, Tie
from onewindow.intermediaries.models import Intermediary
from onewindow.intermediaries.terms import GROUNDS, read_yuan, yuan
from onewindow.invariants.entries import entries
from onewindow.invariants.replay import differences
from onewindow.journal.models import Event
from tests.intermediaries.register import (
    CMA,
    ITEM,
    OFFER,
    SERVICE,
    TIED,
    applied,
    entry,
    registered,
    registrar,
    second,
)
from tests.stories.conftest import actor, at, django_db_setup, statements

__all__ = ["django_db_setup", "statements"]
pytestmark = pytest.mark.django_db

WHY = "经核查属实，按规定处理。"


def refused(code: str) -> Any:
    return pytest.raises(Refusal, match=f"^{code}:")


def choosable(on: date = date(2026, 3, 4)) -> list[str]:
    found = candidates(item_asking(ITEM, SERVICE, on), SERVICE, on)
    return [one.row.name for one in found if one.obstacle is None]


@pytest.mark.seeds("N37", "H76")
def test_whoever_is_qualified_is_registered_however_many_there_are_and_from_wherever() -> None:
    """Thirty of the same trade, every other one with its seat in another province."""
    for serial in range(1, 31):
        registered(serial, address="外省某市中山路1号" if serial % 2 else "江州市临江区桐花路8号")
    assert len(choosable()) == 30


@pytest.mark.seeds("N37")
def test_no_ground_for_keeping_somebody_out_speaks_of_numbers_or_places() -> None:
    words = "".join(label for grounds in GROUNDS.values() for label in grounds.values())
    assert not [
        word
        for word in ("家数", "名额", "数量", "限额", "地区", "外地", "本地", "区域", "行业")
        if word in words
    ]
    with refused("ground-missing"):
        refuse(applied(), ground="quota", words="本地已有足够机构。", by=second(), at=at(3, 9))
    assert Intermediary.objects.get().stage == "applied"


def test_who_recorded_an_application_does_not_decide_it() -> None:
    key = applied()
    before = Event.objects.count()
    for decide in (register, lambda key, **by: refuse(key, ground="untrue", words=WHY, **by)):
        with refused("same-person"):
            decide(key, by=registrar(), at=at(3, 9))
    assert (Event.objects.count(), Intermediary.objects.get().stage) == (before, "applied")
    register(key, by=second(), at=at(3, 9))
    row = Intermediary.objects.get()
    assert (row.stage, row.registered_at, row.registered_by) == ("registered", at(3, 9), "廖晓燕")


@pytest.mark.seeds("N37")
def test_the_register_is_the_offices_and_no_approving_agency_keeps_one_of_its_own() -> None:
    with refused("no-such-agency"):
        record("scjg", entry(), by=actor("wen2"), at=at(2, 9))
    with refused("no-such-agency"):
        record("xzsp", entry(), by=actor("wen2"), at=at(2, 9))
    with refused("no-such-intermediary"):
        register(applied(), by=actor("wu3"), at=at(3, 9))


FAULTS: list[tuple[dict[str, Any], str]] = [
    ({"name": "检"}, "name"),
    ({"number": "91990102000090010"}, "number"),
    ({"address": ""}, "address"),
    ({"phone": "打总机"}, "phone"),
    ({"declared": False}, "declared"),
    ({"qualifications": (replace(CMA, until=None),)}, "qualifications-0-until"),
    ({"qualifications": (replace(CMA, until=date(2026, 3, 1)),)}, "qualifications-0-until"),
    ({"qualifications": (CMA, CMA)}, "qualifications-1-number"),
    ({"ties": (Tie("mei-you", "subordinate", "事业单位。"),)}, "ties-0-agency"),
    ({"ties": (Tie("wsjk", "friendship", "事业单位。"),)}, "ties-0-kind"),
    ({"ties": (Tie("wsjk", "subordinate", ""),)}, "ties-0-words"),
    ({"offers": ()}, "offers-0-service"),
    ({"offers": (replace(OFFER, service="feng_shui"),)}, "offers-0-service"),
    ({"offers": (OFFER, OFFER)}, "offers-1-service"),
    ({"offers": (replace(OFFER, days=11),)}, "offers-0-days"),
    ({"offers": (replace(OFFER, days=None),)}, "offers-0-days"),
    ({"offers": (replace(OFFER, fee=None),)}, "offers-0-fee"),
    ({"offers": (replace(OFFER, fee=10**12),)}, "offers-0-fee"),
    ({"offers": (replace(OFFER, per=""),)}, "offers-0-per"),
    ({"offers": (replace(OFFER, qualification=""),)}, "offers-0-qualification"),
    ({"offers": (replace(OFFER, qualification="CMA-0"),)}, "offers-0-qualification"),
]


@pytest.mark.parametrize(
    ("changes", "field"), FAULTS, ids=lambda value: value if isinstance(value, str) else ""
)
@pytest.mark.seeds("L35")
def test_an_incomplete_application_is_told_at_its_field_and_leaves_nothing(
    changes: dict[str, Any], field: str
) -> None:
    """Nobody offers a service slower than the list allows, nor without the qualification that the law asks for."""
    with refused("intermediary-incomplete") as caught:
        applied(**changes)
    assert [finding.field for finding in caught.value.findings] == [field]
    assert not Event.objects.filter(thing_kind="intermediary").exists()


def test_a_service_for_which_the_law_asks_no_qualification_needs_none() -> None:
    """环评: since 2018 whoever is able may write the report."""
    row = registered(qualifications=(), offers=(Offer("env_report", 15, 2_000_000, "份"),))
    assert [terms.until for terms in row.terms()] == [None]


def test_a_body_stands_on_the_register_once_and_may_come_back_after_it_left() -> None:
    row = registered()
    with refused("intermediary-incomplete") as caught:
        applied(when=at(3, 9))
    assert [finding.field for finding in caught.value.findings] == ["number"]
    strike_off(row.pk, ground="own", words=WHY, by=registrar(), at=at(4, 9))
    assert registered(when=at(5, 9)).pk != row.pk


@pytest.mark.seeds("H78")
def test_it_is_suspended_taken_up_again_and_struck_off_with_grounds_everybody_can_read() -> None:
    row = registered()
    suspend(row.pk, ground="late", words=WHY, by=registrar(), at=at(4, 9))
    assert choosable() == []
    amend(row.pk, entry(phone="0990-1239001"), reason="更换业务电话。", by=registrar(), at=at(4, 10))
    resume(row.pk, words="整改完成，恢复。", by=registrar(), at=at(5, 9))
    assert choosable() == [row.name]
    strike_off(row.pk, ground="false_report", words="出具的报告经查为虚假。", by=registrar(), at=at(6, 9))
    row.refresh_from_db()
    assert (row.stage, row.ground_label, row.words) == (
        "struck_off",
        "出具虚假报告",
        "出具的报告经查为虚假。",
    )
    assert choosable() == []
    assert Intermediary.objects.published().filter(pk=row.pk).exists()
    with refused("wrong-stage"):
        resume(row.pk, words=WHY, by=registrar(), at=at(7, 9))


def test_what_is_disclosed_later_counts_from_then_on_and_the_number_never_changes() -> None:
    row = registered()
    amend(row.pk, entry(ties=(TIED,)), reason="补充披露隶属关系。", by=registrar(), at=at(3, 9))
    assert choosable() == []
    with refused("intermediary-incomplete"):
        amend(row.pk, entry(serial=2), reason="换了代码。", by=registrar(), at=at(3, 10))
    with refused("reason-missing"):
        amend(row.pk, entry(), reason="", by=registrar(), at=at(3, 11))
    row.refresh_from_db()
    assert row.disclosed() == [("临江区卫生健康委员会", "隶属关系", "该局所属的事业单位。")]


def test_whose_qualification_ran_out_meanwhile_is_not_registered() -> None:
    key = applied(qualifications=(replace(CMA, until=date(2026, 3, 3)),))
    with refused("intermediary-incomplete"):
        register(key, by=second(), at=at(4, 9))
    assert Intermediary.objects.get().stage == "applied"


def test_the_journal_alone_gives_the_row() -> None:
    refuse(applied(1), ground="untrue", words=WHY, by=second(), at=at(3, 9))
    row = registered(2)
    suspend(row.pk, ground="late", words=WHY, by=registrar(), at=at(4, 9))
    amend(row.pk, entry(2, ties=(TIED,)), reason="补充披露隶属关系。", by=registrar(), at=at(4, 10))
    resume(row.pk, words=WHY, by=registrar(), at=at(4, 11))
    strike_off(row.pk, ground="own", words=WHY, by=registrar(), at=at(5, 9))
    for one in Intermediary.objects.all():
        assert differences(one, entries("intermediary", [one.pk])[one.pk]) == []


def test_a_command_reads_and_writes_in_few_statements(statements: Any) -> None:
    """With thirty on the register already; the one that records asks also whether the code is there."""
    for serial in range(1, 31):
        registered(serial)
    yu, liao = registrar(), second()
    key = applied(31)
    acts: dict[str, Callable[[], object]] = {
        "record": lambda: record("xzsp", entry(32), by=yu, at=at(2, 9)),
        "register": lambda: register(key, by=liao, at=at(3, 9)),
        "amend": lambda: amend(key, entry(31, ties=(TIED,)), reason=WHY, by=yu, at=at(3, 10)),
        "suspend": lambda: suspend(key, ground="late", words=WHY, by=yu, at=at(4, 9)),
        "resume": lambda: resume(key, words=WHY, by=yu, at=at(4, 10)),
        "strike_off": lambda: strike_off(key, ground="own", words=WHY, by=yu, at=at(4, 11)),
    }
    spent: dict[str, int] = {}
    for name, act in acts.items():
        with statements() as counted:
            act()
        spent[name] = counted.count
    assert max(spent.values()) <= 10, spent


def test_money_is_read_to_the_fen_and_said_without_noughts() -> None:
    assert [read_yuan(text) for text in ("600", "600.5", " 0.05元 ", "7.", "-1", "1.234", "一百", "")] == [
        60_000, 60_050, 5, None, None, None, None, None,
    ]  # fmt: skip
    assert (yuan(60_000), yuan(60_050), yuan(5)) == ("600元", "600.50元", "0.05元")
