"""One batch: its items, who pledged and who has yet to, the approval, and the steps that this post may take now."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from onewindow.batches.commands import approve, circulate, discard, edit, pledge, publish, return_, strike
from onewindow.batches.models import Batch, Entry
from onewindow.batches.models import Pledge as Given
from onewindow.batches.offices import office_of_post, pledging_for
from onewindow.batches.standing import at_odds, standing
from onewindow.core.calendar import local
from onewindow.core.life import next_steps
from onewindow.core.lives import BATCH
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer
from onewindow.journal.models import Event
from onewindow.places.directory import agency_shown
from onewindow.web.answering import new_key, submit
from onewindow.web.batches.forms import Approval, Pledge, Publication, Reason, Striking, Terms
from onewindow.web.delegations.forms import read_day
from onewindow.web.review.written import Written
from onewindow.web.visit import visit_of
from onewindow.web.wording import spell_date

Act = Callable[..., Answer]
LABELS = {step.verb: step.label for step in BATCH.steps}


@dataclass(frozen=True)
class Door:
    """A step as the page offers it: what it is called, its form, and what the form says to the command."""

    verb: str
    act: Act
    form: type[Written]
    given: Callable[[QueryDict], dict[str, Any]]
    button: str
    lead: str = ""
    tone: str = ""


def _reason(typed: QueryDict) -> dict[str, Any]:
    return {"reason": typed.get("reason", "")}


DOORS: dict[str, Door] = {
    "terms": Door(
        "edit", edit, Terms,
        lambda typed: {
            "title": typed.get("title", ""), "publish_on": read_day(typed.get("publish_on", "")),
            "remove": typed.getlist("items"),
        },
        "保存", tone="plain",
    ),
    "circulation": Door(
        "circulate", circulate, Written, lambda typed: {}, "送部门承诺",
        "送出后清单不再改动，由各部门负责人签字承诺。",
    ),
    "pledge": Door(
        "pledge", pledge, Pledge, lambda typed: {"title": typed.get("title", "")}, "签字承诺",
        "您代表本部门向社会承诺：以上本部门的事项，申请材料齐全、符合法定受理条件的，从受理到办结最多跑一次。",
    ),
    "approval": Door(
        "approve", approve, Approval,
        lambda typed: {
            "number": typed.get("number", ""), "approved_on": read_day(typed.get("approved_on", "")),
        },
        "登记审定", "部门都承诺后，由编制人以外的人登记。",
    ),
    "publication": Door(
        "publish", publish, Publication, lambda typed: {"on": read_day(typed.get("on", ""))}, "公布",
    ),
    "return": Door(
        "return", return_, Reason, _reason, "退回重编", "退回后清单可以改动，已签的承诺作废。", "danger",
    ),
    "strike": Door(
        "strike", strike, Striking, lambda typed: {"slug": typed.get("slug", ""), **_reason(typed)}, "撤下",
        "撤下的事项和原因仍向社会公开。", "danger",
    ),
    "discard": Door("discard", discard, Reason, _reason, "作废", "作废后，事项可以列入别的批次。", "danger"),
}  # fmt: skip
"""By the last word of the URL, in the order of the page."""


@dataclass(frozen=True)
class Offered:
    """A step on the page, with its form."""

    name: str
    door: Door
    form: Written

    @property
    def label(self) -> str:
        return LABELS[self.door.verb]


def one(request: HttpRequest, batch_id: UUID) -> HttpResponse:
    return _page(request, batch_id)


def step(request: HttpRequest, batch_id: UUID, step: str) -> HttpResponse:
    """Take one of DOORS."""
    door, visit = DOORS.get(step), visit_of(request)
    if door is None:
        raise Http404
    return submit(
        request,
        lambda: door.act(batch_id, **door.given(request.POST), by=visit.by, at=visit.at),
        then=lambda answer: f"{reverse('batch', args=[answer['batch']])}?done={door.verb}",
        again=lambda refusal: _page(request, batch_id, refusal, step),
    )


def _page(
    request: HttpRequest, batch_id: UUID, refusal: Refusal | None = None, step: str = ""
) -> HttpResponse:
    visit = visit_of(request)
    row = Batch.objects.seen_by(visit.by).filter(pk=batch_id).first()
    if row is None:
        raise Http404
    entries = list(row.entries.exclude(state="dropped"))
    now = standing(local(visit.at).date())
    faults = {one.pk: at_odds(one, now) for one in entries if one.state == "listed"}
    offered = _offered(request, row, entries, refusal, step)
    context = {
        "row": row, "facts": _facts(row), "groups": _groups(entries, faults), "pledges": _pledges(row, entries),
        "total": sum(one.state == "listed" for one in entries), "faulty": sum(map(bool, faults.values())),
        "steps": [one for one in offered if one.name != "terms"],
        "terms": next((one for one in offered if one.name == "terms"), None),
        "history": _history(row), "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "", "done": LABELS.get(request.GET.get("done", "")),
        "ticked": set(request.POST.getlist("items")), "submission": new_key(),
    }  # fmt: skip
    return render(request, "batches/one.html", context)


def _offered(
    request: HttpRequest, row: Batch, entries: list[Entry], refusal: Refusal | None, taken: str
) -> list[Offered]:
    """The steps that this post may take now, the refused one with what was typed."""
    verbs = _verbs(row, visit_of(request).by, entries)
    found = []
    for name, door in DOORS.items():
        if door.verb not in verbs:
            continue
        again = refusal is not None and name == taken
        first = _first(name, row, request.GET)
        form = door.form(
            request.POST if again else first,
            refusal.findings if refusal and again else (),
            auto_id=f"{name}_%s",
        )
        if isinstance(form, Striking):
            form.offer(
                [
                    (one.slug, f"{one.item_name}（{one.agency_name}）")
                    for one in entries
                    if one.state == "listed"
                ]
            )
        found.append(Offered(name, door, form))
    return found


def _verbs(row: Batch, by: Actor, entries: list[Entry]) -> set[str]:
    """The office's steps for its own batches; a head's for those in which the agency has items."""
    verbs = {one.verb for one in next_steps(BATCH, row.stage, by.role)}
    whose = pledging_for(by)
    if whose and any(one.agency_code == whose for one in entries):
        return verbs - {"pledge"} if whose in row.pledges else verbs
    if row.office != office_of_post(by):
        return set()
    return verbs - {"approve"} if {row.drawn_by, row.author} & {by.staff_id, by.stands_for} else verbs


def _first(name: str, row: Batch, asked: QueryDict) -> Mapping[str, Any] | None:
    """What a form says before anybody typed."""
    return {
        "terms": {"title": row.title, "publish_on": row.publish_on.isoformat()},
        "publication": {"on": row.publish_on.isoformat()},
        "strike": {"slug": asked.get("item", "")},
    }.get(name)  # fmt: skip


def _groups(entries: list[Entry], faults: Mapping[UUID, str]) -> list[tuple[str, list[tuple[Entry, str]]]]:
    groups: dict[str, list[tuple[Entry, str]]] = defaultdict(list)
    for entry in entries:
        groups[entry.agency_code].append((entry, faults.get(entry.pk, "")))
    return [(agency_shown(code).name, lines) for code, lines in groups.items()]


def _pledges(row: Batch, entries: list[Entry]) -> list[tuple[str, int, Given | None]]:
    """Each agency with the number of its items and who pledged; None who has yet to."""
    numbers: dict[str, int] = defaultdict(int)
    for entry in entries:
        numbers[entry.agency_code] += entry.state == "listed"
    return [(agency_shown(code).name, n, row.pledge_of(code)) for code, n in sorted(numbers.items())]


def _facts(row: Batch) -> list[tuple[str, object]]:
    facts: list[tuple[str, object]] = [
        ("编制机构", row.office_name),
        ("编制人", row.drawer_name),
        ("计划公布", spell_date(row.publish_on)),
    ]
    if row.approved_on:
        approval = (
            f"{row.government} {row.approval_no}，{spell_date(row.approved_on)}，{row.recorder_name}登记"
        )
        facts.append(("政府审定", approval))
    if row.published_on:
        facts.append(("公布日期", f"{spell_date(row.published_on)}，{row.publisher_name}公布"))
    return [*facts, ("最近一次退回或作废的原因", row.reason)] if row.reason else facts


def _history(row: Batch) -> list[tuple[str, object, str, str]]:
    """What happened, when, by whom and why."""
    events = Event.objects.filter(thing_kind="batch", thing_id=row.pk).order_by("-version")
    told = [(event, json.loads(event.body)) for event in events]
    return [(LABELS[event.verb], event.at, body["by_name"], body.get("reason", "")) for event, body in told]
