"""A body that did not arrive whole never reaches a form."""

from __future__ import annotations

import io
from typing import Any

import pytest

from onewindow.config.bodies import readable_type, whole_bodies


def seen(environ: dict[str, Any]) -> dict[str, Any]:
    """What the application behind the wrapper sees."""
    got: dict[str, Any] = {}

    def application(inner: dict[str, Any], start_response: Any) -> list[bytes]:
        got.update(fault=inner.get("onewindow.body_fault", 0), body=inner["wsgi.input"].read())
        return []

    whole_bodies(application, most=100)(environ, None)  # type: ignore[arg-type]
    return got


def test_a_whole_body_arrives_as_it_was_sent() -> None:
    assert seen({"CONTENT_LENGTH": "5", "wsgi.input": io.BytesIO(b"12345")}) == {"fault": 0, "body": b"12345"}


@pytest.mark.parametrize(
    ("length", "sent", "fault"),
    [
        ("9", b"12345", 400),
        ("x", b"12345", 400),
        ("-5", b"12345", 400),
        ("²", b"12345", 400),
        ("101", b"1" * 101, 413),
    ],
)
def test_a_cut_or_oversize_body_is_named_and_never_parsed(length: str, sent: bytes, fault: int) -> None:
    assert seen({"CONTENT_LENGTH": length, "wsgi.input": io.BytesIO(sent)}) == {"fault": fault, "body": b""}


def test_a_body_without_a_length_is_not_read() -> None:
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input": io.BytesIO(b"12345")}
    assert seen(chunked) == {"fault": 411, "body": b""}


def test_bytes_after_the_declared_length_are_not_part_of_the_body() -> None:
    assert seen({"CONTENT_LENGTH": "3", "wsgi.input": io.BytesIO(b"12345")}) == {"fault": 0, "body": b"123"}


@pytest.mark.parametrize(
    ("declared", "kept"),
    [
        ("application/x-www-form-urlencoded; charset=UTF-8", "application/x-www-form-urlencoded"),
        ("Application/JSON", "application/json"),
        ("multipart/form-data; boundary=----WebKitFormBoundaryAb+1'", "multipart/form-data; boundary=\"----WebKitFormBoundaryAb+1'\""),
        ('multipart/form-data; boundary="a b"; charset=utf-8', 'multipart/form-data; boundary="a b"'),
        ("multipart/form-data; boundary=\xff", "multipart/form-data"), (";;;=", ""), ("", ""),
    ],
)  # fmt: skip
def test_of_a_declared_type_only_what_we_read_is_passed_on(declared: str, kept: str) -> None:
    assert readable_type(declared) == (kept, True)


@pytest.mark.parametrize(
    "charset", ["=gbk", "=hex", "=no-such", "*=nosuch''x", '="utf-16"', "=utf-8; charset=utf-7"]
)
def test_text_in_another_notation_is_refused_before_anything_reads_it(charset: str) -> None:
    cut: dict[str, Any] = {
        "CONTENT_LENGTH": "3",
        "wsgi.input": io.BytesIO(b"a=b"),
        "CONTENT_TYPE": f"text/plain; charset{charset}",
    }
    assert seen(cut)["fault"] == 400
    assert "charset" not in cut["CONTENT_TYPE"]
