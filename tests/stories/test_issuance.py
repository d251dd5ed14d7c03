"""出件: results compared with the intake, refused when wrong, handed out or posted, the receipt returned, the file archived."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from onewindow.cases.models import Case, Paper
from onewindow.documents.models import Document
from onewindow.issuance.commands.deliver import (
    Posting,
    archive,
    confirm_post,
    hand_out,
    mail_returned,
    post,
    post_batch,
    return_receipt,
)
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Event
from onewindow.people.register import PartyFacts
from tests.stories.conftest import Cast, at
from tests.stories.steps import accepted, clock, decided, refused, sent, shelved


@pytest.mark.seeds("W60", "W61", "W65")
def test_the_case_is_done_when_the_counter_has_compared_and_signed(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, sheet = sent(cast, restaurant)
    assert clock(no, "promised").state == "running"
    listed = Document.objects.select_related("subject").get(no=sheet).data()["results"][0]
    assert (listed["check"], [c["name"] for c in listed["collect"]]) == (
        "pending", [entry["name"] for entry in Result.objects.get(case__no=no).collect],
    )  # fmt: skip
    receive_results(sheet, {}, shelf="A-01", by=cast.qian, at=at(5, 16))
    assert Case.objects.get(no=no).stage == "closed"
    assert (clock(no, "promised").state, clock(no, "promised").stopped_at) == ("met", at(5, 16))
    assert Delivery.objects.get(case__no=no).stage == "ready"


@pytest.mark.seeds("W62", "W63")
def test_a_wrong_result_is_not_received_and_the_promise_runs_on(cast: Cast, restaurant: PartyFacts) -> None:
    no, sheet = sent(cast, restaurant)
    result = Result.objects.get(case__no=no)
    label = next(iter(result.fields()))
    receive_results(sheet, {result.id: [f"{label}与申请不一致"]}, by=cast.qian, at=at(5, 16))
    result.refresh_from_db()
    assert (result.stage, Case.objects.get(no=no).stage) == ("correcting", "decided")
    assert clock(no, "promised").state == "running"
    assert clock(no, "correction").due_at == at(6, 17)
    correct_result(result.id, {label: "江州市李家小馆餐饮有限公司"}, by=cast.zhao, at=at(6, 9, 30))
    result.refresh_from_db()
    assert result.fields()[label] == "江州市李家小馆餐饮有限公司"
    again = send_results([result.id], by=cast.zhao, at=at(6, 10))["sheet"]
    receive_results(again, {}, shelf="A-02", by=cast.qian, at=at(6, 10, 30))
    assert clock(no, "correction").state == "met"
    assert Case.objects.get(no=no).stage == "closed"
    assert Result.objects.get(case__no=no).no == result.no


@pytest.mark.seeds("W64")
def test_a_late_correction_is_explained_to_the_applicant_and_the_words_are_kept(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no, sheet = sent(cast, restaurant)
    result = Result.objects.get(case__no=no)
    label = next(iter(result.fields()))
    receive_results(sheet, {result.id: [f"{label}与申请不一致"]}, by=cast.qian, at=at(5, 16))
    silent = refused(lambda: correct_result(result.id, {}, by=cast.zhao, at=at(9, 9)))
    assert (silent.code, silent.findings[0].field) == ("explanation-missing", "explanation")
    told = "已电话向申请人说明打印错误并致歉，次日可取。"
    correct_result(result.id, {}, explanation=told, by=cast.zhao, at=at(9, 9))
    event = Event.objects.get(thing_kind="case", verb="result_corrected")
    assert told in event.body


def test_no_result_without_a_decision(cast: Cast, restaurant: PartyFacts) -> None:
    no = accepted(cast, restaurant)
    assert refused(lambda: make_result(no, {}, by=cast.zhao, at=at(4, 10))).code == "wrong-stage"


def test_results_are_made_once(cast: Cast, restaurant: PartyFacts) -> None:
    no = decided(cast, restaurant)
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    assert refused(lambda: make_result(no, {}, by=cast.zhao, at=at(5, 12))).code == "already-made"


def test_a_denial_is_handed_out_like_a_grant(cast: Cast, restaurant: PartyFacts) -> None:
    no = decided(cast, restaurant, verdict="deny")
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    result = Result.objects.select_related("document").get(case__no=no)
    assert (result.document.kind, result.collect) == ("denial_decision", [])


@pytest.mark.seeds("W65", "W66")
def test_what_must_be_collected_is_collected_before_the_result_is_handed_out(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    Result.objects.filter(case__no=no).update(collect=[{"name": "原许可证", "requirement": "交回正本"}])
    empty: dict[str, Any] = {"receiver": "", "relationship": "", "identity_seen": False}
    refusal = refused(lambda: hand_out(no, **empty, by=cast.qian, at=at(6, 9)))
    assert [f.field for f in refusal.findings] == ["receiver", "identity_seen", "collect.原许可证"]
    hand_out(
        no,
        receiver="李秀英",
        relationship="法定代表人",
        identity_seen=True,
        collected=["原许可证"],
        by=cast.qian,
        at=at(6, 9),
    )
    assert Paper.objects.get(case__no=no, name="原许可证").stage == "counter"
    receipt = Document.objects.select_related("subject").get(case_no=no, kind="delivery_receipt").data()
    assert (receipt["receiver"], receipt["relationship"]) == ("李秀英", "法定代表人")
    assert clock(no, "delivery").state == "met"


@pytest.mark.seeds("W68")
def test_the_receipt_is_back_with_the_agency_within_one_working_day(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    hand_out(no, receiver="李秀英", relationship="本人", identity_seen=True, by=cast.qian, at=at(6, 9))
    assert clock(no, "receipt_return").due_at == at(9, 17)
    return_receipt(no, by=cast.qian, at=at(9, 9))
    assert clock(no, "receipt_return").state == "met"
    assert refused(lambda: archive(no, by=cast.zhao, at=at(9, 10))).code == "papers-elsewhere"


@pytest.mark.seeds("W67", "W36")
def test_only_the_issuing_window_posts(cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    assert refused(lambda: post(no, tracking_no="EMS123", by=cast.zhao, at=at(6, 9))).code == "not-your-step"
    post(no, tracking_no="EMS123", by=cast.qian, at=at(6, 9))
    confirm_post(no, receiver="李秀英", by=cast.qian, at=at(9, 9))
    receipt = Document.objects.select_related("subject").get(case_no=no, kind="delivery_receipt").data()
    assert (receipt["method"], receipt["tracking_no"]) == ("post", "EMS123")
    assert Delivery.objects.get(case__no=no).stage == "delivered"


def test_an_intake_window_does_not_hand_out_what_an_agency_decided(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    given = {"receiver": "李秀英", "relationship": "本人"}
    early = refused(lambda: hand_out(no, **given, identity_seen=True, by=cast.wang, at=at(6, 9)))
    assert (early.code, early.status) == ("not-your-step", 403)
    hand_out(no, **given, identity_seen=True, by=cast.qian, at=at(6, 9))
    assert Delivery.objects.get(case__no=no).stage == "delivered"


def test_nothing_goes_out_before_the_counter_has_it(cast: Cast, restaurant: PartyFacts) -> None:
    no, _ = sent(cast, restaurant)
    early = refused(
        lambda: hand_out(
            no, receiver="李秀英", relationship="", identity_seen=True, by=cast.qian, at=at(5, 15)
        )
    )
    assert early.code == "not-ready"


@pytest.mark.seeds("W67")
def test_mail_that_comes_back_lies_on_the_shelf_again_and_can_still_be_handed_out(
    cast: Cast, restaurant: PartyFacts
) -> None:
    no = shelved(cast, restaurant)
    post(no, tracking_no="EMS123", by=cast.qian, at=at(6, 9))
    assert refused(lambda: mail_returned(no, reason=" ", by=cast.qian, at=at(9, 9))).code == "reason-missing"
    mail_returned(no, reason="地址查无此人", by=cast.qian, at=at(9, 9))
    delivery = Delivery.objects.get(case__no=no)
    assert (delivery.stage, delivery.method, delivery.tracking_no) == ("ready", "post", "")
    assert clock(no, "delivery").state == "running"
    post(no, tracking_no="EMS124", by=cast.qian, at=at(9, 10))
    mail_returned(no, reason="收件人要求到窗口领取", by=cast.qian, at=at(10, 9))
    hand_out(
        no, receiver="李秀英", relationship="法定代表人", identity_seen=True, by=cast.qian, at=at(10, 15)
    )
    receipt = Document.objects.select_related("subject").get(case_no=no, kind="delivery_receipt").data()
    assert (receipt["method"], receipt["tracking_no"]) == ("direct", None)


def test_what_was_collected_before_posting_is_not_asked_for_again(cast: Cast, restaurant: PartyFacts) -> None:
    no = shelved(cast, restaurant)
    Result.objects.filter(case__no=no).update(collect=[{"name": "原许可证", "requirement": "交回正本"}])
    post(no, tracking_no="EMS123", collected=["原许可证"], by=cast.qian, at=at(6, 9))
    mail_returned(no, reason="地址查无此人", by=cast.qian, at=at(9, 9))
    post(no, tracking_no="EMS124", by=cast.qian, at=at(9, 10))
    assert [paper.stage for paper in Paper.objects.filter(case__no=no, name="原许可证")] == ["counter"]


def test_a_batch_for_the_post_goes_out_whole_or_not_at_all(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    first, second = shelved(cast, restaurant), shelved(cast, restaurant)
    for numbers, wrong in ((("E1", "E1"), 2), (("E1", ""), 1), (("E1", "邮件二"), 1)):
        batch = [Posting(first, numbers[0]), Posting(second, numbers[1])]
        refusal = refused(lambda: post_batch(batch, by=cast.qian, at=at(6, 9)))  # noqa: B023
        assert len(refusal.findings) == wrong
    Result.objects.filter(case__no=second).update(collect=[{"name": "原许可证", "requirement": "交回正本"}])
    good = [Posting(first, "E1"), Posting(second, "E2")]
    refusal = refused(lambda: post_batch(good, by=cast.qian, at=at(6, 9)))
    assert [finding.field for finding in refusal.findings] == [f"collect.{second}.原许可证"]
    with statements() as counted:
        post_batch([good[0], Posting(second, "E2", ["原许可证"])], by=cast.qian, at=at(6, 9))
    assert set(Delivery.objects.values_list("stage", "tracking_no")) == {("posted", "E1"), ("posted", "E2")}
    assert counted.count <= 10


def test_receipts_go_back_in_one_bundle(cast: Cast, restaurant: PartyFacts, statements: Any) -> None:
    numbers = [shelved(cast, restaurant) for _ in range(3)]
    for no in numbers:
        hand_out(no, receiver="李秀英", relationship="本人", identity_seen=True, by=cast.qian, at=at(6, 9))
    with statements() as counted:
        return_receipt(*numbers, by=cast.qian, at=at(6, 16))
    assert set(Delivery.objects.values_list("stage", flat=True)) == {"receipt_returned"}
    assert {clock(no, "receipt_return").state for no in numbers} == {"met"}
    assert counted.count <= 10
    assert refused(lambda: return_receipt(by=cast.qian, at=at(6, 17))).code == "nothing-to-hand"


def test_what_is_received_has_a_shelf(cast: Cast, restaurant: PartyFacts) -> None:
    _, sheet = sent(cast, restaurant)
    for shelf in ("", "A" * 17):
        refusal = refused(lambda: receive_results(sheet, {}, shelf=shelf, by=cast.qian, at=at(5, 16)))  # noqa: B023
        assert [finding.field for finding in refusal.findings] == ["shelf"]


def test_a_sheet_is_signed_once_and_by_its_own_counter(cast: Cast, restaurant: PartyFacts) -> None:
    _, sheet = sent(cast, restaurant)
    other = replace(cast.qian, hall="jz-hall")
    assert (
        refused(lambda: receive_results(sheet, {}, shelf="A-01", by=other, at=at(5, 16))).code
        == "no-such-sheet"
    )
    receive_results(sheet, {}, shelf="A-01", by=cast.qian, at=at(5, 16))
    again = refused(lambda: receive_results(sheet, {}, shelf="A-01", by=cast.qian, at=at(5, 17)))
    assert again.code == "wrong-stage"


def test_every_step_of_the_counter_costs_at_most_ten_statements(
    cast: Cast, restaurant: PartyFacts, statements: Any
) -> None:
    (no, first), (other, second) = sent(cast, restaurant), sent(cast, restaurant)
    assert first != second
    Result.objects.update(collect=[{"name": "原许可证", "requirement": "交回正本"}])
    mine, theirs = (Result.objects.get(case__no=number) for number in (no, other))
    Result.objects.filter(pk=theirs.pk).update(sheet_id=mine.sheet_id)
    signed: dict[str, Any] = {
        "receiver": "李秀英",
        "relationship": "本人",
        "identity_seen": True,
        "collected": ["原许可证"],
    }
    steps: list[tuple[str, Any]] = [
        ("sign", lambda: receive_results(first, {theirs.id: ["住所"]}, shelf="A", by=cast.qian, at=at(6, 9))),
        ("correct", lambda: correct_result(theirs.id, {}, by=cast.zhao, at=at(6, 10))),
        ("hand out", lambda: hand_out(no, **signed, by=cast.qian, at=at(6, 10))),
        ("return", lambda: return_receipt(no, by=cast.qian, at=at(6, 11))),
    ]
    costs = {}
    for name, step in steps:
        with statements() as counted:
            step()
        costs[name] = counted.count
    assert max(costs.values()) <= 10, costs
