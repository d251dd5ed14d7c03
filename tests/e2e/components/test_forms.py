"""Forms in a browser: what is wrong comes first, nothing typed is lost, one press is one submission."""

from __future__ import annotations

from playwright.sync_api import Browser, Page, expect

from tests.e2e.components.gallery import POSTED, focused


def test_the_page_starts_at_what_is_wrong_and_the_link_leads_to_the_field(page: Page) -> None:
    page.goto("/styleguide/public/")
    assert page.evaluate("document.activeElement.classList.contains('error-summary')")
    assert page.title().startswith("错误：")
    page.click(".error-summary a >> nth=0")
    assert focused(page) == "id_phone"
    page.click(".error-summary a >> nth=1")
    assert focused(page) == "id_kind_0"


def test_a_form_is_sent_once_however_often_the_button_is_pressed(page: Page) -> None:
    POSTED.clear()
    page.goto("/form/")
    page.fill("#name", "望江小馆")
    page.evaluate("for (let n = 0; n < 3; n += 1) document.querySelector('#go').click()")
    page.wait_for_url("**/taken/")
    assert POSTED == ["望江小馆"]


def test_a_refusal_stands_above_the_page_and_the_form_keeps_what_was_typed(
    browser: Browser, site: str
) -> None:
    page = browser.new_page(base_url=site)
    page.goto("/refused/")
    page.fill("#id_reason", "材料齐全")
    page.click("#go")
    expect(page.locator("#errors .error-summary")).to_contain_text("办件已由他人受理")
    assert page.evaluate("document.activeElement.classList.contains('error-summary')")
    assert page.title().startswith("错误：受理")
    assert page.input_value("#id_reason") == "材料齐全"
    assert page.get_attribute("#go", "aria-disabled") is None
    page.click("#errors a")
    assert focused(page) == "id_reason"
    page.close()


def test_leaving_with_unsaved_words_is_asked_about_and_sending_them_is_not(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/form/")
    page.click("#name")
    page.keyboard.type("abc", delay=50)
    page.goto("/styleguide/public/")
    assert asked == ["beforeunload"]
    page.goto("/form/")
    page.click("#name")
    page.keyboard.type("abc", delay=50)
    page.click("#go")
    page.wait_for_url("**/taken/")
    assert asked == ["beforeunload"]


def test_what_was_only_checked_is_still_unsaved(page: Page) -> None:
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto("/checked-form/")
    page.click("#name")
    page.keyboard.type("a")
    expect(page.locator("#mark")).to_have_text("太短")
    page.goto("/styleguide/public/")
    assert asked == ["beforeunload"]
