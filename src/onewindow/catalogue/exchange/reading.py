"""A workbook into documents, and every place of a document back to its row and column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from onewindow.catalogue.exchange.cells import CellFault, take
from onewindow.catalogue.exchange.faults import Fault, WorkbookRefused
from onewindow.catalogue.exchange.opening import WORKBOOK, opened, raw_rows
from onewindow.catalogue.exchange.sheets import BY_GROUP, SHEETS, Sheet
from onewindow.catalogue.wording import ITEM, Field
from onewindow.core.refusal import Finding

Document = dict[str, Any]
Filled = dict[str, Any]
_STEP = re.compile(r"(?P<list>[a-z_.]+)\[(?P<n>\d+)\](?:\.(?P<rest>.*))?")


@dataclass
class Incoming:
    """One item of a workbook; `rows` say in which row each of its parts stands, by sheet and place."""

    document: Document
    rows: dict[tuple[str, ...], int] = field(default_factory=dict)

    def fault(self, finding: Finding) -> Fault:
        """The finding at its row and column."""
        group, rest = "", finding.field
        places: tuple[str, ...] = ()
        while step := _STEP.fullmatch(rest):
            group = f"{group}.{step['list']}".lstrip(".")
            places, rest = (*places, step["n"]), step["rest"] or ""
            if group not in BY_GROUP:
                return Fault(ITEM.label, self.rows[(ITEM.path,)], finding.field, finding.message)
        sheet = BY_GROUP.get(group) or BY_GROUP[ITEM.path]
        if not group and rest in BY_GROUP:
            return Fault(BY_GROUP[rest].title, 0, "", f"{self.document.get('slug')}：{finding.message}")
        row = self.rows.get((group, *places)) or self.rows[(ITEM.path,)]
        return Fault(sheet.title, row, _heading(sheet, rest), finding.message)


def _heading(sheet: Sheet, path: str) -> str:
    for one in sheet.fields:
        if path == one.path or path.startswith((f"{one.path}.", f"{one.path}[")):
            return one.label
    return next((one.label for one in sheet.fields if path and one.path.startswith(f"{path}.")), path)


def read_workbook(file: BinaryIO) -> list[Incoming]:
    """Every item of the workbook, complete or not. Raises `WorkbookRefused` with all that is wrong in any row."""
    faults: list[Fault] = []
    items: dict[str, Incoming] = {}
    with opened(file) as book:
        pages = {page.title: page for page in book.worksheets}
        for sheet in SHEETS:
            if sheet.title not in pages:
                faults.append(Fault(sheet.title, 0, "", "缺少这个工作表；没有内容的也要保留表头"))
                continue
            for number, row in _rows(pages[sheet.title], sheet, faults):
                if sheet.group is ITEM:
                    _begin(items, number, row, faults)
                else:
                    _add(items, sheet, number, row, faults)
    if not items and not faults:
        faults.append(Fault(WORKBOOK, 0, "", "没有一个事项"))
    if faults:
        raise WorkbookRefused(faults)
    return list(items.values())


def _rows(page: Any, sheet: Sheet, faults: list[Fault]) -> Iterable[tuple[int, Filled]]:
    headings: dict[int, Field] = {}
    for number, cells in raw_rows(page, faults):
        if not headings:
            headings = _headings(sheet, number, cells, faults)
            if not headings:
                return
            continue
        yield number, _filled(sheet, number, cells, headings, faults)
    if not headings:
        faults.append(Fault(sheet.title, 1, "", "缺少表头"))


def _headings(
    sheet: Sheet, number: int, cells: Sequence[Mapping[str, Any]], faults: list[Fault]
) -> dict[int, Field]:
    """Which field stands in which column; none when the sheet cannot be read by them."""
    known = {one.label: one for one in sheet.columns}
    found: dict[int, Field] = {}
    for cell in cells:
        label = str(cell["value"]).strip()
        if label not in known or known[label] in found.values():
            problem = "表头重复" if label in known else "没有这一列，可能写错了名称"
            faults.append(Fault(sheet.title, number, label[:40], problem))
            continue
        found[cell["column"]] = known[label]
    needed = sheet.keys or (sheet.fields[0],)
    missing = [one.label for one in needed if one not in found.values()]
    faults.extend(Fault(sheet.title, number, label, "缺少这一列") for label in missing)
    return {} if missing else found


def _filled(
    sheet: Sheet,
    number: int,
    cells: Sequence[Mapping[str, Any]],
    headings: Mapping[int, Field],
    faults: list[Fault],
) -> Filled:
    """The values of a row by the paths of their fields."""
    row: Filled = {}
    for cell in cells:
        one = headings.get(cell["column"])
        if one is None:
            faults.append(Fault(sheet.title, number, f"第{cell['column']}列", "这一列没有表头"))
            continue
        try:
            value = _value(one, cell)
        except CellFault as fault:
            faults.append(Fault(sheet.title, number, one.label, str(fault)))
            continue
        if value is not None:
            row[one.path] = value
    return row


def _value(one: Field, cell: Mapping[str, Any]) -> Any:
    if cell["data_type"] == "f":
        raise CellFault("是公式，请改为文字（复制后选择性粘贴为数值）")
    if cell["data_type"] == "e":
        raise CellFault(f"是出错的值 {cell['value']}")
    return take(one, cell["value"])


def _begin(items: dict[str, Incoming], number: int, row: Filled, faults: list[Fault]) -> None:
    slug = row.get("slug")
    if not slug or slug in items:
        problem = f"“{slug}”在这个表里写了两次" if slug else "缺少事项标识"
        faults.append(Fault(ITEM.label, number, "事项标识", problem))
        return
    items[slug] = Incoming(_nested(row), {(ITEM.path,): number})


def _add(items: dict[str, Incoming], sheet: Sheet, number: int, row: Filled, faults: list[Fault]) -> None:
    """Put a row's part at the end of the list it belongs to."""
    item = items.get(row.pop("slug", ""))
    if item is None:
        faults.append(Fault(sheet.title, number, "事项标识", f"“{ITEM.label}”表里没有这个事项"))
        return
    owner: Document = item.document
    places: tuple[str, ...] = ()
    if sheet.parent:
        wanted, siblings = row.pop("parent", None), item.document.get(sheet.parent, [])
        place = next((n for n, one in enumerate(siblings) if one.get("id") == wanted), None)
        if place is None:
            faults.append(Fault(sheet.title, number, sheet.keys[1].label, f"这个事项没有“{wanted}”"))
            return
        owner, places = siblings[place], (str(place),)
    part = row.get("") if sheet.group.plain else _nested(row)
    if not part:
        faults.append(Fault(sheet.title, number, sheet.fields[0].label, "这一行没有内容"))
        return
    parts = _list_at(owner, sheet.within)
    item.rows[(sheet.group.path, *places, str(len(parts)))] = number
    parts.append(part)


def _list_at(owner: Document, path: str) -> list[Any]:
    *way, last = path.split(".")
    place = owner
    for step in way:
        place = place.setdefault(step, {})
    return place.setdefault(last, [])  # type: ignore[no-any-return]


def _nested(row: Filled) -> Document:
    """`promised.n` as the `n` within `promised`."""
    whole: Document = defaultdict(dict)
    for path, value in row.items():
        *way, last = path.split(".")
        place = whole
        for step in way:
            place = place.setdefault(step, {})
        place[last] = value
    return dict(whole)
