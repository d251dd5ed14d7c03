"""The first page of the public: search, doors, progress, where to go, and what the platform promises."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from onewindow.cases.models import Case
from onewindow.catalogue.listing import Listed, Listing, listing
from onewindow.clocks.board import work_calendar
from onewindow.clocks.rules import local_rules
from onewindow.core.calendar import WorkCalendar, local
from onewindow.places.directory import agency_shown, directory
from onewindow.web.answering import new_key
from onewindow.web.guides.spelling import spell_hours
from onewindow.web.visit import visit_of
from onewindow.web.wording import spell_date

HOT_WORDS = 8
LATEST = 500
"""Cases that came last: enough to tell what people ask for, and as cheap however many there are."""
ELDERS_ASK_FOR = ("优待抚恤", "社会保障", "社会救助", "医疗卫生")
EVERYDAY = 12


@gzip_page
def home(request: HttpRequest) -> HttpResponse:
    at = visit_of(request).at
    found, places = listing(local(at).date()), directory()
    halls = {code for item in found.items for code in item.halls}
    context = {
        "hot": _hot(found),
        "everyday": _everyday(found),
        "themes": found.themes.items(),
        "agencies": [(agency_shown(code), number) for code, number in found.agencies.items()],
        "halls": [hall for code, hall in sorted(places.halls.items()) if code in halls],
        "hours": spell_hours(work_calendar().office),
        "today": _today(at, work_calendar()),
        "promises": _promises(),
        "here": "home",
        "submission": new_key(),
    }  # fmt: skip
    return render(request, "portal/home.html", context)


def _hot(found: Listing) -> list[tuple[str, Listed]]:
    """The everyday word of what was lately asked for most; each matter once, however many agencies offer it."""
    asked = Counter(
        Case.objects.order_by("-received_at").values_list("edition__base_code", flat=True)[:LATEST]
    )
    matters = {item.base_code: item for item in reversed(found.items) if item.aliases}
    most = sorted(matters.values(), key=lambda item: (-asked[item.base_code], item.audience != "person"))
    return [(item.aliases[0], item) for item in most[:HOT_WORDS]]


def _everyday(found: Listing) -> list[Listed]:
    """What older people come for most: by theme, each matter once however many agencies offer it."""
    wanted = [
        item for item in found.items if item.audience != "organisation" and item.theme in ELDERS_ASK_FOR
    ]
    wanted.sort(key=lambda item: ELDERS_ASK_FOR.index(item.theme))
    return list({item.name: item for item in reversed(wanted)}.values())[::-1][:EVERYDAY]


def _today(at: datetime, calendar: WorkCalendar) -> str:
    """Whether the halls work today, and if not when next."""
    today: date = local(at).date()
    if calendar.is_working_day(today):
        return f"今天{spell_date(today)}正常上班"
    return f"今天{spell_date(today)}休息，{spell_date(calendar.next_working_day(today))}上班"


def _promises() -> list[tuple[str, str]]:
    """What every matter may count on, with the lengths of the local rules."""
    limits = local_rules().limits
    answer, told, delivery = (
        limits[name].limit for name in ("intake_answer", "statutory_answer", "delivery")
    )
    return [
        ("收件有凭证", "窗口收下材料，当场给您收件通知书，上面有办件编号和查询密码。"),
        (
            f"{answer}内答复",
            f"收件后{answer}内告诉您受理不受理；最迟{told}内，逾期不告知的，依法视为已经受理。",
        ),
        ("缺什么一次说清", "材料要补的，一份通知书写全：哪一份、什么问题、怎么补。"),
        ("到期日写得明白", "每件事还剩几天、最晚哪天、为什么是这天，凭查询密码随时能看。"),
        ("超期自动亮牌", "快到期亮黄牌，超期亮红牌，由效能监督人员督办，不靠您去催。"),
        (f"决定后{delivery}内送达", "结果到窗口领取或邮寄到家，您选哪一种就是哪一种。"),
    ]
