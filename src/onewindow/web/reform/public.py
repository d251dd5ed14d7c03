"""改革成效: what everybody may see of the reform (四办, 三四三, 五三二), each number with the items behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.gzip import gzip_page

from onewindow.core.calendar import local
from onewindow.reform.measures import SPEEDS
from onewindow.reform.readings import Ground, Reading, ground, share, speed
from onewindow.reform.targets import Document, documents
from onewindow.web.charts import strips
from onewindow.web.reform.shown import STATES, Shown, behind, counted, shown_of
from onewindow.web.reform.spelling import spell
from onewindow.web.visit import visit_of

WAYS: Mapping[str, tuple[str, str]] = {
    "instant": ("马上办", "即办件，材料齐全当场办结"),
    "online": ("网上办", "可以在网上提出申请"),
    "full_online": ("全程网办", "从申请到领取结果都不用到窗口"),
    "nearby": ("就近办", "在就近的大厅、站点就能办"),
    "at_most_one_visit": ("一次办", "最多到现场一次"),
    "zero_visits": ("零跑动", "一次也不用到现场"),
}
"""四办, 全程网办 and 零跑动 as cards: a measure of SHARES, its name and what it means."""
TONES = {"instant": "ok", "quick": "act", "halved": "warn", "rest": "mute"}


@dataclass(frozen=True)
class Card:
    """One share with the targets of every document that names one for it."""

    key: str
    label: str
    meaning: str
    found: Reading
    goals: Sequence[Shown]

    @property
    def share(self) -> str:
        return f"{spell(self.found.value)}%"

    @property
    def width(self) -> float:
        return round(float(self.found.value or 0), 2)

    @property
    def marks(self) -> list[float]:
        return sorted({row.target.value for row in self.goals})

    @property
    def whole(self) -> int:
        return len(self.found.inside) + len(self.found.outside)


@dataclass(frozen=True)
class Piece:
    """One piece of the bar of speeds."""

    key: str
    label: str
    tone: str
    number: int
    share: str
    start: float
    width: float


@dataclass(frozen=True)
class Asking:
    """A document with what it asks for."""

    document: Document
    rows: Sequence[Shown]

    @property
    def numbers(self) -> list[tuple[str, int]]:
        """How many of its targets are in each state, those with none left out."""
        return [(STATES[state][0], n) for state, n in counted(self.rows).items() if n]


@dataclass(frozen=True)
class Opened:
    """The list behind a number."""

    title: str
    unit: str
    found: Reading
    splits: bool = True


@gzip_page
def reform(request: HttpRequest) -> HttpResponse:
    on = ground(local(visit_of(request).at).date())
    shelf = documents()
    rows = shown_of(shelf.held.values(), on)
    opened = _opened(request.GET.get("list", ""), rows, on)
    state = request.GET.get("state", "")
    context = {
        "total": len(on.editions),
        "cards": [_card(key, rows, on) for key in WAYS] if on.editions else [],
        "pieces": _pieces(on) if on.editions else [],
        "speeds": [(name, [row for row in rows if row.target.group == name]) for name in ("三四三", "五三二")],
        "documents": _by_document(shelf.held.values(), rows, state),
        "states": [(key, label, counted(rows)[key]) for key, (label, _) in STATES.items()],
        "state": STATES[state][0] if state in STATES else "",
        "here": "reform",
        "opened": opened,
        "inside": behind(opened.found.inside, opened.unit) if opened else [],
        "outside": behind(opened.found.outside, opened.unit) if opened else [],
    }  # fmt: skip
    return render(request, "reform/public.html", context)


def _card(key: str, rows: Sequence[Shown], on: Ground) -> Card:
    label, meaning = WAYS[key]
    goals = [
        row for row in rows if row.target.measure == key and row.target.group not in ("三四三", "五三二")
    ]
    return Card(key, label, meaning, share(key, on.editions), goals)


def _pieces(on: Ground) -> list[Piece]:
    """Every edition in force falls into one piece."""
    numbers = {key: len(speed(key, on.editions).inside) for key in SPEEDS}
    whole = sum(numbers.values())
    drawn = {one.kind: one for one in strips([(key, Decimal(n)) for key, n in numbers.items()])}
    return [
        Piece(
            key,
            SPEEDS[key][0],
            TONES[key],
            n,
            f"{spell(Fraction(100 * n, whole))}%",
            drawn[key].start,
            drawn[key].width,
        )
        for key, n in numbers.items()
    ]


def _by_document(held: Iterable[Document], rows: Sequence[Shown], state: str) -> list[Asking]:
    """The documents with their targets; with a state only those in it."""
    wanted = [row for row in rows if state not in STATES or row.state == state]
    found = [Asking(one, [row for row in wanted if row.target in one.targets]) for one in held]
    return [one for one in found if one.rows]


def _opened(key: str, rows: Sequence[Shown], on: Ground) -> Opened | None:
    """The list that the address names: `way-…`, `speed-…` or a target's id; None when there is no such number."""
    kind, _, name = key.partition("-")
    if kind == "speed" and name in SPEEDS:
        return Opened(SPEEDS[name][0], "", speed(name, on.editions), splits=False)
    if kind == "way" and name in WAYS:
        return Opened(WAYS[name][0], "", share(name, on.editions))
    row = next((one for one in rows if one.target.id == key and one.found.value is not None), None)
    if row is None:
        return None
    title = f"{row.place}：{row.target.label}{row.value}，要求{row.goal}"
    return Opened(title, row.target.unit, row.found, splits=row.is_split)
