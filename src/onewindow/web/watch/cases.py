"""The list behind a number, and one case as those see it who watch: everything, and nothing to change but to urge."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.models import Case
from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.clock_kinds import KINDS
from onewindow.core.life import NEW, next_steps
from onewindow.core.lives import URGING
from onewindow.core.refusal import Refusal
from onewindow.issuance.models import Delivery
from onewindow.people.models import masked_number
from onewindow.places.directory import agency, directory, hall, window
from onewindow.supervision.board import SHOWN_KINDS, SHOWS, Selection
from onewindow.supervision.commands.answer import urge
from onewindow.supervision.models import Card, Urging
from onewindow.web.answering import new_key, submit
from onewindow.web.casework import BINDING, glance, request_words
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace, Turn
from onewindow.web.review.turning import Keyset
from onewindow.web.visit import visit_of
from onewindow.web.watch.board import list_url
from onewindow.web.watch.done import done_line

PAGE, LONGEST_QUERY = 40, 80
COUNTED = 10_000
"""A longer list says only that it is longer."""
ORDER = Keyset(("urgent", datetime.fromisoformat), ("case_id", UUID))
OWNERS = {"agency": "部门", "window": "受理窗口", "counter": "出件窗口", "applicant": "申请人"}


@dataclass(frozen=True)
class Row:
    """One case with the clock for which it stands in this list."""

    case: Case
    agency: str
    hall: str
    label: str
    face: ClockFace | None


def cases(request: HttpRequest) -> HttpResponse:
    visit = visit_of(request)
    show = request.GET.get("show", "open")
    chosen = Selection(
        visit.by, visit.at, show if show in SHOWS else "open", _known(request.GET.get("kind", ""), SHOWN_KINDS),
        _known(request.GET.get("agency", ""), directory().agencies),
        request.GET.get("q", "").strip()[:LONGEST_QUERY],
    )  # fmt: skip
    keys, after = ORDER.page(chosen.keys(), request.GET.get("after", ""), PAGE)
    found = Case.objects.in_bulk([key.case_id for key in keys])
    total = chosen.keys()[: COUNTED + 1].count()
    here = list_url(show=chosen.show, kind=chosen.kind, agency=chosen.agency, q=chosen.query)
    context = {
        "chosen": chosen,
        "total": total,
        "counted": COUNTED,
        "rows": _rows(chosen, [found[key.case_id] for key in keys]),
        "shows": SHOWS,
        "kinds": [KINDS[name] for name in SHOWN_KINDS],
        "agencies": sorted(directory().agencies.values(), key=lambda one: one.code),
        "turn": Turn(
            previous_url=here if "after" in request.GET else "",
            next_url=f"{here}&after={after}" if after else "",
        ),
    }
    return render(request, "watch/cases.html", context)


def _known(value: str, values: Container[str]) -> str:
    return value if value in values else ""


def _rows(chosen: Selection, page: list[Case]) -> list[Row]:
    """Each case with the most urgent of the clocks by which it was chosen, else with the one that binds it."""
    ids = [case.id for case in page]
    clocks = chosen.clocks().filter(case_id__in=ids)
    if not chosen.by_clock:
        clocks = clocks.filter(name__in=BINDING)
    faces: dict[object, Clock] = {}
    for clock in clocks.order_by("-due_at", "-id"):
        held = faces.get(clock.case_id)
        if chosen.by_clock or held is None or BINDING.index(clock.name) <= BINDING.index(held.name):
            faces[clock.case_id] = clock
    return [_row(case, faces.get(case.id), chosen.now) for case in page]


def _row(case: Case, clock: Clock | None, now: datetime) -> Row:
    face = clock_face(clock, now, work_calendar()) if clock else None
    return Row(
        case, agency(case.agency_code).name, hall(case.hall_code).name, clock.label if clock else "", face
    )


def case(request: HttpRequest, no: str) -> HttpResponse:
    return _case(request, no)


def urging(request: HttpRequest, no: str) -> HttpResponse:
    """督办."""
    visit, text = visit_of(request), request.POST.get("text", "")
    return submit(
        request,
        lambda: urge(no, text=text, by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('watch-case', args=[no])}?done=urged",
        again=lambda refusal: _case(request, no, refusal),
    )


def _case(request: HttpRequest, no: str, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    delivery = Delivery.objects.filter(case=folder.case).first()
    seen = glance(folder, visit.at)
    context = {
        "case": folder.case,
        "glance": seen,
        "facts": _facts(folder, delivery),
        "waits": [request_words(one) for one in seen.requests if one.is_open],
        "owners": _owners(folder.board.clocks),
        "cards": Card.objects.for_actor(visit.by).whole().filter(case=folder.case).order_by("-fell_at"),
        "urgings": Urging.objects.filter(case=folder.case).order_by("-sent_at"),
        "may_urge": any(step.verb == "send" for step in next_steps(URGING, NEW, visit.by.role)),
        "typed": request.POST.get("text", "") if refusal else "",
        "findings": refusal.findings if refusal else [],
        "message": refusal.message if refusal else "",
        "done": done_line(request),
        "submission": new_key(),
    }
    return render(request, "watch/case.html", context)


def _owners(clocks: list[Clock]) -> list[tuple[str, list[str]]]:
    """Which side has what to do while its clock runs."""
    sides: dict[str, list[str]] = {}
    for clock in clocks:
        if clock.state == "running" and clock.name in SHOWN_KINDS:
            sides.setdefault(OWNERS[clock.kind.owner], []).append(clock.label)
    return list(sides.items())


def _facts(folder: Folder, delivery: Delivery | None) -> list[tuple[str, object]]:
    case, party = folder.case, folder.party
    desk = window(case.window_code)
    facts: list[tuple[str, object]] = [
        ("申请人", f"{party.name} {masked_number(party.facts()['number'])}"),
        ("实施部门", f"{agency(case.agency_code).name}，{agency(case.agency_code).phone}"),
        ("收件窗口", f"{hall(case.hall_code).name}{desk.name}，{desk.phone}"),
        ("经办人", case.handler_name or "待认领"),
        ("阶段", case.stage_label + (f"，{case.verdict_label}" if case.verdict else "")),
    ]
    return [*facts, ("送达", delivery.stage_label)] if delivery else facts
