"""What each code means, for whoever met it: data for programs, and a page for a person's browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar

from django.http import HttpResponse
from django.template.loader import render_to_string
from ninja import Router

from onewindow.api.call import Call
from onewindow.api.door import read
from onewindow.api.fields import Example, Given
from onewindow.api.problems import ADVICE, KINDS, Problem
from onewindow.api.problems.answering import TYPES

router = Router(tags=["接口本身"])
STYLED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


class Meaning(Given):
    """`advice` says what a program does then."""

    EXAMPLE: ClassVar[Example] = {
        "type": f"{TYPES}wrong-stage", "code": "wrong-stage", "status": 409, "title": "现在不能办这一步",
        "meaning": "所处的环节不能办理这一步。", "advice": ADVICE[409],
    }  # fmt: skip
    type: str
    code: str
    status: int
    title: str
    meaning: str
    advice: str


class Meanings(Given):
    EXAMPLE: ClassVar[Example] = {"items": [Meaning.EXAMPLE]}
    items: list[Meaning]


def page(template: str) -> Callable[[dict[str, Any]], HttpResponse]:
    """What was found as a page, for whoever opens the `type` of a problem in a browser."""

    def shown(found: dict[str, Any]) -> HttpResponse:
        return HttpResponse(render_to_string(template, found), headers={"Content-Security-Policy": STYLED})

    return shown


@read(
    router, "problems", name="problems", label="所有拒绝代码", answers=Meanings, page=page("api/problems.html")
)  # fmt: skip
def problems(call: Call) -> dict[str, Any]:
    """As a page to a browser, which asks for text/html."""
    return {"items": [_meaning(code) for code in sorted(KINDS)]}


@read(
    router, "problems/{problem:code}", name="problem", label="一个拒绝代码的含义", answers=Meaning,
    page=page("api/problem.html"),
)  # fmt: skip
def problem(call: Call, code: str) -> dict[str, Any]:
    """As a page to a browser, which asks for text/html."""
    if code not in KINDS:
        raise Problem("not-found")
    return _meaning(code)


def _meaning(code: str) -> dict[str, Any]:
    kind = KINDS[code]
    return {
        "type": f"{TYPES}{code}", "code": code, "status": kind.status, "title": kind.title, "meaning": kind.meaning,
        "advice": ADVICE.get(kind.status, ADVICE[400]),
    }  # fmt: skip
