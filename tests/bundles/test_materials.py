"""Who gets the original, what is printed from the one form and what another member makes."""

from __future__ import annotations

from typing import Any

import pytest

from onewindow.bundles.merging import MergedMaterials, merge
from onewindow.bundles.merging.form import conflicts as field_conflicts
from onewindow.bundles.merging.materials import conflicts, strictest
from onewindow.catalogue.schema import Edition
from tests.bundles.documents import bundle, item
from tests.catalogue.documents import promised

PAPER = {**promised()["materials"][1], "when": None, "deferrable": False, "defer_days": None}
RESULT = {**promised()["results"][0], "name": "许可证", "title": "许可证"}


def guide(slug: str, *papers: dict[str, Any], **changes: Any) -> Edition:
    materials = [{**PAPER, "id": f"paper{n}", **paper} for n, paper in enumerate(papers)]
    return item(slug, situations=[], materials=materials, **changes)


def merged(first: Edition, second: Edition, **of_second: Any) -> MergedMaterials:
    members = [
        {"id": "first", "item": "one", "prints": of_second.pop("prints", [])},
        {"id": "second", "item": "two", **of_second},
    ]
    one = bundle(members=members, situations=[])
    return merge(one, {"one": first, "two": second}, {}).materials


def test_the_one_who_keeps_the_original_gets_it() -> None:
    found = merged(guide("one", {}), guide("two", {"collect_original": True})).asked
    assert [one.original_to for one in found] == [("second",)]


def test_two_who_keep_the_original_need_two() -> None:
    keeps = {"collect_original": True}
    found = merged(guide("one", keeps), guide("two", keeps)).asked
    assert [(one.original_to, one.copies) for one in found] == [(("first", "second"), 2)]


def test_otherwise_the_lead_agency_sees_it() -> None:
    found = merged(guide("one", {}, agency="rsj"), guide("two", {})).asked
    assert [one.original_to for one in found] == [("second",)]


def test_what_an_earlier_member_makes_is_fetched_and_not_asked() -> None:
    permit = guide("one", {}, results=[RESULT])
    needs = guide("two", {"name": "许可证", "key": "permit"}, {})
    side_by_side, in_turn = merged(permit, needs), merged(permit, needs, after=["first"])
    assert [one.key for one in side_by_side.asked] == ["lease_contract", "permit"]
    assert [one.key for one in in_turn.asked] == ["lease_contract"]
    assert [(one.key, one.members, one.source) for one in in_turn.fetched] == [
        ("permit", ("second",), "first")
    ]


def test_an_application_form_that_the_one_form_replaces_is_not_asked() -> None:
    form = {"form": "form", "blank_form": "空白表", "key": "form_one", "name": "申请表"}
    found = merged(guide("one", form, {}), guide("two", {}), prints=["paper0"])
    assert [one.key for one in found.asked] == ["lease_contract"]
    assert [(one.name, one.members, one.how) for one in found.printed] == [
        ("申请表", ("first",), "由一张表单生成")
    ]


def test_what_one_agency_gets_itself_is_asked_while_another_asks_for_it() -> None:
    found = merged(guide("one", {"spared": "licence"}), guide("two", {}))
    assert ([one.members for one in found.asked], found.spared) == ([("second",)], ())
    found = merged(guide("one", {"spared": "licence"}), guide("two", {"spared": "licence"}))
    assert (found.asked, [one.how for one in found.spared]) == ((), ["调用电子证照"])


@pytest.mark.parametrize(
    ("forms", "asked"),
    [({"copy"}, "copy"), ({"electronic", "copy"}, "copy"), ({"original", "electronic"}, "original"),
     ({"original", "copy"}, "both"), ({"both", "copy"}, "both"), ({"form", "copy"}, "form"), ({"electronic"}, "electronic")],
)  # fmt: skip
def test_one_form_serves_all(forms: set[str], asked: str) -> None:
    assert strictest(forms) == asked


def test_what_cannot_be_asked_once_is_a_finding() -> None:
    one = bundle(members=[{"id": "first", "item": "one"}, {"id": "second", "item": "two"}], situations=[])
    to_fill = {"form": "form", "blank_form": "空白表"}
    of_paper = conflicts(one, {"one": guide("one", {}), "two": guide("two", to_fill)})
    assert [finding.field for finding in of_paper] == ["materials.second.paper0"]
    of_names = conflicts(one, {"one": guide("one", {}), "two": guide("two", {"key": "lease"})})
    assert ["同名" in finding.message for finding in of_names] == [True]
    asked = promised()["form"]
    fewer = [asked[0], {**asked[1], "options": ["新书", "旧书", "古书"]}]
    of_fields = field_conflicts(one, {"one": guide("one", {}), "two": guide("two", {}, form=fewer)})
    assert [finding.field for finding in of_fields] == ["form.second.trade"]
