"""Items go out as a workbook and come back as drafts; what is wrong in one is told by its row, and nothing comes in."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from onewindow.catalogue.models import Edition
from onewindow.journal.models import Event
from tests.catalogue.exchange.books import Spoil, spoilt
from tests.stories.conftest import Cast, at
from tests.web.conftest import signed_in
from tests.web.review.reading import plain

pytestmark = pytest.mark.django_db

SLUG = "weihua-jingying"
ITEMS, MATERIALS = "事项", "申请材料"
PROMISE = "承诺时限"


@pytest.fixture
def yu(client: Client, cast: Cast, clock: Callable[[datetime], None]) -> Client:
    clock(at(3, 10))
    return signed_in(client, "yu2")


def taken_out(client: Client, slug: str = SLUG) -> BytesIO:
    """The workbook of the edition in force."""
    row = Edition.objects.published().order_by("-edition").filter(slug=slug)[0]
    answer = client.get(reverse("items-workbook-of", args=[row.pk]))
    assert answer["Content-Type"].endswith("spreadsheetml.sheet")
    return BytesIO(answer.content)


def cell_of(book: Workbook, sheet: str, heading: str, row: int = 2) -> Any:
    column = [cell.value for cell in book[sheet][1]].index(heading) + 1
    return book[sheet].cell(row, column)


def put(sheet: str, heading: str, value: Any, row: int = 2) -> Spoil:
    def spoil(book: Workbook) -> None:
        cell_of(book, sheet, heading, row).value = value

    return spoil


def bring(client: Client, file: BytesIO | bytes, name: str = "shixiang.xlsx", **more: str) -> HttpResponse:
    content = file if isinstance(file, bytes) else file.getvalue()
    upload = SimpleUploadedFile(name, content)
    key = more.pop("submission", f"{name} {len(content)} {more}")
    form = {"act": "import", "workbook": upload, "submission": key}
    return client.post(reverse("items-exchange"), form | more)  # type: ignore[return-value]


def trace() -> tuple[int, int]:
    return Edition.objects.count(), Event.objects.count()


def test_a_promise_changed_in_the_workbook_comes_back_as_a_draft(yu: Client) -> None:
    row = Edition.objects.published().get(slug=SLUG)
    before = row.document["limits"]["promised"]["n"]
    went = bring(yu, spoilt(taken_out(yu), put(ITEMS, PROMISE, before - 1)))
    assert went.status_code == 302
    draft = Edition.objects.open().get(slug=SLUG)
    assert (draft.stage, draft.edition, draft.author_name) == ("draft", row.edition + 1, "于洋")
    assert draft.document["effective_from"] == "2026-03-04"
    changed = {part for part in draft.document if draft.document[part] != row.document.get(part)}
    assert changed == {"limits", "edition", "effective_from"}
    said = plain(yu.get(went["Location"]).content.decode())
    assert "已导入为草稿：新的一版 1 项" in said
    assert draft.name in said
    history = plain(yu.get(reverse("items-edition", args=[draft.pk])).content.decode())
    assert "从工作簿导入" in history


def test_all_items_go_out_and_one_changed_leaves_one_draft(yu: Client) -> None:
    everything = BytesIO(yu.get(reverse("items-workbook"), {"heap": "published"}).content)
    rows = {cell.value: cell.row for cell in load_workbook(everything)[ITEMS]["A"]}
    assert len(rows) - 1 == Edition.objects.published().values("slug").distinct().count()
    went = bring(yu, spoilt(everything, put(ITEMS, "一句话说明", "换一句话来说明。", rows[SLUG])))
    assert went.status_code == 302
    assert list(Edition.objects.filter(stage="draft").values_list("slug", flat=True)) == [SLUG]


def test_a_form_sent_again_with_another_file_of_the_same_name_and_size_is_not_taken_for_the_first(
    yu: Client,
) -> None:
    workbook = spoilt(taken_out(yu), put(ITEMS, "一句话说明", "换一句话来说明。")).getvalue()
    went = [bring(yu, content, submission="the same form") for content in (workbook, workbook)]
    assert went[0].status_code == went[1].status_code == 302
    before = trace()
    again = bring(yu, workbook[:-1] + b"x", submission="the same form")
    assert (again.status_code, trace()) == (422, before)
    assert "同一提交编号已用于另一份内容" in again.content.decode()


def test_a_workbook_without_a_change_brings_nothing(yu: Client) -> None:
    before = trace()
    refused = bring(yu, taken_out(yu))
    assert (refused.status_code, trace()) == (422, before)
    assert "没有要导入的改动" in plain(refused.content.decode())


def test_one_fault_keeps_everything_out_and_the_error_file_names_it(yu: Client) -> None:
    before = trace()
    file = BytesIO(yu.get(reverse("items-workbook")).content)
    spoilt_one = spoilt(file, put(MATERIALS, "份数", "两份", 5))
    refused = bring(yu, spoilt(spoilt_one, put(ITEMS, "一句话说明", "换一句话来说明。")))
    page = refused.content.decode()
    assert (refused.status_code, trace()) == (422, before)
    assert "shixiang.xlsx：没有导入任何内容" in plain(page)
    assert "应是整数" in plain(page)
    signed = re.findall(r'name="faults" value="([^"]+)"', page)[0]
    errors = yu.post(reverse("items-faults"), {"faults": unescape(signed)})
    rows = list(load_workbook(BytesIO(errors.content)).active.values)  # type: ignore[union-attr]
    assert rows[1] == (MATERIALS, 5, "份数", "应是整数", None)
    assert yu.post(reverse("items-faults"), {"faults": f"{signed}x"}).status_code == 422


def test_a_workbook_is_looked_at_row_by_row_and_nothing_comes_in(yu: Client) -> None:
    before = trace()
    looked = bring(yu, spoilt(taken_out(yu), put(ITEMS, PROMISE, 999)), act="check")
    said = plain(looked.content.decode())
    assert (looked.status_code, trace()) == (200, before)
    assert re.search(r"事项 2 承诺时限 .*承诺时限", said), said
    assert "必须改正" in said


def test_drafts_of_others_and_what_waits_for_review_stay_as_they_are(yu: Client) -> None:
    file = spoilt(taken_out(yu), put(ITEMS, "一句话说明", "换一句话来说明。"))
    liao = signed_in(Client(), "liao2")
    assert bring(liao, file).status_code == 302
    before = Edition.objects.open().get(slug=SLUG)
    again = spoilt(file, put(ITEMS, "一句话说明", "再换一句话来说明。"))
    refused = bring(yu, again, replace="1")
    assert (refused.status_code, "廖晓燕的草稿" in plain(refused.content.decode())) == (422, True)
    assert "替换我的草稿" in plain(bring(liao, again).content.decode())
    assert bring(liao, again, replace="1", submission="replace").status_code == 302
    draft = Edition.objects.open().get(slug=SLUG)
    assert (draft.pk, draft.document["plain"]) == (before.pk, "再换一句话来说明。")
    Edition.objects.filter(pk=draft.pk).update(stage="submitted")
    refused = bring(liao, file, replace="1", submission="waiting")
    assert (refused.status_code, "等待审核" in plain(refused.content.decode())) == (422, True)


def test_items_of_agencies_of_others_do_not_come_in(yu: Client) -> None:
    before = trace()
    wen = signed_in(Client(), "wen2")
    foreign = bring(wen, spoilt(taken_out(yu, "shipin-jingying"), put(ITEMS, "实施机关代码", "wsjk")))
    assert (foreign.status_code, trace()) == (422, before)
    assert "没有找到这个部门" in plain(foreign.content.decode())
    other = Edition.objects.published().exclude(agency_code="scjg")[0]
    taken = bring(wen, spoilt(taken_out(yu, "shipin-jingying"), _named_as(other.slug)))
    assert (taken.status_code, trace()) == (422, before)
    assert "已经用于别的部门的事项" in plain(taken.content.decode())


def _named_as(slug: str) -> Spoil:
    def spoil(book: Workbook) -> None:
        for page in book.worksheets:
            for row in range(2, page.max_row + 1):
                if page.cell(row, 1).value:
                    page.cell(row, 1).value = slug

    return spoil


@pytest.mark.parametrize(
    ("spoil", "wanted"),
    [
        (lambda book: book[MATERIALS].merge_cells("C2:C3"), "合并单元格"),
        (put(MATERIALS, "材料名称", "=1+1"), "是公式"),
        (put(ITEMS, PROMISE, "五天"), "应是整数"),
        (put(ITEMS, "生效日期", 45658), "应是日期"),
        (put(ITEMS, "事项标识", "有 空格"), "这个表里没有|没有这个事项|只能用小写字母"),
        (_named_as("有 空格"), "只能用小写字母"),
        (_named_as("x" * 80), "不超过60个字符"),
        (lambda book: book.remove(book["常见问题"]), "缺少这个工作表"),
    ],
)
def test_spoilt_workbooks_are_findings_and_never_faults(yu: Client, spoil: Spoil, wanted: str) -> None:
    before = trace()
    file = spoilt(taken_out(yu), spoil)
    for act in ("import", "check"):
        refused = bring(yu, file, act=act)
        if act == "import":
            assert (refused.status_code, trace()) == (422, before)
            assert re.search(wanted, plain(refused.content.decode()))
        assert refused.status_code < 500


@pytest.mark.parametrize(
    ("content", "wanted"),
    [
        (b"", "请选择一个 .xlsx 工作簿"),
        (b"MZ\x90 a program", "不是完好的 XLSX 工作簿"),
        (b"\xd0\xcf\x11\xe0 an old one", "不是完好的 XLSX 工作簿"),
        (b"x" * (20 * 1024 * 1024 + 1), "文件不能超过 20 MB"),
    ],
)
def test_what_is_no_workbook_is_told(yu: Client, content: bytes, wanted: str) -> None:
    for act in ("import", "check"):
        refused = bring(yu, content, act=act)
        assert (refused.status_code, wanted in plain(refused.content.decode())) == (422, True)
    assert yu.post(reverse("items-exchange"), {"act": "import"}).status_code == 422


def test_what_no_eye_sees_does_not_come_in(yu: Client) -> None:
    went = bring(yu, spoilt(taken_out(yu), put(ITEMS, "一句话说明", "看_x0000_得_xD800_见_x202E_。")))
    assert went.status_code == 302
    assert Edition.objects.open().get(slug=SLUG).document["plain"] == "看得见。"


def test_a_new_item_comes_in_as_the_first_draft_however_incomplete(yu: Client) -> None:
    def spoil(book: Workbook) -> None:
        _named_as("xin-shixiang")(book)
        cell_of(book, ITEMS, "事项名称").value = "新事项"
        cell_of(book, ITEMS, "责任追究").value = None

    assert bring(yu, spoilt(taken_out(yu), spoil)).status_code == 302
    draft = Edition.objects.get(slug="xin-shixiang")
    assert (draft.stage, draft.edition, "accountability" in draft.document) == ("draft", 1, False)
    gone_on = reverse("items-section", args=[draft.pk, "basic"])
    assert yu.get(gone_on).status_code == 200


def test_an_import_takes_the_same_few_statements_for_one_and_for_all(
    yu: Client, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    def spoil(book: Workbook) -> None:
        for row in range(2, book[ITEMS].max_row + 1):
            cell_of(book, ITEMS, "一句话说明", row).value = "换一句话来说明。"

    everything = BytesIO(yu.get(reverse("items-workbook"), {"heap": "published"}).content)
    with django_assert_max_num_queries(18):
        went = bring(yu, spoilt(everything, spoil))
    assert went.status_code == 302
    with django_assert_max_num_queries(12):
        assert yu.get(went["Location"]).status_code == 200
