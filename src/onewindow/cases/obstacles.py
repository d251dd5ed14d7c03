"""What stands in the way of a step on a case: the command refuses with it, the page says it beforehand."""

from __future__ import annotations

from onewindow.cases.folder import Folder
from onewindow.cases.models import Case, Request
from onewindow.catalogue.signing import ACTS, Authority, authority, signing_table
from onewindow.clocks.models import Clock
from onewindow.core import separation
from onewindow.core.life import NEW, why_not
from onewindow.core.lives import CASE, EXTENSION, SPECIAL_PROCEDURE, SUPPLEMENT
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import ROLES, Actor


def clear(obstacle: Refusal | None) -> None:
    """Raise what stands in the way, if anything does."""
    if obstacle is not None:
        raise obstacle


def not_a_windows(case: Case, by: Actor) -> Refusal | None:
    """Outside instant items no window accepts, decides or makes results for the agency."""
    if case.instant or by.role != "clerk":
        return None
    return Refusal("not-your-step", "承诺件由部门受理和审批，窗口不能代办。", status=403)


def same_hands(folder: Folder, then: str) -> Refusal | None:
    """Two acts that one person must not do on one case (I1, 受审分离); see `core.separation`."""
    case, by = folder.case, folder.commit.by
    done = {
        "case.receive": separation.NOBODY if case.instant else (case.received_by, case.received_for),
        "case.propose": (case.handler, case.handler_for) if case.proposal else separation.NOBODY,
    }
    return not_a_windows(case, by) or separation.why_not(then, by, done)


def accepted_by_law(folder: Folder) -> bool:
    """Five working days have passed without service of an answer (行政许可法第三十二条第一款第(四)项)."""
    return folder.case.stage == "received" and any(
        clock.name == "statutory_answer" and clock.is_open and clock.due_at is not None
        and folder.commit.at > clock.due_at
        for clock in folder.board.clocks
    )  # fmt: skip


def too_late_to_ask(folder: Folder) -> Refusal | None:
    """After the law has accepted, nothing can be asked for or refused at the door any more."""
    if not accepted_by_law(folder):
        return None
    return Refusal(
        "accepted-by-law", "法定五个工作日内未告知申请人，依法自收件之日起视为受理，请直接受理后审查。"
    )


def to_acceptance(folder: Folder) -> Refusal | None:
    """Why the case cannot be accepted now."""
    if folder.case.waiting == SUPPLEMENT.name and not accepted_by_law(folder):
        return Refusal("supplement-open", "补正通知书已出具，须待申请人补正后再受理。")
    return same_hands(folder, "case.accept") or _step(folder, "accept")


def to_refusal(folder: Folder) -> Refusal | None:
    """Why acceptance cannot be refused now."""
    hands = same_hands(folder, "case.refuse_acceptance") or _step(folder, "refuse_acceptance")
    return too_late_to_ask(folder) or hands or to_signature(folder, "refuse_acceptance")


def to_notice(folder: Folder) -> Refusal | None:
    """Why no one-time notice can be drawn up now: one is out, or a second one is the head's."""
    if folder.case.waiting == SUPPLEMENT.name:
        return Refusal("supplement-open", "已有一份补正通知书尚未办结，不能再出具。")
    if folder.case.stage != "received":
        return _elsewhere(folder, "受理前才可一次性告知补正")
    if folder.case.was_supplemented and to_signature(folder, "second_notice") is not None:
        return _second_notice(signers(folder, "second_notice").names)
    return (
        too_late_to_ask(folder)
        or same_hands(folder, "supplement.issue")
        or why_not(SUPPLEMENT, "issue", NEW, folder.commit.by.role)
    )


def _second_notice(names: str) -> Refusal:
    who = f"由{names}" if names else "有审批权限，本事项没有设定，请联系事项管理员后"
    return Refusal(
        "second-notice", f"材料应当一次性告知。再次告知须{who}出具并写明理由。", status=403,
        findings=[Finding("reason", f"请{who}写明再次告知的理由。")],
    )  # fmt: skip


def to_special(folder: Folder) -> Refusal | None:
    """Why no special procedure can be started now."""
    if folder.case.stage != "accepted":
        return _elsewhere(folder, "受理后、决定前才可启动特别程序")
    if not folder.guide.procedures(folder.case.application.answers):
        return Refusal("no-such-procedure", "本事项的标准化手册没有特别程序，不得启动。", status=422)
    step = why_not(SPECIAL_PROCEDURE, "start", NEW, folder.commit.by.role)
    return step or same_hands(folder, "special_procedure.start")


