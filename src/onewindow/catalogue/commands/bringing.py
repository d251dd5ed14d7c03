"""导入: documents that one person brings as drafts of the items that the post keeps, all or none, in one commit.

What stands in force or in a draft as it is brought comes in no second time: whoever takes all items out, changes one
and brings them back leaves one draft.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from pydantic import TypeAdapter, ValidationError

from onewindow.catalogue.commands.receiving import DocumentsRefused
from onewindow.catalogue.keeping import agencies_kept
from onewindow.catalogue.models import Edition
from onewindow.catalogue.models.edition import ISSUED, OPEN
from onewindow.catalogue.rows import columns, first_day, gist, new_row, settled
from onewindow.catalogue.schema.edition import Slug
from onewindow.core.life import NEW
from onewindow.core.refusal import Finding, Refusal
from onewindow.core.roles import Actor
from onewindow.journal.commit import Answer, Commit
from onewindow.journal.writer import write

Document = dict[str, Any]
MOST = 1_000
"""Documents of one import: they are written in one commit."""
_SLUG: TypeAdapter[str] = TypeAdapter(Slug)


@dataclass(frozen=True)
class _Item:
    """What there is of an item: the edition issued last, and the one that is open."""

    last: Edition | None
    open: Edition | None

    def has(self, document: Document) -> bool:
        """Whether the document stands there already, as the edition it says it is."""
        return any(row is not None and row.document == document for row in (self.last, self.open))


def bring_in(documents: Sequence[Mapping[str, Any]], *, replace: bool, by: Actor, at: datetime) -> Answer:
    """Begin a draft of each, or go on with one's own where `replace` says so; the answer counts them.

    Raises `DocumentsRefused` (`no-such-agency`, 404, where one is of an agency that the post does not keep), and
    Refusal `nothing-new` (422) when all of it stands there already.
    """
    if len(documents) > MOST:
        message = f"一次最多导入{MOST}个事项，请分成几次"
        raise DocumentsRefused([(MOST, Finding("slug", message))])
    bringing = _Bringing(Commit(by=by, at=at), replace, _items(documents))
    for n, document in enumerate(documents):
        bringing.take(n, document)
    bringing.stop_at_faults()
    commit = bringing.commit
    if not commit.events:
        raise Refusal("nothing-new", "内容都与现有的清单相同，没有要导入的改动。", status=422)
    commit.answer = {name: str(number) for name, number in bringing.counts.items()}
    return write(commit)


class _Bringing:
    """One import under way."""

    def __init__(self, commit: Commit, replace: bool, items: dict[str, _Item]) -> None:
        self.commit, self.replace, self.items = commit, replace, items
        self.kept = agencies_kept(commit.by)
        self.faults: list[tuple[int, Finding]] = []
        self.strange = False
        self.counts = {"begin": 0, "revise": 0, "edit": 0, "same": 0}

    def take(self, n: int, given: Mapping[str, Any]) -> None:
        """Put what becomes of one document into the commit, or what is wrong with it among the faults."""
        findings = list(self._identity(given))
        if findings:
            self.faults += [(n, finding) for finding in findings]
            return
        document = settled(given)
        item = self.items.get(document["slug"], _Item(None, None))
        if item.has(document):
            self.counts["same"] += 1
        elif item.open is not None:
            self._go_on(n, item.open, document)
        else:
            self._begin(item.last, document)

    def stop_at_faults(self) -> None:
        if self.faults and self.strange:
            raise DocumentsRefused(self.faults, code="no-such-agency", status=404)
        if self.faults:
            raise DocumentsRefused(self.faults)

    def _identity(self, document: Mapping[str, Any]) -> Iterator[Finding]:
        slug, place, by = document.get("slug"), document.get("agency"), self.commit.by
        try:
            _SLUG.validate_python(slug)
        except ValidationError:
            yield Finding("slug", "事项标识只能用小写字母、数字和连字符，不超过60个字符")
            return
        if not isinstance(place, str) or place not in self.kept or (by.matters and slug not in by.matters):
            self.strange = True
            yield Finding("agency", "没有找到这个部门；请写本岗位管理的部门的代码")
            return
        item = self.items.get(str(slug))
        there = item and (item.open or item.last)
        if there and there.agency_code != place:
            yield Finding("slug", f"“{slug}”已经用于别的部门的事项，请换一个事项标识")

    def _go_on(self, n: int, row: Edition, document: Document) -> None:
        finding = self._held(row)
        if finding is not None:
            self.faults.append((n, finding))
            return
        new = settled({**document, "edition": row.edition})
        changed = sorted(part for part in {*new, *row.document} if new.get(part) != row.document.get(part))
        by, at = self.commit.by, self.commit.at
        self.commit.change(
            row,
            author=by.staff_id,
            author_for=by.stands_for,
            author_name=by.name,
            changed_at=at,
            **columns(new),
        )
        self.commit.move(row, "edit", body={**gist(row, by), "parts": changed, "workbook": True})
        self.counts["edit"] += 1

    def _held(self, row: Edition) -> Finding | None:
        """Why an open edition is not gone on with; None when it is."""
        if row.stage != "draft":
            return Finding("slug", f"“{row.name or row.slug}”正在等待审核，退回以后才能改")
        if row.author not in self.commit.by.hands:
            return Finding("slug", f"“{row.name or row.slug}”已有{row.author_name}的草稿，请在它上面继续")
        if not self.replace:
            return Finding(
                "slug", f"您已有“{row.name or row.slug}”的草稿；要换成这一份，请勾选“替换我的草稿”"
            )
        return None

    def _begin(self, last: Edition | None, document: Document) -> None:
        by, at = self.commit.by, self.commit.at
        body: dict[str, Any] = {"workbook": True}
        new = {**document, "edition": last.edition + 1 if last else 1}
        if last is not None:
            body["from"] = last.edition
            if _day(new.get("effective_from")) == last.effective_from:
                new["effective_from"] = first_day(last, at).isoformat()
        row = new_row(settled(new), by=by, at=at)
        row.stage = NEW
        verb = "revise" if last else "begin"
        self.commit.move(row, verb, body={**gist(row, by), **body})
        self.items[row.slug] = _Item(last, row)
        self.counts[verb] += 1


def _items(documents: Sequence[Mapping[str, Any]]) -> dict[str, _Item]:
    """By slug, what there is of the items named. Two statements for every thousand."""
    slugs = {slug for one in documents if isinstance(slug := one.get("slug"), str)}
    found = Edition.objects.filter(slug__in=sorted(slugs), stage__in=(*OPEN, *ISSUED)).order_by("edition")
    last: dict[str, Any] = {}
    open_: dict[str, Any] = {}
    for pk, slug, stage in found.values_list("pk", "slug", "stage"):
        (open_ if stage in OPEN else last)[slug] = pk
    rows = Edition.objects.in_bulk([*last.values(), *open_.values()])
    return {slug: _Item(rows.get(last.get(slug)), rows.get(open_.get(slug))) for slug in {*last, *open_}}


def _day(value: object) -> date | None:
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
