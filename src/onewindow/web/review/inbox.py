"""What an agency has before it: grouped by what is due to happen, in the order of the time that is left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db.models import Case as Choose
from django.db.models import (
    CharField,
    Count,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    QuerySet,
    Value,
    When,
    Window,
)
from django.db.models.functions import Coalesce, RowNumber
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from onewindow.cases.models import Case
from onewindow.clocks.board import work_calendar
from onewindow.clocks.models import Clock
from onewindow.core.roles import Actor
from onewindow.issuance.models import Result
from onewindow.places.directory import hall
from onewindow.web.clockfaces import clock_face
from onewindow.web.components import ClockFace, Turn
from onewindow.web.review.done import done_line
from onewindow.web.review.turning import Keyset
from onewindow.web.visit import visit_of

SHOWN = 10
"""How many cases of each group stand on the first page."""
PAGE = 30
NEVER = datetime(9999, 12, 31, tzinfo=UTC)
"""Sorts a case whose clock stands still, and therefore has no due time, behind the others."""


@dataclass(frozen=True)
class Group:
    """`turn` are the roles whose step comes next; `clocks` the kinds that bind there, the first found counts."""

    name: str
    label: str
    turn: frozenset[str]
    clocks: tuple[str, ...]
    waits: str = ""


REVIEWER, DECIDER, HEAD = frozenset({"reviewer"}), frozenset({"decider"}), frozenset({"head"})
GROUPS: dict[str, Group] = {
    group.name: group
    for group in (
        Group("correcting", "更正中", REVIEWER | DECIDER, ("correction",)),
        Group("accepting", "待受理", REVIEWER, ("intake_answer", "statutory_answer")),
        Group("extending", "延期待批", HEAD, ("promised", "statutory"), "由部门负责人批准"),
        Group("deciding", "待审批", DECIDER | HEAD, ("promised", "statutory"), "由审批人员决定"),
        Group("reviewing", "审查中", REVIEWER, ("promised", "statutory"), "由审查人员提出意见"),
        Group("making", "已决定待制证", REVIEWER | DECIDER, ("promised", "delivery")),
        Group("special", "特别程序中", frozenset(), ("special",), "等待特别程序结束"),
        Group("supplementing", "补正中", frozenset(), ("supplement", "notice_service"), "等待申请人补正"),
    )
}
ORDER = ("rank", "last_hour", "id")


@dataclass(frozen=True)
class Row:
    """One case of a list: what binds it, who has it, and what is to be known before it is opened."""

    case: Case
    group: str
    face: ClockFace | None
    halted: ClockFace | None
    owner: str
    hall: str
    note: str


@dataclass(frozen=True)
class Section:
    group: Group
    size: int
    rows: list[Row]
    mine: bool

    @property
    def more(self) -> int:
        return self.size - len(self.rows)


def inbox(request: HttpRequest) -> HttpResponse:
    """Every group with its most urgent cases, or one group page by page."""
    visit = visit_of(request)
    name = request.GET.get("group", "")
    context = {"done": done_line(request), "role": visit.by.role}
    if name in GROUPS:
        return render(request, "review/group.html", context | _one(request, GROUPS[name], visit.by, visit.at))
    sections = _sections(visit.by, visit.at)
    mine = [section for section in sections if section.mine]
    return render(request, "review/inbox.html", context | {
        "sections": sections, "size": sum(section.size for section in sections),
        "turn": sum(section.size for section in mine),
    })  # fmt: skip


def upcoming(request: HttpRequest) -> HttpResponse:
    """Go to the most urgent case in which this role has the next step; after `after`, to the one behind it."""
    by, after = visit_of(request).by, request.GET.get("after", "")
    mine = [group.name for group in GROUPS.values() if by.role in group.turn]
    numbers = list(_grouped(by).filter(group__in=mine).order_by(*ORDER).values_list("no", flat=True)[:500])
    place = numbers.index(after) + 1 if after in numbers else 0
    others = [no for no in numbers[place:] + numbers[:place] if no != after]
    if not others:
        return redirect(f"{reverse('review')}?done=empty")
    return redirect("review-case", no=others[0])


def _grouped(by: Actor) -> QuerySet[Any]:
    """The agency's open cases with their group and order; results under way belong to the hand-over page."""
    results = Result.objects.filter(case=OuterRef("pk"))
    columns: dict[str, Any] = {
        "group": Choose(
            When(stage="received", waiting="supplement", then=Value("supplementing")),
            When(stage="received", then=Value("accepting")),
            When(stage="accepted", waiting="extension", then=Value("extending")),
            When(stage="accepted", waiting="special_procedure", then=Value("special")),
            When(stage="accepted", proposal__gt="", then=Value("deciding")),
            When(stage="accepted", then=Value("reviewing")),
            When(Exists(results.filter(stage="correcting")), then=Value("correcting")),
            When(~Exists(results), then=Value("making")),
            default=Value(""), output_field=CharField(),
        ),
        "rank": Choose(When(green_ground="", then=Value(1)), default=Value(0)),
        "last_hour": Coalesce("due_at", Value(NEVER), output_field=DateTimeField()),
    }  # fmt: skip
    cases: QuerySet[Any] = Case.objects.for_actor(by).open().annotate(**columns)
    return cases.exclude(group="")


