"""Files that somebody may bring to do harm, or by mistake, made here byte by byte; none is kept in the tree."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable
from io import BytesIO

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image

PNG = b"\x89PNG\r\n\x1a\n"
Change = Callable[[pikepdf.Pdf], None]


def pdf(change: Change | None = None, **saving: object) -> bytes:
    """A PDF of one page, after `change`."""
    whole, content = pikepdf.new(), BytesIO()
    whole.add_blank_page(page_size=(595, 842))
    if change is not None:
        change(whole)
    whole.save(content, **saving)  # type: ignore[arg-type]
    return content.getvalue()


def with_root(**entries: object) -> bytes:
    def put(whole: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            whole.Root[f"/{name}"] = value

    return pdf(put)


def with_page(**entries: object) -> bytes:
    def put(whole: pikepdf.Pdf) -> None:
        for name, value in entries.items():
            whole.pages[0].obj[f"/{name}"] = value

    return pdf(put)


def action(kind: str, **entries: object) -> Dictionary:
    return Dictionary({"/S": Name(f"/{kind}"), **{f"/{name}": value for name, value in entries.items()}})


def script() -> Dictionary:
    return action("JavaScript", JS="app.alert(1)")


def annotation(subtype: str, **entries: object) -> Dictionary:
    given = {f"/{name}": value for name, value in entries.items()}
    return Dictionary(
        {"/Type": Name.Annot, "/Subtype": Name(f"/{subtype}"), "/Rect": Array([0, 0, 9, 9]), **given}
    )


def hidden_script() -> bytes:
    """A script inside an object stream, where a search of the bytes does not see it."""

    def put(whole: pikepdf.Pdf) -> None:
        whole.Root.Names = whole.make_indirect(
            Dictionary(JavaScript=whole.make_indirect(Dictionary(Names=Array(["a", script()]))))
        )

    return pdf(put, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def unpacking_structure(megabytes: int) -> bytes:
    """A few hundred KB whose one object stream, needed to read the structure, unpacks to this much."""
    filled = b"4 0 << /Type /Catalog /Pages 2 0 R >>" + b" " * (megabytes * 2**20)
    packed, out, places = zlib.compress(filled, 9), BytesIO(), {}
    bodies = {
        2: b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        3: b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
        6: b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream" % (len(packed), packed),
    }  # fmt: skip
    out.write(b"%PDF-1.5\n")
    for number, body in bodies.items():
        places[number] = out.tell()
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    rows = {number: (1, place, 0) for number, place in places.items()} | {4: (2, 6, 0), 7: (1, out.tell(), 0)}
    table = b"".join(struct.pack(">BIB", *rows.get(number, (0, 0, 0))) for number in range(8))
    head = b"7 0 obj\n<< /Type /XRef /Size 8 /W [1 4 1] /Root 4 0 R /Length %d >>\nstream\n%b\nendstream\nendobj\n"
    start = out.tell()
    out.write(head % (len(table), table) + b"startxref\n%d\n%%%%EOF" % start)
    return out.getvalue()


def pages(count: int) -> bytes:
    whole, content = pikepdf.new(), BytesIO()
    for _ in range(count):
        whole.add_blank_page()
    whole.save(content)
    return content.getvalue()


def many_objects(count: int) -> bytes:
    def put(whole: pikepdf.Pdf) -> None:
        whole.Root.X = Array([whole.make_indirect(Dictionary(A=n)) for n in range(count)])

    return pdf(put, object_stream_mode=pikepdf.ObjectStreamMode.disable)


def own_parent() -> bytes:
    """A tree of pages that contains itself."""

    def put(whole: pikepdf.Pdf) -> None:
        whole.Root.Pages.Kids.append(whole.Root.Pages)

    return pdf(put)


def packed(*, files: dict[str, bytes], tail: bytes = b"") -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, inside in files.items():
            archive.writestr(name, inside)
        archive.comment = tail
    return content.getvalue()


def office(part: str, inside: bytes) -> bytes:
    types = (
        b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
    )
    return packed(files={"[Content_Types].xml": types, "word/document.xml": b"<w:document/>", part: inside})


def picture(sort: str, size: tuple[int, int] = (60, 40), mode: str = "RGB", **saving: object) -> bytes:
    content = BytesIO()
    Image.new(mode, size).save(content, sort, **saving)
    return content.getvalue()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png_of(width: int, height: int, *chunks: bytes, packed_rows: bytes | None = None) -> bytes:
    """A PNG with a header of this size and whatever else."""
    rows = zlib.compress(b"\0" * 100) if packed_rows is None else packed_rows
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return PNG + header + b"".join(chunks) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def gone_over_again(times: int) -> bytes:
    """A progressive JPEG that repeats its last scan: each one costs another pass over the whole picture."""
    whole = picture("JPEG", (400, 400), progressive=True)
    last = whole.rindex(b"\xff\xda")
    return whole[:last] + whole[last:-2] * times + b"\xff\xd9"


def wide_jpeg(width: int, height: int) -> bytes:
    """A small JPEG whose header promises this size."""
    whole = bytearray(picture("JPEG"))
    at = whole.index(b"\xff\xc0") + 5
    whole[at : at + 4] = struct.pack(">HH", height, width)
    return bytes(whole)
