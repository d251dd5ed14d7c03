"""What stands before every answer of the API.

Requests of programs take a short way of their own: no session is read, no cookie counts, no page is made.
So nothing that a browser brings along by itself can act here.
"""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import Resolver404, ResolverMatch, resolve
from django.utils.module_loading import import_string

from onewindow.api.call import Call, put_call
from onewindow.api.forms import is_form
from onewindow.api.policy import Way, way_of
from onewindow.api.problems import Problem, problem_response

BELOW = "/api/"
FAULTS = {400: "body-incomplete", 411: "length-missing", 413: "body-too-large"}
"""What config/bodies.py found wrong with a body."""


class Doorway:
    """Middleware, before anything that knows of sessions: answers what is below /api/, passes on the rest."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.now = import_string(settings.CLOCK)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith(BELOW):
            return self.get_response(request)
        try:
            response = self._answer(request)
        except Problem as problem:
            response = problem_response(request, problem)
        response.headers.setdefault("Cache-Control", "no-store")
        return response

    def _answer(self, request: HttpRequest) -> HttpResponse:
        match = _known(request)
        way = way_of(match.view_name)
        if request.method not in way.methods:
            raise Problem("method-not-allowed", headers={"Allow": ", ".join(way.methods)})
        _read_body(request, way)
        head = request.method == "HEAD"
        if head:
            request.method = "GET"
        put_call(request, Call(at=self.now(), way=way))
        try:
            response: HttpResponse = match.func(request, *match.args, **match.kwargs)
        except Http404:
            raise Problem("not-found") from None
        if head:
            response.content = b""
        return response


def _known(request: HttpRequest) -> ResolverMatch:
    try:
        request.get_host()
        match = resolve(request.path_info)
    except DisallowedHost:
        raise Problem("bad-host") from None
    except Resolver404:
        raise Problem("not-found") from None
    request.resolver_match = match
    return match


def _size(most: int) -> str:
    return f"{most >> 20} MB" if most >> 20 else f"{most >> 10} KB"


def _read_body(request: HttpRequest, way: Way) -> None:
    fault = request.META.get("onewindow.body_fault", 0)
    if fault:
        raise Problem(FAULTS[fault])
    length = int(request.META.get("CONTENT_LENGTH") or 0)
    if length > way.most:
        raise Problem("body-too-large", f"请求内容最长 {_size(way.most)}，没有办理。")
    if length and request.content_type not in way.takes:
        raise Problem("media-type", f"这个地址接受 {' 或 '.join(way.takes)}。")
    if is_form(request):
        return  # its parts are read one by one, and by whom is known first
    # Django bounds every body by one setting; here each URL has its own bound, which was just kept.
    request._body = request.read(length)
