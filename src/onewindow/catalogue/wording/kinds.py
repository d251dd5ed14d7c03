"""What a field is, and how its value is said."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any


class Kind(Enum):
    """`TEXTS` and `KEYS` are lists, of sentences and of short names; `CHOICES` lists of choices."""

    TEXT = "文字"
    NUMBER = "整数"
    FLAG = "是或否"
    DAY = "日期"
    CHOICE = "选项"
    CHOICES = "若干选项"
    KEYS = "若干编号"
    TEXTS = "若干条"
    CONDITIONS = "适用情形"


@dataclass(frozen=True)
class Field:
    """One field: `path` within its part (`statutory.n`), `label` its name, `words` those of its choices."""

    path: str
    label: str
    kind: Kind = Kind.TEXT
    words: Mapping[Any, str] = field(default_factory=dict)

    def value(self, part: Mapping[str, Any]) -> Any:
        """What stands in a part; None when it is not given, or not where it should be."""
        place: Any = part
        for step in self.path.split("."):
            if not isinstance(place, Mapping):
                return None
            place = place.get(step)
        return place


@dataclass(frozen=True)
class Group:
    """A list of parts of one kind, and a sheet of a workbook: `path` from the root, through one list at most.

    `known_by` is the field by which two parts are the same, `named_by` the one people know it by. The parts of a
    `plain` group are sentences.
    """

    path: str
    label: str
    fields: tuple[Field, ...]
    known_by: str = ""
    named_by: str = ""
    plain: bool = False

    def field(self, path: str) -> Field | None:
        """The field at that path, if there is one."""
        return next((one for one in self.fields if one.path == path), None)


def said(one: Field | None, value: Any) -> str:
    """A value in words; of a draft's odd values what stands there."""
    if value is None:
        return "（无）"
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return one.words.get(value, value) if one else value
    if isinstance(value, list | tuple) and all(isinstance(item, str) for item in value):
        mark = "；" if one and one.kind is Kind.TEXTS else "、"
        return mark.join(said(one, item) for item in value) or "（无）"
    if one is not None and one.kind is Kind.CONDITIONS and isinstance(value, Mapping):
        return (
            "且".join(f"{question}为{said(None, wanted)}" for question, wanted in value.items()) or "（无）"
        )
    if isinstance(value, Mapping | list | tuple):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)
