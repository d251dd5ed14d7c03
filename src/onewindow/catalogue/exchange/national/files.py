"""The tables as files: one JSON object with a list a table, or a directory with a CSV a table."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from io import StringIO
from pathlib import Path
from typing import Any

from onewindow.catalogue.exchange.national.codes import BASIC, TABLES
from onewindow.core.refusal import Finding, Refusal

LARGEST = 128 << 20
Row = dict[str, str]
Tables = dict[str, list[Row]]


class TablesRefused(Refusal):
    """Nothing was read; the findings' fields are `table 第n行 column`."""

    def __init__(self, findings: list[Finding]) -> None:
        message = f"国家交换表有{len(findings)}处不符合规定，未导入任何内容"
        super().__init__("edition_files_refused", message, status=422, findings=findings)


def write_tables(tables: Mapping[str, list[Row]], path: Path) -> None:
    """JSON into a file called `.json`, CSV in UTF-8 with a byte order mark into a directory called otherwise."""
    if path.suffix == ".json":
        path.write_text(json.dumps(tables, ensure_ascii=False, indent=1), encoding="utf-8")
        return
    path.mkdir(parents=True, exist_ok=True)
    for table, columns in TABLES.items():
        with (path / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns)
            writer.writeheader()
            writer.writerows(tables[table])


def read_tables(path: Path) -> Tables:
    """The tables of a JSON file or of a directory of CSV files, in UTF-8 or GB18030; a table may be missing.

    Raises `TablesRefused`. Columns nobody knows are left out; every value is text.
    """
    tables = _csv_tables(path) if path.is_dir() else _json_tables(path)
    if not tables.get(BASIC):
        raise TablesRefused([Finding(BASIC, "没有这张表，或者表里没有事项")])
    if findings := list(_shapeless(tables)):
        raise TablesRefused(findings)
    return {table: [_row(table, row) for row in tables.get(table, [])] for table in TABLES}


def _shapeless(tables: Mapping[str, list[Mapping[str, Any]]]) -> Iterator[Finding]:
    """Lists and objects where a cell of a table should be."""
    for table, columns in TABLES.items():
        for n, row in enumerate(tables.get(table, []), 1):
            for column in columns:
                if isinstance(row.get(column), list | dict):
                    yield Finding(f"{table} 第{n}行 {column}", "应是文字或者数字")


def _row(table: str, row: Mapping[str, Any]) -> Row:
    return {column: _text(row.get(column)) for column in TABLES[table]}


def _text(value: Any) -> str:
    if value is None or value is True or value is False:
        return {None: "", True: "1", False: "0"}[value]
    return value.strip() if isinstance(value, str) else str(value)


def _content(path: Path) -> str:
    if path.stat().st_size > LARGEST:
        raise TablesRefused([Finding(path.name, f"文件太大，最多{LARGEST >> 20} MB")])
    content = path.read_bytes()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise TablesRefused([Finding(path.name, "文件应以 UTF-8 或 GB18030 保存")])


def _json_tables(path: Path) -> dict[str, list[Mapping[str, Any]]]:
    try:
        tables = json.loads(_content(path))
    except (ValueError, RecursionError):
        raise TablesRefused([Finding(path.name, "不是合格的 JSON")]) from None
    if not isinstance(tables, dict):
        raise TablesRefused([Finding(path.name, "应是“表名: 各行”")])
    known = {table: tables[table] for table in TABLES if table in tables}
    findings = [
        Finding(table, "应是各行的列表") for table, rows in known.items() if not isinstance(rows, list)
    ]
    findings += [
        Finding(f"{table} 第{n}行", "应是“列名: 内容”")
        for table, rows in known.items()
        if isinstance(rows, list)
        for n, row in enumerate(rows, 1)
        if not isinstance(row, dict)
    ]
    if findings:
        raise TablesRefused(findings)
    return known


def _csv_tables(directory: Path) -> dict[str, list[Mapping[str, Any]]]:
    tables: dict[str, list[Mapping[str, Any]]] = {}
    for table in TABLES:
        path = directory / f"{table}.csv"
        if not path.is_file():
            continue
        reader = csv.DictReader(StringIO(_content(path), newline=""), strict=True)
        try:
            tables[table] = list(reader)
        except csv.Error as error:
            raise TablesRefused(
                [Finding(f"{table} 第{reader.line_num}行", f"不是合格的 CSV：{error}")]
            ) from None
    return tables
