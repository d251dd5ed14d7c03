"""材料签收 on the desk: every paper counted, the missing declared, the late marked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Paper
from onewindow.handover.commands.material_sheet import cancel_sheet, open_sheet, sign_sheet
from onewindow.handover.models import Sheet
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import clock as clock_of
from tests.stories.steps import received
from tests.web.conftest import signed_in
from tests.web.review.reading import checked, plain, text

Move = Callable[[datetime], None]
AFTERNOON = at(2, 14)


def handed(cast: Cast, party: PartyFacts, when: datetime = AFTERNOON) -> tuple[str, list[str]]:
    """A sheet on its way to the agency, and the barcodes on it."""
    no = received(cast, party)
    barcodes = list(Paper.objects.filter(case__no=no).order_by("barcode").values_list("barcode", flat=True))
    return open_sheet(barcodes, by=cast.wang, at=when)["sheet"], barcodes


def all_got(barcodes: list[str]) -> dict[str, str]:
    return {f"paper-{barcode}": "got" for barcode in barcodes}


@pytest.mark.seeds("W52")
def test_the_papers_are_counted_and_signed_for(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Move
) -> None:
    sheet, barcodes = handed(cast, restaurant)
    clock(at(2, 14, 30))
    zhao = signed_in(client, "zhao")
    words = text(zhao, "/review/sheets/")
    assert f"{sheet} 临江区政务服务中心" in words
    assert "3月2日（星期一）15:00 还有30分钟" in words
    page = zhao.get(f"/review/sheets/{sheet}/").content.decode()
    assert all(f'data-barcode="{barcode}"' in page for barcode in barcodes)
    response = zhao.post(f"/review/sheets/{sheet}/", all_got(barcodes))
    assert response["Location"] == "/review/sheets/?done=signed"
    assert set(Paper.objects.filter(barcode__in=barcodes).values_list("stage", flat=True)) == {"agency"}
    assert f"{sheet} 临江区政务服务中心 赵明 3月2日（星期一）14:30 {len(barcodes)}" in text(
        zhao, "/review/sheets/"
    )


@pytest.mark.seeds("W52")
def test_nobody_signs_for_what_was_not_counted(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Move
) -> None:
    sheet, (first, second, *others) = handed(cast, restaurant)
    clock(at(2, 14, 30))
    typed = {f"paper-{first}": "missing", **all_got(others)}
    response = signed_in(client, "zhao").post(f"/review/sheets/{sheet}/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert re.findall(r'href="#id_paper-(\d+)"', page) == [second]
    assert f'id="id_paper-{second}"' in page
    assert (checked(page, f"paper-{first}"), checked(page, f"paper-{others[0]}")) == (["missing"], ["got"])
    assert Sheet.objects.get(no=sheet).stage == "handed"


@pytest.mark.seeds("W52")
def test_a_missing_paper_is_declared_and_the_rest_signed_for(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Move
) -> None:
    sheet, (first, *others) = handed(cast, restaurant)
    clock(at(2, 14, 30))
    zhao = signed_in(client, "zhao")
    response = zhao.post(f"/review/sheets/{sheet}/", {f"paper-{first}": "missing", **all_got(others)})
    assert response["Location"] == "/review/sheets/?done=short"
    assert Paper.objects.get(barcode=first).stage == "missing"
    assert "短缺的材料已登记" in text(zhao, response["Location"])
    assert "交接时短缺" in text(zhao, f"/review/sheets/{sheet}/")


@pytest.mark.seeds("W53")
def test_what_came_late_is_marked(cast: Cast, restaurant: PartyFacts, client: Client, clock: Move) -> None:
    sheet, _ = handed(cast, restaurant, when=at(2, 15, 30))
    clock(at(2, 16))
    zhao = signed_in(client, "zhao")
    assert "3月2日（星期一）15:00 已过时限" in text(zhao, "/review/sheets/")
    assert "逾时移交" in text(zhao, f"/review/sheets/{sheet}/")


def test_a_scanned_sheet_is_opened(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    sheet, _ = handed(cast, restaurant)
    zhao = signed_in(client, "zhao")
    assert zhao.get(f"/review/sheets/find/?no={sheet}")["Location"] == f"/review/sheets/{sheet}/"
    assert zhao.get("/review/sheets/find/?no=CL0").status_code == 404


@pytest.mark.parametrize("username", ["sun", "zhou"])
def test_the_signature_is_the_reviewers(
    cast: Cast, restaurant: PartyFacts, client: Client, username: str
) -> None:
    sheet, barcodes = handed(cast, restaurant)
    somebody = signed_in(client, username)
    assert "“接收人签收”由部门审查人员、综合出件窗口人员办理" in text(somebody, f"/review/sheets/{sheet}/")
    assert somebody.post(f"/review/sheets/{sheet}/", all_got(barcodes)).status_code == 403


def test_a_sheet_that_the_window_took_back_is_not_signed(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    sheet, barcodes = handed(cast, restaurant)
    cancel_sheet(sheet, by=cast.wang, at=at(2, 14, 5))
    zhao = signed_in(client, "zhao")
    response = zhao.post(f"/review/sheets/{sheet}/", all_got(barcodes))
    assert response.status_code == 409
    assert "交接表目前为“已作废”" in plain(response.content.decode())
    assert sheet not in text(zhao, "/review/sheets/")


def test_the_list_of_sheets_costs_the_same_for_1_as_for_40(
    cast: Cast, restaurant: PartyFacts, client: Client, statements: Any
) -> None:
    sheet, _ = handed(cast, restaurant)
    zhao = signed_in(client, "zhao")
    zhao.get("/review/sheets/")
    with statements() as few:
        zhao.get("/review/sheets/")
    model = Sheet.objects.get(no=sheet)
    columns = {field.attname: getattr(model, field.attname) for field in Sheet._meta.concrete_fields}
    Sheet.objects.bulk_create(
        Sheet(**(columns | {"id": f"00000000-0000-7000-8000-{n:012}", "no": f"{sheet}{n}"}))
        for n in range(39)
    )
    with statements() as many:
        zhao.get("/review/sheets/")
    assert few.count == many.count
    assert few.count <= 12


@pytest.mark.seeds("W52", "W53")
def test_the_handover_of_a_case_is_late_as_long_as_one_of_its_papers_is_missing(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    first, *others = Paper.objects.filter(case__no=no).order_by("barcode").values_list("barcode", flat=True)
    lost = open_sheet([first], by=cast.wang, at=AFTERNOON)["sheet"]
    sign_sheet(lost, missing=[first], by=cast.zhao, at=at(2, 14, 20))
    rest = open_sheet(others, by=cast.wang, at=at(2, 14, 30))["sheet"]
    sign_sheet(rest, by=cast.zhao, at=at(2, 14, 40))
    assert clock_of(no, "handover").state == "running"
    found = open_sheet([first], by=cast.wang, at=at(2, 14, 50))["sheet"]
    sign_sheet(found, by=cast.zhao, at=at(2, 14, 55))
    assert clock_of(no, "handover").state == "met"
