"""受理 and 决定: in their order, by the persons who may, never by silence against the applicant."""

from __future__ import annotations

from collections.abc import Iterator

from onewindow.clocks.models import Clock
from onewindow.core.roles import Hands
from onewindow.core.separation import NOBODY, PAIRS, Pair, one_person
from onewindow.invariants.breach import Fault, case_invariant
from onewindow.invariants.entries import Entry
from onewindow.invariants.reading import CaseFile

ACCEPTS = ("accept", "deem_accepted")
SHORTEST_REASON = 10
APPLICANTS_END = frozenset({"withdrawn", "returned", "terminated"})
"""Endings by which the applicant took the matter back or let a promise lapse; nobody waits for an answer then."""


@case_invariant("decision-after-acceptance", "design §10; 行政许可法第三十二条、第三十八条")
def decision_after_acceptance(file: CaseFile) -> Iterator[Fault]:
    """未受理不得决定:决定之前必有受理。"""
    case = file.case
    accepted = [entry.version for entry in file.happened(case, *ACCEPTS)]
    for decided in file.happened(case, "decide"):
        if not accepted or decided.version < accepted[0]:
            yield "case", "日志中决定之前没有受理"
    if case.decided_at is not None and (case.accepted_at is None or case.decided_at < case.accepted_at):
        yield "case", "决定日期早于受理日期,或没有受理日期"


@case_invariant("decision-by-another", "design §10; 操作细则(四)")
def decision_by_another(file: CaseFile) -> Iterator[Fault]:
    """审查与决定由两人分别作出:承诺件的决定以他人的审查意见为前提。"""
    if file.case.instant:
        return
    opinions = file.happened(file.case, "propose")
    for decided in file.happened(file.case, "decide"):
        before = [entry for entry in opinions if entry.version < decided.version]
        if not before:
            yield "case", "没有审查意见就作了决定"
        elif one_person(before[-1].hands, decided.hands):
            yield "case", "审查意见和决定出自同一人"


@case_invariant("receiver-apart", "I-17; 受审分离")
def receiver_apart(file: CaseFile) -> Iterator[Fault]:
    """收件人及其代理人、被代理人不受理、不审查、不决定自己收的承诺件。"""
    case = file.case
    if case.instant:
        return
    received = (case.received_by, case.received_for)
    if case.received_by in {case.accepted_by, case.decided_by}:
        yield "case", "收件人就是受理人或决定人"
    for entry in file.happened(case, "accept", "propose", "decide", "refuse_acceptance"):
        if one_person(received, entry.hands):
            yield "case", f"收件人作了“{entry.verb}”"


@case_invariant("duties-apart", "I-17; 不相容岗位分离")
def duties_apart(file: CaseFile) -> Iterator[Fault]:
    """不相容的两步不由一人作出:申请与批准、制作与核对、说明与裁定、督办与答复各由两人。"""
    for thing in file.things:
        mine = file.journal(thing)
        for entry in mine:
            for pair in PAIRS:
                if pair.then == f"{thing.life.name}.{entry.verb}" and one_person(
                    _last(_first(file, pair, mine), entry), entry.hands
                ):
                    yield thing.thing_kind(), pair.why


def _first(file: CaseFile, pair: Pair, mine: list[Entry]) -> list[Entry]:
    """What was done first: on the case for what belongs to it, else on the thing itself."""
    life, verb = pair.first.split(".")
    if life == "case":
        return [] if file.case.instant else file.happened(file.case, verb)
    return [entry for entry in mine if entry.verb == verb]


def _last(first: list[Entry], then: Entry) -> Hands:
    """Whose it was when it was done last before; nobody's where it was not, and the platform's clock is no person."""
    before = [entry.hands for entry in first if entry.at <= then.at and entry.by is not None]
    return before[-1] if before else NOBODY


