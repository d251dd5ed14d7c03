"""What a paper says in the cases that law or procedure tell apart."""

from typing import Any

import pytest

from onewindow.documents.printing import Printer
from tests.documents import reading
from tests.documents.city import LI, limit
from tests.documents.samples import SAMPLES


def said(printer: Printer, kind: str, **changes: Any) -> str:
    return reading.text(printer.render(kind, SAMPLES[kind] | changes))


@pytest.mark.parametrize(
    ("lapse", "words"),
    [
        ("deemed_withdrawn", "将依法视为撤回申请。"),
        ("refused", "将依法作出不予受理决定。"),
        ("returned", "将依法退回申请材料。"),
    ],
)
def test_the_one_time_notice_says_what_follows_when_nothing_comes(
    printer: Printer, lapse: str, words: str
) -> None:
    assert words in said(printer, "supplement_notice", lapse=lapse)


def test_deemed_acceptance_counts_from_the_day_of_receipt(printer: Printer) -> None:
    text = said(printer, "acceptance_notice", deemed=True, accepted_on="2026-05-15")
    assert "自收到申请材料之日即2026年5月15日起视为受理" in text
    assert "视为受理" not in said(printer, "acceptance_notice")


@pytest.mark.parametrize(
    ("stops", "words"),
    [
        ("both", "不计算在法定办理期限和承诺办理时限内"),
        ("statutory", "不计算在法定办理期限内。"),
        ("promised", "不计算在承诺办理时限内，法定办理期限继续计算"),
        ("none", "计算在办理期限内，不影响办结日期"),
    ],
)
def test_a_special_procedure_says_which_limit_it_stops(printer: Printer, stops: str, words: str) -> None:
    assert words in said(printer, "special_procedure_notice", stops=stops)


def test_limits_stand_with_their_date_and_doubtful_ones_are_marked(printer: Printer) -> None:
    text = said(
        printer, "acceptance_notice", promised=limit(8, "2027-01-08T17:00:00+08:00", provisional=True)
    )
    assert "8个工作日，最晚2027年1月8日（暂定，以当年放假安排公布后为准）" in text
    assert "20个工作日，最晚2026年6月15日法定" not in text
    half_a_day = limit(4, "2026-05-15T15:12:00+08:00", unit="working_hour")
    assert "4个工作小时，最晚2026年5月15日15:12" in said(printer, "acceptance_notice", promised=half_a_day)


def test_a_basis_that_nobody_compared_with_the_law_is_marked(printer: Printer) -> None:
    text = said(printer, "acceptance_notice")
    assert "《中华人民共和国食品安全法》第三十五条〔待核〕" in text
    assert "第（五）项〔待核〕" not in text


def test_remedies_come_from_the_data(printer: Printer) -> None:
    remedies = SAMPLES["denial_decision"]["remedies"] | {"review_days": 61, "suit_months": 7}
    text = said(printer, "denial_decision", remedies=remedies)
    assert "61日内向江州市人民政府申请行政复议" in text
    assert "7个月内依法向江州市临江区人民法院提起行政诉讼" in text


@pytest.mark.parametrize(
    ("act", "title"),
    [
        ("withdrawn", "准予撤回申请通知书"),
        ("deemed_withdrawn", "视为撤回申请通知书"),
        ("terminated", "终止办理通知书"),
    ],
)
def test_the_end_of_a_case_is_called_by_its_name(printer: Printer, act: str, title: str) -> None:
    pdf = printer.render("withdrawal_notice", SAMPLES["withdrawal_notice"] | {"act": act})
    assert title in reading.text(pdf)
    assert reading.metadata(pdf)["{http://purl.org/dc/elements/1.1/}title"].startswith(title)


@pytest.mark.parametrize(("permit", "title"), [(True, "准予行政许可决定书"), (False, "准予办理决定书")])
def test_only_a_permit_is_called_a_permit(printer: Printer, permit: bool, title: str) -> None:
    assert title in said(printer, "grant_decision", permit=permit)


def test_a_person_is_not_addressed_as_a_unit(printer: Printer) -> None:
    assert "你单位" in said(printer, "denial_decision")
    assert "你单位" not in said(printer, "denial_decision", applicant=LI, reasons=["不符合条件。"])


def test_the_query_code_stands_on_the_receipt_only(printer: Printer) -> None:
    receipt, stub = reading.pages(printer.render("intake_notice", SAMPLES["intake_notice"]))
    assert "查询密码7K3M9P" in receipt
    assert "7K3M9P" not in stub


@pytest.mark.parametrize(("colour", "words"), [("yellow", "黄牌即将逾期预警"), ("red", "红牌已经逾期督办")])
def test_a_card_says_its_colour_in_words(printer: Printer, colour: str, words: str) -> None:
    assert words in said(printer, "card_notice", colour=colour)


def test_a_paper_without_seal_leaves_room_for_a_stamp(printer: Printer) -> None:
    assert "（盖章）" in said(printer, "grant_decision", seal=None)
    assert "（盖章）" not in said(printer, "grant_decision")
