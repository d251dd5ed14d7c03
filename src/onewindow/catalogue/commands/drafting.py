"""起草: an edition comes into being as a draft, is worked on, and is given to a second person or given up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from copy import deepcopy
from datetime import datetime
from typing import Any
from uuid import UUID

from pydantic import TypeAdapter, ValidationError

from onewindow.catalogue.keeping import agencies_kept, kept_edition
from onewindow.catalogue.lint import blocking
from onewindow.catalogue.models import BaseItemRow, Edition
from onewindow.catalogue.placing import next_number
from onewindow.catalogue.rows import columns, first_day, gist, new_row, settled
from onewindow.catalogue.schema.edition import PlaceCode, Slug
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor, person
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.places.directory import agency
from onewindow.places.models import Agency

SHORTEST_REASON = 4
SLUG, AGENCY = TypeAdapter[str](Slug), TypeAdapter[str](PlaceCode)
IDENTITY = ("slug", "agency", "edition")
"""What an edition is of; fixed when the draft begins."""


def claim(base_code: str, agency_code: str, *, by: Actor, at: datetime) -> Answer:
    """认领: the first draft of an agency's own list of a base item, with all that is the same everywhere filled in.

    Raises Refusal `no-such-base` (404), `not-claimable` (409) when the level may not or the agency did already.
    """
    base = BaseItemRow.objects.filter(pk=base_code).first()
    if base is None or agency_code not in agencies_kept(by):
        raise Refusal("no-such-base", "没有找到这个基本目录事项。", status=404)
    place = agency(agency_code)
    claimable(base.name, base.code, base.levels, place)
    slug = f"{base.slug}-{agency_code}" if Edition.objects.filter(slug=base.slug).exists() else base.slug
    document = {
        **base.item.standard(), "base_code": base.code, "slug": slug, "agency": agency_code, "edition": 1,
        "level": place.division.level, "code": f"{place.uscc}{place.division.level}{base.code}",
    }  # fmt: skip
    return open_draft(Commit(by=by, at=at), "claim", document, {"base": base.code})


def begin(document: Mapping[str, Any], *, by: Actor, at: datetime) -> Answer:
    """A draft from a document, as complete or incomplete as it is: written anew, imported or copied.

    Raises Refusal `draft-without-identity` (422), `no-such-agency` (404), `draft-open` (409).
    """
    given = dict(document)
    if findings := list(_unidentified(given)):
        raise Refusal(
            "draft-without-identity", "草稿须写明事项标识和实施机关。", status=422, findings=findings
        )
    if by.role != "system" and given["agency"] not in agencies_kept(by):
        raise Refusal("no-such-agency", "没有找到这个部门。", status=404)
    given["edition"] = next_number(given["slug"])
    return open_draft(Commit(by=by, at=at), "begin", given, {})


def revise(edition_id: UUID, *, by: Actor, at: datetime) -> Answer:
    """修订: the next edition of an item as a draft, which begins as this one and takes effect tomorrow at the earliest.

    Raises Refusal `no-such-edition` (404), `draft-open` (409).
    """
    row = found(edition_id, by)
    document = {
        **deepcopy(row.document),
        "edition": next_number(row.slug),
        "effective_from": first_day(row, at).isoformat(),
    }
    document.pop("effective_to", None)
    return open_draft(Commit(by=by, at=at), "revise", document, {"from": row.edition})


def edit(edition_id: UUID, document: Mapping[str, Any], *, version: int, by: Actor, at: datetime) -> Answer:
    """Replace a draft's document by another of the same item; `version` is the one that was worked on.

    Raises Refusal `no-such-edition` (404), `overtaken` (409), `wrong-stage` (409), `identity-fixed` (422).
    """
    commit = Commit(by=by, at=at)
    _edit(commit, edition_id, document, version)
    return write(commit)


def edit_and_submit(
    edition_id: UUID, document: Mapping[str, Any], *, version: int, reason: str, by: Actor, at: datetime
) -> Answer:
    """`edit` and `submit` in one act: either both happen or neither. Refusals as theirs."""
    commit = Commit(by=by, at=at)
    _submit(commit, _edit(commit, edition_id, document, version), reason)
    return write(commit)


def submit(edition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """提交审核: `reason` says what changed and why.

    Raises Refusal `no-such-edition` (404), `reason-missing` (422), `edition-faulty` (422) naming every blocking fault.
    """
    commit = Commit(by=by, at=at)
    _submit(commit, found(edition_id, by), reason)
    return write(commit)


def discard(edition_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """作废草稿. Raises Refusal `no-such-edition` (404), `reason-missing` (422), `wrong-stage` (409)."""
    commit = Commit(by=by, at=at)
    row = found(edition_id, by)
    commit.check(row, "discard")
    commit.move(row, "discard", body={**gist(row, by), "reason": worded(reason)})
    commit.change(row, changed_at=at)
    commit.answer = {"edition": str(row.id)}
    return write(commit)


def found(edition_id: UUID, by: Actor) -> Edition:
    """The edition, if this post keeps it. Raises Refusal `no-such-edition` (404)."""
    row = kept_edition(edition_id, by)
    if row is None:
        raise Refusal("no-such-edition", "没有找到这一版事项清单。", status=404)
    return row


def claimable(name: str, base_code: str, levels: Collection[int], place: Agency) -> None:
    """Raises Refusal `not-claimable` (409) when the place's level may not, or it has a list of the item already."""
    if place.division.level not in levels:
        raise Refusal("not-claimable", f"“{name}”不由{place.name}这一层级行使，不能认领。")
    same = Edition.objects.filter(base_code=base_code, agency_code=place.code)
    if same.exclude(stage="discarded").exists():
        raise Refusal("not-claimable", f"{place.name}已经认领“{name}”。")


