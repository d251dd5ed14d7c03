"""收取申请: the form by which a registrar records who applies."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.core.refusal import Refusal
from onewindow.intermediaries.commands import record
from onewindow.intermediaries.models import offices_of
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.register.forms import EntryForm
from onewindow.web.register.typed import Typed, entry_of, nothing_typed, typed_in
from onewindow.web.visit import Visit, visit_of

NOT_HERE = "中介机构由行政审批局统一登记，审批部门不设自己的名册。"


def recording(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _form(request, EntryForm(nothing_typed()))
    visit, typed = visit_of(request), typed_in(request.POST)
    return submit(
        request,
        lambda: _record(visit, typed),
        then=lambda answer: f"{reverse('register-body', args=[answer['intermediary']])}?done=record",
        again=lambda refusal: _form(request, EntryForm(typed, refusal.findings), refusal),
    )


def _record(visit: Visit, typed: Typed) -> Answer:
    if visit.by.agency not in offices_of(visit.by):
        raise Refusal("not-your-step", NOT_HERE, status=403)
    return record(visit.by.agency, entry_of(typed), by=visit.by, at=visit.at)


def _form(request: HttpRequest, form: EntryForm, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "entry": form,
        "may_record": bool(offices_of(visit_of(request).by)),
        "not_here": NOT_HERE,
        "findings": refusal.findings if refusal else (),
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "register/record.html", context)
