"""Every component in every mode: no barrier, nothing off the screen, and alive without scripts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.e2e.components.gallery import DESKTOP, PHONE

NOW = datetime(2026, 11, 20, 2, tzinfo=UTC)
MODES = ["public", "elder", "desk", "kiosk", "wall"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_no_serious_barrier_in_any_mode(page: Page, mode: str, size: dict[str, int]) -> None:
    page.set_viewport_size(size)  # type: ignore[arg-type]
    page.goto(f"/styleguide/{mode}/")
    found = Axe().run(page).response["violations"]
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found] == []


@pytest.mark.parametrize(("mode", "least"), [("public", 44), ("elder", 60), ("desk", 24), ("kiosk", 64)])
def test_buttons_are_large_enough_to_hit(page: Page, mode: str, least: int) -> None:
    page.goto(f"/styleguide/{mode}/")
    heights = page.eval_on_selector_all(
        ".button, .choice, .input, .select",
        "all => all.filter(one => one.offsetParent).map(one => one.offsetHeight)",
    )
    assert min(heights) >= least


def test_the_public_side_stands_without_scripts(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/styleguide/public/")
    page.click("text=长辈版 >> nth=0")
    expect(page.locator("h1")).to_contain_text("样式手册")
    page.click("text=为什么是这一天")
    expect(page.locator("text=当日不计入").first).to_be_visible()
    assert [cookie["value"] for cookie in context.cookies() if cookie["name"] == "display"] == ["elder"]
    context.close()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", [1366, 390, 341])
def test_nothing_scrolls_sideways_on_a_phone_or_at_four_times_the_size(
    page: Page, mode: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"/styleguide/{mode}/")
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_clock_times_follow_the_time_of_the_page(page: Page) -> None:
    page.clock.install(time=NOW)
    page.clock.pause_at(NOW + timedelta(seconds=1))
    page.goto("/styleguide/public/")
    expect(page.locator("time[data-due]")).to_have_text("还有50分钟")
    page.clock.run_for(61 * 60 * 1000)
    expect(page.locator("time[data-due]")).to_have_text("已过11分钟")
