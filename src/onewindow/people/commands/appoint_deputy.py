"""代理: somebody stands in for the holder of a post, from a day to a day, named by who may."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.people.commands.grant_post import end, find_post
from onewindow.people.models import Appointment, Post, Staff, in_stead

SHORTEST_REASON = 4
LONGEST_NAME = 40
"""How long a name may be wherever papers and lists keep who acted."""


def appoint_deputy(
    post_id: int, staff_id: UUID, *, since: date, until: date, reason: str, by: Actor, at: datetime
) -> Answer:
    """Let somebody act in the stead of a post's holder; both names stand wherever he acts.

    The head names deputies for the own agency's casework, himself included, an administrator within the
    own division. Separation of duties holds for the deputy as for everybody, for his own acts and for
    those of whom he stands in for.
    Raises Refusal `no-such-post` (404), `no-such-staff` (404), `deputy-incomplete` (422), `not-your-step` (403).
    """
    if by.stands_for is not None:
        raise Refusal(
            "not-your-step", "代理人不能再指定代理，请由被代理的负责人或事项管理员指定。", status=403
        )
    commit = Commit(by=by, at=at)
    post = find_post(post_id, by=by, at=at)
    deputy = Staff.objects.filter(pk=staff_id, is_active=True).first()
    appointment = Appointment(
        id=uuid7(at), staff_id=staff_id, given_by=by.name, reason=reason.strip(), stage=NEW
    )
    body = {
        "staff": str(staff_id), "for_post": str(post.pk), "for_staff": str(post.staff_id), "role": post.role,
        "since": since, "until": until, "reason": reason.strip(), "by_name": by.name,
    }  # fmt: skip
    commit.move(appointment, "deputise", body=body)
    if deputy is None:
        raise Refusal("no-such-staff", "没有找到这位工作人员。", status=404)
    if findings := _findings(post, deputy, since, until, reason, at):
        raise Refusal("deputy-incomplete", "代理还不能指定。", status=422, findings=findings)
    commit.insert(
        Post(
            staff=deputy, role=post.role, agency=post.agency, hall=post.hall, window=post.window,
            items=post.items, matters=post.matters, level=post.level, since=since, until=until,
            stands_in_for=post, appointment=appointment,
        )
    )  # fmt: skip
    commit.answer = {"appointment": str(appointment.id)}
    return write(commit)


def revoke_deputy(post_id: int, *, reason: str, by: Actor, at: datetime) -> Answer:
    """End a deputy's time early, from the next request on.

    Raises Refusal `no-such-post` (404), `reason-missing` (422), `not-your-step` (403).
    """
    commit = Commit(by=by, at=at)
    post = find_post(post_id, by=by, at=at)
    if post.appointment is None or post.stands_in_for is None:
        raise Refusal("no-such-post", "没有找到这个岗位。", status=404)
    end(commit, post, post.appointment, "revoke", reason)
    return write(commit)


def _findings(
    post: Post, deputy: Staff, since: date, until: date, reason: str, at: datetime
) -> list[Finding]:
    last = post.until or until
    again = Post.objects.filter(stands_in_for=post, staff=deputy, since__lte=until, until__gte=since)
    faults = (
        (post.stands_in_for is not None, "post", "代理岗位不能再指定代理。"),
        (deputy.pk == post.staff_id, "staff", "代理人不能是被代理的本人。"),
        (since < local(at).date(), "since", "代理不能从今天以前开始。"),
        (until < since, "until", "截止日期不能早于起始日期。"),
        (until > last, "until", f"被代理的岗位到 {last.isoformat()} 为止。"),
        (
            len(reason.strip()) < SHORTEST_REASON,
            "reason",
            f"请写明代理的原因，不少于 {SHORTEST_REASON} 个字。",
        ),
        (
            len(in_stead(deputy, post.staff)) > LONGEST_NAME,
            "staff",
            f"代理人与被代理人的姓名合计过长（最多 {LONGEST_NAME} 个字）。",
        ),
        (again.exists(), "since", "这段时间已经指定过这位代理人。"),
    )
    return [Finding(field, message) for wrong, field, message in faults if wrong]
