"""Scans are kept for what is in them; whatever cannot be kept is named, with what to do instead."""

from __future__ import annotations

from io import BytesIO

import pikepdf
import pytest
from PIL import Image
from pytest_django.fixtures import Settings

from onewindow.cases.uploads import Upload, UploadFault, checked, joined
from tests.web.desk import scans


def refused(name: str, content: bytes) -> str:
    with pytest.raises(UploadFault) as fault:
        checked(scans.file(name, content))
    assert f"“{name}”" in fault.value.message
    return fault.value.message


def test_a_photograph_is_kept_upright_and_without_the_notes_of_the_camera() -> None:
    kept = checked(scans.file("plan.jpg", scans.photo(size=(60, 40), orientation=6)))
    with Image.open(BytesIO(kept.content)) as image:
        assert image.size == (40, 60)
        assert not image.getexif()
    assert (kept.mime, kept.pages) == ("image/jpeg", 1)
    assert "李秀英".encode() not in kept.content


def test_a_transparent_drawing_is_kept_on_white_paper() -> None:
    kept = checked(scans.file("seal.png", scans.drawing()))
    with Image.open(BytesIO(kept.content)) as image:
        assert image.mode == "RGB"
        assert image.getpixel((0, 0)) == (255, 255, 255)


def test_a_pdf_is_kept_byte_for_byte_with_its_pages_counted() -> None:
    content = scans.pdf(pages=3)
    assert checked(scans.file("contract.pdf", content)) == Upload(
        "contract.pdf", content, "application/pdf", 3
    )


def test_a_picture_called_pdf_is_taken_for_the_picture_it_is() -> None:
    assert checked(scans.file("plan.pdf", scans.photo())).mime == "image/jpeg"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("empty.jpg", b"", "是空的"),
        ("letter.jpg", b"PK\x03\x04" + b"\0" * 60, "Office 或压缩文件"),
        ("photo.jpg", b"MZ\x90\x00" + b"\0" * 60, "Windows 程序"),
        ("phone.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC 照片"),
        ("notes.pdf", "只是文字".encode(), "认不出来"),
        ("page.png", b"<html><script>1</script></html>", "不能收"),
    ],
)
def test_a_wrong_or_disguised_file_is_called_what_it_is(name: str, content: bytes, words: str) -> None:
    message = refused(name, content)
    assert words in message
    assert message.endswith(("请上传 JPG、PNG 或 PDF。", "请重新扫描或选择。"))


def test_a_cut_photograph_is_refused() -> None:
    whole = scans.photo(size=(400, 400))
    assert "不完整或已损坏" in refused("cut.jpg", whole[: len(whole) // 2])


def test_a_cut_png_is_refused() -> None:
    whole = scans.drawing()
    assert "不完整或已损坏" in refused("cut.png", whole[:-20])


def test_a_cut_pdf_is_refused() -> None:
    whole = scans.pdf(pages=5)
    assert "不完整" in refused("cut.pdf", whole[: len(whole) // 2])


def test_a_pdf_whose_middle_was_lost_is_refused() -> None:
    whole = scans.pdf(pages=5)
    assert "不完整或已损坏" in refused("hole.pdf", whole[:100] + whole[-60:])


@pytest.mark.parametrize("user", ["secret", ""])
def test_a_locked_pdf_is_refused(user: str) -> None:
    assert "密码" in refused("locked.pdf", scans.locked_pdf(user))


def test_a_pdf_with_a_script_is_refused() -> None:
    assert "含有脚本" in refused("script.pdf", scans.scripted_pdf())


def test_a_pdf_with_a_program_attached_is_refused() -> None:
    assert "附件" in refused("attached.pdf", scans.pdf_with_a_program())


def test_a_picture_that_unpacks_to_gigabytes_is_refused_unopened() -> None:
    message = refused("bomb.png", scans.pixel_bomb())
    assert "展开后过大" in message


def test_a_file_over_the_limit_is_refused_with_its_size(settings: Settings) -> None:
    settings.UPLOAD_LIMIT_BYTES = 2**20
    assert "1.5 MB，超过 1 MB" in refused("big.jpg", b"\xff\xd8\xff" + b"\0" * (3 * 2**19))


def test_several_scans_of_one_material_become_the_pages_of_one_pdf() -> None:
    parts = [checked(scans.file("1.jpg", scans.photo())), checked(scans.file("2.pdf", scans.pdf(pages=2)))]
    whole = joined(parts)
    assert whole is not None
    with pikepdf.open(BytesIO(whole.content)) as document:
        assert len(document.pages) == whole.pages == 3


def test_one_scan_stays_as_it_is_and_none_is_none() -> None:
    one = checked(scans.file("1.jpg", scans.photo()))
    assert joined([one]) is one
    assert joined([]) is None
