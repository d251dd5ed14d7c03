"""受理 and 不予受理 on the desk."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.models import Case
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, received
from tests.web.conftest import signed_in
from tests.web.review.reading import checked, plain, text, ticks, value

REFUSAL = {
    "ground": "not_competent",
    "reasons": "该场所属于陈桥区管辖，不属于本机关职权范围。\n申请的经营项目由区级机关许可。",
    "competent_body": "陈桥区市场监督管理局",
}


@pytest.mark.seeds("W50")
def test_acceptance_is_one_key(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    page = zhao.get(f"/review/cases/{no}/").content.decode()
    assert re.search(r'<button[^>]*type="submit"[^>]*data-key="Ctrl\+Enter"[^>]*>受理', page)
    assert f'action="/review/cases/{no}/acceptance/"' in page
    response = zhao.post(f"/review/cases/{no}/acceptance/", {"submission": "k"})
    assert (response.status_code, response["Location"]) == (302, f"/review/cases/{no}/?done=accepted")
    words = text(zhao, response["Location"])
    assert "法定办结时限" in words
    assert "经办人 赵明" in words


def test_a_page_about_a_case_shows_what_was_handed_in_and_what_to_look_at(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    words = text(signed_in(client, "zhao"), f"/review/cases/{no}/")
    assert "申请材料（8份）" in words
    assert "已核原件（原件1份，2页）" in words
    assert "要求：标出加工、清洗、贮存、专间和卫生间的位置和面积，可以手绘但须按比例。" in words
    assert "常见错误：没有标尺寸；把装修效果图当作布局图交来" in words
    assert "经营项目 按规定填写" in words
    assert "：在受理窗口" in words


def test_somebody_elses_acceptance_is_told_and_the_ticks_stay(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    typed = {**ticks(no), "state-licence": "fault", "note-licence": "执照已注销"}
    zhao = signed_in(client, "zhao")
    zhao.post(f"/review/cases/{no}/acceptance/", {"submission": "first"})
    response = zhao.post(f"/review/cases/{no}/acceptance/", {"submission": "second", **typed})
    page = response.content.decode()
    assert response.status_code == 409
    assert "办件目前为“已受理”，不能受理。" in plain(page)
    assert (checked(page, "state-licence"), value(page, "note-licence")) == (["fault"], "执照已注销")


def test_the_same_submission_twice_accepts_once(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    answers = [
        zhao.post(f"/review/cases/{no}/acceptance/", {"submission": "k"})["Location"] for _ in range(2)
    ]
    assert len(set(answers)) == 1
    assert Document.objects.filter(case_no=no, kind="acceptance_notice").count() == 1


@pytest.mark.seeds("W50")
def test_a_refusal_names_its_ground_its_reasons_and_the_competent_body(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    assert "依法不属于本机关职权范围" in text(zhao, f"/review/cases/{no}/refusal/")
    response = zhao.post(f"/review/cases/{no}/refusal/", REFUSAL)
    assert response["Location"] == f"/review/cases/{no}/?done=refused"
    data = Document.objects.select_related("subject").get(case_no=no, kind="refusal_of_acceptance").data()
    assert (data["ground"], data["competent_body"]) == ("not_competent", "陈桥区市场监督管理局")
    assert len(data["reasons"]) == 2
    assert "不予受理" in text(zhao, response["Location"])


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"ground": ""}, {"ground"}),
        ({"competent_body": ""}, {"competent_body"}),
        ({"reasons": "太短"}, {"reasons"}),
        ({"ground": "", "reasons": ""}, {"ground", "reasons"}),
    ],
)
def test_an_incomplete_refusal_comes_back_with_all_that_was_typed(
    cast: Cast, restaurant: PartyFacts, client: Client, changes: dict[str, Any], fields: set[str]
) -> None:
    no = received(cast, restaurant)
    typed = REFUSAL | changes
    response = signed_in(client, "zhao").post(f"/review/cases/{no}/refusal/", typed)
    page = response.content.decode()
    assert response.status_code == 422
    assert set(re.findall(r'href="#id_(\w+)"', page)) == fields
    assert all(f'id="id_{field}"' in page for field in fields)
    assert value(page, "reasons") == typed["reasons"]
    assert value(page, "competent_body") == typed["competent_body"]
    assert checked(page, "ground") == [typed["ground"]] * bool(typed["ground"])
    assert Case.objects.get(no=no).stage == "received"


def test_an_accepted_case_cannot_be_refused_and_the_page_says_so(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant, when=at(2, 11))
    zhao = signed_in(client, "zhao")
    assert "办件目前为“已受理”，不能不予受理。" in text(zhao, f"/review/cases/{no}/refusal/")
    assert zhao.post(f"/review/cases/{no}/refusal/", REFUSAL).status_code == 409
