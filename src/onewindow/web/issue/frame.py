"""What stands on every page of the issuance counter: its heaps at the left, and what was just done."""

from __future__ import annotations

from django.http import HttpRequest

from onewindow.issuance.counter import tally
from onewindow.web.visit import visit_of

DONE: dict[str, str] = {
    "signed": "已签收。核对无误的结果已上架，不予接收的已退回部门更正。",
    "posted": "已登记寄出。妥投后请登记签收人。",
    "confirmed": "已登记妥投，送达回执已生成，请于1个工作日内移交部门。",
    "back": "已登记退回，结果重新列入待发放和待邮寄。",
    "returned": "已移交，送达回执和发证时收取的材料交回部门。",
    "explained": "原因说明已提交。",
    "answered": "督办答复已提交。",
}


def frame(request: HttpRequest) -> dict[str, object]:
    """Three statements."""
    visit = visit_of(request)
    return {
        "tally": tally(visit.by.hall, visit.at),
        "done": DONE.get(request.GET.get("done", ""), ""),
    }
