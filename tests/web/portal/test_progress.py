"""What the page of a case answers without another click, at every turn of its life."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.test import Client

from onewindow.cases.commands.decide import propose
from onewindow.cases.commands.receive import receive
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.cases.models import Request
from onewindow.issuance.commands.deliver import hand_out
from onewindow.issuance.commands.instant import complete_instant
from onewindow.people.register import PartyFacts
from tests.stories import steps
from tests.stories.conftest import MONDAY, Cast, at, intake_of, with_line
from tests.web.portal.conftest import progress

pytestmark = pytest.mark.django_db


def has(page: str, *words: str) -> None:
    missing = [word for word in words if word not in page]
    assert not missing


@pytest.mark.seeds("N85")
def test_after_acceptance_all_six_answers_stand_on_the_page(
    client: Client, cast: Cast, restaurant: PartyFacts, clock: Any
) -> None:
    """ux.md A7: state, done on, next step, who with phone, days left, what I must do."""
    no = steps.accepted(cast, restaurant)
    clock(at(4, 10))
    has(
        progress(client, no),
        "已经受理，部门正在审查", "3月3日（星期二）", "审查后由另一名工作人员作出决定", "经办人：赵明", "0990-1234510",
        "还剩4个工作日", "最晚 3月10日（星期二）", "为什么是这一天", "受理，当日不计入", "不用做什么",
    )  # fmt: skip


def test_a_fresh_case_waits_for_the_agencys_answer(client: Client, received_case: str) -> None:
    has(
        progress(client, received_case),
        "窗口已经收件，部门正在看材料",
        "部门正在安排",
        "还剩2个工作日",
        "收件通知书（PDF）",
    )


def test_the_name_is_masked(client: Client, received_case: str, restaurant: PartyFacts) -> None:
    page = progress(client, received_case)
    assert restaurant.name not in page
    assert "江州***有限公司" in page
    assert "李秀英" not in page


def test_a_served_notice_lists_every_defect_with_what_to_bring_and_until_when(
    client: Client, cast: Cast, restaurant: PartyFacts, clock: Any
) -> None:
    no = steps.served(cast, restaurant)
    clock(at(4, 10))
    has(
        progress(client, no),
        "材料需要补正，正在等您补齐", "请补正 1 份材料，最晚3月17日（星期二）", "问题：平面图未标注操作间位置", "要求：请补充标注后的平面图",
        "《食品经营许可和备案管理办法》", "逾期没有补正的，视为您撤回申请", "0990-1235500",
    )  # fmt: skip


def test_an_opinion_before_the_decision_is_not_told(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = steps.accepted(cast, restaurant)
    propose(
        no, verdict="deny", opinion="经营场所与所申报的地址不符,建议不予许可。", by=cast.zhao, at=at(4, 10)
    )
    page = progress(client, no)
    has(page, "已经审查，正在作出决定")
    assert "建议不予" not in page
    assert "不予决定" not in page
    assert "提出审查意见" not in page


def test_a_running_special_procedure_stops_the_clock_and_is_the_present_step(
    client: Client, cast: Cast, restaurant: PartyFacts, clock: Any
) -> None:
    no = steps.accepted(cast, restaurant)
    visit = Arrangement(
        "site_visit",
        3,
        "需要核实操作间布局",
        starts_on=date(2026, 3, 5),
        people=("赵明", "何平"),
        place="渡口街12号",
    )
    start_special(no, visit, by=cast.zhao, at=at(4, 9))
    clock(at(5, 10))
    page = progress(client, no)
    has(
        page,
        "已经受理，正在进行经营场所现场核查",
        "请配合经营场所现场核查",
        "3月5日（星期四）起进行，地点：渡口街12号",
        "已暂停",
        "▶ 当前环节",
    )
    assert "site_visit" not in page
    has(page, "因现场核查中止计时")
    end_special(
        no, Request.objects.get(what="special_procedure").id, outcome="符合要求", by=cast.zhao, at=at(6, 9)
    )
    clock(at(6, 10))
    page = client.get("/track/progress/").content.decode()
    assert "经营场所现场核查结束，继续计时" not in page, "half an hour is over"
    has(progress(client, no), "经营场所现场核查结束，继续计时", "部门正在审查")


def test_a_result_on_the_shelf_says_where_to_collect_it_and_what_to_bring(
    client: Client, cast: Cast, restaurant: PartyFacts, clock: Any
) -> None:
    no = steps.shelved(cast, restaurant)
    clock(at(6, 10))
    has(
        progress(client, no),
        "已经办好，请您来领取", "请到临江区政务服务中心领取《食品经营许可证》", "您的身份证", "江州市临江区望江路16号", "公交6路",
    )  # fmt: skip


def test_after_delivery_the_licence_and_the_receipt_can_be_downloaded(
    client: Client, cast: Cast, restaurant: PartyFacts, clock: Any
) -> None:
    no = steps.shelved(cast, restaurant)
    hand_out(no, receiver="李秀英", relationship="法定代表人", identity_seen=True, by=cast.qian, at=at(9, 10))
    clock(at(9, 11))
    page = progress(client, no)
    has(page, "已经办好，结果已经送达", "没有正在计时的时限", "送达回执（PDF）", "准予决定书（PDF）", "签收")
    assert "李秀英" not in page


@pytest.mark.parametrize("stage", ["received", "accepted", "decided", "shelved"])
def test_the_chart_marks_exactly_one_present_step(
    client: Client, cast: Cast, restaurant: PartyFacts, stage: str
) -> None:
    bring: dict[str, Callable[[Cast, PartyFacts], str]] = {
        "received": steps.received,
        "accepted": steps.accepted,
        "decided": steps.decided,
        "shelved": steps.shelved,
    }
    page = progress(client, bring[stage](cast, restaurant))
    assert page.split('class="flow flow--wide"')[0].count("▶ 当前环节") == 1
    assert page.count("▶ 当前环节") == 2, "one layout for a phone and one for a wide page"


def test_a_case_that_ended_without_a_decision_says_how_and_has_no_next_step(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    no = steps.received(cast, restaurant)
    refuse_acceptance(
        no,
        ground="not_competent",
        reasons=["该招牌设置不属于本机关职权范围"],
        competent_body="临江区城市管理局",
        by=cast.zhao,
        at=at(3, 10),
    )
    page = progress(client, no)
    has(page, "办理已经结束：不予受理", "部门决定不予受理", "没有下一步")
    assert "▶ 当前环节" not in page


def test_a_promised_material_is_asked_for_with_its_day(
    client: Client, cast: Cast, restaurant: PartyFacts
) -> None:
    intake = with_line(
        intake_of("shipin-jingying", restaurant), "layout", state="deferred", originals=0, copies=0
    )
    no = receive(replace(intake, commitment_signed=True), by=cast.wang, at=MONDAY)["case"]
    has(
        progress(client, no),
        "请补交《经营场所布局和操作流程图》，最晚3月5日（星期四）", "逾期没有补齐的，撤销受理", "容缺受理承诺书（PDF）",
    )  # fmt: skip


def test_an_instant_matter_is_done_at_once(client: Client, cast: Cast, li: PartyFacts) -> None:
    no = complete_instant(intake_of("linghuo-jiuye", li), by=cast.wang, at=MONDAY)["case"]
    page = progress(client, no)
    has(page, "李**", "已经办好，请您来领取")
    assert "李秀英" not in page
