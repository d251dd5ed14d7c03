"""A list of 临江区 is taken over for 陈桥区 with its differences shown; a bundle gets a shorter promise and is offered."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.e2e.conftest import People
from tests.e2e.test_one_life import BUDGETS, costs

ITEM = "放射诊疗许可（X射线影像诊断）"
BUNDLE = "开办餐饮店一件事"
MOST_CLICKS = 3


def test_a_list_is_copied_to_a_second_district_within_three_clicks(people: People) -> None:
    tang = people("汤", "汤国强")
    tang.go("/items/")
    tang.begin()
    tang.click(tang.page.get_by_role("link", name="照搬认领"))
    row = tang.page.get_by_role("row").filter(has_text=ITEM)
    tang.click(row.get_by_role("button", name="照搬给陈桥区卫生健康委员会"))
    tang.sees("临江区卫生健康委员会", "陈桥区卫生健康委员会", "其余一字未改", "咨询电话", "办理地点")
    tang.shot("items-copied")
    costs(tang, "copy")
    assert BUDGETS["copy"]["clicks"] <= MOST_CLICKS


def test_a_bundle_is_revised_in_the_browser_and_offered_by_a_second_person(people: People) -> None:
    wen, zhou = people("温", "温玉兰"), people("周", "周正")
    wen.go("/items/bundles/?stage=draft")
    wen.click(wen.page.get_by_role("link", name=BUNDLE, exact=True))
    wen.sees("第2版", "草稿", "相同的只问一次")
    wen.click(wen.page.get_by_role("link", name="承诺和办法", exact=True))
    promise = wen.page.get_by_label("承诺时限", exact=True)
    wen.fill(promise, "三天")
    expect(wen.page.locator("#marks-promised\\.n")).to_contain_text("应")
    wen.fill(promise, "3")
    expect(wen.page.locator("#marks-promised\\.n")).to_be_empty()
    wen.click(wen.page.get_by_role("button", name="保存"))
    wen.click(wen.page.get_by_role("link", name="这一版"))
    wen.fill(wen.page.get_by_label("提交审核的原因"), "核查改为并联，承诺再压缩一天。")
    wen.click(wen.page.get_by_role("button", name="提交审核"))
    wen.sees("待审核", "须由起草、提交的人以外的人审核推出")
    wen.shot("bundle-submitted")
    zhou.go("/items/bundles/?stage=submitted")
    zhou.click(zhou.page.get_by_role("link", name=BUNDLE, exact=True))
    zhou.turn("Control+Enter")
    zhou.sees("已推出")
    li = people("李", "")
    li.go("/bundles/kaiban-canyindian/editions/2/")
    li.sees("3个工作日")
    li.go("/bundles/kaiban-canyindian/editions/1/")
    li.sees("4个工作日")
