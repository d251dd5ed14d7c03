"""application/problem+json: a stable type, the words of the refusal, and every finding."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from onewindow.api.problems.catalogue import KINDS, Kind
from onewindow.api.problems.findings import findings_of
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.outage import outage_of

MEDIA_TYPE = "application/problem+json"
TYPES = "/api/v1/problems/"
CHALLENGE = 'Bearer realm="onewindow"'
SAID_TO_PAGES = frozenset({"key-reused"})
"""Refusals whose own words tell what to do with a page in a browser."""
log = logging.getLogger(__name__)


class Problem(Exception):
    """What the API itself refuses before a command is asked. `code` is a key of KINDS; the detail defaults to its meaning."""

    def __init__(
        self,
        code: str,
        detail: str = "",
        *,
        findings: Iterable[Finding] = (),
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(code)
        self.code = code
        self.kind = KINDS[code]
        self.detail = detail or self.kind.meaning
        self.findings = tuple(findings)
        self.headers = dict(headers or {})


def problem_response(request: HttpRequest, fault: Any) -> HttpResponse:
    """The answer to a Problem or a Refusal. What is not there and what is not yours read alike, whatever the command said."""
    if isinstance(fault, Problem):
        return _answer(request, fault.code, fault.kind.status, fault.detail, fault.findings, fault.headers)
    kind = KINDS.get(fault.code)
    if kind is not None and (fault.status == 404 or fault.code in SAID_TO_PAGES):
        return _answer(request, fault.code, fault.status, kind.meaning, ())
    return _answer(request, fault.code, fault.status, fault.message, fault.findings)


def _answer(
    request: HttpRequest,
    code: str,
    status: int,
    detail: str,
    findings: Iterable[Finding],
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    body: dict[str, Any] = {
        "type": f"{TYPES}{code}",
        "title": KINDS.get(code, UNLISTED).title,
        "status": status,
        "detail": detail,
        "code": code,
        "findings": [{"field": finding.field, "message": finding.message} for finding in findings],
        "instance": request.path,
    }
    text = json.dumps(body, ensure_ascii=False)
    return HttpResponse(text.encode(), status=status, content_type=MEDIA_TYPE, headers=dict(headers or {}))


UNLISTED = Kind(409, "不能办理", "不能办理。")


def translate(api: NinjaAPI) -> None:
    """Have every way in which a request can fail answered as a problem."""
    api.add_exception_handler(Problem, problem_response)
    api.add_exception_handler(Refusal, problem_response)
    api.add_exception_handler(Http404, lambda request, fault: _said(request, "not-found"))
    api.add_exception_handler(BadRequest, lambda request, fault: _said(request, "unreadable"))
    api.add_exception_handler(SuspiciousOperation, lambda request, fault: _said(request, "unreadable"))
    api.add_exception_handler(AuthenticationError, lambda request, fault: _said(request, "token-missing"))
    api.add_exception_handler(HttpError, lambda request, fault: _said(request, "invalid-json"))
    api.add_exception_handler(ValidationError, _invalid)
    api.add_exception_handler(Exception, _broken)


def _said(request: HttpRequest, code: str) -> HttpResponse:
    return problem_response(request, Problem(code))


def _invalid(request: HttpRequest, fault: Any) -> HttpResponse:
    where = {str(error["loc"][0]) for error in fault.errors}
    code = "invalid-body" if "body" in where else "invalid-query"
    return problem_response(request, Problem(code, findings=findings_of(fault.errors)))


def _broken(request: HttpRequest, fault: Any) -> HttpResponse:
    """A fault of ours, which the log has and the answer has nothing of; an outage of the store passes."""
    outage = outage_of(fault)
    if outage is not None:
        retry = {"Retry-After": str(outage.retry_after)}
        return problem_response(request, Problem("unavailable", headers=retry))
    log.error("%s %s", request.method, request.path, exc_info=fault)
    return problem_response(request, Problem("broken"))
