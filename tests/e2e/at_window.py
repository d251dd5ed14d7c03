"""What 王 does at the comprehensive window, key by key."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from playwright.sync_api import FilePayload, expect

from onewindow.people.register import PartyFacts
from tests.e2e.walker import Walker

HERE = "document.activeElement"


@dataclass(frozen=True)
class Receipt:
    """What stands on the applicant's receipt: the number of the case and the code to follow it by."""

    no: str
    code: str


def picture() -> FilePayload:
    """A photograph of a sheet of paper."""
    sheet = BytesIO()
    Image.new("RGB", (600, 848), "white").save(sheet, "JPEG")
    return {"name": "布局图.jpg", "mimeType": "image/jpeg", "buffer": sheet.getvalue()}


def find_item(wang: Walker, initials: str, slug: str) -> None:
    """Letters and Enter, from the desk's first page."""
    expect(wang.page.locator("#lookup")).to_be_focused()
    wang.letters(initials)
    expect(wang.page.locator("#hits [data-hit]").first).to_be_visible()
    wang.press("Enter")
    wang.page.wait_for_url(f"**/intake/{slug}/")


def read_number(wang: Walker, applicant: PartyFacts) -> None:
    wang.scan(applicant.number)
    expect(wang.page.locator("dl.known")).to_contain_text(applicant.name)


def answer(wang: Walker, *digits: str) -> None:
    """The situations; the last answer fetches the list of materials."""
    for digit in digits:
        expect(wang.page.locator("[data-question] input:focus")).to_have_count(1)
        wang.press(digit)
    expect(wang.page.locator("[data-row] input:focus")).to_have_count(1)


def check_materials(wang: Walker, photographed: str = "") -> None:
    """`1` for every row that needs a hand; one of them is photographed."""
    page = wang.page
    while page.evaluate(f"Boolean({HERE}.closest('[data-row]'))"):
        row = str(page.evaluate(f"{HERE}.closest('[data-row]').id"))
        if photographed and row.endswith(f"-{photographed}"):
            page.once("filechooser", lambda chooser: None)
            wang.press("s")
            page.set_input_files(f"#id_file-{photographed}", picture())
            seen = page.locator(f"[data-scans={photographed}] a")
            expect(seen).to_have_count(1)
            assert wang.context.request.get(seen.get_attribute("href") or "").ok
            page.focus(f"#{row} input[type=radio]")
        wang.press("1")
        page.wait_for_function(f"id => {HERE}.closest('[data-row]')?.id !== id", arg=row)


def write_form(wang: Walker, values: dict[str, str]) -> None:
    """Only what nobody knows yet is asked; Enter goes to the next empty field, and at last to the button."""
    for _ in values:
        name = str(wang.page.evaluate(f"{HERE}.name.slice(5)"))
        if wang.page.evaluate(f"{HERE}.matches('select')"):
            wang.press("ArrowDown")
        else:
            wang.write(values[name])
        wang.press("Enter")


def finish(wang: Walker) -> Receipt:
    wang.press("Control+Enter")
    wang.page.wait_for_url("**/received/")
    shown = wang.page.locator(".big-numbers dd")
    texts = [re.sub(r"\s", "", text) for text in shown.all_inner_texts()]
    return Receipt(texts[0], texts[1] if len(texts) > 1 else "")


def hand_over(wang: Walker, no: str) -> str:
    """One scan for the case, one chord for the sheet; returns the number of the sheet."""
    wang.turn("Alt+3")
    wang.page.wait_for_url("**/handover/")
    barcode = wang.page.locator(f"[data-case='{no}'] input[name=paper]").first.get_attribute("value")
    wang.scan(barcode or "")
    expect(wang.page.locator(f"[data-case='{no}'] input[name=paper]:not(:checked)")).to_have_count(0)
    wang.press("Control+Enter")
    wang.page.wait_for_url(re.compile(r"/handover/[^/]+/"))
    return wang.page.url.rstrip("/").rsplit("/", 1)[1]


def serve(wang: Walker, no: str, title: str) -> None:
    """Tell the applicant what the agency has written, and put down that it was told."""
    wang.turn("Alt+2")
    wang.page.wait_for_url("**/notices/")
    row = wang.page.locator("tr", has_text=no).filter(has_text=title)
    wang.click(row.get_by_role("link", name=title).first)
    wang.page.wait_for_url(re.compile(r"/notices/[0-9a-f-]{36}/"))
    wang.press("Control+Enter")
    wang.page.wait_for_url("**/notices/")


def take_supplement(wang: Walker, no: str, applicant: PartyFacts) -> None:
    """The applicant brings what the notice asked for."""
    wang.go(f"/desk/cases/{no}/")
    wang.click(wang.page.locator("main .actions a", has_text="补正").first)
    check_materials(wang)
    wang.press("Control+Enter")
    wang.sees(applicant.name)


def sees_paper(wang: Walker, title: str) -> None:
    """The paper is there as a PDF, ready for the printer."""
    link = wang.page.locator(f"section[aria-label='{title}'] a[data-print]")
    printed = wang.context.request.get(link.get_attribute("href") or "")
    assert printed.body().startswith(b"%PDF-"), f"{title} is no PDF"
