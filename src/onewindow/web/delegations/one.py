"""One delegation: what was asked and answered, and what this post may do with it now."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.models import Edition
from onewindow.core.life import next_steps
from onewindow.core.lives import DELEGATION
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.core.separation import one_person
from onewindow.delegation.commands import grant, refuse, take_back, withdraw
from onewindow.delegation.models import Delegation
from onewindow.journal.commit import Answer as Done
from onewindow.web.answering import new_key, submit
from onewindow.web.delegations.forms import Answer, End, Withdrawal, read_day
from onewindow.web.review.written import Written
from onewindow.web.visit import visit_of

DONE: dict[str, str] = {
    "ask": "请求已提出，由原机关的另一人答复。",
    "grant": "已同意。承接的清单草稿已经建立，审核发布后按日期生效。",
    "refuse": "已答复不同意。",
    "take_back": "已收回。承接机关的清单请按日期撤下。",
    "withdraw": "请求已撤回。",
}
FORMS: dict[str, type[Written]] = {"answer": Answer, "end": End, "withdrawal": Withdrawal}
HOLDERS_STEPS = {"grant": "answer", "take_back": "end"}
ASKERS_STEPS = {"withdraw": "withdrawal"}


def one(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    return _page(request, delegation_id)


def answering(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """同意 or 不同意, by the button pressed."""
    visit, words = visit_of(request), request.POST.get("reason", "")
    yes = request.POST.get("answer") == "grant"
    act = grant if yes else refuse
    return _submit(
        request, delegation_id, "answer", "grant" if yes else "refuse",
        lambda: act(delegation_id, words=words, by=visit.by, at=visit.at),
    )  # fmt: skip


def ending(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """收回."""
    visit, typed = visit_of(request), request.POST
    return _submit(
        request, delegation_id, "end", "take_back",
        lambda: take_back(
            delegation_id, ends_on=read_day(typed.get("ends_on", "")), reason=typed.get("reason", ""),
            by=visit.by, at=visit.at,
        ),
    )  # fmt: skip


def withdrawal(request: HttpRequest, delegation_id: UUID) -> HttpResponse:
    """撤回请求."""
    visit, reason = visit_of(request), request.POST.get("reason", "")
    return _submit(
        request, delegation_id, "withdrawal", "withdraw",
        lambda: withdraw(delegation_id, reason=reason, by=visit.by, at=visit.at),
    )  # fmt: skip


def _submit(
    request: HttpRequest, delegation_id: UUID, form: str, verb: str, act: Callable[[], Done]
) -> HttpResponse:
    return submit(
        request,
        act,
        then=lambda _: f"{reverse('delegation', args=[delegation_id])}?done={verb}",
        again=lambda refusal: _page(request, delegation_id, refusal, form),
    )


def _page(
    request: HttpRequest, delegation_id: UUID, refusal: Refusal | None = None, typed_in: str = ""
) -> HttpResponse:
    by = visit_of(request).by
    row = Delegation.objects.seen_by(by).filter(pk=delegation_id).first()
    if row is None:
        raise Http404
    findings = refusal.findings if refusal else ()
    forms = {name: FORMS[name](auto_id=f"{name}_%s") for name in _open(row, by)}
    if typed_in:
        forms[typed_in] = FORMS[typed_in](request.POST, findings)
    context = {
        "row": row,
        "facts": _facts(row),
        "capacities": row.capacities(),
        "forms": forms,
        "findings": findings,
        "message": refusal.message if refusal else "",
        "done": DONE.get(request.GET.get("done", "")),
        "submission": new_key(),
    }
    return render(request, "delegations/one.html", context)


def _open(row: Delegation, by: Actor) -> list[str]:
    """The forms of the steps that this post may take now; nobody answers his own request."""
    verbs = {step.verb for step in next_steps(DELEGATION, row.stage, by.role)}
    rows = Delegation.objects.filter(pk=row.pk)
    found = []
    asked_by_me = row.stage == "asked" and one_person(by.hands, (row.asker, row.asker_for))
    if rows.given_by(by).exists() and not asked_by_me:
        found += [form for verb, form in HOLDERS_STEPS.items() if verb in verbs]
    if rows.asked_by(by).exists():
        found += [form for verb, form in ASKERS_STEPS.items() if verb in verbs]
    return found


def _facts(row: Delegation) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        ("原机关", row.from_name),
        ("承接机关", f"{row.to_name}（{row.to_level}）"),
        ("形式", f"{row.form_label}：{row.meaning}"),
        ("生效日期", row.effective_from.isoformat()),
        ("提出人", row.asker_name),
        ("理由", row.reason),
    ]
    if row.answer:
        facts.append(("答复", f"{row.answered_by}：{row.answer}"))
    draft = Edition.objects.light().filter(pk=row.draft).first() if row.draft else None
    if draft is not None:
        facts.append(("承接的清单", f"{draft.name} 第{draft.edition}版，{draft.stage_label}"))
    if row.ends_on:
        facts.append(("收回日期", row.ends_on.isoformat()))
    return [*facts, ("原因", row.end_reason)] if row.end_reason else facts
