"""What a schema found wrong, in the words of the person who must put it right."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onewindow.core.refusal import Finding

WORDS: dict[str, str] = {
    "missing": "缺少这一项。",
    "extra_forbidden": "没有这一项，请删去。",
    "string_type": "应是文字。",
    "string_unicode": "含有不成字的字符，请改正。",
    "string_too_long": "最多 {max_length} 个字。",
    "string_too_short": "不少于 {min_length} 个字。",
    "string_pattern_mismatch": "写法不对。",
    "int_type": "应是整数。",
    "int_parsing": "应是整数。",
    "int_from_float": "应是整数。",
    "bool_type": "应是 true 或 false。",
    "list_type": "应是列表。",
    "dict_type": "应是“名称: 内容”的对象。",
    "model_type": "应是“名称: 内容”的对象。",
    "model_attributes_type": "应是“名称: 内容”的对象。",
    "too_long": "最多 {max_length} 项。",
    "too_short": "不少于 {min_length} 项。",
    "greater_than_equal": "不小于 {ge}。",
    "less_than_equal": "不大于 {le}。",
    "literal_error": "应是 {expected} 之一。",
    "date_from_datetime_parsing": "应是日期，写法如 2026-11-20。",
    "date_parsing": "应是日期，写法如 2026-11-20。",
    "date_type": "应是日期，写法如 2026-11-20。",
    "uuid_parsing": "应是编号（UUID）。",
    "uuid_type": "应是编号（UUID）。",
}
OTHERWISE = "内容不对，请对照接口文档。"


def findings_of(errors: Iterable[dict[str, Any]]) -> list[Finding]:
    """One finding for each fault: its path in the body, and what to do. What was sent is not repeated."""
    return [Finding(_path(error["loc"]), _words(error)) for error in errors]


def _path(places: tuple[Any, ...]) -> str:
    """`body.body.defects.0.problem` as the sender wrote it: defects.0.problem."""
    parts = [clean(str(place)) for place in places]
    parts = parts[2:] if parts[:1] == ["body"] else parts[1:]
    return ".".join(parts)


def clean(part: str) -> str:
    """A name that somebody sent, fit to be said back."""
    return "".join(c if c.isprintable() else "�" for c in part)[:60]


def _words(error: dict[str, Any]) -> str:
    if error["type"] == "value_error":
        return str(error["ctx"]["error"])
    words = WORDS.get(error["type"], OTHERWISE)
    context = {
        name: str(value).replace("'", "").replace(", ", "、").replace(" or ", "、")
        for name, value in error.get("ctx", {}).items()
    }
    return words.format(**context)
