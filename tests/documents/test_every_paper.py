"""What holds of every official paper, read back from its PDF."""

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from django.conf import settings

from onewindow.documents.printing import Printer
from onewindow.documents.printing.forms import FORMS
from tests.documents import reading
from tests.documents.samples import SAMPLES

PAPERS = settings.CONTENT_DIR / "papers"
KINDS = sorted(FORMS)
WITHOUT_HEAD = {"paper_labels"}
"""Sheets of stickers: no page head, so no QR code and no number of their own."""
WITHOUT_BARCODE = {"reform_ledger"}
"""Papers about no one thing that a scanner would look up; their QR code leads to the page they were printed from."""


def test_every_form_has_a_template_a_title_and_a_sample() -> None:
    listed = yaml.safe_load((PAPERS / "papers.yaml").read_text("utf-8"))
    assert set(listed) == set(FORMS) == set(SAMPLES) == {file.stem for file in PAPERS.glob("*.typ")}


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_is_archival_pdf_with_its_fonts_inside(printer: Printer, kind: str) -> None:
    pdf = printer.render(kind, SAMPLES[kind])
    metadata = reading.metadata(pdf)
    assert metadata["{http://www.aiim.org/pdfa/ns/id/}part"] == "2"
    assert metadata["{http://www.aiim.org/pdfa/ns/id/}conformance"] == "B"
    assert SAMPLES[kind]["number"] in metadata["{http://purl.org/dc/elements/1.1/}title"]
    fonts = reading.fonts(pdf)
    assert fonts
    assert all(embedded and readable for _, embedded, readable in fonts)
    assert reading.problems(pdf) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_says_everything_it_was_given(printer: Printer, kind: str) -> None:
    said = reading.text(printer.render(kind, SAMPLES[kind]))
    if kind in WITHOUT_HEAD:
        expected = [
            label[key] for label in SAMPLES[kind]["labels"] for key in ("barcode", "case_no", "place")
        ]
    else:
        expected = list(given(without_contacts(kind)))
    assert [text for text in expected if reading.words(text) not in said] == []


@pytest.mark.parametrize("kind", sorted(WITHOUT_BARCODE))
def test_a_scanner_reads_where_a_paper_without_a_number_came_from(printer: Printer, kind: str) -> None:
    data = SAMPLES[kind]
    assert reading.scanned(printer.render(kind, data)) == {("QR Code", data["qr_text"])}


@pytest.mark.parametrize("kind", sorted(set(KINDS) - WITHOUT_HEAD - WITHOUT_BARCODE - {"licence"}))
def test_a_scanner_reads_the_codes_at_the_top_right(printer: Printer, kind: str) -> None:
    data = SAMPLES[kind]
    number = data.get("case_no") or data.get("sheet_no") or data["task_code"]
    found = reading.scanned(printer.render(kind, data))
    assert {("QR Code", data["qr_text"]), ("Code 128", number)} <= found


@pytest.mark.parametrize("kind", sorted(set(KINDS) - WITHOUT_HEAD))
def test_the_foot_names_the_template(printer: Printer, kind: str) -> None:
    name, digest = printer.template_edition(kind).split("#")
    for page in reading.pages(printer.render(kind, SAMPLES[kind])):
        assert f"{name}·{digest[:8]}" in page


def test_labels_carry_the_number_of_their_own_paper(printer: Printer) -> None:
    found = reading.scanned(printer.render("paper_labels", SAMPLES["paper_labels"]))
    assert found == {("Code 128", label["barcode"]) for label in SAMPLES["paper_labels"]["labels"]}


def test_no_template_can_run_text_as_code() -> None:
    assert [file.name for file in PAPERS.rglob("*.typ") if "eval(" in file.read_text("utf-8")] == []


def without_contacts(kind: str) -> dict[str, Any]:
    """Only the papers of the intake and the receipt of acceptance repeat how to reach the applicant."""
    data = SAMPLES[kind]
    left_off = {
        "card_notice": {"id_type", "id_no", "agent"},
        "licence": {"hall"},
        "service_guide": {"chart"},
        "handbook": {"chart"},
    }.get(kind, set())
    if "applicant" in data and kind not in {
        "intake_notice",
        "deferral_commitment",
        "acceptance_notice",
        "instant_result",
    }:
        left_off = left_off | {"legal_person", "phone", "address"}
    return {
        key: {name: text for name, text in entry.items() if name not in left_off}
        if key == "applicant"
        else entry
        for key, entry in data.items()
        if key not in left_off
    }


def given(value: Any, key: str = "") -> Iterator[str]:
    """Texts, and dates in words; codes such as `window` are shown by other words, the seal is checked by eye."""
    if isinstance(value, dict):
        for name, entry in value.items():
            yield from given(entry, name)
    elif isinstance(value, list):
        for entry in value:
            yield from given(entry, key)
    elif isinstance(value, str) and value[:2] == "20" and value[4:5] == "-":
        yield f"{value[:4]}年{int(value[5:7])}月{int(value[8:10])}日"
    elif (isinstance(value, str) and not value.isascii() and key not in {"arc", "middle"}) or (
        isinstance(value, str) and key.endswith(("_no", "number", "phone", "code"))
    ):
        yield value
