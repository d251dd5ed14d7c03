"""Where a case stands, in the words of the applicant: what is going on, what comes next, and who has it."""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.cases.folder import Folder
from onewindow.cases.models import Request
from onewindow.core.lives import DEFERRAL, SPECIAL_PROCEDURE, SUPPLEMENT
from onewindow.issuance.models import Delivery
from onewindow.web.components import STAGES

PUBLIC_STAGES = STAGES[:6]
DELIVERED = frozenset({"delivered", "receipt_returned", "archived"})
VERDICTS = {"grant": "准予", "deny": "不予"}


@dataclass(frozen=True, slots=True)
class Standing:
    """`stage` is the one of PUBLIC_STAGES that is going on; `step` the guide's step, if it is at one.

    `holder` is who has it: agency, window, counter, applicant, or nobody when all is over.
    """

    now: str
    next: str
    holder: str
    stage: str
    step: str | None = None


def standing_of(folder: Folder, delivery: Delivery | None) -> Standing:
    match folder.case.stage:
        case "received":
            return _received(folder)
        case "accepted":
            return _accepted(folder)
        case "decided":
            verdict = VERDICTS.get(folder.case.verdict, "")
            next_ = "部门把结果移交综合出件窗口，窗口核对无误后通知您领取或寄出。"
            return Standing(
                f"部门已经作出{verdict}决定，正在制作和移交结果", next_, "agency", "出件", "issue"
            )
        case "closed":
            return _closed(delivery)
    return Standing(
        f"办理已经结束：{folder.case.stage_label}",
        "没有下一步。原因写在通知书里，对结果不服的，按通知书所写的途径和期限提出。",
        "nobody",
        "",
    )


def open_request(folder: Folder, what: str, *stages: str) -> Request | None:
    """The first request of that life in one of these stages."""
    return next((one for one in folder.requests if one.what == what and one.stage in stages), None)


def deferrals(folder: Folder) -> list[Request]:
    return [one for one in folder.requests if one.what == DEFERRAL.name and one.stage == "promised"]


def _received(folder: Folder) -> Standing:
    if open_request(folder, SUPPLEMENT.name, "served"):
        return Standing(
            "材料需要补正，正在等您补齐", "您补齐后，部门重新答复是否受理。", "applicant", "受理", "accept"
        )
    if open_request(folder, SUPPLEMENT.name, "issued"):
        return Standing(
            "部门已经出具补正通知书", "窗口通知您领取，或者按您选的方式发给您。", "window", "受理", "accept"
        )
    return Standing(
        "窗口已经收件，部门正在看材料",
        "部门答复受理、不予受理，或者一次告知要补什么。",
        "agency",
        "受理",
        "accept",
    )


def _accepted(folder: Folder) -> Standing:
    special = open_request(folder, SPECIAL_PROCEDURE.name, "running")
    if special is not None:
        name = special.data["name"]
        step = next(
            (one.id for one in folder.guide.steps if one.special == special.data["procedure"]), "review"
        )
        return Standing(
            f"已经受理，正在进行{name}", f"{name}结束后，部门继续审查并作出决定。", "agency", "审查", step
        )
    if folder.case.proposal:
        return Standing(
            "已经审查，正在作出决定", "由另一名工作人员作出决定，然后制作结果。", "agency", "决定", "decide"
        )
    return Standing("已经受理，部门正在审查", "审查后由另一名工作人员作出决定。", "agency", "审查", "review")


def _closed(delivery: Delivery | None) -> Standing:
    if delivery is None or delivery.stage in DELIVERED:
        return Standing("已经办好，结果已经送达", "全部办完，没有下一步。", "nobody", "送达", "issue")
    if delivery.stage == "posted":
        return Standing("已经办好，结果已经寄出", "请留意收件；妥投后登记送达。", "counter", "送达", "issue")
    if delivery.method == "post":
        return Standing(
            "已经办好，等待邮政揽收",
            "综合出件窗口委托邮政寄出，寄出后这里会显示邮件号码。",
            "counter",
            "送达",
            "issue",
        )
    return Standing(
        "已经办好，请您来领取", "您领取并在送达回执上签收，就全部办完了。", "applicant", "送达", "issue"
    )
