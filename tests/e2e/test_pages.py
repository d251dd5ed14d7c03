"""Every page that anybody may read: found by links, looked at on a desk's screen and on a phone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, Response

from onewindow.web.policy import DEMO, POLICY, PUBLIC
from tests.e2e.chromium import DESKTOP, PHONE
from tests.e2e.hall import Hall
from tests.e2e.links import READABLE, Links
from tests.e2e.walker import listen, signed_in, walker

STAFF = {
    "clerk": "王素梅",
    "reviewer": "赵明",
    "decider": "孙立",
    "head": "周正",
    "issuer": "钱国华",
    "manager": "吴桂芳",
    "supervisor": "郑刚",
    "administrator": "于洋",
}
SIZES = {"desktop": DESKTOP, "phone": PHONE}
ANSWERS_WITHIN_MS = 3000
BAD = {"serious", "critical"}
CHINESE = re.compile(r"[\u4e00-\u9fff]")


class Visitors:
    """One signed-in browser a role, each kept for the whole file, and the address of every page."""

    def __init__(self, chrome: Browser, hall: Hall, shots: Path) -> None:
        self.contexts: dict[str, BrowserContext] = {}
        for role in (PUBLIC, *STAFF):
            somebody = walker(chrome, hall.url, role, shots)
            if role in STAFF:
                signed_in(somebody, STAFF[role])
            somebody.page.close()
            self.contexts[role] = somebody.context
        self.links = Links(hall)
        self.links.track_one(self.contexts[PUBLIC])
        for role, context in self.contexts.items():
            self.links.follow(role, context)

    def close(self) -> None:
        for context in self.contexts.values():
            context.close()


@pytest.fixture(scope="module")
def visitors(chrome: Browser, hall: Hall, shots: Path) -> Iterator[Visitors]:
    everybody = Visitors(chrome, hall, shots)
    yield everybody
    everybody.close()


def open_page(page: Page, path: str) -> Response:
    answered = page.goto(path)
    assert answered is not None
    return answered


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", sorted(READABLE))
def test_a_page_is_reached_by_links_and_has_no_barrier(
    visitors: Visitors, shots: Path, name: str, size: str
) -> None:
    role, path, kind = visitors.links.found(name)
    if kind != "page":
        sent = visitors.contexts[role].request.get(path)
        assert sent.ok, f"{path} answers {sent.status}"
        return
    page = visitors.contexts[role].new_page()
    complaints: list[str] = []
    listen(page, complaints.append)
    page.set_viewport_size(SIZES[size])  # type: ignore[arg-type]
    answered = open_page(page, path)
    page.screenshot(path=shots / f"{name}-{size}.png", full_page=True)
    try:
        assert answered.ok, f"{path} answers {answered.status}"
        assert answered.request.timing["responseStart"] < ANSWERS_WITHIN_MS
        assert CHINESE.search(page.title())
        assert complaints == []
        if POLICY[name].roles & {PUBLIC, DEMO} or size == "desktop":
            assert barriers(page) == []
            assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
    finally:
        page.close()


def barriers(page: Page) -> list[tuple[str, str]]:
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found if fault["impact"] in BAD]
