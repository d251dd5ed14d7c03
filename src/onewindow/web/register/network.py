"""从省网带入: a file of the province's network, whose bodies are recorded as applications."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from onewindow.catalogue.intermediary import provincial
from onewindow.core.refusal import Refusal
from onewindow.intermediaries.commands import bring_over
from onewindow.intermediaries.models import offices_of
from onewindow.intermediaries.network import MOST_BODIES, read_bodies, refused
from onewindow.journal.commit import Answer
from onewindow.web.answering import new_key, submit
from onewindow.web.register.recording import NOT_HERE
from onewindow.web.visit import visit_of

LARGEST = 1024 * 1024
"""Bytes; two hundred bodies with all they declare take a quarter of it."""


def network(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return _page(request)
    return submit(
        request,
        lambda: _brought_in(request),
        then=lambda answer: f"{reverse('register')}?{urlencode({'stage': 'applied', **answer})}",
        again=lambda refusal: _page(request, refusal),
    )


def _brought_in(request: HttpRequest) -> Answer:
    visit = visit_of(request)
    if visit.by.agency not in offices_of(visit.by):
        raise Refusal("not-your-step", NOT_HERE, status=403)
    return bring_over(
        visit.by.agency, read_bodies(_read(request), demo=settings.DEMO), by=visit.by, at=visit.at
    )


def _read(request: HttpRequest) -> bytes:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or not file.size:
        raise refused(["请选择从省网导出的 JSON 文件。"])
    if file.size > LARGEST:
        raise refused([f"文件不能超过{LARGEST >> 20} MB，请分成几个文件。"])
    return bytes(file.read())


def _page(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    context = {
        "network": provincial().network,
        "hint": f"JSON 文件，最多{MOST_BODIES}家，不超过{LARGEST >> 20} MB",
        "may_record": bool(offices_of(visit_of(request).by)),
        "not_here": NOT_HERE,
        "findings": refusal.findings if refusal else (),
        "wrong": refusal.message if refusal else "",
        "message": refusal.message if refusal else "",
        "submission": new_key(),
    }
    return render(request, "register/network.html", context)
