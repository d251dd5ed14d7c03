"""A client's way to the own engagement, by its number and the query code (查询密码) handed out at the window."""

from __future__ import annotations

import hmac
from datetime import datetime

from onewindow.core.ids import QUERY_LENGTH, read_query_code
from onewindow.core.numbers.fault import NumberFault
from onewindow.core.numbers.series import read_engagement_number
from onewindow.core.refusal import Finding, Refusal
from onewindow.intermediaries.models import Engagement
from onewindow.journal.commit import Answer
from onewindow.people.attempts import attempt_allowed, attempt_failed, attempts_forgotten
from onewindow.vault.cipher import blind_index

NOBODYS = "0" * 64


def opened(number: str, code: str, *, at: datetime) -> Answer:
    """The id of the engagement that this number and code open: {"engagement": …}.

    Raises Refusal `track-unreadable` (422), `track-no-match` (422), the same whether there is no such engagement or
    the code is another's, and `track-wait` (403) after five wrong codes for one number.
    """
    no = _readable(number, code)
    tried = f"engagement {no}"
    if not attempt_allowed(tried, at):
        raise Refusal(
            "track-wait", "这个编号已连续输错5次，请15分钟后再试，或者到登记的窗口询问。", status=403
        )
    row = Engagement.objects.filter(no=no).first()
    fits = hmac.compare_digest(
        row.query_index if row else NOBODYS, blind_index("engagement code", read_query_code(code))
    )
    if row is None or not fits:
        attempt_failed(tried, at)
        message = "委托编号和查询密码对不上，请核对窗口给您的委托凭条。连续输错5次要等15分钟。"
        raise Refusal("track-no-match", message, status=422, findings=[Finding("code", message)])
    attempts_forgotten(tried)
    return {"engagement": str(row.id)}


def _readable(number: str, code: str) -> str:
    no, findings = "", []
    try:
        no = read_engagement_number(number).number
    except NumberFault as fault:
        findings.append(Finding("no", fault.message))
    if len(read_query_code(code)) != QUERY_LENGTH:
        findings.append(Finding("code", f"查询密码是{QUERY_LENGTH}位字母和数字，请核对。"))
    if findings:
        raise Refusal("track-unreadable", "请先改正以下内容", status=422, findings=findings)
    return no
