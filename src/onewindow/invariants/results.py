"""What the decision made: in one place, received before it is handed out, delivered against a signature."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.reading import CaseFile
from onewindow.issuance.models import Result

OUT = frozenset({"posted", "delivered", "receipt_returned", "archived"})
SIGNED_FOR = frozenset({"delivered", "receipt_returned", "archived"})


@case_invariant("result-in-one-place", "I-28")
def in_one_place(file: CaseFile) -> Iterator[Fault]:
    """每份结果只在一处:在途的在一张未签收的交接表上,已接收的在货架上,已发放的有送达。"""
    for result in file.results:
        sheet = file.sheet(result.sheet_id)
        if (result.stage == "sheet") != (sheet is not None and sheet.stage == "handed"):
            yield "result", f"{result.no} 为“{result.stage_label}”,交接表“{sheet.stage if sheet else '无'}”"
        elif (result.stage == "issued") != (file.delivery is not None and file.delivery.stage in OUT):
            yield "result", f"{result.no} 为“{result.stage_label}”,与送达不符"


@case_invariant("result-shelved", "操作细则(五)1")
def shelved(file: CaseFile) -> Iterator[Fault]:
    """出件窗口接收的结果,有接收时间和货架号;不予接收的写明哪里不符。"""
    for result in file.results:
        received = bool(file.happened(result, "receive"))
        if received != (result.received_at is not None) or received != bool(result.shelf):
            yield "result", f"{result.no} 的接收时间或货架与日志不一致"
        if result.stage == "correcting" and not result.mismatch:
            yield "result", f"{result.no} 不予接收,没有写明哪里不符"


@case_invariant("closed-when-received", "操作细则(五)1")
def closed_when_received(file: CaseFile) -> Iterator[Fault]:
    """办结即结果全部由出件窗口接收:此前不办结,此后登记送达。"""
    closed = file.case.stage == "closed"
    whole = bool(file.results) and all(result.stage in {"shelved", "issued"} for result in file.results)
    if closed != whole:
        yield "case", "办结与结果的接收不一致"
    if closed != (file.delivery is not None):
        yield "delivery", "办结的没有登记送达,或未办结的有送达"


@case_invariant("delivered-with-receipt", "I-28; 操作细则(五)2")
def delivered_with_receipt(file: CaseFile) -> Iterator[Fault]:
    """送达必有回执:有签收人、时间和送达回执。"""
    delivery = file.delivery
    if delivery is None or delivery.stage not in SIGNED_FOR:
        return
    receipts = {document.id for document in file.documents if document.kind == "delivery_receipt"}
    if delivery.receipt_id not in receipts or delivery.delivered_at is None or delivery.sealed is None:
        yield "delivery", "已送达,没有回执、时间或签收人"


@case_invariant("posted-has-number", "操作细则(五)2")
def posted_has_number(file: CaseFile) -> Iterator[Fault]:
    """邮寄的有邮件号码,窗口发放的没有。"""
    delivery = file.delivery
    if delivery is None or delivery.stage not in OUT:
        return
    if (delivery.method == "post") != bool(delivery.tracking_no):
        yield "delivery", "送达方式与邮件号码不符"


@case_invariant("corrected-in-time", "I-24; 操作细则(五)1")
def corrected_in_time(file: CaseFile) -> Iterator[Fault]:
    """被退回更正的结果,更正时限走到出件窗口重新接收为止。"""
    for result in file.results:
        running = [c for c in file.clocks if c.name == "correction" and c.thing_id == result.id and c.is_open]
        if bool(running) != _awaited(file, result):
            yield "result", f"{result.no} 有 {len(running)} 个走着的更正时限"


@case_invariant("result-of-the-edition", "I-22; I-24")
def of_the_edition(file: CaseFile) -> Iterator[Fault]:
    """准予的,决定所定的结果就是所定清单的结果,一项一个编号。"""
    numbers = file.case.result_numbers
    wanted = {result.id for result in file.guide.results} if file.case.verdict == "grant" else set()
    if set(numbers) != wanted or len(set(numbers.values())) != len(numbers):
        yield "case", "决定所定的结果与清单不一致"


def _awaited(file: CaseFile, result: Result) -> bool:
    """Whether the counter refused the result and has not received it since."""
    seen = file.happened(result, "reject", "receive")
    return bool(seen) and seen[-1].verb == "reject"
