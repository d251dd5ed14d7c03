"""One person at one screen: what they press, click and load is counted, what the browser complains of is kept."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, expect

from tests.e2e.chromium import DESKTOP

PATIENCE_MS = 10_000
KEYS_A_CHARACTER = 3
"""A Chinese character by pinyin: two or three letters and the choice, counted against the desk."""


@dataclass
class Count:
    """Since the last `begin`: keys that operate the page, keys that write text, scans, clicks and pages loaded."""

    keys: int = 0
    written: int = 0
    scans: int = 0
    clicks: int = 0
    pages: int = 0

    def __str__(self) -> str:
        return ", ".join(f"{name} {number}" for name, number in asdict(self).items())


@dataclass
class Walker:
    """王 at her window, for example. `count` is of the task under way, `total` of the whole day."""

    name: str
    context: BrowserContext
    page: Page
    shots: Path
    count: Count = field(default_factory=Count)
    total: Count = field(default_factory=Count)
    complaints: list[str] = field(default_factory=list)

    def begin(self) -> None:
        """A new task: the counters start at nought, and this screen is the one in front."""
        self.count = Count()
        self.page.bring_to_front()

    def go(self, path: str) -> None:
        self.page.goto(path)

    def press(self, *keys: str) -> None:
        """Keys that operate the page, one after the other as a quick hand presses them."""
        for key in keys:
            self._add("keys")
            self.page.keyboard.press(key, delay=10)
            self.page.wait_for_timeout(40)
        self.settle()

    def turn(self, key: str) -> None:
        """A key that leads to another page, or to this one anew."""
        with self.page.expect_navigation():
            self.press(key)

    def letters(self, text: str) -> None:
        """Text typed key by key that operates the page, such as the initials of a matter."""
        self._add("keys", len(text))
        self.page.keyboard.type(text, delay=60)

    def write(self, text: str) -> None:
        """Text that goes into the focused field, as an input method commits it."""
        ascii_keys = sum(character.isascii() for character in text)
        self._add("written", ascii_keys + KEYS_A_CHARACTER * (len(text) - ascii_keys))
        self.page.keyboard.insert_text(text)

    def fill(self, field_of: Locator, text: str) -> None:
        """One field that the walk reaches by the mouse."""
        self.click(field_of)
        self.page.keyboard.press("Control+A")
        self.write(text)

    def scan(self, code: str) -> None:
        """A card reader or a scanner that types: a burst of keys three milliseconds apart, ended by Enter.

        The times are given with the keys, so that a slow machine does not make a slow scanner.
        """
        self.page.wait_for_timeout(80)
        self._add("scans")
        keyboard = self.context.new_cdp_session(self.page)
        began = time.time()
        for place, key in enumerate([*code, "Enter"]):
            text = "\r" if key == "Enter" else key
            stroke = {"key": key, "text": text, "timestamp": began + place * 0.003}
            if key == "Enter":
                stroke |= {"code": "Enter", "windowsVirtualKeyCode": 13}
            keyboard.send("Input.dispatchKeyEvent", {"type": "keyDown", **stroke})
            keyboard.send("Input.dispatchKeyEvent", {"type": "keyUp", "key": key})
        keyboard.detach()
        self.settle()

    def click(self, where: Locator | str) -> None:
        self._add("clicks")
        (self.page.locator(where).first if isinstance(where, str) else where).click()
        self.settle()

    def settle(self) -> None:
        """Wait until the page that a key or click asked for has come."""
        self.page.wait_for_load_state("load")

    def sees(self, *texts: str) -> None:
        for text in texts:
            expect(self.page.locator("body")).to_contain_text(text)

    def shot(self, name: str) -> None:
        self.page.screenshot(path=self.shots / f"life-{name}.png")

    def _add(self, what: str, number: int = 1) -> None:
        for count in (self.count, self.total):
            setattr(count, what, getattr(count, what) + number)

    def loaded(self, page: Page) -> None:
        self._add("pages")


def walker(browser: Browser, site: str, name: str, shots: Path, size: dict[str, int] | None = None) -> Walker:
    """Somebody who sits down at a screen with an empty browser."""
    context = browser.new_context(base_url=site, viewport=size or DESKTOP, locale="zh-CN")  # type: ignore[arg-type]
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    somebody = Walker(name, context, page, shots)
    page.on("domcontentloaded", somebody.loaded)
    listen(page, somebody.complaints.append)
    return somebody


ANSWERS = ("status of 409", "status of 422")
"""A refusal says on the page what is wrong; Chromium calls it an error of the network."""


def listen(page: Page, say: Callable[[str], None]) -> None:
    """Everything that the browser complains of: errors of scripts, of the policy, of missing files."""

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error" and not any(answer in message.text for answer in ANSWERS):
            say(f"{page.url}: {message.text}")

    page.on("console", heard)
    page.on("pageerror", lambda error: say(f"{page.url}: {error}"))


def signed_in(somebody: Walker, staff: str) -> Walker:
    """Sit down at the desk of this person of the demo city."""
    somebody.go("/demo/")
    somebody.page.get_by_role("button", name=staff).click()
    somebody.settle()
    return somebody