def worded(reason: str) -> str:
    """The reason without blanks around it. Raises Refusal `reason-missing` (422) when it says too little."""
    text = reason.strip()
    if len(text) < SHORTEST_REASON:
        message = f"请写明原因，不少于 {SHORTEST_REASON} 个字。"
        raise Refusal("reason-missing", message, status=422, findings=[Finding("reason", message)])
    return text


def _edit(commit: Commit, edition_id: UUID, document: Mapping[str, Any], version: int) -> Edition:
    row, by = found(edition_id, commit.by), commit.by
    if row.version != version:
        raise Refusal("overtaken", f"{row.author_name or '他人'}刚刚改过这份草稿，请看过最新内容再改。")
    moved = [field for field in IDENTITY if document.get(field) != row.document.get(field)]
    if moved:
        findings = [Finding(field, "草稿建立后不能改变") for field in moved]
        raise Refusal("identity-fixed", "事项标识、实施机关和版次不能改变。", status=422, findings=findings)
    new = settled(document)
    changed = sorted(part for part in {*new, *row.document} if new.get(part) != row.document.get(part))
    commit.change(
        row,
        author=by.staff_id,
        author_for=by.stands_for,
        author_name=by.name,
        changed_at=commit.at,
        **columns(new),
    )
    commit.move(row, "edit", body={**gist(row, by), "parts": changed})
    commit.answer = {"edition": str(row.id)}
    return row


def _submit(commit: Commit, row: Edition, reason: str) -> None:
    commit.check(row, "submit")
    commit.move(row, "submit", body={**gist(row, commit.by), "reason": worded(reason)})
    if faults := blocking(row.document):
        raise Refusal("edition-faulty", "事项检查没有通过，还不能提交。", status=422, findings=faults)
    by = commit.by
    commit.change(row, submitter=person(by), submitter_for=by.stands_for, changed_at=commit.at)
    commit.answer = {"edition": str(row.id)}


def open_draft(commit: Commit, verb: str, document: dict[str, Any], body: dict[str, Any]) -> Answer:
    """A draft comes into being by this step. Raises Refusal `draft-open` (409)."""
    other = Edition.objects.open().filter(slug=document["slug"]).first()
    if other is not None:
        message = f"“{other.name or other.slug}”已有一份{other.stage_label}（{other.author_name}），请在它上面继续。"
        raise Refusal("draft-open", message)
    row = new_row(settled(document), by=commit.by, at=commit.at)
    row.stage = NEW
    commit.move(row, verb, body={**gist(row, commit.by), **body})
    commit.answer = {"edition": str(row.id)}
    return write(commit)


def _unidentified(document: Mapping[str, Any]) -> Iterator[Finding]:
    """What keeps a draft from being one of an item: whatever else may be wrong in it, this is a key."""
    for field, shape in (("slug", SLUG), ("agency", AGENCY)):
        try:
            shape.validate_python(document.get(field))
        except ValidationError:
            missing = not document.get(field)
            yield Finding(
                field, "缺少这一项" if missing else "应由小写字母、数字和连字符组成，不超过规定的长度"
            )
