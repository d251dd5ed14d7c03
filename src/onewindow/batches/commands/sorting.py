"""分类梳理: the office draws up a batch and says which items stand in it; the visits come from their editions."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from onewindow.batches.models import Batch, Entry, NegativeEntry
from onewindow.batches.offices import office_of_post
from onewindow.batches.standing import Standing, broken, standing, why_not_enter
from onewindow.catalogue.models import Edition
from onewindow.core.calendar import local
from onewindow.core.ids import uuid7
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor, person
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write

SHORTEST_TITLE, LONGEST_TITLE = 4, 80


def draw_up(office: str, *, title: str, publish_on: date | None, by: Actor, at: datetime) -> Answer:
    """编制: a batch without items yet, the next of its office. Discarded ones are not counted.

    Raises Refusal `no-such-agency` (404) for an office that is not this post's, `batch-incomplete` (422).
    """
    if not office or office != office_of_post(by):
        raise Refusal("no-such-agency", "没有找到这个部门。", status=404)
    day = _sound(title, publish_on, local(at).date())
    last = Batch.objects.filter(office=office).exclude(stage="discarded").aggregate(n=Max("ordinal"))["n"]
    row = Batch(
        id=uuid7(at), office=office, ordinal=(last or 0) + 1, title=title.strip(), publish_on=day, drawn_at=at,
        drawn_by=person(by), drawn_for=by.stands_for, drawer_name=by.name, author=person(by), author_for=by.stands_for,
        author_name=by.name,
    )  # fmt: skip
    commit = Commit(by=by, at=at)
    commit.move(row, "draw_up", body={**gist(row, by), "title": row.title, "publish_on": day.isoformat()})
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def edit(
    batch_id: UUID, *, title: str, publish_on: date | None, add: Collection[str] = (), remove: Collection[str] = (),
    by: Actor, at: datetime,
) -> Answer:  # fmt: skip
    """修改: title, day and items, all or nothing; `add` and `remove` are slugs.

    Raises Refusal `no-such-batch` (404), `wrong-stage` (409), `batch-incomplete` (422), `batch-faulty` (422) naming
    every item that cannot be entered: not in force today, of another office, needing more than one visit, listed already.
    """
    commit = Commit(by=by, at=at)
    row = kept(batch_id, by)
    today = local(at).date()
    body = {**gist(row, by), "title": title.strip(), "added": sorted(add), "removed": sorted(remove)}
    commit.move(row, "edit", body={**body, "publish_on": publish_on.isoformat() if publish_on else ""})
    day = _sound(title, publish_on, today, unchanged=row.publish_on)
    commit.change(
        row,
        title=title.strip(),
        publish_on=day,
        author=person(by),
        author_for=by.stands_for,
        author_name=by.name,
    )
    for entry in row.entries.filter(state="listed", slug__in=list(remove)):
        commit.change(entry, state="dropped")
    if add:
        commit.insert(*_entered(row, list(dict.fromkeys(add)), set(remove), today, at))
    commit.answer = {"batch": str(row.id)}
    return write(commit)


def gist(row: Batch, by: Actor) -> dict[str, object]:
    """What every event of a batch says of it."""
    return {"office": row.office, "ordinal": row.ordinal, "by_name": by.name}


def kept(batch_id: UUID, by: Actor) -> Batch:
    """The batch, if this post keeps those of its office. Raises Refusal `no-such-batch` (404)."""
    return present(Batch.objects.kept_by(by).filter(pk=batch_id).first())


def present(row: Batch | None) -> Batch:
    if row is None:
        raise Refusal("no-such-batch", "没有找到这个批次。", status=404)
    return row


def sound(entries: Collection[Entry], current: Standing) -> None:
    """Raises Refusal `batch-faulty` (422) where there is no item, or the catalogue no longer bears one out."""
    findings = list(broken(entries, current))
    if not entries:
        findings = [Finding("items", "批次里还没有事项。")]
    if findings:
        raise Refusal("batch-faulty", "批次里的事项还不能公布。", status=422, findings=findings)


def _sound(title: str, publish_on: date | None, today: date, unchanged: date | None = None) -> date:
    findings = list(_about_the_title(title.strip()))
    if publish_on is None:
        findings.append(Finding("publish_on", "请写明计划公布日期。"))
    elif publish_on < today and publish_on != unchanged:
        findings.append(Finding("publish_on", "计划公布日期应在今天或以后。"))
    if findings or publish_on is None:
        raise Refusal("batch-incomplete", "批次还不完整。", status=422, findings=findings)
    return publish_on


def _about_the_title(title: str) -> Iterator[Finding]:
    if not SHORTEST_TITLE <= len(title) <= LONGEST_TITLE:
        yield Finding("title", f"请写明标题，{SHORTEST_TITLE} 到 {LONGEST_TITLE} 个字。")


def _entered(row: Batch, slugs: list[str], leaving: set[str], today: date, at: datetime) -> list[Entry]:
    """The new lines, each by the edition in force today."""
    now = standing(today)
    findings = list(why_not_enter(slugs, row.office, _taken(slugs, leaving), now))
    if findings:
        raise Refusal("batch-faulty", "有事项不能列入，一项也没有列入。", status=422, findings=findings)
    sources = [now[slug].edition_id for slug in slugs]
    numbers = dict(Edition.objects.filter(pk__in=sources).values_list("pk", "edition"))
    return [
        Entry(
            id=uuid7(at), batch=row, source_id=item.edition_id, slug=item.slug, edition=numbers[item.edition_id],
            item_name=item.name, agency_code=item.agency, visits=item.visits,
        )
        for item in (now[slug] for slug in slugs)
    ]  # fmt: skip


def _taken(slugs: list[str], leaving: set[str]) -> dict[str, str]:
    """By slug, on which list an item stands already."""
    entries = Entry.objects.filter(state="listed", slug__in=slugs).select_related("batch")
    batches = {entry.slug: entry.batch.ordinal_label for entry in entries if entry.slug not in leaving}
    negative = NegativeEntry.objects.listed().filter(slug__in=slugs).values_list("slug", flat=True)
    return {**dict.fromkeys(negative, "负面清单，请先移出"), **batches}
