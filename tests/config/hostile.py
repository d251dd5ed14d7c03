"""Files of the catalogue as nobody should hand them in: one fault a file, workbook row or table."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings

from onewindow.catalogue.exchange.writing import write_workbook
from onewindow.catalogue.files import library_beside, read_file
from tests.catalogue.documents import with_at
from tests.catalogue.exchange.province import GUIDE
from tests.config.command import ITEMS

INSTALLED = "huwai-zhaopai"
LONG = "长" * 100_000
GOOD = "yibao-zhongzhi"


def text_of(slug: str) -> str:
    return (ITEMS / f"{slug}.yaml").read_text(encoding="utf-8")


def spoilt(slug: str, old: str, new: str) -> str:
    """The text of an item with one place changed, wherever it stands first."""
    text = text_of(slug)
    assert old in text
    return text.replace(old, new, 1)


def write_editions(directory: Path) -> None:
    """A directory in which every file but one has another fault."""
    circle = "{id: accept, name: 受理, actor: agency, after: [decide]}"
    texts = {
        "broken": "name: [",
        INSTALLED: spoilt(INSTALLED, "edition: 1", "edition: 2"),
        "gongzhang-beian": spoilt("gongzhang-beian", "visits: 0", "visits: two"),
        "yinzhang-zhuxiao": spoilt("yinzhang-zhuxiao", "plain: ", f"plain: {LONG}"),
        "fapiao-lingyong": spoilt("fapiao-lingyong", "{id: accept, name: 受理, actor: agency}", circle),
        "xiaofang-chengnuo": spoilt(
            "xiaofang-chengnuo", "  - id: facility\n", "  - id: facility\n    when: {facility: [manual]}\n"
        ),
        "gongjijin-xiaohu": text_of("gongjijin-xiaohu"),
        "xiaohu-er": spoilt("gongjijin-xiaohu", "slug: gongjijin-xiaohu", "slug: xiaohu-er"),
        GOOD: text_of(GOOD),
    }
    for name, text in texts.items():
        (directory / f"{name}.yaml").write_text(text, encoding="utf-8")


def document_of(slug: str) -> dict[str, Any]:
    return read_file(ITEMS / f"{slug}.yaml", library_beside(ITEMS, settings.CONTENT_DIR)).document()


def write_book(path: Path) -> None:
    """A workbook whose items have the faults that only show between the parts and beside what is published."""
    invoice, fire, twin = (
        document_of(slug) for slug in ("fapiao-lingyong", "xiaofang-chengnuo", "gongjijin-xiaohu")
    )
    documents = [
        document_of(GOOD),
        with_at(document_of(INSTALLED), "edition", 2),
        with_at(invoice, "steps.2.after", ["decide"]),
        with_at(fire, "situations.0.when", {"facility": ["manual"]}),
        twin,
        {**twin, "slug": "xiaohu-er"},
    ]
    with path.open("wb") as file:
        write_workbook(documents, file)


def write_tables(path: Path, **changes: Any) -> None:
    """A province's guide with columns of its first table changed."""
    tables: Mapping[str, Any] = {
        **GUIDE,
        "up_task_general_basic": [{**GUIDE["up_task_general_basic"][0], **changes}],
    }
    path.write_text(json.dumps(tables, ensure_ascii=False), encoding="utf-8")
