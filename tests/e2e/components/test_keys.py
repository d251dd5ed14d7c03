"""The desk by keyboard: the material grid, the key card, finding an item, the scanner that types."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.components.gallery import focused


@pytest.fixture
def desk(page: Page) -> Page:
    page.goto("/styleguide/desk/")
    return page


def test_a_row_of_the_grid_takes_one_key_and_goes_on(desk: Page) -> None:
    desk.focus("#state-licence-original")
    desk.keyboard.press("2")
    assert desk.is_checked("#state-licence-missing")
    assert focused(desk) == "state-layout-original"
    desk.keyboard.press("Space")
    assert desk.is_checked("#state-layout-original")
    assert focused(desk) == "state-system-original"


def test_arrows_walk_the_grid_without_choosing(desk: Page) -> None:
    desk.focus("#state-licence-original")
    desk.keyboard.press("ArrowDown")
    assert focused(desk) == "state-layout-original"
    desk.keyboard.press("ArrowRight")
    assert focused(desk) == "state-layout-missing"
    assert desk.is_checked("#state-layout-defect")
    desk.keyboard.press("ArrowUp")
    assert focused(desk) == "state-licence-original"


def test_a_defect_opens_its_ticks_and_enter_goes_on(desk: Page) -> None:
    desk.focus("#state-licence-original")
    desk.keyboard.press("5")
    assert focused(desk) == "fault-licence-1"
    desk.keyboard.press("Space")
    assert desk.is_checked("#fault-licence-1")
    desk.keyboard.press("Enter")
    assert focused(desk) == "state-layout-original"


def test_the_last_row_leads_to_the_button_that_finishes(desk: Page) -> None:
    desk.focus("#state-proxy-original")
    desk.keyboard.press("1")
    assert desk.evaluate("document.activeElement.hasAttribute('data-grid-next')")


def test_digits_typed_into_a_note_stay_text(desk: Page) -> None:
    desk.focus("#note-layout")
    desk.keyboard.press("End")
    desk.keyboard.type("2", delay=50)
    assert desk.input_value("#note-layout").endswith("2")
    assert desk.is_checked("#state-layout-defect")


def test_the_key_card_lists_the_keys_of_the_page(desk: Page) -> None:
    desk.keyboard.press("F1")
    card = desk.locator("#key-card")
    expect(card).to_contain_text("Ctrl+Enter")
    expect(card).to_contain_text("提交申请")
    desk.keyboard.press("Escape")
    expect(card).not_to_be_visible()


def test_f6_walks_the_regions(desk: Page) -> None:
    labels = []
    for _ in range(4):
        desk.keyboard.press("F6")
        labels.append(desk.evaluate("document.activeElement.getAttribute('aria-label')"))
    assert labels == ["队列", "时限与记录", "办理", "队列"]


def test_search_as_you_type_is_taken_with_arrows_and_enter(desk: Page) -> None:
    desk.keyboard.press("Control+k")
    assert focused(desk) == "lookup"
    desk.keyboard.insert_text("许可")
    expect(desk.locator("#hits [role=option]")).to_have_count(2)
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")
    desk.wait_for_url("**?item=*")
    assert "%E5%85%AC%E5%85%B1" in desk.url


def test_escape_closes_the_hits_and_stays_on_the_page(desk: Page) -> None:
    desk.focus("#lookup")
    desk.keyboard.insert_text("许可")
    expect(desk.locator("#hits [role=option]")).to_have_count(2)
    desk.keyboard.press("Escape")
    expect(desk.locator("#hits [role=option]")).to_have_count(0)
    assert desk.url.endswith("/styleguide/desk/")


def test_nothing_is_asked_while_an_ime_composes(desk: Page) -> None:
    asked: list[str] = []
    desk.on("request", lambda request: asked.append(request.url) if "/hits/" in request.url else None)
    desk.focus("#lookup")
    compose = "(type) => document.activeElement.dispatchEvent(new CompositionEvent(type, {bubbles: true}))"
    typed = (
        "document.activeElement.dispatchEvent(new InputEvent('input', {bubbles: true, isComposing: true}))"
    )
    desk.evaluate(compose, "compositionstart")
    desk.evaluate("document.activeElement.value = 'xuke'")
    desk.evaluate(typed)
    desk.wait_for_timeout(400)
    assert asked == []
    desk.evaluate("document.activeElement.value = '许可'")
    desk.evaluate(compose, "compositionend")
    expect(desk.locator("#hits [role=option]")).to_have_count(2)
    assert len(asked) == 1


def test_a_scan_reaches_its_target_and_leaves_the_focused_field_as_it_was(desk: Page) -> None:
    desk.evaluate(
        """document.addEventListener("submit", (event) => {
             event.preventDefault();
             document.title = "scanned " + event.target.elements.code.value;
           })"""
    )
    desk.fill("#id_name", "望江小馆")
    desk.focus("#id_name")
    desk.evaluate(
        """(code) => {
             const field = document.activeElement;
             const press = (key) => field.dispatchEvent(new KeyboardEvent("keydown", {key, bubbles: true}));
             for (const key of code) { press(key); field.value += key; }
             press("Enter");
           }""",
        "990100-2026-000124",
    )
    assert desk.title() == "scanned 990100-2026-000124"
    assert desk.input_value("#id_name") == "望江小馆"
    assert focused(desk) == "id_name"


def test_a_scan_garbled_by_an_ime_is_reported(desk: Page) -> None:
    desk.evaluate(
        """() => {
             const press = (key, keyCode) =>
               document.body.dispatchEvent(new KeyboardEvent("keydown", {key, keyCode, bubbles: true}));
             for (let n = 0; n < 8; n += 1) press("Process", 229);
             press("Enter", 13);
           }"""
    )
    expect(desk.locator("[data-scan-warning]")).to_have_text("扫描内容不完整，请切换英文输入法后再扫一次")


def test_words_typed_by_hand_are_no_scan(desk: Page) -> None:
    desk.evaluate("window.scans = 0; document.addEventListener('scan', () => { window.scans += 1; })")
    desk.focus("#lookup")
    desk.keyboard.type("zzzzzzzz", delay=60)
    desk.evaluate(
        "document.querySelector('#lookup').form.addEventListener('submit', e => e.preventDefault())"
    )
    desk.keyboard.press("Enter")
    assert desk.evaluate("window.scans") == 0


def test_the_handbook_beside_the_grid_follows_the_row(desk: Page) -> None:
    desk.focus("#state-licence-original")
    expect(desk.locator("[data-grid-help]")).to_contain_text("经营范围含餐饮服务")
    desk.keyboard.press("ArrowDown")
    expect(desk.locator("[data-grid-help]")).to_contain_text("标明比例尺")


def test_twenty_materials_fit_on_a_screen_of_1080_lines(desk: Page) -> None:
    desk.set_viewport_size({"width": 1920, "height": 1080})
    desk.click("label[for=state-system-original]")
    tallest = desk.evaluate("document.querySelector('#id_state-system').offsetHeight")
    assert tallest * 20 <= 1080 - 44 - 30 - 120
