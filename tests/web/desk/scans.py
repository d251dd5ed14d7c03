"""Files as they come to a window: good ones, broken ones and ones that pretend."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"


def photo(*, size: tuple[int, int] = (60, 40), orientation: int | None = None) -> bytes:
    """A JPEG, with the camera's notes when an orientation is given."""
    image, content = Image.new("RGB", size, "white"), BytesIO()
    exif = Image.Exif()
    if orientation:
        exif[0x0112] = orientation
        exif[0x010F] = "camera of 李秀英"
    image.save(content, "JPEG", exif=exif.tobytes())
    return content.getvalue()


def drawing() -> bytes:
    """A PNG with a transparent ground and a hidden note."""
    content = BytesIO()
    Image.new("RGBA", (30, 30), (0, 0, 0, 0)).save(content, "PNG")
    return content.getvalue()


def pdf(*, pages: int = 1) -> bytes:
    whole, content = pikepdf.new(), BytesIO()
    for _ in range(pages):
        whole.add_blank_page(page_size=(595, 842))
    whole.save(content)
    return content.getvalue()


def locked_pdf(user: str = "secret") -> bytes:
    whole, content = pikepdf.new(), BytesIO()
    whole.add_blank_page()
    whole.save(content, encryption=pikepdf.Encryption(owner="owner", user=user))
    return content.getvalue()


def scripted_pdf() -> bytes:
    whole, content = pikepdf.new(), BytesIO()
    whole.add_blank_page()
    whole.Root.OpenAction = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert(1)")
    whole.save(content)
    return content.getvalue()


def pdf_with_a_program() -> bytes:
    whole, content = pikepdf.new(), BytesIO()
    whole.add_blank_page()
    whole.attachments["run.exe"] = b"MZ"
    whole.save(content)
    return content.getvalue()


def pixel_bomb() -> bytes:
    """A PNG of 40,000 × 40,000 pixels in a few hundred bytes."""
    header = struct.pack(">IIBBBBB", 40_000, 40_000, 8, 2, 0, 0, 0)
    return PNG + _chunk(b"IHDR", header) + _chunk(b"IDAT", zlib.compress(b"\0" * 100)) + _chunk(b"IEND", b"")


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def file(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
