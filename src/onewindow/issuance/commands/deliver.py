"""发放, 送达回执 and 归档: out of the door with a signature, back to the agency, into the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from onewindow.cases.drafting.parts import numbered
from onewindow.cases.models import Case, Paper
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.numbers.series import paper_barcode
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.documents.drawing import draw_up
from onewindow.issuance.drafting import delivery_receipt
from onewindow.issuance.models import Delivery
from onewindow.issuance.parcels import Parcel, open_parcels, read_papers
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.vault.subjects import lock

LONGEST_NAME, LONGEST_TRACKING, LONGEST_REASON = 50, 40, 200


def prepare_delivery(commit: Commit, case: Case) -> Delivery:
    """Register the results of a closed case for pick-up or post, as the applicant wished."""
    delivery = Delivery(
        id=uuid7(commit.at), case=case, method=case.application.return_by, hall_code=case.hall_code,
        agency_code=case.agency_code, ready_at=commit.at, stage=NEW,
    )  # fmt: skip
    commit.move(delivery, "prepare", touches=[case], body={"method": delivery.method})
    return delivery


def hand_out(
    no: str,
    *,
    receiver: str,
    relationship: str,
    identity_seen: bool,
    collected: Sequence[str] = (),
    by: Actor,
    at: datetime,
) -> Answer:
    """Hand the results over at the counter against a signed 送达回执.

    `collected` names what had to be collected on issue and was. Raises Refusal `handing-incomplete`
    (422), `not-ready` (409), `wrong-stage` (409), `not-your-step` (403) for an intake window with a promised matter.
    """
    (parcel,) = open_parcels([no], by=by, at=at, stage="ready")
    if by.role == "clerk" and not parcel.folder.case.instant:
        raise Refusal("not-your-step", "承诺件的结果由综合出件窗口发放。", status=403)
    parcel.folder.commit.check(parcel.delivery, "hand_out")
    findings = [
        *_name(receiver, "receiver", "请填写领取人姓名"),
        *_name(relationship, "relationship", "", asked=False),
    ]
    if not identity_seen:
        findings.append(Finding("identity_seen", "请核对领取人身份证件（代领的核对委托书）。"))
    _refuse("handing-incomplete", "发放前还有事项未核对。", [*findings, *_uncollected(parcel, collected)])
    folder, delivery = parcel.folder, parcel.delivery
    signed = {"receiver": receiver.strip(), "relationship": relationship.strip()}
    step = folder.commit.move(
        delivery, "hand_out", touches=[folder.case, *parcel.results], body={"by_name": by.name},
        secret=signed, subject=folder.subject,
    )  # fmt: skip
    folder.commit.change(delivery, method="window", tracking_no="")
    folder.board.apply(step.clocks, folder.case)
    _issue(parcel)
    _collect(parcel, collected)
    _receipt(parcel, signed)
    return _write(folder.commit, [parcel])


@dataclass(frozen=True)
class Posting:
    """One parcel for the post: its mail number, and what was collected before it was posted."""

    no: str
    tracking_no: str
    collected: Sequence[str] = ()


def post(no: str, *, tracking_no: str, collected: Sequence[str] = (), by: Actor, at: datetime) -> Answer:
    """Commission the postal service; only the issuing window may (各部门不得自行寄出).

    Raises Refusal `posting-incomplete` (422), `not-ready` (409), `wrong-stage` (409).
    """
    return post_batch([Posting(no, tracking_no, collected)], by=by, at=at)


def post_batch(postings: Sequence[Posting], *, by: Actor, at: datetime) -> Answer:
    """Post several parcels in one commit, or none. Raises Refusal as `post`; fields are `tracking.<no>`."""
    _refuse(
        "posting-incomplete",
        "请至少为一件填写邮件号码。",
        [] if postings else [Finding("tracking", "请填写邮件号码。")],
    )
    parcels = open_parcels([posting.no for posting in postings], by=by, at=at, stage="ready")
    findings, commit = [*_mail_numbers(postings)], parcels[0].folder.commit
    for posting, parcel in zip(postings, parcels, strict=True):
        commit.check(parcel.delivery, "post")
        findings += _uncollected(parcel, posting.collected, before=f"{posting.no}.")
    _refuse("posting-incomplete", "寄出前还有事项未核对。", findings)
    for posting, parcel in zip(postings, parcels, strict=True):
        tracking_no = posting.tracking_no.strip()
        body = {"tracking_no": tracking_no, "by_name": by.name}
        commit.move(parcel.delivery, "post", touches=[parcel.folder.case], body=body)
        commit.change(parcel.delivery, tracking_no=tracking_no, method="post")
        _issue(parcel)
        _collect(parcel, posting.collected)
    return _write(commit, parcels)


def mail_returned(no: str, *, reason: str, by: Actor, at: datetime) -> Answer:
    """邮件退回: the post brought it back; it lies on the shelf again and its delivery clock runs on.

    What was collected before posting stays collected.
    Raises Refusal `reason-missing` (422), `wrong-stage` (409).
    """
    (parcel,) = open_parcels([no], by=by, at=at, stage="posted")
    commit, delivery = parcel.folder.commit, parcel.delivery
    commit.check(delivery, "come_back")
    _refuse(
        "reason-missing", "请填写退回原因。", _name(reason, "reason", "请填写退回原因", most=LONGEST_REASON)
    )
    body = {"tracking_no": delivery.tracking_no, "reason": reason.strip(), "by_name": by.name}
    commit.move(delivery, "come_back", touches=[parcel.folder.case], body=body)
    commit.change(delivery, tracking_no="")
    read_papers([parcel])
    here = {paper.name for paper in parcel.folder.papers if paper.stage == "counter"}
    for result in parcel.results:
        commit.move(result, "come_back", touches=[parcel.folder.case])
        commit.change(result, collect=[entry for entry in result.collect if entry["name"] not in here])
    return _write(commit, [parcel])


def confirm_post(no: str, *, receiver: str, by: Actor, at: datetime) -> Answer:
    """Register that the mail reached its receiver; the receipt comes back with the courier's signature.

    Raises Refusal `handing-incomplete` (422), `wrong-stage` (409).
    """
    (parcel,) = open_parcels([no], by=by, at=at, stage="posted")
    parcel.folder.commit.check(parcel.delivery, "confirm")
    _refuse("handing-incomplete", "请填写签收人。", _name(receiver, "receiver", "请填写签收人"))
    folder, signed = parcel.folder, {"receiver": receiver.strip(), "relationship": ""}
    step = folder.commit.move(
        parcel.delivery, "confirm", touches=[folder.case], body={"by_name": by.name}, secret=signed,
        subject=folder.subject,
    )  # fmt: skip
    folder.board.apply(step.clocks, folder.case)
    _receipt(parcel, signed)
    return _write(folder.commit, [parcel])


def return_receipt(*numbers: str, by: Actor, at: datetime) -> Answer:
    """Hand signed 送达回执 to the agencies, within one working day, with whatever was collected on issue.

    All of them or none. Raises Refusal `nothing-to-hand` (422), `wrong-stage` (409).
    """
    _refuse(
        "nothing-to-hand",
        "请至少勾选一份回执。",
        [] if numbers else [Finding("receipts", "请勾选要移交的回执。")],
    )
    parcels = open_parcels(numbers, by=by, at=at, stage="delivered")
    read_papers(parcels)
    commit = parcels[0].folder.commit
    for parcel in parcels:
        folder = parcel.folder
        step = commit.move(
            parcel.delivery, "return_receipt", touches=[folder.case], body={"by_name": by.name}
        )
        commit.change(parcel.delivery, returned_at=at)
        folder.board.apply(step.clocks, folder.case)
        for paper in folder.papers:
            if paper.stage == "counter":
                commit.move(paper, "forward", touches=[folder.case])
    return _write(commit, parcels)


def archive(no: str, *, by: Actor, at: datetime) -> Answer:
    """归档: the agency files the case's papers; the electronic file is complete.

    Raises Refusal `papers-elsewhere` (409) while a paper is not with the agency.
    """
    (parcel,) = open_parcels([no], by=by, at=at, stage="receipt_returned")
    read_papers([parcel])
    folder, commit = parcel.folder, parcel.folder.commit
    elsewhere = [p for p in folder.papers if p.stage not in {"agency", "applicant", "archive"}]
    if elsewhere:
        places = "、".join(f"《{p.name}》{p.stage_label}" for p in elsewhere)
        raise Refusal("papers-elsewhere", f"材料尚未齐集，不能归档：{places}。")
    commit.move(parcel.delivery, "archive", touches=[folder.case], body={"by_name": by.name})
    commit.change(parcel.delivery, archived_at=at)
    for paper in folder.papers:
        if paper.stage == "agency":
            commit.move(paper, "archive", touches=[folder.case])
    if folder.case.application.stage == "open":
        commit.move(folder.case.application, "finish", touches=[folder.case])
    return _write(commit, [parcel])


def _refuse(code: str, message: str, findings: Sequence[Finding]) -> None:
    if findings:
        raise Refusal(code, message, status=422, findings=findings)


def _name(
    text: str, field: str, message: str, *, asked: bool = True, most: int = LONGEST_NAME
) -> list[Finding]:
    if asked and not text.strip():
        return [Finding(field, f"{message}。")]
    return (
        [Finding(field, f"最多 {most} 个字，现有 {len(text.strip())} 个字。")]
        if len(text.strip()) > most
        else []
    )


def _mail_numbers(postings: Sequence[Posting]) -> Iterator[Finding]:
    given = [posting.tracking_no.strip() for posting in postings]
    for posting, number in zip(postings, given, strict=True):
        field = f"tracking.{posting.no}"
        if not number:
            yield Finding(field, f"请填写办件 {posting.no} 的邮件号码。")
        elif not (number.isascii() and number.isalnum() and len(number) <= LONGEST_TRACKING):
            yield Finding(field, f"邮件号码“{number}”只能是字母和数字，最多 {LONGEST_TRACKING} 位。")
        elif given.count(number) > 1:
            yield Finding(field, f"邮件号码“{number}”填了两次，请逐件扫描。")


def _uncollected(parcel: Parcel, collected: Sequence[str], before: str = "") -> list[Finding]:
    return [
        Finding(f"collect.{before}{name}", f"发证时须收取《{name}》：{requirement}")
        for name, requirement in parcel.to_collect.items()
        if name not in collected
    ]


def _issue(parcel: Parcel) -> None:
    for result in parcel.results:
        parcel.folder.commit.move(result, "issue", touches=[parcel.folder.case])


def _collect(parcel: Parcel, collected: Sequence[str]) -> None:
    folder = parcel.folder
    for name in sorted(parcel.to_collect.keys() & set(collected)):
        paper = Paper(
            id=uuid7(folder.commit.at), case=folder.case, name=name, form="original", agency_code=folder.case.agency_code,
            hall_code=folder.case.hall_code, taken_at=folder.commit.at, stage=NEW,
            barcode=folder.commit.number("paper", paper_barcode),
        )  # fmt: skip
        folder.commit.move(
            paper, "collect", touches=[folder.case], body={"barcode": paper.barcode, "name": name}
        )


def _receipt(parcel: Parcel, signed: dict[str, str]) -> None:
    folder, delivery = parcel.folder, parcel.delivery
    due = [clock for clock in folder.board.clocks if clock.name == "receipt_return"][-1]
    receipt = draw_up(
        folder.commit,
        "delivery_receipt",
        folder.matter,
        number=numbered(folder, "送", issuer="hall"),
        data=delivery_receipt(
            folder,
            parcel.results,
            method=delivery.method,
            tracking_no=delivery.tracking_no,
            receipt_due=due,
            **signed,
        ),
    )
    folder.commit.change(
        delivery, delivered_at=folder.commit.at, receipt_id=receipt.id, sealed=lock(folder.key, signed)
    )
    folder.commit.answer["receipt"] = str(receipt.id)


def _write(commit: Commit, parcels: Sequence[Parcel]) -> Answer:
    commit.answer["case"] = parcels[0].folder.case.no
    commit.answer["cases"] = str(len(parcels))
    return write(commit)
