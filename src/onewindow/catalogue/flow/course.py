"""Which steps are drawn, which of them follow which, and which may run side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from onewindow.catalogue.schema import Edition, Step
from onewindow.catalogue.schema.conduct import ACTORS
from onewindow.catalogue.schema.rules import preceding


@dataclass(frozen=True)
class Course:
    """The steps drawn, in the definition's order, and for each the ones right before it."""

    steps: tuple[Step, ...]
    before: Mapping[str, tuple[str, ...]]

    @cached_property
    def depth(self) -> dict[str, int]:
        """How many steps come before each on the longest way to it: those of equal depth run side by side."""
        found: dict[str, int] = {}

        def depth(step: str) -> int:
            if step not in found:
                found[step] = 1 + max((depth(one) for one in self.before[step]), default=-1)
            return found[step]

        for step in self.steps:
            depth(step.id)
        return found

    @property
    def layers(self) -> list[list[Step]]:
        """The steps by depth."""
        depths = self.depth
        return [
            [step for step in self.steps if depths[step.id] == one] for one in sorted(set(depths.values()))
        ]

    @property
    def days(self) -> int:
        """Working days of the longest way: of what runs side by side only the longer one counts."""
        depths, until = self.depth, dict[str, int]()
        for step in sorted(self.steps, key=lambda one: depths[one.id]):
            begin = max((until[one] for one in self.before[step.id]), default=0)
            until[step.id] = begin + (step.days or 0)
        return max(until.values(), default=0)

    @property
    def ends(self) -> set[str]:
        """Steps that nothing comes before, or nothing after."""
        followed = {one for befores in self.before.values() for one in befores}
        return {step.id for step in self.steps if not self.before[step.id] or step.id not in followed}

    def earlier(self, step: str) -> set[str]:
        """All that must be done before that step."""
        return set(_upwards(self.before, step))

    def description(self) -> str:
        """The picture in words."""
        told = "；".join(self._told(n, step) for n, step in enumerate(self.steps, 1))
        return f"共{len(self.steps)}个环节。{told}。"

    def _told(self, n: int, step: Step) -> str:
        depths = self.depth
        beside = [one.name for one in self.steps if one is not step and depths[one.id] == depths[step.id]]
        together = f"（与{'、'.join(beside)}同时进行）" if beside else ""
        return f"{n}、{ACTORS[step.actor]}：{step.name}{together}"


def course_of(guide: Edition, answers: Mapping[str, str] | None) -> Course:
    """The course under these answers, or of everything that may happen.

    Whoever follows a step that is left out follows what came before it.
    """
    steps = tuple(guide.steps if answers is None else guide.route(answers))
    drawn = {step.id for step in steps}
    stated = preceding(guide.steps)
    before = {step.id: _drawn_before(step.id, stated, drawn) for step in steps}
    return Course(steps, {step: _nearest(found, before) for step, found in before.items()})


def _drawn_before(step: str, stated: Mapping[str, tuple[str, ...]], drawn: set[str]) -> tuple[str, ...]:
    found: list[str] = []
    for one in stated[step]:
        found += [one] if one in drawn else _drawn_before(one, stated, drawn)
    return tuple(dict.fromkeys(found))


def _nearest(found: tuple[str, ...], before: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Without those that come before another of them anyway."""
    further = {earlier for one in found for earlier in _upwards(before, one)}
    return tuple(one for one in found if one not in further)


def _upwards(before: Mapping[str, tuple[str, ...]], step: str) -> Iterator[str]:
    for one in before[step]:
        yield one
        yield from _upwards(before, one)
