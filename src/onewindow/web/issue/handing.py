"""发放: identity seen, what must be collected collected, handed out against the 送达回执."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from onewindow.core.refusal import Refusal
from onewindow.issuance.commands.deliver import hand_out
from onewindow.issuance.models import Delivery
from onewindow.web.answering import new_key, submit
from onewindow.web.issue.frame import frame
from onewindow.web.issue.shelf import Row, rows_of
from onewindow.web.visit import visit_of

MOST_OTHERS = 9
"""As many as there are digits to open them with."""
RELATIONSHIPS = {
    "person": ("本人", "委托代理人", "近亲属代领"),
    "organisation": ("法定代表人（负责人）", "委托代理人", "本单位工作人员"),
}


def handing(request: HttpRequest, no: str) -> HttpResponse:
    """The form while the results lie here; afterwards the receipt to print and what else waits for this person."""
    visit = visit_of(request)
    if request.method != "POST":
        return _page(request, no)
    typed = request.POST
    return submit(
        request,
        lambda: hand_out(
            no,
            receiver=typed.get("receiver", ""),
            relationship=typed.get("relationship", ""),
            identity_seen="identity_seen" in typed,
            collected=typed.getlist("collect"),
            by=visit.by,
            at=visit.at,
        ),
        then=lambda _: reverse("issue-hand-out", args=[no]),
        again=lambda refusal: _page(request, no, typed, refusal),
    )


def _page(
    request: HttpRequest, no: str, typed: QueryDict | None = None, refusal: Refusal | None = None
) -> HttpResponse:
    visit = visit_of(request)
    delivery = Delivery.objects.of_hall(visit.by.hall).filter(case__no=no).first()
    if delivery is None:
        raise Refusal("not-ready", "没有找到这个办件的结果，或者结果还没有送到本窗口。", status=404)
    if delivery.stage == "posted":
        return redirect(f"{reverse('issue-post')}?list=posted")
    row = rows_of([delivery], "delivery" if delivery.stage == "ready" else "receipt_return", visit.at)[0]
    context = {"row": row, "delivery": delivery, "case": delivery.case}
    if delivery.stage == "ready":
        return render(
            request, "issue/hand_out.html", frame(request) | context | _form(delivery, row, typed, refusal)
        )
    return render(request, "issue/handed.html", frame(request) | context | _afterwards(delivery))


def _form(
    delivery: Delivery, row: Row, typed: QueryDict | None, refusal: Refusal | None
) -> dict[str, object]:
    party = delivery.case.application.party
    facts, stated = party.facts(), delivery.case.application.facts()
    agent = stated.get("agent") or {}
    relationships = RELATIONSHIPS[party.kind_of_party]
    usual = party.name if party.kind_of_party == "person" else facts.get("legal_person", "")
    findings = list(refusal.findings) if refusal else []
    return {
        "party": party,
        "facts": facts,
        "agent": agent,
        "contact": stated,
        "relationships": relationships,
        "to_collect": {e["name"]: e["requirement"] for r in row.results for e in r.collect},
        "receiver": typed.get("receiver", "") if typed is not None else usual,
        "relationship": typed.get("relationship", "") if typed is not None else relationships[0],
        "identity_seen": typed is not None and "identity_seen" in typed,
        "collected": typed.getlist("collect") if typed is not None else [],
        "errors": {finding.field: finding.message for finding in findings},
        "findings": findings,
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }


def _afterwards(delivery: Delivery) -> dict[str, object]:
    others = Delivery.objects.filter(
        hall_code=delivery.hall_code,
        stage="ready",
        case__application__party=delivery.case.application.party_id,
    )
    return {
        "handed": "已妥投" if delivery.method == "post" else "已发放，请领取人在送达回执上签名",
        "signature": delivery.signature(),
        "others": list(others.select_related("case").order_by("ready_at")[:MOST_OTHERS]),
    }
