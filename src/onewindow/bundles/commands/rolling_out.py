"""推出: a second person publishes a bundle, gives it back, suspends or withdraws it; a reviewed file is loaded."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from onewindow.bundles import schema
from onewindow.bundles.commands.composing import found, sound
from onewindow.bundles.models import BundleEdition
from onewindow.bundles.rows import gist, new_row, settled
from onewindow.catalogue.commands.drafting import worded
from onewindow.core.calendar import local
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import SYSTEM, Actor
from onewindow.core.separation import why_not
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.lock import one_writer
from onewindow.journal.writer import write


def publish(bundle_id: UUID, *, by: Actor, at: datetime) -> Answer:
    """审核推出 by somebody who neither wrote nor submitted it; it is offered from its date on, today at the earliest.

    Raises Refusal `no-such-bundle` (404), `same-person` (403), `bundle-faulty` (422), `bundle-out-of-turn` (409).
    """
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    commit.move(row, "publish", body=gist(row, by))
    if refusal := why_not("bundle.publish", by, row.compiled()):
        raise refusal
    today = local(at).date()
    sound(row, today)
    out = list(_out_of_turn(row))
    if row.effective_from is not None and row.effective_from < today:
        out.append(Finding("effective_from", f"生效日期不得早于推出之日（{today.isoformat()}）"))
    _refuse(row, out)
    commit.change(row, published_at=at, publisher_name=by.name, changed_at=at)
    commit.answer = {"bundle": str(row.id)}
    return write(commit)


def return_(bundle_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """退回修改. Raises Refusal `no-such-bundle` (404), `reason-missing` (422), `wrong-stage` (409)."""
    return _turn("return", bundle_id, reason, by=by, at=at)


def suspend(bundle_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """暂停办理: nobody applies for the whole meanwhile; its members are still done one by one. Refusals as `return_`."""
    return _turn("suspend", bundle_id, reason, by=by, at=at)


def resume(bundle_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """恢复办理. Raises Refusal as `return_`, and `bundle-faulty` (422) when its items changed so that it cannot be."""
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    commit.check(row, "resume")
    commit.move(row, "resume", body={**gist(row, by), "reason": worded(reason)})
    sound(row, local(at).date())
    commit.change(row, changed_at=at)
    commit.answer = {"bundle": str(row.id)}
    return write(commit)


def withdraw(bundle_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """撤下: it is no longer offered; its members still are, one by one. Refusals as `return_`."""
    return _turn("withdraw", bundle_id, reason, by=by, at=at)


def load(document: Mapping[str, Any], *, at: datetime) -> BundleEdition:
    """The row of this bundle, new or, if the very same document was published already, the one there is.

    Refuses what is no bundle or names what is not there (422), and (409) one whose number does not follow the last.
    """
    bundle = schema.read(document)
    with one_writer():
        same = BundleEdition.objects.issued().filter(slug=bundle.slug, digest=bundle.digest()).first()
        if same is not None:
            return same
        row = new_row(settled(bundle.document()), by=SYSTEM, at=at)
        sound(row, local(at).date())
        _refuse(row, list(_out_of_turn(row)))
        commit = Commit(by=SYSTEM, at=at)
        row.stage = NEW
        row.published_at, row.publisher_name = at, SYSTEM.name
        commit.move(row, "load", body=gist(row, SYSTEM))
        write(commit)
    return row


def _out_of_turn(row: BundleEdition) -> Iterator[Finding]:
    """What keeps an edition from following those that were issued."""
    last = BundleEdition.objects.issued().filter(slug=row.slug).order_by("-edition").first()
    expected = last.edition + 1 if last else 1
    if row.edition != expected:
        yield Finding("edition", f"下一版应是第{expected}版；已推出的版本不能改动")
    if last is not None and last.code != row.code:
        yield Finding("code", f"这件事的编码是{last.code}，各版相同")
    began = last.effective_from if last else None
    if began and row.effective_from and row.effective_from <= began:
        yield Finding("effective_from", f"生效日期应晚于上一版的生效日期{began.isoformat()}")
    if BundleEdition.objects.issued().exclude(slug=row.slug).filter(code=row.code).exists():
        yield Finding("code", "这个编码已用于另一件事")


def _refuse(row: BundleEdition, out: list[Finding]) -> None:
    if out:
        raise Refusal("bundle-out-of-turn", f"“{row.name}”不能推出。", findings=out)


def _turn(verb: str, bundle_id: UUID, reason: str, *, by: Actor, at: datetime) -> Answer:
    """A step that needs nothing but a reason."""
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    commit.check(row, verb)
    commit.move(row, verb, body={**gist(row, by), "reason": worded(reason)})
    commit.change(row, changed_at=at)
    if verb == "withdraw":
        commit.change(row, ended_on=local(at).date())
    commit.answer = {"bundle": str(row.id)}
    return write(commit)
