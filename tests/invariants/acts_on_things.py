"""What may be done with a random paper, sheet, result, delivery, card or urging."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from onewindow.cases.models import Paper
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
from onewindow.issuance.commands.make import correct_result, make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Delivery, Result
from onewindow.supervision.commands.answer import answer_urging, end_urging, explain_card, rule_on_card, urge
from onewindow.supervision.models import Card, Urging
from tests.invariants.drawing import cases_of

if TYPE_CHECKING:
    from tests.invariants.driver import Walk


def open_material_sheet(walk: Walk) -> Any:
    first = walk.one(
        Paper.objects.filter(stage__in=("window", "missing")).exclude(case__stage__in=UNDECIDED_ENDS)
    )
    fellows = Paper.objects.filter(
        stage__in=("window", "missing"), hall_code=first.hall_code, agency_code=first.agency_code
    )
    barcodes = list(fellows.order_by("barcode").values_list("barcode", flat=True))
    some = walk.draw.sample(barcodes, walk.draw.randint(1, len(barcodes)))
    return open_sheet(some, by=walk.who("clerk", hall=first.hall_code), at=walk.now)


def cancel_material_sheet(walk: Walk) -> Any:
    sheet = walk.one(Sheet.objects.filter(sort="material", stage="handed"))
    return cancel_sheet(sheet.no, by=walk.who("clerk", hall=sheet.hall_code), at=walk.now)


def sign_material_sheet(walk: Walk) -> Any:
    sheet = walk.one(Sheet.objects.filter(sort="material", stage="handed"))
    listed = list(
        Paper.objects.filter(sheet_id=sheet.id).order_by("barcode").values_list("barcode", flat=True)
    )
    missing = [barcode for barcode in listed if walk.draw.random() < 0.1]
    return sign_sheet(
        sheet.no, missing=missing, by=walk.who("reviewer", agency=sheet.agency_code), at=walk.now
    )


def send_papers_back(walk: Walk) -> Any:
    paper = walk.one(Paper.objects.filter(stage="agency", case__stage__in=UNDECIDED_ENDS))
    by = walk.who("reviewer", agency=paper.agency_code)
    return send_back(paper.case.no, by=by, at=walk.now)


def give_papers_back(walk: Walk) -> Any:
    paper = walk.one(Paper.objects.filter(stage="window"))
    return give_back(paper.case.no, by=walk.who("clerk", hall=paper.hall_code), at=walk.now)


def make(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "decided"))
    by = walk.who("reviewer", "decider", agency=case.agency_code)
    return make_result(case.no, {}, by=by, at=walk.now)


def send(walk: Walk) -> Any:
    result = walk.one(Result.objects.filter(stage="made"))
    fellows = Result.objects.filter(stage="made", agency_code=result.agency_code, hall_code=result.hall_code)
    ids = [row.id for row in fellows.order_by("id") if row.id == result.id or walk.draw.random() < 0.5]
    return send_results(ids, by=walk.who("reviewer", "decider", agency=result.agency_code), at=walk.now)


def receive_made(walk: Walk) -> Any:
    sheet = walk.one(Sheet.objects.filter(sort="result", stage="handed"))
    results = Result.objects.filter(sheet=sheet).order_by("id")
    wrong = {row.id: ["地址与申请不一致"] for row in results if walk.draw.random() < 0.2}
    shelf = "A-03" if walk.draw.random() < 0.95 else ""
    return receive_results(
        sheet.no, wrong, shelf=shelf, by=walk.who("issuer", hall=sheet.hall_code), at=walk.now
    )


def correct(walk: Walk) -> Any:
    result = walk.one(Result.objects.filter(stage="correcting"))
    told = "已电话向申请人说明打印错误并致歉。" if walk.draw.random() < 0.7 else ""
    by = walk.who("reviewer", "decider", agency=result.agency_code)
    return correct_result(result.id, {}, explanation=told, by=by, at=walk.now)


def hand_out_made(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="ready"))
    role = "clerk" if delivery.case.instant and walk.draw.random() < 0.5 else "issuer"
    return hand_out(
        delivery.case.no, receiver="李秀英", relationship="本人", identity_seen=walk.draw.random() < 0.95,
        collected=_collected(walk, delivery), by=walk.who(role, hall=delivery.hall_code), at=walk.now,
    )  # fmt: skip


def _collected(walk: Walk, delivery: Delivery) -> list[str]:
    wanted = [entry["name"] for result in delivery.case.results.order_by("id") for entry in result.collect]
    return wanted if walk.draw.random() < 0.9 else []


def post_out(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="ready"))
    number = f"EM{walk.draw.randrange(10**9):09}CN"
    by = walk.who("issuer", hall=delivery.hall_code)
    return post(
        delivery.case.no, tracking_no=number, collected=_collected(walk, delivery), by=by, at=walk.now
    )


def mail_came_back(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="posted"))
    return mail_returned(
        delivery.case.no, reason="收件人不在", by=walk.who("issuer", hall=delivery.hall_code), at=walk.now
    )


def confirm(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="posted"))
    return confirm_post(
        delivery.case.no, receiver="李秀英", by=walk.who("issuer", hall=delivery.hall_code), at=walk.now
    )


def return_receipts(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="delivered"))
    return return_receipt(delivery.case.no, by=walk.who("issuer", hall=delivery.hall_code), at=walk.now)


def archive_case(walk: Walk) -> Any:
    delivery = walk.one(Delivery.objects.filter(stage="receipt_returned"))
    return archive(delivery.case.no, by=walk.who("reviewer", agency=delivery.agency_code), at=walk.now)


def explain(walk: Walk) -> Any:
    card = walk.one(Card.objects.filter(stage="fallen"))
    owner = card.clock.kind.owner
    by = {"agency": ("reviewer", "head"), "window": ("clerk",), "counter": ("issuer",)}.get(
        owner, ("manager",)
    )
    place = {"agency": card.agency_code} if owner == "agency" else {"hall": card.hall_code}
    return explain_card(card.id, text="当日材料较多，已加派人手。", by=walk.who(*by, **place), at=walk.now)


def rule(walk: Walk) -> Any:
    card = walk.one(Card.objects.filter(stage__in=("fallen", "explained")))
    lift = walk.draw.random() < 0.3
    return rule_on_card(
        card.id, lift=lift, text="核实无误，予以裁定。", by=walk.who("supervisor"), at=walk.now
    )


def urge_on(walk: Walk) -> Any:
    case = walk.one(cases_of(walk, "received", "accepted", "decided"))
    return urge(case.no, text="请尽快办理并回复。", by=walk.who("supervisor", "manager"), at=walk.now)


def answer(walk: Walk) -> Any:
    urging = walk.one(Urging.objects.filter(stage="sent"))
    by = walk.who("reviewer", "head", agency=urging.agency_code)
    return answer_urging(urging.id, text="已安排专人办理。", by=by, at=walk.now)


def end_urged(walk: Walk) -> Any:
    urging = walk.one(Urging.objects.filter(stage="answered"))
    return end_urging(urging.id, by=walk.who("supervisor", "manager"), at=walk.now)


def print_out(walk: Walk) -> Any:
    document = walk.one(
        Document.objects.filter(pdf_address="", kind="paper_labels").select_related("subject")
    )
    return pdf_of(document, at=walk.now)
