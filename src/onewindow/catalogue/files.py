"""Edition documents as YAML files in a directory: `<slug>.yaml`, earlier editions `<slug>.<n>.yaml`."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onewindow.catalogue import schema
from onewindow.catalogue.library import Library, read_library, resolve
from onewindow.core.refusal import Finding, Refusal

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class EditionFile:
    """One file and the edition it holds."""

    name: str
    guide: schema.Edition


class FilesRefused(Refusal):
    """Some files hold no edition; the findings' fields are `file: path`."""

    def __init__(self, findings: list[Finding]) -> None:
        message = f"事项清单文件有{len(findings)}处不符合规定，未导入任何内容"
        super().__init__("edition_files_refused", message, status=422, findings=findings)


def library_beside(directory: Path, installed: Path) -> Library:
    """What the files of a directory may `use`: the library beside it, or the one of the installed content."""
    beside = directory.resolve().parent
    return read_library(beside if (beside / "library").is_dir() else installed)


def read_files(directory: Path, installed: Path, library: Library | None = None) -> list[EditionFile]:
    """Every edition of a directory, by item and number; `FilesRefused` with all that is wrong in any.

    `library` is the one beside the directory, where the caller has read it already.
    """
    library = library or library_beside(directory, installed)
    files: list[EditionFile] = []
    findings: list[Finding] = []
    for path in _paths(directory):
        try:
            files.append(_read(path, library))
        except Refusal as refusal:
            findings.extend(in_file(path.name, refusal))
    if findings:
        raise FilesRefused(findings)
    return sorted(files, key=lambda file: (file.guide.slug, file.guide.edition))


def documents(
    directory: Path, library: Library
) -> Iterator[tuple[str, dict[str, Any] | None, tuple[Finding, ...]]]:
    """Each file with the document it means, None where it cannot be told, and what keeps it from being one."""
    for path in _paths(directory):
        try:
            document = _whole(path, library)
        except Refusal as refusal:
            yield path.name, None, refusal.findings
            continue
        yield path.name, document, tuple(_misnamed(path, document.get("slug")))


def in_file(name: str, refusal: Refusal) -> list[Finding]:
    """The findings of a refusal, with the file named."""
    return [Finding(f"{name}: {finding.field}", finding.message) for finding in refusal.findings]


def write(guide: schema.Edition, path: Path) -> None:
    text = yaml.dump(guide.document(), allow_unicode=True, sort_keys=False, width=110)
    path.write_text(text, encoding="utf-8")


def parsed(path: Path) -> dict[str, Any]:
    """The mapping a YAML file holds; `FilesRefused` naming the line when it is none."""
    try:
        document = yaml.load(path.read_text(encoding="utf-8"), _Loader)  # noqa: S506 - a safe loader
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 0
        raise FilesRefused([Finding(f"第{line}行", f"不是合格的 YAML：{error.problem}")]) from None
    except UnicodeDecodeError:
        raise FilesRefused([Finding("编码", "文件应以 UTF-8 保存")]) from None
    if not isinstance(document, dict):
        raise FilesRefused([Finding("文件", "应是“名称: 内容”组成的清单")])
    return document


def _paths(directory: Path) -> list[Path]:
    if paths := sorted(directory.glob(f"*{SUFFIX}")):
        return paths
    raise FilesRefused([Finding(str(directory), "目录中没有事项清单文件")])


def _read(path: Path, library: Library) -> EditionFile:
    guide = schema.read(_whole(path, library))
    if misnamed := list(_misnamed(path, guide.slug)):
        raise FilesRefused(misnamed)
    return EditionFile(path.name, guide)


def _whole(path: Path, library: Library) -> dict[str, Any]:
    """The whole document that a file means. Raises `FilesRefused`."""
    whole, missing = resolve(parsed(path), library)
    if missing:
        raise FilesRefused(missing)
    return whole


def _misnamed(path: Path, slug: Any) -> Iterator[Finding]:
    if isinstance(slug, str) and path.name.split(".")[0] != slug:
        yield Finding("slug", f"文件名应以“{slug}”开头")


class _Loader(yaml.SafeLoader):
    """Refuses a mapping that says the same thing twice."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[Hashable] = set()
        for key_node, _ in node.value:
            key = self.construct_object(key_node, deep=True)
            if key in seen:
                raise yaml.constructor.ConstructorError(None, None, f"“{key}”写了两次", key_node.start_mark)
            seen.add(key)
        return super().construct_mapping(node, deep)
