"""Edition documents as YAML files in a directory: `<slug>.yaml`, earlier editions `<slug>.<n>.yaml`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from onewindow.catalogue import schema
from onewindow.catalogue.library import Library, read_library, resolve
from onewindow.catalogue.plain import FilesRefused, located, parsed
from onewindow.core.refusal import Finding, Refusal

__all__ = ["SUFFIX", "EditionFile", "FilesRefused", "documents", "in_file", "library_beside", "parsed", "paths", "read_file", "read_files", "written"]  # fmt: skip

SUFFIX = ".yaml"


@dataclass(frozen=True, slots=True)
class EditionFile:
    """One file and the edition it holds."""

    name: str
    guide: schema.Edition


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
    for path in paths(directory):
        try:
            files.append(EditionFile(path.name, read_file(path, library)))
        except Refusal as refusal:
            findings.extend(located(path, refusal.findings))
    if findings:
        raise FilesRefused(findings)
    return sorted(files, key=lambda file: (file.guide.slug, file.guide.edition))


def read_file(path: Path, library: Library) -> schema.Edition:
    """The edition of one file. Raises `FilesRefused`, or `EditionInvalid`."""
    guide = schema.read(_whole(path, library))
    if misnamed := list(_misnamed(path, guide.slug)):
        raise FilesRefused(misnamed)
    return guide


def documents(
    directory: Path, library: Library
) -> Iterator[tuple[str, dict[str, Any] | None, tuple[Finding, ...]]]:
    """Each file with the document it means, None where it cannot be told, and what keeps it from being one."""
    for path in paths(directory):
        try:
            document = _whole(path, library)
        except Refusal as refusal:
            yield path.name, None, refusal.findings
            continue
        yield path.name, document, tuple(_misnamed(path, document.get("slug")))


def in_file(name: str, refusal: Refusal) -> list[Finding]:
    """The findings of a refusal, with the file named."""
    return [Finding(f"{name}: {finding.field}", finding.message) for finding in refusal.findings]


def written(document: Mapping[str, Any]) -> str:
    """The document as the text of a file."""
    text: str = yaml.dump(
        dict(document), Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=110
    )
    return text


def paths(directory: Path) -> list[Path]:
    """The files of editions in a directory. Raises `FilesRefused` when there are none."""
    if found := sorted(directory.glob(f"*{SUFFIX}")):
        return found
    raise FilesRefused([Finding(str(directory), "目录中没有事项清单文件")])


def _whole(path: Path, library: Library) -> dict[str, Any]:
    """The whole document that a file means. Raises `FilesRefused`."""
    whole, missing = resolve(parsed(path), library)
    if missing:
        raise FilesRefused(missing)
    return whole


def _misnamed(path: Path, slug: Any) -> Iterator[Finding]:
    if isinstance(slug, str) and path.name.split(".")[0] != slug:
        yield Finding("slug", f"文件名应以“{slug}”开头")
