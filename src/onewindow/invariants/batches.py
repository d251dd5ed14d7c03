"""最多跑一次: what the journal gives for batches and the negative list, and what must hold of what was published."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from onewindow.batches.models import Batch
from onewindow.invariants.breach import NumberedFault, installation_invariant
from onewindow.invariants.entries import Entry, entries

Columns = dict[str, Any]

PUBLIC = ("approved", "published")


@installation_invariant("batch-pledged-and-approved", "S0 长沙 5: C50, C52")
def pledged_and_approved() -> Iterator[NumberedFault]:
    """批次先承诺、再审定、后公布:每个部门的负责人都已承诺,有批准文号,公布不早于批准。"""
    for row in Batch.objects.filter(stage__in=PUBLIC).prefetch_related("entries").iterator(chunk_size=50):
        agencies = {one.agency_code for one in row.entries.all() if one.state != "dropped"}
        if silent := sorted(agencies - set(row.pledges)):
            yield "batch", str(row.pk)[-12:], f"没有承诺的部门 {'、'.join(silent)}"
        if not row.approval_no or row.approved_on is None:
            yield "batch", str(row.pk)[-12:], "没有批准文号或者批准日期"
        elif row.published_on is not None and row.published_on < row.approved_on:
            yield "batch", str(row.pk)[-12:], "公布早于批准"


@installation_invariant("batch-lines-journaled", "design §10; I-39")
def lines_are_those_of_the_journal() -> Iterator[NumberedFault]:
    """批次各行即日志所记:列入、移出、撤下逐项相符,每行承诺最多跑一次。"""
    for row in Batch.objects.prefetch_related("entries").iterator(chunk_size=50):
        journaled = _lines(entries("batch", [row.pk])[row.pk])
        stored = {one.slug: one.state for one in row.entries.all() if one.state != "dropped"}
        for slug in sorted(journaled.items() ^ stored.items()):
            yield "batch", str(row.pk)[-12:], f"{slug[0]} 与日志不符"
        if beyond := sorted(one.slug for one in row.entries.all() if one.visits > 1):
            yield "batch", str(row.pk)[-12:], f"{'、'.join(beyond)} 不止跑一次"


def _lines(journal: list[Entry]) -> dict[str, str]:
    """By slug, the state of each line that was not dropped."""
    lines: dict[str, str] = {}
    for entry in journal:
        if entry.verb == "edit":
            for slug in entry.body["removed"]:
                lines.pop(slug, None)
            lines |= dict.fromkeys(entry.body["added"], "listed")
        elif entry.verb == "strike":
            lines[entry.body["slug"]] = "struck"
        elif entry.verb == "discard":
            lines = {}
    return lines


def _drawn_up(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        "office": body["office"], "ordinal": body["ordinal"], "drawn_at": entry.at, "drawn_by": entry.by,
        "drawn_for": entry.stead,
        "drawer_name": body["by_name"], "pledges": {}, "approval_no": "", "approved_on": None, "recorder_name": "",
        "published_on": None, "publisher_name": "", "reason": "", **_edited(row, entry),
    }  # fmt: skip


def _edited(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        "title": body["title"], "publish_on": date.fromisoformat(body["publish_on"]), "author": entry.by,
        "author_for": entry.stead, "author_name": body["by_name"],
    }  # fmt: skip


def _pledged(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    given = {"name": body["by_name"], "title": body["title"], "on": body["on"]}
    return {"pledges": {**row["pledges"], body["agency"]: given}}


def _approved(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        "approval_no": body["number"], "approved_on": date.fromisoformat(body["on"]), "recorder_name": body["by_name"],
    }  # fmt: skip


def _given_back(row: Columns, entry: Entry) -> Columns:
    return {
        "pledges": {}, "approval_no": "", "approved_on": None, "recorder_name": "", "reason": entry.body["reason"],
    }  # fmt: skip


def _published(row: Columns, entry: Entry) -> Columns:
    return {"published_on": date.fromisoformat(entry.body["on"]), "publisher_name": entry.body["by_name"]}


def _negative(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {
        "office": body["office"], "slug": body["slug"], "edition": body["edition"], "agency_code": body["agency"],
        "visits": body["visits"], "ground": body["ground"], "reason": body["reason"], "basis": body["basis"],
        "listed_at": entry.at, "lister_name": body["by_name"], "removed_at": None, "remover_name": "",
        "removal_reason": "",
    }  # fmt: skip


def _removed(row: Columns, entry: Entry) -> Columns:
    body = entry.body
    return {"removed_at": entry.at, "remover_name": body["by_name"], "removal_reason": body["reason"]}


Fold = Callable[[Columns, Entry], Columns]
BATCH_FOLDS: dict[str, Fold] = {
    "draw_up": _drawn_up, "edit": _edited, "pledge": _pledged, "approve": _approved, "return": _given_back,
    "publish": _published, "discard": lambda row, entry: {"reason": entry.body["reason"]},
}  # fmt: skip
NEGATIVE_FOLDS: dict[str, Fold] = {"list": _negative, "remove": _removed}
