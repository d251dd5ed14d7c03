"""The races, run as a program on an installation of their own: `python -m tests.races.program RACE`."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable
from typing import Any

import django
from django.core.management import call_command

django.setup()

from django.db import connections  # noqa: E402

from onewindow.cases.commands.accept import accept  # noqa: E402
from onewindow.cases.commands.receive import receive  # noqa: E402
from onewindow.cases.commands.refuse_acceptance import refuse_acceptance  # noqa: E402
from onewindow.cases.models import Case  # noqa: E402
from onewindow.core.numbers.uscc import make_uscc  # noqa: E402
from onewindow.core.refusal import Refusal  # noqa: E402
from onewindow.journal.models import Event, Seal  # noqa: E402
from onewindow.journal.once import once  # noqa: E402
from onewindow.journal.sealer import seal  # noqa: E402
from onewindow.journal.verify import verify  # noqa: E402
from onewindow.people.register import PartyFacts  # noqa: E402
from tests.stories.city import load_city  # noqa: E402
from tests.stories.conftest import MONDAY, actor, at, intake_of  # noqa: E402


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


def same_submission() -> dict[str, Any]:
    """32 threads send the same form with the same key."""
    intake, wang = intake_of("shipin-jingying", company(1)), actor("wang")
    answers: list[Any] = []
    act = lambda: answers.append(once("wang", "key", b"form", lambda: receive(intake, by=wang, at=MONDAY)))  # noqa: E731
    outcomes = together([act] * 32)
    return {
        "cases": Case.objects.count(),
        "answers": len({json.dumps(a, sort_keys=True) for a in answers}),
        "outcomes": outcomes,
    }


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


def many_windows() -> dict[str, Any]:
    """Eight windows take in ten companies each, the sealer runs beside them."""
    wang = actor("wang")
    intakes = [
        [intake_of("shipin-jingying", company(100 * window + n)) for n in range(10)] for window in range(8)
    ]
    acts = [lambda mine=mine: [receive(i, by=wang, at=MONDAY) for i in mine] for mine in intakes]
    outcomes = together([*acts, lambda: [seal() for _ in range(30)]])
    while seal():
        pass
    verdict = verify()
    return {
        "outcomes": outcomes, "cases": Case.objects.count(), "numbers": Case.objects.values("no").distinct().count(),
        "events": Event.objects.count(), "sealed": Seal.objects.count(), "fault": str(verdict.fault or ""),
    }  # fmt: skip


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    load_city()
    print(
        json.dumps({"same": same_submission, "either": accept_or_refuse, "many": many_windows}[sys.argv[1]]())
    )
