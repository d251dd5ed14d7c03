"""委托: the window records whom the applicant chose, what was delivered in which time, or that it was called off."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from onewindow.catalogue.commands.drafting import worded
from onewindow.catalogue.models import Edition
from onewindow.clocks.board import Board, Place
from onewindow.clocks.models import Clock
from onewindow.clocks.rules import LocalLimit
from onewindow.core.calendar import local
from onewindow.core.clock import Unit
from onewindow.core.ids import query_code, uuid7
from onewindow.core.life import NEW, why_not
from onewindow.core.lives import ENGAGEMENT
from onewindow.core.numbers.series import engagement_number
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.intermediaries.choosing import Candidate, candidates, item_asking
from onewindow.intermediaries.entry import LONGEST_NAME, PHONE
from onewindow.intermediaries.models import Engagement
from onewindow.intermediaries.terms import yuan
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.people.register import PartyFacts, know
from onewindow.vault.cipher import blind_index

BASIS = "中介服务清单规定、机构公布的服务时限"
MOST, LONGEST_REPORT = 100_000, 40


@dataclass(frozen=True)
class Choice:
    """What the applicant chose at the window. `fee` is agreed in 分; `own`: the applicant said that the choice is the own.

    `faults` are what the door found wrong before: a number that cannot be right.
    """

    slug: str
    service: str
    intermediary: UUID | None
    client: PartyFacts
    quantity: int | None
    fee: int | None
    own: bool
    faults: tuple[Finding, ...] = ()


@dataclass(frozen=True)
class Agreed:
    """How much, for how many 分, chosen among how many."""

    quantity: int
    fee: int
    offered: int


def engage(choice: Choice, *, by: Actor, at: datetime) -> Answer:
    """登记选择: answers with the number of the engagement and the query code by which its client sees and rates it.

    Raises Refusal `not-your-step` (403), `no-window` (403), `no-such-item` (404), `engagement-incomplete` (422),
    `not-choosable` (409), `tied-to-agency` (409).
    """
    if refusal := why_not(ENGAGEMENT, "engage", NEW, by.role):
        raise refusal
    if not by.window:
        raise Refusal("no-window", "请先在窗口岗位登录后再登记。", status=403)
    today = local(at).date()
    item = item_asking(choice.slug, choice.service, today)
    everybody = candidates(item, choice.service, today)
    chosen = next((one for one in everybody if one.row.id == choice.intermediary), None)
    findings = [*choice.faults, *_about_the_client(choice), *_about_the_choice(choice, chosen)]
    if findings or chosen is None or choice.quantity is None or choice.fee is None:
        raise Refusal("engagement-incomplete", "委托登记还不完整。", status=422, findings=findings)
    if chosen.obstacle is not None:
        raise _at_the_choice(chosen.obstacle)
    commit = Commit(by=by, at=at)
    code = query_code()
    open_ones = [one for one in everybody if one.obstacle is None]
    agreed = Agreed(choice.quantity, choice.fee, len(open_ones))
    row = _row(commit, choice, item, chosen, agreed, code)
    _begin(commit, row, [str(one.row.id) for one in open_ones])
    commit.answer = {"engagement": row.no, "id": str(row.id), "query_code": code}
    return write(commit)


def deliver(engagement_id: UUID, *, report_no: str, by: Actor, at: datetime) -> Answer:
    """登记交付: the client has what was asked for; its number makes it findable.

    Raises Refusal `no-such-engagement` (404), `report-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = _found(engagement_id, by)
    commit.check(row, "deliver")
    number = report_no.strip()
    if not 2 <= len(number) <= LONGEST_REPORT:
        message = f"请填写报告或者成果的编号，2至{LONGEST_REPORT}个字。"
        raise Refusal("report-missing", message, status=422, findings=[Finding("report_no", message)])
    step = commit.move(row, "deliver", body={"no": row.no, "report": number, "by_name": by.name})
    _board(commit, row, list(Clock.objects.filter(thing_id=row.id))).apply(step.clocks, row)
    commit.change(row, report_no=number, delivered_at=at)
    commit.answer = {"engagement": row.no}
    return write(commit)


def end(engagement_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """解除委托 at the client's wish. Raises Refusal `no-such-engagement` (404), `reason-missing` (422), `wrong-stage` (409)."""
    commit = Commit(by=by, at=at)
    row = _found(engagement_id, by)
    commit.check(row, "end")
    text = worded(reason)
    step = commit.move(row, "end", body={"no": row.no, "reason": text, "by_name": by.name})
    _board(commit, row, list(Clock.objects.filter(thing_id=row.id))).apply(step.clocks, row)
    commit.change(row, end_reason=text)
    commit.answer = {"engagement": row.no}
    return write(commit)


def _about_the_client(choice: Choice) -> Iterator[Finding]:
    if not 2 <= len(choice.client.name.strip()) <= LONGEST_NAME:
        yield Finding("client_name", "请填写委托人的姓名或者名称。")
    if not PHONE.fullmatch(choice.client.phone.strip()):
        yield Finding("client_phone", "联系电话请填写11位手机号或带区号的电话。")
    if not choice.own:
        yield Finding("own", "请让申请人自己选，选定后勾选。窗口和部门不得指定。")


def _about_the_choice(choice: Choice, chosen: Candidate | None) -> Iterator[Finding]:
    if chosen is None:
        yield Finding("intermediary", "请选择一家在册的中介机构。")
    if choice.quantity is None or not 1 <= choice.quantity <= MOST:
        yield Finding("quantity", f"请填写数量，1至{MOST}的整数。")
    if choice.fee is None:
        yield Finding("fee", "请填写约定的费用（元），最多两位小数。")
    elif chosen and choice.quantity and choice.fee > chosen.terms.fee * choice.quantity:
        public = yuan(chosen.terms.fee * choice.quantity)
        yield Finding(
            "fee", f"约定的费用高于公布的标准{public}。明码标价以外不得加价（价格法第十三条，待核）。"
        )


def _at_the_choice(refusal: Refusal) -> Refusal:
    found = [Finding("intermediary", refusal.message)]
    return Refusal(refusal.code, refusal.message, status=refusal.status, findings=found)


def _row(
    commit: Commit, choice: Choice, item: Edition, chosen: Candidate, agreed: Agreed, code: str
) -> Engagement:
    by, at, terms = commit.by, commit.at, chosen.terms
    today = local(at).date()
    return Engagement(
        id=uuid7(at), no=commit.number(f"engagement:{today:%Y%m%d}", lambda n: engagement_number(today, n)),
        intermediary=chosen.row, party=know(commit, choice.client), service=choice.service, slug=item.slug,
        item_name=item.name, agency_code=item.agency_code, hall_code=by.hall, window_code=by.window,
        offered=agreed.offered, quantity=agreed.quantity, standard=terms.fee, per=terms.per, fee=agreed.fee,
        days=terms.days, engaged_at=at, engaged_by=by.name, query_index=blind_index("engagement code", code),
    )  # fmt: skip


def _begin(commit: Commit, row: Engagement, among: list[str]) -> None:
    """The event says among whom the client could choose, so that nobody can say later that there was only one."""
    step = commit.move(
        row, "engage", touches=[row.intermediary, row.party],
        body={
            "no": row.no, "service": row.service, "item": row.slug, "agency": row.agency_code, "among": among,
            "window": row.window_code, "quantity": row.quantity, "standard": row.standard, "per": row.per,
            "fee": row.fee, "days": row.days, "by_name": row.engaged_by,
        },
    )  # fmt: skip
    limit = LocalLimit(n=row.days, unit=Unit.WORKING_DAY, basis=BASIS)
    board = _board(commit, row, [])
    board.apply(step.clocks, row, limits={"engagement": limit})
    row.due_at = board.clocks[-1].due_at


def _board(commit: Commit, row: Engagement, clocks: list[Clock]) -> Board:
    return Board(commit, Place(None, "", "", row.hall_code), clocks)


def _found(engagement_id: UUID, by: Actor) -> Engagement:
    row = Engagement.objects.for_actor(by).filter(pk=engagement_id).first()
    if row is None:
        raise Refusal("no-such-engagement", "没有找到这项委托。", status=404)
    return row
