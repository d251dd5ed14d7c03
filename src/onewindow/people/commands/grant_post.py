"""授予岗位 and 免去岗位: a role for a place from a day on, and its end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.numbers.division import Division, Level
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import ROLES, Actor
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.people.models import Appointment, Post, Staff
from onewindow.places.models import Agency, Hall, Window

SEAT: dict[str, str] = {
    "clerk": "window",
    "issuer": "window",
    "reviewer": "agency",
    "decider": "agency",
    "head": "agency",
    "manager": "hall",
    "supervisor": "agency",
    "administrator": "agency",
}
"""What a post of each role is for."""
COVERS_MATTERS = frozenset({"reviewer", "decider", "head"})
WINDOWS = {"clerk": ("intake", "special"), "issuer": ("issuance",)}
NAMES = {"agency": "部门", "hall": "大厅", "window": "窗口"}


@dataclass(frozen=True)
class PostFacts:
    """A post as it is given: its role, its one place, what of it, and from when to when."""

    role: str
    since: date
    until: date | None = None
    agency: str = ""
    hall: str = ""
    window: str = ""
    items: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    level: int = 0


def grant_post(staff_id: UUID, facts: PostFacts, *, reason: str = "", by: Actor, at: datetime) -> Answer:
    """Give somebody a post. An administrator does, within the own division, or the platform's operator.

    Raises Refusal `no-such-staff` (404), `post-incomplete` (422) naming every fault, `not-your-step` (403).
    """
    commit = Commit(by=by, at=at)
    staff = Staff.objects.filter(pk=staff_id, is_active=True).first()
    appointment = Appointment(id=uuid7(at), given_by=by.name, reason=reason.strip(), stage=NEW)
    body = {**facts.__dict__, "staff": str(staff_id), "reason": reason.strip(), "by_name": by.name}
    commit.move(appointment, "grant", body=body)
    if staff is None:
        raise Refusal("no-such-staff", "没有找到这位工作人员。", status=404)
    appointment.staff = staff
    post = _post(staff, facts)
    if findings := _findings(facts, post):
        raise Refusal("post-incomplete", "岗位还不完整。", status=422, findings=findings)
    within(by, post)
    post.appointment = appointment
    commit.insert(post)
    commit.answer = {"appointment": str(appointment.id)}
    return write(commit)


def end_post(post_id: int, *, reason: str, by: Actor, at: datetime) -> Answer:
    """Take a post away at once; deputies in its stead lose theirs with it.

    Raises Refusal `no-such-post` (404), `reason-missing` (422), `wrong-stage` (409), `not-your-step` (403).
    """
    commit = Commit(by=by, at=at)
    post = find_post(post_id, by=by, at=at)
    appointment = post.appointment or Appointment(id=uuid7(at), staff=post.staff, given_by="", stage=NEW)
    end(commit, post, appointment, "end", reason)
    return write(commit)


def end(commit: Commit, post: Post, appointment: Appointment, verb: str, reason: str) -> None:
    """End the post with yesterday, so that its holder's next request is no longer served."""
    body = {
        "post": str(post.pk),
        "staff": str(post.staff_id),
        "reason": reason.strip(),
        "by_name": commit.by.name,
    }
    commit.move(appointment, verb, body=body)
    if len(reason.strip()) < 2:
        raise Refusal(
            "reason-missing", "请写明原因。", status=422, findings=[Finding("reason", "请写明原因。")]
        )
    until = local(commit.at).date() - timedelta(days=1)
    commit.change(post, until=until, appointment_id=appointment.id)
    commit.answer = {"appointment": str(appointment.id)}


def find_post(post_id: int, *, by: Actor, at: datetime) -> Post:
    """A post that is in force or still to come, within what this actor may give.

    Raises Refusal `no-such-post` (404), the same whether it does not exist or is out of reach.
    """
    post = Post.objects.whole().select_related("appointment").filter(pk=post_id).first()
    if post is None or (post.until is not None and post.until < local(at).date()) or not _reaches(by, post):
        raise Refusal("no-such-post", "没有找到这个岗位。", status=404)
    return post


def within(by: Actor, post: Post) -> None:
    """Raise Refusal `no-such-post` (404) for a place out of this actor's reach."""
    if not _reaches(by, post):
        raise Refusal("no-such-post", "没有找到这个岗位。", status=404)


def _reaches(by: Actor, post: Post) -> bool:
    """The operator everything, an administrator the own division, a head the own agency's and matters' casework."""
    if by.role == "system":
        return True
    if by.role == "head":
        covered = not by.matters or (bool(post.matters) and by.matters.issuperset(post.matters))
        return post.agency_id == by.agency and post.role in COVERS_MATTERS and covered
    return by.role == "administrator" and Division(by.division).covers(Division(post.division))


def _post(staff: Staff, facts: PostFacts) -> Post:
    window = Window.objects.select_related("hall__division").filter(code=facts.window).first()
    hall = window.hall if window else Hall.objects.select_related("division").filter(code=facts.hall).first()
    agency = Agency.objects.select_related("division").filter(code=facts.agency).first()
    return Post(
        staff=staff, role=facts.role, agency=agency, hall=hall, window=window, items=list(facts.items),
        matters=list(facts.matters), level=facts.level, since=facts.since, until=facts.until,
    )  # fmt: skip


def _findings(facts: PostFacts, post: Post) -> list[Finding]:
    seat = SEAT.get(facts.role)
    if seat is None:
        return [Finding("role", f"岗位只能是：{'、'.join(ROLES[role] for role in SEAT)}。")]
    findings = [
        Finding(name, f"{ROLES[facts.role]}的岗位不设在{NAMES[name]}。")
        for name in NAMES
        if name != seat and getattr(facts, name)
    ]
    if getattr(post, seat) is None:
        findings.append(
            Finding(seat, f"请指明{NAMES[seat]}；没有代码为“{getattr(facts, seat)}”的{NAMES[seat]}。")
        )
    if post.window is not None and post.window.kind not in WINDOWS.get(facts.role, ()):
        findings.append(Finding("window", f"{post.window.name}不是{ROLES[facts.role]}的窗口。"))
    if facts.until is not None and facts.until < facts.since:
        findings.append(Finding("until", "截止日期不能早于起始日期。"))
    return findings + _scope_findings(facts)


def _scope_findings(facts: PostFacts) -> list[Finding]:
    findings = []
    if facts.matters and facts.role not in COVERS_MATTERS:
        findings.append(Finding("matters", "只有部门审查、审批人员和部门负责人可以限定事项。"))
    if facts.items and facts.role != "clerk":
        findings.append(Finding("items", "即办授权只能给综合受理窗口。"))
    if facts.level and (facts.role != "supervisor" or facts.level not in set(Level)):
        findings.append(Finding("level", "只有效能监督人员可以限定层级（3 市级、4 县级、5 乡镇级）。"))
    return findings
