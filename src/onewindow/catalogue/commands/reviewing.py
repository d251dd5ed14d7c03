"""审核发布: a second person publishes a draft, or gives it back; what was published is suspended and withdrawn."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from onewindow.catalogue.commands.drafting import found, worded
from onewindow.catalogue.lint import blocking
from onewindow.catalogue.models import Edition
from onewindow.catalogue.rows import gist
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.core.separation import why_not
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.places.directory import directory


def publish(edition_id: UUID, *, by: Actor, at: datetime) -> Answer:
    """审核发布 by somebody who neither wrote nor submitted it; it takes effect on its date, today at the earliest.

    Raises Refusal `no-such-edition` (404), `same-person` (403), `edition-faulty` (422), `edition_out_of_turn` (409).
    """
    commit = Commit(by=by, at=at)
    row = found(edition_id, by)
    commit.move(row, "publish", body=gist(row, by))
    if refusal := why_not("edition.publish", by, row.compiled()):
        raise refusal
    if faults := blocking(row.document):
        raise Refusal("edition-faulty", "事项检查没有通过，不能发布。", status=422, findings=faults)
    today = local(at).date()
    findings = [*out_of_turn(row), *_nowhere(row)]
    if row.effective_from is not None and row.effective_from < today:
        findings.append(Finding("effective_from", f"生效日期不得早于发布之日（{today.isoformat()}）"))
    if findings:
        raise Refusal("edition_out_of_turn", f"“{row.name}”不能发布。", findings=findings)
    commit.change(row, published_at=at, publisher_name=by.name, changed_at=at)
    commit.answer = {"edition": str(row.id)}
    return write(commit)


def return_(edition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """退回修改. Raises Refusal `no-such-edition` (404), `reason-missing` (422), `wrong-stage` (409)."""
    return _turn("return", edition_id, reason, by=by, at=at)


def suspend(edition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """暂停实施: nothing is taken in under it meanwhile; cases under way go on. Refusals as `return_`."""
    return _turn("suspend", edition_id, reason, by=by, at=at)


def resume(edition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """恢复实施. Refusals as `return_`."""
    return _turn("resume", edition_id, reason, by=by, at=at)


def withdraw(edition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """撤下: the matter is no longer offered; the edition stays readable and cases under way go on. Refusals as `return_`."""
    return _turn("withdraw", edition_id, reason, by=by, at=at)


def out_of_turn(row: Edition) -> Iterator[Finding]:
    """What keeps an edition from following those that were issued."""
    last = Edition.objects.issued().filter(slug=row.slug).order_by("-edition").first()
    if last is not None and last.code != row.code:
        yield Finding("slug", f"“{row.slug}”已经用于另一事项")
        return
    expected = last.edition + 1 if last else 1
    if row.edition != expected:
        yield Finding("edition", f"下一版应是第{expected}版；已发布的版本不能改动")
    began = last.effective_from if last else None
    if last and began and row.effective_from and row.effective_from <= began:
        message = f"生效日期应晚于第{last.edition}版的生效日期{began.isoformat()}"
        yield Finding("effective_from", message)
    others = Edition.objects.issued().exclude(slug=row.slug).filter(code=row.code)
    if any(one.document.get("handling_no") == row.document.get("handling_no") for one in others):
        yield Finding("code", "业务办理项编码已经用于另一事项，请另编末两位")


def _nowhere(row: Edition) -> Iterator[Finding]:
    """The halls named that are not there: nobody could go to them, and no page could show them."""
    for n, code in enumerate(row.document.get("halls", ())):
        if code not in directory().halls:
            yield Finding(f"halls[{n}]", f"没有“{code}”这个大厅")


def _turn(verb: str, edition_id: UUID, reason: str, *, by: Actor, at: datetime) -> Answer:
    commit = Commit(by=by, at=at)
    row = found(edition_id, by)
    commit.check(row, verb)
    commit.move(row, verb, body={**gist(row, by), "reason": worded(reason)})
    commit.change(row, changed_at=at)
    if verb == "withdraw":
        commit.change(row, ended_on=local(at).date())
    commit.answer = {"edition": str(row.id)}
    return write(commit)
