"""改按新版: whether a running case can go over to another edition without anything being asked anew of its applicant."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from onewindow.cases.folder import Folder
from onewindow.cases.form_values import form_findings
from onewindow.cases.models import Request
from onewindow.catalogue import schema
from onewindow.catalogue.schema import applies
from onewindow.clocks.board import due_of, pauses_of
from onewindow.clocks.models import Clock
from onewindow.clocks.rules import local_rules
from onewindow.core import clock as reckoning
from onewindow.core.clock_kinds import KINDS
from onewindow.core.refusal import Finding

LIMITS = ("statutory", "promised")


@dataclass(frozen=True)
class Landing:
    """One running case and what keeps it on its edition; nothing does if it lands."""

    folder: Folder
    findings: tuple[Finding, ...]

    @property
    def lands(self) -> bool:
        return not self.findings


def landing(folder: Folder, new: schema.Edition) -> Landing:
    """The check for one case, the same for the dry run and for the act itself. Everything that hinders is named."""
    return Landing(folder, tuple(finding for check in _CHECKS for finding in check(folder, new)))


def extended_by(folder: Folder) -> int:
    """What approved extensions added to the limits, in their unit."""
    return sum(r.data["n"] for r in folder.requests if r.what == "extension" and r.stage == "approved")


def _running(folder: Folder, new: schema.Edition) -> Iterator[Finding]:
    case = folder.case
    if case.stage not in {"received", "accepted"}:
        yield Finding("stage", f"办件目前为“{case.stage_label}”，只有在办的可以改按新版。")
    for request in folder.requests:
        if request.is_open:
            yield Finding("requests", f"{request.life.label}还没有了结，了结后再改。")


def _same_matter(folder: Folder, new: schema.Edition) -> Iterator[Finding]:
    old, case = folder.guide, folder.case
    if (new.slug, new.agency, new.kind) != (old.slug, old.agency, old.kind):
        yield Finding("edition", "新版不是同一事项、同一实施机关、同一办件类型。")
    if new.edition == old.edition:
        yield Finding("edition", f"办件已经按第{old.edition}版办理。")
    if case.hall_code not in new.halls:
        yield Finding("halls", "新版不再由收件的大厅办理。")
    if case.application.return_by not in new.delivery:
        yield Finding("delivery", "新版不再提供申请人选择的领取方式。")


def _answers(folder: Folder, new: schema.Edition) -> Iterator[Finding]:
    answers = folder.case.application.answers
    yield from new.answer_findings(answers)
    if new.kept(answers) != answers:
        yield Finding("answers", "申请人回答过的情形，新版不再询问。")


def _materials(folder: Folder, new: schema.Edition) -> Iterator[Finding]:
    asked = {one.id: one for one in new.requirements(folder.case.application.answers)}
    lines = {line.material: line for line in folder.submissions}
    before = {one.id: one for one in folder.guide.materials}
    for material in asked.values():
        line, was = lines.get(material.id), before.get(material.id)
        if line is None:
            if material.is_required:
                yield Finding(f"material.{material.id}", f"新版要求《{material.name}》，申请人没有交过。")
        elif line.state == "copy" and material.form == "original":
            yield Finding(f"material.{material.id}", f"新版要求《{material.name}》原件，收的是复印件。")
        elif was is not None and material.copies > was.copies:
            yield Finding(f"material.{material.id}", f"新版要求更多份《{material.name}》。")
    for line in lines.values():
        if line.material not in asked:
            yield Finding(f"material.{line.material}", f"已收的《{line.name}》不在新版清单之内。")


def _demands(folder: Folder, new: schema.Edition) -> Iterator[Finding]:
    """Besides materials: what is filled in, paid, and brought to the counter."""
    answers, old = folder.case.application.answers, folder.guide
    for finding in form_findings(new, folder.case.application.facts()["form"]):
        yield Finding(finding.field, f"申请表与新版不符：{finding.message}")
    if [fee for fee in new.charges(answers) if fee not in old.charges(answers)]:
        yield Finding("fees", "新版的收费与收件时不同。")
    known = {one.name for one in old.to_collect(answers)}
    for collected in new.to_collect(answers):
        if collected.name not in known:
            yield Finding("collect_on_issue", f"新版领证时另收《{collected.name}》。")


def _requests(folder: Folder, new: schema.Edition) -> Iterator[Finding]:
    """What was asked under the old edition must be what the new one would have allowed to ask."""
    answers = folder.case.application.answers
    asked = {one.id: one for one in new.requirements(answers)}
    procedures = {one.id: one for one in new.special_procedures if applies(one.when, answers)}
    for request in folder.requests:
        named = procedures.get(request.data.get("procedure", ""))
        if request.what == "special_procedure" and (named is None or not _covers(named, request)):
            yield Finding("special_procedures", "办件经过的特别程序，新版没有或者规定不同。")
        if request.what == "deferral" and not _deferrable(asked.get(request.data["material"])):
            yield Finding("materials", "办件容缺过的材料，新版不可容缺。")
        if request.what == "supplement" and {one["id"] for one in request.data["defects"]} - asked.keys():
            yield Finding("materials", "补正通知所列的材料不在新版清单之内。")


def _covers(procedure: schema.SpecialProcedure, request: Request) -> bool:
    data = request.data
    stops = set(local_rules().may_stop(procedure.kind, procedure.stops))
    within = data["length"] <= procedure.cap.n and data["unit"] == procedure.cap.unit
    return within and set(data["stops"]) == stops and len(set(data["people"])) >= (procedure.people_min or 0)


def _deferrable(material: schema.Material | None) -> bool:
    return material is not None and bool(material.deferrable)


def _limits(folder: Folder, new: schema.Edition) -> Iterator[Finding]:
    """Not longer than before, counted from the same start; and not so short that the day has gone by already."""
    answers, more = folder.case.application.answers, extended_by(folder)
    before, after = folder.guide.limits.under(answers), new.limits.under(answers)
    for name in LIMITS:
        was, will = getattr(before, name), getattr(after, name)
        clock = next((one for one in folder.board.clocks if one.name == name and one.is_open), None)
        if more and was.unit != will.unit:
            yield Finding("limits", f"{KINDS[name].label}批准过延期，新版的单位不同。")
            continue
        old_due = _due(folder, clock, was, more)
        new_due = _due(folder, clock, will, more)
        if old_due.at is None or new_due.at is None:
            continue
        if new_due.at > old_due.at:
            yield Finding(
                "limits", f"{KINDS[name].label}新版为{will.label}，比现在的{was.label}长，不得延长。"
            )
        elif new_due.at != old_due.at and new_due.at <= folder.commit.at:
            yield Finding("limits", f"{KINDS[name].label}新版为{will.label}，按新版已经到期。")


def _due(folder: Folder, clock: Clock | None, limit: schema.Limit, more: int) -> reckoning.Due:
    """By this limit, of the clock that runs, or as if it began now when the case is not accepted yet."""
    length = reckoning.Limit(limit.n + more, limit.unit)
    if clock is None:
        return reckoning.due(length, folder.commit.at, folder.board.calendar, ())
    if (clock.amount, clock.unit) == (length.n, str(length.unit)):
        return due_of(clock, folder.board.calendar)
    return reckoning.due(length, clock.started_at, folder.board.calendar, pauses_of(clock))


_CHECKS: tuple[Callable[[Folder, schema.Edition], Iterator[Finding]], ...] = (
    _running, _same_matter, _answers, _materials, _demands, _requests, _limits,
)  # fmt: skip
