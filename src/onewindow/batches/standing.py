"""What the catalogue says today of the items of batches and of the negative list: fit to be entered, or at odds."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from onewindow.batches.models import Entry, NegativeEntry, promise
from onewindow.batches.offices import listed_by
from onewindow.catalogue.listing import Listed, listing
from onewindow.core.refusal import Finding

MOST_VISITS = 1
"""最多跑一次."""

Standing = Mapping[str, Listed]
"""Items in force by slug."""


@dataclass(frozen=True, slots=True)
class Difference:
    """Where the lists and the catalogue disagree: `what` is wrong and `remedy` what to do."""

    item_name: str
    slug: str
    agency_code: str
    what: str
    remedy: str
    entry: Entry | None = None
    negative: NegativeEntry | None = None


def standing(on: date) -> Standing:
    """Every item in force on that day; kept in memory until an edition is published or ended. One statement, or two."""
    return {item.slug: item for item in listing(on).items}


def candidates(office: str, on: date) -> list[Listed]:
    """The office's items in force that need at most one visit and stand in no batch."""
    mine, taken = listed_by(office), set(listed_slugs())
    return [
        item
        for item in listing(on).items
        if item.agency in mine and item.visits <= MOST_VISITS and item.slug not in taken
    ]


def beyond(office: str, on: date) -> list[Listed]:
    """The office's items in force that need more than one visit."""
    mine = listed_by(office)
    return [item for item in listing(on).items if item.agency in mine and item.visits > MOST_VISITS]


def listed_slugs() -> Iterable[str]:
    return Entry.objects.filter(state="listed").values_list("slug", flat=True)


def why_not_enter(
    slugs: Collection[str], office: str, taken: Mapping[str, str], now: Standing
) -> Iterator[Finding]:
    """For each item that cannot be entered, why; `taken` says by slug in which batch it stands."""
    mine = listed_by(office)
    for slug in slugs:
        item = now.get(slug)
        if item is None or item.agency not in mine:
            yield Finding("items", f"“{slug[:60]}”不是本级现行的事项，不能列入。")
        elif item.visits > MOST_VISITS:
            yield Finding(
                "items",
                f"“{item.name}”按现行清单要到现场{item.visits}次，不能列入最多跑一次批次；请先修订清单，确实做不到的列入负面清单。",
            )
        elif slug in taken:
            yield Finding("items", f"“{item.name}”已列入{taken[slug]}。")


def at_odds(entry: Entry, now: Standing) -> str:
    """What the catalogue of today says against a line of a batch; empty when it is kept."""
    item = now.get(entry.slug)
    if item is None:
        return "这个事项已不办理（暂停、撤下或者到期）"
    if item.visits > entry.visits:
        return f"列入时承诺{entry.promise}，现行清单要{promise(item.visits)}"
    return ""


def broken(entries: Iterable[Entry], now: Standing) -> Iterator[Finding]:
    """The lines that keep a batch from going on."""
    for entry in entries:
        if words := at_odds(entry, now):
            yield Finding("items", f"“{entry.item_name}”：{words}。请退回编制，移出后再送。")


def differences(office: str, on: date) -> list[Difference]:
    """Everything on which the lists of this office and the catalogue disagree. Three statements, or four."""
    now, mine = standing(on), listed_by(office)
    entries = Entry.objects.filter(batch__office=office, batch__stage="published", state="listed")
    negative = list(NegativeEntry.objects.listed())
    known = {row.slug for row in negative}
    return [
        *(one for entry in entries.select_related("batch") for one in _of_entry(entry, now)),
        *(one for row in negative if row.office == office for one in _of_negative(row, now)),
        *(
            Difference(item.name, item.slug, item.agency, f"要到现场{item.visits}次，没有列入负面清单",
                       "减少跑动次数，或者列入负面清单并写明理由")
            for item in now.values()
            if item.agency in mine and item.visits > MOST_VISITS and item.slug not in known
        ),
    ]  # fmt: skip


def _of_entry(entry: Entry, now: Standing) -> Iterator[Difference]:
    if words := at_odds(entry, now):
        yield Difference(
            entry.item_name, entry.slug, entry.agency_code, words, f"兑现承诺，或者从{entry.batch.ordinal_label}撤下",
            entry=entry,
        )  # fmt: skip


def _of_negative(row: NegativeEntry, now: Standing) -> Iterator[Difference]:
    item = now.get(row.slug)
    if item is None:
        words = "在负面清单上，但已不办理（暂停、撤下或者到期）"
    elif item.visits <= MOST_VISITS:
        words = f"在负面清单上，现行清单只要{promise(item.visits)}"
    else:
        return
    yield Difference(row.item_name, row.slug, row.agency_code, words, "移出负面清单", negative=row)
