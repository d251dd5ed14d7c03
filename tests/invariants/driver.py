"""A random walk through the commands: many matters at once, by whoever comes along, at any hour, the sweep between.

The same seed takes the same walk. `python -m tests.invariants.many FIRST LAST STEPS` walks many seeds.
"""

from __future__ import annotations

import json
from collections import Counter as Tally
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.db import connection

from onewindow.bundles.models import BundleEdition
from onewindow.cases.models import Application, Case, Paper, Request, Submission
from onewindow.catalogue.models import Edition
from onewindow.clocks.models import Clock
from onewindow.core.calendar import SHANGHAI, local
from onewindow.core.chain import sm3
from onewindow.core.ids import seeded
from onewindow.core.refusal import Refusal
from onewindow.core.roles import Actor
from onewindow.delegation.models import Delegation
from onewindow.documents.models import Document
from onewindow.evidence.models import Evidence
from onewindow.handover.models import Sheet
from onewindow.intermediaries.models import Engagement, Intermediary
from onewindow.issuance.models import Delivery, Result
from onewindow.journal.models import Counter, Event, Once
from onewindow.people.models import Appointment, Party, Post
from onewindow.supervision.commands.fall import sweep
from onewindow.supervision.models import Card, Urging
from onewindow.vault.models import SubjectKey
from tests.invariants.acts import ACTS, LIKELY
from tests.invariants.drawing import Act, NothingToDo
from tests.invariants.people import staff

TABLES = (
    Application, Appointment, BundleEdition, Case, Card, Clock, Delegation, Delivery, Document, Edition, Engagement, Event,
    Evidence, Intermediary, Once, Paper, Party, Post, Request, Result, Sheet, SubjectKey, Submission, Urging,
)  # fmt: skip
LIVING = (
    Case, Request, Paper, Sheet, Result, Delivery, Document, Card, Urging, Appointment, BundleEdition, Delegation, Edition,
    Engagement, Intermediary,
)  # fmt: skip
MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)
MOST_OPEN = 25
"""New matters come while fewer are open, so that the lives go deep."""


@dataclass
class Walk:
    """One walk: what it draws, where it stands in time, and what came of it."""

    seed: int
    now: datetime = MONDAY
    done: Tally[str] = field(default_factory=Tally)
    refused: Tally[str] = field(default_factory=Tally)
    swept: int = 0

    def __post_init__(self) -> None:
        self.draw = Random(self.seed)
        self.staff: list[Actor] = staff()
        self._before: tuple[int, ...] | None = None

    def go(self, steps: int) -> None:
        """Take so many steps. Raises AssertionError when a refused command left a trace."""
        with seeded(self.draw.getrandbits(60)):
            for _ in range(steps):
                self._pass_time()
                self._step()

    def _pass_time(self) -> None:
        luck, draw = self.draw.random(), self.draw
        if luck < 0.7:
            self.now += timedelta(minutes=draw.randint(1, 30), seconds=draw.randint(0, 59))
        elif luck < 0.9:
            self.now += timedelta(hours=draw.randint(1, 6))
        elif luck < 0.985:
            following = local(self.now).date() + timedelta(days=1)
            self.now = datetime.combine(following, time(9, draw.randint(0, 30)), SHANGHAI)
        else:
            self.now += timedelta(days=draw.randint(2, 9), hours=draw.randint(0, 23))
        if draw.random() < 0.6:
            self.swept += sweep(self.now)
            self._before = None

    def _step(self) -> None:
        act = self._choose()
        if self._before is None:
            self._before = trace()
        try:
            act.take(self)
        except NothingToDo:
            return
        except Refusal as refusal:
            self._told(f"{act.name}: {refusal.code}")
            return
        self.done[act.name] += 1
        self._before = None

    def _told(self, which: str) -> None:
        self.refused[which] += 1
        assert trace() == self._before, f"{which} left a trace"

    def _choose(self) -> Act:
        if Case.objects.open().count() < MOST_OPEN and self.draw.random() < 0.35:
            return ACTS["receive"]
        if self.draw.random() < 0.2:
            return ACTS[self.draw.choice(sorted(ACTS))]
        names = sorted(LIKELY)
        return ACTS[self.draw.choices(names, [LIKELY[name] for name in names])[0]]

    def one(self, rows: Any) -> Any:
        """One of these rows. Raises NothingToDo when there is none."""
        found = list(rows.order_by("pk"))
        if not found:
            raise NothingToDo
        return self.draw.choice(found)

    def who(self, *roles: str, **where: str) -> Actor:
        """Mostly somebody whose step it is; sometimes anybody at all."""
        people = self.people()
        fitting = [
            actor for actor in people
            if actor.role in roles and all(getattr(actor, name) == value for name, value in where.items())
        ]  # fmt: skip
        return self.draw.choice(fitting if fitting and self.draw.random() < 0.88 else people)

    def people(self) -> list[Actor]:
        """Every post of the city, and who stands in for one of them today."""
        deputies = Post.objects.in_force(local(self.now).date()).exclude(stands_in_for=None).whole()
        return [*self.staff, *(post.actor() for post in deputies.order_by("pk"))]

    def digest(self) -> str:
        """What the walk left, as one hash: the journal without ciphertext, every number and every stage."""
        columns = (
            "id",
            "thing_kind",
            "thing_id",
            "version",
            "verb",
            "at",
            "by",
            "role",
            "desk",
            "body",
            "touches",
        )
        events = [[str(value) for value in row] for row in Event.objects.order_by("id").values_list(*columns)]
        stages = [
            [str(value) for value in row]
            for model in LIVING
            for row in model._default_manager.order_by("id").values_list("id", "stage", "version")
        ]
        numbers = [list(row) for row in Counter.objects.order_by("series").values_list("series", "value")]
        return sm3(json.dumps([events, stages, numbers], ensure_ascii=False).encode())


def trace() -> tuple[int, ...]:
    """How many rows every table has and how many numbers were given: one statement."""
    counts = ", ".join(f"(SELECT count(*) FROM {model._meta.db_table})" for model in TABLES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}, (SELECT coalesce(sum(value), 0) FROM journal_counter)")
        return tuple(int(value) for value in cursor.fetchone())
