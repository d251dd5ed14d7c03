"""The page of one bundle: where it stands, its members, what they merge into, its marks and history, and the steps."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.bundles.commands import discard, publish, resume, return_, revise, suspend, withdraw
from onewindow.bundles.commands import submit as submit_bundle
from onewindow.bundles.files import SUFFIX
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.files import written
from onewindow.core.lives import BUNDLE
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.journal.models import Event
from onewindow.places.directory import directory
from onewindow.web.answering import submit
from onewindow.web.bundling.answers import own_questions
from onewindow.web.bundling.desk import Desk, members_in, named, open_bundle
from onewindow.web.bundling.merged import merged_whole
from onewindow.web.bundling.vocabulary import SECTIONS

WITH_REASON: dict[str, Callable[..., Answer]] = {
    "submit": submit_bundle, "return": return_, "suspend": suspend, "resume": resume, "withdraw": withdraw,
    "discard": discard,
}  # fmt: skip
PART_LABELS: dict[str, str] = {part: one.label for one in SECTIONS.values() for part in one.parts}


def bundle(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    return _page(request, open_bundle(request, bundle_id))


def step(request: HttpRequest, bundle_id: UUID, verb: str) -> HttpResponse:
    """Take a step of the bundle's life."""
    desk = open_bundle(request, bundle_id)
    by, at = desk.visit.by, desk.visit.at

    def act() -> Answer:
        if verb == "publish":
            return publish(bundle_id, by=by, at=at)
        if verb not in WITH_REASON:
            raise Refusal("no-such-page", "没有这一步。", status=404)
        return WITH_REASON[verb](bundle_id, reason=request.POST.get("reason", ""), by=by, at=at)

    return submit(
        request, act,
        then=lambda answer: f"{reverse('bundling-bundle', args=[answer['bundle']])}?done={verb}",
        again=lambda refusal: _page(request, desk, refusal, verb),
    )  # fmt: skip


def revision(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """Begin the next edition and go on to its page."""
    desk = open_bundle(request, bundle_id)
    return submit(
        request,
        lambda: revise(bundle_id, by=desk.visit.by, at=desk.visit.at),
        then=lambda answer: reverse("bundling-bundle", args=[answer["bundle"]]),
        again=lambda refusal: _page(request, desk, refusal),
    )


def file(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """The document as the file that `onewindow catalogue bundles import` reads."""
    row = open_bundle(request, bundle_id).row
    answer = HttpResponse(written(row.document), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.slug}.{row.edition}{SUFFIX}"'
    return answer


def _page(request: HttpRequest, desk: Desk, refusal: Refusal | None = None, verb: str = "") -> HttpResponse:
    events = Event.objects.filter(thing_kind="bundle", thing_id=desk.row.pk).order_by("-version")
    labels = {one.verb: one.label for one in BUNDLE.steps}
    others = BundleEdition.objects.filter(slug=desk.row.slug).exclude(stage="discarded").defer("document")
    context = {
        **desk.context(),
        "members": _members(desk), "whole": merged_whole(desk.row.document, desk.items),
        "history": [_told(event, labels) for event in events],
        "editions": [(one, reverse("bundling-bundle", args=[one.pk])) for one in others.order_by("-edition")],
        "findings": refusal.findings if refusal else [], "message": refusal.message if refusal else "",
        "refused": verb, "typed_reason": request.POST.get("reason", ""),
        "done": labels.get(request.GET.get("done", ""), ""),
    }  # fmt: skip
    return render(request, "bundling/bundle.html", context)


def _members(desk: Desk) -> list[dict[str, Any]]:
    """Each member with its agency, its own promise, when it applies and what it excludes, in words."""
    document = named(desk.row.document, desk.items)
    listed = members_in(document)
    names = {one.get("id"): one["label"] for one in listed}
    questions = own_questions(document)
    places = directory().agencies
    found = []
    for n, one in enumerate(listed):
        guide = desk.items.get(str(one.get("item")))
        found.append({
            "name": one["label"], "url": reverse("bundling-part", args=[desk.row.pk, "members", n]),
            "agency": places[guide.agency].name if guide and guide.agency in places else "没有这个事项，或者暂停办理",
            "promised": guide.limits.promised.label if guide else "",
            "when": _when(one.get("when"), questions), "optional": one.get("optional") is True,
            "excludes": _called(one.get("excludes"), names), "after": _called(one.get("after"), names),
        })  # fmt: skip
    return found


def _when(conditions: Any, questions: dict[str, tuple[str, dict[str, str]]]) -> list[str]:
    found = []
    for key, wanted in conditions.items() if isinstance(conditions, dict) else ():
        question, answers = questions.get(key, (key, {}))
        said = (
            "、".join(answers.get(str(one), str(one)) for one in wanted)
            if isinstance(wanted, list)
            else str(wanted)
        )
        found.append(f"{question}{said}")
    return found


def _called(ids: Any, names: dict[Any, str]) -> list[str]:
    return [names.get(one, str(one)) for one in ids] if isinstance(ids, list) else []


def _told(event: Event, labels: dict[str, str]) -> dict[str, object]:
    """One line of the history: what, when, by whom, and why or which parts."""
    body = json.loads(event.body)
    parts = "、".join(dict.fromkeys(PART_LABELS.get(part, part) for part in body.get("parts", [])))
    return {
        "label": labels.get(event.verb, event.verb), "at": event.at, "by": body.get("by_name", ""),
        "why": body.get("reason") or (f"改动：{parts}" if parts else ""),
    }  # fmt: skip
