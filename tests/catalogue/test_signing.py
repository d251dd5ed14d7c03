"""The table of signing authority: ceilings to the last measure, nobody without a row, and no row in vain."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from pydantic import ValidationError

from onewindow.catalogue.files import read_files
from onewindow.catalogue.schema import Edition
from onewindow.catalogue.signing import ACTS, Signing, authority, gaps, needed, signing_table
from onewindow.core.roles import ROLES

GUIDES = {
    file.guide.slug: file.guide
    for file in read_files(Path(settings.CONTENT_DIR) / "items", Path(settings.CONTENT_DIR))
}
FOOD = GUIDES["shipin-jingying"]


def row(**changes: Any) -> dict[str, Any]:
    return {"matter": "shipin-jingying", "act": "grant", "by": ["head"], "basis": "测试"} | changes


def table(*rows: dict[str, Any]) -> Signing:
    return Signing.model_validate({"edition": "测试", "rows": list(rows)})


def ceiling(at_most: int, unit: str = "平方米") -> dict[str, Any]:
    return {"field": "area", "at_most": at_most, "unit": unit}


@pytest.mark.parametrize(
    ("area", "by"),
    [("0", "decider"), ("499.99", "decider"), ("500", "decider"), ("500.0", "decider"), ("500.01", "head"),
     ("620", "head"), ("1e6", "head"), ("", "head"), ("五百", "head"), ("NaN", "head"), ("-Infinity", "head")],
)  # fmt: skip
def test_the_ceiling_is_kept_to_the_last_measure(area: str, by: str) -> None:
    found = authority(signing_table().rows_of("shipin-jingying", "grant"), FOOD, {"area": area})
    assert found.by[0] == by


def test_what_is_beyond_says_by_how_much_in_whose_words() -> None:
    rows = signing_table().rows_of("shipin-jingying", "grant")
    assert authority(rows, FOOD, {"area": "620"}).because == "经营面积 620 平方米超过 500 平方米"
    assert authority(rows, FOOD, {}).because == "经营面积没有填写数字，无法与 500 平方米的上限比较"
    assert authority(rows, FOOD, {"area": "12"}).because == ""


def test_several_ceilings_are_passed_one_after_the_other() -> None:
    three = table(
        row(by=["decider"], ceiling=ceiling(100)), row(by=["head", "decider"], ceiling=ceiling(500)), row()
    )
    rows = three.rows_of("shipin-jingying", "grant")
    assert [authority(rows, FOOD, {"area": area}).by for area in ("100", "101", "501")] == [
        ("decider",), ("head", "decider"), ("head",),
    ]  # fmt: skip


def test_the_matters_own_rows_come_before_those_of_every_matter() -> None:
    both = table(row(matter="*", by=["decider"]), row())
    assert [r.by for r in both.rows_of("shipin-jingying", "grant")] == [("head",)]
    assert [r.by for r in both.rows_of("another", "grant")] == [("decider",)]
    assert both.rows_of("shipin-jingying", "deny") == ()


@pytest.mark.parametrize(
    "rows",
    [
        (row(act="praise"),),
        (row(by=[]),),
        (row(by=["reviewer"]),),
        (row(by=["issuer"]),),
        (row(by=["system"]),),
        (row(act="extension", by=["decider"]),),
        (row(ceiling=ceiling(500)),),
        (row(), row(by=["decider"])),
        (row(), row(ceiling=ceiling(500))),
        (row(ceiling=ceiling(-1)), row()),
        (row(ceiling={"field": "area", "at_most": "much", "unit": "平方米"}), row()),
        (row(note="…"),),
    ],
)
def test_a_table_that_contradicts_itself_or_the_lives_is_refused(rows: tuple[dict[str, Any], ...]) -> None:
    with pytest.raises(ValidationError):
        table(*rows)


def test_every_act_of_every_matter_of_the_city_is_signed_by_somebody() -> None:
    assert len(GUIDES) >= 10
    assert gaps(signing_table(), GUIDES.values()) == []


@pytest.mark.parametrize("guide", GUIDES.values(), ids=lambda guide: guide.slug)
def test_without_its_rows_a_matter_is_found_unsigned(guide: Edition) -> None:
    bare = Signing(edition="测试", rows=())
    assert [finding.field for finding in gaps(bare, [guide])] == [
        f"{guide.slug}: {act}" for act in needed(guide)
    ]


def test_a_ceiling_on_what_the_form_does_not_measure_is_found() -> None:
    broken = table(
        row(by=["decider"], ceiling={"field": "premises_address", "at_most": 1, "unit": "间"}), row()
    )
    (fault, *_) = gaps(broken, [FOOD])
    assert fault.field == "shipin-jingying: grant"
    assert "premises_address" in fault.message


def test_no_row_is_about_a_matter_that_is_not_there() -> None:
    assert {r.matter for r in signing_table().rows} - set(GUIDES) == {"*"}


def test_acts_are_narrowed_from_the_lives() -> None:
    assert ACTS["grant"].roles == ("decider", "head", "clerk")
    assert ACTS["extension"].roles == ("head",)
    assert {role for act in ACTS.values() for role in act.roles} <= set(ROLES)