def to_extension(folder: Folder) -> Refusal | None:
    """Why an extension cannot be asked for now; it is asked once, before the limit ends."""
    if folder.guide.extension is None:
        return Refusal("no-extension", "本事项没有可以延期的法定依据。")
    if any(r.what == EXTENSION.name and r.stage in {"requested", "approved"} for r in folder.requests):
        return Refusal("extension-used", "本办件已申请或已批准过延期，只能延期一次。")
    step = why_not(EXTENSION, "request", NEW, folder.commit.by.role)
    return too_late(folder) or step or same_hands(folder, "extension.request")


def to_ruling(folder: Folder, request: Request, verb: str = "approve") -> Refusal | None:
    """Why this person cannot rule on the extension that was asked for."""
    step = why_not(EXTENSION, verb, request.stage, folder.commit.by.role)
    asked = {"extension.request": (request.opened_by, request.opened_for)}
    return (
        step
        or separation.why_not(f"extension.{verb}", folder.commit.by, asked)
        or same_hands(folder, f"extension.{verb}")
        or to_signature(folder, "extension")
    )


def too_late(folder: Folder) -> Refusal | None:
    """Why the statutory limit can no longer be extended."""
    clock = statutory(folder)
    if clock is None:
        return Refusal("wrong-stage", "受理后、决定前才可以延期。")
    if clock.due_at is not None and folder.commit.at > clock.due_at:
        return Refusal("too-late", "法定时限已经届满，不能再延期。")
    return None


def statutory(folder: Folder) -> Clock | None:
    """The open statutory clock, which runs from acceptance to decision."""
    return next((c for c in folder.board.clocks if c.name == "statutory" and c.is_open), None)


def to_opinion(folder: Folder) -> Refusal | None:
    """Why the reviewer cannot give an opinion now."""
    if folder.commit.by.role != "reviewer":
        return Refusal("not-your-step", f"审查意见由{ROLES['reviewer']}提出。", status=403)
    return same_hands(folder, "case.propose") or to_verdict(folder)


def to_decision(folder: Folder) -> Refusal | None:
    """Why this person cannot decide now."""
    if folder.case.stage == "accepted" and not folder.case.proposal:
        return Refusal("not-proposed", "请先由审查人员提出审查意见，再由审批人员决定。")
    return same_hands(folder, "case.decide") or to_verdict(folder) or _step(folder, "decide")


def to_verdict(folder: Folder) -> Refusal | None:
    """Why nothing can be said on the merits now: not accepted yet, decided, or a procedure runs."""
    if folder.case.stage != "accepted":
        return _elsewhere(folder, "受理后才能审查和决定")
    running = folder.open_requests("special_procedure")
    if running:
        name = running[0].data["name"]
        return Refusal("procedure-running", f"“{name}”尚未结束，结束并登记结果后再作决定。")
    return None


def signers(folder: Folder, act: str) -> Authority:
    """Who may sign this act (审批权限); the form is opened only for a row with a ceiling."""
    rows = signing_table().rows_of(folder.guide.slug, act)
    measured = any(row.ceiling for row in rows)
    return authority(rows, folder.guide, folder.case.application.facts()["form"] if measured else {})


def to_signature(folder: Folder, act: str) -> Refusal | None:
    """Why this person has no authority to sign the act, and who has; `act` is one of `signing.ACTS`."""
    found, by, label = signers(folder, act), folder.commit.by, ACTS[act].label
    if not found.by:
        return Refusal("nobody-signs", f"本事项没有设定“{label}”的审批权限，请联系事项管理员。", status=403)
    if by.role not in found.by:
        why = f"{found.because}，" if found.because else f"“{label}”"
        return Refusal("beyond-authority", f"{why}由{found.names}签发。", status=403)
    return unauthorised_window(folder.guide.slug, by)


def unauthorised_window(slug: str, by: Actor) -> Refusal | None:
    """A window signs only what its agency authorised it to decide (即办授权书)."""
    if by.role != "clerk" or slug in by.items:
        return None
    return Refusal("not-authorised", "本窗口没有这个事项的即办授权,请转授权窗口或由部门办理。", status=403)


def _step(folder: Folder, verb: str) -> Refusal | None:
    return why_not(CASE, verb, folder.case.stage, folder.commit.by.role)


def _elsewhere(folder: Folder, rule: str) -> Refusal:
    return Refusal("wrong-stage", f"办件目前为“{folder.case.stage_label}”，{rule}。")
