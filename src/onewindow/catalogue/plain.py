"""Plain files from strangers: YAML read without trusting it, and the line at which a field of it stands."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable
from pathlib import Path
from typing import Any

import yaml

from onewindow.core.refusal import Finding, Refusal

LARGEST = 2 << 20
"""Bytes of one file; the longest edition has some 20,000."""
DEEPEST = 40
_STEP = re.compile(r"[^.\[\]]+")


class FilesRefused(Refusal):
    """Some files hold no edition; the findings' fields are `file: path`."""

    def __init__(self, findings: list[Finding]) -> None:
        message = f"事项清单文件有{len(findings)}处不符合规定，未导入任何内容"
        super().__init__("edition_files_refused", message, status=422, findings=findings)


def parsed(path: Path) -> dict[str, Any]:
    """The mapping a YAML file holds; `FilesRefused` naming the line when it is none."""
    text = _text(path)
    try:
        _look_over(text)
        document = yaml.load(text, _Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise FilesRefused([Finding(f"第{line}行", f"不是合格的 YAML：{error.problem}")]) from None
    except yaml.YAMLError:
        raise FilesRefused([Finding("文件", "不是合格的 YAML：有看不见的控制字符")]) from None
    except ValueError:
        raise FilesRefused([Finding("文件", "有写错的日期或数字")]) from None
    if not isinstance(document, dict):
        raise FilesRefused([Finding("文件", "应是“名称: 内容”组成的清单")])
    return document


def located(path: Path, findings: Iterable[Finding]) -> list[Finding]:
    """The findings with file and line named: `shu-dian.yaml 第12行: fees[0].amount`.

    The line is that of the field, or of whatever around it the file says; none where the file says nothing of it.
    """
    try:
        text = _text(path)
        _look_over(text)
        root = yaml.compose(text, _Loader)
    except (yaml.YAMLError, FilesRefused):
        root = None
    return [Finding(f"{path.name}{_line(root, one.field)}: {one.field}", one.message) for one in findings]


def _line(node: yaml.Node | None, field: str) -> str:
    line = 0
    for step in _STEP.findall(field):
        node = _below(node, step)
        if node is None:
            break
        line = node.start_mark.line + 1
    return f" 第{line}行" if line else ""


def _below(node: yaml.Node | None, step: str) -> yaml.Node | None:
    if isinstance(node, yaml.SequenceNode):
        return node.value[int(step)] if step.isdecimal() and int(step) < len(node.value) else None
    if isinstance(node, yaml.MappingNode):
        return next((value for key, value in node.value if key.value == step), None)
    return None


def _text(path: Path) -> str:
    if path.is_symlink():
        raise FilesRefused([Finding("文件", "是符号链接；请放文件本身")])
    if not path.is_file():
        raise FilesRefused([Finding("文件", "不是文件")])
    size = path.stat().st_size
    if size > LARGEST:
        raise FilesRefused([Finding("文件", f"有{size / (1 << 20):.1f} MB，一个文件最多{LARGEST >> 20} MB")])
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        raise FilesRefused([Finding("编码", "文件应以 UTF-8 保存")]) from None


def _fault(problem: str, place: Any) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, problem, place)


def _look_over(text: str) -> None:
    """Refuse before anything is built what would swell or sink when it is."""
    depth = 0
    for event in yaml.parse(text, _Loader):
        if isinstance(event, yaml.AliasEvent):
            raise _fault("不接受引用（*），请写明内容", event.start_mark)
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise _fault(f"层次超过{DEEPEST}层", event.start_mark)


class _Loader(yaml.CSafeLoader):
    """Refuses a mapping that says the same thing twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if not isinstance(key, Hashable):
                raise _fault("名称不能是一组内容", key_node.start_mark)
            if key in seen:
                raise _fault(f"“{key}”写了两次", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)
