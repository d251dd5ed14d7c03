"""One intermediary on the register: what it declared, who engaged it, and what this post may do with it now."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.core.life import next_steps
from onewindow.core.lives import INTERMEDIARY
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.core.separation import one_person
from onewindow.intermediaries.commands import amend, refuse, register, resume, strike_off, suspend
from onewindow.intermediaries.models import Engagement, Intermediary, Tally
from onewindow.journal.commit import Answer
from onewindow.vault.subjects import unlock
from onewindow.web.answering import new_key, submit
from onewindow.web.register import forms
from onewindow.web.register.forms import EntryForm
from onewindow.web.register.typed import entry_of, typed_in, typed_of
from onewindow.web.review.written import Written
from onewindow.web.visit import visit_of

NEWEST = 20
DONE: dict[str, str] = {
    "record": "申请已收取，由另一名登记人员决定是否登记。",
    "register": "已登记入册，办事人即日起可以选它。",
    "refuse": "已决定不予登记。",
    "amend": "登记已更新，公开页面同时更新。",
    "suspend": "已暂停，恢复以前不能选它。",
    "resume": "已恢复，办事人可以选它。",
    "strike_off": "已移出名册，公开页面保留原因。",
}
FORMS: dict[str, type[Written]] = {
    "refuse": forms.Refusal,
    "suspend": forms.Suspension,
    "resume": forms.Resumption,
    "strike_off": forms.Removal,
}
OUT: dict[str, Callable[..., Answer]] = {"refuse": refuse, "suspend": suspend, "strike_off": strike_off}


def body(request: HttpRequest, body_id: UUID) -> HttpResponse:
    return _page(request, body_id)


def decision(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """登记入册 or 不予登记, by the button pressed."""
    if request.POST.get("decision") != "register":
        return _kept_out(request, body_id, "refuse")
    visit = visit_of(request)
    return _submit(request, body_id, "register", lambda: register(body_id, by=visit.by, at=visit.at))


def suspension(request: HttpRequest, body_id: UUID) -> HttpResponse:
    return _kept_out(request, body_id, "suspend")


def removal(request: HttpRequest, body_id: UUID) -> HttpResponse:
    return _kept_out(request, body_id, "strike_off")


def resumption(request: HttpRequest, body_id: UUID) -> HttpResponse:
    visit, words = visit_of(request), request.POST.get("reason", "")
    return _submit(request, body_id, "resume", lambda: resume(body_id, words=words, by=visit.by, at=visit.at))


def amendment(request: HttpRequest, body_id: UUID) -> HttpResponse:
    """更新登记, on a page of its own."""
    visit = visit_of(request)
    row = _kept(body_id, visit.by)
    if request.method != "POST":
        return _amending(request, row, EntryForm(typed_of(row), reasoned=True))
    typed = typed_in(request.POST)
    return submit(
        request,
        lambda: amend(body_id, entry_of(typed), reason=typed.reason, by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('register-body', args=[body_id])}?done=amend",
        again=lambda refusal: _amending(
            request, row, EntryForm(typed, refusal.findings, reasoned=True), refusal
        ),
    )


def _kept_out(request: HttpRequest, body_id: UUID, verb: str) -> HttpResponse:
    visit, typed = visit_of(request), request.POST
    ground, words = typed.get("ground", ""), typed.get("reason", "")
    return _submit(
        request, body_id, verb,
        lambda: OUT[verb](body_id, ground=ground, words=words, by=visit.by, at=visit.at),
    )  # fmt: skip


def _submit(request: HttpRequest, body_id: UUID, verb: str, act: Callable[[], Answer]) -> HttpResponse:
    return submit(
        request,
        act,
        then=lambda _: f"{reverse('register-body', args=[body_id])}?done={verb}",
        again=lambda refusal: _page(request, body_id, refusal, verb),
    )


def _kept(body_id: UUID, by: Actor) -> Intermediary:
    row = Intermediary.objects.kept_by(by).filter(pk=body_id).first()
    if row is None:
        raise Http404
    return row


def _amending(
    request: HttpRequest, row: Intermediary, form: EntryForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "row": row,
        "entry": form,
        "findings": refusal.findings if refusal else (),
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "register/amend.html", context)


def _page(
    request: HttpRequest, body_id: UUID, refusal: Refusal | None = None, verb: str = ""
) -> HttpResponse:
    visit = visit_of(request)
    row = _kept(body_id, visit.by)
    findings = refusal.findings if refusal else ()
    steps = {step.verb for step in next_steps(INTERMEDIARY, row.stage, visit.by.role)}
    shown = {name: form(auto_id=f"{name}_%s") for name, form in FORMS.items() if name in steps}
    if verb in shown:
        shown[verb] = FORMS[verb](request.POST, findings)
    mine = Engagement.objects.filter(intermediary=row)
    context = {
        "row": row,
        "steps": steps,
        "decides": "register" in steps and not one_person(visit.by.hands, (row.recorder, row.recorder_for)),
        "forms": shown,
        "tally": mine.tallies("intermediary_id", visit.at).get(row.id, Tally()),
        "engagements": [(one, _words(one), one.is_late(visit.at)) for one in mine.whole()[:NEWEST]],
        "findings": findings,
        "message": refusal.message if refusal else "",
        "done": DONE.get(request.GET.get("done", "")),
        "submission": new_key(),
    }
    return render(request, "register/one.html", context)


def _words(one: Engagement) -> str:
    """What its client wrote with the rating; only who keeps the register reads it."""
    return str(unlock(one.party.key, one.sealed)["words"]) if one.sealed else ""
