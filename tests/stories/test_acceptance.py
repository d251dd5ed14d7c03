"""受理: within two working days accepted, refused with reasons, or returned with one complete notice."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.lapse import lapse_answer
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.supplement import Defect, issue_supplement
from onewindow.cases.commands.supply import supply
from onewindow.cases.intake import Line
from onewindow.cases.models import Case, Request
from onewindow.clocks.models import Clock
from onewindow.documents.models import Document
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, at
from tests.stories.steps import clock, flawed, noticed, received, refused, served


@pytest.mark.seeds("W50")
def test_the_agency_has_two_working_days_to_accept(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    assert clock(no, "intake_answer").due_at == at(4, 17)


def test_an_intake_on_friday_is_answered_by_tuesday(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant, when=at(6, 16))
    assert clock(no, "intake_answer").due_at == at(10, 17)


@pytest.mark.seeds("W50")
def test_acceptance_starts_the_statutory_and_the_promised_clock(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    no = received(cast, restaurant)
    with statements() as counted:
        accept(no, by=cast.zhao, at=at(3, 10))
    assert counted.count <= 10
    assert clock(no, "intake_answer").state == "met"
    assert clock(no, "statutory_answer").state == "met"
    assert (clock(no, "statutory").due_at, clock(no, "promised").due_at) == (at(17, 17), at(10, 17))
    notice = Document.objects.get(case_no=no, kind="acceptance_notice")
    assert notice.stage == "to_serve"


def test_no_statutory_clock_runs_before_acceptance(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    names = set(Clock.objects.filter(case_no=no).values_list("name", flat=True))
    assert names == {"intake_answer", "statutory_answer", "handover"}


@pytest.mark.parametrize("who", ["chen_reviewer", "jiang"])
def test_another_agency_does_not_find_the_case(cast: Cast, restaurant: PartyFacts, who: str) -> None:
    no = received(cast, restaurant)
    refusal = refused(lambda: accept(no, by=getattr(cast, who), at=at(3, 10)))
    missing = refused(lambda: accept("99010220260302999990", by=cast.zhao, at=at(3, 10)))
    assert (refusal.code, refusal.status, refusal.message) == (missing.code, missing.status, missing.message)


@pytest.mark.parametrize("who", ["wang", "he"])
def test_no_window_can_accept_or_decide_a_promised_matter(
    cast: Cast, restaurant: PartyFacts, who: str
) -> None:
    no, clerk = received(cast, restaurant), getattr(cast, who)
    assert refused(lambda: accept(no, by=clerk, at=at(3, 10))).code == "not-your-step"
    accept(no, by=cast.zhao, at=at(3, 11))
    opinion = "材料齐全，符合许可条件。"
    assert (
        refused(lambda: propose(no, verdict="grant", opinion=opinion, by=clerk, at=at(4, 10))).status == 403
    )
    propose(no, verdict="grant", opinion=opinion, by=cast.zhao, at=at(4, 10))
    assert refused(lambda: decide(no, verdict="grant", reasons=opinion, by=clerk, at=at(4, 11))).status == 403


def test_after_five_days_of_silence_the_agency_can_only_accept_and_from_the_day_of_receipt(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = received(cast, restaurant)
    defects, fine = flawed(no)
    late = at(10, 9)
    ask = refused(lambda: issue_supplement(no, defects=defects, fine=fine, by=cast.zhao, at=late))
    reasons = ["经营场所不符合食品经营的法定条件。"]
    deny = refused(
        lambda: refuse_acceptance(no, ground="not_admissible", reasons=reasons, by=cast.zhao, at=late)
    )
    assert (ask.code, deny.code) == ("accepted-by-law", "accepted-by-law")
    accept(no, by=cast.zhao, at=late)
    case = Case.objects.get(no=no)
    assert (case.deemed, case.accepted_at, case.handler) == (True, MONDAY, cast.zhao.staff_id)
    assert clock(no, "statutory").due_at == at(16, 17)


def test_a_notice_that_was_never_served_leaves_the_inbox_when_the_law_accepts(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, notice = noticed(cast, restaurant)
    lapse_answer(Case.objects.get(no=no).id, at=at(10, 9))
    assert Case.objects.get(no=no).deemed
    assert Document.objects.get(pk=notice.pk).stage == "kept"
    assert [paper.kind for paper in Document.objects.to_serve("lj-hall")] == ["acceptance_notice"]


def test_what_is_brought_after_five_days_without_service_does_not_hide_that_the_law_accepted(
    cast: Cast, restaurant: PartyFacts
) -> None:
    """At the fifth day's end it still counts; a minute later, before the platform came to see it, no more."""
    (no, _), (other, _) = noticed(cast, restaurant), noticed(cast, restaurant)
    (wanted,) = (defect["id"] for defect in Request.objects.get(case__no=no).data["defects"])
    lines = [Line(wanted, "original_seen", originals=1, copies=1, pages=2)]
    late = refused(lambda: supply(no, lines=lines, by=cast.wang, at=at(9, 17, 1)))
    assert late.code == "accepted-by-law"
    lapse_answer(Case.objects.get(no=no).id, at=at(9, 17, 2))
    assert Case.objects.get(no=no).deemed
    supply(other, lines=lines, by=cast.wang, at=at(9, 17))
    assert clock(other, "statutory_answer").due_at == at(16, 17)


