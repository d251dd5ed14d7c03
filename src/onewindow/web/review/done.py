"""The line that says what was just done, told by a code in the address, so that nothing has to be stored for it."""

from __future__ import annotations

from django.http import HttpRequest

DONE: dict[str, str] = {
    "accepted": "已受理。受理通知书已送综合受理窗口告知申请人，法定和承诺时限开始计算。",
    "refused": "已作出不予受理决定。通知书已送综合受理窗口告知申请人。",
    "noticed": "已出具材料补齐补正通知书，已送综合受理窗口告知申请人。",
    "started": "特别程序已启动。期限告知书已送综合受理窗口告知申请人。",
    "ended": "特别程序已结束，被暂停的时限恢复计算。",
    "asked": "延期申请已提交，等待部门负责人批准。",
    "extended": "已批准延期。延期通知书已送综合受理窗口告知申请人。",
    "unextended": "未批准延期，时限不变。",
    "proposed": "审查意见已提交，等待审批人员决定。",
    "decided": "已作出决定。请制作结果文书或证件，再移交综合出件窗口。",
    "made": "结果已制作，可以列入办理结果交接表移交综合出件窗口。",
    "corrected": "结果已更正，请重新列入办理结果交接表移交综合出件窗口。",
    "signed": "已签收。材料交接表已由双方签字。",
    "short": "已签收。短缺的材料已登记，交接表上只列实收材料，请窗口查找后重新移交。",
    "sent": "办理结果交接表已制作并签字，请将结果与交接表一并送综合出件窗口。",
    "sent-back": "材料已登记退回窗口，请将纸质材料送回综合受理窗口，由窗口退还申请人。",
    "archived": "已归档。",
    "explained": "原因说明已提交。",
    "answered": "督办答复已提交。",
    "empty": "您名下没有其他要办的办件了。",
}


def done_line(request: HttpRequest) -> str:
    return DONE.get(request.GET.get("done", ""), "")
