"""审定和公布: the government's approval is entered by a second person, the batch published on a day, a line struck off later."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from onewindow.batches.commands.pledging import concerned, listed
from onewindow.batches.commands.sorting import gist, kept, sound
from onewindow.batches.models import Batch
from onewindow.batches.standing import standing
from onewindow.catalogue.commands.drafting import worded
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.core.separation import why_not
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write
from onewindow.places.directory import agency

DOCUMENT_NO = re.compile(r"[^\W\d_]{2,20}〔(19|20)\d{2}〕[1-9]\d{0,4}号")
"""发文字号 (GB/T 9704): 机关代字〔年份〕序号."""
BRACKETS = str.maketrans("[]［］【】()（）", "〔〕〔〕〔〕〔〕〔〕")


def approve(batch_id: UUID, *, number: str, approved_on: date | None, by: Actor, at: datetime) -> Answer:
    """登记政府审定: `number` is the 发文字号 of the approval, `approved_on` its date.

    Raises Refusal `no-such-batch` (404), `same-person` (403), `wrong-stage` (409), `pledges-outstanding` (409) naming the
    agencies, `approval-incomplete` (422), `batch-faulty` (422).
    """
    commit = Commit(by=by, at=at)
    row = kept(batch_id, by)
    compiled = {"batch.draw_up": (row.drawn_by, row.drawn_for), "batch.edit": (row.author, row.author_for)}
    if refusal := why_not("batch.approve", by, compiled):
        raise refusal
    text = "".join(number.split()).translate(BRACKETS)
    on = approved_on.isoformat() if approved_on else ""
    commit.move(row, "approve", body={**gist(row, by), "number": text, "on": on})
    entries = listed(row)
    if missing := [agency(code).name for code in concerned(entries) if code not in row.pledges]:
        raise Refusal("pledges-outstanding", f"还没有承诺的部门：{'、'.join(missing)}。")
    if findings := list(_about_the_approval(row, text, approved_on, local(at).date())):
        raise Refusal("approval-incomplete", "政府审定还不完整。", status=422, findings=findings)
    sound(entries, standing(local(at).date()))
    commit.change(row, approval_no=text, approved_on=approved_on, recorder_name=by.name)
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def publish(batch_id: UUID, *, on: date | None, by: Actor, at: datetime) -> Answer:
    """公布: from the day `on`, today or later, anybody reads it.

    Raises Refusal `no-such-batch` (404), `wrong-stage` (409), `batch-incomplete` (422), `batch-faulty` (422).
    """
    commit = Commit(by=by, at=at)
    row = kept(batch_id, by)
    today = local(at).date()
    commit.move(row, "publish", body={**gist(row, by), "on": on.isoformat() if on else ""})
    if on is None or on < today:
        message = "请写明公布日期，今天或以后。"
        raise Refusal("batch-incomplete", message, status=422, findings=[Finding("on", message)])
    sound(listed(row), standing(on))
    commit.change(row, published_on=on, publisher_name=by.name)
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def strike(batch_id: UUID, slug: str, *, reason: str, by: Actor, at: datetime) -> Answer:
    """撤下事项 from a published batch, for everybody to read why; the batch itself stays.

    Raises Refusal `no-such-batch` (404), `no-such-item` (404), `reason-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = kept(batch_id, by)
    commit.check(row, "strike")
    text = worded(reason)
    commit.move(row, "strike", body={**gist(row, by), "slug": slug, "reason": text})
    entry = row.entries.filter(state="listed", slug=slug).first()
    if entry is None:
        raise Refusal("no-such-item", "这个事项不在这个批次里，或者已经撤下。", status=404)
    commit.change(entry, state="struck", struck_on=local(at).date(), struck_by=by.name, struck_reason=text)
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def _about_the_approval(row: Batch, number: str, on: date | None, today: date) -> Iterator[Finding]:
    if not DOCUMENT_NO.fullmatch(number):
        yield Finding("number", "请按文件写明发文字号，例如：江政发〔2026〕12号。")
    if on is None:
        yield Finding("approved_on", "请写明批准日期。")
    elif on > today:
        yield Finding("approved_on", "批准日期不能晚于今天。")
    elif on < local(row.drawn_at).date():
        yield Finding("approved_on", "批准日期不能早于批次编制之日。")
