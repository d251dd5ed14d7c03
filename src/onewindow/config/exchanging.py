"""Editions between an installation and the files of others: directories of YAML, workbooks, exchange tables."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from onewindow.catalogue import schema
from onewindow.catalogue.commands import DocumentsRefused, export_editions, import_documents, import_editions
from onewindow.catalogue.commands.importing import Progress
from onewindow.catalogue.exchange.faults import WorkbookRefused, write_faults
from onewindow.catalogue.exchange.national import documents_of, read_tables, tables_of, write_tables
from onewindow.catalogue.exchange.reading import Incoming, read_workbook
from onewindow.catalogue.exchange.writing import write_workbook
from onewindow.catalogue.files import FilesRefused, library_beside, read_files
from onewindow.catalogue.library import resolve
from onewindow.catalogue.models import Edition
from onewindow.catalogue.plain import parsed
from onewindow.catalogue.signing import gaps, read_signing
from onewindow.core.refusal import Finding, Refusal
from onewindow.places.directory import directory

WORKBOOK = ".xlsx"


def guides_in(path: Path, installed: Path) -> list[schema.Edition]:
    """Every edition of a directory or a workbook, and each can be signed. Raises Refusal with all that is wrong."""
    guides = [file.guide for file in read_files(path, installed)] if path.is_dir() else _in_workbook(path)
    beside = path.resolve().parent / "rules" / "signing.yaml"
    table = read_signing(beside if beside.is_file() else installed / "rules" / "signing.yaml")
    if findings := gaps(table, guides):
        raise Refusal("unsigned", f"审批权限有{len(findings)}处没有设定", status=422, findings=findings)
    return guides


def _in_workbook(path: Path) -> list[schema.Edition]:
    with path.open("rb") as file:
        incoming = read_workbook(file)
    guides, faults = [], []
    for one in incoming:
        try:
            guides.append(schema.read(one.document))
        except schema.EditionInvalid as invalid:
            faults += [one.fault(finding) for finding in invalid.findings]
    if faults:
        raise WorkbookRefused(faults)
    return guides


def bring_in(
    path: Path, *, at: datetime, publish: bool, agency: str, errors: Path | None, progress: Progress
) -> str:
    """Take in what stands at a path, all or nothing; what came in, in words."""
    if path.is_dir() and not list(path.glob("up_task_*.csv")):
        return str(import_editions(path, at=at, progress=progress))
    if path.suffix == WORKBOOK:
        try:
            number = _from_workbook(path, at=at, publish=publish)
        except WorkbookRefused as refused:
            if errors is not None:
                with errors.open("wb") as file:
                    write_faults(refused.faults, file)
            raise
    else:
        codes = {one.uscc: one.code for one in directory().agencies.values()}
        documents = documents_of(read_tables(path), codes, agency)
        number = import_documents(documents, at=at, publish=publish)
    return f"{'发布' if publish else '新建草稿'}{number}份"


def _from_workbook(path: Path, *, at: datetime, publish: bool) -> int:
    with path.open("rb") as file:
        incoming: Sequence[Incoming] = read_workbook(file)
    try:
        return import_documents([one.document for one in incoming], at=at, publish=publish)
    except DocumentsRefused as refused:
        raise WorkbookRefused([incoming[n].fault(finding) for n, finding in refused.faults]) from None


def send_out(path: Path, form: str, slugs: Collection[str]) -> int:
    """Write published editions to a path; how many."""
    if form == "yaml":
        return len(export_editions(path, slugs))
    rows = Edition.objects.issued().order_by("slug", "edition")
    rows = rows.filter(slug__in=slugs) if slugs else rows
    newest = {row.slug: row for row in rows.light()}
    editions = Edition.objects.in_bulk([row.pk for row in newest.values()]).values()
    if form == "xlsx":
        with path.open("wb") as file:
            write_workbook((row.document for row in editions), file)
    else:
        names = {one.code: one.name for one in directory().agencies.values()}
        write_tables(tables_of((row.guide for row in editions), names), path)
    return len(newest)


def whole_document(path: Path, installed: Path) -> dict[str, Any]:
    """The document that a YAML file means, complete or not. Raises Refusal."""
    if not path.is_file():
        raise FilesRefused([Finding(str(path), "没有这个文件")])
    whole, missing = resolve(parsed(path), library_beside(path.parent, installed))
    if missing:
        raise FilesRefused(missing)
    return whole


def editions_of(slug: str, numbers: Sequence[int]) -> list[dict[str, Any]]:
    """The documents of these editions of an item. Raises Refusal `no-such-edition` (404)."""
    rows = dict(Edition.objects.issued().filter(slug=slug).values_list("edition", "document"))
    for number in numbers:
        if number not in rows:
            raise Refusal("no-such-edition", f"没有找到“{slug}”的第{number}版。", status=404)
    return [rows[number] for number in numbers]
