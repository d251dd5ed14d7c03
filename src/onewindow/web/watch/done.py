"""The line that says what was just done, told by a code in the address."""

from __future__ import annotations

from django.http import HttpRequest

DONE: dict[str, str] = {
    "urged": "督办已发出，对方须在2个工作日内答复。",
    "upheld": "已维持这张警示牌。",
    "lifted": "已撤销这张警示牌，记录保留。",
    "ended": "督办已销号。",
}


def done_line(request: HttpRequest) -> str:
    return DONE.get(request.GET.get("done", ""), "")
