"""Papers: each in exactly one place; what was sent was signed for, returned or declared missing."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator

from onewindow.handover.models import Sheet
from onewindow.invariants.breach import (
    Fault,
    NumberedFault,
    case_invariant,
    installation_invariant,
    sheet_invariant,
)
from onewindow.invariants.clocks import UNDECIDED_ENDS
from onewindow.invariants.reading import CaseFile
from onewindow.invariants.sheets import SheetFile
from onewindow.journal.models import Event

TRAVELLING = ("open", "handed")
NOT_ARRIVED = frozenset({"window", "sheet", "missing"})


@case_invariant("paper-in-one-place", "design §10; I-28")
def in_one_place(file: CaseFile) -> Iterator[Fault]:
    """每份纸质材料只在一处:在途的必在一张未签收的交接表上,不在途的不在其上。"""
    for paper in file.papers:
        sheet = file.sheet(paper.sheet_id)
        travels = sheet is not None and sheet.sort == "material" and sheet.stage in TRAVELLING
        if travels != (paper.stage == "sheet"):
            yield "paper", f"{paper.barcode} 在“{paper.stage_label}”,交接表“{sheet.stage if sheet else '无'}”"


@installation_invariant("paper-on-one-sheet", "I-29")
def on_one_sheet() -> Iterator[NumberedFault]:
    """一份材料同时最多在一张未签收的交接表上。"""
    on_the_way = Sheet.objects.filter(sort="material", stage__in=TRAVELLING)
    count: Counter[str] = Counter()
    opened = Event.objects.filter(thing_kind="sheet", verb="open", thing_id__in=on_the_way.values("id"))
    for body in opened.values_list("body", flat=True).iterator():
        count.update(json.loads(body)["papers"])
    for barcode, many in sorted(count.items()):
        if many > 1:
            yield "paper", barcode, f"同时在 {many} 张未签收的交接表上"


@sheet_invariant("hand-over-balances", "design §10; I-29")
def balances(file: SheetFile) -> Iterator[Fault]:
    """交接平衡:移交数等于签收数加退回数加短缺数,一份一记。"""
    mark = f"sheet:{file.sheet.id}"
    verbs: Counter[str] = Counter()
    for row in (*file.papers, *file.results):
        verbs.update(entry.verb for entry in file.moves.get(row.id, ()) if mark in entry.touches)
    sent = len(file.listed)
    if len(set(file.listed)) != sent or verbs["list"] != sent:
        yield "sheet", f"列入 {verbs['list']} 份,表上 {sent} 份"
    settled = {
        "signed": verbs["sign_over"] + verbs["declare_missing"] + verbs["receive"] + verbs["reject"],
        "cancelled": verbs["unlist"],
        "handed": sum(row.stage == "sheet" and row.sheet_id == file.sheet.id for row in file.papers)
        + sum(row.stage == "sheet" and row.sheet_id == file.sheet.id for row in file.results),
    }.get(file.sheet.stage, sent)
    if settled != sent:
        yield "sheet", f"移交 {sent} 份,有着落的 {settled} 份"


@sheet_invariant("sheet-signed-by-both", "操作细则(三)1、(五)1")
def signed_by_both(file: SheetFile) -> Iterator[Fault]:
    """交接表由移交人和接收人两人先后签字。"""
    signed = {entry.verb: entry for entry in file.journal}
    hand, sign = signed.get("hand"), signed.get("sign")
    sheet = file.sheet
    if sheet.handed_at != (hand.at if hand else None) or bool(sheet.handed_by) != bool(hand):
        yield "sheet", "移交签字与日志不一致"
    if sheet.signed_at != (sign.at if sign else None) or bool(sheet.signed_by) != bool(sign):
        yield "sheet", "签收与日志不一致"
    if hand and sign and (hand.by == sign.by or sign.at < hand.at):
        yield "sheet", "移交和签收出自同一人,或先后颠倒"


@case_invariant("paper-of-the-case", "design §1")
def of_the_case(file: CaseFile) -> Iterator[Fault]:
    """纸质材料出自本办件的材料清单,收取时间有日志。"""
    lines = {line.id for line in file.submissions}
    for paper in file.papers:
        born = file.happened(paper, "take", "collect")
        if not born or born[0].at != paper.taken_at:
            yield "paper", f"{paper.barcode} 的收取与日志不一致"
        elif born[0].verb == "take" and paper.submission_id not in lines:
            yield "paper", f"{paper.barcode} 不属于本办件的材料"


@case_invariant("handover-clock-runs", "I-29; 操作细则(三)1")
def handover_clock_runs(file: CaseFile) -> Iterator[Fault]:
    """纸质材料未到部门,移交时限不停。"""
    late = [paper.barcode for paper in file.papers if paper.submission_id and paper.stage in NOT_ARRIVED]
    running = any(clock.name == "handover" and clock.is_open for clock in file.clocks)
    if late and not running and file.case.stage not in UNDECIDED_ENDS:
        yield "clock", f"{late[0]} 未到部门,移交时限却停了"
    elif running and not late and file.papers:
        yield "clock", "纸质材料都已到部门,移交时限还在走"


@case_invariant("filed-whole", "档案法; 操作细则(五)3")
def filed_whole(file: CaseFile) -> Iterator[Fault]:
    """归档必齐:归档的办件,纸质材料都在档案或已退还申请人;未归档的不在档案。"""
    archived = file.delivery is not None and file.delivery.stage == "archived"
    for paper in file.papers:
        if archived and paper.stage not in {"archive", "applicant"}:
            yield "paper", f"办件已归档,{paper.barcode} 在“{paper.stage_label}”"
        elif not archived and paper.stage == "archive":
            yield "paper", f"办件未归档,{paper.barcode} 在档案"
