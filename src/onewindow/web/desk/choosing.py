"""登记选择: which item asks for which service, everybody who may be chosen, and what the applicant agreed."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.intermediary import services
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import local
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.refusal import Finding, Refusal
from onewindow.intermediaries.choosing import candidates, item_asking
from onewindow.intermediaries.commands import engage
from onewindow.intermediaries.commands.engaging import Choice
from onewindow.intermediaries.listing import asking
from onewindow.intermediaries.models import Engagement, Tally
from onewindow.intermediaries.terms import read_count, read_yuan
from onewindow.journal.commit import Answer
from onewindow.people.identity import read_number
from onewindow.people.register import PartyFacts
from onewindow.places.directory import agency_shown
from onewindow.web.answering import new_key, submit
from onewindow.web.review.written import Written
from onewindow.web.visit import Visit, visit_of

CODE = "engagement_code"
"""Where the session keeps the query code of the last engagement, so that this window can print it once more."""


def _line(label: str, hint: str = "", **attributes: str) -> forms.CharField:
    return forms.CharField(label=label, help_text=hint, widget=forms.TextInput(attrs=attributes))


class Agreement(Written):
    """委托人 and what was agreed; the choice itself is the table above it."""

    client_number = _line("身份证号码或者统一社会信用代码", autocomplete="off")
    client_name = _line("委托人姓名或者名称", autocomplete="off")
    client_phone = _line("联系电话", inputmode="tel", autocomplete="off")
    quantity = _line("数量", "按公布的计价单位填，如几份、多少平方米。", inputmode="numeric")
    fee = _line("约定的费用（元）", "可以低于公布的价格，不得高于。", inputmode="decimal")
    own = forms.BooleanField(label="申请人看过全部可选机构，这一家是自己选的")


def engaging(request: HttpRequest) -> HttpResponse:
    """First which service for which item (`?for=slug~service`), then the choice and the agreement."""
    visit = visit_of(request)
    slug, _, key = (request.POST.get("for") or request.GET.get("for", "")).partition("~")
    today = local(visit.at).date()
    if not any(slug == item for item, _, _ in asking(today).get(key, ())):
        return _what_for(request)
    item = item_asking(slug, key, today)
    if request.method != "POST":
        return _form(request, item, key)
    return submit(
        request,
        lambda: engage(_choice(request, item, key), by=visit.by, at=visit.at),
        then=lambda answer: _engaged(request, answer),
        again=lambda refusal: _form(request, item, key, refusal),
    )


def _engaged(request: HttpRequest, answer: Answer) -> str:
    request.session[CODE] = {"id": answer["id"], "code": answer["query_code"]}
    return f"{reverse('desk-engagement', args=[answer['id']])}?done=engage"


def _choice(request: HttpRequest, item: Edition, key: str) -> Choice:
    typed, today = request.POST, local(visit_of(request).at).date()
    given, kind, faults = typed.get("client_number", ""), "", []
    try:
        number = read_number(given, audience=item.document["audience"], on=today)
        given, kind = number.text, number.kind
    except NumberFault as fault:
        faults.append(Finding("client_number", fault.message))
    client = PartyFacts(
        kind=kind, number=given, name=typed.get("client_name", "").strip(), phone=typed.get("client_phone", "").strip()
    )  # fmt: skip
    return Choice(
        item.slug, key, _id(typed.get("intermediary", "")), client, quantity=read_count(typed.get("quantity", "")),
        fee=read_yuan(typed.get("fee", "")), own=typed.get("own") == "on", faults=tuple(faults),
    )  # fmt: skip


def _what_for(request: HttpRequest) -> HttpResponse:
    """Every service of the list with the items that ask for it."""
    items = asking(local(visit_of(request).at).date())
    groups = [
        (one, [(slug, name, agency_shown(code).name) for slug, name, code in items[one.key]])
        for one in services()
        if items.get(one.key)
    ]
    return render(request, "desk/engagement_for.html", {"groups": groups})


def _form(request: HttpRequest, item: Edition, key: str, refusal: Refusal | None = None) -> HttpResponse:
    visit, findings = visit_of(request), refusal.findings if refusal else ()
    context = {
        "item": item,
        "agency": agency_shown(item.agency_code).name,
        "service": next(one for one in services() if one.key == key),
        "candidates": _candidates(visit, item, key),
        "chosen": request.POST.get("intermediary", ""),
        "form": Agreement(request.POST if refusal else {"quantity": "1"}, findings),
        "wrong": next((one.message for one in findings if one.field == "intermediary"), ""),
        "findings": findings,
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "desk/engagement_new.html", context)


def _candidates(visit: Visit, item: Edition, key: str) -> list[tuple[object, Tally]]:
    tallies = Engagement.objects.filter(service=key).tallies("intermediary_id", visit.at)
    found = candidates(item, key, local(visit.at).date())
    return [(one, tallies.get(one.row.id, Tally())) for one in found]


def _id(typed: str) -> UUID | None:
    try:
        return UUID(typed)
    except ValueError:
        return None
