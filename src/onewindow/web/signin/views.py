"""Signing in by password, choosing a post, and in the demo city choosing a person."""

from __future__ import annotations

from typing import Any

from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import ROLES, person
from onewindow.people.attempts import attempt_allowed, attempt_failed, attempts_forgotten
from onewindow.people.models import Post, PostQuerySet, Staff
from onewindow.web.navigation import HOME
from onewindow.web.visit import visit_of

WRONG = Finding("username", "用户名或密码不正确。")
WAIT = Finding("username", "多次输入错误,请 15 分钟后再试,或请大厅管理人员核对身份。")


def signin(request: HttpRequest) -> HttpResponse:
    """A name and a password; after five wrong ones the account waits a quarter of an hour."""
    if request.method != "POST":
        return render(request, "signin/signin.html", {"next": request.GET.get("next", "")})
    username, now = request.POST.get("username", "").strip(), visit_of(request).at
    if not attempt_allowed(username, now):
        return _refused(request, WAIT, 429)
    staff = authenticate(request, username=username, password=request.POST.get("password", ""))
    if not isinstance(staff, Staff) or not staff.is_active:
        attempt_failed(username, now)
        return _refused(request, WRONG, 422)
    attempts_forgotten(username)
    return _enter(request, staff)


def _refused(request: HttpRequest, finding: Finding, status: int) -> HttpResponse:
    context = {
        "findings": [finding],
        "username": request.POST.get("username", ""),
        "next": request.POST.get("next", ""),
    }
    return render(request, "signin/signin.html", context, status=status)


def signout(request: HttpRequest) -> HttpResponse:
    logout(request)
    response = redirect("home")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


def post(request: HttpRequest) -> HttpResponse:
    """Choose through which of one's posts to act."""
    posts = _posts(request).filter(staff_id=person(visit_of(request).by))
    if request.method == "POST":
        return _take(request, posts)
    return render(request, "signin/posts.html", {"posts": posts})


def demo(request: HttpRequest) -> HttpResponse:
    """The demo city's people, one click each; exists only in demo mode."""
    posts = _posts(request)
    if request.method == "POST":
        chosen = posts.filter(pk=_whole(request.POST.get("post", ""))).first()
        if chosen is None:
            raise Refusal("no-such-post", "没有这个岗位。", status=404)
        login(request, chosen.staff)
        request.session["post"] = chosen.pk
        return redirect(_next(request, chosen.role))
    groups: dict[str, list[Post]] = {role: [] for role in ROLES}
    for one in posts.order_by("role", "id"):
        groups[one.role].append(one)
    shown = [(ROLES[role], people) for role, people in groups.items() if people]
    return render(request, "signin/demo.html", {"groups": shown, "next": request.GET.get("next", "")})


def _posts(request: HttpRequest) -> PostQuerySet:
    found: PostQuerySet = (
        Post.objects.whole().in_force(visit_of(request).at.date()).filter(staff__is_active=True)
    )
    return found


def _enter(request: HttpRequest, staff: Staff) -> HttpResponse:
    login(request, staff)
    return _take(request, _posts(request).filter(staff=staff))


def _take(request: HttpRequest, posts: PostQuerySet) -> HttpResponse:
    wanted: dict[str, Any] = {"pk": _whole(request.POST["post"])} if "post" in request.POST else {}
    chosen = posts.filter(**wanted).order_by("id").first()
    if chosen is None:
        logout(request)
        return _refused(request, Finding("username", "您目前没有在任岗位,请联系大厅管理人员。"), 403)
    request.session["post"] = chosen.pk
    return redirect(_next(request, chosen.role))


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else -1


def _next(request: HttpRequest, role: str) -> str:
    wanted = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(wanted, {request.get_host()}, require_https=request.is_secure())
    return wanted if wanted.startswith("/") and safe else HOME[role]
