"""The races, run as a program on an installation of their own: `python -m tests.races.program RACE`."""

from __future__ import annotations

import json
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.db import connections  # noqa: E402

from onewindow.cases.commands.accept import accept  # noqa: E402
from onewindow.cases.commands.receive import receive  # noqa: E402
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance  # noqa: E402
from onewindow.cases.intake import Intake  # noqa: E402
from onewindow.cases.models import Case, Paper  # noqa: E402
from onewindow.clocks.models import Clock  # noqa: E402
from onewindow.core.numbers.uscc import make_uscc  # noqa: E402
from onewindow.core.refusal import Refusal  # noqa: E402
from onewindow.documents.commands.print import pdf_of  # noqa: E402
from onewindow.documents.models import Document  # noqa: E402
from onewindow.handover.commands.material_sheet import open_sheet, sign_sheet  # noqa: E402
from onewindow.journal.models import Event, Seal, Unsealed  # noqa: E402
from onewindow.journal.once import once  # noqa: E402
from onewindow.journal.sealer import seal  # noqa: E402
from onewindow.journal.verify import verify  # noqa: E402
from onewindow.people.models import Party  # noqa: E402
from onewindow.people.register import PartyFacts  # noqa: E402
from onewindow.supervision.commands.fall import sweep  # noqa: E402
from onewindow.supervision.models import Card  # noqa: E402
from tests.stories.city import load_city  # noqa: E402
from tests.stories.conftest import MONDAY, actor, at, intake_of  # noqa: E402

PATIENCE = 30
"""Seconds after which what is not sealed is missing."""


