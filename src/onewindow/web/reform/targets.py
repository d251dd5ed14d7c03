"""目标: every share, count and limit of the policy documents, with its live value and the items behind it."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.models import BaseItemRow
from onewindow.core.calendar import local
from onewindow.places.directory import directory
from onewindow.reform.sides import in_force
from onewindow.reform.targets import Listed, Reading, Target, reading
from onewindow.reform.targets import targets as installed
from onewindow.web.reform.spelling import spell
from onewindow.web.visit import visit_of


@dataclass(frozen=True)
class Shown:
    """One target in words. `width` is the bar of a share, `mark` where the target stands on it, 0 to 100."""

    target: Target
    goal: str
    value: str
    state: str
    tone: str
    width: float
    mark: float
    url: str


@dataclass(frozen=True)
class Behind:
    """One thing of an open list in words."""

    listed: Listed
    agency: str
    value: str


def targets(request: HttpRequest) -> HttpResponse:
    editions = in_force(local(visit_of(request).at).date())
    base = dict(BaseItemRow.objects.values_list("code", "name"))
    readings = [(target, reading(target, editions, base)) for target in installed()]
    opened = next((pair for pair in readings if pair[0].id == request.GET.get("target")), None)
    groups: dict[str, list[Shown]] = {}
    for target, found in readings:
        groups.setdefault(target.group, []).append(_shown(target, found))
    context = {
        "groups": groups.items(),
        "total": len(editions),
        "met": sum(1 for target, found in readings if found.value is not None and target.met_by(found.value)),
        "unmet": sum(
            1 for target, found in readings if found.value is not None and not target.met_by(found.value)
        ),
        "unknown": sum(1 for _, found in readings if found.value is None),
        "opened": opened[0] if opened else None,
        "outside": _behind(opened[1].outside) if opened else [],
        "inside": _behind(opened[1].inside) if opened else [],
    }
    return render(request, "reform/targets.html", context)


def _shown(target: Target, found: Reading) -> Shown:
    state, tone = _state(target, found)
    share = target.is_share and found.value is not None
    return Shown(
        target=target,
        goal=f"{'不低于' if target.comparison == 'at_least' else '不超过'}{target.value:g}{target.unit}",
        value="" if found.value is None else f"{spell(found.value)}{target.unit}",
        state=state,
        tone=tone,
        width=round(float(found.value or 0), 2) if share else 0.0,
        mark=target.value,
        url=f"{reverse('reform-targets')}?target={target.id}#list" if found.value is not None else "",
    )


def _state(target: Target, found: Reading) -> tuple[str, str]:
    if found.value is None:
        return "尚不能计算", "mute"
    return ("已达到", "ok") if target.met_by(found.value) else ("未达到", "warn")


def _behind(listed: tuple[Listed, ...]) -> list[Behind]:
    places = directory().agencies
    return [
        Behind(one, places[one.agency].name if one.agency else "", spell(one.n) if one.n is not None else "")
        for one in listed
    ]
