"""回执归档 on the desk: what came back is filed, what is missing is named."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Case, Paper
from onewindow.core.ids import uuid7
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet
from onewindow.issuance.commands.deliver import hand_out, return_receipt
from onewindow.issuance.models import Delivery
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import shelved
from tests.web.conftest import signed_in
from tests.web.review.many import copies
from tests.web.review.reading import plain, text


def delivered(cast: Cast, party: PartyFacts) -> str:
    no = shelved(cast, party)
    collect = [e["name"] for r in Case.objects.get(no=no).results.all() for e in r.collect]
    hand_out(
        no, receiver="李秀英", relationship="法定代表人", identity_seen=True, collected=collect, by=cast.qian,
        at=at(6, 10),
    )  # fmt: skip
    return no


def came_back(cast: Cast, party: PartyFacts) -> str:
    no = delivered(cast, party)
    return_receipt(no, by=cast.qian, at=at(6, 15))
    return no


def bring_papers(cast: Cast, no: str) -> None:
    barcodes = list(Paper.objects.filter(case__no=no, stage="window").values_list("barcode", flat=True))
    sheet = open_sheet(barcodes, by=cast.wang, at=at(6, 15, 30))["sheet"]
    sign_sheet(sheet, by=cast.zhao, at=at(6, 16))


@pytest.mark.seeds("W68")
def test_a_case_whose_receipt_and_papers_are_there_is_filed(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    no = came_back(cast, restaurant)
    bring_papers(cast, no)
    clock(at(9, 10))
    zhao = signed_in(client, "zhao")
    assert f"{no} {restaurant.name}" in text(zhao, "/review/archive/")
    response = zhao.post(f"/review/archive/{no}/")
    assert response["Location"] == "/review/archive/?done=archived"
    assert Delivery.objects.get(case__no=no).stage == "archived"
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"archive"}
    assert no not in text(zhao, "/review/archive/?done=archived")


@pytest.mark.seeds("W68")
def test_what_is_missing_is_named_and_there_is_no_button(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    no = came_back(cast, restaurant)
    clock(at(9, 10))
    zhao = signed_in(client, "zhao")
    page = zhao.get("/review/archive/").content.decode()
    paper = Paper.objects.filter(case__no=no).order_by("barcode")[0]
    assert f"材料未齐集 《{paper.name}》{paper.barcode} 在受理窗口" in plain(page)
    assert f'action="/review/archive/{no}/"' not in page
    response = zhao.post(f"/review/archive/{no}/")
    assert response.status_code == 409
    assert "材料尚未齐集" in plain(response.content.decode())


@pytest.mark.seeds("W68")
def test_a_receipt_that_is_still_at_the_counter_is_shown_with_its_clock(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    no = delivered(cast, restaurant)
    clock(at(10, 10))
    words = text(signed_in(client, "zhao"), "/review/archive/")
    assert "已送达，等待回执" in words
    assert f"已超1个工作日 ， 应于 3月9日（星期一） {no}" in words


def test_filing_is_the_reviewers(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = came_back(cast, restaurant)
    bring_papers(cast, no)
    sun = signed_in(client, "sun")
    page = sun.get("/review/archive/").content.decode()
    assert "“归档”由部门审查人员办理，不是您当前岗位的步骤。" in plain(page)
    assert f'action="/review/archive/{no}/"' not in page
    assert sun.post(f"/review/archive/{no}/").status_code == 403


def test_the_page_costs_the_same_for_2_as_for_40_and_turns(
    cast: Cast, restaurant: PartyFacts, client: Client, statements: Any
) -> None:
    no = came_back(cast, restaurant)
    zhao = signed_in(client, "zhao")
    zhao.get("/review/archive/")
    with statements() as few:
        zhao.get("/review/archive/")
    _deliveries(no, 39)
    with statements() as many:
        first = zhao.get("/review/archive/")
    assert few.count == many.count
    assert few.count <= 12
    assert 'rel="next"' in first.content.decode()


def _deliveries(no: str, count: int) -> None:
    model = Delivery.objects.get(case__no=no)
    columns = {field.attname: getattr(model, field.attname) for field in Delivery._meta.concrete_fields}
    returned = model.returned_at or model.ready_at
    Delivery.objects.bulk_create(
        Delivery(**(columns | {
            "id": uuid7(model.ready_at), "case_id": case.id, "returned_at": returned + timedelta(minutes=n),
        }))
        for n, case in enumerate(copies(no, count), 1)
    )  # fmt: skip
