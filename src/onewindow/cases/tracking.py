"""状态查询: an applicant's way to the own case, by its number and the query code (查询密码) of the receipt."""

from __future__ import annotations

import hmac
from datetime import datetime
from uuid import UUID

from onewindow.cases.models import Case
from onewindow.core.ids import QUERY_LENGTH, read_query_code
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.numbers.series import read_case_number
from onewindow.core.refusal import Finding, Refusal
from onewindow.journal.commit import Answer
from onewindow.people.attempts import attempt_allowed, attempt_failed, attempts_forgotten
from onewindow.vault.cipher import blind_index

NOBODYS = "0" * 64


def tracked(number: str, code: str, *, at: datetime) -> Answer:
    """The id of the case that this number and code open: {"case": …}.

    Raises Refusal `track-unreadable` (422) naming what cannot be right in either field, `track-no-match`
    (422), the same whether there is no such case or the code is another's, and `track-wait` (403) after
    five wrong codes for one number, of a case or of none.
    """
    no = _readable(number, code)
    tried = f"track {no}"
    if not attempt_allowed(tried, at):
        raise Refusal(
            "track-wait", "这个编号已连续输错5次，请15分钟后再试，或持身份证到窗口查询。", status=403
        )
    case = Case.objects.select_related("application").filter(no=no).first()
    kept = case.application.query_index if case else NOBODYS
    fits = hmac.compare_digest(kept, blind_index("query code", read_query_code(code)))
    if case is None or not fits:
        attempt_failed(tried, at)
        message = "办件编号和查询密码对不上，请对照收件通知书核对。连续输错5次要等15分钟。"
        raise Refusal("track-no-match", message, status=422, findings=[Finding("code", message)])
    attempts_forgotten(tried)
    return {"case": str(case.id)}


def followed(case_id: UUID) -> Case:
    """The case of an id that `tracked` gave, with its party and edition."""
    return Case.objects.whole().get(pk=case_id)


def _readable(number: str, code: str) -> str:
    findings = []
    if number.strip():
        no, fault = _read(number)
        findings += [Finding("no", fault)] if fault else []
    else:
        no = ""
        findings.append(Finding("no", "请输入办件编号，印在收件通知书上，共20位数字。"))
    if not code.strip():
        findings.append(Finding("code", "请输入查询密码，印在收件通知书上。"))
    elif len(read_query_code(code)) != QUERY_LENGTH:
        findings.append(Finding("code", f"查询密码是{QUERY_LENGTH}位字母和数字，请核对。"))
    if findings:
        raise Refusal("track-unreadable", "请先改正以下内容", status=422, findings=findings)
    return no


def _read(number: str) -> tuple[str, str]:
    """The number in its stored form, or what is wrong with it."""
    try:
        return read_case_number(number).number, ""
    except NumberFault as fault:
        return "", fault.message
