"""The page of one bundle: where it stands, its members, what they merge into, its marks and history, and the steps."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.bundles.commands import discard, publish, resume, return_, revise, submit, suspend, withdraw
from onewindow.bundles.models import BundleEdition
from onewindow.catalogue.files import SUFFIX, written
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.places.directory import directory
from onewindow.web.bundling.answers import own_questions
from onewindow.web.bundling.desk import Desk, members_in, named, open_bundle
from onewindow.web.bundling.merged import merged_whole

STEPS: dict[str, Callable[..., Answer]] = {
    "submit": submit, "return": return_, "publish": publish, "suspend": suspend, "resume": resume, "withdraw": withdraw,
    "discard": discard,
}  # fmt: skip


def bundle(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    return _page(request, open_bundle(request, bundle_id))


def step(request: HttpRequest, bundle_id: UUID, verb: str) -> HttpResponse:
    desk = open_bundle(request, bundle_id)
    return desk.take(request, verb, STEPS, lambda refusal: _page(request, desk, refusal, verb))


def revision(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    desk = open_bundle(request, bundle_id)
    return desk.next_edition(request, revise, lambda refusal: _page(request, desk, refusal))


def file(request: HttpRequest, bundle_id: UUID) -> HttpResponse:
    """The document as the file that `onewindow catalogue bundles import` reads."""
    row = open_bundle(request, bundle_id).row
    answer = HttpResponse(written(row.document), content_type="application/yaml; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{row.slug}.{row.edition}{SUFFIX}"'
    return answer


def _page(request: HttpRequest, desk: Desk, refusal: Refusal | None = None, verb: str = "") -> HttpResponse:
    others = BundleEdition.objects.filter(slug=desk.row.slug).exclude(stage="discarded").defer("document")
    context = {
        **desk.context(), **desk.told(request, refusal, verb),
        "members": _members(desk), "whole": merged_whole(desk.row.document, desk.items),
        "editions": [(one, reverse("bundling-bundle", args=[one.pk])) for one in others.order_by("-edition")],
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