@case_invariant("result-needs-decision", "design §10; I-22")
def result_needs_decision(file: CaseFile) -> Iterator[Fault]:
    """没有决定就没有结果:结果在决定之后制作,用决定所定的编号。"""
    case = file.case
    numbers = set(case.result_numbers.values())
    for result in file.results:
        if case.decided_at is None or result.made_at < case.decided_at:
            yield "result", "结果早于决定,或没有决定"
        elif case.verdict == "grant" and result.no not in numbers:
            yield "result", "结果编号不是决定所定的编号"
        elif case.verdict == "deny" and not any(
            document.no == result.no and document.kind == "denial_decision" for document in file.documents
        ):
            yield "result", "不予决定的结果不是决定书本身"


@case_invariant("refusal-is-reasoned", "I-23; 行政许可法第三十八条第二款")
def refusal_is_reasoned(file: CaseFile) -> Iterator[Fault]:
    """不予许可、不予受理都说明理由和依据,告知复议和诉讼。"""
    for document in file.documents:
        if document.kind in {"denial_decision", "refusal_of_acceptance"}:
            printed = file.printed(document)
            missing = [name for name in ("reasons", "bases", "remedies") if not printed.get(name)]
            if missing:
                yield "document", f"文书缺少 {'、'.join(missing)}"


@case_invariant("one-notice", "design §10; I-8; 行政许可法第三十二条第一款第(四)项")
def one_notice(file: CaseFile) -> Iterator[Fault]:
    """材料一次性告知:再次告知须由负责人出具并写明理由。"""
    notices = [request for request in file.requests if request.what == "supplement"]
    for request in notices[1:]:
        issued = file.happened(request, "issue")
        if len(str(request.data.get("superior_reason", "")).strip()) < SHORTEST_REASON:
            yield "request", "再次告知没有负责人写明的理由"
        elif any(entry.role != "head" for entry in issued):
            yield "request", "再次告知不是负责人出具的"


@case_invariant("notice-is-complete", "I-9")
def notice_is_complete(file: CaseFile) -> Iterator[Fault]:
    """补正通知至少指明一份材料,每份写明问题、要求和依据。"""
    for request in file.requests:
        if request.what != "supplement":
            continue
        defects = request.data.get("defects", ())
        if not defects:
            yield "request", "补正通知没有指明材料"
        elif not all(d.get("problem") and d.get("requirement") and d.get("basis") for d in defects):
            yield "request", "补正通知没有写明问题、要求或依据"


@case_invariant("silence-accepts", "design §10; I-10; 行政许可法第三十二条第一款第(四)项")
def silence_accepts(file: CaseFile) -> Iterator[Fault]:
    """五个工作日内未告知,自收到材料之日起视为受理。"""
    case = file.case
    for clock in file.clocks:
        if (
            clock.name == "statutory_answer"
            and _unanswered(file, clock)
            and not _answered_by_law(file, clock)
        ):
            yield "clock", "法定五个工作日内未告知,办件却不是视为受理"
    if case.deemed and not file.happened(case, "deem_accepted"):
        yield "case", "记为视为受理,日志没有"


def _unanswered(file: CaseFile, clock: Clock) -> bool:
    """Whether the five days passed without service, as far as the sweeper has come to see it."""
    seen = file.batch.swept_until
    if clock.due_at is None or clock.state == "met" or seen is None or seen <= clock.due_at:
        return False
    return clock.stopped_at is None or clock.due_at < clock.stopped_at < seen


def _answered_by_law(file: CaseFile, clock: Clock) -> bool:
    case = file.case
    if case.stage in APPLICANTS_END:
        return True
    if case.stage == "not_accepted":
        return _in_time(file.happened(case, "refuse_acceptance"), clock)
    return case.deemed and case.accepted_at == clock.started_at


def _in_time(entries: list[Entry], clock: Clock) -> bool:
    return all(clock.due_at is not None and entry.at <= clock.due_at for entry in entries)
