"""A site of the style guide and a few forms: the components without cases, people or a database."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template import RequestContext, Template
from django.urls import include, path
from playwright.sync_api import Page

from onewindow.core.refusal import Finding, Refusal
from onewindow.web import errors

DESKTOP = {"width": 1366, "height": 768}
PHONE = {"width": 390, "height": 844}
PLAIN_PAGES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]
POSTED: list[str] = []
"""What the plain form sent, one entry a submission."""


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id"))


def show(request: HttpRequest, content: str) -> HttpResponse:
    page = (
        '{% extends "base.html" %}{% block title %}受理{% endblock %}{% block content %}'
        + content
        + "{% endblock %}"
    )
    return HttpResponse(Template(page).render(RequestContext(request)))


def plain_form(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        '<form method="post" action="/taken/" data-guard><label for="name">名称</label>'
        '<input name="name" id="name"><button id="go">提交</button></form>',
    )


def checked_form(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        '<form method="post" action="/taken/" data-guard hx-post="/checked/" hx-trigger="input" hx-swap="none">'
        '<label for="name">名称</label><input name="name" id="name"><button id="go">提交</button></form>'
        '<p id="mark"></p>',
    )


def checked(request: HttpRequest) -> HttpResponse:
    return HttpResponse('<p id="mark" hx-swap-oob="true">太短</p>')


def taken(request: HttpRequest) -> HttpResponse:
    POSTED.append(request.POST["name"])
    return show(request, "<h1>已提交</h1>")


def refused_form(request: HttpRequest) -> HttpResponse:
    return show(
        request,
        '<form method="post" action="/refuse/" hx-post="/refuse/" hx-target="this" hx-swap="outerHTML">'
        '<label for="id_reason">理由</label><input name="reason" id="id_reason">'
        '<button id="go">受理</button></form>',
    )


def refuse(request: HttpRequest) -> HttpResponse:
    refusal = Refusal("wrong-stage", "办件已由他人受理", findings=[Finding("reason", "请写明理由")])
    return errors.render_refusal(request, refusal)


urlpatterns = [
    path("", include("onewindow.web.styleguide.urls")),
    path("", include("onewindow.web.display")),
    path("form/", plain_form),
    path("checked-form/", checked_form),
    path("checked/", checked),
    path("taken/", taken),
    path("refused/", refused_form),
    path("refuse/", refuse),
]
