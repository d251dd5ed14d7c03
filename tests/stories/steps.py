"""Short ways to bring a case to a stage, through the same commands."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from onewindow.cases.commands.accept import accept
from onewindow.cases.commands.decide import decide, propose
from onewindow.cases.commands.receive import receive
from onewindow.cases.commands.serve import serve_notice
from onewindow.cases.commands.supplement import Defect, issue_supplement
from onewindow.cases.models import Case
from onewindow.clocks.models import Clock
from onewindow.core.refusal import Refusal
from onewindow.documents.models import Document
from onewindow.issuance.commands.make import make_result
from onewindow.issuance.commands.result_sheet import receive_results, send_results
from onewindow.issuance.models import Result
from onewindow.journal.models import Counter, Event
from onewindow.people.register import PartyFacts
from tests.stories.conftest import MONDAY, Cast, at, intake_of

TUESDAY, TUESDAY_AFTERNOON, THURSDAY = at(3, 10), at(3, 15), at(5, 10)


def received(
    cast: Cast, party: PartyFacts, slug: str = "shipin-jingying", when: datetime = MONDAY, **changes: Any
) -> str:
    answers = {"answers": changes.pop("answers")} if "answers" in changes else {}
    return receive(replace(intake_of(slug, party, **answers), **changes), by=cast.wang, at=when)["case"]


def accepted(
    cast: Cast, party: PartyFacts, slug: str = "shipin-jingying", when: datetime = TUESDAY, **changes: Any
) -> str:
    no = received(cast, party, slug, **changes)
    accept(no, by=cast.zhao if slug == "shipin-jingying" else cast.jiang, at=when)
    return no


def decided(cast: Cast, party: PartyFacts, verdict: str = "grant", when: datetime = THURSDAY) -> str:
    no = accepted(cast, party)
    words = "符合许可条件,准予许可。" if verdict == "grant" else "经营场所与所申报的地址不符,不符合许可条件。"
    propose(no, verdict=verdict, opinion=words, by=cast.zhao, at=at(4, 10))
    decide(no, verdict=verdict, reasons=words, by=cast.sun, at=when)
    return no


def sent(cast: Cast, party: PartyFacts) -> tuple[str, str]:
    """A decided case whose results are on their way to the counter: case and sheet number."""
    no = decided(cast, party)
    make_result(no, {}, by=cast.zhao, at=at(5, 11))
    ids = list(Result.objects.filter(case__no=no).values_list("pk", flat=True))
    return no, send_results(ids, by=cast.zhao, at=at(5, 15))["sheet"]


def shelved(cast: Cast, party: PartyFacts) -> str:
    no, sheet = sent(cast, party)
    receive_results(sheet, {}, shelf="A-01", by=cast.qian, at=at(5, 16))
    return no


def flawed(no: str, which: int = 0) -> tuple[list[Defect], list[str]]:
    """One defect in the case's list, the rest in order."""
    materials = [line.material for line in Case.objects.get(no=no).submissions.order_by("id")]
    defect = Defect(materials[which], "平面图未标注操作间位置", "请补充标注后的平面图")
    return [defect], [material for material in materials if material != defect.material]


def noticed(cast: Cast, party: PartyFacts, when: datetime = TUESDAY) -> tuple[str, Document]:
    """A case with its one-time notice waiting at the window."""
    no = received(cast, party)
    defects, fine = flawed(no)
    issue_supplement(no, defects=defects, fine=fine, by=cast.zhao, at=when)
    return no, Document.objects.get(case_no=no, kind="supplement_notice")


def served(cast: Cast, party: PartyFacts, when: datetime = TUESDAY_AFTERNOON) -> str:
    no, notice = noticed(cast, party)
    serve_notice(str(notice.id), method="window", receiver="李秀英", by=cast.wang, at=when)
    return no


def clock(no: str, name: str) -> Clock:
    """The newest clock of its kind on a case."""
    return Clock.objects.filter(case_no=no, name=name).order_by("-started_at", "-id")[0]


def refused(act: Any) -> Refusal:
    """The refusal of `act`, which must leave no trace: no event, number, work or changed row."""
    before = _trace()
    try:
        act()
    except Refusal as refusal:
        assert _trace() == before, "a refused command left a trace"
        return refusal
    raise AssertionError("it was not refused")


def _trace() -> list[object]:
    return [
        Event.objects.count(), sorted(Counter.objects.values_list()), Document.objects.count(),
        list(Case.objects.order_by("pk").values_list()), list(Clock.objects.order_by("pk").values_list()),
    ]  # fmt: skip
