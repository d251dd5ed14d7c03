"""特别程序: arranged, started with a written notice of its length, ended with its outcome."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render

from onewindow.cases.commands.special import Arrangement, end_special, start_special
from onewindow.cases.folder import Folder, open_folder
from onewindow.cases.obstacles import to_special
from onewindow.core.calendar import local
from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.web.answering import submit
from onewindow.web.review import reading
from onewindow.web.review.acceptance import back_to
from onewindow.web.review.case import show, side_context
from onewindow.web.review.foresight import Outlook, outlook
from onewindow.web.review.written import Special
from onewindow.web.visit import visit_of


def special(request: HttpRequest, no: str) -> HttpResponse:
    """The arrangement, with what it would do to the clocks; and its start."""
    visit = visit_of(request)
    if request.method != "POST":
        return _form(request, no)

    def act() -> Answer:
        return start_special(no, _arrangement(request.POST), by=visit.by, at=visit.at)

    return submit(
        request, act, then=lambda _: back_to(no, "started"), again=lambda refusal: _form(request, no, refusal)
    )


def ending(request: HttpRequest, no: str, request_id: UUID) -> HttpResponse:
    visit = visit_of(request)
    return submit(
        request,
        lambda: end_special(
            no, request_id, outcome=request.POST.get("outcome", ""), by=visit.by, at=visit.at
        ),
        then=lambda _: back_to(no, "ended"),
        again=lambda refusal: show(request, no, refusal),
    )


def _arrangement(typed: QueryDict) -> Arrangement:
    return Arrangement(
        procedure=typed.get("procedure", ""),
        length=reading.whole(typed.get("length", "")),
        reason=typed.get("reason", ""),
        starts_on=reading.day(typed.get("starts_on", ""), "starts_on"),
        people=reading.rows(typed.get("people", "")),
        place=typed.get("place", "").strip(),
        prepare=reading.rows(typed.get("prepare", "")),
    )


def _form(request: HttpRequest, no: str, refusal: Refusal | None = None) -> HttpResponse:
    visit = visit_of(request)
    folder = open_folder(no, by=visit.by, at=visit.at)
    obstacle = to_special(folder)
    outlooks = [outlook(folder, each) for each in folder.guide.procedures(folder.case.application.answers)]
    if folder.case.stage != "accepted":
        outlooks = []
    form = Special(
        request.POST if refusal else None,
        refusal.findings if refusal else (),
        initial=_suggested(folder, outlooks),
    )
    form.offer(
        procedures=[(each.procedure.id, each.procedure.name) for each in outlooks],
        lengths=[
            (value, words if len(outlooks) == 1 else f"{each.procedure.name}：{words}")
            for each in outlooks
            for value, words in each.lengths
        ],
    )
    context = side_context(request, folder) | {
        "form": form,
        "outlooks": outlooks,
        "refusal": refusal,
        "why": obstacle.message if obstacle else "",
        "heading": "启动特别程序",
        "lead": "启动后，申请人会收到《特别程序期限告知书》，写明程序、依据和所需时间。",
        "button": "启动并告知申请人",
    }
    return render(request, "review/special.html", context)


def _suggested(folder: Folder, outlooks: list[Outlook]) -> dict[str, object]:
    """The whole cap, as soon as its notice allows, the reviewer first, at the place the form names."""
    if not outlooks:
        return {}
    procedure = outlooks[0].procedure
    today = local(folder.commit.at).date()
    day, _ = folder.board.calendar.add_working_days(today, max(procedure.notice_days or 0, 1))
    form = folder.case.application.facts()["form"]
    places = [form[field.id] for field in folder.guide.form if field.type == "address" and form.get(field.id)]
    return {
        "procedure": procedure.id,
        "length": str(procedure.cap.n),
        "starts_on": day.isoformat(),
        "people": f"{folder.commit.by.name}\n",
        "place": places[-1] if places else "",
    }
