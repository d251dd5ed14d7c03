"""Two editions side by side: every difference is told once, in words, and nothing else is."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from onewindow.catalogue.comparing import differences
from onewindow.catalogue.comparing.order import moved
from onewindow.catalogue.files import read_files
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.wording import BY_PATH, GROUPS
from tests.catalogue.documents import GONE, instant, promised, with_at

CONTENT = Path(settings.CONTENT_DIR)
DOCUMENTS = [file.guide.document() for file in read_files(CONTENT / "items", CONTENT)]
KNOWN_BY = {group.path: group.known_by for group in GROUPS}


def leaves(value: Any, path: str = "", pattern: str = "") -> dict[str, Any]:
    """Every leaf of a document by its path, written anew from the rule: parts under ids, not positions."""
    if pattern in KNOWN_BY and pattern and isinstance(value, list):
        found: dict[str, Any] = {}
        for part in value:
            key = part if isinstance(part, str) else part[KNOWN_BY[pattern]]
            if not isinstance(key, str):
                continue
            inside = f"{path}[{key}]"
            found |= {inside: part} if isinstance(part, str) else leaves(part, inside, pattern)
        return found
    if isinstance(value, dict) and not pattern.endswith("when"):
        return {
            where: leaf
            for name, inner in value.items()
            for where, leaf in leaves(
                inner, f"{path}.{name}".lstrip("."), f"{pattern}.{name}".lstrip(".")
            ).items()
        }
    return {path: value}


def said(old: dict[str, Any], new: dict[str, Any]) -> list[str]:
    return [str(change) for change in differences(old, new)]


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda document: document["slug"])
def test_nothing_differs_from_itself(document: dict[str, Any]) -> None:
    assert differences(document, deepcopy(document)) == []


@given(st.sampled_from(DOCUMENTS), st.sampled_from(DOCUMENTS))
def test_every_leaf_that_differs_is_told_by_exactly_one_change(
    old: dict[str, Any], new: dict[str, Any]
) -> None:
    changes = differences(old, new)
    before, after = leaves(old), leaves(new)
    for leaf in {*before, *after}:
        telling = [change for change in changes if change.covers(leaf)]
        assert len(telling) == (before.get(leaf) != after.get(leaf)), (leaf, telling)


@given(st.data())
def test_of_a_document_changed_in_one_place_only_that_is_told(data: st.DataObject) -> None:
    old = data.draw(st.sampled_from(DOCUMENTS))
    leaf, value = data.draw(st.sampled_from([one for one in _ways(old) if one[0][-1] != "id"]))
    new = deepcopy(old)
    place: Any = new
    for step in leaf[:-1]:
        place = place[step]
    place[leaf[-1]] = (
        not value if isinstance(value, bool) else value + 1 if isinstance(value, int) else "甲乙"
    )
    told = {change.path for change in differences(old, new) if change.kind != "moved"}
    assert told
    assert len({path.split("[")[0].split(".")[0] for path in told}) == 1


def _ways(value: Any, way: tuple[Any, ...] = ()) -> list[tuple[tuple[Any, ...], Any]]:
    if isinstance(value, dict):
        return [found for key, inner in value.items() for found in _ways(inner, (*way, key))]
    if isinstance(value, list):
        return [found for n, inner in enumerate(value) for found in _ways(inner, (*way, n))]
    return [(way, value)]


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        ("limits.promised", {"n": 10, "unit": "working_day"}, "承诺时限：5个工作日 → 10个工作日"),
        ("limits.promised.n", 0, "承诺时限：5个工作日 → 当场办结"),
        ("limits.promised", {"n": 3, "unit": "calendar_day"}, "承诺时限：5个工作日 → 3日"),
        ("limits.promised.unit", "calendar_day", "承诺时限：5个工作日 → 5日"),
        ("visits", 0, "到现场次数：1 → 0"),
        ("ways", ["one_trip", "online"], "四办：一次办 → 一次办、网上办"),
        ("materials.1.form", "copy", "申请材料“租赁合同” 形式：原件 → 复印件"),
        ("materials.1.deferrable", False, "申请材料“租赁合同” 可以容缺：是 → 否"),
        ("materials.1.when", GONE, "申请材料“租赁合同” 适用情形：“场所是谁的？”选“租用” → （无）"),
        (
            "situations.0.answers.1.label",
            "租借",
            "情形“场所是谁的？” 情形选项“租借” 选项：租用 → 租借",
        ),
        ("extension.approver", "government_head", "延期批准人：本机关负责人 → 本级政府负责人"),
        ("colour", "red", "colour：（无） → red"),
        ("materials", "none", "申请材料"),
    ],
)
def test_a_change_reads_as_an_official_would_say_it(path: str, value: Any, words: str) -> None:
    assert any(line.startswith(words) for line in said(promised(), with_at(promised(), path, value)))


def test_a_limit_whose_number_and_unit_change_is_one_change() -> None:
    new = with_at(promised(), "limits.promised", {"n": 3, "unit": "calendar_day"})
    assert [change.also for change in differences(promised(), new)] == [("limits.promised.unit",)]


def test_parts_that_come_and_go_are_told_whole() -> None:
    document = promised()
    fewer = with_at(document, "materials", document["materials"][:1])
    assert said(document, fewer)[0].startswith("删去申请材料“租赁合同”：材料名称：租赁合同；")
    assert said(fewer, document)[0].startswith("新增申请材料“租赁合同”：材料名称：租赁合同；")
    assert "情形选项：自有、租用" in said(with_at(document, "situations", []), document)[0]
    assert said(document, with_at(document, "conditions.0", "有场所。")) == [
        "删去受理条件：有固定场所。",
        "新增受理条件：有场所。",
    ]


def test_parts_in_another_order_are_moved_and_not_changed() -> None:
    document = promised()
    turned = with_at(document, "materials", document["materials"][::-1])
    assert said(document, turned) == ["申请材料“租赁合同”：第2项 → 第1项"]


def test_an_item_that_becomes_instant_is_told_in_a_few_lines() -> None:
    changes = differences(promised(), instant())
    assert {change.path for change in changes} == {
        "kind", "limits.promised.n", "extension.n", "extension.basis", "extension.approver",
        "handling", "materials[lease].deferrable", "materials[lease].defer_days", "steps[visit]", "special_procedures[visit]",
    }  # fmt: skip


@given(
    st.permutations(list("abcdefg")), st.sets(st.sampled_from("abcdefg")), st.sets(st.sampled_from("abcdefg"))
)
def test_what_did_not_move_stands_in_the_same_order(names: list[str], gone: set[str], come: set[str]) -> None:
    old = [name for name in "abcdefg" if name not in come]
    new = [name for name in names if name not in gone]
    staying = ({*old} & {*new}) - {*moved(old, new)}
    assert [name for name in old if name in staying] == [name for name in new if name in staying]
    assert moved(old, old) == []


def test_every_field_of_the_schema_has_its_words() -> None:
    assert _unworded(Edition, "") == []


def _unworded(model: type[BaseModel], path: str) -> list[str]:
    """Paths of the schema without a field in the tables; lists of parts are groups, single parts dotted fields."""
    missing: list[str] = []
    for name, info in model.model_fields.items():
        here = f"{path}.{name}".lstrip(".")
        inner = next(
            (
                kind
                for kind in _models(info.annotation)
                if isinstance(kind, type) and issubclass(kind, BaseModel)
            ),
            None,
        )
        if inner is not None:
            missing += _unworded(inner, here)
        elif not _worded(here):
            missing.append(here)
    return missing


def _models(annotation: Any) -> list[Any]:
    inner = getattr(annotation, "__args__", ())
    return [annotation, *(found for one in inner for found in _models(one))]


def _worded(path: str) -> bool:
    for group, table in BY_PATH.items():
        within = path.removeprefix(f"{group}.") if group else path
        if (not group or path.startswith(f"{group}.")) and table.field(within):
            return True
    return path in BY_PATH
