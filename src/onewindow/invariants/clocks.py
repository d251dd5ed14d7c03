"""Clocks: they begin and end with their steps, stand still only on a lawful basis, and reckon to what is stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from fractions import Fraction

from onewindow.clocks.board import due_of, handover_due_of, next_alert, pauses_of, work_calendar
from onewindow.clocks.models import Clock
from onewindow.clocks.rules import local_rules
from onewindow.core import clock as reckoning
from onewindow.core.calendar import SHANGHAI
from onewindow.core.clock_kinds import KINDS
from onewindow.core.lives.case import EVERY_CLOCK, ONCE_A_CASE
from onewindow.core.separation import one_person
from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.decisions import ACCEPTS
from onewindow.invariants.reading import CaseFile

OF_THE_LAW = ("statutory", "promised")
UNDECIDED_ENDS = frozenset({"not_accepted", "returned", "withdrawn", "acceptance_revoked", "terminated"})
STOPPED = frozenset({"met", "late", "expired", "cancelled"})


@case_invariant("clock-due-recomputes", "design §3; I-12")
def due_recomputes(file: CaseFile) -> Iterator[Fault]:
    """到期时间可复算:到期、预警和暂定与按所存事由重新计算的结果一致。"""
    calendar, rules = work_calendar(), local_rules()
    for clock in file.clocks:
        if clock.calendar != calendar.edition:
            continue
        due: reckoning.Due | reckoning.HandoverDue
        if clock.rule == "handover":
            due = handover_due_of(clock, calendar, rules)
            yellow: datetime | None = due.at - (due.at - clock.started_at) / 2
        else:
            due = due_of(clock, calendar)
            warning = rules.early_warning
            yellow = reckoning.yellow_at(due, calendar, warning.share, warning.least.limit)
        if (clock.due_at, clock.provisional) != (due.at, due.provisional):
            yield "clock", f"{clock.label}存到期 {_said(clock.due_at)},复算为 {_said(due.at)}"
        if clock.yellow_at != (yellow if clock.kind.carded else None):
            yield "clock", f"{clock.label}存预警 {_said(clock.yellow_at)},复算为 {_said(yellow)}"


@case_invariant("clock-alert-owed", "design §3; I-15")
def alert_owed(file: CaseFile) -> Iterator[Fault]:
    """提醒不落空:走着的时钟下次提醒的时间与应提醒的时间一致,已过的都已处置。"""
    seen = file.batch.swept_until
    for clock in file.clocks:
        owed = next_alert(clock) if clock.is_open and clock.due_at else None
        if clock.next_alert_at == owed or (owed and seen and owed <= seen and clock.next_alert_at is None):
            continue
        if clock.state == "late" and clock.kind.carded and clock.next_alert_at in {None, clock.due_at}:
            continue
        if (
            clock.next_alert_at is not None
            and owed is not None
            and clock.next_alert_at > owed > (seen or owed)
        ):
            continue
        yield "clock", f"{clock.label}下次提醒存 {_said(clock.next_alert_at)},应为 {_said(owed)}"


@case_invariant("no-clock-before-acceptance", "design §10; 行政许可法第四十二条")
def no_clock_before_acceptance(file: CaseFile) -> Iterator[Fault]:
    """受理之前不起算:法定和承诺时限自受理之日起算。"""
    for clock in file.clocks:
        if clock.name in OF_THE_LAW and clock.started_at != file.case.accepted_at:
            yield (
                "clock",
                f"{clock.label}自 {_said(clock.started_at)} 起算,受理为 {_said(file.case.accepted_at)}",
            )
    accepted = file.happened(file.case, *ACCEPTS) and not file.case.instant
    names = [clock.name for clock in file.clocks]
    for name in OF_THE_LAW:
        if names.count(name) != bool(accepted):
            yield "clock", f"{name} 时钟有 {names.count(name)} 个"


@case_invariant("one-clock-of-a-kind", "design §3")
def one_of_a_kind(file: CaseFile) -> Iterator[Fault]:
    """受理答复、办结和送达的时限,一件办件同一种同时只有一个在走或暂停:总览以此计数。"""
    names = [clock.name for clock in file.clocks if clock.is_open and clock.name in ONCE_A_CASE]
    for name in dict.fromkeys(names):
        if names.count(name) > 1:
            yield "clock", f"{KINDS[name].label}有 {names.count(name)} 个未结束"


@case_invariant("decision-stops-the-law", "design §2; 操作细则(五)1")
def ends_with_their_steps(file: CaseFile) -> Iterator[Fault]:
    """法定时限至决定之日止,承诺时限至办结之日止。"""
    closed = file.happened(file.case, "close")
    for clock in file.clocks:
        if clock.name == "statutory" and file.case.decided_at and clock.stopped_at != file.case.decided_at:
            yield "clock", f"法定时限止于 {_said(clock.stopped_at)},决定为 {_said(file.case.decided_at)}"
        if clock.name == "promised" and closed and clock.stopped_at != closed[0].at:
            yield "clock", f"承诺时限止于 {_said(clock.stopped_at)},办结为 {_said(closed[0].at)}"
        decided = file.case.decided_at or closed
        if clock.name == "promised" and clock.state in {"met", "late"} and not decided:
            yield "clock", "承诺时限已止,办件却未决定"


@case_invariant("limit-of-the-edition", "I-13; 行政许可法第四十二条")
def limit_of_the_edition(file: CaseFile) -> Iterator[Fault]:
    """时限只因依法批准的延期而变:等于所定清单的时限加批准的延期。"""
    more = sum(r.data["n"] for r in file.requests if r.what == "extension" and r.stage == "approved")
    due = file.guide.limits.under(file.case.application.answers)
    limits = {"statutory": due.statutory, "promised": due.promised}
    for clock in file.clocks:
        limit = limits.get(clock.name)
        if limit and (clock.amount, clock.unit) != (limit.n + more, str(limit.unit)):
            yield "clock", f"{clock.label}为 {clock.amount} {clock.unit},清单加延期为 {limit.n + more}"


@case_invariant("promise-within-law", "I-14")
def promise_within_law(file: CaseFile) -> Iterator[Fault]:
    """承诺时限不长于法定时限。"""
    clocks = {clock.name: clock for clock in file.clocks if clock.name in OF_THE_LAW}
    if len(clocks) == len(OF_THE_LAW) and _rough(clocks["promised"]) > _rough(clocks["statutory"]):
        yield "clock", f"承诺 {clocks['promised'].amount},法定 {clocks['statutory'].amount}"


@case_invariant("pause-has-ground", "design §10; I-11; 行政许可法第四十五条")
def pause_has_ground(file: CaseFile) -> Iterator[Fault]:
    """时限中止必有依据、书面告知和期限:每次中止都出自一个特别程序,止于其结束。"""
    procedures = {str(r.id): r for r in file.requests if r.what == "special_procedure"}
    rules = local_rules()
    for clock in file.clocks:
        for pause in clock.pauses:
            request = procedures.get(pause["by"])
            if request is None or not pause["basis"] or request.document_id is None:
                yield "clock", f"{clock.label}的中止没有特别程序、依据或书面告知"
                continue
            procedure = next(p for p in file.guide.special_procedures if p.id == request.data["procedure"])
            if clock.name not in rules.may_stop(procedure.kind, procedure.stops):
                yield "clock", f"“{procedure.name}”依规定不能中止{clock.label}"
            elif datetime.fromisoformat(pause["from"]) != request.opened_at:
                yield "clock", f"{clock.label}的中止不是自特别程序启动起"
            elif request.stage == "ended" and _until(pause) != request.ended_at:
                yield "clock", f"{clock.label}的中止不是至特别程序结束止"


@case_invariant("pause-stands-still", "design §10; I-11")
def stands_still(file: CaseFile) -> Iterator[Fault]:
    """中止期间不计时:依法可中止的时钟在特别程序进行中都停着,停着的都有进行中的特别程序。"""
    running = [r for r in file.requests if r.what == "special_procedure" and r.stage == "running"]
    for clock in file.clocks:
        if not clock.is_open:
            continue
        held = any(pause["until"] is None for pause in clock.pauses)
        ought = any(clock.name in r.data["stops"] for r in running)
        if (clock.state == "paused") != held or held != ought:
            yield "clock", f"{clock.label}为“{clock.state_label}”,进行中的特别程序 {len(running)} 个"
        elif (
            held
            and clock.due_at is not None
            and clock.due_at > min(p.start for p in pauses_of(clock) if not p.end)
        ):
            yield "clock", f"{clock.label}停着却有将来的到期时间"


@case_invariant("extension-once", "I-13; 行政许可法第四十二条")
def extension_once(file: CaseFile) -> Iterator[Fault]:
    """延期只有一次,到期之前由负责人批准,不由申请延期的人批准。"""
    approved = [r for r in file.requests if r.what == "extension" and r.stage == "approved"]
    if len(approved) > 1:
        yield "request", f"批准了 {len(approved)} 次延期"
    for request in approved:
        for entry in file.happened(request, "approve"):
            if entry.role != "head" or one_person(entry.hands, (request.opened_by, request.opened_for)):
                yield "request", "延期不是由申请人以外的负责人批准的"
        if request.document_id is None:
            yield "request", "延期的理由没有书面告知"


@case_invariant("stopped-clock-says-so", "I-12")
def says_how_it_ended(file: CaseFile) -> Iterator[Fault]:
    """按期与逾期如实记录:逾期完成的写明逾期多少,按期完成的没有逾期。"""
    for clock in file.clocks:
        stopped = clock.stopped_at is not None
        if stopped != (clock.state in STOPPED):
            yield "clock", f"{clock.label}为“{clock.state_label}”,停止时间 {_said(clock.stopped_at)}"
        elif clock.stopped_at and clock.due_at and clock.state in {"met", "late"}:
            late = clock.stopped_at > clock.due_at
            if late != (clock.state == "late") or late != bool(clock.late_by):
                yield "clock", f"{clock.label}记“{clock.state_label}{clock.late_by}”,与到期时间不符"


@case_invariant("ended-case-runs-nothing", "design §3")
def ended_runs_nothing(file: CaseFile) -> Iterator[Fault]:
    """未决定即终结的办件不再计时;已了结的事项不再计时。"""
    ended = {r.id for r in file.requests if not r.is_open} | {c.id for c in file.cards if c.stage != "fallen"}
    for clock in file.clocks:
        if not clock.is_open:
            continue
        answer = clock.name == "statutory_answer" and file.case.stage == "not_accepted"
        if file.case.stage in UNDECIDED_ENDS and clock.name in EVERY_CLOCK and not answer:
            yield "clock", f"办件已终结,{clock.label}还在走"
        elif clock.thing_id in ended:
            yield "clock", f"所等的事已了结,{clock.label}还在走"


@case_invariant("open-case-waits", "I-20")
def open_case_waits(file: CaseFile) -> Iterator[Fault]:
    """在办的办件总有人在等:至少有一个走着的时钟或一项未了的事由。"""
    clocks = any(clock.is_open for clock in file.clocks)
    if file.case.is_open and not clocks and not any(request.is_open for request in file.requests):
        yield "case", "在办,却没有走着的时钟,也没有未了的事由"


def _until(pause: dict[str, str | None]) -> datetime | None:
    return datetime.fromisoformat(pause["until"]) if pause["until"] else None


def _rough(clock: Clock) -> Fraction:
    """Calendar days, enough to compare two limits (catalogue/schema/terms)."""
    days = {"calendar_day": Fraction(1), "working_day": Fraction(7, 5), "working_hour": Fraction(7, 30)}
    return clock.amount * days.get(clock.unit, Fraction(1, 24 * 60))


def _said(at: datetime | None) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M") if at else "无"
