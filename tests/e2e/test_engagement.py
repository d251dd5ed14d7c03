"""An applicant chooses an intermediary at the window, gets the report, and rates it from home on a phone."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from onewindow.core.numbers.uscc import make_uscc
from tests.e2e.chromium import PHONE
from tests.e2e.conftest import People
from tests.e2e.walker import Walker

NUMBER, CODE = re.compile(r"ZJ\d{13}"), re.compile(r"^[2-9A-Z]{8}$")


def test_a_choice_at_the_window_ends_in_a_rating_from_home(people: People) -> None:
    wang, li = people("王", "王素梅"), people("李", "")
    no, code = chosen(wang)
    wang.fill(wang.page.get_by_label("报告或者成果的编号"), "清检字〔2026〕402号")
    wang.turn("Control+Enter")
    wang.sees("交付已登记")
    rated(li, no, code)
    assert wang.complaints == li.complaints == []


def chosen(wang: Walker) -> tuple[str, str]:
    """Number and code; a price above the published one is refused on the way, and nothing typed is lost."""
    wang.page.bring_to_front()
    wang.turn("Alt+6")
    wang.turn("F3")
    row = wang.page.get_by_role("row", name="公共场所卫生检测")
    wang.click(row.get_by_role("link").first)
    wang.sees("把屏幕转给申请人", "隶属关系，不能为它的事项服务")
    wang.click(wang.page.locator("label", has_text="江州市清衡检测技术有限公司"))
    wang.fill(wang.page.get_by_label("身份证号码或者统一社会信用代码"), make_uscc("990102", 987_654))
    wang.fill(wang.page.get_by_label("委托人姓名或者名称"), "江州市渡口茶馆有限公司")
    wang.fill(wang.page.get_by_label("联系电话"), "13900000321")
    wang.fill(wang.page.get_by_label("约定的费用（元）"), "700")
    wang.click(wang.page.locator("label", has_text="申请人看过全部可选机构"))
    wang.turn("Control+Enter")
    wang.sees("约定的费用高于公布的标准680元")
    expect(wang.page.get_by_label("委托人姓名或者名称")).to_have_value("江州市渡口茶馆有限公司")
    wang.fill(wang.page.get_by_label("约定的费用（元）"), "650")
    wang.turn("Control+Enter")
    wang.sees("委托已登记", "还剩7个工作日")
    wang.shot("engagement-recorded")
    no, code = (wang.page.locator(".big-numbers .number").nth(n).inner_text() for n in (0, 1))
    assert NUMBER.fullmatch(no)
    assert CODE.fullmatch(code)
    return no, code


def rated(li: Walker, no: str, code: str) -> None:
    """On a phone, without signing in."""
    li.page.bring_to_front()
    li.page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    li.go("/intermediaries/")
    li.click(li.page.get_by_role("link", name="我已经委托了"))
    li.fill(li.page.get_by_label("委托编号"), no)
    li.fill(li.page.locator("#id_code"), code.lower())
    li.click(li.page.get_by_role("button", name="查看"))
    li.sees("清检字〔2026〕402号", "按时完成", "约定650元")
    li.shot("engagement-phone")
    assert li.page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    li.click(li.page.locator("label", has_text="5星 非常满意"))
    li.click(li.page.locator("label", has_text="是我自己选的"))
    li.click(li.page.get_by_role("button", name="提交评价"))
    li.sees("评价已经收到")
    li.click(li.page.get_by_role("link", name="江州市清衡检测技术有限公司"))
    li.sees("4.3分（3次评价）")
