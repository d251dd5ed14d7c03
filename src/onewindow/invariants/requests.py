"""What a case waits for: each request runs on its clock, and ends."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.reading import CaseFile

CLOCK_OF = {("supplement", "served"): "supplement", ("deferral", "promised"): "deferral",
            ("special_procedure", "running"): "special", ("supplement", "issued"): "notice_service"}  # fmt: skip
ENDED_CASES = frozenset(
    {"closed", "not_accepted", "returned", "withdrawn", "acceptance_revoked", "terminated"}
)


@case_invariant("request-ends-with-case", "design §10; I-7; I-20")
def request_ends_with_case(file: CaseFile) -> Iterator[Fault]:
    """办件终结,所等的事由随之了结:补正、容缺、特别程序、延期都不再悬着。"""
    if file.case.stage in ENDED_CASES:
        for request in file.requests:
            if request.is_open:
                yield "request", f"办件已终结,{request.life.label}还悬着"


@case_invariant("no-grant-while-deferred", "I-7; 浙江省“最多跑一次”改革规定第十一条")
def no_grant_while_deferred(file: CaseFile) -> Iterator[Fault]:
    """容缺未补齐不得准予。"""
    if file.case.verdict != "grant" or file.case.decided_at is None:
        return
    for request in file.requests:
        settled = request.ended_at is not None and request.ended_at <= file.case.decided_at
        if request.what == "deferral" and not (settled and request.stage == "supplied"):
            yield "request", f"材料 {request.data.get('material')} 未补齐就准予"


@case_invariant("deferral-ends", "design §10; I-7")
def deferral_ends(file: CaseFile) -> Iterator[Fault]:
    """容缺总有了结:有承诺书和期限;期限过了就补齐、失效或者有所载明的后果。"""
    committed = any(document.kind == "deferral_commitment" for document in file.documents)
    seen = file.batch.swept_until
    for request in file.requests:
        if request.what != "deferral":
            continue
        if not committed or request.due_at is None:
            yield "request", "容缺没有承诺书或期限"
        elif request.is_open and seen is not None and seen > request.due_at:
            yield "request", "容缺期限已过,没有了结"
        elif request.stage == "lapsed" and file.case.stage not in ENDED_CASES:
            yield "request", "容缺逾期,没有后果"


@case_invariant("request-on-its-clock", "design §3")
def request_on_its_clock(file: CaseFile) -> Iterator[Fault]:
    """未了的事由各有一个走着的时钟,期限一致。"""
    for request in file.requests:
        name = CLOCK_OF.get((request.what, request.stage))
        if name is None:
            continue
        running = [c for c in file.clocks if c.thing_id == request.id and c.name == name and c.is_open]
        if len(running) != 1:
            yield "request", f"{request.life.label}有 {len(running)} 个走着的时钟"
        elif name != "notice_service" and request.due_at != running[0].due_at:
            yield "request", f"{request.life.label}的期限与时钟不一致"


@case_invariant("request-has-paper", "design §10; 行政许可法第四十五条")
def request_has_paper(file: CaseFile) -> Iterator[Fault]:
    """补正和特别程序都有书面通知,通知属于本办件。"""
    kinds = {"supplement": "supplement_notice", "special_procedure": "special_procedure_notice"}
    papers = {document.id: document.kind for document in file.documents}
    for request in file.requests:
        kind = kinds.get(request.what)
        if kind and (request.document_id is None or papers.get(request.document_id) != kind):
            yield "request", f"{request.life.label}没有书面通知"


@case_invariant("served-supplement-was-told", "design §3; 行政许可法第三十二条第一款第(四)项")
def served_was_told(file: CaseFile) -> Iterator[Fault]:
    """补正期限自告知之日起算:通知已登记送达的才起算。"""
    told = {document.id: document.served_at for document in file.documents}
    for request in file.requests:
        if request.what != "supplement":
            continue
        served = told.get(request.document_id) if request.document_id else None
        clocks = [c for c in file.clocks if c.thing_id == request.id and c.name == "supplement"]
        if [clock.started_at for clock in clocks] != ([served] if served else []):
            yield "request", "补正期限不是自通知送达起算"


@case_invariant("request-ended-copied", "design §8")
def ended_copied(file: CaseFile) -> Iterator[Fault]:
    """事由的起止与日志一致。"""
    for request in file.requests:
        journal = file.journal(request)
        if not journal or request.opened_at != journal[0].at or request.opened_by != journal[0].by:
            yield "request", f"{request.life.label}的发起与日志不一致"
        elif request.ended_at != (None if request.is_open else journal[-1].at):
            yield "request", f"{request.life.label}的了结与日志不一致"
