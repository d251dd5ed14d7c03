"""回执移交: signed 送达回执 go back to the agencies in bundles, within one working day."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.core.refusal import Refusal
from onewindow.issuance.commands.deliver import return_receipt
from onewindow.issuance.models import Delivery
from onewindow.places.directory import agency
from onewindow.web.answering import new_key, submit
from onewindow.web.issue.frame import frame
from onewindow.web.issue.shelf import Row, rows_of
from onewindow.web.visit import visit_of

MOST = 200
"""Receipts on one page; who has more hands over these first."""


@dataclass(frozen=True)
class Bundle:
    """The receipts of one agency; who waits longest stands first, among receipts and among agencies."""

    code: str
    agency: str
    rows: list[Row]


def receipts(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    if request.method != "POST":
        return _page(request)
    return submit(
        request,
        lambda: return_receipt(*request.POST.getlist("receipts"), by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('issue-receipts')}?done=returned",
        again=lambda refusal: _page(request, refusal),
    )


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    delivered = Delivery.objects.of_hall(visit.by.hall).filter(stage="delivered")
    found = list(delivered.order_by("delivered_at", "id")[:MOST])
    bundles: dict[str, Bundle] = {}
    for row in rows_of(found, "receipt_return", visit.at):
        code = row.delivery.agency_code
        bundles.setdefault(code, Bundle(code, agency(code).name, [])).rows.append(row)
    context = {
        "bundles": list(bundles.values()),
        "typed": request.POST.getlist("receipts") if refusal else None,
        "sent_from": request.POST.get("agency", ""),
        "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "issue/receipts.html", frame(request) | context)
