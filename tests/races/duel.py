"""Runs the pairs: `python -m tests.races.duel ROUNDS [NAME…]` on an installation of its own; prints what it counted.

What an act does when nobody is in its way is measured first, each act by itself: the entries in the journal, the
rows of every table, the numbers taken. In a race exactly that must be there afterwards, of the winner and of nobody
else; the loser must have been told one of the things the pair names. Where one act may follow the other, what both
leave in turn is measured as well, and both having their effect must leave exactly that.
"""

from __future__ import annotations

import json
import sys
import threading
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402

from onewindow.core.numbers.uscc import make_uscc  # noqa: E402
from onewindow.core.refusal import Refusal  # noqa: E402
from onewindow.journal.models import Counter as Series  # noqa: E402
from onewindow.journal.models import Event  # noqa: E402
from onewindow.journal.sealer import seal  # noqa: E402
from onewindow.journal.verify import verify  # noqa: E402
from onewindow.people.register import PartyFacts  # noqa: E402
from onewindow.vault.subjects import institution_key  # noqa: E402
from tests.kills.wholeness import half_done  # noqa: E402
from tests.races.pairs import PAIRS, Act, Pair  # noqa: E402
from tests.races.pairs_of_batches import PAIRS_OF_BATCHES  # noqa: E402
from tests.races.pairs_of_the_register import PAIRS_OF_THE_REGISTER  # noqa: E402
from tests.races.pairs_of_things import PAIRS_OF_THINGS  # noqa: E402
from tests.stories.city import load_city  # noqa: E402
from tests.stories.conftest import Cast, actor  # noqa: E402

Footprint = Counter[str]
ALL = {pair.name: pair for pair in (*PAIRS, *PAIRS_OF_THINGS, *PAIRS_OF_BATCHES, *PAIRS_OF_THE_REGISTER)}


@dataclass
class Tally:
    """What became of the rounds of one pair."""

    rounds: int = 0
    first: int = 0
    second: int = 0
    in_turn: int = 0
    told: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def company(serial: int) -> PartyFacts:
    return PartyFacts(
        kind="organisation", name=f"江州市第{serial}小吃店", number=make_uscc("990102", serial), phone="13900000001",
        address="江州市临江区渡口街12号", legal_person="李秀英",
    )  # fmt: skip


def traces() -> Footprint:
    """Everything that an act leaves behind, counted."""
    events = Counter(f"event {kind}.{verb}" for kind, verb in Event.objects.values_list("thing_kind", "verb"))
    models = [model for model in apps.get_models() if model is not Series]
    rows = Counter({f"rows of {model._meta.label}": model._default_manager.count() for model in models})
    return events + rows + Counter({f"series {row.series}": row.value for row in Series.objects.all()})


def left_by(act: Act) -> Footprint:
    before = traces()
    act()
    return traces() - before


def left_in_turn(first: Act, then: Act) -> Footprint | None:
    """What both leave, one after the other; None where the first leaves the second nothing to do."""
    before = traces()
    codes = [outcome_of(first)[0], outcome_of(then)[0]]
    return traces() - before if codes == ["done", "done"] else None


def outcome_of(act: Act) -> tuple[str, str]:
    """`done`, or the code of the refusal and what it says; a sweep that finds nothing to do says `settled`."""
    try:
        return ("settled", "") if act() is None else ("done", "")
    except Refusal as refusal:
        return refusal.code, refusal.message
    finally:
        connections.close_all()


def at_once(acts: tuple[Act, Act]) -> list[tuple[str, str]]:
    gate = threading.Barrier(2)
    outcomes = [("crashed", "")] * 2

    def one(place: int) -> None:
        gate.wait()
        try:
            outcomes[place] = outcome_of(acts[place])
        except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as fault:
            outcomes[place] = ("crashed", f"{type(fault).__name__}: {fault}")
        except django.db.Error as fault:
            outcomes[place] = ("crashed", f"{type(fault).__name__}: {fault}")

    threads = [threading.Thread(target=one, args=(place,)) for place in (0, 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


class Duel:
    """The rounds of one pair, each with an applicant of its own."""

    def __init__(self, pair: Pair, cast: Cast, first_serial: int) -> None:
        self.pair, self.cast, self.serial, self.tally = pair, cast, first_serial, Tally()
        self.alone = [left_by(self._prepared()[place]) for place in (0, 1)]
        self.both = [left_in_turn(*self._prepared()[::order]) for order in (1, -1)] if pair.in_turn else []

    def _prepared(self) -> tuple[Act, Act]:
        self.serial += 1
        return self.pair.prepare(self.cast, company(self.serial))

    def round(self) -> None:
        acts = self._prepared()
        before = traces()
        outcomes = at_once(acts)
        left = traces() - before
        self.tally.rounds += 1
        codes = [code for code, _ in outcomes]
        if codes == ["done", "done"] and self.pair.in_turn:
            self.tally.in_turn += 1
            self._compare(left, *(both for both in self.both if both is not None))
        elif codes.count("done") != 1:
            self.tally.faults.append(f"no winner, or two: {outcomes}")
        else:
            winner = codes.index("done")
            self._count(winner, *outcomes[1 - winner])
            self._compare(left, self.alone[winner])

    def _compare(self, left: Footprint, *expected: Footprint) -> None:
        if left not in expected:
            apart = [(dict(left - one), dict(one - left)) for one in expected]
            self.tally.faults.append(f"beside what the winner does, and missing: {apart}")

    def _count(self, winner: int, code: str, message: str) -> None:
        self.tally.first += winner == 0
        self.tally.second += winner == 1
        self.tally.told[code] += 1
        if code not in self.pair.told or (code == "overtaken" and "刚刚" not in message):
            self.tally.faults.append(f"the loser is told {code}: {message[:300]}")


def everybody() -> Cast:
    usernames = ("wang", "he", "zhao", "sun", "zhou", "qian", "wu", "zheng", "chen", "chen2", "jiang", "shen")
    return Cast(*(actor(username) for username in usernames))


def run(rounds: int, names: list[str]) -> dict[str, Any]:
    cast = everybody()
    institution_key()  # made at its first use, which would show as a row of whoever is first
    tallies: dict[str, Any] = {}
    for place, name in enumerate(names or ALL):
        duel = Duel(ALL[name], cast, 1 + place * 10_000)
        for _ in range(rounds):
            duel.round()
        tallies[name] = vars(duel.tally)
    while seal():
        pass
    verdict = verify()
    faults = [f"journal: {verdict.fault}"] if verdict.fault else []
    return {"pairs": tallies, "faults": [*faults, *half_done()]}


if __name__ == "__main__":
    call_command("migrate", verbosity=0)
    load_city()
    print(json.dumps(run(int(sys.argv[1]), sys.argv[2:]), ensure_ascii=False))
