"""制作, 移交 and 更正 of results on the desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Case
from onewindow.documents.models import Document
from onewindow.issuance.commands.make import make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import decided, sent
from tests.web.conftest import signed_in
from tests.web.review.reading import plain, text, value

PLACE = "field.licence.经营场所"


def rejected(cast: Cast, party: PartyFacts, words: str = "经营场所：门牌号应为12号") -> Result:
    no, sheet = sent(cast, party)
    result = Result.objects.get(case__no=no)
    receive_results(sheet, {result.id: [words]}, by=cast.qian, at=at(5, 16))
    return Result.objects.select_related("case").get(pk=result.id)


@pytest.mark.seeds("W60")
def test_the_fields_of_a_result_are_filled_in_from_the_application_and_may_be_changed(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = decided(cast, restaurant)
    zhao = signed_in(client, "zhao")
    page = zhao.get(f"/review/cases/{no}/results/").content.decode()
    fields = {name: value(page, name) for name in re.findall(r'name="(field\.[^"]+)"', page)}
    assert (fields["field.licence.经营者名称"], fields[PLACE]) == (restaurant.name, "江州市临江区渡口街12号")
    assert len(fields) == 7
    made = zhao.post(f"/review/cases/{no}/results/", fields | {PLACE: "江州市临江区渡口街12号一层"})
    assert made["Location"] == f"/review/cases/{no}/?done=made"
    result = Result.objects.select_related("case__application__party__key").get(case__no=no)
    assert result.fields()["经营场所"] == "江州市临江区渡口街12号一层"
    assert "本办件的结果已经制作。" in text(zhao, f"/review/cases/{no}/results/")


def test_an_emptied_field_is_named_and_the_others_stay_as_typed(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = decided(cast, restaurant)
    typed = {PLACE: " ", "field.licence.经营项目": "热食类食品制售"}
    response = signed_in(client, "zhao").post(f"/review/cases/{no}/results/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert f'href="#id_{PLACE}"' in page
    assert f'id="id_{PLACE}"' in page
    assert value(page, "field.licence.经营项目") == "热食类食品制售"
    assert not Result.objects.filter(case__no=no).exists()


def test_a_denial_is_a_result_too(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = decided(cast, restaurant, verdict="deny")
    zhao = signed_in(client, "zhao")
    assert "不予决定书就是要移交的结果，没有需要填写的内容。" in text(zhao, f"/review/cases/{no}/results/")
    assert zhao.post(f"/review/cases/{no}/results/")["Location"] == f"/review/cases/{no}/?done=made"
    refusal = Document.objects.get(case_no=no, kind="denial_decision")
    assert Result.objects.get(case__no=no).document_id == refusal.id


@pytest.mark.seeds("W60")
def test_made_results_go_to_the_counter_on_a_sheet_with_what_is_to_be_collected(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = decided(cast, restaurant)
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    result = Result.objects.get(case__no=no)
    Result.objects.filter(pk=result.id).update(collect=[{"name": "旧证", "requirement": "收回原件"}])
    zhao = signed_in(client, "zhao")
    words = text(zhao, "/review/results/")
    assert "临江区政务服务中心综合出件窗口" in words
    assert "《旧证》收回原件" in words
    response = zhao.post("/review/results/sending/", {"results": [str(result.id)]})
    result.refresh_from_db()
    assert result.stage == "sheet"
    assert result.sheet is not None
    assert response["Location"] == f"/review/results/?done=sent#{result.sheet.no}"
    assert f"{result.sheet.no} 临江区政务服务中心 赵明" in text(zhao, "/review/results/?done=sent")


@pytest.mark.parametrize("chosen", [[], ["no-id"], ["00000000-0000-0000-0000-000000000007"]])
def test_a_sheet_without_results_is_none(
    cast: Cast, restaurant: PartyFacts, client: Client, chosen: list[str]
) -> None:
    make_result(decided(cast, restaurant), {}, by=cast.zhao, at=at(5, 11))
    response = signed_in(client, "zhao").post("/review/results/sending/", {"results": chosen})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_results"' in page
    assert 'id="id_results"' in page
    assert not re.search(r'name="results"[^>]* checked', page)


def test_the_head_sees_the_results_and_whose_step_they_are(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = decided(cast, restaurant)
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    zhou = signed_in(client, "zhou")
    words = text(zhou, "/review/results/")
    assert no in words
    assert "“列入办理结果交接表”由部门审查人员、部门审批人员办理，不是您当前岗位的步骤。" in words
    ids = [str(row.id) for row in Result.objects.filter(case__no=no)]
    assert zhou.post("/review/results/sending/", {"results": ids}).status_code == 403


@pytest.mark.seeds("W62", "W63")
def test_what_the_counter_found_wrong_is_shown_corrected_and_goes_back_under_its_number(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    result = rejected(cast, restaurant)
    clock(at(5, 16, 30))
    zhao = signed_in(client, "zhao")
    words = text(zhao, "/review/results/")
    assert "不予接收，待更正 1件" in words
    assert "经营场所：门牌号应为12号" in words
    assert "还剩1个工作日 ， 最晚 3月6日（星期五）" in words
    url = f"/review/results/{result.id}/correction/"
    page = zhao.get(url).content.decode()
    assert plain(page).count("窗口指出有误") == 1
    assert re.search(r'name="field\.经营场所"[^>]*data-first', page)
    response = zhao.post(url, {"field.经营场所": "江州市临江区渡口街12号"})
    assert response["Location"] == "/review/results/?done=corrected"
    again = Result.objects.select_related("document").get(pk=result.id)
    assert (again.stage, again.no) == ("made", result.no)
    assert again.document.no.startswith(f"{result.no}(更正")
    assert send_results([result.id], by=cast.zhao, at=at(5, 16, 40))["sheet"]


def test_an_emptied_field_is_refused_in_a_correction_too(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    result = rejected(cast, restaurant)
    clock(at(5, 16, 30))
    url = f"/review/results/{result.id}/correction/"
    response = signed_in(client, "zhao").post(url, {"field.经营场所": "", "field.经营项目": "冷食类"})
    page = response.content.decode()
    assert response.status_code == 422
    assert 'href="#id_field.经营场所"' in page
    assert value(page, "field.经营项目") == "冷食类"
    assert Result.objects.get(pk=result.id).stage == "correcting"


def test_a_denial_that_the_counter_refused_is_drawn_up_anew(
    cast: Cast, restaurant: PartyFacts, client: Client, clock: Callable[[datetime], None]
) -> None:
    no = decided(cast, restaurant, verdict="deny")
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    result = Result.objects.get(case__no=no)
    sheet = send_results([result.id], by=cast.zhao, at=at(5, 15))["sheet"]
    receive_results(sheet, {result.id: ["申请人：名称少一个字"]}, by=cast.qian, at=at(5, 16))
    clock(at(5, 16, 30))
    zhao = signed_in(client, "zhao")
    assert zhao.post(f"/review/results/{result.id}/correction/", {}).status_code == 302
    again = Result.objects.select_related("document").get(pk=result.id)
    assert (again.document.kind, again.stage) == ("denial_decision", "made")
    assert again.document_id != result.document_id


def test_the_list_of_results_costs_the_same_for_2_as_for_40(
    cast: Cast, restaurant: PartyFacts, client: Client, statements: Any
) -> None:
    zhao = signed_in(client, "zhao")
    for _ in range(2):
        make_result(decided(cast, restaurant), {}, by=cast.zhao, at=at(5, 11))
    zhao.get("/review/results/")
    with statements() as few:
        zhao.get("/review/results/")
    model = Result.objects.first()
    assert model is not None
    _copies(model, 38)
    with statements() as many:
        zhao.get("/review/results/")
    assert few.count == many.count
    assert few.count <= 12


def _copies(model: Result, count: int) -> None:
    plain_columns = {field.attname: getattr(model, field.attname) for field in Result._meta.concrete_fields}
    case = Case.objects.get(pk=model.case_id)
    Result.objects.bulk_create(
        Result(
            **(
                plain_columns
                | {"id": f"00000000-0000-7000-8000-{n:012}", "no": f"{model.no}-{n}", "case_id": case.id}
            )
        )
        for n in range(1, count + 1)
    )
