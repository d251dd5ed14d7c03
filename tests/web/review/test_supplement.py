"""一次性告知: from ticks to words to the notice, complete or not at all."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from onewindow.cases.commands.supplement import Defect, issue_supplement
from onewindow.cases.commands.supply import supply
from onewindow.cases.intake import Line
from onewindow.cases.models import Case, Request
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, noticed, received, served
from tests.web.conftest import signed_in
from tests.web.review.reading import checked, plain, text, ticks, value

POINT = "营业执照在有效状态，未列入经营异常名录"
FAULT = {
    "state-licence": "fault", "problem-licence": "执照住所已经变更", "requirement-licence": "请提交变更后的营业执照",
}  # fmt: skip


def url(no: str) -> str:
    return f"/review/cases/{no}/supplement/"


@pytest.mark.seeds("W50")
def test_ticked_points_become_words_that_the_reviewer_edits(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    ticked = {**ticks(no), "state-licence": "fault", "fault-licence": [POINT], "note-licence": "执照已注销。"}
    page = signed_in(client, "zhao").post(url(no), {"step": "write", **ticked}).content.decode()
    assert value(page, "problem-licence") == f"经审查，不符合下列要求：{POINT}。执照已注销。"
    assert value(page, "requirement-licence") == "窗口能查到电子营业执照的，不再提交复印件。"
    assert "依据：《食品经营许可和备案管理办法》第十三条" in plain(page)
    assert (checked(page, "state-licence"), checked(page, "state-layout")) == (["fault"], ["ok"])
    assert not Request.objects.filter(case__no=no).exists()


@pytest.mark.seeds("W50")
def test_the_notice_is_read_as_the_applicant_will_read_it_before_it_is_issued(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    page = zhao.post(url(no), {"step": "preview", **ticks(no), **FAULT}).content.decode()
    words = plain(page)
    assert "《营业执照》 存在问题：执照住所已经变更 补正要求：请提交变更后的营业执照" in words
    assert "10 个工作日内补齐。如今天告知，最晚 3月16日（星期一）。逾期未补正的，视为撤回申请。" in words
    typed = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page))
    typed.pop("csrfmiddlewaretoken")
    response = zhao.post(url(no), {**typed, "step": "issue"})
    assert response["Location"] == f"/review/cases/{no}/?done=noticed"
    request = Request.objects.get(case__no=no)
    assert [(d["id"], d["problem"]) for d in request.data["defects"]] == [("licence", "执照住所已经变更")]
    assert Document.objects.get(case_no=no, kind="supplement_notice").stage == "to_serve"
    assert "已出具材料补齐补正通知书" in text(zhao, response["Location"])


@pytest.mark.parametrize("step", ["preview", "issue"])
def test_everything_that_is_missing_is_said_at_once_and_what_was_typed_stays(
    cast: Cast, restaurant: PartyFacts, client: Client, step: str
) -> None:
    no = received(cast, restaurant)
    typed = {
        "state-licence": "fault",
        "problem-licence": "短",
        "requirement-licence": "请补交新的执照",
        "state-layout": "ok",
    }
    response = signed_in(client, "zhao").post(url(no), {"step": step, **typed})
    page = response.content.decode()
    assert response.status_code == 422
    lines = [line.material for line in Case.objects.get(no=no).submissions.all()]
    links = set(re.findall(r'href="#id_defect\.(\w+)"', page))
    assert links == set(lines) - {"layout"}
    assert all(f'id="id_defect.{material}"' in page for material in links)
    assert (value(page, "problem-licence"), value(page, "requirement-licence")) == ("短", "请补交新的执照")
    assert checked(page, "state-layout") == ["ok"]
    assert not Request.objects.filter(case__no=no).exists()


def test_a_notice_without_a_fault_is_none(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = received(cast, restaurant)
    response = signed_in(client, "zhao").post(url(no), {"step": "preview", **ticks(no)})
    assert response.status_code == 422
    assert "请至少指出一份有问题的材料。" in plain(response.content.decode())


def test_sending_the_notice_twice_issues_one(cast: Cast, restaurant: PartyFacts, client: Client) -> None:
    no = received(cast, restaurant)
    zhao = signed_in(client, "zhao")
    typed = {"step": "issue", "submission": "one", **ticks(no), **FAULT}
    assert zhao.post(url(no), typed)["Location"] == zhao.post(url(no), typed)["Location"]
    assert Request.objects.filter(case__no=no).count() == 1


def test_while_a_notice_is_out_nothing_else_can_be_asked_nor_accepted(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = served(cast, restaurant)
    zhao = signed_in(client, "zhao")
    words = text(zhao, f"/review/cases/{no}/")
    assert "受理 补正通知书已出具，须待申请人补正后再受理。" in words
    assert "一次性告知补正 已有一份补正通知书尚未办结，不能再出具。" in words
    assert "申请人补正最晚 3月17日（星期二）17:00。" in words
    assert "现在不能出具" in text(zhao, url(no))
    assert zhao.post(f"/review/cases/{no}/acceptance/").status_code == 409


def test_a_notice_not_served_yet_says_that_the_window_has_to(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no, _ = noticed(cast, restaurant)
    words = text(signed_in(client, "zhao"), f"/review/cases/{no}/")
    assert "等待综合受理窗口告知申请人；告知后申请人有 10 个工作日。" in words


def test_after_acceptance_nothing_can_be_asked_for(
    cast: Cast, restaurant: PartyFacts, client: Client
) -> None:
    no = accepted(cast, restaurant)
    zhao = signed_in(client, "zhao")
    assert "受理前才可一次性告知补正" in text(zhao, url(no))
    assert zhao.post(url(no), {"step": "issue", **ticks(no), **FAULT}).status_code == 409


class TestASecondNotice:
    """材料应当一次性告知: only the head may tell again, and must say why."""

    @pytest.fixture
    def no(self, cast: Cast, restaurant: PartyFacts) -> str:
        no = received(cast, restaurant)
        lines = [
            line.material for line in Case.objects.get(no=no).submissions.all() if line.material != "licence"
        ]
        fault = Defect("licence", "执照住所已经变更", "请提交变更后的营业执照")
        issue_supplement(no, defects=[fault], fine=lines, by=cast.zhao, at=at(2, 15))
        supply(no, lines=[Line("licence", "copy", copies=1, pages=1)], by=cast.wang, at=at(2, 16))
        return no

    def test_is_not_the_reviewers(self, no: str, client: Client) -> None:
        zhao = signed_in(client, "zhao")
        why = "材料应当一次性告知。再次告知须由部门负责人出具并写明理由。"
        assert f"一次性告知补正 {why}" in text(zhao, f"/review/cases/{no}/")
        assert why in text(zhao, url(no))
        assert zhao.post(url(no), {"step": "issue", **ticks(no), **FAULT}).status_code == 403

    def test_is_the_heads_with_a_reason(self, no: str, client: Client) -> None:
        zhou = signed_in(client, "zhou")
        assert "再次告知的理由" in text(zhou, url(no))
        unfounded = zhou.post(url(no), {"step": "preview", "reason": "再补", **ticks(no), **FAULT})
        assert unfounded.status_code == 422
        assert value(unfounded.content.decode(), "reason") == "再补"
        founded = {"step": "issue", "reason": "补交的执照与租赁合同的地址不一致。", **ticks(no), **FAULT}
        assert zhou.post(url(no), founded)["Location"] == f"/review/cases/{no}/?done=noticed"
