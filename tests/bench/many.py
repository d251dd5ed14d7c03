"""Make an installation with many cases and say which addresses a reader may open, as JSON.

`python -m tests.bench.many CASES FILE` on the PostgreSQL of the environment, at the time the environment says.
"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import django

django.setup()

import psycopg  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.models import Min  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from onewindow.cases.models import Case  # noqa: E402
from onewindow.clocks.models import Clock  # noqa: E402
from onewindow.config.clock import now  # noqa: E402
from onewindow.documents.models import Document  # noqa: E402
from onewindow.journal.models import Event  # noqa: E402
from onewindow.people.models import Post  # noqa: E402
from onewindow.places.directory import directory  # noqa: E402
from tests.bench.crowd import Kind, Places, crowd  # noqa: E402
from tests.bench.life import COMMANDS, Cast, company, life  # noqa: E402
from tests.bench.progress import say  # noqa: E402
from tests.web.conftest import signed_in  # noqa: E402

STAGES = (
    ("archive", 900, 365.0),
    ("sign_sheet", 25, 0.0),
    ("accept", 50, 0.0),
    ("propose", 10, 0.0),
    ("decide", 15, 0.0),
)
"""Up to which command a model goes, how many of a thousand are like it, and for those that ended the age of the oldest in days."""
OVERDUE = 1.03
"""Open cases are as old as their next due time allows, and a few somewhat older."""
BUSY = "scjg"
"""The agency whose inbox is opened: it has a quarter of all cases."""
HALLS = ("lj-hall",) * 5 + ("jz-hall",) * 3 + ("wj-hall", "cq-hall")
SAMPLE = 200
DAY = timedelta(days=1)


def models() -> list[Kind]:
    """One case taken through the commands for each stage."""
    cast, kinds = Cast(), []
    for serial, (last, share, oldest) in enumerate(STAGES, 1):
        for place, (_, act) in enumerate(life(cast, company(0, serial), serial)):
            if place > COMMANDS.index(last):
                break
            act()
        case = Case.objects.order_by("-no")[0]
        kinds.append(Kind(case.no, share, _steps_took(case), oldest or _until_due(case) * OVERDUE))
    return kinds


def _steps_took(case: Case) -> float:
    """Days from the intake to the last thing that happened: a copy cannot be younger."""
    last = Event.objects.filter(thing_id=case.id).order_by("-at")[0]
    return 0.0 if case.ended_at else (last.at - case.received_at) / DAY


def _until_due(case: Case) -> float:
    """Days from the intake to the first due time of its open clocks."""
    due = Clock.objects.open().filter(case_id=case.id).aggregate(due=Min("due_at"))["due"]
    return float((due - case.received_at) / DAY)


def places() -> Places:
    others = [(one.code, one.division_id) for one in directory().agencies.values() if one.code != BUSY]
    busy = (BUSY, directory().agencies[BUSY].division_id)
    return Places(agencies=[busy] * (len(others) // 3 + 1) + others, halls=HALLS)


def addresses(kinds: list[Kind], at: datetime) -> dict[str, dict[str, Any]]:
    """Each kind of page: who opens it, and a sample of its addresses."""
    whole = Case.objects.filter(submissions__isnull=False).distinct()
    review = list(
        whole.filter(agency_code=BUSY).order_by("-received_at").values_list("no", flat=True)[:SAMPLE]
    )
    watched = list(whole.order_by("-received_at").values_list("no", flat=True)[:SAMPLE])
    return {
        "desk cases": {"who": "wang", "addresses": ["/desk/cases/"]},
        "desk cases, all": {"who": "wang", "addresses": ["/desk/cases/?state=all"]},
        "review inbox": {"who": "zhao", "addresses": ["/review/"]},
        "review group": {"who": "zhao", "addresses": ["/review/?group=reviewing", "/review/?group=accepting"]},
        "review case": {"who": "zhao", "addresses": [f"/review/cases/{no}/" for no in review]},
        "watch board": {"who": "zheng", "addresses": ["/watch/"]},
        "watch cases": {"who": "zheng", "addresses": ["/watch/cases/", "/watch/cases/?show=red", "/watch/cases/?show=yellow"]},
        "watch cases, all": {"who": "zheng", "addresses": ["/watch/cases/?show=all"]},
        "watch case": {"who": "zheng", "addresses": [f"/watch/cases/{no}/" for no in watched]},
        "tracking": {"who": "", "addresses": ["/track/progress/"], "sessions": tracked(kinds)},
    }  # fmt: skip


def tracked(kinds: list[Kind]) -> list[str]:
    """Sessions of applicants who asked for a case by its number and query code."""
    sessions = []
    for kind in kinds:
        model = Case.objects.select_related("application").get(no=kind.model)
        receipt = Document.objects.select_related("subject").get(case_no=model.no, kind="intake_notice")
        alike = Case.objects.filter(
            application__query_index=model.application.query_index, submissions__isnull=False
        )
        for no in alike.distinct().values_list("no", flat=True)[:8]:
            client = Client()
            answer = client.post("/track/", {"no": no, "code": receipt.data()["query_code"]})
            if answer.status_code != 302:
                raise RuntimeError(f"case {no} cannot be tracked: {answer.status_code}")
            sessions.append(client.cookies["sessionid"].value)
    return sessions


def costs(pages: dict[str, dict[str, Any]], sessions: dict[str, str]) -> dict[str, int]:
    """Statements of the second visit to the first address of each kind."""
    found = {}
    for name, page in pages.items():
        client = Client()
        client.cookies["sessionid"] = sessions[page["who"]] if page["who"] else page["sessions"][0]
        client.get(page["addresses"][0])
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(page["addresses"][0])
        if answer.status_code != 200:
            raise RuntimeError(f"{name}: {answer.status_code}")
        found[name] = len(counted.captured_queries)
    return found


def main(cases: int, file: Path) -> None:
    kinds, at = models(), now()
    with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as plain:
        for step in crowd(plain, kinds, places(), cases=cases, now=at.isoformat()):
            say(f"  {step}")
    people = Post.objects.filter(staff__username__in=("wang", "zhao", "zheng")).values_list(
        "staff__username", flat=True
    )
    sessions = {name: signed_in(Client(), name).cookies["sessionid"].value for name in people}
    pages = addresses(kinds, at)
    file.write_text(
        json.dumps({"sessions": sessions, "pages": pages, "statements": costs(pages, sessions)}), "utf-8"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]))
