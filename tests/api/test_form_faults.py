"""Forms that are none, or have something in them that nobody reads: refused, and never a fault of ours."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any

import pytest
from django.test import RequestFactory

from onewindow.api.forms import read_form
from onewindow.api.problems import Problem
from onewindow.cases.models import Case
from tests.api.program import Program
from tests.api.sent import Part, fields, picture, said, scan, written

pytestmark = pytest.mark.django_db
KEY = "a-form-of-one-intake"


MISPLACED: dict[str, tuple[Callable[[Part], list[Part]], str]] = {
    "no JSON": (lambda body: [scan("a")], "body"),
    "twice the JSON": (lambda body: [body, body], "body"),
    "a stranger": (lambda body: [body, Part("note", b"x")], "note"),
    "a file without a material": (lambda body: [body, Part("file-", picture(), "a.png")], "file-"),
    "a file for no such name": (lambda body: [body, Part("file-表", picture(), "a.png")], "file-表"),
    "a control character": (lambda body: [body, scan("a", filename="a\x01b.png")], "file-a"),
    "a long name": (lambda body: [body, scan("a", filename="名" * 61)], "file-a"),
    "twenty-one files": (lambda body: [body, *[scan("a")] * 21], "file-a"),
    "two hundred parts": (lambda body: [body, *[Part(f"n{n}", b"") for n in range(201)]], "n199"),
}


@pytest.mark.parametrize("how", MISPLACED)
def test_whatever_has_no_place_is_refused(hall: Program, body: dict[str, Any], how: str) -> None:
    parts, field = MISPLACED[how]
    refused = hall.send_form("cases", parts(written(body)), acting="wang")
    assert said(refused) == (422, "invalid-body")
    assert field in fields(refused)


MALFORMED: dict[str, tuple[list[Part], str]] = {
    "a part without a name": ([Part("", b"x")], "invalid-form"),
    "a part in base64": (
        [scan("a"), Part("b", b"eA==", more="Content-Transfer-Encoding: base64\r\n")],
        "invalid-form",
    ),
    "headers that are none": ([Part('a"\r\nX', b"x", more="\xff")], "invalid-form"),
    "JSON that is none": ([Part("body", b"{")], "invalid-json"),
    "JSON in another alphabet": ([Part("body", '{"a": "é"}'.encode("latin-1"))], "invalid-json"),
    "a number that is none": ([Part("body", b'{"a": NaN}')], "invalid-json"),
}


@pytest.mark.parametrize("how", MALFORMED)
def test_a_form_that_is_none_is_refused(hall: Program, how: str) -> None:
    parts, code = MALFORMED[how]
    assert said(hall.send_form("cases", parts, acting="wang")) == (400, code)


@pytest.mark.parametrize("cut", [2, 4, 8, 30, 60])
def test_a_form_that_was_cut_off_is_never_received(
    hall: Program, body: dict[str, Any], material: str, cut: int
) -> None:
    answer = hall.send_form("cases", [written(body), scan(material)], acting="wang", cut=cut)
    if cut == 2:
        assert answer.status_code == 201, "the line end after the last boundary says nothing"
        return
    assert said(answer) == (400, "invalid-form")
    assert not Case.objects.exists()


@pytest.mark.parametrize("declared", ["", "; boundary=", "; boundary=other", '; boundary="汉"'])
def test_a_boundary_must_be_the_one_that_is_used(hall: Program, declared: str) -> None:
    content = written({}).written("mine") + b"--mine--\r\n"
    headers = {"Authorization": f"Bearer {hall.token}", "OneWindow-Acting": "wang", "Idempotency-Key": KEY}
    answer = hall.client.post(
        "/api/v1/cases", content, content_type=f"multipart/form-data{declared}", headers=headers
    )
    assert said(answer) == (400, "invalid-form")


def test_whatever_befalls_the_bytes_of_a_form_is_said_and_no_fault_of_ours() -> None:
    """Bytes flipped, doubled, taken out and swapped: a form or a Problem, never anything else."""
    sent = [written({"a": "汉"}), scan("a"), scan("b", filename='汉 "1".png')]
    whole = b"".join(part.written("mine") for part in sent) + b"--mine--\r\n"
    chance, heard = Random(20261122), set()
    for _ in range(2_000):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            where, length = chance.randrange(len(content)), chance.randint(0, 40)
            content[where : where + length] = chance.choice(
                [
                    b"",
                    content[:length],
                    b"\r\n",
                    b"--mine",
                    b"\x00\xff",
                    bytes([chance.randrange(256)]),
                    b";" * 300,
                ]
            )
        request = RequestFactory().post(
            "/", bytes(content), content_type="multipart/form-data; boundary=mine"
        )
        try:
            read_form(request)
            heard.add("read")
        except Problem as problem:
            heard.add(problem.code)
        finally:
            request.close()
    assert heard == {"read", "invalid-form", "invalid-body"}


def test_who_may_not_act_learns_nothing_of_the_form(hall: Program, scjg: Program) -> None:
    broken = [Part("", b"x")]
    assert said(hall.send_form("cases", broken, acting="zhao")) == (403, "acting-not-entitled")
    assert said(scjg.send_form("cases/99010220261120000127/acceptance", broken, acting="zhao")) == (
        415, "media-type",
    )  # fmt: skip


def test_a_long_part_lies_on_the_disk_and_is_closed_with_the_request() -> None:
    long, short = b"x" * (3 * 1024 * 1024), b"y" * 1024
    parts = [Part("body", b"{}"), Part("file-a", long, "a.png"), Part("file-b", short, "b.png")]
    content = b"".join(part.written("mine") for part in parts) + b"--mine--"
    request = RequestFactory().post("/", content, content_type="multipart/form-data; boundary=mine")
    form = read_form(request)
    ((big,), (small,)) = form.files["a"], form.files["b"]
    assert (big.size, small.size) == (len(long), len(short))
    rolled: list[Any] = [big.file, small.file]
    assert [one._rolled for one in rolled] == [True, False]
    assert big.read() == long
    request.close()
    assert [one.closed for one in rolled] == [True, True]
