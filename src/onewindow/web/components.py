"""What the components of `{% load onewindow %}` are given: small typed views made by the pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from onewindow.core.calendar import local
from onewindow.core.clock import Unit
from onewindow.web.wording import spell_amount, spell_date, spell_instant

Pair = tuple[str, object]


@dataclass(frozen=True, slots=True)
class Sign:
    """A state as colour, shape and word, so that no one of the three has to carry it alone."""

    word: str
    shape: str
    tone: str


SIGNS: dict[str, Sign] = {
    "yellow": Sign("黄牌", "triangle", "warn"),
    "red": Sign("红牌", "square", "danger"),
    "paused": Sign("暂停", "bars", "mute"),
    "open": Sign("在办", "dot", "act"),
    "done": Sign("办结", "tick", "ok"),
    "verified": Sign("已核验", "tick", "ok"),
    "waiting": Sign("未开始", "circle", "mute"),
    "soon": Sign("即将到期", "triangle", "warn"),
    "deferred": Sign("容缺", "half", "warn"),
    "missing": Sign("缺", "cross", "mute"),
    "defect": Sign("需补正", "triangle", "warn"),
    "stopped": Sign("已终止", "cross", "mute"),
    "unchecked": Sign("待核", "circle", "mute"),
}

SHAPES: dict[str, str] = {
    "triangle": "M6 1 11.5 11H.5z",
    "square": "M1.5 1.5h9v9h-9z",
    "bars": "M2.5 1.5h2.5v9H2.5zM7 1.5h2.5v9H7z",
    "dot": "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9z",
    "circle": "M6 1.5a4.5 4.5 0 1 1 0 9 4.5 4.5 0 0 1 0-9zm0 1.6a2.9 2.9 0 1 0 0 5.8 2.9 2.9 0 0 0 0-5.8z",
    "half": "M6 1.5a4.5 4.5 0 1 1 0 9zm0 0a4.5 4.5 0 0 0 0 9V9a3 3 0 0 1 0-6z",
    "tick": "M1 6.6 2.6 5 4.8 7.2 9.6 2l1.6 1.5-6.4 6.8z",
    "cross": "M2.4 1 6 4.6 9.6 1 11 2.4 7.4 6 11 9.6 9.6 11 6 7.4 2.4 11 1 9.6 4.6 6 1 2.4z",
}
"""Paths in a box of 12 by 12; drawn, because fonts disagree about these characters."""

GRADES: dict[str, tuple[str, str]] = {
    "A": ("证", "电子证照，发证机关产生，直接使用"),
    "B": ("核", "窗口已核验，可以复用"),
    "C": ("传", "申请人上传，需核对原件"),
    "D": ("诺", "申请人承诺"),
}
"""The grades of a material (国办函〔2016〕108号)."""

STAGES: tuple[str, ...] = ("收件", "受理", "审查", "决定", "出件", "送达", "归档")

CLOCK_SIGNS: dict[str, tuple[str, str]] = {
    "running": ("dot", ""),
    "soon": ("triangle", "warn"),
    "overdue": ("square", "danger"),
    "paused": ("bars", "mute"),
    "met": ("tick", "ok"),
    "late": ("square", "danger"),
    "expired": ("cross", "warn"),
    "stopped": ("cross", "mute"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFace:
    """One clock as it is read at `now`; `onewindow.web.clockfaces` makes it from a clock.

    `state` is a key of CLOCK_SIGNS; `left` counts `unit` and is negative when overdue or late; `due` is
    None while it is not known. `segments` are the spans already gone in their order, each ("used" or
    "paused", n), for the clock bar; `why` are the sentences that explain the due date.
    """

    label: str
    state: str
    left: int | Decimal
    unit: Unit
    due: datetime | None
    now: datetime
    provisional: bool = False
    segments: Sequence[tuple[str, int | Decimal]] = ()
    why: Sequence[str] = ()

    @property
    def shape(self) -> str:
        return CLOCK_SIGNS[self.state][0]

    @property
    def tone(self) -> str:
        return CLOCK_SIGNS[self.state][1]

    @property
    def words(self) -> str:
        amount = spell_amount(self.left, self.unit)
        match self.state:
            case "paused":
                return f"已暂停，恢复后还剩{amount}"
            case "met":
                return "按时完成"
            case "late":
                return f"超{amount}完成"
            case "expired":
                return "已届满"
            case "stopped":
                return "已终止"
            case "overdue":
                return f"已超{amount}"
        return f"还剩{amount}" if self.left or not self.unit.in_days else "今天到期"

    @property
    def due_words(self) -> str:
        """The date that belongs to the number; nothing while a pause of unknown end lasts."""
        if self.due is None or self.state == "stopped":
            return ""
        today = local(self.now).date()
        spell = spell_date if self.unit.in_days else spell_instant
        verb = "最晚" if self.state in {"running", "soon", "paused"} else "应于"
        return f"{verb} {spell(self.due, today)}"

    @property
    def in_one_line(self) -> str:
        parts = [self.words, self.due_words, "暂按周末推算" if self.provisional else ""]
        return "，".join(part for part in parts if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class NavItem:
    label: str
    url: str
    key: str = ""
    count: int | None = None
    current: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """One row of a task list; without `url` it cannot be started yet, and `note` says why."""

    name: str
    url: str = ""
    note: str = ""
    sign: str = ""
    word: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a timeline, as the journal tells it; `sign` is a key of SIGNS."""

    at: datetime
    title: str
    who: str = ""
    text: str = ""
    sign: str = "done"
    url: str = ""
    url_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer of a question or one state of a material row."""

    value: str
    label: str
    hint: str = ""
    key: str = ""
    opens: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MaterialRow:
    """One line of the material grid.

    Its inputs are called `state-<id>`, `fault-<id>` (ticked checkpoints), `note-<id>` and, with
    `can_attach`, `file-<id>`. An answer with `opens` shows the ticks and the note.
    """

    id: str
    number: int
    name: str
    answers: Sequence[Answer]
    value: str = ""
    requirement: str = ""
    checkpoints: Sequence[str] = ()
    faults: Sequence[str] = ()
    note: str = ""
    grade: str = ""
    held: str = ""
    optional: bool = False
    can_attach: bool = False
    attached: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Number:
    """One of the five numbers of a board; every number opens the list behind it."""

    label: str
    value: object
    url: str = ""
    note: str = ""
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """Where a keyset list goes on; an empty address is an end of the list."""

    previous_url: str = ""
    next_url: str = ""
    words: str = ""


def pairs(values: Mapping[str, object] | Sequence[Pair]) -> list[Pair]:
    return list(values.items()) if isinstance(values, Mapping) else list(values)
