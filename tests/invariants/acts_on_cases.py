"""What window and agency may do with a random case."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.ending import withdraw
from onewindow.cases.commands.extend import request_extension, rule_on_extension
from onewindow.cases.commands.receive import receive
from onewindow.cases.commands.refuse_acceptance import GROUNDS, refuse_acceptance
from onewindow.cases.commands.serve import METHODS, serve_notice
from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.cases.commands.supplement import Defect, issue_supplement
from onewindow.cases.commands.supply import supply, supply_deferred
from onewindow.cases.intake import Line
from onewindow.documents.models import Document
from onewindow.issuance.commands.instant import complete_instant
from tests.invariants.drawing import NothingToDo, cases_of, recent, waiting_of
from tests.invariants.people import intake

if TYPE_CHECKING:
    from tests.invariants.driver import Walk

OPINION = "材料齐全，符合法定条件和标准，建议准予。"
EXPERTS = ("张三", "李四", "王五", "赵六", "孙七")
REASON = "申请人申报的场所与实际不符，不符合法定条件。"


def take_in(walk: Walk) -> Any:
    brought = intake(walk.draw)
    hall = walk.draw.choice(brought.guide.halls)
    by = walk.who("clerk", hall=hall)
    if brought.guide.is_instant and walk.draw.random() < 0.85:
        return complete_instant(brought, by=by, at=walk.now)
    return receive(brought, by=by, at=walk.now)


def accept_case(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "received"))
    return accept(case.no, by=walk.who("reviewer", agency=case.agency_code), at=walk.now)


def refuse(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "received"))
    ground = walk.draw.choice(sorted(GROUNDS))
    return refuse_acceptance(
        case.no, ground=ground, reasons=[REASON], competent_body="江州市市场监督管理局",
        by=walk.who("reviewer", agency=case.agency_code), at=walk.now,
    )  # fmt: skip


def issue(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "received"))
    lines = [line.material for line in case.submissions.order_by("id")]
    wrong = walk.draw.sample(lines, walk.draw.randint(0, min(2, len(lines))))
    defects = [Defect(material, "平面图未标注操作间位置", "请补充标注后的平面图") for material in wrong]
    fine = [material for material in lines if material not in wrong]
    reason = "补正后的材料又出现了新的缺陷，须再次告知。" if walk.draw.random() < 0.5 else ""
    by = walk.who(*(("head",) if case.was_supplemented else ("reviewer",)), agency=case.agency_code)
    return issue_supplement(case.no, defects=defects, fine=fine, reason=reason, by=by, at=walk.now)


def serve(walk: Walk) -> Any:
    document = walk.one(_notices(walk))
    method = walk.draw.choice(sorted(METHODS))
    by = walk.who("clerk", hall=document.hall_code)
    return serve_notice(str(document.id), method=method, receiver="李秀英", by=by, at=walk.now)


def _notices(walk: Walk) -> Any:
    return Document.objects.filter(stage="to_serve") if walk.draw.random() < 0.95 else recent(Document)


def supply_asked(walk: Walk) -> Any:
    request = walk.one(waiting_of("supplement", "issued", "served"))
    asked = [str(defect["id"]) for defect in request.data["defects"]]
    if walk.draw.random() < 0.1:
        asked = asked[1:]
    lines = [
        Line(material, walk.draw.choice(("copy", "original_seen")), originals=1, copies=1, pages=2)
        for material in asked
    ]
    by = walk.who("clerk", hall=request.case.hall_code)
    return supply(request.case.no, lines=lines, came=walk.draw.random() < 0.8, by=by, at=walk.now)


def supply_promised(walk: Walk) -> Any:
    request = walk.one(waiting_of("deferral", "promised"))
    line = Line(request.data["material"], "copy", copies=1, pages=1)
    by = walk.who("clerk", hall=request.case.hall_code)
    return supply_deferred(request.case.no, line=line, by=by, at=walk.now)


def propose_verdict(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "accepted"))
    verdict = walk.draw.choice(("grant", "grant", "deny"))
    by = walk.who("reviewer", agency=case.agency_code)
    return propose(case.no, verdict=verdict, opinion=OPINION, by=by, at=walk.now)


def decide_case(walk: Walk) -> Any:
    proposed = cases_of(walk, "accepted").exclude(proposal="")
    case = walk.one(proposed if walk.draw.random() < 0.95 else cases_of(walk, "accepted"))
    verdict = case.proposal or "grant"
    by = walk.who("decider", "decider", "head", agency=case.agency_code)
    return decide(case.no, verdict=verdict, reasons=REASON, by=by, at=walk.now)


def start(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "accepted"))
    procedures = case.edition.guide.special_procedures
    if not procedures:
        raise NothingToDo
    procedure = walk.draw.choice(procedures)
    arrangement = Arrangement(
        procedure.id, walk.draw.randint(1, procedure.cap.n + (walk.draw.random() < 0.1)), "需要现场核实经营条件",
        (walk.now + timedelta(days=1)).date(), people=EXPERTS[: walk.draw.choice((1, 5, 5, 5))], place="经营场所",
    )  # fmt: skip
    return start_special(case.no, arrangement, by=walk.who("reviewer", agency=case.agency_code), at=walk.now)


def end(walk: Walk) -> Any:
    request = walk.one(waiting_of("special_procedure", "running"))
    by = walk.who("reviewer", agency=request.case.agency_code)
    return end_special(request.case.no, request.id, outcome="现场核查符合要求", by=by, at=walk.now)


def extend(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "accepted"))
    by = walk.who("reviewer", agency=case.agency_code)
    return request_extension(case.no, reason="需要会同有关部门进一步核实情况。", by=by, at=walk.now)


def rule_on_asked(walk: Walk) -> Any:
    request = walk.one(waiting_of("extension", "requested"))
    by = walk.who("head", agency=request.case.agency_code)
    approve = walk.draw.random() < 0.7
    return rule_on_extension(request.case.no, request.id, approve=approve, note="同意", by=by, at=walk.now)


def withdraw_case(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "received", "accepted"))
    return withdraw(case.no, reason="不再开办", by=walk.who("clerk", hall=case.hall_code), at=walk.now)
