"""What each code means, for whoever met it."""

from __future__ import annotations

from typing import Any, ClassVar

from ninja import Router

from onewindow.api.call import Call
from onewindow.api.door import read
from onewindow.api.fields import Example, Given
from onewindow.api.problems import KINDS, Problem
from onewindow.api.problems.answering import TYPES

router = Router(tags=["接口本身"])


class Meaning(Given):
    EXAMPLE: ClassVar[Example] = {
        "type": f"{TYPES}wrong-stage", "code": "wrong-stage", "status": 409, "title": "现在不能办这一步",
        "meaning": "所处的环节不能办理这一步。",
    }  # fmt: skip
    type: str
    code: str
    status: int
    title: str
    meaning: str


class Meanings(Given):
    EXAMPLE: ClassVar[Example] = {"items": [Meaning.EXAMPLE]}
    items: list[Meaning]


@read(router, "problems", name="problems", label="所有拒绝代码", answers=Meanings)
def problems(call: Call) -> dict[str, Any]:
    return {"items": [_meaning(code) for code in sorted(KINDS)]}


@read(router, "problems/{problem:code}", name="problem", label="一个拒绝代码的含义", answers=Meaning)
def problem(call: Call, code: str) -> dict[str, Any]:
    if code not in KINDS:
        raise Problem("not-found")
    return _meaning(code)


def _meaning(code: str) -> dict[str, Any]:
    kind = KINDS[code]
    return {
        "type": f"{TYPES}{code}", "code": code, "status": kind.status, "title": kind.title, "meaning": kind.meaning
    }  # fmt: skip
