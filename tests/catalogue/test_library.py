"""Base items refer to the library as editions do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from onewindow.catalogue.library import LibraryInvalid, read_library

BASE: dict[str, Any] = {
    "code": "992009101001",
    "slug": "qianru",
    "department": "公安",
    "levels": [3],
    "name": "户口迁入",
    "item_type": "20",
    "legal_bases": [
        {"id": "law", "law": "户口登记条例", "article": "第十条", "gist": "迁出前申报。", "checked": False}
    ],
    "materials": [{"use": "id_card", "basis": "law", "requirement": "当场核验后退还。"}],
    "form": [{"use": "name"}],
}
MATERIAL = {
    "name": "居民身份证",
    "form": "copy",
    "source": "applicant",
    "requirement": "正反面。",
    "checkpoints": ["在有效期内"],
    "common_mistakes": ["只复印一面"],
}


def content(directory: Path, **kinds: Any) -> Path:
    for name, entries in {"library/materials": {"id_card": MATERIAL}, **kinds}.items():
        path = directory / f"{name}.yaml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")
    return directory


def test_a_base_item_takes_its_materials_and_fields_from_the_library(tmp_path: Path) -> None:
    fields = {"name": {"label": "姓名", "type": "text"}}
    library = read_library(content(tmp_path, **{"library/fields": fields, "base/own": [BASE]}))
    item = library.bases["992009101001"]
    assert item.materials is not None
    assert item.form is not None
    (material,) = item.materials
    assert (material.key, material.name, material.requirement) == (
        "id_card",
        "居民身份证",
        "当场核验后退还。",
    )
    assert [(one.id, one.key, one.label) for one in item.form] == [("name", "name", "姓名")]


def test_what_a_base_item_uses_and_is_not_there_is_found(tmp_path: Path) -> None:
    with pytest.raises(LibraryInvalid) as refusal:
        read_library(content(tmp_path, **{"base/own": [BASE]}))
    assert ("own.yaml: [0].form[0].use", "共享库没有“name”") in [
        (finding.field, finding.message) for finding in refusal.value.findings
    ]
