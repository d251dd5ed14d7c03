"""公开承诺: the batch goes round, the head of every agency in it pledges; it is given back with a reason, or given up."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from onewindow.batches.commands.sorting import gist, kept, present, sound
from onewindow.batches.models import Batch, Entry
from onewindow.batches.offices import office_of_post, pledging_for
from onewindow.batches.standing import standing
from onewindow.catalogue.commands.drafting import worded
from onewindow.core.calendar import local
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write

SHORTEST_POST, LONGEST_POST = 2, 20


def circulate(batch_id: UUID, *, by: Actor, at: datetime) -> Answer:
    """送部门承诺: from now on the heads of the agencies see it; the list is fixed.

    Raises Refusal `no-such-batch` (404), `wrong-stage` (409), `batch-faulty` (422).
    """
    commit = Commit(by=by, at=at)
    row = kept(batch_id, by)
    entries = listed(row)
    items = [f"{entry.slug}@{entry.edition}" for entry in entries]
    commit.move(row, "circulate", body={**gist(row, by), "items": items, "agencies": concerned(entries)})
    sound(entries, standing(local(at).date()))
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def pledge(batch_id: UUID, *, title: str, by: Actor, at: datetime) -> Answer:
    """签字承诺 by the head for the whole agency, under name and office held (`title`, 职务), today.

    Raises Refusal `no-such-batch` (404), `wrong-stage` (409), `pledged-already` (409), `pledge-incomplete` (422).
    """
    commit = Commit(by=by, at=at)
    row = present(Batch.objects.to_pledge(by).filter(pk=batch_id).first())
    held, whose = title.strip(), pledging_for(by)
    today = local(at).date().isoformat()
    commit.move(row, "pledge", body={**gist(row, by), "agency": whose, "title": held, "on": today})
    if whose in row.pledges:
        raise Refusal("pledged-already", "本部门已经承诺，不用再签。")
    if not SHORTEST_POST <= len(held) <= LONGEST_POST:
        message = f"请写明职务，{SHORTEST_POST} 到 {LONGEST_POST} 个字，例如：局长。"
        raise Refusal("pledge-incomplete", message, status=422, findings=[Finding("title", message)])
    given = {"name": by.name, "title": held, "on": today}
    commit.change(row, pledges={**row.pledges, whose: given})
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def return_(batch_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """退回重编, by the office or by the head of an agency in it; the pledges given so far no longer count.

    Raises Refusal `no-such-batch` (404), `reason-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    rows = Batch.objects.kept_by(by) if office_of_post(by) else Batch.objects.to_pledge(by)
    row = present(rows.filter(pk=batch_id).first())
    commit.check(row, "return")
    text = worded(reason)
    commit.move(row, "return", body={**gist(row, by), "reason": text})
    commit.change(row, pledges={}, approval_no="", approved_on=None, recorder_name="", reason=text)
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def discard(batch_id: UUID, *, reason: str, by: Actor, at: datetime) -> Answer:
    """作废 before publication; its items may be entered elsewhere.

    Raises Refusal `no-such-batch` (404), `reason-missing` (422), `wrong-stage` (409).
    """
    commit = Commit(by=by, at=at)
    row = kept(batch_id, by)
    commit.check(row, "discard")
    text = worded(reason)
    commit.move(row, "discard", body={**gist(row, by), "reason": text})
    commit.change(row, reason=text)
    for entry in listed(row):
        commit.change(entry, state="dropped")
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def listed(row: Batch) -> list[Entry]:
    return list(row.entries.filter(state="listed"))


def concerned(entries: Collection[Entry]) -> list[str]:
    """The agencies whose heads have to pledge."""
    return sorted({entry.agency_code for entry in entries})
