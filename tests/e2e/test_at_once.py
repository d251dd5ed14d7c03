"""An instant matter from the number to the printed result, and what is sent twice has one effect."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.e2e import at_window
from tests.e2e.applicants import pensioner
from tests.e2e.conftest import People
from tests.e2e.test_one_life import costs
from tests.e2e.walker import Walker

FINISH = "button[name=act][value=finish]"


def filled_in(wang: Walker) -> None:
    """敬老优待证 for somebody whom the platform knows: everything but the last chord."""
    at_window.find_item(wang, "jlyd", "laonian-youdai")
    at_window.read_number(wang, pensioner())
    at_window.answer(wang, "1", "1")
    at_window.check_materials(wang)


def taken_today(page: Page) -> int:
    """What the desk says 王 has taken in today."""
    page.goto("/desk/")
    return int(page.locator(".today dd").first.inner_text())


@pytest.mark.seeds("W44")
def test_an_instant_matter_ends_with_its_printed_result_in_the_same_go(people: People) -> None:
    wang = people("王", "王素梅")
    wang.begin()
    filled_in(wang)
    at_window.finish(wang)
    wang.sees("已当场办结")
    at_window.sees_paper(wang, "办理结果通知单")
    wang.shot("instant")
    wang.press("Control+Enter")
    wang.sees("结果已发放")
    at_window.sees_paper(wang, "送达回执")
    costs(wang, "instant")


def test_a_double_click_takes_one_matter_in(people: People) -> None:
    wang = people("王", "王素梅")
    before = taken_today(wang.page)
    filled_in(wang)
    wang.page.locator(FINISH).dblclick()
    wang.page.wait_for_url("**/received/")
    assert taken_today(wang.page) == before + 1


def test_a_form_sent_again_after_going_back_takes_one_matter_in(people: People) -> None:
    wang = people("王", "王素梅")
    before = taken_today(wang.page)
    filled_in(wang)
    form = wang.page.locator("form[data-intake]")
    sent = form.evaluate(
        "form => [...new FormData(form, form.querySelector('[data-grid-next]'))].filter(e => typeof e[1] === 'string')"
    )
    fields = {name: value for name, value in sent if not name.startswith("file-")}
    headers = {"Referer": wang.page.url}
    answers = [
        wang.context.request.post(wang.page.url, form=fields, headers=headers, max_redirects=0)
        for _ in range(2)
    ]
    assert [answer.status for answer in answers] == [302, 302]
    assert len({answer.headers["location"] for answer in answers}) == 1
    assert taken_today(wang.page) == before + 1


def test_two_reviewers_at_once_and_one_is_told_what_happened(people: People) -> None:
    first, second = people("赵", "赵明"), people("赵二", "赵明")
    first.go("/review/?group=accepting")
    no = first.page.locator("tbody th a").first.inner_text()
    for reviewer in (first, second):
        reviewer.go(f"/review/cases/{no}/")
    first.begin()
    first.press("Control+Enter")
    first.page.wait_for_url(re.compile(r"\?done=accepted"))
    second.begin()
    second.press("Control+Enter")
    expect(second.page.locator(".error-summary")).to_contain_text("受理")
