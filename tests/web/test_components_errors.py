"""Saying no to a browser: the right status, all findings at once, and what to do next."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import RequestDataTooBig, SuspiciousOperation
from django.http import Http404, HttpRequest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from onewindow.core.refusal import Finding, Refusal
from onewindow.web import display, errors

PLAIN_PAGES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": ["django.template.context_processors.request"]},
    }
]

REFUSAL = Refusal(
    "wrong-stage",
    "办件目前为“已受理”，不能受理。",
    findings=[Finding("reason", "请写明理由"), Finding("body", "请选择机关")],
)


@pytest.fixture(autouse=True)
def _plain_pages(settings: Settings) -> None:
    settings.TEMPLATES = PLAIN_PAGES


def request(**headers: str) -> HttpRequest:
    return RequestFactory().post("/desk/cases/1/acceptance", headers=headers)


@pytest.mark.parametrize("status", [400, 403, 404, 409, 413, 422])
def test_a_refusal_keeps_its_status_as_page_and_as_fragment(status: int) -> None:
    refusal = Refusal("no", "不能办理", status=status)
    assert errors.render_refusal(request(), refusal).status_code == status
    assert errors.render_refusal(request(**{"HX-Request": "true"}), refusal).status_code == status


def test_a_refusal_as_a_page_says_everything_at_once() -> None:
    html = errors.render_refusal(request(), REFUSAL).content.decode()
    assert html.startswith("<!doctype html>")
    for words in ("不能受理", "请写明理由", "请选择机关"):
        assert words in html


def test_a_refusal_to_htmx_is_put_above_the_page_and_nothing_else_is_replaced() -> None:
    response = errors.render_refusal(request(**{"HX-Request": "true"}), REFUSAL)
    assert response["HX-Retarget"] == "#errors"
    assert response["HX-Reswap"] == "innerHTML"
    assert "<html" not in response.content.decode()
    assert 'href="#id_reason"' in response.content.decode()


def test_an_answer_of_no_is_not_kept_by_any_cache() -> None:
    assert errors.render_refusal(request(), REFUSAL)["Cache-Control"] == "no-store"


@pytest.mark.parametrize("status", [400, 403, 404, 405, 413])
def test_every_miss_says_what_to_do_next(status: int) -> None:
    response = errors.render_miss(request(), status)
    assert response.status_code == status
    assert errors.MISSES[status].next in response.content.decode()


def test_a_body_over_the_limit_is_called_too_large_and_not_merely_bad() -> None:
    assert errors.bad_request(request(), RequestDataTooBig("big")).status_code == 413
    assert errors.bad_request(request(), SuspiciousOperation("odd")).status_code == 400


def test_the_handlers_answer_with_their_own_status() -> None:
    assert errors.page_not_found(request(), Http404()).status_code == 404
    assert errors.permission_denied(request(), PermissionError()).status_code == 403
    assert errors.server_error(request()).status_code == 500


def test_an_expired_page_tells_to_reload_it() -> None:
    response = errors.csrf_failure(request(), "token missing")
    assert response.status_code == 403
    assert "刷新后再提交一次" in response.content.decode()
    assert "token missing" not in response.content.decode()


def test_the_way_back_leads_only_within_the_platform() -> None:
    ours = errors.render_miss(request(Referer="http://testserver/desk/"), 404).content.decode()
    theirs = errors.render_miss(request(Referer="http://evil.example/desk/"), 404).content.decode()
    assert 'href="http://testserver/desk/"' in ours
    assert "evil.example" not in theirs


def test_the_display_choice_is_remembered_and_leads_back() -> None:
    response = display.choose(RequestFactory().get("/display/elder/", {"next": "/items/"}), "elder")
    assert response["Location"] == "/items/"
    assert response.cookies["display"].value == "elder"


@pytest.mark.parametrize("onward", ["http://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_the_display_choice_leads_nowhere_else(onward: str) -> None:
    response = display.choose(RequestFactory().get("/display/elder/", {"next": onward}), "elder")
    assert response["Location"] == "/"


def test_only_known_displays_are_read_from_the_cookie() -> None:
    asked = RequestFactory().get("/")
    asked.COOKIES["display"] = "desk"
    assert display.display_mode(asked) == "public"
    asked.COOKIES["display"] = "elder"
    assert display.display_mode(asked) == "elder"
    with pytest.raises(Http404):
        display.choose(asked, "desk")
