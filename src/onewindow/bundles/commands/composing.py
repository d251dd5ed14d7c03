"""起草: the lead agency writes a bundle as a draft and gives it to a second person, or gives it up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy
from datetime import date, datetime, timedelta
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

IDENTITY = ("slug", "edition")
"""What an edition is of; fixed when the draft begins."""
WRITTEN = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_SLUG = 60


def begin(document: Mapping[str, Any], *, by: Actor, at: datetime) -> Answer:
    """A draft of a new bundle, or of the next edition of one; as incomplete as it is.

    Raises Refusal `draft-without-identity` (422), `no-such-agency` (404), `draft-open` (409).
    """
    given = dict(document)
    if missing := list(_unnamed(given)):
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


def revise(bundle_id: UUID, *, by: Actor, at: datetime) -> Answer:
    """The next edition as a draft, which begins as this one and takes effect tomorrow at the earliest.

    Raises Refusal `no-such-bundle` (404), `draft-open` (409).
    """
    row = found(bundle_id, by)
    last = max(local(at).date(), row.effective_from or local(at).date())
    first = min(last, date.max - timedelta(days=1)) + timedelta(days=1)
    document = {**deepcopy(row.document), "effective_from": first.isoformat()}
    document.pop("effective_to", None)
    return begin(document, by=by, at=at)


def edit(bundle_id: UUID, document: Mapping[str, Any], *, version: int, by: Actor, at: datetime) -> Answer:
    """Replace a draft's document by another of the same bundle; `version` is the one that was worked on.

    Raises Refusal `no-such-bundle` (404), `overtaken` (409), `wrong-stage` (409), `identity-fixed` (422).
    """
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    if row.version != version:
        raise Refusal("overtaken", f"{row.author_name or '他人'}刚刚改过这份草稿，请看过最新内容再改。")
    if moved := list(_moved(row, document, by)):
        message = "标识和版次不能改，牵头部门只能换成本岗位管的部门；要另立一件事，请另起草稿。"
        raise Refusal("identity-fixed", message, status=422, findings=moved)
    new = settled(document)
    commit.change(row, lead=new["lead"])
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
    commit.check(row, "submit")
    commit.move(row, "submit", body={**gist(row, by), "reason": worded(reason)})
    sound(row, local(at).date())
    commit.change(row, submitter=person(by), submitter_for=by.stands_for, changed_at=at)
    commit.answer = {"bundle": str(row.id)}
    return write(commit)


def discard(bundle_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """作废草稿. Raises Refusal `no-such-bundle` (404), `reason-missing` (422), `wrong-stage` (409)."""
    commit = Commit(by=by, at=at)
    row = found(bundle_id, by)
    commit.check(row, "discard")
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


def _unnamed(document: Mapping[str, Any]) -> Iterator[Finding]:
    slug, lead = document.get("slug"), document.get("lead")
    if not isinstance(slug, str) or not WRITTEN.fullmatch(slug) or len(slug) > LONGEST_SLUG:
        yield Finding("slug", "标识用小写字母、数字和连字符写，例如 kaiban-canyindian，最多60个字符")
    if not isinstance(lead, str):
        yield Finding("lead", "缺少这一项")


def _moved(row: BundleEdition, document: Mapping[str, Any], by: Actor) -> Iterator[Finding]:
    """What may not be changed; the lead only to another agency whose bundles this post keeps."""
    for one in IDENTITY:
        if document.get(one) != row.document.get(one):
            yield Finding(one, "这一项不能改")
    if document.get("lead") not in led(by):
        yield Finding("lead", "没有这个部门，或者不归本岗位管")


def sound(row: BundleEdition, today: date) -> None:
    """Raises Refusal `bundle-faulty` (422) with all that keeps it from being offered from its first day on."""
    try:
        bundle = schema.read(row.document)
        faults = findings(bundle, surroundings(bundle, max(today, bundle.effective_from)))
    except schema.BundleInvalid as invalid:
        faults = list(invalid.findings)
    if faults:
        raise Refusal("bundle-faulty", "一件事检查没有通过，还不能推出。", status=422, findings=faults)
