"""Reading an edition document, with every fault named in Chinese at its place."""

from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from onewindow.catalogue.schema.edition import Edition
from onewindow.catalogue.schema.part import Faults
from onewindow.core.refusal import Finding, Refusal

_SAID: dict[str, str] = {
    "missing": "缺少这一项",
    "extra_forbidden": "没有这一项，可能写错了名称",
    "string_type": "应是文字（数字请加引号）",
    "string_too_short": "不能为空",
    "string_too_long": "不得超过{max_length}个字",
    "string_pattern_mismatch": "写法不符合规定（{pattern}）",
    "int_type": "应是整数",
    "int_parsing": "应是整数",
    "bool_type": "应是 true 或 false",
    "literal_error": "只能是 {expected} 之一",
    "enum": "只能是 {expected} 之一",
    "too_short": "至少要有{min_length}项",
    "greater_than_equal": "不得小于{ge}",
    "less_than_equal": "不得大于{le}",
    "tuple_type": "应是列表",
    "dict_type": "应是“名称: 内容”",
    "model_type": "应是“名称: 内容”",
}
_DATE = "应是日期，写作 2025-01-31"


class EditionInvalid(Refusal):
    """The document is no edition; `findings` says all that is wrong, by path."""

    def __init__(self, findings: list[Finding]) -> None:
        super().__init__(
            "edition_invalid", f"事项清单有{len(findings)}处不符合规定", status=422, findings=findings
        )


def read(document: Mapping[str, Any]) -> Edition:
    """The edition a document says; `EditionInvalid` with every fault it has."""
    try:
        return Edition.model_validate(document)
    except ValidationError as error:
        raise EditionInvalid(findings_of(error)) from None


def findings_of(error: ValidationError) -> list[Finding]:
    """Every fault that pydantic found, in Chinese at its place."""
    return [finding for detail in error.errors(include_url=False) for finding in _findings(detail)]


def _findings(detail: ErrorDetails) -> Iterator[Finding]:
    path = _path(detail["loc"])
    context = detail.get("ctx", {})
    cause = context.get("error")
    if isinstance(cause, Faults):
        for fault in cause.faults:
            yield Finding(f"{path}.{fault.field}" if path else fault.field, fault.message)
        return
    kind = detail["type"]
    if kind == "value_error":
        yield Finding(path, str(cause))
        return
    said = _DATE if kind.startswith("date") else _SAID.get(kind, f"不符合规定（{kind}）")
    yield Finding(path, said.format(**context).replace("' or '", "'、'"))


def _path(location: tuple[int | str, ...]) -> str:
    path = ""
    for step in location:
        path += f"[{step}]" if isinstance(step, int) else f".{step}"
    return path.removeprefix(".")
