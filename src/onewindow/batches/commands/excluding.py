"""负面清单: an item that cannot be done with at most one visit is listed with the reason and the law, and removed again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from uuid import UUID

from onewindow.batches.models import NegativeEntry
from onewindow.batches.offices import listed_by, office_of_post
from onewindow.batches.rules import batch_rules
from onewindow.batches.standing import MOST_VISITS, standing
from onewindow.catalogue.commands.drafting import worded
from onewindow.catalogue.listing import Listed
from onewindow.catalogue.models import guide_of
from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write

SHORTEST_REASON, LONGEST_BASIS = 6, 200
LAW = re.compile(r"《[^《》]{2,60}》.*第.{1,12}条")


def list_negative(slug: str, *, ground: str, reason: str, basis: str, by: Actor, at: datetime) -> Answer:
    """列入负面清单: `ground` is a key of the rules, `reason` in words for the public, `basis` law and article.

    Raises Refusal `no-such-item` (404), `within-one-visit` (409) for an item that needs at most one,
    `listed-already` (409), `negative-incomplete` (422).
    """
    office = office_of_post(by)
    item = standing(local(at).date()).get(slug)
    if not office or item is None or item.agency not in listed_by(office):
        raise Refusal("no-such-item", "没有这个事项，或者今天不办理。", status=404)
    findings = list(_about(ground, reason.strip(), basis.strip()))
    if findings:
        raise Refusal("negative-incomplete", "负面清单的事项还不完整。", status=422, findings=findings)
    _fits(item)
    row = NegativeEntry(
        id=uuid7(at), office=office, slug=slug, edition=guide_of(item.edition_id).edition, item_name=item.name,
        agency_code=item.agency, visits=item.visits, ground=ground, reason=reason.strip(), basis=basis.strip(),
        listed_at=at, lister_name=by.name,
    )  # fmt: skip
    body = {
        **_gist(row, by), "edition": row.edition, "visits": row.visits, "ground": ground, "reason": row.reason,
        "basis": row.basis,
    }  # fmt: skip
    commit = Commit(by=by, at=at)
    commit.move(row, "list", body=body)
    commit.answer = {"negative": str(row.id)}
    return write(commit)


def remove_negative(entry_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """移出负面清单, with a reason.

    Raises Refusal `no-such-negative` (404), `reason-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = NegativeEntry.objects.kept_by(by).filter(pk=entry_id).first()
    if row is None:
        raise Refusal("no-such-negative", "没有找到负面清单里的这一项。", status=404)
    commit.check(row, "remove")
    text = worded(reason)
    commit.move(row, "remove", body={**_gist(row, by), "reason": text})
    commit.change(row, removed_at=at, remover_name=by.name, removal_reason=text)
    commit.answer = {"negative": str(row.id)}
    return write(commit)


def _gist(row: NegativeEntry, by: Actor) -> dict[str, object]:
    return {"office": row.office, "slug": row.slug, "agency": row.agency_code, "by_name": by.name}


def _about(ground: str, reason: str, basis: str) -> Iterator[Finding]:
    if ground not in batch_rules().grounds:
        yield Finding("ground", "请选择理由的类别。")
    if len(reason) < SHORTEST_REASON:
        yield Finding("reason", f"请写明理由，不少于 {SHORTEST_REASON} 个字。")
    if not LAW.search(basis) or len(basis) > LONGEST_BASIS:
        yield Finding("basis", "请写明法律依据，例如：《教师资格条例》第十四条。")


def _fits(item: Listed) -> None:
    if item.visits <= MOST_VISITS:
        message = f"“{item.name}”按现行清单只要{item.visits}次到现场，应列入批次，不能列入负面清单。"
        raise Refusal("within-one-visit", message)
    if NegativeEntry.objects.listed().filter(slug=item.slug).exists():
        raise Refusal("listed-already", f"“{item.name}”已在负面清单上。")
