"""What 赵 (reviewer) and 孙 (decider) do, each at the agency's desk."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.walker import Walker


def done(somebody: Walker, code: str) -> None:
    """The case's page has come back and says what was done."""
    somebody.page.wait_for_url(re.compile(rf"/review/cases/[^/]+/\?done={code}$"))


def sign_sheet(zhao: Walker, sheet: str) -> None:
    """Scan the sheet, count the papers, sign."""
    zhao.turn("Alt+2")
    zhao.page.wait_for_url("**/sheets/")
    zhao.scan(sheet)
    zhao.page.wait_for_url(f"**/sheets/{sheet}/")
    zhao.press("F8", "Control+Enter")
    zhao.page.wait_for_load_state()
    zhao.sees("签收")


def open_case(zhao: Walker, no: str) -> None:
    zhao.go(f"/review/cases/{no}/")


def write_notice(zhao: Walker, material: str) -> None:
    """Everything is in order but one material, of which the first checkpoint fails."""
    picture = zhao.page.locator(f"[data-sheet={material}] a.sheet__picture")
    assert zhao.context.request.get(picture.get_attribute("href") or "").ok
    zhao.press("F8")
    zhao.click(f"label[for=state-{material}-fault]")
    zhao.click(f"label[for=fault-{material}-1]")
    zhao.press("F9")
    zhao.page.wait_for_url("**/supplement/")
    zhao.press("Control+Enter")
    expect(zhao.page.locator("article.paper")).to_be_visible()
    zhao.press("Control+Enter")
    done(zhao, "noticed")


def accept(zhao: Walker) -> None:
    zhao.press("Control+Enter")
    done(zhao, "accepted")
    zhao.sees("已受理")


def start_visit(zhao: Walker, companion: str) -> None:
    """The form is filled in already but for the reason and the second inspector."""
    zhao.press("F7")
    zhao.page.wait_for_url("**/special/")
    zhao.click("#id_reason")
    zhao.write("首次申请餐饮服务，需现场核实操作间布局。")
    zhao.click("#id_people")
    zhao.page.keyboard.press("Control+End")
    zhao.write(companion)
    zhao.press("Control+Enter")
    done(zhao, "started")


def end_visit(zhao: Walker) -> None:
    zhao.click("#id_outcome")
    zhao.write("布局与图纸一致，现场核查合格。")
    zhao.press("Control+Enter")
    done(zhao, "ended")


def propose(zhao: Walker, supplied: str) -> None:
    """Everything is in order, the supplied material too, which stands ticked as it was before."""
    zhao.click(f"label[for=state-{supplied}-ok]")
    zhao.press("F8", "Control+Enter")
    done(zhao, "proposed")


def decide(sun: Walker) -> None:
    sun.press("Control+Enter")
    done(sun, "decided")
    sun.sees("已作出决定")


def make_result(zhao: Walker, label: str, slip: str) -> None:
    """Made with a slip of the pen in one field."""
    zhao.press("Control+Enter")
    zhao.page.wait_for_url("**/results/")
    zhao.click(f"input[name$='.{label}']")
    zhao.page.keyboard.press("Control+A")
    zhao.write(slip)
    zhao.press("Control+Enter")
    done(zhao, "made")


def send_result(zhao: Walker, no: str) -> str:
    """Into the sheet to the counter; returns the number of the sheet."""
    zhao.turn("Alt+3")
    zhao.page.wait_for_url("**/results/")
    row = zhao.page.locator("tr", has_text=no)
    row.locator("input[type=checkbox]").focus()
    if not row.locator("input[type=checkbox]").is_checked():
        zhao.press("Space")
    zhao.turn("Control+Enter")
    return str(zhao.page.locator("#under-way ~ * tbody tr").last.get_attribute("id"))


def correct_result(zhao: Walker, applicant: str, label: str, right: str) -> None:
    zhao.turn("Alt+3")
    zhao.page.wait_for_url("**/results/")
    zhao.click(zhao.page.locator("#correcting ~ * tr", has_text=applicant).get_by_role("link", name="更正"))
    zhao.page.wait_for_url("**/correction/")
    zhao.fill(zhao.page.locator(f"input[name$='.{label}']"), right)
    zhao.press("Control+Enter")
    zhao.page.wait_for_url("**/results/?done=corrected")


def sees_clock(zhao: Walker, label: str, words: str) -> None:
    """The clock of this name at the side of the case says these words."""
    bar = zhao.page.locator(".side .clock-bar", has_text=label).first
    expect(bar).to_contain_text(words)


def archive(zhao: Walker, no: str) -> None:
    zhao.turn("Alt+4")
    zhao.page.wait_for_url("**/archive/")
    zhao.click(zhao.page.get_by_role("button", name=f"归档 {no}"))
    zhao.page.wait_for_url("**/archive/?done=**")
