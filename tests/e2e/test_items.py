"""The desk of items: a promise shortened and published, a workbook out and back, what all share changed and taken up."""

from __future__ import annotations

import re
from pathlib import Path

from axe_playwright_python.sync_playwright import Axe
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

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


def with_promise_a_day_longer(file: Path) -> int:
    """Change the promised limit of the only item of a workbook, as a spreadsheet would; what it was before."""
    book = load_workbook(file)
    page = book["事项"]
    column = [cell.value for cell in page[1]].index("承诺时限") + 1
    before = page.cell(2, column).value
    assert isinstance(before, int)
    page.cell(2, column).value = before + 1
    book.save(file)
    return before


def spoilt(file: Path, copy: Path) -> Path:
    book = load_workbook(file)
    book["申请材料"].merge_cells("C2:C3")
    book.save(copy)
    return copy


def barriers(page: Page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [one["id"] for one in found if one["impact"] in {"serious", "critical"}]


def test_a_promise_goes_out_in_a_workbook_and_comes_back_for_review(people: People, tmp_path: Path) -> None:
    wen = people("温", "温玉兰")
    wen.go("/items/?q=spjyxk")
    wen.click(wen.page.get_by_role("link", name="食品经营许可（新办）", exact=True))
    with wen.page.expect_download() as coming:
        wen.page.get_by_role("link", name="下载工作簿").click()
    file = tmp_path / "item.xlsx"
    coming.value.save_as(file)
    before = with_promise_a_day_longer(file)
    wen.go("/items/exchange/")
    wen.page.locator("input[type=file]").set_input_files(spoilt(file, tmp_path / "spoilt.xlsx"))
    wen.click(wen.page.get_by_role("button", name="导入为草稿"))
    wen.sees("spoilt.xlsx：没有导入任何内容", "合并单元格")
    with wen.page.expect_download() as errors:
        wen.page.get_by_role("button", name="下载错误清单").click()
    errors.value.save_as(tmp_path / "errors.xlsx")
    assert load_workbook(tmp_path / "errors.xlsx").sheetnames == ["错误清单"]
    assert barriers(wen.page) == []
    wen.shot("items-workbook-refused")
    wen.page.locator("input[type=file]").set_input_files(file)
    wen.click(wen.page.get_by_role("button", name="导入为草稿"))
    wen.sees("已导入为草稿：新的一版 1 项")
    assert barriers(wen.page) == []
    wen.shot("items-workbook")
    wen.click(wen.page.get_by_role("link", name="看改动"))
    wen.sees("承诺时限", f"{before}个工作日", f"{before + 1}个工作日")
    assert barriers(wen.page) == []
    wen.click(wen.page.get_by_role("link", name="这一版"))
    wen.fill(wen.page.get_by_label("提交审核的原因"), "环节较多，承诺时限放宽一天。")
    wen.click(wen.page.get_by_role("button", name="提交审核"))
    wen.sees("待审核")


def test_a_field_is_changed_by_two_and_taken_up_in_a_form(people: People) -> None:
    yu, liao, wen = people("于", "于洋"), people("廖", "廖晓燕"), people("温", "温玉兰")
    yu.go("/items/library/fields/?q=contact_phone")
    yu.click(yu.page.locator("tbody a"))
    yu.fill(yu.page.get_by_label("填写说明"), "请填能收到短信的手机。")
    yu.fill(yu.page.get_by_label("改了什么、为什么"), "座机收不到进度短信。")
    yu.turn("Control+Enter")
    yu.sees("改动已提出，由另一人审核", "共享内容的改动须由提出的人以外的人审核")
    liao.go("/items/library/fields/")
    waiting = liao.page.locator("tr", has_text="contact_phone")
    expect(waiting).to_contain_text("改动待审核")
    liao.click(waiting.get_by_role("link"))
    assert barriers(liao.page) == []
    liao.shot("library-waiting")
    liao.fill(liao.page.get_by_label("意见"), "与窗口核实过，同意。")
    liao.click(liao.page.get_by_role("button", name="采用改动", exact=True))
    liao.sees("已采用")
    wen.go("/items/?heap=published")
    wen.click(wen.page.get_by_role("link", name="企业注销登记", exact=True))
    wen.turn("F2")
    wen.click(wen.page.get_by_role("link", name=re.compile(r"^表单 \d+$")))
    wen.click(wen.page.get_by_role("link", name="添一条"))
    wen.page.get_by_label("从字段字典取用").select_option("contact_phone")
    wen.click(wen.page.get_by_role("button", name="取用"))
    expect(wen.page.get_by_label("填写说明")).to_have_value("请填能收到短信的手机。")
    wen.turn("Control+Enter")
    assert barriers(wen.page) == []
    wen.shot("form-from-dictionary")
    wen.click(wen.page.get_by_role("link", name="这一版"))
    wen.click(wen.page.get_by_role("link", name="看公众页面"))
    wen.turn("5")
    expect(wen.page.frame_locator("iframe").locator("table")).to_contain_text("请填能收到短信的手机。")
