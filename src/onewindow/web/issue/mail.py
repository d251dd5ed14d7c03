"""邮寄: a batch for the post with its mail numbers, what arrived, and what came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from onewindow.core.refusal import Refusal
from onewindow.issuance.commands.deliver import Posting, confirm_post, mail_returned, post_batch
from onewindow.issuance.models import Delivery
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.components import Turn
from onewindow.web.issue.frame import frame
from onewindow.web.issue.shelf import Row, rows_of
from onewindow.web.review.turning import Keyset
from onewindow.web.visit import visit_of

PAGE = 50
ORDER = Keyset(("decided", datetime.fromisoformat), ("id", UUID))


@dataclass(frozen=True)
class Mail:
    """One parcel: where it goes, what must be collected first, what was typed, and what is wrong with that."""

    row: Row
    receiver: str
    phone: str
    address: str
    collect: dict[str, str]
    typed: str
    collected: list[str]
    error: str
    wrong: dict[str, str]


@dataclass(frozen=True)
class Tried:
    """What was typed into the page and refused; `no` is the parcel it was about, if about one only."""

    typed: QueryDict
    refusal: Refusal
    no: str = ""


def post(request: HttpRequest) -> HttpResponse:
    """待寄 with the batch form, or 已寄出 with `?list=posted`."""
    visit = visit_of(request)
    if request.method != "POST":
        return _page(request, "posted" if request.GET.get("list") == "posted" else "ready")
    return submit(
        request,
        lambda: post_batch(_postings(request.POST), by=visit.by, at=visit.at),
        then=lambda _: f"{reverse('issue-post')}?done=posted",
        again=lambda refusal: _page(request, "ready", Tried(request.POST, refusal)),
    )


def confirmation(request: HttpRequest, no: str) -> HttpResponse:
    """妥投."""
    visit = visit_of(request)
    receiver = request.POST.get("receiver", "")
    return _about(
        request, no, "confirmed", lambda: confirm_post(no, receiver=receiver, by=visit.by, at=visit.at)
    )


def coming_back(request: HttpRequest, no: str) -> HttpResponse:
    """邮件退回."""
    visit = visit_of(request)
    reason = request.POST.get("reason", "")
    return _about(request, no, "back", lambda: mail_returned(no, reason=reason, by=visit.by, at=visit.at))


def _about(request: HttpRequest, no: str, done: str, act: Callable[[], Answer]) -> HttpResponse:
    return submit(
        request,
        act,
        then=lambda _: f"{reverse('issue-post')}?list=posted&done={done}",
        again=lambda refusal: _page(request, "posted", Tried(request.POST, refusal, no)),
    )


def _postings(typed: QueryDict) -> list[Posting]:
    """Every parcel for which a mail number was typed or scanned."""
    numbers = {
        name.removeprefix("tracking-"): typed.get(name, "") for name in typed if name.startswith("tracking-")
    }
    return [
        Posting(no, number, typed.getlist(f"collect-{no}"))
        for no, number in numbers.items()
        if number.strip()
    ]


def _page(request: HttpRequest, stage: str, tried: Tried | None = None) -> HttpResponse:
    visit = visit_of(request)
    mail = Delivery.objects.of_hall(visit.by.hall).filter(stage=stage, method="post")
    found, after = ORDER.page(
        mail.annotate(decided=F("case__decided_at")), request.GET.get("after", ""), PAGE
    )
    base = f"{reverse('issue-post')}?list={stage}"
    context = {
        "list": stage,
        "mail": [_mail(row, tried) for row in rows_of(found, "delivery", visit.at)],
        "tried": tried,
        "findings": tried.refusal.findings if tried else [],
        "message": tried.refusal.message if tried else "",
        "submission": new_key(),
        "turn": Turn(
            previous_url=base if "after" in request.GET else "",
            next_url=f"{base}&after={after}" if after else "",
        ),
    }
    return render(request, "issue/post.html", frame(request) | context)


def _mail(row: Row, tried: Tried | None) -> Mail:
    no, stated = row.delivery.case.no, row.delivery.case.application.facts()
    errors = {finding.field: finding.message for finding in tried.refusal.findings} if tried else {}
    before = f"collect.{no}."
    return Mail(
        row=row,
        receiver=stated["contact"],
        phone=stated["phone"],
        address=stated.get("post_address") or row.delivery.case.application.party.facts().get("address", ""),
        collect={entry["name"]: entry["requirement"] for result in row.results for entry in result.collect},
        typed=tried.typed.get(f"tracking-{no}", "") if tried else "",
        collected=tried.typed.getlist(f"collect-{no}") if tried else [],
        error=errors.get(f"tracking.{no}", ""),
        wrong={
            field.removeprefix(before): words for field, words in errors.items() if field.startswith(before)
        },
    )
