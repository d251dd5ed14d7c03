"""Saying no to a browser: refusals and the ways a request can miss, each with what to do next."""

from __future__ import annotations

import sys
from dataclasses import dataclass

from django.core.exceptions import DisallowedHost, RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.http import url_has_allowed_host_and_scheme

from onewindow.core.refusal import Refusal
from onewindow.journal.outage import FULL, Outage, outage_of


@dataclass(frozen=True, slots=True)
class Miss:
    title: str
    what: str
    next: str


MISSES: dict[int, Miss] = {
    400: Miss("请求不完整", "发来的内容不完整或看不懂，没有办理。", "请返回刚才的页面，刷新后再提交一次。"),
    403: Miss(
        "您不能查看或办理这一页",
        "它不属于您当前的身份或岗位。",
        "请换用有权限的岗位登录，或联系负责的窗口、部门。",
    ),
    404: Miss("没有找到这一页", "地址可能有误，或者内容已经移走。", "请核对地址，或从首页搜索要办的事。"),
    405: Miss("这个地址不能这样打开", "它只接受从页面按钮提交。", "请返回刚才的页面，用页面上的按钮办理。"),
    413: Miss(
        "上传的内容太大",
        "文件超过上限，没有保存。",
        "每个文件请不要超过 20 MB；可以压缩照片，或者分几次上传。",
    ),
    500: Miss("系统暂时不能处理", "内容没有保存。", "请稍后再试；仍不行时请告诉管理人员您刚才的操作和时间。"),
}

EXPIRED = Miss(
    "页面已过期", "页面打开太久，或者已经退出登录，没有办理。", "请返回刚才的页面，刷新后再提交一次。"
)

UNREAD = Miss("暂时打不开这一页", "系统暂时读不到数据。", "请稍等片刻再刷新；已经办理的内容都在。")
UNSURE = Miss(
    "暂时不能保存",
    "刚才提交的内容没有得到保存的确认，请先当作没有办理。",
    "请稍等片刻，在原来的页面再提交一次；同一份内容不会办理两次。",
)
NO_ROOM = Miss(
    "存储空间已满，不能保存",
    UNSURE.what,
    "请告诉管理人员腾出空间，然后在原来的页面再提交一次；同一份内容不会办理两次，查询不受影响。",
)


def render_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """The refusal as a page, or as an error summary above the page for a request by htmx."""
    return _answer(request, refusal.status, {"message": refusal.message, "findings": refusal.findings})


def render_miss(request: HttpRequest, status: int, miss: Miss | None = None) -> HttpResponse:
    """What became of a request that never reached a verb; `status` is a key of MISSES."""
    miss = miss or MISSES[status]
    return _answer(request, status, {"message": miss.title, "miss": miss})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A session that could not be stored comes here as well: Django takes an outage for a session that is gone."""
    outage = outage_of(exception)
    if outage is not None:
        return render_outage(request, outage)
    return render_miss(request, 413 if isinstance(exception, RequestDataTooBig) else 400)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_miss(request, 403)


def page_not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return render_miss(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Reads nothing but one plain file, for anything else may be what has just failed.

    Django asks while the exception is being handled: an outage is told as one, and passes.
    """
    outage = outage_of(sys.exc_info()[1])
    if outage is not None:
        return render_outage(request, outage)
    return HttpResponse(render_to_string("errors/500.html"), status=500)


def render_outage(request: HttpRequest, outage: Outage) -> HttpResponse:
    """503: what became of the request, in words that are true whatever the store did with it."""
    reading = request.method in {"GET", "HEAD"}
    miss = UNREAD if reading else NO_ROOM if outage == FULL else UNSURE
    if request.headers.get("HX-Request") == "true":
        response = _fragment({"miss": miss}, 503)
    else:
        response = HttpResponse(render_to_string("errors/503.html", {"miss": miss}), status=503)
    response["Retry-After"] = str(outage.retry_after)
    response["Cache-Control"] = "no-store"
    return response


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    return render_miss(request, 403, EXPIRED)


def _answer(request: HttpRequest, status: int, context: dict[str, object]) -> HttpResponse:
    if request.headers.get("HX-Request") == "true":
        response = _fragment(context, status)
    else:
        page = context | {"back_url": _came_from(request)}
        response = HttpResponse(render_to_string("errors/page.html", page, request), status=status)
    response["Cache-Control"] = "no-store"
    return response


def _fragment(context: dict[str, object], status: int) -> HttpResponse:
    response = HttpResponse(render_to_string("errors/fragment.html", context), status=status)
    response["HX-Retarget"] = "#errors"
    response["HX-Reswap"] = "innerHTML"
    return response


def _came_from(request: HttpRequest) -> str:
    """The page before this one, when it is ours and another one."""
    address = request.headers.get("Referer", "")
    try:
        host = request.get_host()
    except DisallowedHost:  # which may be the very thing that is being answered
        return ""
    ours = url_has_allowed_host_and_scheme(address, {host}, require_https=request.is_secure())
    return address if ours and address != request.build_absolute_uri() else ""
