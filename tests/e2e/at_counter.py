"""What 钱 does at the issuance counter."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.e2e.walker import Walker


def open_sheet(qian: Walker, sheet: str) -> None:
    qian.turn("Alt+1")
    qian.scan(sheet)
    qian.page.wait_for_url(re.compile(f"/issue/sheets/{sheet}/"))


def refuse(qian: Walker, label: str) -> None:
    """The page has marked the field that differs from the intake; `2` refuses the result for it."""
    expect(qian.page.locator("tr", has_text=label).first).to_be_visible()
    qian.press("2", "Control+Enter")
    qian.page.wait_for_url("**?done=signed")
    qian.sees("不予接收", label)


def receive(qian: Walker, shelf: str) -> None:
    """Everything agrees now: a place on the shelf and one chord."""
    qian.press("Control+g")
    qian.write(shelf)
    qian.press("Control+Enter")
    qian.page.wait_for_url("**?done=signed")
    qian.sees(shelf)


def hand_out(qian: Walker, no: str, number: str) -> None:
    """The licence is read: all that lies there for it opens; the receipt is printed to be signed."""
    qian.turn("Alt+2")
    qian.scan(number)
    qian.page.wait_for_url(f"**/cases/{no}/hand-out/")
    qian.press("1", "Control+Enter")
    qian.sees("打印送达回执")


def return_receipt(qian: Walker, no: str) -> None:
    qian.turn("Alt+4")
    qian.page.wait_for_url("**/receipts/")
    qian.page.locator(f"#receipt-{no}").focus()
    qian.press("Control+Enter")
    qian.page.wait_for_url("**/receipts/?done=**")
