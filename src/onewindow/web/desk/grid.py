"""The material grid: what may be found at each line, by which key, and how the page shows it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.http import QueryDict

from onewindow.catalogue import schema
from onewindow.clocks.board import work_calendar
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding
from onewindow.evidence.models import LEVELS, Evidence
from onewindow.web.desk.drafts import Kept
from onewindow.web.desk.typed import text

COUNTS = {"originals": "原件份数", "copies": "复印件份数", "pages": "页数"}
LAPSES = {
    "revoke_acceptance": "撤销受理决定，并书面说明理由",
    "deemed_withdrawn": "视为撤回申请",
    "refuse": "作出不予准予的决定",
    "terminate": "终止办理",
}
"""What follows when a deferred material does not come in time, as the commitment prints it."""


@dataclass(frozen=True)
class State:
    """One state of a line: `panel` is what opens under the line when it is chosen."""

    value: str
    label: str
    key: str
    panel: str = ""
    tone: str = ""


HELD = State("held", "免交", "6")
COPY = State("copy", "收复印件", "2")
ELECTRONIC = State("electronic", "电子件", "3")
DEFERRED = State("deferred", "容缺", "4", panel="defer", tone="warn")
DEFECTIVE = State("defective", "有瑕疵", "5", panel="defect", tone="danger")
MISSING = State("missing", "缺", "0", tone="danger")


@dataclass(frozen=True)
class Found:
    """What is known of the lines: what was chosen and typed, what is held already, what was scanned."""

    post: QueryDict
    held: Mapping[str, Evidence] = field(default_factory=dict)
    """{material key: evidence}."""
    files: Mapping[str, Sequence[Kept]] = field(default_factory=dict)
    """{material id: files}."""

    def state(self, material: schema.Material) -> str:
        """What was chosen; before that, what needs no choice: held already, or not brought and not needed."""
        held = self.held.get(material.key)
        chosen = self.post.get(f"state-{material.id}", "")
        if chosen in {state.value for state in states_of(material, held=held is not None)}:
            return chosen
        if held is not None and material.source == "government":
            return "held"
        return "" if material.is_required else "missing"

    def faults(self, material: schema.Material) -> frozenset[int]:
        """The places of the checkpoints that were ticked as not met."""
        ticked = self.post.getlist(f"fault-{material.id}")
        return frozenset(n for n in range(len(material.checkpoints)) if str(n) in ticked)


@dataclass(frozen=True)
class Row:
    """One line as the page shows it."""

    number: int
    material: schema.Material
    states: Sequence[State]
    value: str
    counts: Sequence[tuple[str, str, str, int]]
    """(name, label, typed, what counts when nothing is typed)."""
    points: Sequence[tuple[int, str, bool]]
    """(place, checkpoint, whether it was ticked as not met)."""
    confirmed: str
    held: Evidence | None
    files: Sequence[Kept]
    until: date | None
    error: str = ""
    file_errors: Sequence[str] = ()
    problem: str = ""
    """What the notice says of it, when it is brought afterwards."""

    @property
    def may_be_flawed(self) -> bool:
        return DEFECTIVE in self.states

    @property
    def held_words(self) -> str:
        if self.held is None:
            return ""
        case = f"办件尾号 {self.held.case_no[-6:]}" if self.held.case_no else ""
        parts = (LEVELS[self.held.level], local(self.held.given_at).date().isoformat(), case)
        return "，".join(part for part in parts if part)


def states_of(material: schema.Material, *, held: bool) -> list[State]:
    """What may be found here, the most usual first, for the space bar takes the first."""
    states = [HELD] if held else []
    if material.form != "electronic":
        states.append(State("original_seen", "已收表格" if material.form == "form" else "原件已核", "1"))
    states += [COPY] if material.form in {"copy", "both"} else []
    states += [ELECTRONIC]
    states += [DEFERRED] if material.deferrable else []
    return [*states, DEFECTIVE, MISSING]


def usual_counts(material: schema.Material, state: str) -> dict[str, int]:
    """Originals kept and copies taken when the clerk types nothing else.

    What an authority issued is compared and given back, unless the edition says that the original stays.
    """
    if state in {"electronic", "held", "deferred", "missing"}:
        return {"originals": 0, "copies": 0}
    if state == "copy":
        return {"originals": 0, "copies": material.copies}
    own = material.form in {"original", "both"} and material.source != "government"
    kept = material.collect_original or material.form == "form" or own
    copied = material.form in {"copy", "both"}
    return {"originals": material.copies if kept else 0, "copies": material.copies if copied else 0}


def rows_of(
    asked: Sequence[schema.Material], found: Found, *, findings: Sequence[Finding], at: datetime
) -> list[Row]:
    """The grid for the materials that are asked, with what was found so far."""
    return [_row(n, material, found, findings, at) for n, material in enumerate(asked, start=1)]


def _row(
    number: int, material: schema.Material, found: Found, findings: Sequence[Finding], at: datetime
) -> Row:
    held, files, value = found.held.get(material.key), found.files.get(material.id, ()), found.state(material)
    faults = found.faults(material)
    errors = [
        one.message for one in findings if one.field in {f"material.{material.id}", f"state-{material.id}"}
    ]
    return Row(
        number=number, material=material, value=value, held=held, files=files,
        states=states_of(material, held=held is not None), counts=_counts(material, value, found),
        points=[(n, point, n in faults) for n, point in enumerate(material.checkpoints)],
        confirmed=text(found.post, f"confirm-{material.id}"), until=_until(material, at), error=" ".join(errors),
        file_errors=[one.message for one in findings if one.field == f"file-{material.id}"],
    )  # fmt: skip


def _counts(material: schema.Material, value: str, found: Found) -> list[tuple[str, str, str, int]]:
    pages = sum(kept.pages for kept in found.files.get(material.id, ())) or 1
    usual = {**usual_counts(material, value or "original_seen"), "pages": pages}
    return [
        (name, label, text(found.post, f"{name}-{material.id}"), usual[name])
        for name, label in COUNTS.items()
    ]


def _until(material: schema.Material, at: datetime) -> date | None:
    """The last day for a deferred material promised now."""
    if not material.deferrable:
        return None
    return work_calendar().add_working_days(local(at).date(), material.defer_days or 1)[0]
