"""Scans and photographs of materials (电子材料): accepted by what is in them, never by what they are called."""

from __future__ import annotations

import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import PurePath

import pikepdf
import puremagic
from django.conf import settings
from django.core.files import File
from PIL import Image, ImageOps

from onewindow.core.plain import plain
from onewindow.core.refusal import Refusal

MOST_PIXELS = {"JPEG": 50_000_000, "PNG": 24_000_000}
"""What one picture may take when unpacked: 150 MB for a phone's largest JPEG, 96 MB for an A3 scan as PNG."""
MOST_PAGES = 300
MOST_OBJECTS = 50_000
MOST_OBJECT_STREAMS = 300
"""What a PDF may have inside: 50,000 things take 2 seconds to look at, a scan of 300 pages has some 2,000."""
MOST_SCANS = 100
"""How many times a progressive JPEG may go over its picture; cameras and programs do so 10 times."""
_OBJECT_STREAM = re.compile(rb"/(?:F|#46)(?:i|#69)(?:r|#72)(?:s|#73)(?:t|#74)\b")
TANGLED = "内部结构过于复杂，不能收。请“打印”成普通 PDF 后再传。"
MARKS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", "application/pdf"))
KNOWN = {
    ".exe": "Windows 程序", ".docx": "Office 或压缩文件", ".doc": "Word 文档", ".gif": "GIF 动图", ".heif": "HEIC 照片",
    ".heic": "HEIC 照片", ".webp": "WebP 图片", ".tiff": "TIFF 图片", ".tif": "TIFF 图片", ".bmp": "BMP 图片",
    ".zip": "压缩文件", ".html": "网页", ".svg": "SVG 图形",
}  # fmt: skip
ACTIVE = frozenset({"/JS", "/JavaScript", "/EmbeddedFiles", "/EF", "/XFA", "/RichMediaContent"})
ACTIONS = frozenset(
    {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/Rendition", "/RichMediaExecute"}
)
MOVES = frozenset({"/GoTo", "/Named"})
"""What a PDF may do by itself when it is opened: show one of its own pages."""
# Process-wide; 400 KB can unpack to a gigabyte while the structure is read. Pages themselves are not unpacked here.
pikepdf.settings.set_qpdf_limits(flate_max_memory=2**20, run_length_max_memory=2**20, max_stream_filters=4)
PICTURE_FAULTS = (OSError, SyntaxError, ValueError, EOFError, struct.error, zlib.error)


class UploadFault(Refusal):
    """A file that cannot be kept; the message names it and says what to do instead."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__("upload-refused", f"文件“{PurePath(name).name[:60]}”{why}", status=422)


@dataclass(frozen=True)
class Upload:
    """One file as it is kept: pictures made anew without anything hidden in them, PDFs as they came."""

    name: str
    content: bytes
    mime: str
    pages: int

    @property
    def is_picture(self) -> bool:
        return self.mime.startswith("image/")


def checked(file: File[bytes]) -> Upload:
    """The file, if it is what a window can keep. Raises UploadFault (422) in the words of the person."""
    name = _called(file.name or "")
    if not file.size:
        raise UploadFault(name, "是空的，请重新扫描或选择。")
    if file.size > settings.UPLOAD_LIMIT_BYTES:
        largest = settings.UPLOAD_LIMIT_BYTES // 2**20
        raise UploadFault(name, f"有 {file.size / 2**20:.1f} MB，超过 {largest} MB，请压缩或分成几个文件。")
    file.seek(0)
    content = file.read()
    mime = _mime(name, content)
    return _pdf(name, content) if mime == "application/pdf" else _picture(name, content, mime)


def _called(name: str) -> str:
    """The last part of what the file was called, readable on one line."""
    last = PurePath(plain(name).replace("\\", "/")).name
    return " ".join(last.split())[:100] or "未命名"


def sifted(files: Iterable[File[bytes]]) -> tuple[list[Upload], list[str]]:
    """The files that can be kept, and of the others why not."""
    kept, faults = [], []
    for file in files:
        try:
            kept.append(checked(file))
        except UploadFault as fault:
            faults.append(fault.message)
    return kept, faults


def joined(uploads: Sequence[Upload]) -> Upload | None:
    """One file for one material: several pictures and PDFs become the pages of one PDF."""
    if len(uploads) < 2:
        return next(iter(uploads), None)
    whole = pikepdf.new()
    for upload in uploads:
        content = _page_of(upload) if upload.is_picture else upload.content
        with pikepdf.open(BytesIO(content)) as part:
            whole.add_pages_from(part)
    kept = BytesIO()
    whole.save(kept, deterministic_id=True, stream_decode_level=pikepdf.StreamDecodeLevel.none)
    return Upload(
        f"{uploads[0].name} 等 {len(uploads)} 个文件", kept.getvalue(), "application/pdf", len(whole.pages)
    )


def _mime(name: str, content: bytes) -> str:
    for mark, mime in MARKS:
        if content.startswith(mark):
            return mime
    raise UploadFault(name, f"{_what_it_is(content)}，不能收。请上传 JPG、PNG 或 PDF。")


def _what_it_is(content: bytes) -> str:
    try:
        extension = str(puremagic.from_string(content[:4096]))
    except (puremagic.PureError, ValueError):
        return "的内容认不出来"
    return f"的内容其实是{KNOWN.get(extension, ' ' + extension.lstrip('.').upper() + ' 文件')}"


def _picture(name: str, content: bytes, mime: str) -> Upload:
    sort = "JPEG" if mime == "image/jpeg" else "PNG"
    try:
        if sort == "PNG" and b"IEND" not in content[-1024:]:
            raise EOFError
        if content.count(b"\xff\xda") > MOST_SCANS and sort == "JPEG":
            raise UploadFault(name, "展开后过大，不能收。请重新扫描或拍照。")
        with Image.open(BytesIO(content), formats=(sort,)) as image:
            _bounded(name, image, sort)
            image.load()
            upright = ImageOps.exif_transpose(image)
            kept = BytesIO()
            _flat(upright).save(kept, sort, quality=88)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning):
        raise UploadFault(name, "展开后过大，不能收。请重新扫描或拍照。") from None
    except PICTURE_FAULTS:
        raise UploadFault(name, "不完整或已损坏，打不开。请重新扫描或拍照。") from None
    return Upload(name, kept.getvalue(), mime, 1)


def _bounded(name: str, image: Image.Image, sort: str) -> None:
    if image.width * image.height > MOST_PIXELS[sort]:
        size = f"{image.width}×{image.height}"
        raise UploadFault(name, f"有 {size} 像素，展开后过大，不能收。请用 300 dpi 重新扫描。")


def _flat(image: Image.Image) -> Image.Image:
    """Without transparency, colour profiles of odd kinds or any notes of the camera."""
    if image.mode in {"RGBA", "LA", "PA"} or "transparency" in image.info:
        paper = Image.new("RGB", image.size, "white")
        layer = image.convert("RGBA")
        paper.paste(layer, mask=layer.getchannel("A"))
        return paper
    plain = image if image.mode in {"1", "L", "RGB"} else image.convert("RGB")
    plain.info = {}
    return plain


def _page_of(upload: Upload) -> bytes:
    page = BytesIO()
    with Image.open(BytesIO(upload.content)) as image:
        _flat(image).save(page, "PDF", resolution=150)
    return page.getvalue()


def _pdf(name: str, content: bytes) -> Upload:
    if b"%%EOF" not in content[-2048:]:
        raise UploadFault(name, "不完整（PDF 没有结尾），可能没有传完。请重新扫描或另存后再传。")
    if zipfile.is_zipfile(BytesIO(content)):
        raise UploadFault(name, "同时又是压缩文件，不能收。请“打印”成普通 PDF 后再传。")
    if len(_OBJECT_STREAM.findall(content)) > MOST_OBJECT_STREAMS:
        raise UploadFault(name, TANGLED)
    try:
        with pikepdf.open(BytesIO(content), attempt_recovery=False) as pdf:
            pages = _pages(name, pdf)
    except pikepdf.PasswordError:
        raise UploadFault(name, "设有密码，打不开。请去掉密码后再传。") from None
    except (pikepdf.PdfError, ValueError, RuntimeError):
        raise UploadFault(name, "不完整或已损坏，打不开。请重新扫描或另存后再传。") from None
    if not 0 < pages <= MOST_PAGES:
        raise UploadFault(name, f"有 {pages} 页，每个文件须有 1 到 {MOST_PAGES} 页。")
    return Upload(name, content, "application/pdf", pages)


def _pages(name: str, pdf: pikepdf.Pdf) -> int:
    """How many pages it has, when nothing in it is more than pages."""
    if pdf.is_encrypted:
        raise UploadFault(name, "设有密码或权限限制，请去掉密码后再传。")
    if int(pdf.trailer.get("/Size", 0)) > MOST_OBJECTS:
        raise UploadFault(name, TANGLED)
    pages = len(pdf.pages)
    if _is_active(pdf):
        raise UploadFault(name, "含有脚本、附件或动态表单，不能收。请“打印”成普通 PDF 后再传。")
    return pages


def _is_active(pdf: pikepdf.Pdf) -> bool:
    return any(_does_something(thing, 0) for thing in (pdf.trailer, *pdf.objects))


def _acts_by_itself(thing: pikepdf.Object) -> bool:
    """Whether opening the file or one of its pages does more than show a page."""
    opened, others = thing.get("/OpenAction"), thing.get("/AA")
    actions = [opened, *(others.values() if isinstance(others, pikepdf.Dictionary) else ())]
    return any(isinstance(one, pikepdf.Dictionary) and str(one.get("/S", "")) not in MOVES for one in actions)


def _does_something(thing: object, depth: int) -> bool:
    """Whether a direct object carries a script or an action; indirect ones come by themselves."""
    if isinstance(thing, pikepdf.Array):
        inner: list[object] = [item for item in thing if isinstance(item, pikepdf.Array | pikepdf.Dictionary)]
        return depth < 20 and any(_direct(item) and _does_something(item, depth + 1) for item in inner)
    if not isinstance(thing, pikepdf.Dictionary | pikepdf.Stream):
        return False
    if ACTIVE & set(thing.keys()) or str(thing.get("/S", "")) in ACTIONS or _acts_by_itself(thing):
        return True
    values = [value for _, value in thing.items() if isinstance(value, pikepdf.Array | pikepdf.Dictionary)]
    return depth < 20 and any(_direct(value) and _does_something(value, depth + 1) for value in values)


def _direct(thing: object) -> bool:
    return isinstance(thing, pikepdf.Object) and not thing.is_indirect
