"""Dies at every step of every command: before each statement, before and after each commit.

    python -m tests.kills.points short|long|NAME…    on an installation of its own; prints what it counted, in JSON

A process is forked for each point, ends itself there (os._exit, no clean-up of any kind), and the database is
looked at: either nothing has changed at all, or everything is there that the command does when nothing disturbs it.
Then the same submission is sent again: it must have its effect once, and its answer. The points are statements and
commits, not functions of ours, so that they stay where they are when the writer is rewritten.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, connections  # noqa: E402

from onewindow.cases.commands.receive import receive  # noqa: E402
from onewindow.documents.commands.print import pdf_of  # noqa: E402
from onewindow.documents.models import Document  # noqa: E402
from onewindow.journal.once import once  # noqa: E402
from onewindow.journal.sealer import seal  # noqa: E402
from onewindow.journal.verify import verify  # noqa: E402
from onewindow.people.register import PartyFacts  # noqa: E402
from onewindow.vault.subjects import institution_key  # noqa: E402
from tests.kills.wholeness import half_done  # noqa: E402
from tests.races.duel import ALL, company, everybody, left_by, traces  # noqa: E402
from tests.races.pairs import Act, Pair  # noqa: E402
from tests.stories.city import load_city  # noqa: E402
from tests.stories.conftest import MONDAY, Cast, intake_of  # noqa: E402

DIED = 86
NEVER = -1
STANDING = ("onewindow.catalogue.", "onewindow.places.")
"""What no command of these writes."""
Alone = Callable[[Cast, PartyFacts], Act]


class Death:
    """Ends the process at the given point; points are counted from 1."""

    def __init__(self, point: int) -> None:
        self.left = point

    def watch(self) -> None:
        connection.ensure_connection()
        connection.execute_wrappers.append(self._statement)
        commit = connection._commit  # type: ignore[attr-defined]

        def dying() -> None:
            self._pass()
            commit()
            self._pass()

        connection._commit = dying  # type: ignore[attr-defined]

    def _statement(self, execute: Callable[..., Any], *call: Any) -> Any:
        self._pass()
        return execute(*call)

    def _pass(self) -> None:
        self.left -= 1
        if not self.left:
            os._exit(DIED)


@dataclass
class Tally:
    """How often a process died, and how often that left nothing or everything."""

    acts: int = 0
    points: int = 0
    nothing: int = 0
    everything: int = 0
    faults: list[str] = field(default_factory=list)


def content() -> str:
    """A digest of every row of every table of ours."""
    digest = hashlib.sha256()
    for model in apps.get_models():
        if model.__module__.startswith("onewindow.") and not model.__module__.startswith(STANDING):
            for row in model._default_manager.order_by("pk").values_list():
                digest.update(repr(row).encode())
    return digest.hexdigest()


def forked(act: Act, point: int) -> int:
    """Run the act in a child that dies at this point; its exit status."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
    child = os.fork()
    if child == 0:
        status = 1
        try:
            Death(point).watch()
            act()
            status = 0
        finally:
            if status:
                traceback.print_exc()
            os._exit(status)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def die_everywhere(name: str, prepare: Callable[[], Act], tally: Tally) -> None:
    alone = left_by(partial(forked, submitted(prepare(), f"{name} alone"), NEVER))
    act = submitted(prepare(), name)
    before, untouched, point = traces(), content(), 0
    while True:
        point += 1
        status = forked(act, point)
        tally.points += status == DIED
        if status not in {0, DIED}:
            tally.faults.append(f"{name}, point {point}: the process ended with {status}")
            return
        if content() != untouched:
            break
        if status == 0:
            tally.faults.append(f"{name} has no effect at all")
            return
        tally.nothing += 1
    tally.everything += status == DIED
    tally.acts += 1
    if (left := traces() - before) != alone:
        tally.faults.append(
            f"{name}, point {point}: half-done: {dict(alone - left)} missing, {dict(left - alone)} more"
        )
    done = content()
    forked(act, NEVER)
    if content() != done:
        tally.faults.append(f"{name}: sent again after point {point} it has a second effect")


def submitted(act: Act, key: str) -> Act:
    """The act as a form sends it: under a key, with its effect once."""
    return lambda: once("somebody", key, b"form", act)


def acts(cast: Cast) -> dict[str, Alone]:
    """Every act of the pairs, and the commands that have no rival."""

    def one_of(pair: Pair, place: int) -> Alone:
        return lambda cast, party: pair.prepare(cast, party)[place]

    found = {
        f"{name}, {'second' if place else 'first'}": one_of(pair, place)
        for name, pair in ALL.items()
        for place in (0, 1)
    }
    return {
        **found,
        "take in": lambda cast, party: (
            lambda: receive(intake_of("shipin-jingying", party), by=cast.wang, at=MONDAY)
        ),
        "print": printing,
    }


def printing(cast: Cast, party: PartyFacts) -> Act:
    no = receive(intake_of("shipin-jingying", party), by=cast.wang, at=MONDAY)["case"]
    paper = Document.objects.select_related("subject").get(case_no=no, kind="intake_notice")
    return lambda: pdf_of(Document.objects.select_related("subject").get(pk=paper.pk), at=MONDAY) and {}


def is_meant(name: str, names: list[str]) -> bool:
    """The long run takes every act, the short one the first of each pair and what stands alone."""
    return names == ["long"] or (names == ["short"] and not name.endswith(", second")) or name in names


def run(names: list[str]) -> Tally:
    cast, tally = everybody(), Tally()
    institution_key()
    for place, (name, prepare) in enumerate(acts(cast).items()):
        if not is_meant(name, names):
            continue
        parties = iter(company(1 + place * 1000 + n) for n in range(10))
        die_everywhere(name, lambda prepare=prepare, parties=parties: prepare(cast, next(parties)), tally)  # type: ignore[misc]
    while seal():
        pass
    if (fault := verify().fault) is not None:
        tally.faults.append(f"journal: {fault}")
    tally.faults += half_done()
    return tally


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    load_city()
    print(json.dumps(vars(run(sys.argv[1:])), ensure_ascii=False))
