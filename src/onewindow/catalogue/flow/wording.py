"""What is written at a step: days, clocks that stand still, and how the matter may end there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from onewindow.catalogue.flow.course import Course
from onewindow.catalogue.schema import Edition, SpecialProcedure, Step

STOPPED = {"statutory": "法定", "promised": "承诺"}
REFUSALS = {"01": "不予许可", "05": "不予给付", "07": "不予确认"}


@dataclass(frozen=True, slots=True)
class Wording:
    """The kinds of the box, and the notes as (kind, text)."""

    kinds: str
    notes: tuple[tuple[str, str], ...]


def wordings(
    guide: Edition, course: Course, answers: Mapping[str, str] | None, present: str | None
) -> dict[str, Wording]:
    """By step id; ValueError when `present` is none of those drawn."""
    if present is not None and present not in course.before:
        raise ValueError(f"{present} is not drawn")
    done = course.earlier(present) if present is not None else set()
    return {
        step.id: Wording(
            " ".join(_kinds(guide, step, answers, step.id == present, step.id in done)),
            tuple(_notes(guide, step, answers, step.id == present)),
        )
        for step in course.steps
    }


def _kinds(
    guide: Edition, step: Step, answers: Mapping[str, str] | None, here: bool, done: bool
) -> Iterator[str]:
    if step.special:
        yield "flow-special"
    elif answers is None and guide.occasion(step) is not None:
        yield "flow-maybe"
    if here:
        yield "flow-now"
    elif done:
        yield "flow-done"


def _notes(
    guide: Edition, step: Step, answers: Mapping[str, str] | None, here: bool
) -> Iterator[tuple[str, str]]:
    if here:
        yield "here", "▶ 当前环节"
    maybe = answers is None and guide.occasion(step) is not None
    if step.special is not None:
        for text in _clock_words(guide.special_procedure(step.special), maybe):
            yield "clock", text
    elif maybe:
        yield "clock", "视情形"
    if step.special is None and step.days:
        yield "days", f"承诺时限内{step.days}个工作日"
    if step.note is not None:
        yield "note", step.note
    if end := _ends_here(guide, step):
        yield "exit", end


def _clock_words(procedure: SpecialProcedure, maybe: bool) -> tuple[str, str]:
    stopped = "和".join(STOPPED[clock] for clock in STOPPED if clock in procedure.stops)
    effect = f"暂停{stopped}时限" if stopped else "计入办理时限"
    return f"‖ {'视情形，' if maybe else ''}最长{procedure.cap.label}", effect


def _ends_here(guide: Edition, step: Step) -> str:
    """Where the law lets the matter end otherwise: 行政许可法第三十二条, 第三十八条."""
    if step.id == "accept":
        return "或者补正、不予受理"
    if step.id == "decide":
        return f"或者{REFUSALS.get(guide.item_type, '不予办理')}"
    return ""
