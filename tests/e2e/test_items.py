"""A promise is shortened by one administrator, published by the head of the agency, and told to the public on its day."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import People
from tests.e2e.test_one_life import BUDGETS, costs

ITEM = "食品小经营许可（新办）"
MOST_CLICKS = 8


def test_a_promise_is_changed_and_published_within_its_clicks(people: People) -> None:
    wen, zhou = people("温", "温玉兰"), people("周", "周正")
    wen.go("/items/?q=spxjyxk")
    wen.begin()
    wen.click(wen.page.get_by_role("link", name=ITEM, exact=True))
    wen.turn("F2")
    wen.sees("第2版", "草稿")
    wen.click(wen.page.get_by_role("link", name="时限", exact=True))
    wen.fill(wen.page.get_by_label("承诺时限", exact=True), "99")
    expect(wen.page.locator("#marks-left")).to_contain_text("必须改正")
    wen.press("Control+A")
    wen.write("2")
    expect(wen.page.locator("#marks-left")).not_to_contain_text("必须改正")
    wen.fill(wen.page.get_by_label("改了什么、为什么"), "承诺时限再压缩一天。")
    wen.click(wen.page.get_by_role("button", name="保存并提交审核"))
    wen.sees("待审核", "事项清单须由起草、提交的人以外的人审核发布")
    wen.shot("items-submitted")
    costs(wen, "promise")
    zhou.go("/items/?heap=submitted")
    zhou.begin()
    zhou.click(zhou.page.get_by_role("link", name=ITEM, exact=True))
    zhou.turn("Control+Enter")
    zhou.sees("已发布")
    zhou.shot("items-published")
    costs(zhou, "publish")
    assert BUDGETS["promise"]["clicks"] + BUDGETS["publish"]["clicks"] <= MOST_CLICKS
    li = people("李", "")
    li.go("/matters/shipin-xiaojingying/")
    li.sees(ITEM, "第2版")
