"""One value of a document as the cell of a workbook, and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from onewindow.catalogue.wording import Field
from onewindow.catalogue.wording.kinds import Kind

LONGEST = 32_767
"""Characters that a cell holds."""
NOTHING = "（无）"
"""An empty list that is said outright, unlike one that is not given."""
YES, NO = "是", "否"
_UNWRITABLE = re.compile(r"[\x00-\x08\x0b-\x1f\ufffe\uffff]|_(?=x[0-9A-Fa-f]{4}_)")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_DIGITS = re.compile(r"-?\d{1,9}")


class CellFault(ValueError):
    """What is wrong with a cell, in words for the one who filled it in."""


def put(field: Field, value: Any) -> str | int | None:
    """A value as it stands in a cell. Raises `CellFault` when a cell cannot hold it."""
    if value is None or value == "":
        return None
    if field.kind is Kind.NUMBER and type(value) is int:
        return value
    written = _WRITTEN.get(field.kind, _plain)(field, value)
    text = _UNWRITABLE.sub(lambda found: f"_x{ord(found[0]):04X}_", written)
    if len(text) > LONGEST:
        raise CellFault(f"有{len(text)}个字，一个单元格最多{LONGEST}个字")
    return text


def take(field: Field, value: Any) -> Any:
    """What a cell says; None for an empty one. Raises `CellFault`."""
    if isinstance(value, str):
        if len(value) > LONGEST:
            raise CellFault(f"有{len(value)}个字，一个单元格最多{LONGEST}个字")
        value = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value).strip()
    if value is None or value == "":
        return None
    return _READ.get(field.kind, _text)(field, value)


def _plain(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise CellFault(f"应是{field.kind.value}")
    return value


def _flag(field: Field, value: Any) -> str:
    if not isinstance(value, bool):
        raise CellFault("应是“是”或“否”")
    return YES if value else NO


def _choice(field: Field, value: Any) -> str:
    return field.words.get(value, value) if isinstance(value, str) else _plain(field, value)


def _listed(field: Field, value: Any) -> str:
    if not isinstance(value, list | tuple):
        raise CellFault(f"应是{field.kind.value}")
    if field.kind is Kind.TEXTS:
        return (
            "\n".join(_plain(field, one).replace("\\", "\\\\").replace("\n", "\\n") for one in value)
            or NOTHING
        )
    return "、".join(_choice(field, one) for one in value) or NOTHING


def _conditions(field: Field, value: Any) -> str:
    if not isinstance(value, Mapping):
        raise CellFault("应是适用情形")
    return "\n".join(f"{question}={_listed(field, wanted)}" for question, wanted in value.items()) or NOTHING


def _text(field: Field, value: Any) -> str:
    if isinstance(value, str):
        return value
    if field.kind is Kind.DAY:
        if isinstance(value, datetime):
            value = value.date()
        if isinstance(value, date):
            return value.isoformat()
        raise CellFault(f"应是日期，写作 2025-01-31；这里是数字 {value}")
    raise CellFault(f"应是文字，这里是{_sort(value)}；请把单元格设为文本格式再填写，以免丢掉编码前面的0")


def _sort(value: Any) -> str:
    if isinstance(value, bool):
        return "逻辑值"
    return f"数字 {value}" if isinstance(value, int | float) else "日期"


def _number(field: Field, value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, str) and _DIGITS.fullmatch(value):
        value = int(value)
    if isinstance(value, bool) or not isinstance(value, int):
        raise CellFault("应是整数")
    return value


def _truth(field: Field, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    if value not in (YES, NO):
        raise CellFault("应是“是”或“否”")
    return bool(value == YES)


def _chosen(field: Field, value: Any) -> str:
    codes = {word: code for code, word in field.words.items()}
    if not isinstance(value, str) or (value not in codes and value not in field.words):
        raise CellFault(f"只能是{'、'.join(codes)}之一")
    return str(codes.get(value, value))


def _several(field: Field, value: Any) -> list[str]:
    text = _text(field, value)
    if text == NOTHING:
        return []
    parts = [part.strip() for part in re.split("[、，,；;\n]", text) if part.strip()]
    return [_chosen(field, part) for part in parts] if field.words else parts


def _lines(field: Field, value: Any) -> list[str]:
    text = _text(field, value)
    if text == NOTHING:
        return []
    lines = (line.strip() for line in text.split("\n"))
    return [
        re.sub(r"\\([\\n])", lambda found: "\n" if found[1] == "n" else "\\", line) for line in lines if line
    ]


def _occasion(field: Field, value: Any) -> dict[str, list[str]]:
    """`premises=rented、owned`, a line for each question."""
    text = _text(field, value)
    wanted: dict[str, list[str]] = {}
    for line in () if text == NOTHING else text.splitlines():
        question, mark, answers = (part.strip() for part in line.replace("＝", "=").partition("="))
        if not mark or not question or question in wanted:
            raise CellFault("适用情形每行写一个问题，如 premises=rented、owned")
        wanted[question] = _several(field, answers)
    return wanted


_WRITTEN = {
    Kind.FLAG: _flag,
    Kind.CHOICE: _choice,
    Kind.CHOICES: _listed,
    Kind.KEYS: _listed,
    Kind.TEXTS: _listed,
    Kind.CONDITIONS: _conditions,
}
_READ = {
    Kind.NUMBER: _number,
    Kind.FLAG: _truth,
    Kind.CHOICE: _chosen,
    Kind.CHOICES: _several,
    Kind.KEYS: _several,
    Kind.TEXTS: _lines,
    Kind.CONDITIONS: _occasion,
}
