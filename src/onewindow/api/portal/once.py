"""最多跑一次: the batches that are public today, and the negative list."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any, ClassVar

from ninja import Router

from onewindow.api.call import Call
from onewindow.api.door import read
from onewindow.api.fields import Example, Given
from onewindow.batches.models import Batch, Entry, NegativeEntry
from onewindow.batches.share import counted
from onewindow.core.calendar import local
from onewindow.places.directory import agency_shown

router = Router(tags=["最多跑一次"])


class Pledge(Given):
    """Who pledged for an agency: name, office held, date."""

    agency: str
    agency_name: str
    name: str
    title: str
    on: str


class BatchItem(Given):
    """`visits` are those promised; `struck_on` and `struck_reason` of an item that was taken off again."""

    slug: str
    edition: int
    name: str
    agency: str
    visits: int
    struck_on: str | None
    struck_reason: str


class BatchLine(Given):
    office: str
    ordinal: int
    title: str
    published_on: str
    government: str
    approval_no: str
    approved_on: str
    pledges: list[Pledge]
    items: list[BatchItem]


class NegativeLine(Given):
    slug: str
    name: str
    agency: str
    visits: int
    ground: str
    reason: str
    basis: str


class ShareLine(Given):
    """Numbers of items in force: all, those with at most one visit, with none, and those published in a batch."""

    total: int
    once: int
    zero: int
    announced: int


class OnceLists(Given):
    EXAMPLE: ClassVar[Example] = {
        "batches": [{
            "office": "xzsp", "ordinal": 1, "title": "江州市“最多跑一次”事项", "published_on": "2026-03-20",
            "government": "江州市人民政府", "approval_no": "江政发〔2026〕12号", "approved_on": "2026-03-18",
            "pledges": [{"agency": "scjg", "agency_name": "江州市市场监督管理局", "name": "周正", "title": "局长",
                         "on": "2026-03-16"}],
            "items": [{"slug": "qiye-sheli", "edition": 1, "name": "企业设立登记", "agency": "scjg", "visits": 0,
                       "struck_on": None, "struck_reason": ""}],
        }],
        "share": {"total": 129, "once": 128, "zero": 111, "announced": 24},
        "negative": [{"slug": "jiaoshi-zige", "name": "教师资格认定", "agency": "jyj", "visits": 2,
                      "ground": "须参加考试、考核或者面谈", "reason": "须先到现场确认，再参加面试、试讲。",
                      "basis": "《教师资格条例》第十五条"}],
    }  # fmt: skip
    batches: list[BatchLine]
    share: ShareLine
    negative: list[NegativeLine]


@read(
    router, "at-most-one-visit", name="at-most-one-visit", label="最多跑一次批次和负面清单", answers=OnceLists
)
def once(call: Call) -> dict[str, Any]:
    """Every batch published by today, the newest first, with pledges and items; the share of all items in force; and the negative list."""
    today = local(call.at).date()
    rows = Batch.objects.public(today).prefetch_related("entries")
    return {
        "batches": [_batch(row, row.entries.all()) for row in rows],
        "share": asdict(counted(today).whole),
        "negative": [
            {"slug": one.slug, "name": one.item_name, "agency": one.agency_code, "visits": one.visits,
             "ground": one.ground_label, "reason": one.reason, "basis": one.basis}
            for one in NegativeEntry.objects.listed()
        ],
    }  # fmt: skip


def _batch(row: Batch, entries: Iterable[Entry]) -> dict[str, Any]:
    """The entries dropped before publication were never public."""
    return {
        "office": row.office, "ordinal": row.ordinal, "title": row.title, "published_on": str(row.published_on),
        "government": row.government, "approval_no": row.approval_no, "approved_on": str(row.approved_on),
        "pledges": [
            {"agency": code, "agency_name": agency_shown(code).name, **given} for code, given in sorted(row.pledges.items())
        ],
        "items": [_item(entry) for entry in entries if entry.state != "dropped"],
    }  # fmt: skip


def _item(entry: Entry) -> dict[str, Any]:
    return {
        "slug": entry.slug, "edition": entry.edition, "name": entry.item_name, "agency": entry.agency_code,
        "visits": entry.visits, "struck_on": entry.struck_on and entry.struck_on.isoformat(),
        "struck_reason": entry.struck_reason,
    }  # fmt: skip
