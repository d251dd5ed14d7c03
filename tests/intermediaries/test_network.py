"""Who is registered with the province's network is brought in, decided like anybody else, and never half a file."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.core.refusal import Refusal
from onewindow.intermediaries.commands import bring_over, register
from onewindow.intermediaries.models import Intermediary
from onewindow.intermediaries.network import MOST_BODIES, read_bodies
from onewindow.invariants.entries import entries
from onewindow.invariants.replay import differences
from onewindow.journal.models import Event
from tests.intermediaries.exported import body, file
from tests.intermediaries.register import registered, registrar, second
from tests.stories.conftest import actor, at, django_db_setup, statements

__all__ = ["django_db_setup", "statements"]
pytestmark = pytest.mark.django_db


def brought(*bodies: Any) -> dict[str, str]:
    return bring_over("xzsp", read_bodies(file(*bodies), demo=True), by=registrar(), at=at(4, 9))


def told(raw: bytes) -> list[str]:
    """What is said of this file, which leaves no trace."""
    before = (Intermediary.objects.count(), Event.objects.count())
    with pytest.raises(Refusal, match=r"^network-file-refused:") as caught:
        bring_over("xzsp", read_bodies(raw, demo=True), by=registrar(), at=at(4, 9))
    assert (Intermediary.objects.count(), Event.objects.count()) == before
    assert {finding.field for finding in caught.value.findings} == {"file"}
    return [finding.message for finding in caught.value.findings]


@pytest.mark.seeds("H77")
def test_who_is_on_the_network_is_brought_in_and_decided_by_another() -> None:
    """What this city does not list and ties to another city's agencies stay out; whoever is here already is passed over."""
    here = registered()
    elsewhere = body(2, offers=[{"service": "ZJ12", "days": 9, "fee": 1, "per": "份"}])
    assert brought(body(1), elsewhere, body(3, number=here.number)) == {"recorded": "1", "passed": "2"}
    row = Intermediary.objects.get(name="陵阳市第1检测有限公司")
    assert (row.stage, row.recorder_name, [one["service"] for one in row.offers]) == (
        "applied",
        registrar().name,
        ["hygiene_test"],
    )
    assert [(tie["agency"], tie["kind"]) for tie in row.ties] == [("wsjk", "subordinate")]
    assert "东陵省行政审批中介服务网" in Event.objects.get(thing_id=row.pk).body
    with pytest.raises(Refusal, match=r"^same-person:"):
        register(row.pk, by=registrar(), at=at(4, 10))
    register(row.pk, by=second(), at=at(4, 10))
    row.refresh_from_db()
    assert differences(row, entries("intermediary", [row.pk])[row.pk]) == []


def test_one_fault_and_nobody_is_brought_in() -> None:
    late = body(2, offers=[{**body(2)["offers"][0], "days": 11}], declared=False)
    messages = told(file(body(1), late, body(3, number="91990102009000000X"), body(1)))
    assert [message.split("：")[0] for message in messages] == [
        "第2家（陵阳市第2检测有限公司）",
        "第2家（陵阳市第2检测有限公司）",
        "第3家（陵阳市第3检测有限公司）",
        "第4家（陵阳市第1检测有限公司）",
    ]
    assert told(file(*(body(n, phone="") for n in range(40))))[-1] == "另外还有10处。"


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (b"", "不是合格的 JSON"),
        (b"\xff\xfe", "不是合格的 JSON"),
        (b"[" * 100_000, "不是合格的 JSON"),
        (b'{"items": ' + b"9" * 5000 + b"}", "不是合格的 JSON"),
        (b"[]", "列在 items 里"),
        (b'{"items": []}', "列在 items 里"),
        (file(*({} for _ in range(MOST_BODIES + 1))), "列在 items 里"),
        (file({"name": "江检"}), "第1家：number缺少"),
        (file(body(1), body(2, offers=[{"service": "ZJ04", "days": "六", "fee": 1.5, "per": "份"}])), "第2家：offers.0.days"),
        (file(body(1, name="检" * 100_000)), "第1家：name"),
        (file(body(1, offers=[])), "没有要带入的"),
        (file(body(1, offers=[{**body(1)["offers"][0], "fee": 10**30}])), "金额"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_meant_is_told(raw: bytes, words: str) -> None:
    assert words in "".join(told(raw))


def test_a_code_that_belongs_to_nobody_counts_in_the_demo_alone() -> None:
    (entry,) = read_bodies(file(body(1)), demo=False)
    assert [fault.field for fault in entry.known_faults] == ["number"]


def test_only_the_office_brings_in() -> None:
    for name in ("wen2", "wang"):
        with pytest.raises(Refusal):
            bring_over("xzsp", read_bodies(file(body(1)), demo=True), by=actor(name), at=at(4, 9))
    assert not Intermediary.objects.exists()


def test_a_whole_file_is_written_in_few_statements(statements: Any) -> None:
    read = read_bodies(file(*(body(n) for n in range(MOST_BODIES))), demo=True)
    with statements() as counted:
        bring_over("xzsp", read, by=registrar(), at=at(4, 9))
    assert counted.count <= 10
    assert Intermediary.objects.count() == MOST_BODIES


def test_what_one_register_answers_another_takes() -> None:
    """The API names services by the own keys and agencies by code and name."""
    own = body(
        5,
        offers=[{**body(5)["offers"][0], "service": "hygiene_test"}],
        ties=[
            {
                "agency": "wsjk",
                "agency_name": "临江区卫生健康委员会",
                "kind": "subordinate",
                "words": "所属单位。",
            }
        ],
    )
    assert brought(own)["recorded"] == "1"
    assert Intermediary.objects.get().ties[0]["agency"] == "wsjk"
