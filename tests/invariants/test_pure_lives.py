"""Random lives on the pure core: whatever verbs come from whomever, the tables keep what the law promises.

In CI 500 sequences of 50 steps; `make lives` walks 20,000 (ONEWINDOW_LIVES).
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from datetime import datetime
from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock import remaining
from onewindow.core.clock.reckoning import due
from onewindow.core.life import NEW, next_steps
from onewindow.core.lives import (
    DEFERRAL,
    DELIVERY,
    EXTENSION,
    PAPER,
    RESULT,
    SPECIAL_PROCEDURE,
    SUPPLEMENT,
)
from onewindow.core.lives.case import EVERY_CLOCK
from onewindow.core.refusal import Refusal
from onewindow.core.roles import ROLES
from onewindow.core.separation import one_person
from tests.invariants.pure import CALENDAR, REQUESTS, UNDECIDED, PureCase, PureThing, actor

SEQUENCES = int(os.environ.get("ONEWINDOW_LIVES", "500"))
STEPS = 50
MONDAY = datetime(2026, 3, 2, 9, 30, tzinfo=SHANGHAI)
OWN = {
    life.name: life for life in (DEFERRAL, DELIVERY, EXTENSION, PAPER, RESULT, SPECIAL_PROCEDURE, SUPPLEMENT)
}
BIRTHS = [
    (name, step.verb, role)
    for name, life in OWN.items()
    for step in life.steps
    if NEW in step.before
    for role in step.by
]
RARE = frozenset(
    {"refuse_acceptance", "return_case", "withdraw", "revoke_acceptance", "terminate", "void", "approve"}
)
roles, people = st.sampled_from(sorted(ROLES)), st.integers(0, 2)
made = st.sampled_from([birth for birth in BIRTHS if birth[0] in {RESULT.name, DELIVERY.name}])
births = st.one_of(st.sampled_from(BIRTHS), made)
stops = st.sampled_from([("statutory", "promised"), ("promised",), ()])


class Lives(RuleBasedStateMachine):
    """One case with its requests, papers, results and delivery."""

    taken: ClassVar[Counter[str]] = Counter()

    @initialize(minutes=st.integers(0, 60 * 24 * 200))
    def begin(self, minutes: int) -> None:
        self.file = PureCase(MONDAY)
        self.file = PureCase(datetime.fromtimestamp(MONDAY.timestamp() + 60 * minutes, SHANGHAI))

    @rule(who=people)
    def the_result_is_made(self, who: int) -> None:
        if self.file.case.stage == "decided" and not self.file.of(RESULT):
            self.file.open(RESULT, "make", actor("reviewer", who))

    @rule(minutes=st.one_of(st.integers(1, 600), st.integers(600, 60 * 24 * 12)))
    def time_passes(self, minutes: int) -> None:
        self.file.pass_time(minutes)

    @rule(birth=births, who=people, stops=stops, other=st.one_of(st.none(), st.none(), roles))
    def something_begins(
        self, birth: tuple[str, str, str], who: int, stops: tuple[str, ...], other: str | None
    ) -> None:
        """Mostly by somebody whose step it is."""
        life, verb, role = birth
        before = self._seen()
        try:
            self.file.open(OWN[life], verb, actor(other or role, who), stops)
        except Refusal:
            assert self._seen() == before, "a refused step changed something"

    @rule(data=st.data(), who=people)
    def something_goes_on(self, data: st.DataObject, who: int) -> None:
        self._offered(data, who, self.file.things, lambda verb: verb not in RARE)

    @rule(data=st.data(), who=people)
    def the_case_goes_on(self, data: st.DataObject, who: int) -> None:
        self._offered(data, who, [self.file.case], lambda verb: verb not in RARE)

    @rule(data=st.data(), who=people)
    def the_agency_and_the_counter_go_on(self, data: st.DataObject, who: int) -> None:
        """What was decided is made, received, handed out."""
        things = [*self.file.of(RESULT), *self.file.of(DELIVERY), self.file.case]
        self._offered(data, who, things, lambda verb: verb not in RARE)

    @rule(data=st.data(), who=people, luck=st.integers(0, 30))
    def the_case_ends_early(self, data: st.DataObject, who: int, luck: int) -> None:
        """Not often, or no life would be long."""
        if luck == 17:
            self._offered(data, who, [self.file.case], lambda verb: verb in RARE)

    def _offered(
        self, data: st.DataObject, who: int, things: list[PureThing], wanted: Callable[[str], bool]
    ) -> None:
        """One of the steps that the tables offer to somebody."""
        choices = [
            (thing.number, step.verb, role)
            for thing in things
            for role in ROLES
            for step in next_steps(thing.life, thing.stage, role)
            if wanted(step.verb)
        ]
        if choices:
            number, verb, role = data.draw(st.sampled_from(choices))
            self._try(self.file.things[number], verb, role, who)

    @rule(data=st.data(), role=roles, who=people)
    def anybody_tries_anything(self, data: st.DataObject, role: str, who: int) -> None:
        thing = self.file.things[data.draw(st.integers(0, len(self.file.things) - 1))]
        verb = data.draw(st.sampled_from([step.verb for step in thing.life.steps]))
        offered = {step.verb for step in next_steps(thing.life, thing.stage, role)}
        done = self._try(thing, verb, role, who)
        assert not done or verb in offered, f"{verb} was taken by {role} though the table does not offer it"

    @rule(days=st.integers(1, 20))
    def the_head_extends(self, days: int) -> None:
        asked = [t for t in self.file.of(EXTENSION) if t.stage == "requested"]
        if asked and self._try(asked[0], "approve", "head", 0):
            self.file.lengthen(days)

    def _try(self, thing: PureThing, verb: str, role: str, who: int) -> bool:
        before = self._seen()
        try:
            self.file.move(thing, verb, actor(role, who))
        except Refusal:
            assert self._seen() == before, "a refused step changed something"
            self.taken["refused"] += 1
            return False
        self.taken["done"] += 1
        return True

    def _seen(self) -> tuple[object, ...]:
        return tuple((t.stage, len(t.journal)) for t in self.file.things), tuple(self.file.clocks)

    @invariant()
    def stages_are_of_their_life_and_ends_are_ends(self) -> None:
        for thing in self.file.things:
            assert thing.stage in dict(thing.life.stages)
            passed = [stage for _, stage in thing.journal[:-1]]
            assert not thing.life.ends.intersection(passed), f"{thing.life.name} went on after its end"

    @invariant()
    def no_clock_of_the_law_before_acceptance(self) -> None:
        mine = [clock for clock in self.file.clocks if clock.name in {"statutory", "promised"}]
        assert len(mine) == (2 if self.file.accepted_at else 0)
        assert all(clock.start == self.file.accepted_at for clock in mine)

    @invariant()
    def decision_and_closing_stop_their_limits(self) -> None:
        for clock in self.file.clocks:
            if clock.name == "statutory" and self.file.decided_at:
                assert clock.stopped == self.file.decided_at
            if clock.name == "promised" and self.file.case.stage in {"decided", "closed"}:
                assert clock.stopped == self.file.closed_at

    @invariant()
    def no_decision_before_acceptance_and_no_result_without_one(self) -> None:
        verbs = [verb for verb, _ in self.file.case.journal]
        if "decide" in verbs:
            before = verbs[: verbs.index("decide")]
            assert {"accept", "deem_accepted"} & set(before)
            assert "propose" in before
            assert not one_person(self.file.case.by["case.decide"], self.file.case.by["case.propose"])
        assert not self.file.of(RESULT) or self.file.decided_at is not None
        assert not self.file.of(DELIVERY) or self.file.closed_at is not None

    @invariant()
    def who_receives_neither_accepts_nor_decides(self) -> None:
        done = self.file.case.by
        others = [done.get(f"case.{verb}") for verb in ("accept", "propose", "decide", "refuse_acceptance")]
        assert not any(one_person(done["case.receive"], other) for other in others if other)

    @invariant()
    def what_ended_runs_nothing_and_waits_for_nothing(self) -> None:
        if self.file.case.stage in UNDECIDED:
            still = {c.name for c in self.file.running} & set(EVERY_CLOCK)
            # A refusal of acceptance answers the applicant only once it is served.
            assert still <= ({"statutory_answer"} if self.file.case.stage == "not_accepted" else set())
            assert not self.file.open_requests
        ended = {t.number for t in self.file.things if t.life.name in REQUESTS and t.stage in t.life.ends}
        for clock in self.file.running:
            assert clock.owner not in ended or clock.name not in {
                "notice_service",
                "special",
                "deferral",
                "supplement",
            }

    @invariant()
    def an_open_case_waits_for_somebody(self) -> None:
        if self.file.case.stage in {"received", "accepted", "decided"}:
            assert self.file.running or self.file.open_requests

    @invariant()
    def a_clock_stands_still_exactly_while_a_lawful_procedure_runs(self) -> None:
        running = [t for t in self.file.of(SPECIAL_PROCEDURE) if t.stage == "running"]
        for clock in self.file.running:
            if clock.name in {"statutory", "promised"}:
                assert clock.stands_still == any(clock.name in t.stops for t in running)
            else:
                assert not clock.pauses

    @invariant()
    def a_due_time_is_a_function_of_its_inputs_and_pauses_only_put_it_off(self) -> None:
        for clock in self.file.clocks:
            if clock.name == "handover" or not clock.pauses:
                continue
            without = due(clock.limit, clock.start, CALENDAR)
            paused = due(clock.limit, clock.start, CALENDAR, [pause for pause, _ in clock.pauses])
            assert paused.at is None or (without.at is not None and paused.at >= without.at)
            left = remaining(paused, self.file.now, CALENDAR)
            assert left.left >= 0
            assert left.over >= 0
            assert left.overdue == (paused.at is not None and self.file.now > paused.at)

    @invariant()
    def a_paper_is_in_one_place(self) -> None:
        for paper in self.file.of(PAPER):
            assert [stage for _, stage in paper.journal][-1] == paper.stage


def walked(sequences: int) -> settings:
    """So many lives; the 500 of CI are the same each time."""
    return settings(
        max_examples=sequences, stateful_step_count=STEPS, deadline=None, database=None, derandomize=sequences <= 500,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )  # fmt: skip


TestLives = Lives.TestCase
TestLives.settings = walked(SEQUENCES)
