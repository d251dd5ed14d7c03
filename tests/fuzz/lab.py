"""Running one case after the other against the demo city, and making a failing one small."""

from __future__ import annotations

import shutil
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from random import Random

from django.conf import settings
from django.db import connection, transaction
from django.urls import reverse

from onewindow.web.policy import POLICY
from tests.fuzz.crawl import VISITORS, Ground, Target, field_names, query_names, routes
from tests.fuzz.door import Answer, build, send
from tests.fuzz.filling import filled
from tests.fuzz.judging import MOST_SECONDS, faults_of
from tests.fuzz.markup import Field, Form
from tests.fuzz.requests import CHANGES, ON_READING, Change, Request, Surroundings, changed
from tests.fuzz.watching import Watch


@dataclass(frozen=True)
class Case:
    """What is sent: a sound request to a target and the changes made to it."""

    target: Target
    sound: Request
    changes: list[tuple[Change, int]]


@dataclass
class Tally:
    """What happened in all."""

    requests: int = 0
    posts: int = 0
    statuses: Counter[int] = field(default_factory=Counter)
    accepted: Counter[str] = field(default_factory=Counter)
    max_seconds: float = 0.0
    slowest: str = ""
    over_two_seconds: int = 0
    faults: dict[str, str] = field(default_factory=dict)
    """By what is wrong and where, the first request that showed it."""

    @property
    def server_errors(self) -> int:
        return sum(count for status, count in self.statuses.items() if status >= 500)


class Lab:
    """The ground and how to send things to it; case `index` of `seed` is always the same."""

    def __init__(self, ground: Ground, today: date, seed: int) -> None:
        self.ground, self.today, self.seed = ground, today, seed
        self.others = [value.encode() for values in ground.known.values() for value in values[:40]]
        self.queries, self.hints = query_names(), {"shelf": "A-01", "receiver": "李秀英", "username": "wang"}
        self.forms = [one for one in ground.targets if one.form and one.form.method == "POST"] + unseen(
            ground
        )
        self.pages = [one for one in ground.targets if not one.form or one.form.method != "POST"]
        self.tally, self.application = Tally(), build()

    def case(self, index: int) -> Case:
        """Nine of ten are posts; of these, one of twelve is another visitor's form."""
        random = Random(f"{self.seed}:{index}")
        target = self._target(random)
        form = target.form or Form("GET", "", [])
        pairs, files = filled(form, random, self.today, self.hints)
        sound = Request(
            form.method, target.path, pairs, files=files, is_multipart="multipart" in form.enctype
        )
        if form.method == "GET":
            sound.query, sound.pairs = sound.pairs, []
        table = CHANGES if form.method == "POST" else ON_READING
        kinds, weights = [change for change, _ in table], [weight for _, weight in table]
        many = random.choice([0, 1, 1, 1, 1, 2, 2, 3, 6])
        picked = random.choices(kinds, weights, k=many)
        return Case(target, sound, [(change, random.randrange(2**32)) for change in picked])

    def _target(self, random: Random) -> Target:
        if random.random() < 0.1:
            return random.choice(self.pages)
        name = random.choice(sorted({one.name for one in self.forms}))
        found = random.choice([one for one in self.forms if one.name == name])
        if random.random() < 1 / 12:
            return Target(random.choice(list(VISITORS)), name, found.path, found.form)
        return found

    def attack(self, index: int) -> None:
        """Run one case; a fault is made small and kept, once for each place and kind."""
        case = self.case(index)
        if self.run(case):
            small, faults = self.smallest(case)
            self.tally.faults.setdefault(
                f"{small.target.name} {faults[:1]}"[:160], self.told(index, small, faults)
            )

    def run(self, case: Case, *, keep: bool = False) -> list[str]:
        """Send it and judge the answer; what it did is undone unless `keep`.

        With `keep` an earlier case may have closed the form, so that what was typed for it has nowhere to stand.
        """
        request = changed(case.sound, self._surroundings(case), case.changes)
        answer, watch = self._tried(case, request, keep=keep)
        if answer.seconds > MOST_SECONDS and not keep:  # whether it is the page, or the machine that was busy
            answer.seconds = min(answer.seconds, *(self._tried(case, request)[0].seconds for _ in range(2)))
        faults = list(faults_of(request, None if keep else case.target.form, answer, watch))
        if answer.seconds > MOST_SECONDS:
            faults.append(f"took {answer.seconds:.1f} s")
        self._count(case, request, answer)
        return faults

    def _tried(self, case: Case, request: Request, *, keep: bool = False) -> tuple[Answer, Watch]:
        watch = Watch()
        with transaction.atomic():
            with connection.execute_wrapper(watch):
                answer = self._send(case.target, request)
            transaction.set_rollback(not keep)
        return answer, watch

    def _send(self, target: Target, request: Request) -> Answer:
        answer = send(self.application, request, self.ground.cookies[target.visitor])
        shutil.rmtree(settings.DATA_DIR / "drafts", ignore_errors=True)
        return answer

    def _surroundings(self, case: Case) -> Surroundings:
        return Surroundings(case.target.form.fields if case.target.form else [], self.others, self.queries)

    def _count(self, case: Case, request: Request, answer: Answer) -> None:
        tally, status, seconds = self.tally, answer.status, answer.seconds
        tally.requests += 1
        tally.posts += request.method == "POST"
        tally.statuses[status] += 1
        if status in {302, 303} and request.method == "POST":
            tally.accepted[case.target.name] += 1
        tally.over_two_seconds += seconds > MOST_SECONDS
        if seconds > tally.max_seconds:
            tally.max_seconds, tally.slowest = seconds, f"{case.target.name}: {'; '.join(request.done)}"[:200]

    def smallest(self, case: Case) -> tuple[Case, list[str]]:
        """The same failure with as few changes as will still show it."""
        for change in list(case.changes):
            fewer = Case(case.target, case.sound, [one for one in case.changes if one != change])
            if self.run(fewer):
                case = fewer
        return case, self.run(case)

    def told(self, index: int, case: Case, faults: list[str]) -> str:
        """The failure as a person reads it, with the command that shows it again."""
        request = changed(case.sound, self._surroundings(case), case.changes)
        replay = f"FUZZ_SEED={self.seed} FUZZ_CASE={index} .venv/bin/pytest tests/fuzz/test_forms.py"
        what = "\n    ".join(request.done)
        return (
            f"{case.target.visitor}: {request.method} {request.address[:200]} ({case.target.name})\n    {what}\n"
            f"  {'; '.join(faults)}\n  again: {replay}"
        )


def unseen(ground: Ground) -> list[Target]:
    """Every address that takes posts and whose form no page of the demo city showed, with fields by hearsay."""
    seen = ground.names("POST")
    heard = Form("POST", "", [], [Field(name, "text") for name in field_names()], is_shown=False)
    return [
        Target(visitor, route.name, _address(route.name, route.arguments, ground), heard)
        for route in routes() if route.name not in seen and "POST" in POLICY[route.name].methods
        for visitor in VISITORS
    ]  # fmt: skip


def _address(name: str, arguments: tuple[str, ...], ground: Ground) -> str:
    unknown = "018f0000-0000-7000-8000-0000000000aa"
    return reverse(name, kwargs={one: (ground.known.get(one) or [unknown])[0] for one in arguments})
