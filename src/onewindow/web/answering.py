"""Answering a form: one effect a submission, and on a refusal the same page with all that was typed."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from onewindow.core.refusal import Refusal
from onewindow.journal.commit import Answer
from onewindow.journal.once import once
from onewindow.web.visit import visit_of

SUBMISSION = "submission"
UNTYPED = frozenset({"csrfmiddlewaretoken", SUBMISSION})


def submit(
    request: HttpRequest,
    act: Callable[[], Answer],
    *,
    then: Callable[[Answer], str],
    again: Callable[[Refusal], HttpResponse],
) -> HttpResponse:
    """Run `act` once for this submission and go on to `then`; refused, show the page `again`.

    `again` renders the page from request.POST with the refusal's findings; the status is the refusal's.
    """
    try:
        answer = once(_sender(request), request.POST.get(SUBMISSION) or uuid4().hex, _content(request), act)
    except Refusal as refusal:
        response = again(refusal)
        response.status_code = refusal.status
        return response
    return redirect(then(answer))


def look(show: Callable[[], HttpResponse], *, again: Callable[[Refusal], HttpResponse]) -> HttpResponse:
    """Answer a form that changes nothing; refused, show the page `again` with the refusal's status."""
    try:
        return show()
    except Refusal as refusal:
        response = again(refusal)
        response.status_code = refusal.status
        return response


def new_key() -> str:
    """The key of a form that is shown now."""
    return uuid4().hex


def _sender(request: HttpRequest) -> str:
    actor = visit_of(request).actor
    return str(actor.staff_id) if actor else request.META.get("REMOTE_ADDR", "")


def _content(request: HttpRequest) -> bytes:
    digest = hashlib.sha256(request.path.encode())
    for name in sorted(set(request.POST) - UNTYPED):
        digest.update(repr((name, request.POST.getlist(name))).encode())
    for name in sorted(request.FILES):
        for file in request.FILES.getlist(name):
            digest.update(f"{name} {file.name} {file.size}".encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return digest.digest()
