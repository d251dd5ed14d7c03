"""发放, 送达回执 and 归档: out of the door with a signature, back to the agency, into the archive."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from onewindow.cases.drafting.parts import numbered
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Case, Paper
from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.numbers.series import paper_barcode
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.issuance.drafting import delivery_receipt
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.commit import Answer, Commit
from onewindow.vault.subjects import lock


def prepare_delivery(commit: Commit, case: Case) -> Delivery:
    """Register the results of a closed case for pick-up or post, as the applicant wished."""
    delivery = Delivery(
        id=uuid7(commit.at), case=case, method=case.application.return_by, hall_code=case.hall_code,
        agency_code=case.agency_code, ready_at=commit.at, stage=NEW,
    )  # fmt: skip
    commit.move(delivery, "prepare", touches=[case], body={"method": delivery.method})
    return delivery


def hand_out(
    no: str, *, receiver: str, relationship: str, identity_seen: bool, collected: Sequence[str] = (), by: Actor,
    at: datetime,
) -> Answer:
    """Hand the results over at the counter against a signed 送达回执.

    `collected` names what had to be collected on issue and was. An intake window hands out only what it
    decided itself (即办件). Raises Refusal `handing-incomplete` (422), `not-ready` (409), `not-your-step` (403).
    """
    folder, delivery = _ready(no, by, at)
    if by.role == "clerk" and not folder.case.instant:
        raise Refusal("not-your-step", "承诺件的结果由综合出件窗口发放。", status=403)
    results = list(delivery.case.results.order_by("no"))
    _check_handing(results, receiver, identity_seen, collected)
    step = folder.commit.move(delivery, "hand_out", touches=[folder.case, *results], body={"by_name": by.name},
                              secret={"receiver": receiver, "relationship": relationship}, subject=folder.subject)
    folder.board.apply(step.clocks, folder.case)
    _issue(folder, results)
    _collect(folder, results, collected)
    _receipt(folder, delivery, results, receiver=receiver.strip(), relationship=relationship.strip())
    same_visit = folder.case.instant and local(at).date() == local(folder.case.received_at).date()
    folder.commit.change(folder.case, visits=folder.case.visits + (not same_visit))
    return folder.write()


def post(no: str, *, tracking_no: str, by: Actor, at: datetime) -> Answer:
    """Commission the postal service; only the issuing window may (各部门不得自行寄出)."""
    folder, delivery = _ready(no, by, at)
    if not tracking_no.strip():
        raise Refusal("tracking-missing", "请填写邮件号码。", status=422, findings=[Finding("tracking_no", "请填写邮件号码。")])
    results = list(delivery.case.results.order_by("no"))
    folder.commit.move(delivery, "post", touches=[folder.case], body={"tracking_no": tracking_no.strip(), "by_name": by.name})
    folder.commit.change(delivery, tracking_no=tracking_no.strip(), method="post")
    _issue(folder, results)
    return folder.write()


def confirm_post(no: str, *, receiver: str, by: Actor, at: datetime) -> Answer:
    """Register that the mail reached its receiver; the receipt comes back with the courier's signature."""
    folder, delivery = _ready(no, by, at, stage="posted")
    if not receiver.strip():
        raise Refusal("handing-incomplete", "请填写签收人。", status=422, findings=[Finding("receiver", "请填写签收人。")])
    results = list(delivery.case.results.order_by("no"))
    step = folder.commit.move(delivery, "confirm", touches=[folder.case], body={"by_name": by.name},
                              secret={"receiver": receiver.strip()}, subject=folder.subject)
    folder.board.apply(step.clocks, folder.case)
    _receipt(folder, delivery, results, receiver=receiver.strip(), relationship="")
    return folder.write()


def return_receipt(no: str, *, by: Actor, at: datetime) -> Answer:
    """Hand the signed 送达回执 to the agency, within one working day, with whatever was collected on issue."""
    folder, delivery = _ready(no, by, at, stage="delivered")
    step = folder.commit.move(delivery, "return_receipt", touches=[folder.case], body={"by_name": by.name})
    folder.commit.change(delivery, returned_at=at)
    folder.board.apply(step.clocks, folder.case)
    for paper in folder.papers:
        if paper.stage == "counter":
            folder.commit.move(paper, "forward", touches=[folder.case])
    return folder.write()


