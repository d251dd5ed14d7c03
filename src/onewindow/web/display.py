"""How a visitor wants the public pages shown: the standard edition or the elders' edition (长辈版)."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.http import url_has_allowed_host_and_scheme

MODES = ("public", "elder")
COOKIE = "display"
A_YEAR = 365 * 24 * 3600


def display_mode(request: HttpRequest) -> str:
    chosen = request.COOKIES.get(COOKIE, "")
    return chosen if chosen in MODES else "public"


def choose(request: HttpRequest, mode: str) -> HttpResponse:
    """Remember the choice on this device and go back to where the visitor was; works without scripts."""
    if mode not in MODES:
        raise Http404
    onward = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(onward, {request.get_host()}, require_https=request.is_secure()):
        onward = "/"
    response = HttpResponseRedirect(onward)
    response.set_cookie(
        COOKIE, mode, max_age=A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax"
    )
    return response


urlpatterns = [path("display/<slug:mode>/", choose, name="display")]
