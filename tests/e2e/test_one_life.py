"""One matter's whole life in a browser, from the window to the archive, each by their own keyboard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
import yaml

from onewindow.people.register import PartyFacts
from tests.e2e import at_agency, at_counter, at_window
from tests.e2e.applicants import restaurant
from tests.e2e.at_window import Receipt
from tests.e2e.conftest import People
from tests.e2e.hall import TUESDAY, Hall
from tests.e2e.walker import Count, Walker

BUDGETS: dict[str, dict[str, int]] = yaml.safe_load(
    (Path(__file__).parent / "budgets.yaml").read_text("utf-8")
)
FORM = {
    "premises_address": "江州市临江区渡口街12号",
    "business_format": "餐饮服务经营者",
    "projects": "热食类食品制售",
    "area": "68",
    "staff": "4",
    "safety_officer": "李秀英",
}
WEDNESDAY_AFTERNOON = TUESDAY + timedelta(days=1, hours=5)
THURSDAY = TUESDAY + timedelta(days=2)
FRIDAY = TUESDAY + timedelta(days=3)
SLIP_IN, SLIP = "经营场所", "江州市临江区渡口街21号"


def costs(somebody: Walker, task: str) -> None:
    """The task that has just ended stayed within its budget; the next one begins."""
    spent = somebody.count
    print(f"{task} ({somebody.name}): {spent}")
    over = {name: getattr(spent, name) for name, most in BUDGETS[task].items() if getattr(spent, name) > most}
    assert not over, f"{task} costs more than its budget {BUDGETS[task]}: {over}"
    somebody.begin()


@dataclass
class Cast:
    """Everybody of the life, each at a screen of their own."""

    wang: Walker
    zhao: Walker
    sun: Walker
    qian: Walker
    li: Walker


def gathered(people: People) -> Cast:
    cast = Cast(
        people("王", "王素梅"),
        people("赵", "赵明"),
        people("孙", "孙立"),
        people("钱", "钱国华"),
        people("李", ""),
    )
    for somebody in (cast.wang, cast.zhao, cast.sun, cast.qian, cast.li):
        somebody.total = Count()
    return cast


def follow(li: Walker, receipt: Receipt) -> None:
    """The applicant at home, with the receipt in hand."""
    li.begin()
    li.go("/track/")
    li.fill(li.page.locator("#id_no"), receipt.no)
    li.fill(li.page.locator("#id_code"), receipt.code)
    li.press("Enter")
    li.page.wait_for_url("**/progress/")


@pytest.mark.seeds("W46", "W49", "W50", "W52", "W53", "W55", "W60", "W61", "W66", "W68")
def test_one_matter_lives_from_the_window_to_the_archive(hall: Hall, people: People) -> None:
    cast, company = gathered(people), restaurant()
    receipt = taken_in(cast, company)
    completed(cast, receipt, company)
    visited(cast, receipt, hall)
    decided(cast, receipt, company)
    handed_out(cast, receipt, company, hall)
    verified = hall.onewindow("journal", "verify")
    assert verified.returncode == 0, verified.stdout + verified.stderr
    for somebody in (cast.wang, cast.zhao, cast.sun, cast.qian, cast.li):
        print(f"{somebody.name} in all: {somebody.total}")


def taken_in(cast: Cast, company: PartyFacts) -> Receipt:
    """Tuesday at nine: number read, materials checked, receipt printed; then the papers go to the agency."""
    wang = cast.wang
    wang.begin()
    at_window.find_item(wang, "spjy", "shipin-jingying")
    at_window.read_number(wang, company)
    at_window.answer(wang, "1", "1", "2")
    at_window.check_materials(wang, photographed="layout")
    at_window.write_form(wang, FORM)
    wang.shot("intake")
    receipt = at_window.finish(wang)
    at_window.sees_paper(wang, "收件通知书")
    wang.shot("received")
    costs(wang, "intake")
    follow(cast.li, receipt)
    cast.li.sees("窗口已经收件", company.name[:2])
    cast.li.shot("track-received")
    sheet = moved(cast, receipt)
    assert sheet
    return receipt


def moved(cast: Cast, receipt: Receipt) -> str:
    """The papers go to the agency, which counts and signs."""
    cast.wang.begin()
    sheet = at_window.hand_over(cast.wang, receipt.no)
    costs(cast.wang, "handover")
    cast.zhao.begin()
    at_agency.sign_sheet(cast.zhao, sheet)
    costs(cast.zhao, "sign")
    return sheet


def completed(cast: Cast, receipt: Receipt, company: PartyFacts) -> None:
    """One notice says all that is wrong; the applicant brings it; the agency accepts."""
    wang, zhao, li = cast.wang, cast.zhao, cast.li
    zhao.begin()
    at_agency.open_case(zhao, receipt.no)
    at_agency.write_notice(zhao, "layout")
    costs(zhao, "notice")
    wang.begin()
    at_window.serve(wang, receipt.no, "补正")
    costs(wang, "serve")
    follow(li, receipt)
    li.sees("经营场所布局和操作流程图")
    li.shot("track-supplement")
    wang.begin()
    at_window.take_supplement(wang, receipt.no, company)
    costs(wang, "supply")
    moved(cast, receipt)
    zhao.begin()
    at_agency.open_case(zhao, receipt.no)
    at_agency.accept(zhao)
    zhao.shot("accepted")
    costs(zhao, "accept")


def visited(cast: Cast, receipt: Receipt, hall: Hall) -> None:
    """Inspectors look at the kitchen: the promised clock stands still, the statutory one runs on."""
    zhao, li = cast.zhao, cast.li
    zhao.begin()
    at_agency.start_visit(zhao, "何静")
    costs(zhao, "visit")
    cast.wang.begin()
    at_window.serve(cast.wang, receipt.no, "特别程序")
    hall.open(WEDNESDAY_AFTERNOON)
    zhao.begin()
    at_agency.open_case(zhao, receipt.no)
    at_agency.sees_clock(zhao, "承诺", "暂停")
    at_agency.sees_clock(zhao, "法定", "还剩")
    zhao.shot("paused")
    follow(li, receipt)
    li.sees("暂停")
    li.shot("track-paused")
    hall.open(THURSDAY)
    zhao.begin()
    at_agency.open_case(zhao, receipt.no)
    at_agency.end_visit(zhao)
    at_agency.sees_clock(zhao, "承诺", "还剩")
    costs(zhao, "end_visit")


def decided(cast: Cast, receipt: Receipt, company: PartyFacts) -> None:
    """One proposes, another decides; the result goes to the counter, comes back once, and goes again."""
    zhao, sun, qian = cast.zhao, cast.sun, cast.qian
    zhao.begin()
    at_agency.propose(zhao, "layout")
    costs(zhao, "propose")
    sun.begin()
    at_agency.open_case(sun, receipt.no)
    at_agency.decide(sun)
    sun.shot("decided")
    costs(sun, "decide")
    zhao.begin()
    at_agency.open_case(zhao, receipt.no)
    at_agency.make_result(zhao, SLIP_IN, SLIP)
    sheet = at_agency.send_result(zhao, receipt.no)
    costs(zhao, "make")
    qian.begin()
    at_counter.open_sheet(qian, sheet)
    qian.shot("mismatch")
    at_counter.refuse(qian, SLIP_IN)
    costs(qian, "refuse")
    zhao.begin()
    at_agency.correct_result(zhao, company.name, SLIP_IN, FORM["premises_address"])
    sheet = at_agency.send_result(zhao, receipt.no)
    costs(zhao, "correct")
    qian.begin()
    at_counter.open_sheet(qian, sheet)
    at_counter.receive(qian, "A-03")
    costs(qian, "receive")


def handed_out(cast: Cast, receipt: Receipt, company: PartyFacts, hall: Hall) -> None:
    """Friday: the licence is handed out against a signature, the receipt returns, the papers are filed."""
    hall.open(FRIDAY)
    zhao, qian, li = cast.zhao, cast.qian, cast.li
    qian.begin()
    at_counter.hand_out(qian, receipt.no, company.number)
    qian.shot("handed")
    costs(qian, "hand_out")
    at_counter.return_receipt(qian, receipt.no)
    costs(qian, "return_receipt")
    zhao.begin()
    at_agency.archive(zhao, receipt.no)
    zhao.shot("archived")
    costs(zhao, "archive")
    follow(li, receipt)
    li.sees("送达")
    li.shot("track-closed")