def archive(no: str, *, by: Actor, at: datetime) -> Answer:
    """归档: the agency files the case's papers; the electronic file is complete.

    Raises Refusal `papers-elsewhere` (409) while a paper is not with the agency.
    """
    folder, delivery = _ready(no, by, at, stage="receipt_returned")
    elsewhere = [p for p in folder.papers if p.stage not in {"agency", "applicant", "archive"}]
    if elsewhere:
        places = "、".join(f"《{p.name}》{p.stage_label}" for p in elsewhere)
        raise Refusal("papers-elsewhere", f"材料尚未齐集,不能归档:{places}。")
    folder.commit.move(delivery, "archive", touches=[folder.case], body={"by_name": by.name})
    folder.commit.change(delivery, archived_at=at)
    for paper in folder.papers:
        if paper.stage == "agency":
            folder.commit.move(paper, "archive", touches=[folder.case])
    if folder.case.application.stage == "open":
        folder.commit.move(folder.case.application, "finish", touches=[folder.case])
    return folder.write()


def _ready(no: str, by: Actor, at: datetime, *, stage: str = "ready") -> tuple[Folder, Delivery]:
    folder = open_folder(no, by=by, at=at)
    delivery = Delivery.objects.filter(case=folder.case).first()
    if delivery is None:
        raise Refusal("not-ready", "结果尚未由综合出件窗口接收,不能发放。")
    delivery.case = folder.case
    if delivery.stage != stage:
        raise Refusal("wrong-stage", f"送达目前为“{delivery.stage_label}”,不能办理这一步。")
    return folder, delivery


def _check_handing(results: list[Result], receiver: str, identity_seen: bool, collected: Sequence[str]) -> None:
    findings = []
    if not receiver.strip():
        findings.append(Finding("receiver", "请填写领取人姓名。"))
    if not identity_seen:
        findings.append(Finding("identity_seen", "请核对领取人身份证件(代领的核对委托书)。"))
    for entry in {entry["name"]: entry for result in results for entry in result.collect}.values():
        if entry["name"] not in collected:
            findings.append(Finding(f"collect.{entry['name']}", f"发证时须收取《{entry['name']}》:{entry['requirement']}"))
    if findings:
        raise Refusal("handing-incomplete", "发放前还有事项未核对。", status=422, findings=findings)


def _issue(folder: Folder, results: list[Result]) -> None:
    for result in results:
        folder.commit.move(result, "issue", touches=[folder.case])


def _collect(folder: Folder, results: list[Result], collected: Sequence[str]) -> None:
    wanted = {entry["name"] for result in results for entry in result.collect}
    for name in sorted(wanted & set(collected)):
        paper = Paper(
            id=uuid7(folder.commit.at), case=folder.case, name=name, form="original", agency_code=folder.case.agency_code,
            hall_code=folder.case.hall_code, taken_at=folder.commit.at, stage=NEW,
            barcode=folder.commit.number("paper", paper_barcode),
        )  # fmt: skip
        folder.commit.move(paper, "collect", touches=[folder.case], body={"name": name})


def _receipt(folder: Folder, delivery: Delivery, results: list[Result], *, receiver: str, relationship: str) -> None:
    due = [clock for clock in folder.board.clocks if clock.name == "receipt_return"][-1]
    receipt = draw_up(
        folder.commit, "delivery_receipt", folder.matter, number=numbered(folder, "送", issuer="hall"),
        data=delivery_receipt(folder, results, method=delivery.method, receiver=receiver, relationship=relationship,
                              tracking_no=delivery.tracking_no, receipt_due=due),
    )  # fmt: skip
    folder.commit.change(delivery, delivered_at=folder.commit.at, receipt_id=receipt.id,
                         sealed=lock(folder.key, {"receiver": receiver, "relationship": relationship}))
    folder.commit.answer["receipt"] = str(receipt.id)
