"""材料交接: batches by agency and half-day, scanned or ticked onto a 材料交接表 signed on both sides."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Paper
from onewindow.core.numbers.uscc import make_uscc
from onewindow.documents.models import Document
from onewindow.handover.commands.material_sheet import sign_sheet
from onewindow.handover.models import Sheet
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import received
from tests.web.conftest import signed_in
from tests.web.desk.posting import words_of


@pytest.fixture
def wang(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(2, 14))
    return signed_in(client, "wang")


def barcodes(no: str) -> list[str]:
    return list(Paper.objects.filter(case__no=no).order_by("barcode").values_list("barcode", flat=True))


@pytest.mark.seeds("W52", "W53")
def test_a_batch_shows_its_hour_and_goes_over_as_a_whole(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    page = wang.get("/desk/handover/")
    words = words_of(page)
    assert "3月2日上午收件 1 件" in words
    assert "3月2日（星期一）15:00前移交" in words
    assert "还有1小时" in words
    name = page.content.decode().split('name="whole" value="')[1].split('"')[0]
    answer = wang.post("/desk/handover/", {"whole": name, "submission": "a"})
    sheet = Sheet.objects.get()
    assert answer["Location"] == f"/desk/handover/{sheet.no}/"
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"sheet"}
    shown = wang.get(answer["Location"])
    assert f"/papers/{sheet.document_id}.pdf" in shown.content.decode()
    assert all(code in words_of(shown) for code in barcodes(no))


def test_ticked_papers_go_and_the_others_stay(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    first, *others = barcodes(received(cast, restaurant))
    wang.post("/desk/handover/", {"paper": [first], "submission": "a"})
    assert Paper.objects.get(barcode=first).stage == "sheet"
    assert set(Paper.objects.filter(barcode__in=others).values_list("stage", flat=True)) == {"window"}


def test_a_scanned_case_number_takes_all_its_papers_and_a_label_its_own(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    one = received(cast, restaurant)
    other = received(cast, replace(restaurant, name="另一家", number=make_uscc("990102", 8)))
    label = barcodes(other)[0]
    wang.post("/desk/handover/", {"codes": f"{one}，{label}", "submission": "a"})
    gone = set(Paper.objects.filter(stage="sheet").values_list("barcode", flat=True))
    assert gone == {*barcodes(one), label}


def test_nothing_ticked_or_a_strange_label_is_said_and_nothing_happens(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    received(cast, restaurant)
    nothing = wang.post("/desk/handover/", {"submission": "a"})
    strange = wang.post("/desk/handover/", {"codes": "000000000017", "submission": "b"})
    assert (nothing.status_code, strange.status_code) == (422, 409)
    assert "请勾选或扫描要移交的材料" in words_of(nothing)
    assert "000000000017" in words_of(strange)
    assert not Sheet.objects.exists()


@pytest.mark.seeds("W53")
def test_what_is_late_is_marked_as_late(
    wang: Client, cast: Cast, restaurant: PartyFacts, clock: Callable[[datetime], None]
) -> None:
    received(cast, restaurant)
    clock(at(2, 15, 20))
    words = words_of(wang.get("/desk/handover/"))
    assert "逾时 3月2日（星期一）15:00前移交， 已过20分钟" in words


def test_a_sheet_waits_for_its_signature_and_is_then_among_the_signed(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    wang.post("/desk/handover/", {"paper": barcodes(received(cast, restaurant)), "submission": "a"})
    no = Sheet.objects.get().no
    assert f"等部门签收 {no}" in words_of(wang.get("/desk/handover/"))
    sign_sheet(no, by=cast.zhao, at=at(2, 14, 30))
    assert f"已签收 {no}" in words_of(wang.get("/desk/handover/"))
    assert "赵明" in words_of(wang.get(f"/desk/handover/{no}/"))
    assert wang.post(f"/desk/handover/{no}/cancellation/", {"submission": "b"}).status_code == 409


def test_a_paper_found_short_is_shown_until_it_is_handed_over_again(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    first, *_ = codes = barcodes(received(cast, restaurant))
    wang.post("/desk/handover/", {"paper": codes, "submission": "a"})
    sign_sheet(Sheet.objects.get().no, missing=[first], by=cast.zhao, at=at(2, 14, 30))
    assert f"交接时短缺 食品经营许可申请书 {first}" in words_of(wang.get("/desk/handover/"))
    assert wang.post("/desk/handover/", {"codes": first, "submission": "b"}).status_code == 302
    assert "交接时短缺" not in words_of(wang.get("/desk/handover/"))


def test_a_cancelled_sheet_brings_its_papers_back(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    codes = barcodes(received(cast, restaurant))
    wang.post("/desk/handover/", {"paper": codes, "submission": "a"})
    no = Sheet.objects.get().no
    assert (
        wang.post(f"/desk/handover/{no}/cancellation/", {"submission": "b"})["Location"] == "/desk/handover/"
    )
    assert set(Paper.objects.filter(barcode__in=codes).values_list("stage", flat=True)) == {"window"}


def test_making_the_sheet_twice_makes_one(wang: Client, cast: Cast, restaurant: PartyFacts) -> None:
    post = {"paper": barcodes(received(cast, restaurant)), "submission": "a"}
    first, second = wang.post("/desk/handover/", post), wang.post("/desk/handover/", post)
    assert first["Location"] == second["Location"]
    assert Document.objects.filter(kind="material_sheet").count() == 1


def test_another_hall_has_neither_papers_nor_sheets_of_this_one(
    wang: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    codes = barcodes(received(cast, restaurant))
    chen = signed_in(Client(), "chen")
    assert "没有待移交的材料" in words_of(chen.get("/desk/handover/"))
    assert chen.post("/desk/handover/", {"paper": codes, "submission": "a"}).status_code == 409
    wang.post("/desk/handover/", {"paper": codes, "submission": "b"})
    no = Sheet.objects.get().no
    assert chen.get(f"/desk/handover/{no}/").status_code == 404
    assert chen.post(f"/desk/handover/{no}/cancellation/").status_code == 404


def test_the_page_is_a_few_statements_however_many_papers_lie_there(
    wang: Client, cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    counts = []
    for number in (1, 2, 3):
        party = replace(restaurant, name=f"第{number}家", number=make_uscc("990102", 20 + number))
        received(cast, party)
        wang.get("/desk/handover/")
        with statements() as counted:
            wang.get("/desk/handover/")
        counts.append(counted.count)
    assert len(set(counts)) == 1
    assert counts[0] <= 12
