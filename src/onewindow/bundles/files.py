"""Bundle documents as YAML files in a directory: `<slug>.yaml`, earlier editions `<slug>.<n>.yaml`."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from onewindow.bundles.schema import Bundle, read
from onewindow.catalogue.files import SUFFIX, in_file, library_beside, parsed
from onewindow.catalogue.library import Library, resolve
from onewindow.core.refusal import Finding, Refusal


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file and the bundle it holds."""

    name: str
    bundle: Bundle


class BundlesRefused(Refusal):
    """Some files hold no bundle, or one that cannot be; the findings' fields are `file: path`."""

    def __init__(self, findings: list[Finding]) -> None:
        message = f"一件事清单文件有{len(findings)}处不符合规定，未载入任何内容"
        super().__init__("bundle_files_refused", message, status=422, findings=findings)


def read_bundles(directory: Path, installed: Path) -> list[BundleFile]:
    """Every bundle of a directory, by slug and number; `BundlesRefused` with all that is wrong in any."""
    library = library_beside(directory, installed)
    files: list[BundleFile] = []
    findings: list[Finding] = []
    for path in sorted(directory.glob(f"*{SUFFIX}")):
        try:
            files.append(_read(path, library))
        except Refusal as refusal:
            findings.extend(in_file(path.name, refusal))
    if findings:
        raise BundlesRefused(findings)
    return sorted(files, key=lambda file: (file.bundle.slug, file.bundle.edition))


def _read(path: Path, library: Library) -> BundleFile:
    whole, missing = resolve(parsed(path), library)
    if missing:
        raise BundlesRefused(missing)
    bundle = read(whole)
    if path.name.split(".")[0] != bundle.slug:
        raise BundlesRefused([Finding("slug", f"文件名应以“{bundle.slug}”开头")])
    return BundleFile(path.name, bundle)
