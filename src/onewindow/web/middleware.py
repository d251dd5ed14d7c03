"""What stands before every page: whole bodies, who asks and when, what they may, refusals made into answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import Resolver404, resolve, reverse
from django.utils.module_loading import import_string

from onewindow.core.refusal import Refusal
from onewindow.people.models import Post, PostQuerySet
from onewindow.sql.reading import fetch
from onewindow.web.errors import render_miss, render_refusal
from onewindow.web.policy import DEMO, PUBLIC, row_of
from onewindow.web.visit import Visit, visit_of

Answerer = Callable[[HttpRequest], HttpResponse]


class WholeBody:
    """Answer a request whose body did not arrive whole or is too long (config/bodies.py found it)."""

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        fault = request.META.get("onewindow.body_fault", 0)
        if fault:
            return render_miss(request, 413 if fault == 413 else 400)
        return self.get_response(request)


class Methods:
    """Answer a method that the URL does not have before anything is read: no session, no token is asked for."""

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            row = row_of(resolve(request.path_info).view_name)
        except Resolver404:
            return self.get_response(request)
        if request.method in row.methods:
            return self.get_response(request)
        response = render_miss(request, 405)
        response["Allow"] = ", ".join(row.methods)
        return response


class Visits:
    """Gives each request its time and, when somebody is signed in, the post through which they act."""

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response
        self.now = import_string(settings.CLOCK)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        at = self.now()
        post = _post(request, at)
        request.visit = Visit(at=at, post=post, actor=post.actor() if post else None)  # type: ignore[attr-defined]
        return self.get_response(request)


def _post(request: HttpRequest, at: Any) -> Post | None:
    chosen = request.session.get("post")
    if chosen is None or not request.user.is_authenticated:
        return None
    held = fetch(_held, UUID(str(request.user.pk)))
    return next((post for post in held if post.pk == chosen and post.is_in_force(at.date())), None)


def _held(staff: UUID) -> PostQuerySet:
    """All posts of somebody: few, and read by one statement whose text is put together once."""
    found: PostQuerySet = Post.objects.whole().filter(staff_id=staff, staff__is_active=True)
    return found


class Refusals:
    """One translator: a Refusal that no form caught becomes a page with its status."""

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return render_refusal(request, exception) if isinstance(exception, Refusal) else None


class Policy:
    """Deny unless granted: every URL has a row that names its roles; its methods were looked at before."""

    def __init__(self, get_response: Answerer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        match = request.resolver_match
        row = row_of(match.view_name if match else "")
        if DEMO in row.roles and not settings.DEMO:
            raise Http404
        if row.roles & {PUBLIC, DEMO}:
            return None
        visit = visit_of(request)
        if visit.actor is None:
            return redirect(f"{reverse('signin')}?next={request.path}")
        return None if visit.actor.role in row.roles else render_miss(request, 403)
