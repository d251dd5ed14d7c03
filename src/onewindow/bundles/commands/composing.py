"""起草: the lead agency writes a bundle as a draft and gives it to a second person, or gives it up."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from onewindow.bundles import schema
from onewindow.bundles.checking import findings
from onewindow.bundles.models import BundleEdition
from onewindow.bundles.offering import surroundings
from onewindow.bundles.rows import columns, gist, new_row, settled
from onewindow.catalogue.commands.drafting import worded
from onewindow.catalogue.keeping import agencies_kept
from onewindow.core.calendar import local
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor, person
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write

IDENTITY = ("slug", "lead", "edition")
"""What an edition is of; fixed when the draft begins."""


def begin(document: Mapping[str, Any], *, by: Actor, at: datetime) -> Answer:
    """A draft of a new bundle, or of the next edition of one; as incomplete as it is.

    Raises Refusal `draft-without-identity` (422), `no-such-agency` (404), `draft-open` (409).
    """
    given = dict(document)
    missing = [Finding(one, "缺少这一项") for one in ("slug", "lead") if not isinstance(given.get(one), str)]
    if missing:
        message = "草稿须写明一件事的标识和牵头部门。"
        raise Refusal("draft-without-identity", message, status=422, findings=missing)
    if given["lead"] not in led(by):
        raise Refusal("no-such-agency", "没有找到这个部门。", status=404)
    other = BundleEdition.objects.open().filter(slug=given["slug"]).first()
    if other is not None:
        message = f"“{other.name or other.slug}”已有一份{other.stage_label}（{other.author_name}），请在它上面继续。"
        raise Refusal("draft-open", message)
    last = BundleEdition.objects.issued().filter(slug=given["slug"]).order_by("-edition").first()
    given["edition"] = last.edition + 1 if last else 1
    commit = Commit(by=by, at=at)
    row = new_row(settled(given), by=by, at=at)
    row.stage = NEW
    commit.move(row, "begin", body=gist(row, by))
    commit.answer = {"bundle": str(row.id)}
    return write(commit)


def edit(bundle_id: UUID, document: Mapping[str, Any], *, version: int, by: Actor, at: datetime) -> Answer:
    """Replace a draft's document by another of the same bundle; `version` is the one that was worked on.

    Raises Refusal `no-such-bundle` (404), `overtaken` (409), `wrong-stage` (409), `identity-fixed` (422).
    """
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    if row.version != version:
        raise Refusal("overtaken", f"{row.author_name or '他人'}刚刚改过这份草稿，请看过最新内容再改。")
    if moved := [
        Finding(one, "这一项不能改") for one in IDENTITY if document.get(one) != row.document.get(one)
    ]:
        message = "标识、牵头部门和版次不能改；要另立一件事，请另起草稿。"
        raise Refusal("identity-fixed", message, status=422, findings=moved)
    new = settled(document)
    changed = sorted(part for part in {*new, *row.document} if new.get(part) != row.document.get(part))
    commit.change(
        row, author=by.staff_id, author_for=by.stands_for, author_name=by.name, changed_at=at, **columns(new)
    )
    commit.move(row, "edit", body={**gist(row, by), "parts": changed})
    commit.answer = {"bundle": str(row.id)}
    return write(commit)


def submit(bundle_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """提交审核: `reason` says what changed and why.

    Raises Refusal `no-such-bundle` (404), `reason-missing` (422), `bundle-faulty` (422) naming every fault.
    """
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    commit.move(row, "submit", body={**gist(row, by), "reason": worded(reason)})
    sound(row, local(at).date())
    commit.change(row, submitter=person(by), submitter_for=by.stands_for, changed_at=at)
    commit.answer = {"bundle": str(row.id)}
    return write(commit)


def discard(bundle_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """作废草稿. Raises Refusal `no-such-bundle` (404), `reason-missing` (422), `wrong-stage` (409)."""
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    commit.move(row, "discard", body={**gist(row, by), "reason": worded(reason)})
    commit.change(row, changed_at=at)
    commit.answer = {"bundle": str(row.id)}
    return write(commit)


def found(bundle_id: UUID, by: Actor) -> BundleEdition:
    """The bundle, if this post keeps what its lead agency leads. Raises Refusal `no-such-bundle` (404)."""
    row = BundleEdition.objects.filter(pk=bundle_id, lead__in=led(by)).first()
    if row is None:
        raise Refusal("no-such-bundle", "没有找到这一版一件事清单。", status=404)
    return row


def led(by: Actor) -> frozenset[str]:
    """The agencies whose bundles this post keeps; none for a post of certain matters, since a bundle reaches further."""
    return frozenset() if by.matters else agencies_kept(by)


def sound(row: BundleEdition, today: date) -> None:
    """Raises Refusal `bundle-faulty` (422) with all that keeps it from being offered from its first day on."""
    try:
        bundle = schema.read(row.document)
        faults = findings(bundle, surroundings(bundle, max(today, bundle.effective_from)))
    except schema.BundleInvalid as invalid:
        faults = list(invalid.findings)
    if faults:
        raise Refusal("bundle-faulty", "一件事检查没有通过，还不能推出。", status=422, findings=faults)
