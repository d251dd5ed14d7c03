"""What is asked for, and what was taken in: nothing that the pinned edition does not name."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.cases.models import Request
from onewindow.catalogue.schema import applies
from onewindow.core.calendar import local
from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.reading import CaseFile

TAKEN = frozenset({"original_seen", "copy", "electronic", "held", "defective"})
"""States of a line under which something was handed in; the others were deferred or did not come."""


@case_invariant("edition-pinned", "design §2; I-16")
def edition_pinned(file: CaseFile) -> Iterator[Fault]:
    """收件时的实施清单一经确定,只由有权人员具名改按同一事项的新版;收件之日在有效期内。"""
    edition = file.edition_at_intake
    for entry in file.happened(file.case, "receive"):
        if (entry.body["item"], entry.body["edition"]) != (edition.code, edition.edition):
            yield "case", f"收件时为第 {entry.body['edition']} 版,现记第 {edition.edition} 版"
    if not edition.guide.in_force(local(file.case.received_at).date()):
        yield "case", "收件之日清单不在有效期内"
    on = str(edition.id)
    for entry in file.happened(file.case, "repin"):
        if entry.body["from"]["id"] != on or not entry.body["reason"] or entry.by is None:
            yield "case", "改按新版没有具名、理由,或与此前所记的版次不符"
        on = entry.body["to"]["id"]
    if on != str(file.case.edition_id) or file.case.edition.slug != edition.slug:
        yield "case", "现记的清单不是日志所记的清单"


@case_invariant("hall-of-the-guide", "design §1")
def hall_of_the_guide(file: CaseFile) -> Iterator[Fault]:
    """只在办事指南所列的大厅收件,由所列的机关办理。"""
    if file.case.hall_code not in file.guide.halls:
        yield "case", f"大厅 {file.case.hall_code} 不在指南所列之内"
    if file.case.agency_code != file.guide.agency:
        yield "case", f"机关 {file.case.agency_code} 不是指南所列的实施主体"


@case_invariant("only-listed-materials", "design §10; I-4; 行政许可法第三十一条")
def only_listed_materials(file: CaseFile) -> Iterator[Fault]:
    """清单之外不得要求:收取、补正、容缺的材料都在所定清单和情形之内。"""
    asked = {m.id: m for m in file.guide.requirements(file.case.application.answers)}
    for line in file.submissions:
        if line.material not in asked:
            yield "submission", f"材料 {line.material} 不在清单之内"
    for request in file.requests:
        for material in _demanded(request):
            if material not in asked:
                yield "request", f"{request.life.label}要求的 {material} 不在清单之内"
            elif request.what == "deferral" and not asked[material].deferrable:
                yield "request", f"材料 {material} 不可容缺"


def _demanded(request: Request) -> list[str]:
    """The materials that a request asks for."""
    if request.what == "supplement":
        return [str(defect.get("id")) for defect in request.data.get("defects", ())]
    return [str(request.data.get("material"))] if request.what == "deferral" else []


@case_invariant("every-material-met", "I-5")
def every_material_met(file: CaseFile) -> Iterator[Fault]:
    """收件即每项必要材料都有着落:收取、共享免交、容缺承诺或经部门确认,一项一行。"""
    lines = {line.material: line for line in file.submissions}
    promised = {request.data.get("material") for request in file.requests if request.what == "deferral"}
    for material in file.guide.requirements(file.case.application.answers):
        line = lines.get(material.id)
        if line is None and material.is_required:
            yield "submission", f"必要材料 {material.id} 没有着落"
        elif line is not None and line.state == "deferred" and material.id not in promised:
            yield "submission", f"材料 {material.id} 记为容缺,却没有承诺"
        elif line is not None and line.state == "held" and line.evidence_id is None:
            yield "submission", f"材料 {material.id} 记为免交,却没有平台所持的证明"


@case_invariant("receipt-lists-intake", "I-3; 行政许可法第三十二条第二款")
def receipt_lists_intake(file: CaseFile) -> Iterator[Fault]:
    """收件即给收件通知书,一件一份,所列材料就是收件时所记的材料。"""
    receipts = [document for document in file.documents if document.kind == "intake_notice"]
    if len(receipts) != 1:
        yield "document", f"收件通知书有 {len(receipts)} 份"
        return
    recorded: dict[str, str] = next(
        (entry.body["materials"] for entry in file.happened(file.case, "receive")), {}
    )
    names = {material.id: material.name for material in file.edition_at_intake.guide.materials}
    given = sorted(names.get(material, material) for material, state in recorded.items() if state in TAKEN)
    later = sorted(
        names.get(material, material) for material, state in recorded.items() if state == "deferred"
    )
    printed = file.printed(receipts[0])
    if sorted(line["name"] for line in printed.get("materials", ())) != given:
        yield "document", "收件通知书所列已收材料与收件记录不一致"
    if sorted(line["name"] for line in printed.get("deferred", ())) != later:
        yield "document", "收件通知书所列容缺材料与收件记录不一致"


@case_invariant("special-of-the-edition", "design §10; 行政许可法第四十五条")
def special_of_the_edition(file: CaseFile) -> Iterator[Fault]:
    """只启动所定清单和情形之内的特别程序,用时不超过清单所定,应有二人的有二人。"""
    answers = file.case.application.answers
    procedures = {p.id: p for p in file.guide.special_procedures if applies(p.when, answers)}
    for request in file.requests:
        if request.what != "special_procedure":
            continue
        procedure = procedures.get(request.data.get("procedure", ""))
        if procedure is None:
            yield "request", f"清单没有特别程序 {request.data.get('procedure')}"
        elif not 1 <= request.data["length"] <= procedure.cap.n or request.data["unit"] != procedure.cap.unit:
            yield "request", f"用时 {request.data['length']},清单所定最长 {procedure.cap.label}"
        elif len(set(request.data["people"])) < (procedure.people_min or 0):
            yield "request", f"应有 {procedure.people_min} 人以上,所记不足"
