"""Registering agencies' systems."""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from datetime import datetime

from onewindow.api.models import System, Token
from onewindow.api.scopes import read_scopes
from onewindow.core.chain import sm3
from onewindow.core.refusal import Finding, Refusal
from onewindow.places.models import Agency, Hall

SECRET_BYTES = 32
CODE = re.compile(r"[a-z][a-z0-9-]{1,23}")


def add_system(
    code: str, *, name: str, agency: str = "", hall: str = "", scopes: Sequence[str], at: datetime
) -> str:
    """Register the system of one agency or one hall; return its secret, which is kept nowhere.

    Raises Refusal `system-incomplete` (422) with a finding for each fault.
    """
    findings = [*_code(code), *_scopes(scopes)]
    if not name.strip():
        findings.append(Finding("name", "请填写系统名称。"))
    if bool(agency) == bool(hall):
        findings.append(Finding("agency", "系统属于一个部门或一个大厅，请填写其中一个。"))
    elif not (
        Agency.objects.filter(code=agency).exists() if agency else Hall.objects.filter(code=hall).exists()
    ):
        findings.append(Finding("agency", f"没有代码为“{agency or hall}”的部门或大厅。"))
    if findings:
        raise Refusal("system-incomplete", "系统登记还不完整。", status=422, findings=findings)
    secret = secrets.token_urlsafe(SECRET_BYTES)
    System.objects.create(
        code=code, name=name.strip(), agency_id=agency or None, hall_id=hall or None, scopes=list(scopes),
        secret_hash=sm3(secret.encode()), registered_at=at,
    )  # fmt: skip
    return secret


def renew_system(code: str) -> str:
    """A new secret for a system, also for one that was ended; the old one and its tokens open nothing any more.

    Raises Refusal `no-such-system` (404).
    """
    secret = secrets.token_urlsafe(SECRET_BYTES)
    if not System.objects.filter(pk=code).update(is_active=True, secret_hash=sm3(secret.encode())):
        raise _no_such()
    Token.objects.filter(system=code).delete()
    return secret


def disable_system(code: str) -> None:
    """From now on its secret opens nothing, and its tokens neither. Raises Refusal `no-such-system` (404)."""
    if not System.objects.filter(pk=code).update(is_active=False):
        raise _no_such()
    Token.objects.filter(system=code).delete()


def _no_such() -> Refusal:
    return Refusal("no-such-system", "没有登记这个系统。", status=404)


def _code(code: str) -> list[Finding]:
    if not CODE.fullmatch(code):
        return [Finding("code", "系统代码由小写字母开头，2 至 24 位小写字母、数字和连字符组成。")]
    if System.objects.filter(pk=code).exists():
        return [Finding("code", f"系统“{code}”已经登记，代码不能再用。")]
    return []


def _scopes(scopes: Sequence[str]) -> list[Finding]:
    try:
        read_scopes(scopes)
    except ValueError as fault:
        return [
            Finding("scopes", f"“{fault}”不是权限范围，写法如 cases.read:* 或 cases.review:shipin-jingying。")
        ]
    return [] if scopes else [Finding("scopes", "请至少给一个权限范围。")]
