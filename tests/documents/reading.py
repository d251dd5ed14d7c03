"""Reads a printed paper back with tools that had no part in making it."""

import io
import re
from typing import Any

import pikepdf
import pypdfium2  # type: ignore[import-untyped]
import zxingcpp


def words(text: str) -> str:
    """The text without spaces, line ends and break opportunities: what is said, not how it is set."""
    return re.sub(r"[\s\u200b\u00ad\ufffe]+", "", text)


def pages(pdf: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(pdf)
    try:
        return [words(page.get_textpage().get_text_bounded()) for page in document]
    finally:
        document.close()


def text(pdf: bytes) -> str:
    return "".join(pages(pdf))


def scanned(pdf: bytes) -> set[tuple[str, str]]:
    """(format, content) of every code a scanner finds on the first page at 200 dpi."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        picture = document[0].render(scale=200 / 72).to_pil()
    finally:
        document.close()
    return {(str(code.format), code.text) for code in zxingcpp.read_barcodes(picture)}


def metadata(pdf: bytes) -> dict[str, str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {str(key): str(value) for key, value in document.open_metadata().items()}


def fonts(pdf: bytes) -> list[Any]:
    """Font descriptors of all composite fonts on all pages."""
    found: list[Any] = []
    with pikepdf.open(io.BytesIO(pdf)) as document:
        for page in document.pages:
            for font in page.Resources.get("/Font", {}).values():
                for descendant in font.get("/DescendantFonts", [font]):
                    descriptor = descendant.FontDescriptor
                    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
                    found.append((str(descriptor.FontName), embedded, "/ToUnicode" in font))
    return found


def problems(pdf: bytes) -> list[str]:
    """What qpdf finds wrong with the file's structure."""
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [str(problem) for problem in document.check_pdf_syntax()]


def rightmost(pdf: bytes) -> float:
    """Right edge in millimetres of the text that stands furthest to the right."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        edges = []
        for page in document:
            textpage = page.get_textpage()
            edges += [textpage.get_rect(i)[2] for i in range(textpage.count_rects())]
    finally:
        document.close()
    return float(max(edges)) * 25.4 / 72
