"""What may be done next in a random life: one act a command, with a random thing and a random actor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
from onewindow.cases.models import Case, Paper, Request
from onewindow.documents.commands.print import pdf_of
from onewindow.documents.models import Document
from onewindow.handover.commands.give_back import UNDECIDED_ENDS, give_back, send_back
from onewindow.handover.commands.material_sheet import cancel_sheet, open_sheet, sign_sheet
from onewindow.handover.models import Sheet
from onewindow.issuance.commands.deliver import (
    archive,
    confirm_post,
    hand_out,
    mail_returned,
    post,
    return_receipt,
)
from onewindow.issuance.commands.instant import complete_instant
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Delivery, Result
from onewindow.supervision.commands.answer import answer_urging, end_urging, explain_card, rule_on_card, urge
from onewindow.supervision.models import Card, Urging
from tests.invariants.people import intake

if TYPE_CHECKING:
    from tests.invariants.driver import Walk

OPINION = "材料齐全，符合法定条件和标准，建议准予。"
EXPERTS = ("张三", "李四", "王五", "赵六", "孙七")
REASON = "申请人申报的场所与实际不符，不符合法定条件。"


class NothingToDo(Exception):
    """There is nothing yet on which this could be done."""


@dataclass(frozen=True)
class Act:
    name: str
    take: Callable[[Walk], Any]


def _receive(walk: Walk) -> Any:
    brought = intake(walk.draw)
    hall = walk.draw.choice(brought.guide.halls)
    by = walk.who("clerk", hall=hall)
    if brought.guide.is_instant and walk.draw.random() < 0.85:
        return complete_instant(brought, by=by, at=walk.now)
    return receive(brought, by=by, at=walk.now)


def _accept(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "received"))
    return accept(case.no, by=walk.who("reviewer", agency=case.agency_code), at=walk.now)


def _refuse(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "received"))
    ground = walk.draw.choice(sorted(GROUNDS))
    return refuse_acceptance(
        case.no, ground=ground, reasons=[REASON], competent_body="江州市市场监督管理局",
        by=walk.who("reviewer", agency=case.agency_code), at=walk.now,
    )  # fmt: skip


def _issue(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "received"))
    lines = [line.material for line in case.submissions.order_by("id")]
    wrong = walk.draw.sample(lines, walk.draw.randint(0, min(2, len(lines))))
    defects = [Defect(material, "平面图未标注操作间位置", "请补充标注后的平面图") for material in wrong]
    fine = [material for material in lines if material not in wrong]
    reason = "补正后的材料又出现了新的缺陷，须再次告知。" if walk.draw.random() < 0.5 else ""
    by = walk.who(*(("head",) if case.was_supplemented else ("reviewer",)), agency=case.agency_code)
    return issue_supplement(case.no, defects=defects, fine=fine, reason=reason, by=by, at=walk.now)


def _serve(walk: Walk) -> Any:
    document = walk.one(_notices(walk))
    method = walk.draw.choice(sorted(METHODS))
    by = walk.who("clerk", hall=document.hall_code)
    return serve_notice(str(document.id), method=method, receiver="李秀英", by=by, at=walk.now)


def _notices(walk: Walk) -> Any:
    return Document.objects.filter(stage="to_serve") if walk.draw.random() < 0.95 else _recent(Document)


def _supply(walk: Walk) -> Any:
    request = walk.one(_waiting("supplement", "issued", "served"))
    asked = [str(defect["id"]) for defect in request.data["defects"]]
    if walk.draw.random() < 0.1:
        asked = asked[1:]
    lines = [
        Line(material, walk.draw.choice(("copy", "original_seen")), originals=1, copies=1, pages=2)
        for material in asked
    ]
    by = walk.who("clerk", hall=request.case.hall_code)
    return supply(request.case.no, lines=lines, came=walk.draw.random() < 0.8, by=by, at=walk.now)


def _supply_deferred(walk: Walk) -> Any:
    request = walk.one(_waiting("deferral", "promised"))
    line = Line(request.data["material"], "copy", copies=1, pages=1)
    by = walk.who("clerk", hall=request.case.hall_code)
    return supply_deferred(request.case.no, line=line, by=by, at=walk.now)


def _propose(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "accepted"))
    verdict = walk.draw.choice(("grant", "grant", "deny"))
    by = walk.who("reviewer", agency=case.agency_code)
    return propose(case.no, verdict=verdict, opinion=OPINION, by=by, at=walk.now)


def _decide(walk: Walk) -> Any:
    proposed = _cases(walk, "accepted").exclude(proposal="")
    case = walk.one(proposed if walk.draw.random() < 0.95 else _cases(walk, "accepted"))
    verdict = case.proposal or "grant"
    by = walk.who("decider", "decider", "head", agency=case.agency_code)
    return decide(case.no, verdict=verdict, reasons=REASON, by=by, at=walk.now)


def _start(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "accepted"))
    procedures = case.edition.guide.special_procedures
    if not procedures:
        raise NothingToDo
    procedure = walk.draw.choice(procedures)
    arrangement = Arrangement(
        procedure.id, walk.draw.randint(1, procedure.cap.n + (walk.draw.random() < 0.1)), "需要现场核实经营条件",
        (walk.now + timedelta(days=1)).date(), people=EXPERTS[: walk.draw.choice((1, 5, 5, 5))], place="经营场所",
    )  # fmt: skip
    return start_special(case.no, arrangement, by=walk.who("reviewer", agency=case.agency_code), at=walk.now)


def _end(walk: Walk) -> Any:
    request = walk.one(_waiting("special_procedure", "running"))
    by = walk.who("reviewer", agency=request.case.agency_code)
    return end_special(request.case.no, request.id, outcome="现场核查符合要求", by=by, at=walk.now)


def _extend(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "accepted"))
    by = walk.who("reviewer", agency=case.agency_code)
    return request_extension(case.no, reason="需要会同有关部门进一步核实情况。", by=by, at=walk.now)


def _rule_on_extension(walk: Walk) -> Any:
    request = walk.one(_waiting("extension", "requested"))
    by = walk.who("head", agency=request.case.agency_code)
    approve = walk.draw.random() < 0.7
    return rule_on_extension(request.case.no, request.id, approve=approve, note="同意", by=by, at=walk.now)


def _withdraw(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "received", "accepted"))
    return withdraw(case.no, reason="不再开办", by=walk.who("clerk", hall=case.hall_code), at=walk.now)


def _open_sheet(walk: Walk) -> Any:
    first = walk.one(
        Paper.objects.filter(stage__in=("window", "missing")).exclude(case__stage__in=UNDECIDED_ENDS)
    )
    fellows = Paper.objects.filter(
        stage__in=("window", "missing"), hall_code=first.hall_code, agency_code=first.agency_code
    )
    barcodes = list(fellows.order_by("barcode").values_list("barcode", flat=True))
    some = walk.draw.sample(barcodes, walk.draw.randint(1, len(barcodes)))
    return open_sheet(some, by=walk.who("clerk", hall=first.hall_code), at=walk.now)


def _cancel_sheet(walk: Walk) -> Any:
    sheet = walk.one(Sheet.objects.filter(sort="material", stage="handed"))
    return cancel_sheet(sheet.no, by=walk.who("clerk", hall=sheet.hall_code), at=walk.now)


def _sign_sheet(walk: Walk) -> Any:
    sheet = walk.one(Sheet.objects.filter(sort="material", stage="handed"))
    listed = list(
        Paper.objects.filter(sheet_id=sheet.id).order_by("barcode").values_list("barcode", flat=True)
    )
    missing = [barcode for barcode in listed if walk.draw.random() < 0.1]
    return sign_sheet(
        sheet.no, missing=missing, by=walk.who("reviewer", agency=sheet.agency_code), at=walk.now
    )


def _send_back(walk: Walk) -> Any:
    paper = walk.one(Paper.objects.filter(stage="agency", case__stage__in=UNDECIDED_ENDS))
    by = walk.who("reviewer", agency=paper.agency_code)
    return send_back(paper.case.no, by=by, at=walk.now)


def _give_back(walk: Walk) -> Any:
    paper = walk.one(Paper.objects.filter(stage="window"))
    return give_back(paper.case.no, by=walk.who("clerk", hall=paper.hall_code), at=walk.now)


def _make(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "decided"))
    by = walk.who("reviewer", "decider", agency=case.agency_code)
    return make_result(case.no, {}, by=by, at=walk.now)


def _send(walk: Walk) -> Any:
    result = walk.one(Result.objects.filter(stage="made"))
    fellows = Result.objects.filter(stage="made", agency_code=result.agency_code, hall_code=result.hall_code)
    ids = [row.id for row in fellows.order_by("id") if row.id == result.id or walk.draw.random() < 0.5]
    return send_results(ids, by=walk.who("reviewer", "decider", agency=result.agency_code), at=walk.now)


def _receive_results(walk: Walk) -> Any:
    sheet = walk.one(Sheet.objects.filter(sort="result", stage="handed"))
    results = Result.objects.filter(sheet=sheet).order_by("id")
    wrong = {row.id: ["地址与申请不一致"] for row in results if walk.draw.random() < 0.2}
    shelf = "A-03" if walk.draw.random() < 0.95 else ""
    return receive_results(
        sheet.no, wrong, shelf=shelf, by=walk.who("issuer", hall=sheet.hall_code), at=walk.now
    )


def _correct(walk: Walk) -> Any:
    result = walk.one(Result.objects.filter(stage="correcting"))
    told = "已电话向申请人说明打印错误并致歉。" if walk.draw.random() < 0.7 else ""
    by = walk.who("reviewer", "decider", agency=result.agency_code)
    return correct_result(result.id, {}, explanation=told, by=by, at=walk.now)


def _hand_out(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="ready"))
    role = "clerk" if delivery.case.instant and walk.draw.random() < 0.5 else "issuer"
    return hand_out(
        delivery.case.no, receiver="李秀英", relationship="本人", identity_seen=walk.draw.random() < 0.95,
        collected=_collected(walk, delivery), by=walk.who(role, hall=delivery.hall_code), at=walk.now,
    )  # fmt: skip


def _collected(walk: Walk, delivery: Delivery) -> list[str]:
    wanted = [entry["name"] for result in delivery.case.results.order_by("id") for entry in result.collect]
    return wanted if walk.draw.random() < 0.9 else []


def _post(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="ready"))
    number = f"EM{walk.draw.randrange(10**9):09}CN"
    by = walk.who("issuer", hall=delivery.hall_code)
    return post(
        delivery.case.no, tracking_no=number, collected=_collected(walk, delivery), by=by, at=walk.now
    )


def _mail_returned(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="posted"))
    return mail_returned(
        delivery.case.no, reason="收件人不在", by=walk.who("issuer", hall=delivery.hall_code), at=walk.now
    )


def _confirm(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="posted"))
    return confirm_post(
        delivery.case.no, receiver="李秀英", by=walk.who("issuer", hall=delivery.hall_code), at=walk.now
    )


def _return_receipt(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="delivered"))
    return return_receipt(delivery.case.no, by=walk.who("issuer", hall=delivery.hall_code), at=walk.now)


def _archive(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="receipt_returned"))
    return archive(delivery.case.no, by=walk.who("reviewer", agency=delivery.agency_code), at=walk.now)


def _explain(walk: Walk) -> Any:
    card = walk.one(Card.objects.filter(stage="fallen"))
    owner = card.clock.kind.owner
    by = {"agency": ("reviewer", "head"), "window": ("clerk",), "counter": ("issuer",)}.get(
        owner, ("manager",)
    )
    place = {"agency": card.agency_code} if owner == "agency" else {"hall": card.hall_code}
    return explain_card(card.id, text="当日材料较多，已加派人手。", by=walk.who(*by, **place), at=walk.now)


def _rule(walk: Walk) -> Any:
    card = walk.one(Card.objects.filter(stage__in=("fallen", "explained")))
    lift = walk.draw.random() < 0.3
    return rule_on_card(
        card.id, lift=lift, text="核实无误，予以裁定。", by=walk.who("supervisor"), at=walk.now
    )


def _urge(walk: Walk) -> Any:
    case = walk.one(_cases(walk, "received", "accepted", "decided"))
    return urge(case.no, text="请尽快办理并回复。", by=walk.who("supervisor", "manager"), at=walk.now)


def _answer(walk: Walk) -> Any:
    urging = walk.one(Urging.objects.filter(stage="sent"))
    by = walk.who("reviewer", "head", agency=urging.agency_code)
    return answer_urging(urging.id, text="已安排专人办理。", by=by, at=walk.now)


def _end_urging(walk: Walk) -> Any:
    urging = walk.one(Urging.objects.filter(stage="answered"))
    return end_urging(urging.id, by=walk.who("supervisor", "manager"), at=walk.now)


def _print(walk: Walk) -> Any:
    document = walk.one(
        Document.objects.filter(pdf_address="", kind="paper_labels").select_related("subject")
    )
    return pdf_of(document, at=walk.now)


def _cases(walk: Walk, *stages: str) -> Any:
    """Cases where the command fits, or now and then any case at all."""
    wanted = Case.objects.filter(stage__in=stages) if walk.draw.random() < 0.93 else _recent(Case)
    return wanted.select_related("edition")


def _recent(model: Any) -> Any:
    ids = list(model.objects.order_by("-pk").values_list("pk", flat=True)[:30])
    return model.objects.filter(pk__in=ids)


def _waiting(what: str, *stages: str) -> Any:
    return Request.objects.filter(what=what, stage__in=stages).select_related("case")


LIKELY = {
    "receive": 4, "accept": 9, "refuse": 1, "issue supplement": 4, "serve": 6, "supply": 4, "supply deferred": 3,
    "propose": 7, "decide": 7, "start special": 3, "end special": 3, "ask extension": 2, "rule on extension": 2,
    "withdraw": 1, "open sheet": 5, "cancel sheet": 1, "sign sheet": 5, "send back": 2, "give back": 2,
    "make result": 7, "send results": 7, "receive results": 7, "correct result": 4, "hand out": 4, "post": 3,
    "mail returned": 1, "confirm post": 3, "return receipt": 5, "archive": 5, "explain card": 2, "rule on card": 2,
    "urge": 1, "answer urging": 2, "end urging": 1, "print": 1,
}  # fmt: skip
"""How often each act is tried, in proportion; a fifth of all is drawn evenly."""

ACTS: dict[str, Act] = {
    name: Act(name, take)
    for name, take in {
        "receive": _receive, "accept": _accept, "refuse": _refuse, "issue supplement": _issue, "serve": _serve,
        "supply": _supply, "supply deferred": _supply_deferred, "propose": _propose, "decide": _decide,
        "start special": _start, "end special": _end, "ask extension": _extend, "rule on extension": _rule_on_extension,
        "withdraw": _withdraw, "open sheet": _open_sheet, "cancel sheet": _cancel_sheet, "sign sheet": _sign_sheet,
        "send back": _send_back, "give back": _give_back, "make result": _make, "send results": _send,
        "receive results": _receive_results, "correct result": _correct, "hand out": _hand_out, "post": _post,
        "mail returned": _mail_returned, "confirm post": _confirm, "return receipt": _return_receipt,
        "archive": _archive, "explain card": _explain, "rule on card": _rule, "urge": _urge, "answer urging": _answer,
        "end urging": _end_urging, "print": _print,
    }.items()
}  # fmt: skip
