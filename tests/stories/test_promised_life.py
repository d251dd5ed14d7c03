"""One promised matter from the window to the archive, as the operating rules of 无锡经开区 describe it."""

from __future__ import annotations

import pytest

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.receive import receive
from onewindow.cases.models import Case, Paper
from onewindow.clocks.models import Clock
from onewindow.documents.models import Document
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import archive, hand_out, return_receipt
from onewindow.issuance.commands.make import make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Event
from onewindow.journal.verify import verify
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, at, intake_of


@pytest.mark.seeds("W8", "W11", "W41", "W46", "W49", "W50", "W52", "W53", "W55", "W60", "W61", "W66", "W68")
def test_a_promised_matter_goes_from_the_window_to_the_archive(cast: Cast, restaurant: PartyFacts) -> None:
    no = receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)["case"]
    assert Case.objects.get(no=no).stage == "received"
    barcodes = list(Paper.objects.filter(case__no=no).values_list("barcode", flat=True))
    assert barcodes
    sheet = open_sheet(barcodes, by=cast.wang, at=at(2, 14))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(2, 14, 30))
    accept(no, by=cast.zhao, at=at(3, 10))
    propose(no, verdict="grant", opinion="材料齐全,现场符合要求。", by=cast.zhao, at=at(4, 10))
    decide(no, verdict="grant", reasons="符合许可条件,准予许可。", by=cast.sun, at=at(5, 10))
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    ids = list(Result.objects.filter(case__no=no).values_list("pk", flat=True))
    results = send_results(ids, by=cast.zhao, at=at(5, 15))["sheet"]
    receive_results(results, {}, shelf="A-03", by=cast.qian, at=at(5, 16))
    assert Case.objects.get(no=no).stage == "closed"
    collected = [entry["name"] for entry in Result.objects.get(pk=ids[0]).collect]
    hand_out(
        no,
        receiver="李秀英",
        relationship="法定代表人",
        identity_seen=True,
        collected=collected,
        by=cast.qian,
        at=at(6, 9, 30),
    )
    return_receipt(no, by=cast.qian, at=at(6, 15))
    archive(no, by=cast.zhao, at=at(9, 9, 30))

    assert Delivery.objects.get(case__no=no).stage == "archived"
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"archive"}
    assert not Clock.objects.open().filter(case_no=no).exists()
    kinds = set(Document.objects.filter(case_no=no).values_list("kind", flat=True))
    assert {"intake_notice", "acceptance_notice", "grant_decision", "licence", "delivery_receipt"} <= kinds
    assert verify().fault is None
    stages = ["receive", "accept", "propose", "decide", "results_made", "close"]
    assert (
        list(Event.objects.filter(thing_kind="case").order_by("version").values_list("verb", flat=True))
        == stages
    )


@pytest.mark.seeds("W59")
def test_every_stage_of_every_way_is_recorded_with_who_when_and_at_which_desk(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = receive(intake_of("shipin-jingying", restaurant), by=cast.wang, at=MONDAY)["case"]
    accept(no, by=cast.zhao, at=at(3, 10))
    taken, accepted = Event.objects.filter(thing_kind="case").order_by("version")
    assert (taken.by, taken.at, taken.desk, taken.role) == (cast.wang.staff_id, MONDAY, "lj-01", "clerk")
    assert (accepted.by, accepted.at, accepted.role) == (cast.zhao.staff_id, at(3, 10), "reviewer")
    assert accepted.previous == taken.hash
