"""What the intake page shows of an entry."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse

from onewindow.cases.models import Application, Case
from onewindow.catalogue import schema
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding
from onewindow.core.roles import Actor
from onewindow.people.models import Post
from onewindow.places.directory import agency_shown, halls_shown, window
from onewindow.web.answering import new_key
from onewindow.web.desk.entry import Entry
from onewindow.web.desk.grid import LAPSES
from onewindow.web.desk.typed import text

MOST_OTHERS = 5
NUMBERS = {"person": "身份证号码", "organisation": "统一社会信用代码", "both": "身份证号码或统一社会信用代码"}


@dataclass(frozen=True)
class Shown:
    """What happened before the page is shown."""

    findings: Sequence[Finding] = ()
    message: str = ""
    act: str = ""
    saved: bool = False


@dataclass(frozen=True)
class StripLine:
    """One field of the party strip."""

    name: str
    label: str
    typed: str
    error: str = ""
    optional: bool = False
    wide: bool = False


@dataclass(frozen=True)
class Question:
    """One situation with what was answered."""

    id: str
    question: str
    answers: Sequence[schema.Answer]
    value: str
    error: str = ""


def context(entry: Entry, by: Actor, shown: Shown) -> dict[str, Any]:
    """Everything the templates of the intake page name."""
    guide, slug = entry.guide, entry.edition.slug
    errors = {finding.field: finding.message for finding in shown.findings}
    return {
        "entry": entry, "guide": guide, "limits": guide.label_limits(), "agency": agency_shown(guide.agency).name,
        "action": reverse("desk-intake", args=[slug]), "draft_url": reverse("desk-draft", args=[slug]),
        "submission": entry.post.get("submission") or new_key(), "findings": shown.findings,
        "message": shown.message, "saved": shown.saved, "draft_name": entry.draft.name, "obstacle": obstacle(guide, by, entry.at),
        "finish_label": "办结并打印结果" if guide.is_instant else "收件并打印",
        "goto": goto(entry, shown), "others": _others(entry, by), "lapse": LAPSES[guide.deferral_lapse],
        **_party(entry, errors), **_situations(entry, errors), **_materials(entry, shown), **_form(entry, shown),
        **_return(entry, errors),
    }  # fmt: skip


def goto(entry: Entry, shown: Shown) -> str:
    """Where the hands go on: the part that this answer has opened."""
    if shown.act == "finish" or shown.findings:
        return "errors"
    if not entry.applicant.number:
        return "party"
    if not entry.applicant.party:
        return "name"
    return "questions" if len(entry.answers) < len(entry.guide.questions(entry.answers)) else "materials"


def obstacle(guide: schema.Edition, by: Actor, at: datetime) -> str:
    """Why this window cannot take the item in, and where the applicant should go instead."""
    if by.hall not in guide.halls:
        places = "、".join(f"{one.name}（{one.phone}）" for one in halls_shown(guide.halls))
        return f"本事项在{places or guide.contact.address}办理，请引导申请人前往。"
    if not guide.is_instant or guide.slug in by.items:
        return ""
    posts = Post.objects.in_force(local(at).date()).filter(hall=by.hall, role="clerk").order_by("window_id")
    codes = [post.window_id for post in posts if guide.slug in post.items and post.window_id]
    others = "、".join(window(code).name for code in codes)
    return (
        f"即办件须有部门授权。请引导到{others}。"
        if others
        else "即办件须有部门授权，本厅窗口都没有授权，请与部门联系。"
    )


def _others(entry: Entry, by: Actor) -> list[Case]:
    party = entry.applicant.party
    if party is None:
        return []
    applications = Application.objects.filter(party=party)
    mine = Case.objects.for_actor(by).open().filter(application__in=applications)
    return list(mine.order_by("-received_at")[:MOST_OTHERS])


def _party(entry: Entry, errors: dict[str, str]) -> dict[str, Any]:
    applicant = entry.applicant
    person = applicant.is_person or (not applicant.kind and entry.guide.audience == "person")
    lines = [
        ("name", "姓名" if person else "名称", False, False),
        ("phone", "联系电话", False, False),
        *(
            ()
            if person and not applicant.typed.get("legal_person")
            else (("legal_person", "法定代表人（负责人）", False, False),)
        ),
        ("address", "住址" if person else "住所", not applicant.party, True),
    ]
    strip = [
        StripLine(name, label, applicant.typed.get(name, ""), errors.get(f"party.{name}", ""), optional, wide)
        for name, label, optional, wide in lines
    ]
    return {
        "applicant": applicant, "strip": strip, "number_typed": text(entry.post, "party.number"),
        "number_label": NUMBERS[entry.guide.audience],
        "number_error": errors.get("party.number", ""),
        "amended": any(line.typed or line.error for line in strip),
        "agent": {name: entry.post.get(f"agent.{name}", "") for name in ("name", "number", "phone", "mandate")},
        "agent_error": " ".join(message for field, message in errors.items() if field.startswith("agent")),
    }  # fmt: skip


def _situations(entry: Entry, errors: dict[str, str]) -> dict[str, Any]:
    questions = [
        Question(
            one.id,
            one.question,
            one.answers,
            entry.answers.get(one.id, ""),
            errors.get(f"answers.{one.id}", ""),
        )
        for one in entry.guide.questions(entry.answers)
    ]
    unanswered = sum(not one.value for one in questions)
    return {"questions": questions, "unanswered": unanswered, "under": "" if unanswered else _terms(entry)}


def _terms(entry: Entry) -> str:
    """承诺3个工作日，收取公告费50元: what these answers settle, where the edition lets them."""
    guide = entry.guide
    promised = f"承诺{guide.limits.under(entry.answers).promised.label}" if guide.limits.cases else ""
    charged = "、".join(f"{fee.name}{fee.amount}元" for fee in guide.charges(entry.answers))
    fees = (f"收取{charged}" if charged else "不收费") if any(fee.when for fee in guide.fees) else ""
    return "，".join(part for part in (promised, fees) if part)


def _materials(entry: Entry, shown: Shown) -> dict[str, Any]:
    rows = entry.rows(shown.findings)
    return {
        "rows": rows,
        "spared": entry.guide.spared(entry.answers),
        "may_defer": any(row.until for row in rows) and not entry.guide.is_instant,
        "committed": bool(entry.post.get("commitment")),
    }


def _form(entry: Entry, shown: Shown) -> dict[str, Any]:
    lines = entry.form_lines(shown.findings)
    return {
        "open_lines": [line for line in lines if not line.follows],
        "followed_lines": [line for line in lines if line.follows],
    }


def _return(entry: Entry, errors: dict[str, str]) -> dict[str, Any]:
    offered = entry.guide.delivery
    return {
        "returns": [(value, Application.RETURNS[value]) for value in offered],
        "return_by": entry.post.get("return_by", offered[0]), "may_post": "post" in offered,
        "post_address": text(entry.post, "post_address"), "green": text(entry.post, "green"),
        "return_error": errors.get("return_by", ""), "address_error": errors.get("post_address", ""),
        "green_error": errors.get("green", ""),
    }  # fmt: skip
