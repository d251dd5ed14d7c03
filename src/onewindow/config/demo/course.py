"""Plays all plots together in the order of time, with the daily rounds and the platform's own clock between them."""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count

from django.db.models import Min

from onewindow.clocks.models import Clock
from onewindow.config.demo.acts.act import Step
from onewindow.config.demo.plots import Plot
from onewindow.config.demo.rounds import Explanations, Rounds
from onewindow.config.demo.scene import Cast, Scene
from onewindow.config.demo.timeline import Timeline
from onewindow.core.calendar import local
from onewindow.core.refusal import Refusal
from onewindow.supervision.commands.fall import sweep

SOON = timedelta(seconds=1)
Then = Callable[[datetime], None]


@dataclass
class Course:
    """The course of the city's last weeks until `timeline.as_of`; `say` hears of each week."""

    timeline: Timeline
    cast: Cast
    explanations: Explanations
    say: Callable[[str], None]
    taken: dict[str, Scene] = field(default_factory=dict)
    """The plots already taken in, by case number."""
    _waiting: list[tuple[datetime, int, Then]] = field(default_factory=list)
    _order: count[int] = field(default_factory=count)

    def add(self, scene: Scene, plot: Plot, place: int) -> None:
        """Put a plot's acts into the course. ValueError when they are not in order of time, or still to come."""
        before: datetime | None = None
        for n, step in enumerate(plot.story):
            at = self.timeline.at(step.at) + timedelta(seconds=(place * 7 + n * 11) % 50)
            if (before is not None and at <= before) or at > self.timeline.as_of:
                raise ValueError(f"{scene.edition.slug}, {scene.facts.name}: {step.at} comes out of order")
            self.later(at, self._play(scene, step))
            before = at

    def later(self, at: datetime, then: Then) -> None:
        """Have something done at that moment; what lies after the loading does not happen any more."""
        if at <= self.timeline.as_of:
            heapq.heappush(self._waiting, (at, next(self._order), then))

    def run(self) -> None:
        first = self._waiting[0][0]
        rounds = Rounds(self.cast, self.taken, self.later, self.explanations)
        for day in self.timeline.working_days(local(first).date()):
            for hour, made in rounds.hours:
                self.later(datetime.fromisoformat(f"{day}T{hour}:05+08:00"), made)
        week = None
        while self._waiting:
            at, _, then = heapq.heappop(self._waiting)
            if week != (week := local(at).isocalendar().week):
                self.say(f"{local(at):%Y-%m-%d}")
            self._let_cards_fall(at)
            then(at)
        self._let_cards_fall(self.timeline.as_of)

    def _let_cards_fall(self, until: datetime) -> None:
        """Sweep just after each moment at which something fell due, as the worker would have done."""
        while (due := self._next_alert()) is not None and due < until:
            sweep(min(due + SOON, until))

    def _next_alert(self) -> datetime | None:
        due: datetime | None = Clock.objects.aggregate(due=Min("next_alert_at"))["due"]
        return due

    def _play(self, scene: Scene, step: Step) -> Then:
        def play(at: datetime) -> None:
            try:
                step.play(scene, at)
            except Refusal as refusal:
                said = "".join(f"\n  {finding.field}: {finding.message}" for finding in refusal.findings)
                refusal.add_note(f"{scene.edition.slug}, {scene.facts.name}, {step.at}{said}")
                raise
            self.taken[scene.no] = scene

        return play
