"""审批(审查)与决定: special procedures stop the right clock, extension by the head, decision by a second person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.cases.commands.supply import supply_deferred
from onewindow.cases.intake import Line
from onewindow.cases.models import Case, Paper, Request
from onewindow.clocks.models import Clock
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at, intake_of, with_line
from tests.stories.steps import accepted, clock, decided, received, refused

VISIT = Arrangement(
    "site_visit", 3, "需核查操作间布局", date(2026, 3, 5), people=("赵明", "江雪"), place="经营场所"
)
CT = {"device": "ct", "project": "built"}
REVIEW = Arrangement(
    "expert_review", 10, "新增射线装置,需专家评审防护方案", date(2026, 3, 5), people=("甲", "乙", "丙")
)


def running(no: str) -> Request:
    return Request.objects.get(case__no=no, what="special_procedure", stage="running")


@pytest.mark.seeds("W13", "W55")
def test_a_site_visit_stops_the_promise_but_never_the_law(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    start_special(no, VISIT, by=cast.zhao, at=at(4, 10))
    assert (clock(no, "promised").state, clock(no, "promised").due_at) == ("paused", None)
    assert (clock(no, "statutory").state, clock(no, "statutory").due_at) == ("running", at(17, 17))
    assert Case.objects.get(no=no).paused
    end_special(no, running(no).id, outcome="布局符合要求", by=cast.zhao, at=at(6, 16))
    assert (clock(no, "promised").state, clock(no, "promised").due_at) == ("running", at(12, 17))
    assert clock(no, "special").state == "met"


@pytest.mark.seeds("W13")
def test_an_expert_review_stops_both_clocks_with_written_notice_of_its_length(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant, "fangshe-zhenliao", answers=CT)
    start_special(no, REVIEW, by=cast.jiang, at=at(4, 10))
    assert {clock(no, name).state for name in ("statutory", "promised")} == {"paused"}
    notice = Document.objects.select_related("subject").get(case_no=no, kind="special_procedure_notice")
    data = notice.data()
    assert (notice.stage, data["stops"], data["length"]["n"]) == ("to_serve", "both", 10)
    assert data["basis"]["law"] == "中华人民共和国行政许可法"
    end_special(no, running(no).id, outcome="专家组一致通过", by=cast.jiang, at=at(18, 10))
    assert clock(no, "statutory").due_at == at(15, 17, month=4)


def test_two_procedures_at_once_do_not_count_twice(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant, "fangshe-zhenliao", answers=CT)
    start_special(no, REVIEW, by=cast.jiang, at=at(4, 10))
    review = running(no).id
    visit = Arrangement("site_visit", 2, "核查机房屏蔽", date(2026, 3, 6), people=("江雪", "沈浩"))
    start_special(no, visit, by=cast.jiang, at=at(5, 10))
    site = Request.objects.exclude(pk=review).get(case__no=no, what="special_procedure").id
    end_special(no, site, outcome="现场符合", by=cast.jiang, at=at(6, 10))
    assert clock(no, "promised").state == "paused"
    end_special(no, review, outcome="评审通过", by=cast.jiang, at=at(10, 10))
    assert clock(no, "promised").state == "running"


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"length": 6}, "length"), ({"length": 0}, "length"), ({"people": ("赵明",)}, "people"),
     ({"people": ("赵明", "赵明")}, "people"), ({"reason": ""}, "reason")],
)  # fmt: skip
def test_a_procedure_keeps_to_its_cap_its_people_and_its_reason(
    cast: Cast, restaurant: PartyFacts, changes: dict[str, Any], field: str
) -> None:
    no = accepted(cast, restaurant)
    refusal = refused(lambda: start_special(no, replace(VISIT, **changes), by=cast.zhao, at=at(4, 10)))
    assert [finding.field for finding in refusal.findings] == [field]


def test_a_procedure_the_handbook_does_not_know_cannot_stop_a_clock(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    refusal = refused(lambda: start_special(no, REVIEW, by=cast.zhao, at=at(4, 10)))
    assert refusal.code == "no-such-procedure"


def test_the_same_procedure_does_not_run_twice_at_once(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    start_special(no, VISIT, by=cast.zhao, at=at(4, 10))
    assert refused(lambda: start_special(no, VISIT, by=cast.zhao, at=at(4, 11))).code == "already-running"


def test_no_decision_while_a_procedure_runs(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    start_special(no, VISIT, by=cast.zhao, at=at(4, 10))
    refusal = refused(lambda: propose(no, verdict="grant", opinion="材料齐全。", by=cast.zhao, at=at(4, 11)))
    assert refusal.code == "procedure-running"


@pytest.mark.seeds("W55")
def test_an_extension_is_approved_by_the_head_once_and_lengthens_both_limits(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = accepted(cast, restaurant)
    request_extension(no, reason="场所面积较大,需补充核对消防与排油烟资料。", by=cast.zhao, at=at(5, 10))
    asked = Request.objects.get(case__no=no, what="extension")
    wrong = refused(lambda: rule_on_extension(no, asked.id, approve=True, by=cast.sun, at=at(5, 11)))
    assert (wrong.code, wrong.status) == ("not-your-step", 403)
    rule_on_extension(no, asked.id, approve=True, by=cast.zhou, at=at(5, 11))
    assert (clock(no, "statutory").due_at, clock(no, "promised").due_at) == (at(24, 17), at(17, 17))
    notice = Document.objects.select_related("subject").get(case_no=no, kind="extension_notice").data()
    assert (notice["approver"], notice["original_due"]) == ("周正", "2026-03-17T17:00+08:00")
    again = refused(
        lambda: request_extension(no, reason="还需要更多时间核对全部资料。", by=cast.zhao, at=at(6, 10))
    )
    assert again.code == "extension-used"


def test_an_extension_comes_before_the_end_of_the_limit(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    late = refused(
        lambda: request_extension(no, reason="需要更多时间核对资料与现场。", by=cast.zhao, at=at(18, 10))
    )
    assert late.code == "too-late"


@pytest.mark.seeds("W55", "W41")
def test_the_decision_is_made_by_a_second_person_on_a_proposal(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    words = "符合许可条件,准予许可。"
    assert (
        refused(lambda: decide(no, verdict="grant", reasons=words, by=cast.sun, at=at(4, 10))).code
        == "not-proposed"
    )
    propose(no, verdict="grant", opinion=words, by=cast.zhao, at=at(4, 10))
    assert (
        refused(lambda: decide(no, verdict="grant", reasons=words, by=cast.zhao, at=at(4, 11))).code
        == "same-person"
    )
    decide(no, verdict="grant", reasons=words, by=cast.sun, at=at(4, 11))
    case = Case.objects.get(no=no)
    assert (case.stage, case.verdict, case.decided_by) == ("decided", "grant", cast.sun.staff_id)
    assert clock(no, "statutory").state == "met"
    assert clock(no, "promised").state == "running"
    assert clock(no, "delivery").due_at == at(18, 17)


def test_a_denial_gives_reasons_and_remedies(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    propose(no, verdict="deny", opinion="经营场所与申报地址不符,不符合许可条件。", by=cast.zhao, at=at(4, 10))
    short = refused(lambda: decide(no, verdict="deny", reasons="不符合", by=cast.sun, at=at(4, 11)))
    assert short.findings[0].field == "reasons"
    decide(no, verdict="deny", reasons="经营场所与申报地址不符,不符合许可条件。", by=cast.sun, at=at(4, 11))
    paper = Document.objects.select_related("subject").get(case_no=no, kind="denial_decision").data()
    assert (paper["remedies"]["review_days"], paper["remedies"]["suit_months"]) == (60, 6)
    assert paper["remedies"]["review_body"] == "江州市人民政府"


@pytest.mark.seeds("W47")
def test_nothing_is_granted_while_a_promised_material_is_missing(cast: Cast, restaurant: PartyFacts) -> None:
    full = intake_of("shipin-jingying", restaurant)
    deferrable = next(m for m in full.guide.requirements(full.answers) if m.deferrable)
    lines = with_line(full, deferrable.id, state="deferred", originals=0, copies=0).lines
    no = received(cast, restaurant, lines=lines, commitment_signed=True)
    accept(no, by=cast.zhao, at=at(3, 10))
    refusal = refused(
        lambda: propose(no, verdict="grant", opinion="其余材料齐全。", by=cast.zhao, at=at(4, 10))
    )
    assert refusal.code == "deferral-open"
    supply_deferred(no, line=Line(deferrable.id, "copy", copies=1, pages=3), by=cast.wang, at=at(4, 14))
    assert clock(no, "deferral").state == "met"
    propose(no, verdict="grant", opinion="材料已补齐。", by=cast.zhao, at=at(4, 15))


def test_a_case_is_decided_once(cast: Cast, restaurant: PartyFacts) -> None:
    no = decided(cast, restaurant)
    assert (
        refused(
            lambda: decide(no, verdict="deny", reasons="又不同意了,理由如下所述。", by=cast.sun, at=at(6, 10))
        ).code
        == "wrong-stage"
    )


def test_the_applicant_may_withdraw_before_the_decision_and_gets_the_papers_back(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = received(cast, restaurant)
    with statements() as counted:
        withdraw(no, reason="改在别处经营", by=cast.wang, at=at(2, 11))
    assert counted.count <= 10
    assert Case.objects.get(no=no).stage == "withdrawn"
    assert set(Paper.objects.filter(case__no=no).values_list("stage", flat=True)) == {"applicant"}
    assert not Clock.objects.open().filter(case_no=no).exists()
    late = decided(cast, restaurant)
    assert refused(lambda: withdraw(late, reason="不办了", by=cast.wang, at=at(6, 10))).code == "wrong-stage"
