"""The one engine that moves everything that has a life.

A life is a table of steps. Buttons, API links, permissions, journal names and the diagrams in
docs/reference/lives.md are read from the tables in `core/lives/`; nothing repeats them.
"""

from __future__ import annotations

from dataclasses import dataclass

from onewindow.core.refusal import Refusal
from onewindow.core.roles import ROLES

NEW = "new"
"""The stage before a thing exists; a step from it brings the thing into being."""


@dataclass(frozen=True)
class Clocks:
    """What a step does to the clocks of its thing, by clock kind (see `core.clock_kinds`)."""

    start: tuple[str, ...] = ()
    meet: tuple[str, ...] = ()
    pause: tuple[str, ...] = ()
    resume: tuple[str, ...] = ()
    cancel: tuple[str, ...] = ()


NO_CLOCKS = Clocks()


@dataclass(frozen=True)
class Step:
    """One permitted move: who may do what, from where to where, on which legal basis."""

    verb: str
    label: str
    before: tuple[str, ...]
    after: str
    by: tuple[str, ...]
    basis: str
    clocks: Clocks = NO_CLOCKS


@dataclass(frozen=True)
class Life:
    """The table of one life. `stages` pairs each stage with its official Chinese name."""

    name: str
    label: str
    stages: tuple[tuple[str, str], ...]
    steps: tuple[Step, ...]

    def stage_label(self, stage: str) -> str:
        return dict(self.stages)[stage]

    def step(self, verb: str) -> Step:
        return next(step for step in self.steps if step.verb == verb)

    @property
    def ends(self) -> frozenset[str]:
        """Stages from which nothing leads on."""
        return frozenset(name for name, _ in self.stages) - {s for step in self.steps for s in step.before}


def take(life: Life, verb: str, stage: str, by: str) -> Step:
    """Return the step that `verb` means from `stage` for the role `by`.

    Raises Refusal `wrong-stage` (409) when the thing is elsewhere in its life and
    `not-your-step` (403) when the step belongs to another role.
    """
    if (refusal := why_not(life, verb, stage, by)) is not None:
        raise refusal
    return next(step for step in life.steps if step.verb == verb and stage in step.before)


def why_not(life: Life, verb: str, stage: str, by: str) -> Refusal | None:
    """The refusal that `take` would raise, for a page that says it beforehand; None when the step is open."""
    candidates = [step for step in life.steps if step.verb == verb]
    step = next((step for step in candidates if stage in step.before), None)
    if step is None:
        label = candidates[0].label if candidates else verb
        here = "尚未开始" if stage == NEW else life.stage_label(stage)
        return Refusal("wrong-stage", f"{life.label}目前为“{here}”，不能{label}。", status=409)
    if by in step.by:
        return None
    others = "、".join(ROLES[role] for role in step.by if role != "system")
    return Refusal("not-your-step", f"“{step.label}”由{others}办理，不是您当前岗位的步骤。", status=403)


def next_steps(life: Life, stage: str, by: str) -> tuple[Step, ...]:
    """The steps that the role `by` may take from `stage`."""
    return tuple(step for step in life.steps if stage in step.before and by in step.by)