def together(acts: list[Callable[[], Any]]) -> list[str]:
    """Run all acts at the same moment in threads; each outcome is `done` or the refusal's code."""
    gate = threading.Barrier(len(acts))
    outcomes = ["" for _ in acts]

    def one(place: int, act: Callable[[], Any]) -> None:
        gate.wait()
        try:
            act()
            outcomes[place] = "done"
        except Refusal as refusal:
            outcomes[place] = refusal.code
        finally:
            connections.close_all()

    threads = [threading.Thread(target=one, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


def company(serial: int) -> PartyFacts:
    return PartyFacts(
        kind="organisation", name=f"江州市第{serial}小吃店", number=make_uscc("990102", serial), phone="13900000001",
        address="江州市临江区渡口街12号", legal_person="李秀英",
    )  # fmt: skip


def same_submission(keys: int) -> dict[str, Any]:
    """32 threads send the same form with the same key, for each of `keys` keys; then another form with that key."""
    wang, effects, answers, outcomes, others = actor("wang"), [], [], Counter[str](), Counter[str]()
    for serial in range(1, keys + 1):
        intake, key, before = (
            intake_of("shipin-jingying", company(serial)),
            f"key {serial}",
            Case.objects.count(),
        )
        given: list[Any] = []

        def act(intake: Intake = intake, key: str = key, given: list[Any] = given) -> None:
            given.append(once("wang", key, b"form", lambda: receive(intake, by=wang, at=MONDAY)))

        outcomes.update(together([act] * 32))
        effects.append(Case.objects.count() - before)
        answers.append(len({json.dumps(answer, sort_keys=True) for answer in given}))
        other = lambda key=key: once("wang", key, b"other form", lambda: {"case": "none"})  # noqa: E731
        others.update(refusals([other] * 2))
    return {"effects": effects, "answers": answers, "outcomes": outcomes, "others": others}


def refusals(acts: list[Callable[[], Any]]) -> list[str]:
    """Code and status of each refusal, `none` for what was not refused."""
    found = []
    for act in acts:
        try:
            act()
            found.append("none")
        except Refusal as refusal:
            found.append(f"{refusal.code} {refusal.status}")
    return found


def accept_or_refuse() -> dict[str, Any]:
    """Two reviewers at once, one accepts and one refuses, 20 times."""
    zhao, wang, reasons = actor("zhao"), actor("wang"), ["经营场所不符合食品经营的法定条件。"]
    winners = []
    for serial in range(1, 21):
        no = receive(intake_of("shipin-jingying", company(serial)), by=wang, at=MONDAY)["case"]
        winners.append(together([
            lambda no=no: accept(no, by=zhao, at=at(3, 10)),  # type: ignore[misc]
            lambda no=no: refuse_acceptance(no, ground="not_admissible", reasons=reasons, by=zhao, at=at(3, 10)),  # type: ignore[misc]
        ]))  # fmt: skip
    return {"winners": winners}


def seal_everything() -> None:
    """A transaction that is open in another database of the server holds the last positions up for a moment."""
    until = time.monotonic() + PATIENCE
    while Unsealed.objects.exists() and time.monotonic() < until:
        seal()


def many_windows() -> dict[str, Any]:
    """Eight windows take in ten companies each, the sealer runs beside them."""
    wang = actor("wang")
    intakes = [
        [intake_of("shipin-jingying", company(100 * window + n)) for n in range(10)] for window in range(8)
    ]
    acts = [lambda mine=mine: [receive(i, by=wang, at=MONDAY) for i in mine] for mine in intakes]
    outcomes = together([*acts, lambda: [seal() for _ in range(30)]])
    seal_everything()
    verdict = verify()
    return {
        "outcomes": outcomes, "cases": Case.objects.count(), "numbers": Case.objects.values("no").distinct().count(),
        "events": Event.objects.count(), "sealed": Seal.objects.count(), "fault": str(verdict.fault or ""),
    }  # fmt: skip


def two_sheets(rounds: int) -> dict[str, Any]:
    """The papers of one case lie on two sheets, and both are signed for at the same moment."""
    wang, zhao, running = actor("wang"), actor("zhao"), 0
    outcomes: Counter[str] = Counter()
    for serial in range(1, rounds + 1):
        no = receive(intake_of("shipin-jingying", company(serial)), by=wang, at=MONDAY)["case"]
        barcodes = Paper.objects.filter(case__no=no).order_by("barcode").values_list("barcode", flat=True)
        first, *others = barcodes
        sheets = [open_sheet(listed, by=wang, at=at(2, 14))["sheet"] for listed in ([first], others)]
        told = together([partial(sign_sheet, sheet, by=zhao, at=at(2, 14, 30)) for sheet in sheets])
        outcomes.update(told)
        for sheet, code in zip(sheets, told, strict=True):
            if code == "overtaken":
                sign_sheet(sheet, by=zhao, at=at(2, 14, 31))
        running += Clock.objects.open().filter(case_no=no, name="handover").count()
    return {"outcomes": outcomes, "still running": running}


def newcomer(rounds: int) -> dict[str, Any]:
    """Two windows take in the same applicant, whom nobody knows yet, for two different matters."""
    wang, outcomes, known = actor("wang"), Counter[str](), []
    for serial in range(1, rounds + 1):
        intakes = [
            intake_of(slug, company(serial)) for slug in ("shipin-jingying", "gonggong-changsuo-weisheng")
        ]
        outcomes.update(together([partial(receive, intake, by=wang, at=MONDAY) for intake in intakes]))
        known.append(Party.objects.by_number(company(serial).number).count())
    return {"outcomes": outcomes, "known": known, "cases": Case.objects.count()}


def sweeps(rounds: int) -> dict[str, Any]:
    """Two workers sweep at the same moment over clocks that have all run out."""
    wang, outcomes = actor("wang"), Counter[str]()
    for serial in range(1, rounds + 1):
        receive(intake_of("shipin-jingying", company(serial)), by=wang, at=MONDAY)
    outcomes.update(together([lambda: sweep(at(4, 18))] * 2))
    sweep(at(4, 18))
    fallen = Counter(Card.objects.values_list("clock_id", "level"))
    return {
        "outcomes": outcomes,
        "twice": max(fallen.values()),
        "cards": len(fallen),
        "left": sweep(at(4, 18)),
    }


def printers(rounds: int) -> dict[str, Any]:
    """The worker and somebody who opens it print the same paper at the same moment."""
    wang, outcomes, printed = actor("wang"), Counter[str](), []
    for serial in range(1, rounds + 1):
        no = receive(intake_of("shipin-jingying", company(serial)), by=wang, at=MONDAY)["case"]
        papers = [
            Document.objects.select_related("subject").get(case_no=no, kind="intake_notice") for _ in "ab"
        ]
        outcomes.update(together([partial(pdf_of, paper, at=MONDAY) for paper in papers]))
        printed.append(Event.objects.filter(thing_id=papers[0].id, verb="printed").count())
    return {"outcomes": outcomes, "printed": printed}


RACES: dict[str, Callable[..., dict[str, Any]]] = {
    "same": same_submission, "either": accept_or_refuse, "many": many_windows, "sheets": two_sheets,
    "newcomer": newcomer, "sweeps": sweeps, "printers": printers,
}  # fmt: skip

if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    load_city()
    print(json.dumps(RACES[sys.argv[1]](*map(int, sys.argv[2:]))))