def _sections(by: Actor, now: datetime) -> list[Section]:
    """All groups, those of this role first. The first statement sorts keys only, the second reads the rows shown."""
    place = Window(RowNumber(), partition_by=[F("group")], order_by=[F(name).asc() for name in ORDER])
    size = Window(Count("id"), partition_by=[F("group")])
    ranked = _grouped(by).annotate(place=place, size=size).filter(place__lte=SHOWN)
    keys = list(ranked.order_by("group", "place").values_list("id", "group", "size"))
    cases = Case.objects.in_bulk([key for key, _, _ in keys])
    rows: dict[str, list[Row]] = defaultdict(list)
    for row in _rows([(cases[key], name) for key, name, _ in keys], now):
        rows[row.group].append(row)
    sizes = {name: amount for _, name, amount in keys}
    sections = [
        Section(group, sizes.get(name, 0), rows[name], by.role in group.turn)
        for name, group in GROUPS.items()
    ]
    return sorted(sections, key=lambda section: not section.mine)


def _one(request: HttpRequest, group: Group, by: Actor, now: datetime) -> dict[str, object]:
    keyset = Keyset(("rank", int), ("last_hour", datetime.fromisoformat), ("id", UUID))
    cases, after = keyset.page(_grouped(by).filter(group=group.name), request.GET.get("after", ""), PAGE)
    base = f"{reverse('review')}?group={group.name}"
    turn = Turn(
        previous_url=base if "after" in request.GET else "",
        next_url=f"{base}&after={after}" if after else "",
        words="上一页回到最急的办件",
    )
    rows = _rows([(case, group.name) for case in cases], now)
    return {"group": group, "rows": rows, "turn": turn, "mine": by.role in group.turn}


def _rows(cases: list[tuple[Case, str]], now: datetime) -> list[Row]:
    """Cases with their groups, made ready to show: one statement for the clocks of all."""
    clocks: dict[UUID, dict[str, Clock]] = defaultdict(dict)
    names = {name for group in GROUPS.values() for name in group.clocks}
    for clock in Clock.objects.open().filter(case_id__in=[case.id for case, _ in cases], name__in=names):
        if clock.case_id is not None:
            clocks[clock.case_id][clock.name] = clock
    return [_row(case, name, clocks[case.id], now) for case, name in cases]


def _row(case: Case, name: str, clocks: dict[str, Clock], now: datetime) -> Row:
    binding = next((clocks[kind] for kind in GROUPS[name].clocks if kind in clocks), None)
    promised = clocks.get("promised")
    calendar = work_calendar()
    return Row(
        case=case,
        group=name,
        face=clock_face(binding, now, calendar) if binding else None,
        halted=clock_face(promised, now, calendar) if name == "special" and promised else None,
        owner=case.handler_name,
        hall=hall(case.hall_code).name,
        note=_note(case, name),
    )


def _note(case: Case, group: str) -> str:
    notes = {"grant": "拟准予", "deny": "拟不予"}.get(case.proposal, "") if group == "deciding" else ""
    parts = [
        notes,
        f"已决定：{case.verdict_label}" if group == "making" else "",
        "视为受理" if case.deemed and group != "making" else "",
        "容缺待补齐" if case.waiting == "deferral" else "",
    ]
    return "，".join(part for part in parts if part)