def test_a_case_is_accepted_once(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    accept(no, by=cast.zhao, at=at(3, 10))
    assert refused(lambda: accept(no, by=cast.zhao, at=at(3, 11))).code == "wrong-stage"


def test_a_refusal_for_want_of_power_names_the_competent_body(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    reasons = ["该经营场所位于陈桥区,不属于本局管辖。"]
    incomplete = refused(
        lambda: refuse_acceptance(no, ground="not_competent", reasons=reasons, by=cast.zhao, at=at(3, 10))
    )
    assert [finding.field for finding in incomplete.findings] == ["competent_body"]
    refuse_acceptance(
        no,
        ground="not_competent",
        reasons=reasons,
        competent_body="陈桥区市场监督管理局",
        by=cast.zhao,
        at=at(3, 10),
    )
    case = Case.objects.get(no=no)
    notice = Document.objects.select_related("subject").get(case_no=no, kind="refusal_of_acceptance")
    assert (case.stage, notice.stage, notice.data()["competent_body"]) == (
        "not_accepted",
        "to_serve",
        "陈桥区市场监督管理局",
    )
    assert case.ended_at == at(3, 10)


@pytest.mark.parametrize("reasons", [[], ["不行"], ["   "]])
def test_a_refusal_needs_reasons(cast: Cast, restaurant: PartyFacts, reasons: list[str]) -> None:
    no = received(cast, restaurant)
    refusal = refused(
        lambda: refuse_acceptance(no, ground="not_admissible", reasons=reasons, by=cast.zhao, at=at(3, 10))
    )
    assert refusal.findings[0].field == "reasons"


@pytest.mark.seeds("W51")
def test_the_notice_goes_to_the_window_and_the_window_tells_the_applicant(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, notice = noticed(cast, restaurant)
    assert list(Document.objects.to_serve("lj-hall")) == [notice]
    assert clock(no, "intake_answer").state == "met"
    assert clock(no, "statutory_answer").state == "running"
    serve_notice(str(notice.id), method="electronic", receiver="李秀英", by=cast.wang, at=at(3, 15))
    told = Document.objects.get(pk=notice.pk)
    assert (told.stage, told.service["method"], told.served_at) == ("served", "网络发送电子版", at(3, 15))
    assert clock(no, "statutory_answer").state == "met"
    assert clock(no, "supplement").due_at == at(17, 17)
    assert Case.objects.get(no=no).stage == "received"


@pytest.mark.seeds("W51")
def test_the_notice_names_every_material_with_reason_and_basis(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    defects, fine = flawed(no)
    partly = refused(lambda: issue_supplement(no, defects=defects, fine=fine[1:], by=cast.zhao, at=at(3, 10)))
    assert [finding.field for finding in partly.findings] == [f"defect.{fine[0]}"]
    issue_supplement(no, defects=defects, fine=fine, by=cast.zhao, at=at(3, 10))
    line = (
        Document.objects.select_related("subject")
        .get(case_no=no, kind="supplement_notice")
        .data()["defects"][0]
    )
    assert (line["problem"], line["requirement"]) == (defects[0].problem, defects[0].requirement)
    assert line["basis"]["law"]


@pytest.mark.seeds("W40")
def test_a_material_outside_the_list_cannot_be_demanded(cast: Cast, restaurant: PartyFacts) -> None:
    no = received(cast, restaurant)
    defects, fine = flawed(no)
    stranger = [*defects, Defect("noise-permit", "未提供环评批复", "请提供环评批复")]
    refusal = refused(lambda: issue_supplement(no, defects=stranger, fine=fine, by=cast.zhao, at=at(3, 10)))
    assert [finding.field for finding in refusal.findings] == ["defect.noise-permit"]


@pytest.mark.seeds("W51")
def test_what_was_asked_for_is_supplied_and_the_answer_is_due_anew(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = served(cast, restaurant)
    wanted = Request.objects.get(case__no=no, what="supplement").data["defects"][0]["id"]
    nothing = refused(lambda: supply(no, lines=[], by=cast.wang, at=at(6, 10)))
    assert nothing.findings[0].field == f"material.{wanted}"
    supply(
        no, lines=[Line(wanted, "original_seen", originals=1, copies=1, pages=2)], by=cast.wang, at=at(6, 10)
    )
    assert clock(no, "supplement").state == "met"
    assert clock(no, "intake_answer").due_at == at(10, 17)
    case = Case.objects.get(no=no)
    assert (case.completed_at, case.visits) == (at(6, 10), 2)
    accept(no, by=cast.zhao, at=at(9, 10))
    assert clock(no, "statutory").due_at == at(23, 17)


def test_a_second_notice_is_only_the_heads_and_needs_his_reason(cast: Cast, restaurant: PartyFacts) -> None:
    no = served(cast, restaurant)
    wanted = Request.objects.get(case__no=no, what="supplement").data["defects"][0]["id"]
    supply(no, lines=[Line(wanted, "copy", copies=1)], by=cast.wang, at=at(6, 10))
    defects, fine = flawed(no, which=1)
    reason = "补正后的平面图与租赁合同面积不一致,属补正材料带来的新问题。"
    again: dict[str, Any] = {"defects": defects, "fine": fine}
    assert (
        refused(lambda: issue_supplement(no, **again, reason=reason, by=cast.zhao, at=at(9, 10))).code
        == "second-notice"
    )
    assert refused(lambda: issue_supplement(no, **again, by=cast.zhou, at=at(9, 10))).code == "second-notice"
    issue_supplement(no, **again, reason=reason, by=cast.zhou, at=at(9, 10))
    assert Request.objects.filter(case__no=no, what="supplement").count() == 2


def test_a_case_is_not_accepted_while_its_notice_is_out(cast: Cast, restaurant: PartyFacts) -> None:
    no = served(cast, restaurant)
    assert refused(lambda: accept(no, by=cast.zhao, at=at(4, 10))).code == "supplement-open"


def test_another_halls_window_cannot_serve_the_notice(cast: Cast, restaurant: PartyFacts) -> None:
    _, notice = noticed(cast, restaurant)
    refusal = refused(
        lambda: serve_notice(str(notice.id), method="window", receiver="某人", by=cast.chen, at=at(3, 15))
    )
    assert refusal.status == 404
